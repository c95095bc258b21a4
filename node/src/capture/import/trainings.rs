//! Sheets of trainings: each training becomes a document, each participant a tick. Who is not
//! registered is not invented: the row comes back with what to do.

use lisanga_protocol::dictionary::handles::{Keyed, One, Part};
use lisanga_protocol::dictionary::kinds::course::COURSE;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::training_session::TRAINING_SESSION;
use lisanga_protocol::dictionary::registers::WriteError;
use lisanga_protocol::dictionary::values::{Code, Ref};
use lisanga_protocol::documents::attendance;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::Date;
use lisanga_store::StoreError;
use lisanga_tables::cells::Fault;
use lisanga_tables::folding::fold;
use lisanga_tables::plan::Problem;
use lisanga_tables::sheets::{self, Participant, Training};
use lisanga_tables::{Key, Known as _};

use super::{Importer, Progress, Replica};

const COURSE_OF: One<Ref> = TRAINING_SESSION.one("course");
const MODE: One<Code> = TRAINING_SESSION.one("mode");
const HELD_FOR: One<Ref> = TRAINING_SESSION.one("held_for");
const START: One<Date> = TRAINING_SESSION.one("start_date");
const END: One<Date> = TRAINING_SESSION.one("end_date");
const PLACE: One<String> = TRAINING_SESSION.one("place");
const ATTENDANCE: Keyed<Ref> = TRAINING_SESSION.keyed("attendance");
const PRE: Part<Ref, One<i64>> = ATTENDANCE.one("pre_score");
const POST: Part<Ref, One<i64>> = ATTENDANCE.one("post_score");

/// A participant who is registered, with both scores.
type There = (Ref, Option<i64>, Option<i64>);

/// Writes the trainings of a sheet; rows of people who are not registered, or of whom there are
/// several, join its problems. `course` is meant where the sheet names none. Returns how many trainings
/// were written and how many people were ticked.
pub fn trainings(
    importer: &Importer,
    read: &mut sheets::Read<Training>,
    course: Option<&str>,
    progress: Progress<'_>,
) -> Result<(usize, usize), StoreError> {
    let replica = importer.replica()?;
    let site = importer.own_site(&replica)?;
    let (mut written, mut ticked) = (0, 0);
    let of = read.items.len();
    for training in &read.items {
        let Some(course) = course_of(&replica, training, course) else {
            for participant in &training.participants {
                let problem = problem(&training.title, Fault::NoSuchName);
                read.problems.entry(participant.line).or_default().push(problem);
            }
            continue;
        };
        let mut there = Vec::new();
        for participant in &training.participants {
            match person(&replica, participant) {
                Ok(id) => {
                    there.push((Ref(id.0), participant.pre_score, participant.post_score));
                }
                Err(fault) => {
                    let problem = problem(&participant.name, fault);
                    read.problems.entry(participant.line).or_default().push(problem);
                }
            }
        }
        ticked += there.len();
        write(importer, training, course, site, there)?;
        written += 1;
        progress(written, of);
    }
    Ok((written, ticked))
}

fn problem(value: &str, fault: Fault) -> Problem {
    Problem { column: String::new(), value: value.to_owned(), fault }
}

fn course_of(replica: &Replica, training: &Training, usual: Option<&str>) -> Option<DocumentId> {
    [training.course.as_str(), training.title.as_str(), usual.unwrap_or_default()]
        .into_iter()
        .filter(|name| !name.is_empty())
        .find_map(|name| replica.called(&COURSE, name).first().copied())
}

fn person(replica: &Replica, participant: &Participant) -> Result<DocumentId, Fault> {
    if let Some(text) = participant.number.clone() {
        let number = Key::Number { field: "reg_no", text: text.clone() };
        let id = DocumentId::from_hex(&text).map(Key::Id);
        let found = [Some(number), id].into_iter().flatten();
        let mut found = found.filter_map(|key| replica.by_key(&PERSON, &key));
        return found.next().map(|person| person.id).ok_or(Fault::NoSuchId);
    }
    match replica.called(&PERSON, &participant.name) {
        [one] => Ok(*one),
        [] => Err(Fault::NoSuchName),
        several => Err(Fault::SeveralNames(several.len())),
    }
}

fn write(
    importer: &Importer,
    training: &Training,
    course: DocumentId,
    site: Option<DocumentId>,
    there: Vec<There>,
) -> Result<(), StoreError> {
    let (date, place) = (training.date, training.place.clone());
    let title = if training.title.is_empty() { &training.course } else { &training.title };
    let key = format!("sheet/{course}/{date}/{}/{}", fold(title), fold(&place));
    importer.natural(&TRAINING_SESSION, &key, move |session| {
        COURSE_OF.write(session, &Ref(course.0))?;
        if let Ok(mode) = "WORKSHOP".parse() {
            MODE.write(session, &mode)?;
        }
        if let Some(site) = site {
            HELD_FOR.write(session, &Ref(site.0))?;
        }
        START.write(session, &date)?;
        END.write(session, &date)?;
        if !place.is_empty() {
            PLACE.write(session, &place)?;
        }
        there.iter().try_for_each(|there| tick(session, there, date))
    })
}

fn tick(
    session: &mut automerge::transaction::Transaction<'_>,
    (person, pre, post): &There,
    day: Date,
) -> Result<(), WriteError> {
    attendance::mark(session, person, day)?;
    if let Some(score) = pre {
        PRE.write(session, person, score)?;
    }
    if let Some(score) = post {
        POST.write(session, person, score)?;
    }
    Ok(())
}
