//! Who read, changed and took out what, and whether the log holds.

use askama::Template;
use lisanga_pages::frame::Frame;
use lisanga_pages::show;

use super::{Answer, Visit, page as render};
use crate::audit;

/// Lines on a page.
const PER_PAGE: usize = 100;

#[derive(Template)]
#[template(path = "audit.html")]
struct Audit {
    f: Frame,
    /// Number, when, who, what, to what.
    lines: Vec<(u64, String, String, String, String)>,
    before: Option<u64>,
    /// The number of the last line and its hash.
    head: (String, String),
    /// The first line that does not follow from the one before.
    broken: Option<String>,
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let before = visit.asked.query.text("before").parse().unwrap_or(u64::MAX);
    let db = visit.store().reader()?;
    let lines = audit::lines(&db, before, PER_PAGE)?;
    let (n, hash) = audit::head(&db)?;
    let broken = audit::broken(&db)?;
    let last = lines.last().map(|line| line.n).filter(|n| *n > 1);
    let line = |line: audit::Line| {
        let act = match line.act.as_str() {
            "read" => words.say("audit-read"),
            "change" => words.say("audit-change"),
            "export" => words.say("audit-export"),
            "import" => words.say("audit-import"),
            "erase" => words.say("audit-erase"),
            "sign_in" => words.say("audit-sign-in"),
            other => other.to_owned(),
        };
        (line.n, show::moment(line.at, words), line.account, act, line.subject)
    };
    render(&Audit {
        f: visit.frame(words.say("way-audit")),
        lines: lines.into_iter().map(line).collect(),
        before: last,
        head: (n.to_string(), hash.to_string()),
        broken: broken.map(|n| words.fill("audit-broken", &[("line", &n.to_string())])),
    })
}
