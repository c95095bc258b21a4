//! One writer behind a handle that can be cloned. A closure runs in one transaction: it commits
//! when the closure returns `Ok`, and leaves no trace when it returns an error.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;

use futures_channel::oneshot;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::seams::{Seams, Writer};
use crate::{StoreError, open};

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// The precious database.
#[derive(Clone)]
pub struct Store {
    path: PathBuf,
    seams: Seams,
    run: Run,
}

#[derive(Clone)]
enum Run {
    Thread(mpsc::SyncSender<Job>),
    Inline(Arc<Mutex<Connection>>),
}

/// Closures that may wait for the writer before the next caller has to wait too.
const QUEUE: usize = 256;

impl Store {
    /// Opens the database at `path`, or creates it.
    pub fn open(path: &Path, seams: Seams) -> Result<Self, StoreError> {
        let mut connection = open::records(path, seams.vfs.as_deref())?;
        let run = match seams.writer {
            Writer::Inline => Run::Inline(Arc::new(Mutex::new(connection))),
            Writer::Thread => {
                let (sender, jobs) = mpsc::sync_channel::<Job>(QUEUE);
                thread::Builder::new()
                    .name("store".into())
                    .spawn(move || jobs.iter().for_each(|job| job(&mut connection)))
                    .map_err(|source| StoreError::File { path: "a new thread".into(), source })?;
                Run::Thread(sender)
            }
        };
        Ok(Self { path: path.to_owned(), seams, run })
    }

    /// Clock, randomness and the rest.
    #[must_use]
    pub fn seams(&self) -> &Seams {
        &self.seams
    }

    /// Runs `closure` in one transaction and waits. What it returned is durable when this returns.
    pub fn write<T: Send + 'static>(
        &self,
        closure: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        match &self.run {
            Run::Inline(connection) => in_transaction(
                &mut connection.lock().unwrap_or_else(PoisonError::into_inner),
                closure,
            ),
            Run::Thread(sender) => {
                let (answer, result) = mpsc::sync_channel(1);
                let job: Job = Box::new(move |connection| {
                    // A caller that went away has no use for the answer.
                    let _gone = answer.send(in_transaction(connection, closure));
                });
                sender.send(job).map_err(|_| StoreError::Closed)?;
                result.recv().map_err(|_| StoreError::Closed)?
            }
        }
    }

    /// As [`Store::write`], for callers that must not block their thread.
    pub async fn write_later<T: Send + 'static>(
        &self,
        closure: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        match &self.run {
            Run::Inline(_) => self.write(closure),
            Run::Thread(sender) => {
                let (answer, result) = oneshot::channel();
                let job: Job = Box::new(move |connection| {
                    let _gone = answer.send(in_transaction(connection, closure));
                });
                sender.send(job).map_err(|_| StoreError::Closed)?;
                result.await.map_err(|_| StoreError::Closed)?
            }
        }
    }

    /// A connection for reading beside the writer. Under [`Writer::Inline`] too.
    pub fn reader(&self) -> Result<Connection, StoreError> {
        open::reader(&self.path, self.seams.vfs.as_deref())
    }
}

fn in_transaction<T>(
    connection: &mut Connection,
    closure: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let value = closure(&transaction)?;
    transaction.commit()?;
    Ok(value)
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Store({})", self.path.display())
    }
}
