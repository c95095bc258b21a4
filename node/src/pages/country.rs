//! What the country of this site says, and on what it stands.

use lisanga_pages::country;

use super::{Answer, Visit, page as render};

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let frame = visit.frame(visit.asked.words.say("country-title"))?;
    let open = visit.asked.query.text("open") == "all";
    render(&country::page(frame, visit.pages.pack, open))
}
