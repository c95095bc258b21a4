//! Two persons hold one office: while nobody has decided it, the office is shown as contested with both mandates, and
//! what comes into the books of the organisation is accepted and marked (domain.md §9.3 no. 4).

use lisanga_index::{Known, Names as _};
use lisanga_protocol::dictionary::lists::POSITION_HELD;
use lisanga_protocol::documents::mandate::{self, Contested};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::Date;
use lisanga_protocol::world::{Unreadable, World};

use crate::show;
use crate::words::Words;

/// Offices that sign for money.
const SIGNS: [&str; 3] = ["PRESIDENT", "TREASURER", "MANAGER"];

/// From when on signatures of an organisation are contested, and the sentence that says so.
#[derive(Clone, Debug)]
pub struct Signature {
    since: Date,
    sentence: String,
}

impl Signature {
    /// The sentence for what happened on a day, if signatures were contested then.
    #[must_use]
    pub fn on(&self, day: Date) -> Option<&str> {
        (self.since <= day).then_some(&*self.sentence)
    }
}

fn position<'a>(words: &'a Words, contested: &'a Contested) -> &'a str {
    let code = contested.position.as_str();
    words.language.code(POSITION_HELD, code).unwrap_or(code)
}

/// Contested offices of an organisation: what each is called, and both mandates.
pub(crate) fn offices(
    known: &Known<'_>,
    world: &dyn World,
    words: &Words,
    organisation: DocumentId,
) -> Result<Vec<(String, String)>, Unreadable> {
    let told = |contested: Contested| {
        let holders = contested.mandates.iter().map(|mandate| {
            let who = mandate.own.reference("person").and_then(|person| known.name(person));
            let since = mandate.own.day("start").map(|day| show::date(day, words));
            let filled = [who.unwrap_or_default(), since.unwrap_or_default()];
            words.fill("contested-holder", &[("name", &filled[0]), ("day", &filled[1])])
        });
        let holders = holders.collect::<Vec<_>>().join(" · ");
        let said = words.fill("contested-office", &[("holders", &holders)]);
        (position(words, &contested).to_owned(), said)
    };
    Ok(mandate::contested(world, organisation)?.into_iter().map(told).collect())
}

/// Whether an office is contested that signs for the money of an organisation.
pub fn signature(
    world: &dyn World,
    words: &Words,
    organisation: DocumentId,
) -> Result<Option<Signature>, Unreadable> {
    let mut found = mandate::contested(world, organisation)?;
    found.retain(|contested| SIGNS.contains(&contested.position.as_str()));
    let Some(since) = found.iter().map(|contested| contested.since).min() else { return Ok(None) };
    let offices: Vec<&str> = found.iter().map(|contested| position(words, contested)).collect();
    let sentence = words.fill("contested-signature", &[("office", &offices.join(", "))]);
    Ok(Some(Signature { since, sentence }))
}
