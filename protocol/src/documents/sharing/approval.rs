//! Whether a scheme may be used, and who approved a sharing.
//!
//! A scheme is used once a valid assembly adopted it. A sharing is approved by an act of two persons in two
//! offices, neither of whom computed it, or by a valid assembly; the surplus of a year by an assembly alone
//! (OHADA AUSCOOP art. 113). Names that somebody typed from a paper approve nothing. Who acted is what their device
//! calls them; whether the record says the same is asked by rule 28. Source: domain.md §4 and §5.12.

use std::collections::BTreeSet;

use crate::{
    documents::assembly,
    units::Date,
    world::{Record, Unreadable, World},
};

/// Why a scheme can be used, or why not yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adoption {
    /// A valid assembly adopted it.
    Usable,
    /// It was withdrawn.
    Withdrawn,
    /// It does not say which assembly adopted it.
    NoAssembly,
    /// The assembly it names is not valid: a code of the list `ASSEMBLY_VALIDITY`.
    NotValid(&'static str),
    /// The assembly it names did not carry a resolution that adopts it.
    NotDecided,
    /// It holds from a day that has not come.
    From(Date),
}

/// Whether a scheme can be used on a day.
pub fn adoption(world: &dyn World, scheme: &Record, day: Date) -> Result<Adoption, Unreadable> {
    let own = &scheme.own;
    if own.has("withdrawn") {
        return Ok(Adoption::Withdrawn);
    }
    let Some(by) = world.follow(own, "adopted_by")? else { return Ok(Adoption::NoAssembly) };
    let validity = assembly::standing(world, &by)?.validity;
    Ok(if validity != "VALID" {
        Adoption::NotValid(validity)
    } else if !assembly::decided(world, by.id, "SHARING_SCHEME", Some(scheme.id))? {
        Adoption::NotDecided
    } else {
        let from = own.day("valid_from").filter(|from| *from > day);
        from.map_or(Adoption::Usable, Adoption::From)
    })
}

/// Who approved a sharing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Approval {
    /// Who computed it, as their device calls them.
    pub maker: Option<String>,
    /// The offices it was approved in, each with whoever did.
    pub offices: Vec<(String, String)>,
    /// Whether a valid assembly decided it.
    pub decided: bool,
    /// Whether an assembly alone approves it.
    pub assembly_alone: bool,
}

impl Approval {
    /// Whether it is approved. Of whom nobody knows whether they computed it, nobody counts.
    #[must_use]
    pub fn is_given(&self) -> bool {
        let others = |maker: &String| {
            let others = self.offices.iter().map(|(_, who)| who).filter(|who| *who != maker);
            others.collect::<BTreeSet<_>>().len()
        };
        self.decided || !self.assembly_alone && self.maker.as_ref().map_or(0, others) >= 2
    }
}

/// What an assembly calls its decision about a sharing: codes of the list RESOLUTION.
fn resolutions(distribution: &Record) -> &'static [&'static str] {
    if is_surplus(distribution) { &["SURPLUS"] } else { &["OTHER", "SURPLUS"] }
}

/// Whether it is the surplus of a period that is shared.
fn is_surplus(distribution: &Record) -> bool {
    distribution.references("sales").next().is_none()
}

/// Who approved a sharing.
pub fn approval(world: &dyn World, distribution: &Record) -> Result<Approval, Unreadable> {
    let id = distribution.id;
    let rows = distribution.rows("approved_in").iter();
    let offices = rows.map(|row| (row.text("key").to_owned(), row.text("user").to_owned()));
    let mut decided = false;
    if let Some(by) = distribution.own.reference("approved_by") {
        for resolution in resolutions(distribution) {
            decided = decided || assembly::decided(world, by, resolution, Some(id))?;
        }
    }
    Ok(Approval {
        maker: Some(distribution.own.text("computed_by").to_owned())
            .filter(|name| !name.is_empty()),
        offices: offices.collect(),
        decided,
        assembly_alone: is_surplus(distribution),
    })
}

/// Where a distribution stands: a code of the list `DISTRIBUTION_STATE`.
pub fn state(world: &dyn World, distribution: &Record) -> Result<&'static str, Unreadable> {
    let own = &distribution.own;
    let open = super::adjusted::open(&super::adjusted(world, distribution)?);
    let is_left = open.iter().any(|part| part.amount.minor > 0);
    let paid = !distribution.rows("payments").is_empty();
    // What only takes from some has nothing to pay.
    let done = own.has("adjusts") && own.has("posted_as") && !is_left;
    Ok(if own.has("cancelled") {
        "CANCELLED"
    } else if !own.has("simulated") {
        "DRAFT"
    } else if !approval(world, distribution)?.is_given() {
        "SIMULATED"
    } else if !paid && !done {
        "APPROVED"
    } else if is_left {
        "PAYING"
    } else {
        "CLOSED"
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dictionary::kinds::{
            assembly::ASSEMBLY, distribution::DISTRIBUTION, organisation::ORGANISATION, sale::SALE,
            sharing_scheme::SHARING_SCHEME,
        },
        world::InMemory,
    };

    fn id(kind: &crate::dictionary::kind::Kind, name: &str) -> String {
        InMemory::id(kind, name).to_string()
    }

    fn day() -> Date {
        "2026-06-30".parse().unwrap()
    }

    /// An assembly to which the whole roll of three came, or one of them.
    fn assembly(world: &mut InMemory, name: &str, there: usize, resolution: &str, subject: &str) {
        let organisation = world.put(&ORGANISATION, "o", &[]).to_string();
        let persons = ["a", "b", "c"]
            .map(|name| InMemory::id(&crate::dictionary::kinds::person::PERSON, name));
        let mut values = vec![
            ("organisation".to_owned(), organisation),
            ("kind".into(), "ORDINARY".into()),
            ("notice_date".into(), "2026-04-01".into()),
            ("held_date".into(), "2026-05-01".into()),
            ("agenda/1/title".into(), "x".into()),
            ("resolutions/1/kind".into(), resolution.into()),
            ("resolutions/1/votes_for".into(), "3".into()),
            ("resolutions/1/subject".into(), subject.into()),
        ];
        for person in persons {
            values.push((format!("roll/{person}"), String::new()));
        }
        for person in &persons[..there] {
            values.push((format!("attendance/{person}/presence"), "PRESENT".into()));
        }
        let values: Vec<(&str, &str)> = values.iter().map(|(p, v)| (&**p, &**v)).collect();
        world.put(&ASSEMBLY, name, &values);
    }

    #[test]
    fn a_scheme_is_used_once_a_valid_assembly_adopted_it() {
        let mut world = InMemory::new("CD");
        let scheme = world.put(&SHARING_SCHEME, "s", &[("valid_from", "2026-05-01")]);
        let stands = |world: &InMemory, day: Date| {
            adoption(world, &world.record(scheme).unwrap().unwrap(), day).unwrap()
        };
        assert_eq!(stands(&world, day()), Adoption::NoAssembly);
        assembly(&mut world, "few", 1, "SHARING_SCHEME", &scheme.to_string());
        world.put(&SHARING_SCHEME, "s", &[("adopted_by", &id(&ASSEMBLY, "few"))]);
        assert_eq!(stands(&world, day()), Adoption::NotValid("QUORUM_NOT_REACHED"));
        assembly(&mut world, "other", 3, "SHARING_SCHEME", &id(&SHARING_SCHEME, "another"));
        world.put(&SHARING_SCHEME, "s", &[("adopted_by", &id(&ASSEMBLY, "other"))]);
        assert_eq!(stands(&world, day()), Adoption::NotDecided);
        assembly(&mut world, "all", 3, "SHARING_SCHEME", &scheme.to_string());
        world.put(&SHARING_SCHEME, "s", &[("adopted_by", &id(&ASSEMBLY, "all"))]);
        assert_eq!(stands(&world, day()), Adoption::Usable);
        let before: Date = "2026-04-30".parse().unwrap();
        assert_eq!(stands(&world, before), Adoption::From("2026-05-01".parse().unwrap()));
        world.put(&SHARING_SCHEME, "s", &[("withdrawn/2026-06-01", "")]);
        assert_eq!(stands(&world, day()), Adoption::Withdrawn);
    }

    fn approves(world: &mut InMemory, person: &str, office: &str) {
        let path = format!("approved_in/{office}/user");
        world.put(&DISTRIBUTION, "d", &[(&path, person)]);
    }

    fn shared(world: &mut InMemory, sale: bool) -> crate::ids::DocumentId {
        let sold = format!("sales/{}", id(&SALE, "x"));
        let mut values =
            vec![("gross", "500 USD"), ("computed_by", "Marie"), ("simulated/2026-06-01", "")];
        if sale {
            values.push((&sold, ""));
        }
        world.put(&DISTRIBUTION, "d", &values)
    }

    fn stands(world: &InMemory) -> &'static str {
        let made = InMemory::id(&DISTRIBUTION, "d");
        state(world, &world.record(made).unwrap().unwrap()).unwrap()
    }

    #[test]
    fn two_persons_who_did_not_compute_it_approve_a_sharing_in_two_offices() {
        let mut world = InMemory::new("CD");
        shared(&mut world, true);
        // Names typed from a paper are nobody's act.
        let person = id(&crate::dictionary::kinds::person::PERSON, "a");
        let typed = ["TREASURER", "PRESIDENT"].map(|office| format!("approvals/{office}/person"));
        for path in &typed {
            world.put(&DISTRIBUTION, "d", &[(path, &person)]);
        }
        assert_eq!(stands(&world), "SIMULATED");
        // Whoever computed it approves nothing, and nobody is two persons.
        approves(&mut world, "Marie", "TREASURER");
        approves(&mut world, "Joseph", "SUPERVISION");
        assert_eq!(stands(&world), "SIMULATED");
        approves(&mut world, "Joseph", "PRESIDENT");
        assert_eq!(stands(&world), "SIMULATED");
        approves(&mut world, "Alphonse", "MANAGER");
        assert_eq!(stands(&world), "APPROVED");
    }

    #[test]
    fn a_valid_assembly_approves_and_it_alone_the_surplus_of_a_year() {
        let mut world = InMemory::new("CD");
        let made = shared(&mut world, false);
        approves(&mut world, "Joseph", "SUPERVISION");
        approves(&mut world, "Alphonse", "MANAGER");
        assert_eq!(stands(&world), "SIMULATED");
        assembly(&mut world, "few", 1, "SURPLUS", &made.to_string());
        world.put(&DISTRIBUTION, "d", &[("approved_by", &id(&ASSEMBLY, "few"))]);
        assert_eq!(stands(&world), "SIMULATED");
        assembly(&mut world, "all", 3, "SURPLUS", &made.to_string());
        world.put(&DISTRIBUTION, "d", &[("approved_by", &id(&ASSEMBLY, "all"))]);
        assert_eq!(stands(&world), "APPROVED");
    }
}
