//! The hub's end: it answers, and speaks first only to a node that waits at the end of a feed.
//!
//! | heard | done | answered |
//! |---|---|---|
//! | HELLO | feeds and logs compared | WELCOME |
//! | PUSH | rebuilt, seals verified, stored | STORED for each log, or NEED |
//! | PULL | – | FEED…, HEAD |
//! | (a feed moved) | – | FEED, HEAD to a node that stood at its end; if that is much, ANNOUNCE |
//! | HAVE | attachments compared | HAVE what is here, WANT what is not |
//! | PART | kept | HAVE once it is whole |
//! | WANT | – | PART… |
//! | LOCATE | with proof that this hub was rolled back: a new hub epoch | LOCATE |

mod attached;
mod letter;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use lisanga_protocol::feed::FeedHead;
use lisanga_protocol::ids::{DeviceKey, Epoch, Hash, LogId, Scope};
use lisanga_protocol::records::{Head, Segment};
use lisanga_protocol::wire::messages::{
    AttachmentAt, FeedAnswer, FeedAt, Hello, Locate, LogAnswer, LogAt, MAX_LISTED, Message, Need,
    Piece, Pull, Reason, SignedHeads, Stored, Welcome,
};
use lisanga_protocol::wire::{Frame, compact, entries};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::Speaker;
use crate::feeds::{self, Reader};
use crate::history::{StoredHistory, ToNode};
use crate::ingest::{self, Ingested};
use crate::logs::{hash_at, signed};
use crate::{StoreError, logs, publisher, rights, settings};

/// Least and most payload bytes of a FEED frame, whatever the node asks for.
const FEED_BYTES: (u64, u64) = (16 << 10, 512 << 10);
/// Until there is an audit log, its head is zero.
const NO_AUDIT: [u8; 16] = [0; 16];

/// The hub's end of one conversation.
#[derive(Debug)]
pub struct HubEnd {
    me: Speaker,
    device: DeviceKey,
    greeted: bool,
    /// Logs of others the node said it holds.
    ahead: BTreeMap<LogId, u64>,
    /// Logs whose segments were asked for once more, verbatim.
    asked: BTreeSet<LogId>,
    pulls: VecDeque<Pull>,
    /// Where the node stands, in feeds it has to their end.
    follows: BTreeMap<Scope, FeedAt>,
    /// What the device could read when it greeted.
    readable: Vec<Scope>,
    /// Attachments it asked for, from where the next part begins.
    wanted: VecDeque<AttachmentAt>,
    /// Those it asked for in vain.
    lacked: Vec<AttachmentAt>,
}

/// Where a feed of this hub stands, in its present timeline.
pub fn current_head(connection: &Connection, scope: Scope) -> Result<FeedHead, StoreError> {
    let hub_epoch = settings::hub_epoch(connection)?.unwrap_or(0);
    Ok(match feeds::head(connection, scope)? {
        Some(head) => FeedHead { hub_epoch, ..head },
        None => FeedHead::start(hub_epoch),
    })
}

impl HubEnd {
    /// With a device that has proven its key and was found in the table of devices.
    #[must_use]
    pub fn new(me: Speaker, device: DeviceKey) -> Self {
        Self {
            me,
            device,
            greeted: false,
            ahead: BTreeMap::new(),
            asked: BTreeSet::new(),
            pulls: VecDeque::new(),
            follows: BTreeMap::new(),
            readable: Vec::new(),
            wanted: VecDeque::new(),
            lacked: Vec::new(),
        }
    }

    /// What the device could read when it greeted.
    #[must_use]
    pub fn readable(&self) -> &[Scope] {
        &self.readable
    }

    /// Hears a message; says what to answer once the transaction is committed. Answers to PULL
    /// come from [`HubEnd::more`], those to WANT from [`HubEnd::next_part`].
    pub fn hear(
        &mut self,
        connection: &Connection,
        message: Message,
    ) -> Result<Vec<Message>, StoreError> {
        if !self.greeted && !matches!(message, Message::Hello(_)) {
            return Ok(vec![Message::Bye(Reason::Nonsense)]);
        }
        match message {
            Message::Hello(hello) => Ok(vec![self.welcome(connection, &hello)?]),
            Message::Push(body) => self.push(connection, &body),
            Message::Piece(piece) => self.piece(connection, &piece),
            Message::Pull(pull) => {
                self.follows.remove(&pull.from.scope);
                self.pulls.push_back(pull);
                Ok(Vec::new())
            }
            Message::Locate(locate) => Ok(vec![self.locate(connection, &locate)?]),
            Message::Have(list) => self.offered(connection, &list),
            Message::Part(part) => self.part(connection, &part),
            Message::Want(list) => {
                let room = MAX_LISTED.saturating_sub(self.wanted.len());
                self.wanted.extend(list.into_iter().take(room));
                Ok(Vec::new())
            }
            Message::Bye(_) => Ok(Vec::new()),
            _ => Ok(vec![Message::Bye(Reason::Nonsense)]),
        }
    }

    fn welcome(&mut self, db: &Connection, hello: &Hello) -> Result<Message, StoreError> {
        let answer = self.answer(db, hello)?;
        if self.greeted {
            db.execute(
                "UPDATE device SET last_seen = ?2 WHERE device = ?1",
                params![&self.device.0[..], signed(self.me.now().seconds())],
            )?;
            self.remember(db, hello, &[])?;
        }
        Ok(answer)
    }

    /// Compares what the node said of its feeds and logs with what is here.
    fn answer(&mut self, db: &Connection, hello: &Hello) -> Result<Message, StoreError> {
        if hello.dataset != self.me.dataset {
            return Ok(Message::Bye(Reason::WrongDataset));
        }
        self.greeted = true;
        let readable = rights::readable(db, self.device)?;
        let feeds: Vec<FeedAnswer> = hello
            .feeds
            .iter()
            .map(|at| match readable.binary_search(&at.scope) {
                Ok(_) => feed_answer(db, at),
                Err(_) => not_readable(db, at),
            })
            .collect::<Result<_, _>>()?;
        let equal = hello.feeds.iter().zip(&feeds).filter(|(_, said)| **said == FeedAnswer::Equal);
        self.follows = equal.map(|(at, _)| (at.scope, *at)).collect();
        let listed = hello.own.iter().chain(&hello.ahead);
        let logs: Vec<LogAnswer> = listed.map(|at| log_answer(db, at)).collect::<Result<_, _>>()?;
        self.readable = readable;
        self.ahead = hello.ahead.iter().map(|at| (at.log, at.n)).collect();
        let time = self.me.now().seconds();
        let lacks = self.lacks(db)?;
        let (audit, signature) = (NO_AUDIT, [0; 64]);
        let mut welcome = Welcome { time, feeds, logs, audit, signature, lacks };
        let signed = SignedHeads::sign(&self.me.signer, time, NO_AUDIT, welcome.heads(hello));
        welcome.signature = signed.signature;
        Ok(Message::Welcome(welcome))
    }

    fn push(&mut self, db: &Connection, body: &[u8]) -> Result<Vec<Message>, StoreError> {
        let Ok(segments) = compact::decode(body, &StoredHistory(db)) else {
            // Which log it was about cannot be read: everything is asked for again, verbatim.
            return self.again(db, LogId([0; 16]), 0);
        };
        let mut answers: BTreeMap<LogId, Head> = BTreeMap::new();
        for segment in segments {
            let (log, from) = (segment.log.id(), segment.before.n + 1);
            match self.store(db, segment)? {
                Some(head) => {
                    answers.insert(log, head);
                }
                None => return self.again(db, log, from),
            }
        }
        let stored = |(log, head)| Message::Stored(Stored { at: LogAt::new(log, head) });
        Ok(answers.into_iter().map(stored).collect())
    }

    /// How far the log is stored now; none if the segment was not rebuilt as its author sealed it.
    fn store(&self, db: &Connection, segment: Segment) -> Result<Option<Head>, StoreError> {
        let log = segment.log.id();
        let Ok(verified) = segment.verify() else { return Ok(None) };
        let now = self.me.now().seconds();
        let answer = ingest::segment(db, &verified, self.me.signer.device(), now)?;
        let here = |log| -> Result<Head, StoreError> {
            Ok(logs::find(db, log)?.map_or(Head::EMPTY, |log| log.head))
        };
        Ok(Some(match answer {
            Ingested::Stored(head) | Ingested::Branch(_, head) | Ingested::Gap(head) => head,
            // Nothing of it: the node sees that its records were not taken.
            Ingested::NotGranted(_) => here(log)?,
        }))
    }

    /// Asks for segments once more, verbatim; the second time the log is left as it is.
    fn again(
        &mut self,
        db: &Connection,
        log: LogId,
        from: u64,
    ) -> Result<Vec<Message>, StoreError> {
        if self.asked.insert(log) {
            return Ok(vec![Message::Need(Need { log, from, verbatim: true })]);
        }
        let head = logs::find(db, log)?.map_or(Head::EMPTY, |log| log.head);
        Ok(vec![Message::Stored(Stored { at: LogAt::new(log, head) })])
    }

    /// Keeps a part of a frame; hears the frame when it is whole.
    fn piece(&mut self, db: &Connection, piece: &Piece) -> Result<Vec<Message>, StoreError> {
        const MOST: u64 = (1 << 20) + 16;
        let held = pieces(db, piece.log, Some(&piece.whole))?;
        let fits = piece.offset == held && held + piece.bytes.len() as u64 <= piece.length;
        if piece.length > MOST || !fits {
            return Ok(vec![Message::Bye(Reason::Nonsense)]);
        }
        if piece.offset == 0 {
            db.execute("DELETE FROM piece WHERE log = ?1", [&piece.log.0[..]])?;
        }
        db.execute(
            "INSERT INTO piece (log, device, whole, length, bytes) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (log) DO UPDATE SET bytes = CAST(bytes || excluded.bytes AS BLOB)",
            params![
                &piece.log.0[..],
                &self.device.0[..],
                &piece.whole[..],
                signed(piece.length),
                piece.bytes
            ],
        )?;
        if piece.offset + (piece.bytes.len() as u64) < piece.length {
            return Ok(Vec::new());
        }
        let whole: Vec<u8> =
            db.query_row("SELECT bytes FROM piece WHERE log = ?1", [&piece.log.0[..]], |row| {
                row.get(0)
            })?;
        db.execute("DELETE FROM piece WHERE log = ?1", [&piece.log.0[..]])?;
        let frame = (Hash::of("piece", &[&whole]).short() == piece.whole)
            .then(|| Frame::read(&whole).ok().flatten())
            .flatten();
        match frame.map(|(frame, _)| Message::from_frame(frame)) {
            Some(Ok(Some(Message::Push(body)))) => self.push(db, &body),
            _ => self.again(db, piece.log, 0),
        }
    }

    fn locate(&self, db: &Connection, locate: &Locate) -> Result<Message, StoreError> {
        if let Some(proof) = &locate.proof
            && proof.verify(self.me.signer.device())
        {
            for at in &proof.feeds {
                if was_rolled_back(db, at)? {
                    let epoch = Epoch(self.me.seams.random_16());
                    publisher::new_timeline(db, self.me.now(), epoch)?;
                    break;
                }
            }
        }
        let positions = newest_common(db, locate)?.into_iter().collect();
        Ok(Message::Locate(Locate { positions, proof: None }))
    }

    /// The next part of the answers to PULL; none when all is said.
    pub fn more(&mut self, db: &Connection) -> Result<Option<Message>, StoreError> {
        let Some(pull) = self.pulls.front_mut() else { return Ok(None) };
        let scope = pull.from.scope;
        let readable = rights::readable(db, self.device)?.binary_search(&scope).is_ok();
        if readable && (pull.from.position == 0 || is_here(db, &pull.from)?) {
            let reader = Reader { device: self.device, ahead: self.ahead.clone(), full: pull.full };
            let most = pull.max_bytes.clamp(FEED_BYTES.0, FEED_BYTES.1);
            if let Some((feed, at)) = feed(db, &pull.from, &reader, most)? {
                pull.from = at;
                return Ok(Some(feed));
            }
        }
        self.pulls.pop_front();
        let feeds =
            if readable { vec![FeedAt::new(scope, current_head(db, scope)?)] } else { Vec::new() };
        self.follows.extend(feeds.iter().map(|at| (scope, *at)));
        Ok(Some(self.head(feeds)))
    }

    /// What to say, of itself, about a feed that moved, or a scope for which an attachment came. A node that stood at
    /// its end is told what came, which saves it from asking; any other is woken.
    pub fn moved(&mut self, db: &Connection, scope: Scope) -> Result<Vec<Message>, StoreError> {
        if rights::readable(db, self.device)?.binary_search(&scope).is_err() {
            return Ok(Vec::new());
        }
        let came = self.came(db, scope)?;
        let now = FeedAt::new(scope, current_head(db, scope)?);
        let Some(from) = self.follows.remove(&scope) else {
            return Ok(came.into_iter().chain([Message::Announce(now)]).collect());
        };
        if from == now {
            self.follows.insert(scope, now);
            return Ok(came.into_iter().collect());
        }
        let reader = Reader { device: self.device, ahead: self.ahead.clone(), full: false };
        let moved = match feed(db, &from, &reader, FEED_BYTES.0)? {
            Some((feed, at)) if at == now => {
                self.follows.insert(scope, now);
                vec![feed, self.head(vec![now])]
            }
            _ => vec![Message::Announce(now)],
        };
        Ok(came.into_iter().chain(moved).collect())
    }

    fn head(&self, feeds: Vec<FeedAt>) -> Message {
        let time = self.me.now().seconds();
        Message::Head(SignedHeads::sign(&self.me.signer, time, NO_AUDIT, feeds))
    }
}

/// A FEED frame with what follows a position, and where it ends; none if nothing does.
fn feed(
    db: &Connection,
    from: &FeedAt,
    reader: &Reader,
    most: u64,
) -> Result<Option<(Message, FeedAt)>, StoreError> {
    let (scope, after) = (from.scope, from.position);
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let Some(stretch) = feeds::stretch(db, scope, after, reader, most)? else { return Ok(None) };
    let position = after + stretch.entries.len() as u64;
    let head = feeds::digest_at(db, scope, position)?
        .ok_or_else(|| StoreError::Damaged(format!("the feed of {scope}")))?;
    let sender = ToNode::sending(StoredHistory(db), &stretch.entries);
    let body = entries::encode(&stretch, &sender, reader.full);
    Ok(Some((Message::Feed(body), FeedAt::new(scope, head))))
}

/// The newest of these positions that lies on this hub's timeline.
fn newest_common(db: &Connection, locate: &Locate) -> Result<Option<FeedAt>, StoreError> {
    for at in locate.positions.iter().take(32) {
        if is_here(db, at)? {
            return Ok(Some(*at));
        }
    }
    Ok(None)
}

fn is_here(db: &Connection, at: &FeedAt) -> Result<bool, StoreError> {
    Ok(feeds::digest_at(db, at.scope, at.position)?
        .is_some_and(|here| here.digest.short() == at.digest))
}

/// Whether this hub once vouched for more of its present timeline than it has.
fn was_rolled_back(db: &Connection, said: &FeedAt) -> Result<bool, StoreError> {
    let now = current_head(db, said.scope)?;
    Ok(said.hub_epoch == now.hub_epoch && said.position > 0 && !is_here(db, said)?)
}

fn feed_answer(db: &Connection, at: &FeedAt) -> Result<FeedAnswer, StoreError> {
    let head = current_head(db, at.scope)?;
    if FeedAt::new(at.scope, head) == *at {
        return Ok(FeedAnswer::Equal);
    }
    let FeedHead { hub_epoch, position, digest } = head;
    let digest = digest.short();
    if at.position == 0 || is_here(db, at)? {
        return Ok(FeedAnswer::Moved { hub_epoch, position, digest });
    }
    Ok(FeedAnswer::Locate { hub_epoch, position, digest })
}

/// "Not yours" makes the node forget what it has of the scope, so only a hub that has all of it says so.
/// One that was restored may have lost the grant itself: it asks to go back first, and the node brings
/// the grant again. Nothing about the feed is told.
fn not_readable(db: &Connection, at: &FeedAt) -> Result<FeedAnswer, StoreError> {
    if at.position == 0 || is_here(db, at)? {
        return Ok(FeedAnswer::NotYours);
    }
    let hub_epoch = settings::hub_epoch(db)?.unwrap_or(0);
    let FeedHead { position, digest, .. } = FeedHead::start(hub_epoch);
    Ok(FeedAnswer::Locate { hub_epoch, position, digest: digest.short() })
}

fn log_answer(db: &Connection, at: &LogAt) -> Result<LogAnswer, StoreError> {
    let pieces = pieces(db, at.log, None)?;
    let Some(log) = logs::find(db, at.log)? else {
        let begun = LogAnswer::Stored { n: 0, h: [0; 16], pieces };
        return Ok(if pieces == 0 { LogAnswer::Unknown } else { begun });
    };
    if at.n <= log.head.n {
        let here = hash_at(db, &log, at.n)?.map(|h| h.short());
        if here != Some(at.h) {
            return Ok(LogAnswer::Fork { n: at.n, h: here.unwrap_or_default() });
        }
        if at.n == log.head.n {
            return Ok(LogAnswer::Equal);
        }
    }
    Ok(LogAnswer::Stored { n: log.head.n, h: log.head.h.short(), pieces })
}

/// Bytes held of an unfinished frame that begins with this log.
fn pieces(db: &Connection, log: LogId, whole: Option<&[u8; 16]>) -> Result<u64, StoreError> {
    let held: Option<(Vec<u8>, i64)> = db
        .prepare_cached("SELECT whole, length(bytes) FROM piece WHERE log = ?1")?
        .query_row([&log.0[..]], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(match held {
        Some((held, bytes)) if whole.is_none_or(|whole| held == whole) => bytes.unsigned_abs(),
        _ => 0,
    })
}
