//! Attachments at the hub: taken of who may write where their document lies, given to who may read there.

use lisanga_protocol::dictionary::attachments::MOST_BYTES;
use lisanga_protocol::ids::Scope;
use lisanga_protocol::wire::messages::{AttachmentAt, Message, Part};
use rusqlite::Connection;

use super::HubEnd;
use crate::attachments::{self, Taken};
use crate::{StoreError, rights};

/// Bytes of an attachment in one frame.
const FRAME: usize = 64 << 10;

/// Attachments asked for with a welcome, which stays below 600 bytes with its hello.
const ASKED: usize = 2;
/// Of how many that are lacking, at most.
const LOOKED_AT: usize = 64;

impl HubEnd {
    /// The node has these. Which are here already, and which are wanted, from where.
    pub(super) fn offered(
        &self,
        db: &Connection,
        list: &[AttachmentAt],
    ) -> Result<Vec<Message>, StoreError> {
        let (mut have, mut want) = (Vec::new(), Vec::new());
        for at in list {
            if at.bytes > MOST_BYTES || !self.may_write(db, at.scope)? {
                continue;
            }
            let (bytes, whole) = attachments::held(db, at)?;
            if whole { have.push(*at) } else { want.push(AttachmentAt { bytes, ..*at }) }
        }
        let have = (!have.is_empty()).then_some(Message::Have(have));
        Ok(have.into_iter().chain([Message::Want(want)]).collect())
    }

    /// A part of what was wanted.
    pub(super) fn part(&self, db: &Connection, part: &Part) -> Result<Vec<Message>, StoreError> {
        let Part { scope, document, hash, length, .. } = *part;
        let taken =
            if self.may_write(db, scope)? { attachments::take(db, part)? } else { Taken::Not };
        Ok(match taken {
            Taken::More => Vec::new(),
            Taken::Whole => {
                vec![Message::Have(vec![AttachmentAt { scope, document, hash, bytes: length }])]
            }
            Taken::Not => vec![nothing(&AttachmentAt { scope, document, hash, bytes: 0 })],
        })
    }

    /// The next part of what the node asked for; none when all is said.
    pub fn next_part(&mut self, db: &Connection) -> Result<Option<Message>, StoreError> {
        let Some(at) = self.wanted.front_mut() else { return Ok(None) };
        let readable = rights::readable(db, self.device)?.binary_search(&at.scope).is_ok();
        let part = if readable { attachments::part(db, at, FRAME)? } else { None };
        let Some(part) = part.filter(|part| !part.bytes.is_empty()) else {
            let at = *at;
            self.wanted.pop_front();
            self.lacked.retain(|lacked| (lacked.document, lacked.hash) != (at.document, at.hash));
            if readable {
                self.lacked.push(at);
            }
            return Ok(Some(nothing(&at)));
        };
        at.bytes += part.bytes.len() as u64;
        if at.bytes == part.length {
            self.wanted.pop_front();
        }
        Ok(Some(Message::Part(part)))
    }

    /// What was asked for in vain in this scope and is here by now.
    pub(super) fn came(
        &mut self,
        db: &Connection,
        scope: Scope,
    ) -> Result<Option<Message>, StoreError> {
        let mut have = Vec::new();
        for at in self.lacked.iter().filter(|at| at.scope == scope) {
            if attachments::held(db, at)?.1 {
                have.push(*at);
            }
        }
        self.lacked.retain(|at| !have.contains(at));
        Ok((!have.is_empty()).then_some(Message::Have(have)))
    }

    /// What a letter says of attachments: which of those the node sent are here, and those it asked for.
    pub(super) fn attached_to_letter(
        &self,
        db: &Connection,
        sent: &[AttachmentAt],
        asked: &[AttachmentAt],
    ) -> Result<Vec<Message>, StoreError> {
        let mut here = Vec::new();
        for at in sent {
            if attachments::held(db, at)?.1 {
                here.push(*at);
            }
        }
        let mut said = Vec::new();
        if !here.is_empty() {
            said.push(Message::Have(here));
        }
        let readable = rights::readable(db, self.device)?;
        let whole = usize::try_from(MOST_BYTES).unwrap_or(usize::MAX);
        for at in asked.iter().filter(|at| readable.binary_search(&at.scope).is_ok()) {
            let part = attachments::part(db, at, whole)?.filter(|part| !part.bytes.is_empty());
            said.extend(part.map(Message::Part));
        }
        Ok(said)
    }

    /// Some of what documents name and is not here, of those this device may bring: others each time, so that
    /// nothing that is lost for good stands before what is not.
    pub(super) fn lacks(&self, db: &Connection) -> Result<Option<Vec<AttachmentAt>>, StoreError> {
        let draw = u32::from_le_bytes(*self.me.seams.random_16().first_chunk().unwrap_or(&[0; 4]));
        let mut lacks = Vec::new();
        for at in attachments::some_expected(db, draw, LOOKED_AT)? {
            if lacks.len() < ASKED && self.may_write(db, at.scope)? {
                lacks.push(at);
            }
        }
        Ok((!lacks.is_empty()).then_some(lacks))
    }

    fn may_write(&self, db: &Connection, scope: Scope) -> Result<bool, StoreError> {
        Ok(rights::may_write(db, self.device, scope)? && !rights::is_cut(db, self.device, scope)?)
    }
}

/// It is not here, or was not taken.
fn nothing(at: &AttachmentAt) -> Message {
    let AttachmentAt { scope, document, hash, .. } = *at;
    Message::Part(Part { scope, document, hash, length: 0, offset: 0, bytes: Vec::new() })
}
