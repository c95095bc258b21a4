//! What an order of the hub does when its position is reached, on hub and node alike.

use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::records::Order;
use rusqlite::{Connection, params};

use crate::logs::{LogRow, Standing, signed};
use crate::{StoreError, attachments, rights};

/// Where records of an erased document stand.
pub const ERASED: Standing = Standing::Refused(41);
/// Where records stand that an office decided against.
pub(crate) const DISCARDED: Standing = Standing::Refused(42);

/// The document an order's record names: the erased one, or none.
#[must_use]
pub const fn document(order: &Order) -> DocumentId {
    match order {
        Order::Erase { document } => *document,
        Order::Grant { .. }
        | Order::Cut { .. }
        | Order::Release { .. }
        | Order::Discard { .. }
        | Order::Redo { .. } => DocumentId([0; 16]),
    }
}

/// Does what `order` says, in the scope of the hub's `log`.
pub fn obey(connection: &Connection, log: &LogRow, order: &Order) -> Result<(), StoreError> {
    match order {
        Order::Grant { device, scope, right } => rights::grant(connection, *device, *scope, *right),
        Order::Cut { device, logs } => {
            rights::cut(connection, *device, log.key.scope)?;
            // Logs not named have nothing yet that counts.
            connection.execute(
                "UPDATE log SET cut = 0 WHERE device = ?1 AND scope = ?2 AND cut IS NULL AND judged = 0",
                params![&device.0[..], &log.key.scope.0[..]],
            )?;
            for cut in logs {
                connection.execute(
                    "UPDATE log SET cut = ?2 WHERE log_id = ?1 AND device = ?3",
                    params![&cut.log.0[..], signed(cut.last), &device.0[..]],
                )?;
            }
            Ok(())
        }
        Order::Discard { log, from, to } => {
            let (held, _) = Standing::Held.code();
            let (refused, reason) = DISCARDED.code();
            connection.execute(
                "UPDATE record SET state = ?4, reason = ?5
                 WHERE log = (SELECT id FROM log WHERE log_id = ?1) AND n BETWEEN ?2 AND ?3
                 AND state = ?6",
                params![&log.0[..], signed(*from), signed(*to), refused, reason, held],
            )?;
            Ok(())
        }
        Order::Erase { document } => erase(connection, log, *document),
        Order::Redo { log, from, to } => {
            let (redone, _) = Standing::Redone.code();
            connection.execute(
                "UPDATE record SET state = ?4, reason = 0
                 WHERE log = (SELECT id FROM log WHERE log_id = ?1) AND n BETWEEN ?2 AND ?3
                 AND state IN (0, 3, 4)",
                params![&log.0[..], signed(*from), signed(*to), redone],
            )?;
            Ok(())
        }
        // Carried out by the publisher, which judges again.
        Order::Release { .. } => Ok(()),
    }
}

/// Removes every payload, base and saved form of a document, for ever.
fn erase(connection: &Connection, log: &LogRow, document: DocumentId) -> Result<(), StoreError> {
    let row = crate::logs::document(connection, log.key.scope, document)?;
    connection.execute(
        "UPDATE record SET payload = NULL WHERE document = ?1 AND substr(header, 1, 1) = x'01'",
        [row],
    )?;
    connection.execute(
        "UPDATE document SET erased = 1, base = NULL, base_digest = NULL, saved = NULL,
         saved_digest = NULL, changed = (SELECT max(changed) + 1 FROM document) WHERE id = ?1",
        [row],
    )?;
    // At a hub: what stood there before a register was taken in.
    connection.execute(
        "DELETE FROM imported WHERE scope = ?1 AND document = ?2",
        params![&log.key.scope.0[..], &document.0[..]],
    )?;
    attachments::erase(connection, row)
}
