//! What the country of this hub says, and on what it stands: for everybody who signs in.

use lisanga_pages::country;

use super::{Answer, Visit, page as render};

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let frame = visit.frame(visit.asked.words.say("country-title"));
    let open = visit.asked.query.text("open") == "all";
    render(&country::page(frame, visit.office.pack, open))
}
