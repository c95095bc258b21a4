//! An operation as a line of its book says it, at a site and at an office.

use std::collections::BTreeMap;

use lisanga_index::{Known, Names as _};
use lisanga_protocol::dictionary::lists::TRANSACTION;
use lisanga_protocol::documents::ledger::JournalEntry;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::Date;
use lisanga_protocol::world::World;
use lisanga_store::StoreError;

use crate::contested::{self, Signature};
use crate::show;
use crate::words::Words;

/// What is said of operations besides what they are: what tells receipts of one number apart, and whether somebody
/// signs who is contested.
#[derive(Debug)]
pub struct Journal<'a> {
    known: &'a Known<'a>,
    words: &'a Words,
    aliases: BTreeMap<String, String>,
    contested: Option<Signature>,
}

impl<'a> Journal<'a> {
    /// Of the books of an organisation.
    pub fn of(
        known: &'a Known<'a>,
        world: &dyn World,
        words: &'a Words,
        organisation: DocumentId,
    ) -> Result<Self, StoreError> {
        let contested = contested::signature(world, words, organisation);
        let contested = contested.map_err(|error| StoreError::Damaged(error.to_string()))?;
        Ok(Self { known, words, aliases: known.aliases()?, contested })
    }

    /// The type of an operation in words.
    #[must_use]
    pub fn what(&self, entry: &JournalEntry) -> String {
        let code = entry.r#type.as_str();
        self.words.language.code(TRANSACTION, code).unwrap_or(code).to_owned()
    }

    /// Who was on the other side.
    #[must_use]
    pub fn with(&self, entry: &JournalEntry) -> Option<String> {
        let party = entry.lines.iter().find_map(|line| line.party);
        let named = party.and_then(|party| self.known.name(DocumentId(party.0)));
        named.or_else(|| entry.counterparty.clone())
    }

    /// The number of an operation's receipt, with what tells it from another that was given the same.
    #[must_use]
    pub fn number(&self, id: &str, entry: &JournalEntry) -> Option<String> {
        let alias = self.aliases.get(id).map_or("", String::as_str);
        entry.receipt_no.as_ref().map(|number| format!("{number}{alias}"))
    }

    /// Why what happened on a day is marked.
    #[must_use]
    pub fn marked(&self, day: Date) -> Option<&str> {
        self.contested.as_ref()?.on(day)
    }

    /// Day, number, who and the text in a line, and whether somebody signs for it who is contested.
    #[must_use]
    pub fn line(&self, id: &str, entry: &JournalEntry) -> String {
        let day = Some(show::date(entry.event_date, self.words));
        let marked = self.marked(entry.event_date).map(|_| self.words.say("contested-mark"));
        let said = [day, self.number(id, entry), self.with(entry), entry.text.clone(), marked];
        said.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}
