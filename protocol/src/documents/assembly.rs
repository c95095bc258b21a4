//! Whether an assembly is valid, and what it decided.
//!
//! Notice and quorum are those of the legal form in the country pack, unless the statutes of the
//! organisation ask for more or less. An assembly that is not valid decided nothing; whoever recorded it
//! sees why. Sources: domain.md §5.7; OHADA AUSCOOP arts 233–234 and 280–282.

use std::collections::BTreeSet;

use super::unions;
use crate::{
    dictionary::{
        kinds::{
            assembly::ASSEMBLY, governance_document::GOVERNANCE_DOCUMENT,
            organisation::ORGANISATION,
        },
        lists::MAJORITY,
    },
    ids::DocumentId,
    packs::LegalRule,
    units::Date,
    world::{Cells, Record, Unreadable, World},
};

/// How an assembly stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// A code of the list `ASSEMBLY_VALIDITY`.
    pub validity: &'static str,
    /// How many may vote.
    pub entitled: usize,
    /// How many of them have to be there.
    pub required: usize,
    /// How many were there or represented.
    pub present: usize,
    /// Days between notice and assembly, and how many there have to be.
    pub notice: Option<(i32, i32)>,
}

/// What is asked of an assembly of an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Terms {
    notice_days: i32,
    quorum_bp: u64,
    proxies_max: usize,
}

/// How an assembly stands.
pub fn standing(world: &dyn World, assembly: &Record) -> Result<Standing, Unreadable> {
    let held = assembly.own.day("held_date");
    let terms = terms(world, assembly, held)?;
    let roll = roll(world, assembly, held)?;
    let present = present(assembly, &roll, terms.proxies_max);
    let (entitled, present) = match union(world, assembly)? {
        Some(union) => by_member(world, union, held, &present)?,
        None => (roll.len(), present.len()),
    };
    let required = entitled as u64 * terms.quorum_bp;
    let required = usize::try_from(required.div_ceil(10_000)).unwrap_or(usize::MAX).max(1);
    let notice = assembly.own.day("notice_date").zip(held);
    let notice = notice.map(|(notice, held)| (notice.days_until(held), terms.notice_days));
    let informs = assembly.own.text("kind") == "INFORMATION";
    let irregular =
        notice.is_none_or(|(given, asked)| given < asked) || assembly.rows("agenda").is_empty();
    let validity = if assembly.own.has("contested") {
        "CONTESTED"
    } else if held.is_none() {
        "PLANNED"
    } else if !informs && irregular {
        "IRREGULAR_NOTICE"
    } else if !informs && present < required {
        "QUORUM_NOT_REACHED"
    } else {
        "VALID"
    };
    Ok(Standing { validity, entitled, required, present, notice })
}

/// Whoever was ticked although the roll, once frozen, does not name them.
#[must_use]
pub fn not_on_roll(assembly: &Record) -> Vec<DocumentId> {
    let roll: BTreeSet<DocumentId> = assembly.references("roll").collect();
    if roll.is_empty() || !assembly.own.has("opened") {
        return Vec::new();
    }
    let ticked = assembly.rows("attendance").iter().filter(|row| row.text("presence") != "EXCUSED");
    ticked.filter_map(|row| row.reference("key")).filter(|person| !roll.contains(person)).collect()
}

/// The union whose assembly it is; none if it is one of persons.
fn union(world: &dyn World, assembly: &Record) -> Result<Option<DocumentId>, Unreadable> {
    let of = world.follow(&assembly.own, "organisation")?;
    let of = of.filter(|of| *of.kind == ORGANISATION && unions::is_union(world, of));
    Ok(of.map(|of| of.id))
}

/// How many members a union has on a day, and of how many somebody was there.
fn by_member(
    world: &dyn World,
    union: DocumentId,
    held: Option<Date>,
    present: &BTreeSet<DocumentId>,
) -> Result<(usize, usize), Unreadable> {
    let Some(day) = held else { return Ok((0, 0)) };
    let members = unions::members(world, union, day)?;
    let mut there = 0;
    for member in &members {
        let delegates = unions::delegates(world, member, day)?;
        there += usize::from(delegates.iter().any(|delegate| present.contains(delegate)));
    }
    Ok((members.len(), there))
}

/// Those entitled to vote at an assembly: the frozen roll, or the active members of the day; the delegates of those of
/// a union.
pub fn entitled(world: &dyn World, assembly: &Record) -> Result<BTreeSet<DocumentId>, Unreadable> {
    roll(world, assembly, assembly.own.day("held_date"))
}

/// Those entitled to vote: the frozen roll, or the active members of the day.
fn roll(
    world: &dyn World,
    assembly: &Record,
    held: Option<Date>,
) -> Result<BTreeSet<DocumentId>, Unreadable> {
    let roll: BTreeSet<DocumentId> = assembly.references("roll").collect();
    match (assembly.own.reference("organisation"), held) {
        (Some(organisation), Some(day)) if roll.is_empty() => {
            Ok(unions::voters(world, organisation, day)?.into_iter().collect())
        }
        _ => Ok(roll),
    }
}

/// Those of the roll who were there, or represented by somebody who was and may represent so many.
fn present(
    assembly: &Record,
    roll: &BTreeSet<DocumentId>,
    proxies_max: usize,
) -> BTreeSet<DocumentId> {
    let with = |presence: &'static str| {
        let rows = assembly.rows("attendance").iter();
        rows.filter(move |row| row.text("presence") == presence)
    };
    let mut present: BTreeSet<DocumentId> = with("PRESENT")
        .filter_map(|row| row.reference("key"))
        .filter(|id| roll.contains(id))
        .collect();
    let there = present.clone();
    let mut represented = std::collections::BTreeMap::<DocumentId, usize>::new();
    for row in with("PROXY") {
        let (Some(member), Some(proxy)) = (row.reference("key"), row.reference("proxy")) else {
            continue;
        };
        let count = represented.entry(proxy).or_default();
        if roll.contains(&member) && there.contains(&proxy) && *count < proxies_max {
            *count += 1;
            present.insert(member);
        }
    }
    present
}

/// The law of an organisation's legal form.
pub(super) fn law(
    world: &dyn World,
    organisation: Option<DocumentId>,
) -> Result<Option<&'static LegalRule>, Unreadable> {
    let organisation = organisation.map(|id| world.record(id)).transpose()?.flatten();
    let form = organisation.filter(|record| *record.kind == ORGANISATION);
    let form = form.map(|record| record.own.text("legal_form").to_owned()).unwrap_or_default();
    Ok(world.pack().law(&form))
}

fn terms(world: &dyn World, assembly: &Record, held: Option<Date>) -> Result<Terms, Unreadable> {
    let organisation = assembly.own.reference("organisation");
    let law = law(world, organisation)?;
    let (kind, second) = (assembly.own.text("kind"), assembly.own.number("call_no") == Some(2));
    let at = match kind {
        "CONSTITUTIVE" => 0,
        "EXTRAORDINARY" => 2,
        _ => 1,
    };
    let of = |law: &LegalRule| if second { law.quorum_second_bp[at] } else { law.quorum_bp[at] };
    let mut terms = Terms {
        notice_days: law.map_or(0, |law| i32::from(law.notice_days)),
        quorum_bp: law.map_or(5_000, of).into(),
        proxies_max: law.map_or(1, |law| law.proxies_max as usize),
    };
    // A constitutive assembly has no statutes yet.
    let (Some(organisation), Some(held)) = (organisation, held) else { return Ok(terms) };
    if at == 0 {
        return Ok(terms);
    }
    if let Some(statutes) = statutes_on(world, organisation, held)? {
        let number = |field: &str| statutes.own.number(field);
        if let Some(days) = number("notice_days").and_then(|days| i32::try_from(days).ok()) {
            terms.notice_days = days.max(terms.notice_days);
        }
        let field = if second { "quorum_second_call" } else { "quorum" };
        if let (Some(quorum), 1) = (number(field).and_then(|bp| u64::try_from(bp).ok()), at) {
            terms.quorum_bp = quorum;
        }
        if let Some(most) = number("proxies_max").and_then(|most| usize::try_from(most).ok()) {
            terms.proxies_max = most;
        }
    }
    Ok(terms)
}

/// The statutes that a valid earlier assembly adopted last. Whether it was valid follows from what was in force
/// before it, so the question ends with the first assembly.
pub(super) fn statutes_on(
    world: &dyn World,
    organisation: DocumentId,
    day: Date,
) -> Result<Option<Record>, Unreadable> {
    let mut named = Vec::new();
    for document in world.referring(organisation, &GOVERNANCE_DOCUMENT)? {
        let own = document.own.reference("organisation") == Some(organisation);
        let statutes = own && document.own.text("kind") == "STATUTES";
        let Some(by) = world.follow(&document.own, "adopted_by")?.filter(|_| statutes) else {
            continue;
        };
        if let Some(held) = by.own.day("held_date").filter(|held| *held < day) {
            named.push((held, document.own.number("version"), by.id, document));
        }
    }
    named.sort_by_key(|(held, version, ..)| std::cmp::Reverse((*held, *version)));
    for (.., by, document) in named {
        if decided(world, by, "ADOPT_STATUTES", Some(document.id))? {
            return Ok(Some(document));
        }
    }
    Ok(None)
}

/// Who an election gave its seats: those with the most votes, without whoever declined. None where votes are not
/// known, or where the last seat is tied: then there is another round.
#[must_use]
pub fn elected(election: &Record) -> Option<Vec<DocumentId>> {
    let seats = usize::try_from(election.own.number("seats")?).ok()?;
    let mut stood: Vec<(i64, DocumentId)> = election
        .rows("candidates")
        .iter()
        .filter(|row| !row.has("accepted") || row.yes("accepted"))
        .filter_map(|row| Some((row.number("votes")?, row.reference("key")?)))
        .filter(|(votes, _)| *votes > 0)
        .collect();
    stood.sort_unstable_by(|one, other| other.cmp(one));
    let tied = stood.get(seats).is_some_and(|(votes, _)| *votes == stood[seats - 1].0);
    stood.truncate(seats);
    (!stood.is_empty() && !tied).then(|| stood.into_iter().map(|(_, person)| person).collect())
}

/// For how many months mandates are given: as the statutes in force say, else as the legal form has it.
pub fn term_months(
    world: &dyn World,
    organisation: DocumentId,
    day: Date,
) -> Result<u16, Unreadable> {
    // Those adopted on the day itself count: the first officers are elected where the statutes are adopted.
    let statutes = statutes_on(world, organisation, day.after(1).unwrap_or(day))?;
    let months = statutes.and_then(|statutes| statutes.own.number("mandate_months"));
    let months = months.and_then(|months| u16::try_from(months).ok());
    Ok(match months {
        Some(months) => months,
        None => law(world, Some(organisation))?.map_or(36, |law| law.term_months),
    })
}

/// By which majority an assembly carries a resolution of a kind: as the law of the legal form has it, else by the simple
/// one. Whoever constitutes decides by the simple one (AUSCOOP art. 282).
pub fn asked_majority(
    world: &dyn World,
    assembly: &Record,
    resolution: &str,
) -> Result<&'static str, Unreadable> {
    if assembly.own.text("kind") == "CONSTITUTIVE" {
        return Ok("SIMPLE");
    }
    let law = law(world, assembly.own.reference("organisation"))?;
    let asked = law.and_then(|law| law.majorities.get(resolution));
    Ok(asked.map_or("SIMPLE", String::as_str))
}

/// Whether a majority is less than another.
#[must_use]
pub fn is_less(majority: &str, than: &str) -> bool {
    let at = |wanted: &str| MAJORITY.codes.iter().position(|code| *code == wanted);
    at(majority) < at(than)
}

/// Whether a resolution was carried by its votes: by the majority that was written down, and by no less than the law
/// asks; none if nobody wrote down any votes. Abstentions, and blank and void votes, are counted on neither side
/// (AUSCOOP art. 282).
#[must_use]
pub fn carried(resolution: &Cells, asked: &str) -> Option<bool> {
    let votes = |field: &str| resolution.number(field);
    let (r#for, against) = (votes("votes_for")?, votes("votes_against").unwrap_or(0));
    let own = resolution.text("majority");
    Some(match if is_less(own, asked) { asked } else { own } {
        "TWO_THIRDS" => r#for > 0 && r#for * 3 >= (r#for + against) * 2,
        "UNANIMITY" => r#for > 0 && against == 0,
        _ => r#for > against,
    })
}

/// Whether a valid assembly carried a resolution of this kind; where the resolution names a document, about
/// this one. A meeting that informs decides nothing.
pub fn decided(
    world: &dyn World,
    assembly: DocumentId,
    kind: &str,
    subject: Option<DocumentId>,
) -> Result<bool, Unreadable> {
    Ok(validity(world, assembly, kind, subject)? == Some("VALID"))
}

/// Whether a valid assembly carried the resolution to take part in a standard, and named this one.
pub fn engages(
    world: &dyn World,
    sitting: &Record,
    standard: DocumentId,
) -> Result<bool, Unreadable> {
    let asked = asked_majority(world, sitting, "ENGAGE_STANDARD")?;
    let carried = sitting.rows("resolutions").iter().any(|row| {
        row.text("kind") == "ENGAGE_STANDARD"
            && row.reference("standard") == Some(standard)
            && carried(row, asked) == Some(true)
    });
    let decides = sitting.own.text("kind") != "INFORMATION";
    Ok(decides && carried && standing(world, sitting)?.validity == "VALID")
}

/// Whether an assembly carried a resolution of this kind, but is not valid: what it decided is to be confirmed.
pub fn doubted(world: &dyn World, assembly: DocumentId, kind: &str) -> Result<bool, Unreadable> {
    let validity = validity(world, assembly, kind, None)?;
    Ok(validity.is_some_and(|validity| !matches!(validity, "VALID" | "PLANNED")))
}

/// How valid an assembly is that carried such a resolution; none if it carried none.
fn validity(
    world: &dyn World,
    assembly: DocumentId,
    kind: &str,
    subject: Option<DocumentId>,
) -> Result<Option<&'static str>, Unreadable> {
    let Some(assembly) = world.record(assembly)?.filter(|record| *record.kind == ASSEMBLY) else {
        return Ok(None);
    };
    if assembly.own.text("kind") == "INFORMATION" {
        return Ok(None);
    }
    let asked = asked_majority(world, &assembly, kind)?;
    let about = |row: &Cells| match (row.reference("subject"), subject) {
        (Some(named), Some(wanted)) => named == wanted,
        _ => true,
    };
    let mut rows = assembly.rows("resolutions").iter();
    let carried =
        rows.any(|row| row.text("kind") == kind && about(row) && carried(row, asked) == Some(true));
    Ok(if carried { Some(standing(world, &assembly)?.validity) } else { None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{dictionary::kinds::person::PERSON, world::InMemory};

    /// An assembly of a roll of four to which so many came, by a notice of eight days, that adopts these statutes.
    fn adopts(
        world: &mut InMemory,
        name: &str,
        held: &str,
        there: usize,
        statutes: &str,
    ) -> String {
        let notice: Date = held.parse::<Date>().unwrap().after(-8).unwrap();
        let organisation = InMemory::id(&ORGANISATION, "o").to_string();
        let statutes = InMemory::id(&GOVERNANCE_DOCUMENT, statutes).to_string();
        let mut values = vec![
            ("organisation".to_owned(), organisation),
            ("kind".into(), "ORDINARY".into()),
            ("notice_date".into(), notice.to_string()),
            ("held_date".into(), held.into()),
            ("agenda/1/title".into(), "x".into()),
            ("resolutions/1/kind".into(), "ADOPT_STATUTES".into()),
            ("resolutions/1/votes_for".into(), "4".into()),
            ("resolutions/1/subject".into(), statutes),
        ];
        for (at, name) in ["a", "b", "c", "d"].into_iter().enumerate() {
            let person = InMemory::id(&PERSON, name);
            values.push((format!("roll/{person}"), String::new()));
            if at < there {
                values.push((format!("attendance/{person}/presence"), "PRESENT".into()));
            }
        }
        let values: Vec<(&str, &str)> = values.iter().map(|(p, v)| (&**p, &**v)).collect();
        world.put(&ASSEMBLY, name, &values).to_string()
    }

    fn statutes(world: &mut InMemory, name: &str, quorum: &str, by: &str) {
        let organisation = InMemory::id(&ORGANISATION, "o").to_string();
        let values = [
            ("organisation", &*organisation),
            ("kind", "STATUTES"),
            ("version", "1"),
            ("quorum", quorum),
            ("adopted_by", by),
        ];
        world.put(&GOVERNANCE_DOCUMENT, name, &values);
    }

    #[test]
    fn a_resolution_is_carried_by_no_less_than_the_law_asks_and_informing_decides_nothing() {
        let mut world = InMemory::new("CD");
        world.put(&ORGANISATION, "o", &[("legal_form", "OHADA_SCOOPS")]);
        let held = "2026-02-01";
        let id = DocumentId::from_hex(&adopts(&mut world, "a", held, 4, "s")).unwrap();
        let early = [("notice_date", "2026-01-01")];
        world.put(&ASSEMBLY, "a", &early);
        let adopted = |world: &InMemory| decided(world, id, "ADOPT_STATUTES", None).unwrap();
        assert!(adopted(&world), "four of four");
        let votes = |against: &'static str| [("resolutions/1/votes_against", against)];
        world.put(&ASSEMBLY, "a", &votes("3"));
        assert!(!adopted(&world), "statutes are changed by two of three");
        world.put(&ASSEMBLY, "a", &[("resolutions/1/majority", "SIMPLE")]);
        assert!(!adopted(&world), "whatever somebody wrote down");
        world.put(&ASSEMBLY, "a", &[("kind", "CONSTITUTIVE")]);
        assert!(adopted(&world), "whoever founds decides by the simple majority");
        world.put(&ASSEMBLY, "a", &[("kind", "INFORMATION")]);
        assert!(!adopted(&world));
        world.put(&ASSEMBLY, "a", &votes("0"));
        assert!(!adopted(&world), "nobody decides where people are told something");
    }

    #[test]
    fn statutes_that_no_valid_assembly_adopted_change_nothing() {
        let mut world = InMemory::new("CD");
        world.put(&ORGANISATION, "o", &[("legal_form", "INFORMAL")]);
        let first = adopts(&mut world, "first", "2025-02-01", 4, "old");
        statutes(&mut world, "old", "7500", &first);
        // Two came where three were needed: what they adopted does not hold for the next one.
        let few = adopts(&mut world, "few", "2025-06-01", 2, "new");
        statutes(&mut world, "new", "2500", &few);
        let last = adopts(&mut world, "last", "2026-02-01", 2, "other");
        let last = DocumentId::from_hex(&last).unwrap();
        let assembly = world.record(last).unwrap().unwrap();
        let standing = standing(&world, &assembly).unwrap();
        assert_eq!((standing.required, standing.validity), (3, "QUORUM_NOT_REACHED"));
        let all = adopts(&mut world, "few", "2025-06-01", 3, "new");
        statutes(&mut world, "new", "2500", &all);
        assert_eq!(super::standing(&world, &assembly).unwrap().validity, "VALID");
    }
}
