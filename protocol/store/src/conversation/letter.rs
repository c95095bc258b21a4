//! The same conversation by letter: what one end has to say, written down for an end that cannot answer
//! now. A stick, a telephone or an e-mail carries it as a bundle.
//!
//! | who writes | what stands in it |
//! |---|---|
//! | the node | HELLO · a LOCATE for each feed, should the hub have been restored · all it is not known to have, in PUSH, every payload whole |
//! | the hub | the HELLO it answers · WELCOME · for each feed that moved: LOCATE, if one was needed, FEED… and HEAD |
//! | a node to another of its site | HELLO · PUSH |
//!
//! The hub remembers nothing between letters but the last greeting of each device, so a letter to a device
//! is at once the receipt for what it handed in and the news it has not heard. It is an answer to a node as it was, and the node may have gone on since: by another letter, or over a link.
//! So a letter is taken like this: what a feed has already is passed over, what was said before the
//! newest signed head here takes nothing back, and a feed goes back only from where it stood when it
//! asked. Reading a letter twice, or an old one, changes nothing.

use rusqlite::Connection;

use super::End;
use crate::StoreError;
use crate::replica::ReplicaError;

/// Why a letter is not taken. Nothing of it is.
#[derive(Debug, thiserror::Error)]
pub enum LetterError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The hub is not the right one, or an older copy of it.
    #[error(transparent)]
    End(End),
    /// It goes on where this device has not come to.
    #[error(
        "read the bundle: something before it is missing here; write a bundle for the hub, and read \
         the one that answers it"
    )]
    Gap,
    /// It contradicts itself, or what is here.
    #[error("read the bundle: what stands in it does not fit together; ask for a new one")]
    Nonsense,
    /// Written by somebody this site does not know.
    #[error("read the bundle: neither the hub nor a device of this site wrote it")]
    Stranger,
}

/// Lets `take` take a letter: what it did is undone if it fails. To be called in a transaction.
pub fn all_or_nothing<T>(
    db: &Connection,
    take: impl FnOnce() -> Result<T, LetterError>,
) -> Result<Result<T, LetterError>, StoreError> {
    db.execute_batch("SAVEPOINT letter")?;
    let taken = take();
    let ends = if taken.is_ok() { "RELEASE letter" } else { "ROLLBACK TO letter; RELEASE letter" };
    db.execute_batch(ends)?;
    Ok(taken)
}

impl From<ReplicaError> for LetterError {
    fn from(error: ReplicaError) -> Self {
        match error {
            ReplicaError::Store(error) => Self::Store(error),
            ReplicaError::Gap | ReplicaError::Unknown => Self::Gap,
            ReplicaError::Seal | ReplicaError::Fork => Self::Nonsense,
        }
    }
}
