//! A sitting: the roll is frozen when it opens, and whoever was elected gets a mandate, which counts once the
//! assembly accepts it (domain.md §5.7 and §6.3).

use lisanga_index::Known;
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::kinds::assembly::ASSEMBLY;
use lisanga_protocol::dictionary::kinds::election::ELECTION;
use lisanga_protocol::dictionary::kinds::mandate::MANDATE;
use lisanga_protocol::dictionary::lists::{MAJORITY, RESOLUTION};
use lisanga_protocol::documents::{assembly, unions};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::world::{Record, World};
use lisanga_store::StoreError;
use lisanga_store::author::Target;

use super::steps::{Act, Steps};
use super::{Answer, Fault, Visit, entry, kinds, procedure, unread};

/// A document that the path names.
fn named(
    visit: &Visit<'_>,
    world: &dyn World,
    kind: &'static lisanga_protocol::dictionary::kind::Kind,
) -> Result<Record, Fault> {
    let id = DocumentId::from_hex(visit.asked.capture("id")).ok_or(Fault::NotFound)?;
    if !kinds::writes(visit, kind) {
        return Err(Fault::NotAllowed);
    }
    let record = world.record(id).map_err(unread)?;
    record.filter(|record| *record.kind == *kind).ok_or(Fault::NotFound)
}

/// Opens a sitting: the members of that day are the roll, and stay it.
pub(super) fn open(visit: &Visit<'_>) -> Answer {
    let key = visit.asked.form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let world = visit.world(&known)?;
    let sitting = named(visit, &world, &ASSEMBLY)?;
    let (id, to) = (sitting.id, super::address(sitting.id));
    let organisation = sitting.own.reference("organisation").ok_or(Fault::NotFound)?;
    if sitting.own.has("opened") {
        return Ok(Reply::see_other(&format!("{to}?done=elsewhere")));
    }
    let day = sitting.own.day("held_date");
    let day = day.unwrap_or_else(|| visit.pages.desk.store.seams().today());
    let roll = unions::voters(&world, organisation, day).map_err(unread)?;
    visit.submit(&key, move |author| {
        author.change(Target::Existing(id), |edit| {
            use automerge::transaction::Transactable as _;
            let paths = roll.iter().map(|person| format!("roll/{person}"));
            let mut paths = paths.chain([format!("opened/{day}")]);
            let wrong = |_| StoreError::Invalid("a roll");
            paths.try_for_each(|path| edit.put(automerge::ROOT, path, true).map_err(wrong))
        })?;
        Ok(format!("{to}?done=saved"))
    })
}

/// Persons elected who have no mandate of this election yet.
fn to_install(world: &dyn World, election: &Record) -> Result<Vec<DocumentId>, Fault> {
    let mut elected = assembly::elected(election).unwrap_or_default();
    let mandates = world.referring(election.id, &MANDATE).map_err(unread)?;
    elected.retain(|person| !mandates.iter().any(|m| m.own.reference("person") == Some(*person)));
    Ok(elected)
}

/// Writes the mandates of an election down, one for each seat.
pub(super) fn install(visit: &Visit<'_>) -> Answer {
    let key = visit.asked.form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let world = visit.world(&known)?;
    let election = named(visit, &world, &ELECTION)?;
    let (own, to) = (&election.own, super::address(election.id));
    let sitting = world.follow(own, "assembly").map_err(unread)?.ok_or(Fault::NotFound)?;
    let organisation = own.reference("organisation").ok_or(Fault::NotFound)?;
    let start = sitting.own.day("held_date");
    let start = start.unwrap_or_else(|| visit.pages.desk.store.seams().today());
    let months = assembly::term_months(&world, organisation, start).map_err(unread)?;
    let common = [
        ("organisation", organisation.to_string()),
        ("organ", own.text("organ").to_owned()),
        ("position", own.text("position").to_owned()),
        ("election", election.id.to_string()),
        ("start", start.to_string()),
        ("accepted_by", sitting.id.to_string()),
    ];
    let elected = to_install(&world, &election)?;
    visit.submit(&key, move |author| {
        for person in elected {
            author.change(Target::New(MANDATE.number), |edit| {
                use automerge::transaction::Transactable as _;
                let wrong = |_| StoreError::Invalid("a mandate");
                for (field, value) in &common {
                    edit.put(automerge::ROOT, *field, value.as_str()).map_err(wrong)?;
                }
                edit.put(automerge::ROOT, "person", person.to_string()).map_err(wrong)?;
                edit.put(automerge::ROOT, "term_months", i64::from(months)).map_err(wrong)
            })?;
        }
        Ok(format!("{to}?done=saved"))
    })
}

/// Which resolutions need more than the simple majority, until the minutes are signed.
fn majorities(
    visit: &Visit<'_>,
    world: &dyn World,
    sitting: &Record,
) -> Result<Option<String>, Fault> {
    let words = visit.asked.words;
    let organisation = world.follow(&sitting.own, "organisation").map_err(unread)?;
    let form = organisation.map(|of| of.own.text("legal_form").to_owned()).unwrap_or_default();
    let Some(law) = world.pack().law(&form).filter(|_| sitting.rows("locks").is_empty()) else {
        return Ok(None);
    };
    let mut needed = Vec::new();
    for resolution in law.majorities.keys() {
        let asked = assembly::asked_majority(world, sitting, resolution).map_err(unread)?;
        if asked != "SIMPLE" {
            let label =
                |list, code: &str| words.language.code(list, code).unwrap_or(code).to_owned();
            needed.push(format!("{} ({})", label(RESOLUTION, resolution), label(MAJORITY, asked)));
        }
    }
    let said = words.fill("assembly-majorities", &[("what", &needed.join(" · "))]);
    let unverified = law.grounds.is_unverified("majorities");
    Ok((!needed.is_empty()).then(|| procedure::marked(visit, &said, unverified)))
}

/// A sitting is opened from its page, and those elected get their mandates from that of the election.
pub(super) fn steps(
    visit: &Visit<'_>,
    known: &Known<'_>,
    id: DocumentId,
    steps: &mut Steps,
) -> Result<(), Fault> {
    let words = visit.asked.words;
    let act = |to: String, label| Act { to, key: entry::new_key(visit), label, ..Act::default() };
    if id.kind() == ASSEMBLY.number && kinds::writes(visit, &ASSEMBLY) {
        let world = visit.world(known)?;
        let Some(record) = world.record(id).map_err(unread)? else { return Ok(()) };
        if !record.own.has("opened") {
            let label = words.say("assembly-open");
            steps.acts.push(act(format!("/assemblies/{id}/open"), label));
        }
        steps.notes.extend(majorities(visit, &world, &record)?);
    } else if id.kind() == ELECTION.number && kinds::writes(visit, &ELECTION) {
        let world = visit.world(known)?;
        let Some(election) = world.record(id).map_err(unread)? else { return Ok(()) };
        let waiting = to_install(&world, &election)?.len();
        if waiting > 0 {
            let label = words.count("election-install", waiting as u64);
            steps.acts.push(act(format!("/elections/{id}/install"), label));
        }
    }
    Ok(())
}
