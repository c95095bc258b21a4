//! What this side knows, as the compact form asks it.
//!
//! A failing database is answered as "not known": the sender then sends in full, and the receiver
//! asks again; the error itself comes up at the next statement.

use std::collections::{BTreeMap, BTreeSet};

use lisanga_protocol::ids::{ChangeId, DocumentId, Epoch, LogId, Scope};
use lisanga_protocol::records::LogKey;
use lisanga_protocol::wire::compact::{ChangeFacts, History, Sender};
use lisanga_protocol::wire::entries::{Entry, EntryBody};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::documents;
use crate::logs::{self, signed};

/// Everything stored here.
#[derive(Clone, Copy, Debug)]
pub struct StoredHistory<'a>(pub &'a Connection);

impl StoredHistory<'_> {
    fn document(self, scope: Scope, document: DocumentId) -> Option<i64> {
        self.0
            .prepare_cached("SELECT id FROM document WHERE scope = ?1 AND document = ?2")
            .ok()?
            .query_row(params![&scope.0[..], &document.0[..]], |row| row.get(0))
            .optional()
            .ok()?
    }

    fn log_and_number(
        self,
        log: &LogKey,
        document: DocumentId,
        change: ChangeId,
    ) -> Option<(logs::LogRow, u64)> {
        let row = self.document(log.scope, document)?;
        let change = documents::change(self.0, row, change).ok()??;
        Some((logs::at(self.0, change.log).ok()?, change.n))
    }
}

impl History for StoredHistory<'_> {
    fn change_at(&self, log: LogId, n: u64) -> Option<ChangeFacts> {
        let found: (Vec<u8>, i64, Vec<u8>) = self
            .0
            .prepare_cached(
                "SELECT c.change, c.max_op, d.document FROM log l
                 JOIN change c ON c.log = l.id AND c.n = ?2 JOIN document d ON d.id = c.document
                 WHERE l.log_id = ?1",
            )
            .ok()?
            .query_row(params![&log.0[..], signed(n)], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()
            .ok()??;
        let (id, max_op, document) = found;
        Some(ChangeFacts {
            id: ChangeId::from_slice(&id)?,
            max_op: max_op.unsigned_abs(),
            document: DocumentId::from_slice(&document)?,
        })
    }

    fn max_op(&self, log: &LogKey, document: DocumentId, change: ChangeId) -> Option<u64> {
        let row = self.document(log.scope, document)?;
        Some(documents::change(self.0, row, change).ok()??.max_op)
    }

    fn earlier_in_log(&self, log: LogId, document: DocumentId, n: u64) -> u64 {
        let Ok(Some(log)) = logs::find(self.0, log) else { return 0 };
        let Some(row) = self.document(log.key.scope, document) else { return 0 };
        documents::earlier_in_log(self.0, row, &log, n).unwrap_or(0)
    }

    fn last(&self, log: LogId) -> u64 {
        logs::find(self.0, log).ok().flatten().map_or(0, |log| log.head.n)
    }

    fn log(&self, id: LogId) -> Option<LogKey> {
        Some(logs::find(self.0, id).ok()??.key)
    }
}

/// A node that pushes: the hub has what it acknowledged, what came by feed, and what was sent before
/// in the same conversation.
#[derive(Clone, Debug)]
pub struct ToHub<'a> {
    /// What is here.
    pub history: StoredHistory<'a>,
    /// By log: the last record sent.
    pub sent: &'a BTreeMap<LogId, u64>,
}

impl ToHub<'_> {
    fn last_there(&self, log: &logs::LogRow) -> u64 {
        log.at_hub.max(self.sent.get(&log.id).copied().unwrap_or(0))
    }
}

/// The hub that answers: the node has everything published before the entries that are being sent.
#[derive(Clone, Debug)]
pub struct ToNode<'a> {
    history: StoredHistory<'a>,
    new_logs: BTreeSet<LogId>,
}

impl<'a> ToNode<'a> {
    /// A sender of these entries.
    #[must_use]
    pub fn sending(history: StoredHistory<'a>, entries: &[Entry]) -> Self {
        let begins = |entry: &&Entry| matches!(&entry.body, EntryBody::Segment { before, .. } if before.n == 0);
        let new_logs = entries.iter().filter(begins).map(|entry| entry.log.id()).collect();
        Self { history, new_logs }
    }
}

macro_rules! history_by {
    ($name:ident, $($field:tt)+) => {
        impl History for $name<'_> {
            fn change_at(&self, log: LogId, n: u64) -> Option<ChangeFacts> {
                self.$($field)+.change_at(log, n)
            }
            fn max_op(&self, log: &LogKey, document: DocumentId, change: ChangeId) -> Option<u64> {
                self.$($field)+.max_op(log, document, change)
            }
            fn earlier_in_log(&self, log: LogId, document: DocumentId, n: u64) -> u64 {
                self.$($field)+.earlier_in_log(log, document, n)
            }
            fn last(&self, log: LogId) -> u64 {
                self.$($field)+.last(log)
            }
            fn log(&self, id: LogId) -> Option<LogKey> {
                self.$($field)+.log(id)
            }
        }
    };
}

history_by!(ToHub, history);
history_by!(ToNode, history);

impl Sender for ToHub<'_> {
    fn pointer(
        &self,
        log: &LogKey,
        document: DocumentId,
        change: ChangeId,
    ) -> Option<(LogKey, u64)> {
        let (found, n) = self.history.log_and_number(log, document, change)?;
        (n <= self.last_there(&found)).then_some((found.key, n))
    }

    fn receiver_knows(&self, log: LogId) -> bool {
        let known = |log: logs::LogRow| self.last_there(&log) > 0;
        logs::find(self.history.0, log).ok().flatten().is_some_and(known)
    }

    fn log_of(&self, scope: &LogKey, actor: &[u8]) -> Option<LogKey> {
        log_of(self.history.0, scope, actor)
    }
}

impl Sender for ToNode<'_> {
    fn pointer(
        &self,
        log: &LogKey,
        document: DocumentId,
        change: ChangeId,
    ) -> Option<(LogKey, u64)> {
        let (found, n) = self.history.log_and_number(log, document, change)?;
        Some((found.key, n))
    }

    fn receiver_knows(&self, log: LogId) -> bool {
        !self.new_logs.contains(&log)
    }

    fn log_of(&self, scope: &LogKey, actor: &[u8]) -> Option<LogKey> {
        log_of(self.history.0, scope, actor)
    }
}

/// The log of a scope whose epoch is this actor.
fn log_of(connection: &Connection, scope: &LogKey, actor: &[u8]) -> Option<LogKey> {
    let epoch = Epoch::from_slice(actor)?;
    let id: Vec<u8> = connection
        .prepare_cached("SELECT log_id FROM log WHERE scope = ?1 AND epoch = ?2 ORDER BY id")
        .ok()?
        .query_row(params![&scope.scope.0[..], &epoch.0[..]], |row| row.get(0))
        .optional()
        .ok()??;
    Some(logs::find(connection, LogId::from_slice(&id)?).ok()??.key)
}
