//! Unions and federations: their members are organisations, each of which names the union it belongs to. An assembly of
//! a union counts its members, each by those who hold an office in it. Source: domain.md §5.4.

use super::{mandate, membership};
use crate::{
    dictionary::kinds::{mandate::MANDATE, organisation::ORGANISATION},
    ids::DocumentId,
    units::Date,
    world::{Record, Unreadable, World},
};

/// Whether the legal form of an organisation is one of organisations.
#[must_use]
pub fn is_union(world: &dyn World, organisation: &Record) -> bool {
    let law = world.pack().law(organisation.own.text("legal_form"));
    law.is_some_and(|law| law.kind == "UNION")
}

/// The organisations that belong to a union on a day, in the order of their ids.
pub fn members(world: &dyn World, union: DocumentId, day: Date) -> Result<Vec<Record>, Unreadable> {
    let mut members = world.having(&ORGANISATION, "apex", &union.to_string())?;
    let gone = |of: &Record| {
        of.own.has("merged_into") || of.own.day("dissolved").is_some_and(|on| on <= day)
    };
    members.retain(|member| member.id != union && !gone(member));
    members.sort_by_key(|member| member.id);
    Ok(members)
}

/// Who speaks for a member of a union: those in office, or all its members where nobody is.
pub fn delegates(
    world: &dyn World,
    member: &Record,
    day: Date,
) -> Result<Vec<DocumentId>, Unreadable> {
    // Whether the officers of a union were accepted may be asked of the very assembly this one is about.
    let mut people = if is_union(world, member) {
        let held = world.referring(member.id, &MANDATE)?.into_iter().filter(|mandate| {
            mandate::runs(mandate)
                .is_some_and(|(from, to)| from <= day && to.is_none_or(|to| day < to))
        });
        held.filter_map(|mandate| mandate.own.reference("person")).collect()
    } else {
        let held = mandate::in_office(world, member.id, day)?;
        held.into_iter().map(|(_, person)| person).collect::<Vec<_>>()
    };
    if people.is_empty() {
        people = membership::active(world, member.id, day)?;
    }
    people.sort_unstable();
    people.dedup();
    Ok(people)
}

/// Those who may vote in an organisation on a day: its active members, or the delegates of those of a union.
pub fn voters(
    world: &dyn World,
    organisation: DocumentId,
    day: Date,
) -> Result<Vec<DocumentId>, Unreadable> {
    let union = world.record(organisation)?.filter(|record| is_union(world, record));
    if union.is_none() {
        return membership::active(world, organisation, day);
    }
    let mut voters = Vec::new();
    for member in members(world, organisation, day)? {
        voters.extend(delegates(world, &member, day)?);
    }
    voters.sort_unstable();
    voters.dedup();
    Ok(voters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dictionary::kinds::{membership::MEMBERSHIP, person::PERSON},
        world::InMemory,
    };

    #[test]
    fn a_union_is_of_organisations_and_whoever_leaves_belongs_to_it_no_more() {
        let mut world = InMemory::new("CD");
        let day = "2026-06-30".parse().unwrap();
        let union = world.put(&ORGANISATION, "union", &[("legal_form", "OHADA_UNION")]);
        let apex = union.to_string();
        let mut spoken = Vec::new();
        for name in ["lubi", "kanshi"] {
            let form = [("legal_form", "OHADA_SCOOPS"), ("apex", &*apex)];
            let organisation = world.put(&ORGANISATION, name, &form).to_string();
            let person = world.put(&PERSON, name, &[("surname", name)]);
            let values = [
                ("organisation", &*organisation),
                ("person", &person.to_string()),
                ("admitted", "2026-01-01"),
            ];
            world.put(&MEMBERSHIP, name, &values);
            spoken.push(person);
        }
        spoken.sort_unstable();
        assert_eq!(voters(&world, union, day).unwrap(), spoken);
        world.put(&ORGANISATION, "kanshi", &[("dissolved/2026-06-01", "true")]);
        assert_eq!(members(&world, union, day).unwrap().len(), 1);
        // Named as its own apex, a union is no member of itself.
        world.put(&ORGANISATION, "union", &[("apex", &apex)]);
        assert_eq!(members(&world, union, day).unwrap().len(), 1);
    }
}
