//! Where a person stands, and how well they read. Source: domain.md §5.3 and §5.17.

use serde::{Deserialize, Serialize};

use crate::{
    dictionary::{
        handles::Entries,
        kinds::{literacy_class::LITERACY_CLASS, person::PERSON},
        values::Code,
    },
    ids::DocumentId,
    units::Date,
    world::{Cells, Record, Unreadable, World},
};

/// Where it stands that somebody was taken down.
pub const REGISTRATIONS: Entries<Registration> = PERSON.entries("registrations");

/// Somebody was taken down: in a campaign, or from a register that was there before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// When.
    pub event_date: Date,
    /// A code of the list `REGISTRATION_KIND`.
    pub kind: Code,
}

impl Registration {
    /// Somebody stands in a register that was there before, and was taken over from it on this day.
    #[must_use]
    pub fn imported(day: Date) -> Option<Self> {
        Some(Self { event_date: day, kind: "IMPORT".parse().ok()? })
    }
}

/// Where a person stands on a day: a code of the list `PERSON_STATUS`. Registered is who was taken down in a
/// campaign, has a number, or agreed to be registered.
#[must_use]
pub fn status(person: &Record, day: Date) -> &'static str {
    let agreed = |row: &Cells| row.yes("given");
    if person.own.has("merged_into") {
        "MERGED"
    } else if person.own.day("deceased").is_some_and(|died| died <= day) {
        "DECEASED"
    } else if person.own.has("reg_no")
        || !person.rows("registrations").is_empty()
        || person.rows("consents").iter().any(agreed)
    {
        "REGISTERED"
    } else {
        "PENDING"
    }
}

/// Those who work at a mining site, as far as anybody knows they live.
pub fn working_at(
    world: &dyn World,
    site: DocumentId,
    day: Date,
) -> Result<Vec<Record>, Unreadable> {
    let mut persons = world.having(&PERSON, "site_main", &site.to_string())?;
    persons.retain(|person| !matches!(status(person, day), "DECEASED" | "MERGED"));
    Ok(persons)
}

/// What somebody agreed to that their name goes out by; a picture or an interview is another matter.
const NOMINATIVE: [&str; 4] =
    ["REGISTRATION", "STATISTICS", "SHARE_WITH_STATE", "SHARE_WITH_BUYER"];

/// The withdrawal by which nothing that names somebody goes out: for one of the purposes, the last that was said about
/// it. Whoever agrees again later is named again.
#[must_use]
pub fn withdrawn(person: &Record) -> Option<&Cells> {
    let purposes = person.rows("consents__purposes");
    let about = |said: &Cells, purpose: &str| {
        let mut own = purposes.iter().filter(|row| row.text("id") == said.text("id")).peekable();
        own.peek().is_none() || own.any(|row| row.text("value") == purpose)
    };
    let last = |purpose: &&str| {
        let said = person.rows("consents").iter().filter(|said| about(said, purpose));
        said.max_by_key(|row| (row.day("event_date"), row.text("id").to_owned()))
    };
    let no = NOMINATIVE.iter().filter_map(last).filter(|row| row.has("given") && !row.yes("given"));
    no.max_by_key(|row| (row.day("event_date"), row.text("id").to_owned()))
}

/// The level of a test: the least of its three skills, for whoever reads and cannot count is not autonomous.
fn level(test: &Cells) -> Option<i64> {
    ["reading", "writing", "numeracy"].iter().map(|skill| test.number(skill)).min().flatten()
}

/// The level somebody had at their last test until a day; none if they were never tested.
pub fn literacy(
    world: &dyn World,
    person: DocumentId,
    day: Date,
) -> Result<Option<i64>, Unreadable> {
    let mut last = None::<(Date, String, i64)>;
    for class in world.referring(person, &LITERACY_CLASS)? {
        let own = class.rows("level_tests").iter();
        for test in own.filter(|test| test.reference("person") == Some(person)) {
            let on = test.day("event_date").filter(|on| *on <= day);
            if let (Some(on), Some(level)) = (on, level(test)) {
                last = last.max(Some((on, test.text("id").to_owned(), level)));
            }
        }
    }
    Ok(last.map(|(.., level)| level))
}

/// One learner of a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learner {
    /// Who.
    pub person: DocumentId,
    /// The level at the beginning, 0 to 4.
    pub entry: Option<i64>,
    /// The level of the last test in this class.
    pub last: Option<i64>,
    /// On how many days they were there.
    pub days: usize,
    /// Whether they left before the end, and why if it is known: a code of the list `DROP_OUT`.
    pub left: Option<String>,
    /// Whether the class has ended.
    pub ended: bool,
}

impl Learner {
    /// Where they stand: a code of the list `LEARNER_STATE`. Whoever gained a level or stayed until the end completed the
    /// class.
    #[must_use]
    pub fn state(&self) -> &'static str {
        match (&self.left, self.days) {
            _ if self.gained() => "COMPLETED",
            (Some(why), _) if why == "COMPLETED" => "COMPLETED",
            (Some(_), _) => "DROPPED",
            (None, 0) => "ENROLLED",
            (None, _) if self.ended => "COMPLETED",
            (None, _) => "ATTENDING",
        }
    }

    /// Whether they have gained a level.
    #[must_use]
    pub fn gained(&self) -> bool {
        self.entry.zip(self.last).is_some_and(|(entry, last)| last > entry)
    }
}

/// The learners of a class, in the order of their ids.
#[must_use]
pub fn learners(class: &Record) -> Vec<Learner> {
    let mut learners: Vec<Learner> = class
        .rows("enrolments")
        .iter()
        .filter_map(|row| {
            let person = row.reference("key")?;
            let own = |test: &&Cells| test.reference("person") == Some(person);
            let tests = class.rows("level_tests").iter().filter(own);
            let last = tests.max_by_key(|test| (test.day("event_date"), test.text("id")));
            let name = person.to_string();
            let days = class.rows("days__present").iter();
            Some(Learner {
                person,
                entry: row.number("entry_level"),
                last: last.and_then(level),
                days: days.filter(|day| day.text("value") == name).count(),
                left: row.has("left").then(|| row.text("left_reason").to_owned()),
                ended: class.own.has("ended"),
            })
        })
        .collect();
    learners.sort_by_key(|learner| learner.person);
    learners
}
