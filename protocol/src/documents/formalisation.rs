//! How far an organisation has come: from a group that somebody noticed to a recognised cooperative.
//!
//! The stage is stored nowhere. It is the highest one whose milestones are all there, and a milestone is
//! there when a document proves it (a valid assembly, an accepted mandate, an act of an authority) or, for
//! those no document stands for, when it was noted with its date. They may arrive in any order, from
//! any device. Source: domain.md §6.1.

use std::collections::BTreeMap;

use super::{assembly, mandate, membership, recognition, training};
use crate::{
    dictionary::kinds::{
        action_plan::ACTION_PLAN, assembly::ASSEMBLY, bank_account::BANK_ACCOUNT,
        business_plan::BUSINESS_PLAN, governance_document::GOVERNANCE_DOCUMENT, ledger::LEDGER,
        mandate::MANDATE, membership::MEMBERSHIP, outreach_event::OUTREACH_EVENT,
        recognition_application::RECOGNITION_APPLICATION, sharing_scheme::SHARING_SCHEME,
    },
    ids::DocumentId,
    units::Date,
    world::{Record, Unreadable, World},
};

/// What an organisation has reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// A code of the list STAGE.
    pub stage: &'static str,
    /// A code of the list `ORGANISATION_KIND`.
    pub kind: &'static str,
    /// Milestones with the first day each was there.
    pub reached: BTreeMap<&'static str, Date>,
    /// The documents that prove them, as far as one does.
    pub evidence: BTreeMap<&'static str, DocumentId>,
    /// Milestones noted by hand that no document proves.
    pub unproven: Vec<&'static str>,
    /// What the next stage still asks for: codes of the list MILESTONE.
    pub missing: Vec<&'static str>,
    /// The steps of the country's procedure, each with where its application stands.
    pub steps: Vec<(&'static str, &'static str)>,
}

/// Stages of an organisation that no authority has to grant, each with the milestones it asks for besides
/// those of the stages before.
const OWN_STAGES: [(&str, &[&str]); 6] = [
    ("IDENTIFIED", &[]),
    ("SENSITISED", &["SENSITISED"]),
    ("INITIATIVE_COMMITTEE", &["INITIATIVE_COMMITTEE"]),
    ("CONSTITUTED", &["STATUTES_ADOPTED", "BYLAWS_ADOPTED"]),
    ("INSTALLED", &["MANAGEMENT_ELECTED", "OFFICERS_ACCEPTED"]),
    (
        "OPERATING",
        &["TRAINED_GOV", "TRAINED_CONFLICT", "BUSINESS_PLAN_APPROVED", "BANK_ACCOUNT_OPEN"],
    ),
];

/// Milestones that a document has to prove.
const PROVEN: [&str; 10] = [
    "STATUTES_ADOPTED",
    "BYLAWS_ADOPTED",
    "MANAGEMENT_ELECTED",
    "OFFICERS_ACCEPTED",
    "TRAINED_GOV",
    "TRAINED_CONFLICT",
    "BUSINESS_PLAN_APPROVED",
    "ACTION_PLAN_APPROVED",
    "BANK_ACCOUNT_OPEN",
    "SHARING_SCHEME_ADOPTED",
];

/// How far an organisation has come on a day.
pub fn path(world: &dyn World, organisation: &Record, day: Date) -> Result<Path, Unreadable> {
    let proven = proven(world, organisation, day)?;
    let evidence = proven.iter().filter_map(|(code, (_, by))| Some((*code, (*by)?))).collect();
    let mut reached: BTreeMap<&'static str, Date> =
        proven.into_iter().map(|(code, (on, _))| (code, on)).collect();
    let mut unproven = Vec::new();
    for row in organisation.rows("milestones") {
        let Some(on) = row.day("event_date").filter(|on| *on <= day) else { continue };
        let code = row.text("milestone");
        if let Some(code) = PROVEN.iter().find(|known| **known == code) {
            if !reached.contains_key(code) {
                unproven.push(*code);
            }
            continue;
        }
        let noted = ["GROUP_IDENTIFIED", "SENSITISED", "INITIATIVE_COMMITTEE"];
        if let Some(code) = noted.into_iter().find(|known| *known == code) {
            let first = reached.entry(code).or_insert(on);
            *first = on.min(*first);
        }
    }
    let has = |milestone: &&str| reached.contains_key(*milestone);
    let done = OWN_STAGES.iter().take_while(|(_, asked)| asked.iter().all(has));
    let at = done.count().saturating_sub(1);
    let mut stage = OWN_STAGES[at].0;
    let asked = OWN_STAGES.get(at + 1).map_or(&[][..], |(_, asked)| asked);
    let missing = asked.iter().copied().filter(|code| !has(code)).collect();
    let steps = steps(world, organisation, day)?;
    if at >= 3 {
        stage = granted(world, &steps).unwrap_or(stage);
    }
    if organisation.own.has("merged_into") {
        stage = "MERGED";
    } else if organisation.own.day("dissolved").is_some_and(|on| on <= day) {
        stage = "DISSOLVED";
    }
    let kind = kind(world, organisation, at, stage);
    Ok(Path { stage, kind, reached, evidence, unproven, missing, steps })
}

/// Whether an organisation has a team that was elected and accepted, and is still there.
#[must_use]
pub fn is_installed(path: &Path) -> bool {
    let reached = |milestone: &str| path.reached.contains_key(milestone);
    let there = !matches!(path.stage, "DISSOLVED" | "MERGED");
    there && reached("MANAGEMENT_ELECTED") && reached("OFFICERS_ACCEPTED")
}

/// What an organisation is: a group until it is constituted; then what its legal form makes it.
fn kind(world: &dyn World, organisation: &Record, at: usize, stage: &str) -> &'static str {
    let law = world.pack().law(organisation.own.text("legal_form"));
    let recognised = matches!(
        stage,
        "REGISTERED" | "AGREED" | "RECOGNISED" | "TO_RENEW" | "LAPSED" | "SUSPENDED" | "WITHDRAWN"
    );
    match law.map(|law| law.kind.as_str()) {
        _ if at < 3 => "GROUP",
        Some("UNION") => "UNION",
        Some("COOPERATIVE") if recognised => "COOPERATIVE",
        _ => "ASSOCIATION",
    }
}

/// The latest application for each step of the procedure, and where it stands.
fn steps(
    world: &dyn World,
    organisation: &Record,
    day: Date,
) -> Result<Vec<(&'static str, &'static str)>, Unreadable> {
    let mut applications = world.referring(organisation.id, &RECOGNITION_APPLICATION)?;
    applications.retain(|record| record.own.reference("organisation") == Some(organisation.id));
    // What was granted stays until what follows it is granted too; after a rejection another file is prepared.
    let mut steps = Vec::new();
    for step in &world.pack().procedure {
        let mut best: Option<(u8, Option<Date>, &'static str)> = None;
        for application in applications.iter().filter(|record| record.own.text("step") == step.code)
        {
            let state = recognition::state(world, application, day)?;
            let rank = match state {
                "VALID" => 5,
                "TO_RENEW" | "RENEWAL_SUBMITTED" => 4,
                "SUSPENDED" | "WITHDRAWN" | "EXPIRED" => 3,
                "PREPARING" | "READY" => 1,
                "REJECTED" | "CONFIRMED_REJECTED" => 0,
                _ => 2,
            };
            let this = (rank, application.own.day("submitted_on"), state);
            best = best.max(Some(this));
        }
        if let Some((.., state)) = best {
            steps.push((step.code.as_str(), state));
        }
    }
    Ok(steps)
}

/// The stage that authorities have brought an organisation to; none if none has decided.
fn granted(world: &dyn World, steps: &[(&'static str, &'static str)]) -> Option<&'static str> {
    let state = |code: &str| steps.iter().find(|(step, _)| *step == code).map(|(_, state)| *state);
    let procedure = &world.pack().procedure;
    let states: Vec<Option<&str>> = procedure.iter().map(|step| state(&step.code)).collect();
    let any = |wanted: &str| states.iter().flatten().any(|state| *state == wanted);
    let stands =
        |state: Option<&str>| matches!(state, Some("VALID" | "TO_RENEW" | "RENEWAL_SUBMITTED"));
    let so_far = states.iter().take_while(|state| stands(**state)).count();
    if any("WITHDRAWN") {
        return Some("WITHDRAWN");
    }
    if any("SUSPENDED") {
        return Some("SUSPENDED");
    }
    if any("EXPIRED") {
        return Some("LAPSED");
    }
    if so_far == procedure.len() && so_far > 0 {
        let soon = any("TO_RENEW") || any("RENEWAL_SUBMITTED");
        return Some(if soon { "TO_RENEW" } else { "RECOGNISED" });
    }
    if so_far > 0 {
        return Some(procedure[so_far - 1].stage.as_str());
    }
    let idle = ["PREPARING", "READY", "REJECTED", "CONFIRMED_REJECTED"];
    let handed_in = |state: &&str| !idle.contains(state);
    states.iter().flatten().any(handed_in).then_some("LOCAL_APPLICATION")
}

/// Whether a version of statutes or by-laws is in force: a valid assembly adopted it, and none adopted another
/// one later.
pub fn in_force(world: &dyn World, version: &Record) -> Result<bool, Unreadable> {
    let adopted = |record: &Record| -> Result<Option<(Option<Date>, i64)>, Unreadable> {
        let resolution = match record.own.text("kind") {
            "STATUTES" => "ADOPT_STATUTES",
            "BYLAWS" => "ADOPT_BYLAWS",
            _ => "OTHER",
        };
        let Some(by) = world.follow(&record.own, "adopted_by")? else { return Ok(None) };
        let decided = assembly::decided(world, by.id, resolution, Some(record.id))?;
        let number = record.own.number("version").unwrap_or(0);
        Ok(decided.then(|| (by.own.day("held_date"), number)))
    };
    let Some(own) = adopted(version)? else { return Ok(false) };
    let Some(organisation) = version.own.reference("organisation") else { return Ok(true) };
    for other in world.referring(organisation, &GOVERNANCE_DOCUMENT)? {
        let same = other.own.text("kind") == version.own.text("kind") && other.id != version.id;
        if same && adopted(&other)?.is_some_and(|later| later > own) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Until when statutes or by-laws in force have to be filed with the register; none once they are, or where nobody asks
/// for it: an association has no register of cooperatives.
pub fn to_file(world: &dyn World, version: &Record) -> Result<Option<Date>, Unreadable> {
    let own = &version.own;
    let asked = matches!(own.text("kind"), "STATUTES" | "BYLAWS") && !own.has("filed_on");
    let law = assembly::law(world, own.reference("organisation"))?;
    let registered = law.is_some_and(|law| law.kind != "ASSOCIATION");
    if !asked || !registered || !own.has("adopted_by") || !in_force(world, version)? {
        return Ok(None);
    }
    let held = world.follow(own, "adopted_by")?.and_then(|by| by.own.day("held_date"));
    let days = i32::try_from(world.pack().limit("filing_days", 30)).unwrap_or(30);
    Ok(held.and_then(|held| held.after(days)))
}

/// Whether an organisation has gone to sleep: it once met, and for 18 months no assembly was held and for six
/// months nothing was written into its books (domain.md §5.4).
pub fn is_dormant(world: &dyn World, organisation: &Record, day: Date) -> Result<bool, Unreadable> {
    let id = organisation.id;
    let mut met = None::<Date>;
    for assembly in world.referring(id, &ASSEMBLY)? {
        met = met.max(assembly.own.day("held_date").filter(|held| *held <= day));
    }
    let mut wrote = None::<Date>;
    for ledger in world.referring(id, &LEDGER)? {
        let days = ledger.rows("entries").iter().filter_map(|entry| entry.day("event_date"));
        wrote = wrote.max(days.max());
    }
    let long_ago = |since: Option<Date>, months: u16| {
        since.and_then(|since| since.months_after(months)).is_none_or(|until| until < day)
    };
    Ok(met.is_some() && long_ago(met, 18) && long_ago(wrote, 6))
}

/// Milestones by their codes: the day, and the document that proves it.
type Proven = BTreeMap<&'static str, (Date, Option<DocumentId>)>;

/// Milestones that documents prove.
fn proven(world: &dyn World, organisation: &Record, day: Date) -> Result<Proven, Unreadable> {
    let mut reached = Proven::new();
    let mut note = |code: &'static str, on: Option<Date>, by: Option<DocumentId>| {
        if let Some(on) = on.filter(|on| *on <= day) {
            let first = reached.entry(code).or_insert((on, by));
            *first = (on, by).min(*first);
        }
    };
    let id = organisation.id;
    for event in world.referring(id, &OUTREACH_EVENT)? {
        note("SENSITISED", event.own.day("event_date"), Some(event.id));
    }
    // Each of these counts once a valid assembly adopted it.
    let adopted: [(&'static crate::dictionary::kind::Kind, &str, &str); 4] = [
        (&GOVERNANCE_DOCUMENT, "adopted_by", ""),
        (&BUSINESS_PLAN, "approved_by", "BUSINESS_PLAN"),
        (&ACTION_PLAN, "approved_by", "ACTION_PLAN"),
        (&SHARING_SCHEME, "adopted_by", "SHARING_SCHEME"),
    ];
    for (kind, field, resolution) in adopted {
        for record in world.referring(id, kind)? {
            let (milestone, resolution) = match (record.own.text("kind"), resolution) {
                ("STATUTES", "") => ("STATUTES_ADOPTED", "ADOPT_STATUTES"),
                ("BYLAWS", "") => ("BYLAWS_ADOPTED", "ADOPT_BYLAWS"),
                (_, "BUSINESS_PLAN") => ("BUSINESS_PLAN_APPROVED", resolution),
                (_, "ACTION_PLAN") => ("ACTION_PLAN_APPROVED", resolution),
                (_, "SHARING_SCHEME") => ("SHARING_SCHEME_ADOPTED", resolution),
                _ => continue,
            };
            if let Some(by) = world.follow(&record.own, field)?
                && assembly::decided(world, by.id, resolution, Some(record.id))?
            {
                note(milestone, by.own.day("held_date"), Some(record.id));
            }
        }
    }
    let law = world.pack().law(organisation.own.text("legal_form"));
    let leads = |mandate: &Record| {
        mandate.own.has("election")
            && law.is_none_or(|law| law.management == mandate.own.text("organ"))
    };
    for mandate in world.referring(id, &MANDATE)? {
        // Of the organ that leads, and given by an election.
        if leads(&mandate) {
            note("MANAGEMENT_ELECTED", mandate.own.day("start"), Some(mandate.id));
        }
        if mandate::accepted(world, &mandate)? {
            let by = world.follow(&mandate.own, "accepted_by")?;
            let (on, by) = (by.as_ref().and_then(|by| by.own.day("held_date")), by.map(|by| by.id));
            note("OFFICERS_ACCEPTED", on, by);
        }
    }
    for account in world.referring(id, &BANK_ACCOUNT)? {
        // Two who sign for it (domain.md T19).
        if account.rows("signatories").len() >= 2 {
            note("BANK_ACCOUNT_OPEN", account.own.day("opened"), Some(account.id));
        }
    }
    for (code, milestone) in [("GOV", "TRAINED_GOV"), ("CONFLICT", "TRAINED_CONFLICT")] {
        note(milestone, trained(world, organisation, code, day)?, None);
    }
    Ok(reached)
}

/// The day on which enough officers and founders had been trained in a course.
fn trained(
    world: &dyn World,
    organisation: &Record,
    course: &str,
    day: Date,
) -> Result<Option<Date>, Unreadable> {
    let days = training_days(world, organisation, course, day)?;
    let least = world.pack().limit("trained_min_bp", 6_000);
    let people = i64::try_from(days.len()).unwrap_or(i64::MAX);
    let needed = (people.saturating_mul(least) + 9_999) / 10_000;
    let mut days: Vec<Date> = days.into_iter().flatten().collect();
    days.sort_unstable();
    let needed = usize::try_from(needed).unwrap_or(usize::MAX);
    Ok(if needed == 0 { None } else { days.get(needed - 1).copied() })
}

/// How many of the officers and founders had been trained in a course by a day, and how many there are.
pub fn share_trained(
    world: &dyn World,
    organisation: &Record,
    course: &str,
    day: Date,
) -> Result<(usize, usize), Unreadable> {
    let days = training_days(world, organisation, course, day)?;
    Ok((days.iter().flatten().count(), days.len()))
}

/// For each officer and founder the day on which they were first trained in a course.
fn training_days(
    world: &dyn World,
    organisation: &Record,
    course: &str,
    day: Date,
) -> Result<Vec<Option<Date>>, Unreadable> {
    let mut people: Vec<_> = mandate::in_office(world, organisation.id, day)?
        .into_iter()
        .map(|(_, person)| person)
        .collect();
    for record in world.referring(organisation.id, &MEMBERSHIP)? {
        let founder = record.own.yes("founding") && membership::status(&record, day) != "EXITED";
        people.extend(record.own.reference("person").filter(|_| founder));
    }
    people.sort_unstable();
    people.dedup();
    people.into_iter().map(|person| training::first_trained(world, person, course, day)).collect()
}
