//! Milestones of an organisation that an assembly has to have resolved, and did not. They are there all the same and
//! bring the organisation further; whoever looks sees what the papers lack. Source: domain.md §6.1, the guards.

use std::collections::BTreeMap;

use super::{assembly, formalisation::Path};
use crate::{
    dictionary::kinds::{bank_account::BANK_ACCOUNT, election::ELECTION, mandate::MANDATE},
    ids::DocumentId,
    world::{Record, Unreadable, World},
};

/// The milestones that were reached without the resolution the country's law asks for: codes of the list `MILESTONE`.
///
/// Statutes and by-laws are adopted first by a constitutive assembly; each organ is elected by a valid one, under a
/// resolution that says so; a valid one decides that an account is opened.
pub fn lacking(
    world: &dyn World,
    organisation: &Record,
    path: &Path,
) -> Result<Vec<&'static str>, Unreadable> {
    let mut lacking = Vec::new();
    for milestone in ["STATUTES_ADOPTED", "BYLAWS_ADOPTED"] {
        if let Some(first) = path.evidence.get(milestone)
            && !is_constitutive(world, *first)?
        {
            lacking.push(milestone);
        }
    }
    let reached = |milestone: &str| path.reached.contains_key(milestone);
    if reached("MANAGEMENT_ELECTED") && !is_elected(world, organisation.id)? {
        lacking.push("MANAGEMENT_ELECTED");
    }
    if reached("BANK_ACCOUNT_OPEN") && !is_opened(world, organisation.id)? {
        lacking.push("BANK_ACCOUNT_OPEN");
    }
    Ok(lacking)
}

/// Whether a constitutive assembly adopted a text.
fn is_constitutive(world: &dyn World, text: DocumentId) -> Result<bool, Unreadable> {
    let Some(text) = world.record(text)? else { return Ok(false) };
    let by = world.follow(&text.own, "adopted_by")?;
    Ok(by.is_some_and(|by| by.own.text("kind") == "CONSTITUTIVE"))
}

/// Whether every organ in which somebody holds an office was elected by a valid assembly that resolved to elect.
fn is_elected(world: &dyn World, organisation: DocumentId) -> Result<bool, Unreadable> {
    let mut organs = BTreeMap::<String, bool>::new();
    for mandate in world.referring(organisation, &MANDATE)? {
        let election = world.follow(&mandate.own, "election")?;
        let election = election.filter(|election| *election.kind == ELECTION);
        let resolved = match &election {
            Some(election) => match election.own.reference("assembly") {
                Some(by) => assembly::decided(world, by, "ELECT", Some(election.id))?,
                None => false,
            },
            None => false,
        };
        *organs.entry(mandate.own.text("organ").to_owned()).or_default() |= resolved;
    }
    Ok(organs.values().all(|resolved| *resolved))
}

/// Whether a valid assembly decided to open one of the accounts of an organisation.
fn is_opened(world: &dyn World, organisation: DocumentId) -> Result<bool, Unreadable> {
    for account in world.referring(organisation, &BANK_ACCOUNT)? {
        if let Some(by) = account.own.reference("opened_by")
            && assembly::decided(world, by, "OPEN_BANK", Some(account.id))?
        {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dictionary::kinds::{
            assembly::ASSEMBLY, governance_document::GOVERNANCE_DOCUMENT,
            organisation::ORGANISATION, person::PERSON,
        },
        documents::formalisation,
        world::InMemory,
    };

    /// A sitting of three to which all came, that carried a resolution.
    fn sitting(world: &mut InMemory, kind: &str, resolution: &str) -> String {
        let organisation = InMemory::id(&ORGANISATION, "o").to_string();
        let mut values = vec![
            ("organisation".to_owned(), organisation),
            ("kind".into(), kind.into()),
            ("notice_date".into(), "2026-01-01".into()),
            ("held_date".into(), "2026-02-01".into()),
            ("agenda/1/title".into(), "x".into()),
            ("resolutions/1/kind".into(), resolution.into()),
            ("resolutions/1/votes_for".into(), "3".into()),
        ];
        for name in ["a", "b", "c"] {
            let person = InMemory::id(&PERSON, name);
            values.push((format!("roll/{person}"), String::new()));
            values.push((format!("attendance/{person}/presence"), "PRESENT".into()));
        }
        let values: Vec<(&str, &str)> = values.iter().map(|(p, v)| (&**p, &**v)).collect();
        world.put(&ASSEMBLY, &format!("{kind} {resolution}"), &values).to_string()
    }

    #[test]
    fn a_milestone_that_no_assembly_resolved_is_named_until_one_did() {
        let mut world = InMemory::new("CD");
        let id = world.put(&ORGANISATION, "o", &[("legal_form", "INFORMAL")]);
        let of = |world: &InMemory| {
            let organisation = world.record(id).unwrap().unwrap();
            let day = "2026-06-30".parse().unwrap();
            let path = formalisation::path(world, &organisation, day).unwrap();
            lacking(world, &organisation, &path).unwrap()
        };
        assert_eq!(of(&world), [""; 0], "nothing was reached yet");
        let o = id.to_string();
        let later = sitting(&mut world, "ORDINARY", "ADOPT_STATUTES");
        let text = [("organisation", &*o), ("kind", "STATUTES"), ("version", "1")];
        world.put(&GOVERNANCE_DOCUMENT, "s", &text);
        world.put(&GOVERNANCE_DOCUMENT, "s", &[("adopted_by", &later)]);
        let [one, other] = ["a", "b"].map(|name| InMemory::id(&PERSON, name).to_string());
        let organ = world.pack().law("INFORMAL").unwrap().management.clone();
        let office = [("organisation", &*o), ("organ", &organ), ("start", "2026-02-01")];
        world.put(&MANDATE, "m", &office);
        world.put(&MANDATE, "m", &[("person", &one)]);
        let account = [("organisation", &*o), ("opened", "2026-03-01")];
        world.put(&BANK_ACCOUNT, "b", &account);
        for person in [&one, &other] {
            let signs = format!("signatories/{person}/role");
            world.put(&BANK_ACCOUNT, "b", &[(&signs, "PRESIDENT")]);
        }
        let all = ["STATUTES_ADOPTED", "MANAGEMENT_ELECTED", "BANK_ACCOUNT_OPEN"];
        assert_eq!(of(&world), [all[0], all[2]], "nobody was elected yet");
        // A valid assembly that spoke of other things resolved nothing of it.
        let silent = sitting(&mut world, "ORDINARY", "OTHER");
        world.put(&BANK_ACCOUNT, "b", &[("opened_by", &silent)]);
        let election = world.put(&ELECTION, "e", &[("assembly", &silent)]).to_string();
        world.put(&MANDATE, "m", &[("election", &election)]);
        assert_eq!(of(&world), all);
        let first = sitting(&mut world, "CONSTITUTIVE", "ADOPT_STATUTES");
        world.put(&GOVERNANCE_DOCUMENT, "s", &[("adopted_by", &first)]);
        let elects = sitting(&mut world, "ORDINARY", "ELECT");
        world.put(&ELECTION, "e", &[("assembly", &elects)]);
        let opens = sitting(&mut world, "ORDINARY", "OPEN_BANK");
        world.put(&BANK_ACCOUNT, "b", &[("opened_by", &opens)]);
        assert_eq!(of(&world), [""; 0]);
        // Another organ that nobody elected is not elected with it.
        let office = [("organisation", &*o), ("organ", "CS"), ("start", "2026-02-01")];
        world.put(&MANDATE, "n", &office);
        assert_eq!(of(&world), ["MANAGEMENT_ELECTED"]);
    }
}
