//! Following feeds: asking for what moved, taking it, and going back where the hub has another past.

use lisanga_protocol::feed::FeedHead;
use lisanga_protocol::ids::{Epoch, Scope};
use lisanga_protocol::wire::entries::{self, Stretch};
use lisanga_protocol::wire::messages::{FeedAt, Locate, Message, Pull, SignedHeads};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{End, NewEpoch, NodeEnd, RATIO};
use crate::history::StoredHistory;
use crate::replica::{self, ReplicaError};
use crate::{StoreError, feeds, places, settings};

impl NodeEnd {
    pub(super) fn pull(&mut self, db: &Connection, scope: Scope) -> Result<Message, StoreError> {
        self.pulling.push_back(scope);
        let head = feeds::head(db, scope)?.unwrap_or_else(|| FeedHead::start(0));
        let from = FeedAt::new(scope, head);
        let max_bytes = (self.frame * RATIO) as u64;
        Ok(Message::Pull(Pull { from, base: 0, max_bytes, full: self.full.contains(&scope) }))
    }

    pub(super) fn announced(
        &mut self,
        db: &Connection,
        at: &FeedAt,
    ) -> Result<Vec<Message>, StoreError> {
        let head = feeds::head(db, at.scope)?.unwrap_or_else(|| FeedHead::start(0));
        let known = places::find(db, at.scope)?.is_some();
        if !self.welcomed || !known || head.position >= at.position {
            return Ok(Vec::new());
        }
        if self.pulling.contains(&at.scope) {
            return Ok(Vec::new());
        }
        Ok(vec![self.pull(db, at.scope)?])
    }

    pub(super) fn feed(
        &mut self,
        db: &Connection,
        body: &[u8],
    ) -> Result<Vec<Message>, StoreError> {
        db.execute_batch("SAVEPOINT take")?;
        let decoded = entries::decode(body, &StoredHistory(db)).map_err(|_| ReplicaError::Seal);
        match decoded.and_then(|stretch| self.take(db, stretch)) {
            Ok(()) => db.execute_batch("RELEASE take")?,
            Err(ReplicaError::Store(error)) => return Err(error),
            Err(_) => {
                db.execute_batch("ROLLBACK TO take; RELEASE take")?;
                // The rest of this answer is read past; at its end it is asked for in full.
                self.full.extend(self.pulling.front());
            }
        }
        Ok(Vec::new())
    }

    /// Takes entries of a feed; those it has already are passed over.
    pub(super) fn take(
        &mut self,
        db: &Connection,
        mut stretch: Stretch,
    ) -> Result<(), ReplicaError> {
        let scope = stretch.scope;
        if places::find(db, scope)?.is_none() {
            return Err(ReplicaError::Unknown);
        }
        if !self.pulling.contains(&scope) {
            // The hub tells of itself what came; its HEAD follows.
            self.pulling.push_back(scope);
        }
        let from = feeds::head(db, scope)?.unwrap_or_else(|| FeedHead::start(0));
        let known = from.position.saturating_sub(stretch.after);
        if known > 0 && !stretch.entries.is_empty() {
            let known = usize::try_from(known).unwrap_or(usize::MAX).min(stretch.entries.len());
            stretch.entries.drain(..known);
            if stretch.entries.is_empty() {
                return Ok(());
            }
            stretch.after = from.position;
        }
        let now = self.me.now().seconds();
        let (_, learned) = replica::take(db, self.hub, from, &stretch, now)?;
        self.report.taken += stretch.entries.len() as u64;
        self.report.needs_newer_program += learned.needs_newer_program.len() as u64;
        if learned.own_numbers_used_up {
            settings::set_epoch(db, Epoch(self.me.seams.random_16()))?;
            self.report.new_epoch.get_or_insert(NewEpoch::NumbersUsedUp);
        }
        Ok(())
    }

    pub(super) fn head(
        &mut self,
        db: &Connection,
        said: &SignedHeads,
    ) -> Result<Vec<Message>, StoreError> {
        if !said.verify(self.hub) {
            return Ok(self.ends(End::WrongHub));
        }
        let Some(at) = said.feeds.first().copied() else {
            self.report.lost.extend(self.pulling.pop_front());
            return Ok(Vec::new());
        };
        let scope = at.scope;
        if places::find(db, scope)?.is_none() {
            return Ok(self.ends(End::Nonsense));
        }
        self.pulling.retain(|pulled| *pulled != scope);
        let here = feeds::head(db, scope)?.unwrap_or_else(|| FeedHead::start(0));
        if at.hub_epoch < here.hub_epoch {
            return Ok(self.ends(End::OldHub));
        }
        if at.position == here.position && at.digest == here.digest.short() {
            feeds::set_head(db, scope, FeedHead { hub_epoch: at.hub_epoch, ..here })?;
            note_signed(db, scope, said)?;
            self.full.remove(&scope);
            return Ok(Vec::new());
        }
        if at.position > here.position && self.located.insert(scope) {
            // A frame could not be taken, or was told and asked for at once: once more, in full.
            self.full.insert(scope);
            return Ok(vec![self.pull(db, scope)?]);
        }
        self.ask_to_locate(db, scope)
    }

    pub(super) fn ask_to_locate(
        &mut self,
        db: &Connection,
        scope: Scope,
    ) -> Result<Vec<Message>, StoreError> {
        // Greeted anew after going back, a hub in its right mind finds nothing to locate.
        if self.went_back || !self.locating.insert(scope) {
            return Ok(self.ends(End::Nonsense));
        }
        let head = feeds::head(db, scope)?.unwrap_or_else(|| FeedHead::start(0));
        let positions = going_back(db, scope, head.position)?;
        Ok(vec![Message::Locate(Locate { positions, proof: signed_before(db, scope)? })])
    }

    pub(super) fn locate(
        &mut self,
        db: &Connection,
        said: &Locate,
    ) -> Result<Vec<Message>, StoreError> {
        // Answers come in the order of the questions, which is that of the scopes asked about.
        let scope = match said.positions.first() {
            Some(at) => at.scope,
            None => match self.locating.first() {
                Some(scope) => *scope,
                None => return Ok(self.ends(End::Nonsense)),
            },
        };
        if !self.locating.remove(&scope) {
            return Ok(self.ends(End::Nonsense));
        }
        let to = said.positions.first().map_or(0, |at| at.position);
        replica::go_back(db, scope, to)?;
        self.report.hub_restored = true;
        if !self.locating.is_empty() {
            return Ok(Vec::new());
        }
        self.went_back = true;
        Ok(vec![self.hello(db)?])
    }
}

/// Positions of a feed going back 1, 2, 4, 8…, newest first.
pub(super) fn going_back(
    db: &Connection,
    scope: Scope,
    from: u64,
) -> Result<Vec<FeedAt>, StoreError> {
    let (mut positions, mut back) = (Vec::new(), 0);
    while positions.len() < 32 && back < from {
        if let Some(at) = feeds::digest_at(db, scope, from - back)? {
            positions.push(FeedAt::new(scope, at));
        }
        back = back * 2 + 1;
    }
    Ok(positions)
}

pub(super) fn note_signed(
    db: &Connection,
    scope: Scope,
    said: &SignedHeads,
) -> Result<(), StoreError> {
    let bytes = minicbor::to_vec(said).map_err(|_| StoreError::Invalid("a signed head"))?;
    db.prepare_cached("UPDATE feed SET signed_head = ?2 WHERE scope = ?1")?
        .execute(params![&scope.0[..], bytes])?;
    Ok(())
}

pub(super) fn signed_before(
    db: &Connection,
    scope: Scope,
) -> Result<Option<SignedHeads>, StoreError> {
    let bytes: Option<Option<Vec<u8>>> = db
        .prepare_cached("SELECT signed_head FROM feed WHERE scope = ?1")?
        .query_row([&scope.0[..]], |row| row.get(0))
        .optional()?;
    Ok(bytes.flatten().and_then(|bytes| minicbor::decode(&bytes).ok()))
}
