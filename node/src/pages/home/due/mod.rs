//! What is due at a site, by subject. All of it is computed on this device's clock, without a network; whoever may
//! not read something is not reminded of it.

mod asked;
mod cases;
mod land;
mod money;
mod organisations;
mod people;
mod work;

use lisanga_index::{Known, Names as _, SiteWorld};
use lisanga_pages::show;
use lisanga_protocol::dictionary::kind::Kind;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::Date;

use crate::pages::{CUSTODIANS, Fault, LEDGERS, OLD, Visit, address, bank, custody, held, kinds};
use crate::status;

/// So many days before its end something is told of for which an assembly has to be called, or money put by.
const LONG_AHEAD: i32 = 90;
/// So many days before its end something is told of for which somebody has to be spoken to.
const AHEAD: i32 = 60;

/// Something to be done.
pub(in crate::pages) struct Due {
    /// Where it is done.
    pub(in crate::pages) to: String,
    pub(in crate::pages) icon: &'static str,
    pub(in crate::pages) what: String,
    /// A day, or how much of it there is.
    pub(in crate::pages) more: String,
    /// Whether it should have been done by now.
    pub(in crate::pages) late: bool,
}

/// Who looks, at what, on which day.
struct Look<'a> {
    visit: &'a Visit<'a>,
    known: &'a Known<'a>,
    world: &'a SiteWorld<'a>,
    today: Date,
}

impl Look<'_> {
    fn reads(&self, kind: &Kind) -> bool {
        kinds::reads(self.visit, kind)
    }

    fn name(&self, id: DocumentId) -> String {
        self.known.name(id).unwrap_or_default()
    }

    /// Something to be done about a document until a day; late from the day after.
    fn until(&self, id: DocumentId, icon: &'static str, what: String, day: Date) -> Due {
        let more = show::day(day, self.visit.asked.words);
        Due { to: address(id), icon, what, more, late: day < self.today }
    }
}

/// What is due, what is late first.
pub(super) fn due(visit: &Visit<'_>, known: &Known<'_>) -> Result<Vec<Due>, Fault> {
    let today = visit.pages.desk.store.seams().today();
    let world = visit.world(known)?;
    let look = Look { visit, known, world: &world, today };
    let mut due = work::due(&look)?;
    due.extend(money::due(&look)?);
    due.extend(land::due(&look)?);
    due.extend(organisations::due(&look)?);
    due.extend(people::due(&look)?);
    due.extend(cases::due(&look)?);
    due.extend(asked::due(&look)?);
    if visit.may(CUSTODIANS) {
        due.extend(custody::due(visit, known)?);
    }
    if visit.may(LEDGERS) {
        due.extend(bank::due(visit, known)?);
    }
    due.extend(exchange(visit)?);
    due.extend(held::due(visit)?);
    due.sort_by_key(|due| !due.late);
    Ok(due)
}

/// What is seen here is old, and what was written here is on no other disk.
fn exchange(visit: &Visit<'_>) -> Result<Option<Due>, Fault> {
    let last = visit.pages.desk.store.write(|db| status::last_exchange(db))?;
    let words = visit.asked.words;
    let old = last.filter(|last| status::is_old(*last, visit.now(), OLD));
    Ok(old.map(|last| Due {
        to: "/exchange".to_owned(),
        icon: "refresh-cw",
        what: words.say("due-exchange"),
        more: show::ago(last, visit.now(), words),
        late: true,
    }))
}
