//! Control messages: minicbor with integer keys; unknown keys are skipped, unknown frame types too.
//!
//! None of those about records mentions a document, a closed log or a year: the greeting of a site with
//! ten documents is as long as that of one with a million.

use minicbor::{Decode, Encode};

use super::fixed::{array, number};
use super::{Frame, FrameError};
use crate::feed::FeedHead;
use crate::ids::{Attached, DeviceKey, DocumentId, LogId, Scope};
use crate::records::{Head, Signer};

/// The version of the conversation this program speaks.
pub const VERSION: u64 = 1;
/// Most feeds, own logs or foreign logs in one greeting.
pub const MAX_LISTED: usize = 64;

/// The first half of a digest or chain hash: enough to compare with somebody who signs his.
pub type Short = [u8; 16];

/// Where a feed stands at the node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct FeedAt {
    /// Which scope.
    #[n(0)]
    pub scope: Scope,
    /// The timeline of the hub.
    #[cbor(n(1), with = "number")]
    pub hub_epoch: u64,
    /// The last position stored.
    #[cbor(n(2), with = "number")]
    pub position: u64,
    /// The digest there.
    #[cbor(n(3), with = "array")]
    pub digest: Short,
}

impl FeedAt {
    /// What a node says of the feed of a scope.
    #[must_use]
    pub fn new(scope: Scope, head: FeedHead) -> Self {
        let FeedHead { hub_epoch, position, digest } = head;
        Self { scope, hub_epoch, position, digest: digest.short() }
    }
}

/// Where a log stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct LogAt {
    /// Which log.
    #[n(0)]
    pub log: LogId,
    /// Its last sealed record.
    #[cbor(n(1), with = "number")]
    pub n: u64,
    /// The hash of that record.
    #[cbor(n(2), with = "array")]
    pub h: Short,
}

impl LogAt {
    /// What is said of a log.
    #[must_use]
    pub fn new(log: LogId, head: Head) -> Self {
        Self { log, n: head.n, h: head.h.short() }
    }
}

/// What a node says first.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Hello {
    /// [`VERSION`].
    #[cbor(n(0), with = "number")]
    pub version: u64,
    /// Which national dataset.
    #[cbor(n(1), with = "array")]
    pub dataset: [u8; 16],
    /// The feeds it follows.
    #[n(2)]
    pub feeds: Vec<FeedAt>,
    /// Its logs that are not wholly stored, and the current ones.
    #[n(3)]
    pub own: Vec<LogAt>,
    /// Logs of others it holds beyond its feeds.
    #[n(4)]
    pub ahead: Vec<LogAt>,
}

/// What the hub says of one feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum FeedAnswer {
    /// Nothing new.
    #[n(0)]
    Equal,
    /// There is more, or another timeline: pull.
    #[n(1)]
    Moved {
        /// The timeline of the hub.
        #[cbor(n(0), with = "number")]
        hub_epoch: u64,
        /// Its last position.
        #[cbor(n(1), with = "number")]
        position: u64,
        /// The digest there.
        #[cbor(n(2), with = "array")]
        digest: Short,
    },
    /// The node's position is not on the hub's timeline: find the newest common one.
    #[n(2)]
    Locate {
        /// The timeline of the hub.
        #[cbor(n(0), with = "number")]
        hub_epoch: u64,
        /// Its last position.
        #[cbor(n(1), with = "number")]
        position: u64,
        /// The digest there.
        #[cbor(n(2), with = "array")]
        digest: Short,
    },
    /// The device may not read this scope.
    #[n(3)]
    NotYours,
}

/// What the hub says of one log of the node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum LogAnswer {
    /// Stored to the same record.
    #[n(0)]
    Equal,
    /// Stored to another record.
    #[n(1)]
    Stored {
        /// Which.
        #[cbor(n(0), with = "number")]
        n: u64,
        /// Its hash.
        #[cbor(n(1), with = "array")]
        h: Short,
        /// Bytes held of an unfinished segment.
        #[cbor(n(2), with = "number")]
        pieces: u64,
    },
    /// No such log.
    #[n(2)]
    Unknown,
    /// The log went another way at the hub from here.
    #[n(3)]
    Fork {
        /// The last record compared.
        #[cbor(n(0), with = "number")]
        n: u64,
        /// Its hash at the hub.
        #[cbor(n(1), with = "array")]
        h: Short,
    },
}

/// The hub's answer to a greeting, in the order of the greeting's lists.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Welcome {
    /// The hub's clock, seconds since 1970.
    #[cbor(n(0), with = "number")]
    pub time: u64,
    /// One answer for each feed.
    #[n(1)]
    pub feeds: Vec<FeedAnswer>,
    /// One answer for each own log, then one for each log ahead.
    #[n(2)]
    pub logs: Vec<LogAnswer>,
    /// The head of the audit log, for which the node is a witness.
    #[cbor(n(3), with = "array")]
    pub audit: Short,
    /// The hub's signature over [`signed_heads`].
    #[cbor(n(4), with = "array")]
    pub signature: [u8; 64],
    /// Attachments that documents name and the hub does not have, from which byte on: some of those it lacks
    /// where this device writes. None takes no byte.
    #[n(5)]
    pub lacks: Option<Vec<AttachmentAt>>,
}

/// What the hub signs of its feeds: `"lisanga 1 head" ‖ time ‖ audit ‖ (scope ‖ hub epoch ‖ position ‖
/// digest)…`, numbers little-endian.
#[must_use]
pub fn signed_heads(time: u64, audit: &Short, feeds: &[FeedAt]) -> Vec<u8> {
    let mut message = b"lisanga 1 head".to_vec();
    message.extend_from_slice(&time.to_le_bytes());
    message.extend_from_slice(audit);
    for feed in feeds {
        message.extend_from_slice(&feed.scope.0);
        message.extend_from_slice(&feed.hub_epoch.to_le_bytes());
        message.extend_from_slice(&feed.position.to_le_bytes());
        message.extend_from_slice(&feed.digest);
    }
    message
}

impl Welcome {
    /// The signed part alone, given what the node asked about.
    #[must_use]
    pub fn signed(&self, hello: &Hello) -> SignedHeads {
        let feeds = self.heads(hello);
        SignedHeads { time: self.time, audit: self.audit, feeds, signature: self.signature }
    }

    /// Where the hub says its readable feeds are, given what the node asked about.
    #[must_use]
    pub fn heads(&self, hello: &Hello) -> Vec<FeedAt> {
        let pairs = hello.feeds.iter().zip(&self.feeds);
        pairs
            .filter_map(|(asked, answer)| match *answer {
                FeedAnswer::Equal => Some(*asked),
                FeedAnswer::Moved { hub_epoch, position, digest }
                | FeedAnswer::Locate { hub_epoch, position, digest } => {
                    Some(FeedAt { scope: asked.scope, hub_epoch, position, digest })
                }
                FeedAnswer::NotYours => None,
            })
            .collect()
    }

    /// Whether `hub` signed these heads.
    #[must_use]
    pub fn verifies(&self, hello: &Hello, hub: DeviceKey) -> bool {
        self.signed(hello).verify(hub)
    }
}

/// What the hub vouches for: where its feeds stood at a time. Shown to another, it proves what the
/// hub said.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SignedHeads {
    /// The hub's clock, seconds since 1970.
    #[cbor(n(0), with = "number")]
    pub time: u64,
    /// The head of the audit log.
    #[cbor(n(1), with = "array")]
    pub audit: Short,
    /// The feeds.
    #[n(2)]
    pub feeds: Vec<FeedAt>,
    /// The hub's signature over [`signed_heads`].
    #[cbor(n(3), with = "array")]
    pub signature: [u8; 64],
}

impl SignedHeads {
    /// Signs them.
    #[must_use]
    pub fn sign(hub: &Signer, time: u64, audit: Short, feeds: Vec<FeedAt>) -> Self {
        let signature = hub.sign(&signed_heads(time, &audit, &feeds));
        Self { time, audit, feeds, signature }
    }

    /// Whether `hub` signed them.
    #[must_use]
    pub fn verify(&self, hub: DeviceKey) -> bool {
        let message = signed_heads(self.time, &self.audit, &self.feeds);
        Signer::verifies(hub, &message, &self.signature)
    }

    /// What was said of a scope.
    #[must_use]
    pub fn of(&self, scope: Scope) -> Option<FeedAt> {
        self.feeds.iter().find(|at| at.scope == scope).copied()
    }
}

/// Records up to `n` are synced in the hub's store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Stored {
    /// Of which log, up to where.
    #[n(0)]
    pub at: LogAt,
}

/// Asks for a feed from a position on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Pull {
    /// Which scope, and the last position held.
    #[n(0)]
    pub from: FeedAt,
    /// The position of the snapshot the node started from; 0 for none.
    #[cbor(n(1), with = "number")]
    pub base: u64,
    /// About how many bytes to answer with in one frame.
    #[cbor(n(2), with = "number")]
    pub max_bytes: u64,
    /// With every payload, the node's own too, and without the compact form.
    #[n(3)]
    pub full: bool,
}

/// Asks for segments again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Need {
    /// Which log.
    #[n(0)]
    pub log: LogId,
    /// From which record on.
    #[cbor(n(1), with = "number")]
    pub from: u64,
    /// Without the compact form.
    #[n(2)]
    pub verbatim: bool,
}

/// Positions going back 1, 2, 4, 8…, to find the newest common one.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Locate {
    /// Up to 32 positions, newest first.
    #[n(0)]
    pub positions: Vec<FeedAt>,
    /// What the hub said last, by which one that was rolled back learns of it.
    #[n(1)]
    pub proof: Option<SignedHeads>,
}

/// A part of a frame too long to be sent again and again over a link that dies.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Piece {
    /// The log whose segments the frame begins with.
    #[n(0)]
    pub log: LogId,
    /// BLAKE3 of the whole frame (tag `piece`).
    #[cbor(n(1), with = "array")]
    pub whole: Short,
    /// Bytes of the whole frame.
    #[cbor(n(2), with = "number")]
    pub length: u64,
    /// Where these bytes stand in it.
    #[cbor(n(3), with = "number")]
    pub offset: u64,
    /// The bytes.
    #[cbor(n(4), with = "minicbor::bytes")]
    pub bytes: Vec<u8>,
}

/// An attachment, and a number of its bytes: how many it has, or how many are there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(array)]
pub struct AttachmentAt {
    /// Where its document lies.
    #[n(0)]
    pub scope: Scope,
    /// The document that names it.
    #[n(1)]
    pub document: DocumentId,
    /// BLAKE3 of the whole.
    #[n(2)]
    pub hash: Attached,
    /// Bytes.
    #[cbor(n(3), with = "number")]
    pub bytes: u64,
}

/// A stretch of an attachment.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Part {
    /// Where its document lies.
    #[n(0)]
    pub scope: Scope,
    /// The document that names it.
    #[n(1)]
    pub document: DocumentId,
    /// BLAKE3 of the whole.
    #[n(2)]
    pub hash: Attached,
    /// Bytes of the whole.
    #[cbor(n(3), with = "number")]
    pub length: u64,
    /// Where these bytes stand in it.
    #[cbor(n(4), with = "number")]
    pub offset: u64,
    /// The bytes.
    #[cbor(n(5), with = "minicbor::bytes")]
    pub bytes: Vec<u8>,
}

/// Why a conversation ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Reason {
    /// Nothing is left to say.
    #[n(0)]
    Done,
    /// The device's rights were ended.
    #[n(1)]
    Revoked,
    /// The other side's program is too old.
    #[n(2)]
    TooOld,
    /// Another national dataset.
    #[n(3)]
    WrongDataset,
    /// The other side said something that makes no sense.
    #[n(4)]
    Nonsense,
    /// This hub is older than the one the node has talked to.
    #[n(5)]
    OldHub,
    /// The device is not enrolled here.
    #[n(6)]
    Unknown,
    /// The side that says it stops; come back later.
    #[n(7)]
    Stopping,
}

/// Anything that can be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// The node's greeting.
    Hello(Hello),
    /// The hub's answer.
    Welcome(Welcome),
    /// Segments in the compact form ([`super::compact`]).
    Push(Vec<u8>),
    /// What the hub has stored.
    Stored(Stored),
    /// A question for a feed.
    Pull(Pull),
    /// Entries of a feed.
    Feed(Vec<u8>),
    /// A question for segments.
    Need(Need),
    /// A question for a common position, and its answer with one position.
    Locate(Locate),
    /// A scope has news; a wake-up without content.
    Announce(FeedAt),
    /// Come back in this many seconds.
    Busy(u64),
    /// The end.
    Bye(Reason),
    /// The end of an answer to PULL: where the feed stands after it.
    Head(SignedHeads),
    /// A part of a PUSH frame.
    Piece(Piece),
    /// These attachments are whole here.
    Have(Vec<AttachmentAt>),
    /// These are asked for, each from so many bytes on.
    Want(Vec<AttachmentAt>),
    /// A stretch of one.
    Part(Part),
}

/// Why a frame is not a message.
#[derive(Debug, thiserror::Error)]
pub enum MessageError {
    /// Its body is not what its type says.
    #[error("read a message: {0}")]
    Body(#[from] minicbor::decode::Error),
    /// A list longer than any honest side writes.
    #[error("read a message: it lists more than {MAX_LISTED} things")]
    TooLong,
}

impl Message {
    /// The frame that carries it.
    ///
    /// # Panics
    /// Never: writing to memory cannot fail.
    #[must_use]
    pub fn to_frame(&self) -> Frame {
        fn cbor(value: &impl Encode<()>) -> Vec<u8> {
            minicbor::to_vec(value).expect("writing to memory cannot fail")
        }
        let (kind, body) = match self {
            Self::Hello(hello) => (1, cbor(hello)),
            Self::Welcome(welcome) => (2, cbor(welcome)),
            Self::Push(body) => (3, body.clone()),
            Self::Stored(stored) => (4, cbor(stored)),
            Self::Pull(pull) => (5, cbor(pull)),
            Self::Feed(body) => (6, body.clone()),
            Self::Need(need) => (7, cbor(need)),
            Self::Locate(locate) => (8, cbor(locate)),
            Self::Announce(at) => (9, cbor(at)),
            Self::Busy(seconds) => (10, cbor(seconds)),
            Self::Bye(reason) => (11, cbor(reason)),
            Self::Head(heads) => (12, cbor(heads)),
            Self::Piece(piece) => (13, cbor(piece)),
            Self::Have(list) => (14, cbor(list)),
            Self::Want(list) => (15, cbor(list)),
            Self::Part(part) => (16, cbor(part)),
        };
        Frame { kind, body }
    }

    /// Reads a frame; none for a type this version does not know, which is to be skipped.
    pub fn from_frame(frame: Frame) -> Result<Option<Self>, MessageError> {
        let body = &frame.body[..];
        let message = match frame.kind {
            1 => Self::Hello(minicbor::decode(body)?),
            2 => Self::Welcome(minicbor::decode(body)?),
            3 => Self::Push(frame.body),
            4 => Self::Stored(minicbor::decode(body)?),
            5 => Self::Pull(minicbor::decode(body)?),
            6 => Self::Feed(frame.body),
            7 => Self::Need(minicbor::decode(body)?),
            8 => Self::Locate(minicbor::decode(body)?),
            9 => Self::Announce(minicbor::decode(body)?),
            10 => Self::Busy(minicbor::decode(body)?),
            11 => Self::Bye(minicbor::decode(body)?),
            12 => Self::Head(minicbor::decode(body)?),
            13 => Self::Piece(minicbor::decode(body)?),
            14 => Self::Have(minicbor::decode(body)?),
            15 => Self::Want(minicbor::decode(body)?),
            16 => Self::Part(minicbor::decode(body)?),
            _ => return Ok(None),
        };
        if message.longest_list() > MAX_LISTED {
            Err(MessageError::TooLong)
        } else {
            Ok(Some(message))
        }
    }

    /// The bytes on the wire. Only records are compressed: hashes and keys do not shrink.
    pub fn to_bytes(&self) -> Result<Vec<u8>, FrameError> {
        const LEVEL: i32 = 19;
        match self {
            Self::Push(_) | Self::Feed(_) => self.to_frame().to_bytes(Some(LEVEL)),
            _ => self.to_frame().to_bytes(None),
        }
    }

    /// Its name in SPEC.md.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Hello(_) => "HELLO",
            Self::Welcome(_) => "WELCOME",
            Self::Push(_) => "PUSH",
            Self::Stored(_) => "STORED",
            Self::Pull(_) => "PULL",
            Self::Feed(_) => "FEED",
            Self::Need(_) => "NEED",
            Self::Locate(_) => "LOCATE",
            Self::Announce(_) => "ANNOUNCE",
            Self::Busy(_) => "BUSY",
            Self::Bye(_) => "BYE",
            Self::Head(_) => "HEAD",
            Self::Piece(_) => "PIECE",
            Self::Have(_) => "HAVE",
            Self::Want(_) => "WANT",
            Self::Part(_) => "PART",
        }
    }

    fn longest_list(&self) -> usize {
        match self {
            Self::Hello(hello) => hello.feeds.len().max(hello.own.len()).max(hello.ahead.len()),
            Self::Welcome(welcome) => {
                let lacks = welcome.lacks.as_ref().map_or(0, Vec::len);
                welcome.feeds.len().max(welcome.logs.len()).max(lacks)
            }
            Self::Locate(locate) => locate.positions.len(),
            Self::Head(heads) => heads.feeds.len(),
            Self::Push(_)
            | Self::Stored(_)
            | Self::Pull(_)
            | Self::Feed(_)
            | Self::Need(_)
            | Self::Announce(_)
            | Self::Busy(_)
            | Self::Bye(_)
            | Self::Piece(_)
            | Self::Part(_) => 0,
            Self::Have(list) | Self::Want(list) => list.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Hash;

    fn hello(value: u64) -> Hello {
        let byte = value.to_le_bytes()[0];
        let digest = Hash([byte; 32]);
        let feed = |scope| {
            FeedAt::new(Scope([scope; 8]), FeedHead { hub_epoch: value, position: value, digest })
        };
        let log = |id| LogAt::new(LogId([id; 16]), Head { n: value, h: digest });
        Hello {
            version: VERSION,
            dataset: [byte; 16],
            feeds: (0..4).map(feed).collect(),
            own: (0..2).map(log).collect(),
            ahead: Vec::new(),
        }
    }

    fn welcome(value: u64) -> Welcome {
        Welcome {
            time: value,
            feeds: vec![FeedAnswer::Equal; 4],
            logs: vec![LogAnswer::Equal; 2],
            audit: [0; 16],
            signature: [value.to_le_bytes()[0]; 64],
            lacks: None,
        }
    }

    #[test]
    fn nothing_new_takes_at_most_600_bytes_whatever_the_numbers() {
        let size = |value| {
            let hello = Message::Hello(hello(value)).to_bytes().unwrap().len();
            let welcome = Message::Welcome(welcome(value)).to_bytes().unwrap().len();
            (hello, welcome)
        };
        let (hello, welcome) = size(1);
        println!("HELLO {hello} B, WELCOME {welcome} B");
        assert!(hello + welcome <= 600, "{hello} + {welcome}");
        for value in [0, 10, 10_000, 1 << 40, u64::MAX] {
            let message = Message::Hello(self::hello(value));
            let body = message.to_frame().body;
            assert_eq!(body.len(), Message::Hello(self::hello(1)).to_frame().body.len());
        }
    }

    #[test]
    fn every_message_comes_back_from_its_frame() {
        let at = hello(5).feeds[0];
        let log = hello(5).own[0];
        let moved = FeedAnswer::Moved { hub_epoch: 1, position: 2, digest: [3; 16] };
        let located = FeedAnswer::Locate { hub_epoch: 1, position: 2, digest: [3; 16] };
        let feeds = vec![moved, located, FeedAnswer::NotYours];
        let stored = LogAnswer::Stored { n: 1, h: [2; 16], pieces: 3 };
        let heads = SignedHeads::sign(&Signer::from_seed(&[9; 32]), 1, [0; 16], vec![at]);
        let attached = AttachmentAt {
            scope: at.scope,
            document: DocumentId([7; 16]),
            hash: Attached::of(b"a picture"),
            bytes: 9,
        };
        let logs = vec![stored, LogAnswer::Unknown, LogAnswer::Fork { n: 4, h: [5; 16] }];
        for message in [
            Message::Hello(hello(5)),
            Message::Welcome(Welcome { feeds, logs, lacks: Some(vec![attached]), ..welcome(5) }),
            Message::Push(vec![1, 2, 3]),
            Message::Stored(Stored { at: log }),
            Message::Pull(Pull { from: at, base: 0, max_bytes: 9, full: true }),
            Message::Feed(vec![4]),
            Message::Need(Need { log: log.log, from: 1, verbatim: true }),
            Message::Locate(Locate { positions: vec![at], proof: Some(heads.clone()) }),
            Message::Head(heads),
            Message::Piece(Piece {
                log: log.log,
                whole: [1; 16],
                length: 3,
                offset: 1,
                bytes: vec![2],
            }),
            Message::Have(vec![attached]),
            Message::Want(vec![attached]),
            Message::Part(Part {
                scope: attached.scope,
                document: attached.document,
                hash: attached.hash,
                length: 3,
                offset: 1,
                bytes: vec![2],
            }),
            Message::Announce(at),
            Message::Busy(30),
            Message::Bye(Reason::Revoked),
        ] {
            let bytes = message.to_bytes().unwrap();
            let (frame, read) = Frame::read(&bytes).unwrap().unwrap();
            assert_eq!(read, bytes.len());
            assert_eq!(Message::from_frame(frame).unwrap(), Some(message));
        }
    }

    #[test]
    fn unknown_types_and_keys_are_skipped_and_long_lists_refused() {
        assert!(Message::from_frame(Frame { kind: 99, body: vec![1] }).unwrap().is_none());
        let newer =
            [0xa2, 0x00, 0x83, 0x50, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x01, 0x50]
                .into_iter()
                .chain([0; 16])
                .chain([0x07, 0xf5]);
        let frame = Frame { kind: 4, body: newer.collect() };
        let read = Message::from_frame(frame).unwrap().unwrap();
        assert_eq!(
            read,
            Message::Stored(Stored { at: LogAt { log: LogId([0; 16]), n: 1, h: [0; 16] } })
        );
        let long = Hello { ahead: vec![hello(1).own[0]; 65], ..hello(1) };
        let frame = Message::Hello(long).to_frame();
        assert!(matches!(Message::from_frame(frame), Err(MessageError::TooLong)));
    }

    #[test]
    fn a_welcome_signed_by_another_or_about_other_heads_does_not_verify() {
        let hub = Signer::from_seed(&[9; 32]);
        let asked = hello(5);
        let mut answer = welcome(7);
        answer.signature = hub.sign(&signed_heads(7, &[0; 16], &asked.feeds));
        assert!(answer.verifies(&asked, hub.device()));
        assert!(!answer.verifies(&asked, Signer::from_seed(&[8; 32]).device()));
        assert!(!answer.verifies(&hello(6), hub.device()));
        answer.time = 8;
        assert!(!answer.verifies(&asked, hub.device()));
    }
}
