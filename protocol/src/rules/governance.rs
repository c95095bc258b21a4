//! Rules about organisations: who leads them, which statutes hold, what authorities decided.

#![expect(clippy::unnecessary_wraps, reason = "every rule is asked in the same way")]

use std::collections::{BTreeMap, BTreeSet};

use super::{
    ReviewItem,
    found::{About, field, item, itself, the},
};
use crate::{
    dictionary::kinds::{
        assembly::ASSEMBLY, governance_document::GOVERNANCE_DOCUMENT, mandate::MANDATE,
        membership::MEMBERSHIP, mining_site::MINING_SITE, organisation::ORGANISATION,
        recognition_application::RECOGNITION_APPLICATION,
        recognition_decision::RECOGNITION_DECISION,
    },
    documents::{assembly, mandate, recognition},
    ids::DocumentId,
    likeness::folding::{fold, sound},
    world::{Record, Unreadable, World},
};

/// The organisation whose assemblies, mandates, statutes or members these are.
pub(super) fn of_organisations(_: &dyn World, record: &Record) -> Result<About, Unreadable> {
    let kinds = [&ASSEMBLY, &MANDATE, &GOVERNANCE_DOCUMENT, &MEMBERSHIP];
    let mut about = itself(record, &[&ORGANISATION]);
    about.extend(field(record, &kinds, "organisation"));
    Ok(about)
}

/// No. 4: a position with one seat has one holder.
pub(super) fn two_holders(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(organisation) = the(world, about, &ORGANISATION)? else { return Ok(Vec::new()) };
    let mut items = BTreeMap::new();
    for mandate in world.referring(organisation.id, &MANDATE)? {
        if !mandate::accepted(world, &mandate)? {
            continue;
        }
        for rival in mandate::rivals(world, &mandate)? {
            let position = mandate.own.text("position").to_owned();
            let found = item("two_holders", vec![mandate.id, rival.id], "", vec![position]);
            items.insert(found.id, found);
        }
    }
    Ok(items.into_values().collect())
}

/// No. 4: an election is written down once.
pub(super) fn mandate_twice(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(organisation) = the(world, about, &ORGANISATION)? else { return Ok(Vec::new()) };
    let mut items = BTreeMap::new();
    for mandate in world.referring(organisation.id, &MANDATE)? {
        for double in mandate::doubles(world, &mandate)? {
            let position = mandate.own.text("position").to_owned();
            let found = item("mandate_twice", vec![mandate.id, double.id], "", vec![position]);
            items.insert(found.id, found);
        }
    }
    Ok(items.into_values().collect())
}

/// No. 5: what an assembly decided stands on notice, roll and quorum.
pub(super) fn assembly_doubtful(
    world: &dyn World,
    about: &str,
) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(organisation) = the(world, about, &ORGANISATION)? else { return Ok(Vec::new()) };
    let mut items = Vec::new();
    for assembly in world.referring(organisation.id, &ASSEMBLY)? {
        let decides = !assembly.rows("resolutions").is_empty();
        let standing = assembly::standing(world, &assembly)?;
        if decides && !matches!(standing.validity, "VALID" | "PLANNED") {
            let facts = vec![
                standing.validity.to_owned(),
                standing.present.to_string(),
                standing.required.to_string(),
            ];
            items.push(item("assembly_doubtful", vec![assembly.id], "validity", facts));
        }
        let strangers = assembly::not_on_roll(&assembly);
        if !strangers.is_empty() {
            let own = ["NOT_ON_ROLL".to_owned(), strangers.len().to_string()];
            let facts = own.into_iter().chain(strangers.iter().map(ToString::to_string)).collect();
            items.push(item("assembly_doubtful", vec![assembly.id], "roll", facts));
        }
    }
    Ok(items)
}

/// No. 7: one version of the statutes is in force.
pub(super) fn two_statutes(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(organisation) = the(world, about, &ORGANISATION)? else { return Ok(Vec::new()) };
    let mut same = BTreeMap::<(String, String), Vec<DocumentId>>::new();
    for document in world.referring(organisation.id, &GOVERNANCE_DOCUMENT)? {
        let kind = document.own.text("kind").to_owned();
        let resolution = match kind.as_str() {
            "STATUTES" => "ADOPT_STATUTES",
            "BYLAWS" => "ADOPT_BYLAWS",
            _ => continue,
        };
        let Some(by) = world.follow(&document.own, "adopted_by")? else { continue };
        if assembly::decided(world, by.id, resolution, Some(document.id))? {
            let version = document.own.number("version").unwrap_or(0);
            let day = by.own.text("held_date").to_owned();
            // A later assembly replaces what an earlier one adopted; two of one day, or two that call
            // themselves the same version, do not tell which holds.
            same.entry((kind.clone(), day)).or_default().push(document.id);
            same.entry((kind, format!("v{version}"))).or_default().push(document.id);
        }
    }
    let mut items = BTreeMap::new();
    for ((kind, _), ids) in same.into_iter().filter(|(_, ids)| ids.len() > 1) {
        let found = item("two_statutes", ids, &kind, vec![kind.clone()]);
        items.insert(found.id, found);
    }
    Ok(items.into_values().collect())
}

/// The sounds of the words of a name that tell organisations and sites apart.
fn sounds(name: &str) -> BTreeSet<String> {
    let common =
        ["COOPERATIVE", "ASSOCIATION", "SCOOPS", "COOP", "SITE", "DEMO", "DES", "DE", "LES"];
    let words = fold(name);
    let words = words.split(' ').filter(|word| {
        !word.is_empty() && !common.iter().any(|common| word.eq_ignore_ascii_case(common))
    });
    words.map(sound).collect()
}

fn sound_alike(one: &Record, other: &Record) -> bool {
    let (one, other) = (sounds(one.own.text("name")), sounds(other.own.text("name")));
    let shared = one.intersection(&other).count();
    shared > 0 && shared * 2 >= one.len().max(other.len())
}

fn members(world: &dyn World, organisation: DocumentId) -> Result<BTreeSet<String>, Unreadable> {
    let memberships = world.referring(organisation, &MEMBERSHIP)?;
    let of = memberships.iter().filter(|m| m.own.reference("organisation") == Some(organisation));
    Ok(of.map(|membership| membership.own.text("person").to_owned()).collect())
}

/// No. 22: an organisation is registered once.
pub(super) fn organisation_twice(
    world: &dyn World,
    about: &str,
) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(organisation) = the(world, about, &ORGANISATION)? else { return Ok(Vec::new()) };
    let mut items = Vec::new();
    let areas: BTreeSet<&str> = organisation.elements("catchment").collect();
    for other in world.all(&ORGANISATION)? {
        let near = other.elements("catchment").any(|area| areas.contains(area));
        if other.id == organisation.id || !near || !sound_alike(&organisation, &other) {
            continue;
        }
        let (ours, theirs) = (members(world, organisation.id)?, members(world, other.id)?);
        let fewer = ours.len().min(theirs.len());
        let common = ours.intersection(&theirs).count();
        let least = world.pack().limit("members_alike_bp", 3_000);
        // Two young groups without members yet are told by their names alone.
        let part =
            |count: usize, of: i64| i64::try_from(count).unwrap_or(i64::MAX).saturating_mul(of);
        let alike = fewer == 0 || part(common, 10_000) >= part(fewer, least);
        if alike {
            let facts = vec![common.to_string()];
            items.push(item("organisation_twice", vec![organisation.id, other.id], "", facts));
        }
    }
    Ok(items)
}

/// Latitude and longitude in micro-degrees.
fn position(site: &Record) -> Option<(i64, i64)> {
    let mut parts = site.own.text("position").split(',');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// Metres between two positions that are near each other, on a sphere flattened to a plane: a micro-degree of
/// latitude is 111.32 mm, one of longitude that times the cosine of the latitude, for which `1 - x²/2` is near
/// enough between the tropics.
fn metres((lat, lon): (i64, i64), (to_lat, to_lon): (i64, i64)) -> i64 {
    let millimetres = |micro: i64| i128::from(micro) * 11_132 / 100;
    // A degree is 17,453 millionths of a radian.
    let angle = i128::from(lat) * 17_453 / 1_000_000;
    let cosine = 1_000_000 - angle * angle / 2_000_000;
    let north = millimetres(to_lat - lat);
    let east = millimetres(to_lon - lon) * cosine / 1_000_000;
    let away = (north * north + east * east).isqrt();
    i64::try_from((away + 500) / 1_000).unwrap_or(i64::MAX)
}

/// Sites lie side by side.
pub(super) fn of_sites(_: &dyn World, record: &Record) -> Result<About, Unreadable> {
    Ok(itself(record, &[&MINING_SITE]))
}

/// No. 23: a site is registered once.
pub(super) fn site_twice(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(site) = the(world, about, &MINING_SITE)? else { return Ok(Vec::new()) };
    let Some(here) = position(&site) else { return Ok(Vec::new()) };
    let near = world.pack().limit("near_site_m", 500);
    let mut items = Vec::new();
    for other in world.all(&MINING_SITE)? {
        let away = position(&other).map(|there| metres(here, there));
        if let Some(away) = away.filter(|away| *away <= near && other.id != site.id)
            && sound_alike(&site, &other)
        {
            items.push(item("site_twice", vec![site.id, other.id], "", vec![away.to_string()]));
        }
    }
    Ok(items)
}

/// The application that is decided about.
pub(super) fn of_applications(_: &dyn World, record: &Record) -> Result<About, Unreadable> {
    let mut about = itself(record, &[&RECOGNITION_APPLICATION]);
    about.extend(field(record, &[&RECOGNITION_DECISION], "application"));
    Ok(about)
}

/// No. 24: an application has one decision; what a site saw of it agrees with it.
pub(super) fn decided_apart(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(application) = the(world, about, &RECOGNITION_APPLICATION)? else {
        return Ok(Vec::new());
    };
    let decisions = recognition::decisions(world, &application)?;
    let with = |outcome: &str| -> Vec<&Record> {
        decisions.iter().filter(|decision| decision.own.text("outcome") == outcome).collect()
    };
    let (granted, rejected) = (with("GRANTED"), with("REJECTED"));
    let acts: BTreeSet<&str> = granted.iter().map(|decision| decision.own.text("act_no")).collect();
    let mut items = Vec::new();
    if (!granted.is_empty() && !rejected.is_empty()) || acts.len() > 1 {
        let mut subjects: Vec<DocumentId> =
            granted.iter().chain(&rejected).map(|decision| decision.id).collect();
        subjects.push(application.id);
        items.push(item("decided_apart", subjects, "", Vec::new()));
    }
    let last = decisions.last().map(|decision| decision.own.text("outcome"));
    let seen = application.rows("reported_decisions").iter();
    let seen = seen.max_by_key(|row| (row.day("event_date"), row.text("id").to_owned()));
    if let (Some(last), Some(seen)) = (last, seen.map(|row| row.text("outcome")))
        && last != seen
    {
        let facts = vec![last.to_owned(), seen.to_owned()];
        items.push(item("decided_apart", vec![application.id], "reported", facts));
    }
    Ok(items)
}
