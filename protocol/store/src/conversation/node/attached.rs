//! Attachments at the node: offered once the hub has every record of their document, asked for where a
//! document names what is not here, and both only when nothing is left to say of records.

use std::collections::{BTreeSet, VecDeque};

use lisanga_protocol::dictionary::attachments::MOST_BYTES;
use lisanga_protocol::ids::{Attached, DocumentId, Scope};
use lisanga_protocol::wire::messages::{AttachmentAt, MAX_LISTED, Message, Part};
use rusqlite::Connection;

use super::NodeEnd;
use crate::StoreError;
use crate::attachments::{self, Taken};

/// Attachments asked for, or sent and not answered, at once.
const AT_ONCE: usize = 4;
/// Most of them in a letter.
const IN_A_LETTER: usize = 512;

/// By what an attachment is known.
type Key = (Scope, DocumentId, Attached);

const fn key(at: &AttachmentAt) -> Key {
    (at.scope, at.document, at.hash)
}

/// What was said of attachments in this conversation.
#[derive(Debug, Default)]
pub(super) struct Attachments {
    /// Whether the hub has still to say which of those offered it wants.
    asked_which: bool,
    /// Offered in this conversation; once is enough.
    offered: BTreeSet<Key>,
    /// What the hub wants, from where.
    wanted: VecDeque<AttachmentAt>,
    /// Sent whole, and not answered.
    sent: BTreeSet<Key>,
    /// Asked for in this conversation.
    asked: BTreeSet<Key>,
    /// Asked for, and not answered.
    awaited: BTreeSet<Key>,
    /// Whether all was marked to be offered again.
    again: bool,
}

impl Attachments {
    pub(super) fn is_quiet(&self) -> bool {
        !self.asked_which
            && self.wanted.is_empty()
            && self.sent.is_empty()
            && self.awaited.is_empty()
    }
}

impl NodeEnd {
    /// What is to be said next of attachments; nothing as long as records are under way.
    pub(super) fn attachments(&mut self, db: &Connection) -> Result<Vec<Message>, StoreError> {
        let mut said = Vec::new();
        if !self.has_no_records_under_way() {
            return Ok(said);
        }
        if self.report.hub_restored && !std::mem::replace(&mut self.attached.again, true) {
            attachments::offer_again(db)?;
        }
        let frame = self.frame;
        let about = &mut self.attached;
        while about.sent.len() < AT_ONCE
            && let Some(at) = about.wanted.pop_front()
        {
            let parts = parts(db, &at, frame)?;
            if !parts.is_empty() {
                about.sent.insert(key(&at));
            }
            said.extend(parts.into_iter().map(Message::Part));
        }
        if about.sent.is_empty() && about.wanted.is_empty() && !about.asked_which {
            let mut offer = attachments::to_offer(db, about.offered.len() + MAX_LISTED)?;
            offer.retain(|at| about.offered.insert(key(at)));
            if !offer.is_empty() {
                offer.truncate(MAX_LISTED);
                about.asked_which = true;
                said.push(Message::Have(offer));
            }
        }
        if about.awaited.is_empty() {
            let mut want = attachments::expected(db, about.asked.len() + AT_ONCE)?;
            want.retain(|at| !about.asked.contains(&key(at)));
            want.truncate(AT_ONCE);
            about.asked.extend(want.iter().map(key));
            about.awaited.extend(want.iter().map(key));
            if !want.is_empty() {
                said.push(Message::Want(want));
            }
        }
        Ok(said)
    }

    /// The hub has these: what was sent is safe there, and what was asked for in vain is asked for again.
    pub(super) fn hub_has(
        &mut self,
        db: &Connection,
        list: &[AttachmentAt],
    ) -> Result<(), StoreError> {
        for at in list {
            self.attached.sent.remove(&key(at));
            self.attached.asked.remove(&key(at));
            attachments::at_hub(db, at)?;
        }
        Ok(())
    }

    /// What the hub lacks, and this node may have.
    pub(super) fn hub_lacks(&mut self, list: &[AttachmentAt]) {
        self.attached.offered.extend(list.iter().map(key));
        self.attached.wanted.extend(list);
    }

    /// Which of those offered the hub wants.
    pub(super) fn hub_wants(&mut self, list: Vec<AttachmentAt>) {
        let about = &mut self.attached;
        about.asked_which = false;
        about.wanted.extend(list.into_iter().filter(|at| about.offered.contains(&key(at))));
    }

    /// A part of what was asked for. One without a length says that the hub does not have it, or did not
    /// take what was sent.
    pub(super) fn part(&mut self, db: &Connection, part: &Part) -> Result<(), StoreError> {
        let key = (part.scope, part.document, part.hash);
        if part.length == 0 {
            self.attached.sent.remove(&key);
            self.attached.awaited.remove(&key);
        } else if self.attached.awaited.contains(&key) {
            match attachments::take(db, part)? {
                Taken::More => {}
                Taken::Whole => {
                    self.report.attachments += 1;
                    self.attached.awaited.remove(&key);
                }
                Taken::Not => {
                    self.attached.awaited.remove(&key);
                }
            }
        }
        Ok(())
    }
}

/// The part of a letter about attachments: all that the hub is not known to have, and what is asked for.
pub(super) fn in_a_letter(db: &Connection) -> Result<Vec<Message>, StoreError> {
    let mut said = Vec::new();
    let whole = usize::try_from(MOST_BYTES).unwrap_or(usize::MAX);
    for at in attachments::not_at_hub(db, IN_A_LETTER)? {
        said.extend(attachments::part(db, &AttachmentAt { bytes: 0, ..at }, whole)?);
    }
    let mut said: Vec<Message> = said.into_iter().map(Message::Part).collect();
    let want = attachments::expected(db, MAX_LISTED)?;
    if !want.is_empty() {
        said.push(Message::Want(want));
    }
    Ok(said)
}

/// An attachment from where the hub wants it, in stretches of a frame; none if it is not whole here.
fn parts(db: &Connection, at: &AttachmentAt, frame: usize) -> Result<Vec<Part>, StoreError> {
    let AttachmentAt { scope, document, hash, bytes } = *at;
    let whole = attachments::read(db, scope, document, hash)?.unwrap_or_default();
    let (length, from) = (whole.len() as u64, usize::try_from(bytes).unwrap_or(usize::MAX));
    let stretches = whole.get(from..).unwrap_or_default().chunks(frame);
    let part = |(number, bytes): (usize, &[u8])| {
        let offset = (from + number * frame) as u64;
        Part { scope, document, hash, length, offset, bytes: bytes.to_vec() }
    };
    Ok(stretches.enumerate().map(part).collect())
}
