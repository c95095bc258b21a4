//! The node's end: it greets, hands in what the hub lacks, and follows its feeds.
//!
//! | finding about an own log | what is done |
//! |---|---|
//! | equal | nothing |
//! | the hub has less, with the same hash there | the rest is pushed |
//! | the hub has more | this database is a restored copy: new epoch, the feed brings the rest |
//! | the hashes differ | two copies write: new epoch, the branch is pushed |
//! | the hub has no such log | all is pushed |
//!
//! | finding about a feed | what is done |
//! |---|---|
//! | equal | nothing |
//! | moved | pulled, if the hub does not tell of itself what came |
//! | not on the hub's timeline | located, gone back, greeted again |
//! | the hub's epoch is older than known | end: an old hub still runs |
//! | no longer granted | own logs pushed; once all of them are stored, the scope is forgotten |

mod attached;
mod following;
mod letter;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use lisanga_protocol::feed::FeedHead;
use lisanga_protocol::ids::{DeviceKey, Epoch, Hash, LogId, Scope};
use lisanga_protocol::records::{LogKey, Segment};
use lisanga_protocol::wire::compact;
use lisanga_protocol::wire::messages::{
    FeedAnswer, FeedAt, Hello, LogAnswer, LogAt, MAX_LISTED, Message, Need, Piece, Reason, Stored,
    VERSION, Welcome,
};
use rusqlite::{Connection, OptionalExtension as _, params};

use self::attached::Attachments;
use self::following::note_signed;
use super::Speaker;
use crate::anchor::{self, Heads};
use crate::feeds;
use crate::history::{StoredHistory, ToHub};
use crate::logs::hash_at;
use crate::logs::{self, LogRow, signed};
use crate::outbox::Outbox;
use crate::{StoreError, author, carried, places, replica, rights, settings};

/// Bytes of the first PUSH frame; they double with each STORED and halve with each broken connection.
pub const FIRST_FRAME: usize = 16 << 10;
/// Most bytes a PUSH frame grows to.
const LARGEST_FRAME: usize = 256 << 10;
/// Fewest bytes a PUSH frame shrinks to.
const SMALLEST_FRAME: usize = 4 << 10;
/// Payload bytes that become about one byte on the wire.
const RATIO: usize = 4;
/// Most payload bytes in one frame; it has room for 1 MiB.
const MOST_PAYLOAD: usize = 400 << 10;
/// PUSH frames sent before the first is answered.
const IN_FLIGHT: usize = 2;

/// Why the next record is written in a new log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewEpoch {
    /// The hub has more of a log than this database: it was copied back from an older one.
    Restored,
    /// Two copies of this device write.
    Copied,
    /// Own records were refused or redone; their numbers are used up.
    NumbersUsedUp,
}

/// How a conversation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum End {
    /// Nothing was left to say.
    #[error("the exchange is complete")]
    Done,
    /// Another hub answers than the one this site belongs to.
    #[error(
        "talk to the hub: its signature is not that of the hub this site joined; check the address"
    )]
    WrongHub,
    /// A copy of the hub that is older than what this site has seen.
    #[error("talk to the hub: an older copy of it answers; tell headquarters, nothing was sent")]
    OldHub,
    /// The hub serves another national dataset.
    #[error("talk to the hub: it serves another dataset; check the address")]
    WrongDataset,
    /// This device's rights were ended.
    #[error("talk to the hub: the rights of this device were ended; ask your province")]
    Revoked,
    /// The hub does not know this device.
    #[error("talk to the hub: it does not know this device; join with a new invitation")]
    Unknown,
    /// One of the programs is too old.
    #[error("talk to the hub: this program is too old for it; update it")]
    TooOld,
    /// The hub asks to come back in so many seconds.
    #[error("talk to the hub: it is busy; trying again in {0} s")]
    Busy(u64),
    /// The other end said something that makes no sense, twice.
    #[error("talk to the hub: it said something unexpected; update this program")]
    Nonsense,
}

/// What an exchange brought about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Records handed in.
    pub sent: u64,
    /// Entries taken from feeds.
    pub taken: u64,
    /// Attachments that came whole.
    pub attachments: u64,
    /// A new log was begun, and why.
    pub new_epoch: Option<NewEpoch>,
    /// Logs the hub did not take.
    pub not_taken: Vec<LogId>,
    /// Scopes this device may no longer read.
    pub lost: Vec<Scope>,
    /// Documents published by a newer program.
    pub needs_newer_program: u64,
    /// The hub had lost something; it is being sent again.
    pub hub_restored: bool,
}

/// Segments that were sent and not answered.
#[derive(Clone, Copy, Debug)]
struct Sent {
    row: i64,
    key: LogKey,
    n: u64,
}

/// The node's end of one conversation.
#[derive(Debug)]
pub struct NodeEnd {
    me: Speaker,
    hub: DeviceKey,
    hello: Option<Hello>,
    outbox: Outbox,
    sent: BTreeMap<LogId, u64>,
    in_flight: VecDeque<Vec<Sent>>,
    frame: usize,
    verbatim: bool,
    pieces: BTreeMap<LogId, u64>,
    /// Logs of which something carried was sent.
    carried: BTreeSet<LogId>,
    pulling: VecDeque<Scope>,
    locating: BTreeSet<Scope>,
    went_back: bool,
    located: BTreeSet<Scope>,
    full: BTreeSet<Scope>,
    /// Scopes the hub says are not this device's any more.
    taken_away: BTreeSet<Scope>,
    welcomed: bool,
    attached: Attachments,
    end: Option<End>,
    report: Report,
}

impl NodeEnd {
    /// With the hub that has this key; `frame` is what [`NodeEnd::frame`] said after the last
    /// conversation, or [`FIRST_FRAME`].
    #[must_use]
    pub fn new(me: Speaker, hub: DeviceKey, frame: usize) -> Self {
        Self {
            me,
            hub,
            hello: None,
            outbox: Outbox::default(),
            sent: BTreeMap::new(),
            in_flight: VecDeque::new(),
            frame: frame.clamp(SMALLEST_FRAME, LARGEST_FRAME),
            verbatim: false,
            pieces: BTreeMap::new(),
            carried: BTreeSet::new(),
            pulling: VecDeque::new(),
            locating: BTreeSet::new(),
            went_back: false,
            located: BTreeSet::new(),
            full: BTreeSet::new(),
            taken_away: BTreeSet::new(),
            welcomed: false,
            attached: Attachments::default(),
            end: None,
            report: Report::default(),
        }
    }

    /// Seals what was written and greets. The heads are to be anchored before anything is sent.
    pub fn greet(&mut self, db: &Connection) -> Result<(Message, Heads), StoreError> {
        for log in logs::own(db)? {
            author::seal(db, &self.me.signer, &log)?;
        }
        Ok((self.hello(db)?, anchor::heads(db)?))
    }

    fn hello(&mut self, db: &Connection) -> Result<Message, StoreError> {
        self.outbox = Outbox::default();
        self.in_flight.clear();
        self.sent.clear();
        self.carried.clear();
        self.pulling.clear();
        self.locating.clear();
        self.welcomed = false;
        self.attached = Attachments::default();
        let mut feeds = Vec::new();
        for place in places::all(db)?.iter().rev() {
            let head = feeds::head(db, place.scope)?.unwrap_or_else(|| FeedHead::start(0));
            feeds.push(FeedAt::new(place.scope, head));
        }
        let epoch = settings::epoch(db)?.unwrap_or(Epoch([0; 16]));
        let (mut own, mut ahead) = (Vec::new(), Vec::new());
        for log in logs::to_tell(db, epoch)? {
            let h = hash_at(db, &log, log.sealed)?
                .ok_or_else(|| StoreError::Damaged(format!("log {}", log.id)))?;
            let at = LogAt { log: log.id, n: log.sealed, h: h.short() };
            if log.own { own.push(at) } else { ahead.push(at) }
        }
        own.truncate(MAX_LISTED);
        ahead.truncate(MAX_LISTED);
        feeds.truncate(MAX_LISTED);
        let hello = Hello { version: VERSION, dataset: self.me.dataset, feeds, own, ahead };
        self.hello = Some(hello.clone());
        Ok(Message::Hello(hello))
    }

    /// Hears a message; says what to answer once the transaction is committed.
    pub fn hear(&mut self, db: &Connection, message: Message) -> Result<Vec<Message>, StoreError> {
        let mut said = self.heard(db, message)?;
        if self.end.is_none() {
            said.extend(self.attachments(db)?);
        }
        Ok(said)
    }

    fn heard(&mut self, db: &Connection, message: Message) -> Result<Vec<Message>, StoreError> {
        match message {
            Message::Welcome(welcome) => self.welcome(db, &welcome),
            Message::Stored(stored) => self.stored(db, &stored),
            Message::Need(need) => self.need(db, &need),
            Message::Feed(body) => self.feed(db, &body),
            Message::Head(heads) => self.head(db, &heads),
            Message::Locate(locate) => self.locate(db, &locate),
            Message::Announce(at) => self.announced(db, &at),
            Message::Busy(seconds) => Ok(self.ends(End::Busy(seconds))),
            Message::Bye(reason) => {
                let end = match reason {
                    Reason::Done | Reason::Stopping => End::Done,
                    Reason::Revoked => End::Revoked,
                    Reason::TooOld => End::TooOld,
                    Reason::WrongDataset => End::WrongDataset,
                    Reason::OldHub => End::OldHub,
                    Reason::Unknown => End::Unknown,
                    Reason::Nonsense => End::Nonsense,
                };
                self.end = Some(end);
                Ok(Vec::new())
            }
            Message::Have(list) => self.hub_has(db, &list).map(|()| Vec::new()),
            Message::Want(list) => {
                self.hub_wants(list);
                Ok(Vec::new())
            }
            Message::Part(part) => self.part(db, &part).map(|()| Vec::new()),
            Message::Hello(_) | Message::Push(_) | Message::Pull(_) | Message::Piece(_) => {
                Ok(self.ends(End::Nonsense))
            }
        }
    }

    /// Seals what was written meanwhile. The heads are to be anchored, then [`NodeEnd::push`] called.
    pub fn wrote(&mut self, db: &Connection) -> Result<Heads, StoreError> {
        for log in logs::own(db)? {
            author::seal(db, &self.me.signer, &log)?;
            let log = logs::at(db, log.row)?;
            let sent = self.sent.get(&log.id).copied().unwrap_or(0).max(log.at_hub);
            if log.sealed > sent {
                self.outbox.send_after(db, &log, sent)?;
            }
        }
        anchor::heads(db)
    }

    /// The next PUSH frames, as many as may be unanswered.
    pub fn push(&mut self, db: &Connection) -> Result<Vec<Message>, StoreError> {
        let mut messages = Vec::new();
        while self.welcomed && self.in_flight.len() < IN_FLIGHT {
            let payload = (self.frame * RATIO).min(MOST_PAYLOAD);
            let next = self.outbox.next(db, payload)?;
            if next.is_empty() {
                break;
            }
            let sent = next
                .iter()
                .map(|(log, segment)| Sent {
                    row: log.row,
                    key: segment.log,
                    n: segment.before.n + segment.records.len() as u64,
                })
                .collect();
            let logs: Vec<LogId> = next.iter().map(|(log, _)| log.id).collect();
            let segments: Vec<Segment> = next.into_iter().map(|(_, segment)| segment).collect();
            let history = StoredHistory(db);
            let body =
                compact::encode(&segments, &ToHub { history, sent: &self.sent }, self.verbatim);
            let count: usize = segments.iter().map(|segment| segment.records.len()).sum();
            self.report.sent += count as u64;
            for (log, sent) in logs.iter().zip(&sent) {
                let sent: &Sent = sent;
                self.sent.insert(*log, sent.n);
            }
            self.in_flight.push_back(sent);
            messages.extend(self.in_pieces(logs[0], Message::Push(body)));
        }
        Ok(messages)
    }

    /// A frame longer than the link has carried so far goes in pieces, so that none is sent twice.
    fn in_pieces(&mut self, log: LogId, push: Message) -> Vec<Message> {
        let Ok(bytes) = push.to_bytes() else { return vec![push] };
        let held = self.pieces.remove(&log);
        if held.is_none() && bytes.len() <= 2 * self.frame {
            return vec![push];
        }
        let whole = Hash::of("piece", &[&bytes]).short();
        let held = held.and_then(|held| usize::try_from(held).ok()).filter(|at| *at < bytes.len());
        let length = bytes.len() as u64;
        let mut offset = held.unwrap_or(0);
        let mut pieces = Vec::new();
        while offset < bytes.len() {
            let part = bytes[offset..bytes.len().min(offset + self.frame)].to_vec();
            let next = offset + part.len();
            let offset_64 = offset as u64;
            pieces.push(Message::Piece(Piece {
                log,
                whole,
                length,
                offset: offset_64,
                bytes: part,
            }));
            offset = next;
        }
        pieces
    }

    fn welcome(&mut self, db: &Connection, said: &Welcome) -> Result<Vec<Message>, StoreError> {
        let Some(hello) = self.hello.clone() else { return Ok(self.ends(End::Nonsense)) };
        let listed = hello.own.len() + hello.ahead.len();
        if said.feeds.len() != hello.feeds.len() || said.logs.len() != listed {
            return Ok(self.ends(End::Nonsense));
        }
        if !said.verifies(&hello, self.hub) {
            return Ok(self.ends(End::WrongHub));
        }
        let heads = said.heads(&hello);
        let older = |at: &FeedAt| {
            hello.feeds.iter().any(|own| own.scope == at.scope && own.hub_epoch > at.hub_epoch)
        };
        if heads.iter().any(older) {
            return Ok(self.ends(End::OldHub));
        }
        self.welcomed = true;
        // By a letter the time is that of its writing; only whoever speaks now tells the time.
        settings::set_clock_said(db, (said.time, self.me.now().seconds()))?;
        self.hub_lacks(said.lacks.as_deref().unwrap_or_default());
        for (at, answer) in hello.own.iter().chain(&hello.ahead).zip(&said.logs) {
            let log = logs::find(db, at.log)?
                .ok_or_else(|| StoreError::Damaged(format!("log {}", at.log)))?;
            self.log_answered(db, &log, at.n, *answer)?;
        }
        let mut messages = Vec::new();
        for (at, answer) in hello.feeds.iter().zip(&said.feeds) {
            match answer {
                FeedAnswer::Equal => note_signed(db, at.scope, &said.signed(&hello))?,
                FeedAnswer::Moved { .. } => messages.push(self.pull(db, at.scope)?),
                FeedAnswer::Locate { .. } => messages.extend(self.ask_to_locate(db, at.scope)?),
                FeedAnswer::NotYours => self.report.lost.push(at.scope),
            }
        }
        // A device that may read nothing at all was revoked, perhaps by mistake: it keeps what it has.
        let reads = said.feeds.iter().any(|answer| *answer != FeedAnswer::NotYours);
        rights::note(db, reads, said.time)?;
        if reads {
            self.taken_away = self.report.lost.iter().copied().collect();
        }
        for segment in carried::kept(db)? {
            self.carried.insert(segment.log);
            messages.push(Message::Push(segment.body));
        }
        messages.extend(self.push(db)?);
        self.forget(db)?;
        Ok(messages)
    }

    /// Forgets scopes this device may no longer read, once the hub has all that was written there.
    fn forget(&mut self, db: &Connection) -> Result<(), StoreError> {
        if self.taken_away.is_empty() || !self.carried.is_empty() {
            return Ok(());
        }
        let own = logs::own(db)?;
        let unsent =
            |scope| own.iter().any(|log| log.key.scope == scope && log.at_hub < log.head.n);
        let (waiting, safe) =
            self.taken_away.iter().partition::<BTreeSet<_>, _>(|scope| unsent(**scope));
        self.taken_away = waiting;
        for scope in safe {
            if replica::forget(db, scope)? {
                // The numbers of its changes are no longer known here.
                settings::set_epoch(db, Epoch(self.me.seams.random_16()))?;
            }
        }
        Ok(())
    }

    fn log_answered(
        &mut self,
        db: &Connection,
        log: &LogRow,
        n: u64,
        answer: LogAnswer,
    ) -> Result<(), StoreError> {
        match answer {
            LogAnswer::Equal => logs::raise_at_hub(db, log.row, n),
            LogAnswer::Unknown => self.push_from(db, log, 0),
            LogAnswer::Fork { .. } => self.copied(db, log),
            LogAnswer::Stored { n: there, h, pieces } => {
                if there > n {
                    if log.own {
                        self.new_epoch(db, log, NewEpoch::Restored)?;
                    }
                    return logs::raise_at_hub(db, log.row, n);
                }
                if hash_at(db, log, there)?.map(|h| h.short()) != Some(h) {
                    return self.copied(db, log);
                }
                if pieces > 0 {
                    self.pieces.insert(log.id, pieces);
                }
                self.push_from(db, log, there)
            }
        }
    }

    fn push_from(&mut self, db: &Connection, log: &LogRow, n: u64) -> Result<(), StoreError> {
        self.report.hub_restored |= log.at_hub > n;
        logs::set_at_hub(db, log.row, n)?;
        self.outbox.send_after(db, log, n)
    }

    /// The hub has another history under this name: what is here is handed in as a branch, from
    /// where both were known to be equal.
    fn copied(&mut self, db: &Connection, log: &LogRow) -> Result<(), StoreError> {
        if log.own {
            self.new_epoch(db, log, NewEpoch::Copied)?;
        }
        self.full.extend(places::all(db)?.iter().map(|place| place.scope));
        self.outbox.send_after(db, log, log.at_hub)
    }

    /// Opens a new epoch, once in a conversation, and only if `log` is still written to.
    fn new_epoch(
        &mut self,
        db: &Connection,
        log: &LogRow,
        why: NewEpoch,
    ) -> Result<(), StoreError> {
        if settings::epoch(db)? == Some(log.key.epoch) {
            settings::set_epoch(db, Epoch(self.me.seams.random_16()))?;
            self.report.new_epoch = Some(why);
        }
        Ok(())
    }

    fn stored(&mut self, db: &Connection, said: &Stored) -> Result<Vec<Message>, StoreError> {
        let at = said.at;
        self.carried.remove(&at.log);
        carried::handed_in(db, at.log, at.n)?;
        let frames = self.in_flight.iter().flatten();
        let rows: BTreeSet<i64> =
            frames.filter(|sent| sent.key.id() == at.log).map(|sent| sent.row).collect();
        let mut taken = BTreeSet::new();
        for row in rows {
            let log = logs::at(db, row)?;
            if hash_at(db, &log, at.n)?.map(|h| h.short()) == Some(at.h) {
                logs::raise_at_hub(db, row, at.n)?;
                taken.insert(row);
            }
        }
        let before = self.in_flight.len();
        let answered = |sent: &Sent| sent.key.id() == at.log;
        // What was sent of this log is answered; what lies beyond the answer was not taken.
        if let Some(frame) = self.in_flight.iter_mut().find(|frame| frame.iter().any(answered)) {
            let beyond = frame
                .iter()
                .any(|sent| answered(sent) && (sent.n > at.n || !taken.contains(&sent.row)));
            let rows: Vec<i64> = frame.iter().filter(|s| answered(s)).map(|s| s.row).collect();
            frame.retain(|sent| !answered(sent));
            if beyond {
                self.not_taken(db, at, &rows)?;
            }
        }
        self.in_flight.retain(|frame| !frame.is_empty());
        if self.in_flight.len() < before {
            self.frame = (self.frame * 2).min(LARGEST_FRAME);
        }
        self.forget(db)?;
        self.push(db)
    }

    /// Tries once more from where the hub is; then leaves the log to the next conversation.
    fn not_taken(&mut self, db: &Connection, hub: LogAt, rows: &[i64]) -> Result<(), StoreError> {
        let first_time = !self.report.not_taken.contains(&hub.log);
        for row in rows {
            if first_time {
                let log = logs::at(db, *row)?;
                let same = hash_at(db, &log, hub.n)?.map(|h| h.short()) == Some(hub.h);
                self.outbox.send_after(db, &log, if same { hub.n } else { 0 })?;
            } else {
                self.outbox.give_up(*row);
            }
        }
        if first_time {
            self.report.not_taken.push(hub.log);
        }
        Ok(())
    }

    fn need(&mut self, db: &Connection, need: &Need) -> Result<Vec<Message>, StoreError> {
        self.verbatim |= need.verbatim;
        self.carried.clear();
        for frame in std::mem::take(&mut self.in_flight) {
            for sent in frame {
                let log = logs::at(db, sent.row)?;
                self.sent.remove(&log.id);
                self.outbox.send_after(db, &log, log.at_hub)?;
            }
        }
        self.push(db)
    }

    fn ends(&mut self, end: End) -> Vec<Message> {
        self.end = Some(end);
        let reason = match end {
            End::OldHub => Reason::OldHub,
            End::Nonsense | End::WrongHub => Reason::Nonsense,
            _ => Reason::Done,
        };
        vec![Message::Bye(reason)]
    }

    /// Whether nothing is left to ask or hand in.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.has_no_records_under_way() && self.attached.is_quiet()
    }

    fn has_no_records_under_way(&self) -> bool {
        self.welcomed
            && self.in_flight.is_empty()
            && self.carried.is_empty()
            && self.pulling.is_empty()
            && self.locating.is_empty()
    }

    /// Whether the hub has own records of which the feed has not yet told what became of them.
    pub fn awaits_judgement(&self, db: &Connection) -> Result<bool, StoreError> {
        for id in self.sent.keys() {
            let Some(log) = logs::find(db, *id)? else { continue };
            let open: Option<i64> = db
                .prepare_cached(
                    "SELECT n FROM record WHERE log = ?1 AND n <= ?2 AND state = 0 LIMIT 1",
                )?
                .query_row(params![log.row, signed(log.at_hub)], |row| row.get(0))
                .optional()?;
            if open.is_some() && !self.report.lost.contains(&log.key.scope) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// How the conversation ended, if it did.
    #[must_use]
    pub fn end(&self) -> Option<End> {
        self.end
    }

    /// What came of it so far.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The size of frames this link has carried, for the next conversation. After one that broke off,
    /// pass half of it.
    #[must_use]
    pub fn frame(&self) -> usize {
        self.frame
    }
}
