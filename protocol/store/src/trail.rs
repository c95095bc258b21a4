//! The history of a document: who wrote what, when and on which device.

use automerge::legacy::Key;
use automerge::legacy::OpType;
use automerge::{Change, ScalarValue};
use lisanga_protocol::ids::{ClaimedTime, DeviceKey, Epoch, UserNumber};
use lisanga_protocol::records::Header;
use rusqlite::Connection;

use crate::StoreError;
use crate::logs::{self, Standing};

/// One change of a document, as it was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Act {
    /// On which device.
    pub device: DeviceKey,
    /// Under which epoch; the change's actor.
    pub epoch: Epoch,
    /// Which user of that device, as the device says.
    pub user: UserNumber,
    /// When, as the device's clock said.
    pub time: ClaimedTime,
    /// Whether it counts.
    pub standing: Standing,
    /// Whether it was written on this device.
    pub own: bool,
    /// Whether the hub is known to have it.
    pub at_hub: bool,
    /// The counters of its first and last operation.
    pub operations: (u64, u64),
    /// What was put where, in that order.
    pub edits: Vec<(String, ScalarValue)>,
}

impl Act {
    /// Whether an operation, by actor in hexadecimal and counter, belongs to it.
    #[must_use]
    pub fn made(&self, actor: &str, counter: u64) -> bool {
        self.epoch.to_string() == actor
            && (self.operations.0..=self.operations.1).contains(&counter)
    }
}

/// What a change puts where, in that order; of several at one place the last, which stays.
pub(crate) fn edits(change: &Change) -> Vec<(String, ScalarValue)> {
    let mut edits = Vec::<(String, ScalarValue)>::new();
    for operation in change.decode().operations {
        if let (Key::Map(path), OpType::Put(value)) = (operation.key, operation.action) {
            let chosen = matches!(edits.last(), Some((last, _)) if *last == path.as_str());
            edits.truncate(edits.len() - usize::from(chosen));
            edits.push((path.to_string(), value));
        }
    }
    edits
}

/// Whether a change does nothing but put.
pub(crate) fn only_puts(change: &Change) -> bool {
    change.decode().operations.iter().all(|operation| matches!(operation.action, OpType::Put(_)))
}

/// Every change of the document in this row whose payload is here, in an order in which each comes after
/// what it builds on.
pub fn acts(db: &Connection, document: i64) -> Result<Vec<Act>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT r.log, r.header, r.payload, r.state, r.reason, r.n <= l.hub_n FROM record r
         JOIN log l ON l.id = r.log JOIN change c ON c.log = r.log AND c.n = r.n
         WHERE r.document = ?1 AND r.payload IS NOT NULL ORDER BY c.max_op, c.change",
    )?;
    let mut rows = statement.query([document])?;
    let mut acts = Vec::new();
    let damaged = || StoreError::Damaged(format!("document row {document}"));
    while let Some(row) = rows.next()? {
        let log = logs::at(db, row.get(0)?)?;
        let header: Vec<u8> = row.get(1)?;
        let header = header.as_slice().try_into().map_err(|_| damaged())?;
        let header = Header::from_bytes(header).map_err(|_| damaged())?;
        let payload: Vec<u8> = row.get(2)?;
        let change = Change::try_from(payload.as_slice()).map_err(|_| damaged())?;
        let first = change.start_op().get();
        acts.push(Act {
            device: log.key.device,
            epoch: log.key.epoch,
            user: header.user,
            time: header.time,
            standing: Standing::from_code(row.get(3)?, row.get(4)?).ok_or_else(damaged)?,
            own: log.own,
            at_hub: row.get(5)?,
            operations: (first, change.max_op()),
            edits: edits(&change),
        });
    }
    Ok(acts)
}
