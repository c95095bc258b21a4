//! What is worth a second look in who belongs, who leads, what was decided and what was planned: where somebody lives,
//! how large an organ is, what an act lacks, by which majority something was carried. Nothing of it is refused; the
//! limits are the country's. Sources: domain.md §5.3–5.8, §6.1 and §6.2.

use std::collections::BTreeSet;

use super::{
    assembly, engagement, formalisation, licence, membership, plan, prescreen, recognition, unions,
};
use crate::{
    dictionary::kinds::{
        assembly::ASSEMBLY, business_plan::BUSINESS_PLAN, governance_document::GOVERNANCE_DOCUMENT,
        mandate::MANDATE, membership::MEMBERSHIP, mining_site::MINING_SITE,
        organisation::ORGANISATION, person::PERSON,
        recognition_application::RECOGNITION_APPLICATION,
        recognition_decision::RECOGNITION_DECISION, site_candidacy::SITE_CANDIDACY,
        support::SUPPORT,
    },
    units::Date,
    world::{Record, Unreadable, World},
};

/// Something of an organisation, its people, its decisions or its plans that is worth a second look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amiss {
    /// A member who lives elsewhere.
    Elsewhere,
    /// So many members of an organisation who live elsewhere.
    MembersElsewhere(usize),
    /// Fewer organisations than a union has, and how many it should have.
    FewOrganisations(usize, u32),
    /// Elected members of the organ that leads, and how many there should be at least and at most.
    Organ(usize, u32, u32),
    /// The same of the organ that watches over it.
    Supervisors(usize, u32, u32),
    /// A milestone noted without anything that proves it: a code of the list `MILESTONE`.
    Unevidenced(&'static str),
    /// An initiative committee of nobody.
    Committee,
    /// Dissolved, and neither an extraordinary assembly nor an authority said so.
    Dissolved,
    /// An assembly that constitutes, and nobody is known to found.
    NoFounders,
    /// The number of a resolution for which the law asks more than what was written down: a code of the list `MAJORITY`.
    Majority(i64, &'static str),
    /// Statutes or by-laws that should have been filed by a day.
    Unfiled(Date),
    /// An act without its number.
    Unnumbered,
    /// An act of which no copy is there.
    Uncopied,
    /// A plan that was approved before it was written.
    Unwritten,
    /// A part of a name that the country asks for.
    Name(&'static str),
    /// An age that hardly anybody who mines has.
    Age(i32),
    /// Support that was neither asked for nor received.
    Undated,
    /// The number of a resolution to take part in a standard that does not say in which.
    StandardUnnamed(i64),
    /// A site that was enrolled although no assembly resolved to take part in the standard.
    Unengaged,
    /// A title that the country asks of a site or of a recognised cooperative and that does not hold: a code of the list
    /// `LICENCE_KIND`.
    Untitled(&'static str),
}

/// What is worth a second look in a document on a day.
pub fn amiss(world: &dyn World, record: &Record, day: Date) -> Result<Vec<Amiss>, Unreadable> {
    Ok(if *record.kind == ORGANISATION {
        of_organisation(world, record, day)?
    } else if *record.kind == MEMBERSHIP {
        let away = membership::residence(world, record)? == "OUTSIDE";
        away.then_some(Amiss::Elsewhere).into_iter().collect()
    } else if *record.kind == ASSEMBLY {
        of_assembly(world, record)?
    } else if *record.kind == GOVERNANCE_DOCUMENT {
        let until = formalisation::to_file(world, record)?;
        until.filter(|until| *until < day).map(Amiss::Unfiled).into_iter().collect()
    } else if *record.kind == RECOGNITION_DECISION {
        of_decision(record)
    } else if *record.kind == BUSINESS_PLAN {
        let unwritten = record.own.has("approved_by") && !plan::is_written(record);
        unwritten.then_some(Amiss::Unwritten).into_iter().collect()
    } else if *record.kind == PERSON {
        of_person(world, record, day)
    } else if *record.kind == MINING_SITE {
        untitled(world, record, day)?.collect()
    } else if *record.kind == SITE_CANDIDACY {
        unengaged(world, record, day)?.into_iter().collect()
    } else if *record.kind == SUPPORT {
        let dated = record.own.has("event_date") || record.own.has("asked_on");
        (!dated).then_some(Amiss::Undated).into_iter().collect()
    } else {
        Vec::new()
    })
}

fn of_organisation(
    world: &dyn World,
    organisation: &Record,
    day: Date,
) -> Result<Vec<Amiss>, Unreadable> {
    let mut found: Vec<Amiss> = untitled(world, organisation, day)?.collect();
    let elsewhere = membership::elsewhere(world, organisation, day)?;
    found.extend((elsewhere > 0).then_some(Amiss::MembersElsewhere(elsewhere)));
    if unions::is_union(world, organisation) {
        let members = unions::members(world, organisation.id, day)?.len();
        let law = world.pack().law(organisation.own.text("legal_form"));
        let least = law.map_or(0, |law| law.members_min);
        let few = u32::try_from(members).is_ok_and(|members| members < least);
        found.extend(few.then_some(Amiss::FewOrganisations(members, least)));
    }
    found.extend(organ(world, organisation, day)?);
    found.extend(supervisors(world, organisation, day)?);
    for row in organisation.rows("milestones") {
        let text = row.text("text").is_empty() && !row.has("evidence");
        match row.text("milestone") {
            "INITIATIVE_COMMITTEE" => {
                let id = row.text("id");
                let named = organisation.rows("milestones__persons").iter();
                let nobody = !named.into_iter().any(|row| row.text("id") == id);
                found.extend((text && nobody).then_some(Amiss::Committee));
            }
            "GROUP_IDENTIFIED" => {
                found.extend(text.then_some(Amiss::Unevidenced("GROUP_IDENTIFIED")));
            }
            "SENSITISED" => {
                let proven = formalisation::path(world, organisation, day)?;
                let proven = proven.evidence.contains_key("SENSITISED");
                found.extend((text && !proven).then_some(Amiss::Unevidenced("SENSITISED")));
            }
            _ => {}
        }
    }
    let dissolved = organisation.own.day("dissolved");
    if dissolved.is_some() && !decided_to_end(world, organisation)? {
        found.push(Amiss::Dissolved);
    }
    found.dedup();
    Ok(found)
}

/// Whether an extraordinary assembly dissolved an organisation, or an authority took back what it had granted.
fn decided_to_end(world: &dyn World, organisation: &Record) -> Result<bool, Unreadable> {
    for sitting in world.referring(organisation.id, &ASSEMBLY)? {
        let own = sitting.own.reference("organisation") == Some(organisation.id);
        if own
            && sitting.own.text("kind") == "EXTRAORDINARY"
            && assembly::decided(world, sitting.id, "DISSOLVE", None)?
        {
            return Ok(true);
        }
    }
    for application in world.referring(organisation.id, &RECOGNITION_APPLICATION)? {
        let decisions = recognition::decisions(world, &application)?;
        if decisions.iter().any(|decision| decision.own.text("outcome") == "WITHDRAWN") {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The elected members of the organ that leads, where there are too few or too many: as the statutes in force say, else
/// as the law of the form has it.
fn organ(world: &dyn World, organisation: &Record, day: Date) -> Result<Option<Amiss>, Unreadable> {
    let Some(law) = world.pack().law(organisation.own.text("legal_form")) else { return Ok(None) };
    let people = elected(world, organisation, &law.management, day)?;
    let [mut least, mut most] = law.management_size;
    if let Some([from, more]) = law.management_grows {
        let members = membership::active(world, organisation.id, day)?.len();
        most = if members >= from as usize { most.max(more) } else { most };
    }
    let statutes = assembly::statutes_on(world, organisation.id, day.after(1).unwrap_or(day))?;
    let said = statutes.and_then(|statutes| statutes.own.number("management_size"));
    if let Some(said) = said.and_then(|said| u32::try_from(said).ok()) {
        (least, most) = (said.max(least), said.max(least).min(most));
    }
    Ok(is_size_wrong(people, [least, most]).then_some(Amiss::Organ(people, least, most)))
}

/// The elected members of the organ that watches, where there are too few or too many for the form.
fn supervisors(
    world: &dyn World,
    organisation: &Record,
    day: Date,
) -> Result<Option<Amiss>, Unreadable> {
    let law = world.pack().law(organisation.own.text("legal_form"));
    let Some(of) = law.and_then(|law| law.supervision.as_ref()) else { return Ok(None) };
    let people = elected(world, organisation, &of.organ, day)?;
    let [least, most] = of.size;
    Ok(is_size_wrong(people, of.size).then_some(Amiss::Supervisors(people, least, most)))
}

/// How many people were elected into an organ and are in office on a day.
fn elected(
    world: &dyn World,
    organisation: &Record,
    organ: &str,
    day: Date,
) -> Result<usize, Unreadable> {
    let mut people = BTreeSet::new();
    for mandate in world.referring(organisation.id, &MANDATE)? {
        let running = super::mandate::runs(&mandate)
            .is_some_and(|(from, to)| from <= day && to.is_none_or(|to| day < to));
        let elected = mandate.own.has("election") && mandate.own.text("organ") == organ;
        people.extend(mandate.own.reference("person").filter(|_| running && elected));
    }
    Ok(people.len())
}

/// Whether an organ that was elected has too few or too many members.
fn is_size_wrong(people: usize, [least, most]: [u32; 2]) -> bool {
    let fits = u32::try_from(people).is_ok_and(|people| (least..=most).contains(&people));
    people > 0 && !fits
}

fn of_assembly(world: &dyn World, sitting: &Record) -> Result<Vec<Amiss>, Unreadable> {
    let mut found = Vec::new();
    for row in sitting.rows("resolutions") {
        let asked = assembly::asked_majority(world, sitting, row.text("kind"))?;
        if row.has("majority") && assembly::is_less(row.text("majority"), asked) {
            found.push(Amiss::Majority(row.number("key").unwrap_or(0), asked));
        }
        if row.text("kind") == "ENGAGE_STANDARD" && !row.has("standard") {
            found.push(Amiss::StandardUnnamed(row.number("key").unwrap_or(0)));
        }
    }
    if sitting.own.text("kind") == "CONSTITUTIVE"
        && let Some(organisation) = world.follow(&sitting.own, "organisation")?
        && !unions::is_union(world, &organisation)
    {
        let members = world.referring(organisation.id, &MEMBERSHIP)?;
        let founds = members.iter().any(|record| record.own.yes("founding"));
        found.extend((!founds).then_some(Amiss::NoFounders));
    }
    Ok(found)
}

/// The titles that a site or an organisation needs and that do not hold.
fn untitled(
    world: &dyn World,
    holder: &Record,
    day: Date,
) -> Result<impl Iterator<Item = Amiss>, Unreadable> {
    let required = licence::required(world, holder, day)?.into_iter();
    Ok(required.filter(|title| !title.holds).map(|title| Amiss::Untitled(&title.kind.code)))
}

/// A candidate that was enrolled, and nobody who works there resolved so.
fn unengaged(
    world: &dyn World,
    candidacy: &Record,
    day: Date,
) -> Result<Option<Amiss>, Unreadable> {
    let fields = ["site", "standard"].map(|field| candidacy.own.reference(field));
    let [Some(site), Some(standard)] = fields else { return Ok(None) };
    if !candidacy.rows("events").iter().any(|row| row.text("event") == "ENROLLED") {
        return Ok(None);
    }
    for organisation in prescreen::organisations(world, site, day)? {
        if engagement::engaged(world, organisation.id, standard, day)?.is_some() {
            return Ok(None);
        }
    }
    Ok(Some(Amiss::Unengaged))
}

/// Whoever asks for more papers gives no act.
fn of_decision(decision: &Record) -> Vec<Amiss> {
    let own = &decision.own;
    let act = own.text("outcome") != "SUPPLEMENT";
    let lacks = [("act_no", Amiss::Unnumbered), ("scan", Amiss::Uncopied)].into_iter();
    lacks.filter(|(field, _)| act && !own.has(field)).map(|(_, amiss)| amiss).collect()
}

fn of_person(world: &dyn World, person: &Record, day: Date) -> Vec<Amiss> {
    let parts = world.pack().name_parts.iter().filter(|part| part.required);
    let parts = parts.filter_map(|part| PERSON.field(&part.field).map(|field| field.name));
    let mut found: Vec<Amiss> =
        parts.filter(|part| !person.own.has(part)).map(Amiss::Name).collect();
    let year = person.own.text("birth").get(..4).and_then(|year| year.parse::<i32>().ok());
    let age = year.map(|year| i32::from(day.year()) - year);
    found.extend(age.filter(|age| !(10..=100).contains(age)).map(Amiss::Age));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{dictionary::kinds::election::ELECTION, world::InMemory};

    #[test]
    fn those_who_watch_are_as_many_as_the_form_asks_for() {
        for (country, form, [least, most]) in
            [("CD", "OHADA_SCOOPS", [3, 5]), ("SL", "SL_COOP", [2, 3])]
        {
            let mut world = InMemory::new(country);
            let organisation = world.put(&ORGANISATION, "a", &[("legal_form", form)]);
            let election = InMemory::id(&ELECTION, "e").to_string();
            for elected in 1..=most + 1 {
                let name = format!("m{elected}");
                let person = InMemory::id(&PERSON, &name).to_string();
                let of = organisation.to_string();
                let values = [("organisation", &*of), ("person", &person)];
                world.put(&MANDATE, &name, &values);
                let values = [("organ", "CSURV"), ("start", "2026-01-10"), ("election", &election)];
                world.put(&MANDATE, &name, &values);
                let record = world.record(organisation).unwrap().unwrap();
                let found = amiss(&world, &record, "2026-02-01".parse().unwrap()).unwrap();
                let people = elected as usize;
                let wrong = !(least..=most).contains(&elected);
                let told = Amiss::Supervisors(people, least, most);
                assert_eq!(found.contains(&told), wrong, "{form}: {elected} in {found:?}");
            }
        }
    }
}
