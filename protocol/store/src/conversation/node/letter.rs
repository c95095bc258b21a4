//! Letters at the node: writing one, taking the hub's, and taking along another device's.

use lisanga_protocol::bundle::Letter;
use lisanga_protocol::feed::FeedHead;
use lisanga_protocol::ids::{Epoch, Scope};
use lisanga_protocol::wire::messages::{
    FeedAnswer, FeedAt, Hello, Locate, LogAnswer, Message, SignedHeads, Welcome,
};
use lisanga_protocol::wire::{compact, entries};
use rusqlite::Connection;

use super::attached::in_a_letter;
use super::following::{going_back, note_signed, signed_before};
use super::{End, MOST_PAYLOAD, NewEpoch, NodeEnd};
use crate::attachments::{self, Taken};
use crate::carried::{self, Stranger, TakenAlong};
use crate::conversation::letter::LetterError;
use crate::history::StoredHistory;
use crate::logs::{self, LogRow, hash_at};
use crate::outbox::Outbox;
use crate::{StoreError, feeds, replica, settings};

impl NodeEnd {
    /// A letter to the hub, or to another device of this site that takes it along. To be written after
    /// [`NodeEnd::greet`], whose heads are anchored first.
    pub fn letter(&self, db: &Connection) -> Result<Letter, StoreError> {
        let hello = self.hello.clone().ok_or(StoreError::Invalid("a letter without a greeting"))?;
        let mut said = Vec::new();
        for at in hello.feeds.iter().filter(|at| at.position > 0) {
            said.push(Message::Locate(Locate {
                positions: going_back(db, at.scope, at.position)?,
                proof: signed_before(db, at.scope)?,
            }));
        }
        said.extend(carried::kept(db)?.into_iter().map(|carried| Message::Push(carried.body)));
        let mut outbox = Outbox::default();
        let epoch = settings::epoch(db)?.unwrap_or(Epoch([0; 16]));
        for log in logs::to_tell(db, epoch)? {
            outbox.send_after(db, &log, log.at_hub)?;
        }
        loop {
            let segments: Vec<_> =
                outbox.next(db, MOST_PAYLOAD)?.into_iter().map(|(_, segment)| segment).collect();
            if segments.is_empty() {
                said.extend(in_a_letter(db)?);
                return Ok(Letter { greeting: vec![Message::Hello(hello)], said });
            }
            said.push(Message::Push(compact::encode(&segments, &Stranger, true)));
        }
    }

    /// Keeps what another device of this site wrote until the hub has it. Returns how many records are
    /// new here, and how many were not taken.
    pub fn take_along(
        &self,
        db: &Connection,
        messages: &[Message],
    ) -> Result<(u64, u64), LetterError> {
        let (mut new, mut left) = (0, 0);
        for message in messages {
            let Message::Push(body) = message else { continue };
            let segments =
                compact::decode(body, &StoredHistory(db)).map_err(|_| LetterError::Nonsense)?;
            for segment in segments {
                let records = segment.records.len() as u64;
                let verified = segment.verify().map_err(|_| LetterError::Nonsense)?;
                match carried::take_along(db, &verified)? {
                    TakenAlong::Kept => new += records,
                    TakenAlong::Known => {}
                    TakenAlong::NotGranted | TakenAlong::Full => left += records,
                }
            }
        }
        Ok((new, left))
    }

    /// Takes a letter of the hub. All or nothing: call it in one transaction.
    pub fn answered(&mut self, db: &Connection, letter: Vec<Message>) -> Result<(), LetterError> {
        let mut letter = letter.into_iter();
        let (Some(Message::Hello(hello)), Some(Message::Welcome(said))) =
            (letter.next(), letter.next())
        else {
            return Err(LetterError::Nonsense);
        };
        let listed = hello.own.len() + hello.ahead.len();
        if said.feeds.len() != hello.feeds.len() || said.logs.len() != listed {
            return Err(LetterError::Nonsense);
        }
        if !said.verifies(&hello, self.hub) {
            return Err(LetterError::End(End::WrongHub));
        }
        let heads = said.heads(&hello);
        let mut late = false;
        for at in &heads {
            late |= signed_before(db, at.scope)?.is_some_and(|signed| signed.time > said.time);
        }
        for at in &heads {
            if !late && present(db, at.scope)?.hub_epoch > at.hub_epoch {
                return Err(LetterError::End(End::OldHub));
            }
        }
        for at in said.lacks.iter().flatten() {
            attachments::offer(db, at)?;
        }
        for (at, answer) in hello.own.iter().chain(&hello.ahead).zip(&said.logs) {
            let Some(log) = logs::find(db, at.log)? else { continue };
            if hash_at(db, &log, at.n)?.map(|h| h.short()) == Some(at.h) {
                self.log_told(db, &log, at.n, *answer, late)?;
            }
        }
        let back = if late { Vec::new() } else { self.feeds_told(db, &hello, &said)? };
        for message in letter {
            match message {
                Message::Locate(locate) => {
                    let to = locate.positions.first().ok_or(LetterError::Nonsense)?;
                    if back.contains(&to.scope) {
                        replica::go_back(db, to.scope, to.position)?;
                        self.report.hub_restored = true;
                    }
                }
                Message::Feed(body) => self.fed(db, &body, said.time)?,
                Message::Head(heads) => self.vouched(db, &heads)?,
                Message::Have(list) => self.hub_has(db, &list)?,
                Message::Part(part) => {
                    let taken = attachments::take(db, &part)?;
                    self.report.attachments += u64::from(taken == Taken::Whole);
                }
                _ => return Err(LetterError::Nonsense),
            }
        }
        self.forget(db)?;
        Ok(())
    }

    /// As the answer over a link, but to a log that may have gone on since.
    fn log_told(
        &mut self,
        db: &Connection,
        log: &LogRow,
        asked: u64,
        answer: LogAnswer,
        late: bool,
    ) -> Result<(), StoreError> {
        let (there, h) = match answer {
            LogAnswer::Equal => return logs::raise_at_hub(db, log.row, asked),
            LogAnswer::Unknown => (0, [0; 16]),
            LogAnswer::Fork { .. } => return self.went_another_way(db, log, NewEpoch::Copied),
            LogAnswer::Stored { n, h, .. } => (n, h),
        };
        if there > log.head.n {
            logs::raise_at_hub(db, log.row, log.head.n)?;
            return self.went_another_way(db, log, NewEpoch::Restored);
        }
        if hash_at(db, log, there)?.map(|h| h.short()) != Some(h) {
            return self.went_another_way(db, log, NewEpoch::Copied);
        }
        if late || there >= asked {
            return logs::raise_at_hub(db, log.row, there);
        }
        self.report.hub_restored |= log.at_hub > there;
        logs::set_at_hub(db, log.row, there)
    }

    fn went_another_way(
        &mut self,
        db: &Connection,
        log: &LogRow,
        why: NewEpoch,
    ) -> Result<(), StoreError> {
        if log.own { self.new_epoch(db, log, why) } else { Ok(()) }
    }

    /// Notes what was said of the feeds. Returns those that may go back: they stand where they stood
    /// when they asked.
    fn feeds_told(
        &mut self,
        db: &Connection,
        hello: &Hello,
        said: &Welcome,
    ) -> Result<Vec<Scope>, StoreError> {
        let mut back = Vec::new();
        for (at, answer) in hello.feeds.iter().zip(&said.feeds) {
            let unmoved = FeedAt::new(at.scope, present(db, at.scope)?) == *at;
            match answer {
                FeedAnswer::Equal if unmoved => note_signed(db, at.scope, &said.signed(hello))?,
                FeedAnswer::Locate { .. } if unmoved => back.push(at.scope),
                FeedAnswer::NotYours => self.report.lost.push(at.scope),
                _ => {}
            }
        }
        // As over a link: a device that may read nothing at all keeps what it has.
        if said.feeds.iter().any(|answer| *answer != FeedAnswer::NotYours) {
            self.taken_away = self.report.lost.iter().copied().collect();
        }
        Ok(back)
    }

    /// Takes entries, unless the hub has vouched for more of this feed since.
    fn fed(&mut self, db: &Connection, body: &[u8], said: u64) -> Result<(), LetterError> {
        let stretch =
            entries::decode(body, &StoredHistory(db)).map_err(|_| LetterError::Nonsense)?;
        if signed_before(db, stretch.scope)?.is_some_and(|signed| signed.time > said) {
            return Ok(());
        }
        Ok(self.take(db, stretch)?)
    }

    /// Compares what the hub vouches for with what was computed here.
    fn vouched(&self, db: &Connection, said: &SignedHeads) -> Result<(), LetterError> {
        if !said.verify(self.hub) {
            return Err(LetterError::End(End::WrongHub));
        }
        let Some(at) = said.feeds.first() else { return Ok(()) };
        let here = present(db, at.scope)?;
        if at.position < here.position || at.hub_epoch < here.hub_epoch {
            return Ok(());
        }
        if at.position > here.position {
            return Err(LetterError::Gap);
        }
        if at.digest != here.digest.short() {
            return Err(LetterError::Nonsense);
        }
        feeds::set_head(db, at.scope, FeedHead { hub_epoch: at.hub_epoch, ..here })?;
        Ok(note_signed(db, at.scope, said)?)
    }
}

fn present(db: &Connection, scope: Scope) -> Result<FeedHead, StoreError> {
    Ok(feeds::head(db, scope)?.unwrap_or_else(|| FeedHead::start(0)))
}
