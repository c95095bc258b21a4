//! Letters at the hub: reading one, and writing what answers a greeting.

use lisanga_protocol::bundle::Letter;
use lisanga_protocol::feed::FeedHead;
use lisanga_protocol::wire::Frame;
use lisanga_protocol::wire::messages::{
    AttachmentAt, FeedAnswer, FeedAt, Hello, Locate, MAX_LISTED, Message, Part, Pull, VERSION,
};
use rusqlite::Connection;

use super::{HubEnd, newest_common};
use crate::conversation::letter::LetterError;
use crate::{StoreError, bundles, rights};

/// Payload bytes in a FEED frame of a letter.
const FRAME: u64 = 400 << 10;

/// What a device said beside its greeting.
#[derive(Default)]
struct Besides {
    /// Where it may have a common past with this hub.
    questions: Vec<Locate>,
    /// The attachments it sent.
    sent: Vec<AttachmentAt>,
    /// Those it asks for.
    asked: Vec<AttachmentAt>,
}

type Remembered = (Hello, Besides);

impl HubEnd {
    /// Notes how the device greeted, and where it may have a common past with this hub: what it has not
    /// heard can be written to it at any time.
    pub(super) fn remember(
        &self,
        db: &Connection,
        hello: &Hello,
        besides: &[Message],
    ) -> Result<(), StoreError> {
        let hello = Message::Hello(hello.clone());
        let mut frames = Vec::new();
        for message in std::iter::once(&hello).chain(besides) {
            frames.extend(message.to_bytes().map_err(|_| StoreError::Invalid("a greeting"))?);
        }
        bundles::set_greeting(db, &self.device.0, &frames)
    }

    /// How the device greeted last; one that never did is told everything it may read.
    fn remembered(&self, db: &Connection) -> Result<Remembered, StoreError> {
        let frames = bundles::greeting(db, &self.device.0)?.unwrap_or_default();
        let (mut hello, mut besides, mut rest) = (None, Besides::default(), &frames[..]);
        while let Ok(Some((frame, size))) = Frame::read(rest) {
            match Message::from_frame(frame) {
                Ok(Some(Message::Hello(said))) => hello = Some(said),
                Ok(Some(Message::Locate(locate))) => besides.questions.push(locate),
                Ok(Some(Message::Have(list))) => besides.sent.extend(list),
                Ok(Some(Message::Want(list))) => besides.asked.extend(list),
                _ => {}
            }
            rest = &rest[size..];
        }
        if let Some(hello) = hello {
            return Ok((hello, besides));
        }
        let readable = rights::readable(db, self.device)?;
        let feeds = readable.into_iter().map(|scope| FeedAt::new(scope, FeedHead::start(0)));
        let (feeds, dataset) = (feeds.collect(), self.me.dataset);
        let hello = Hello { version: VERSION, dataset, feeds, own: Vec::new(), ahead: Vec::new() };
        Ok((hello, Besides::default()))
    }

    /// Reads what a device wrote. What answers it is written by [`HubEnd::letter`] once everything is
    /// published.
    ///
    /// # Errors
    /// [`LetterError::Nonsense`] if it does not begin with a greeting of this dataset.
    pub fn read(&mut self, db: &Connection, letter: Vec<Message>) -> Result<(), LetterError> {
        let mut letter = letter.into_iter();
        let Some(Message::Hello(hello)) = letter.next() else { return Err(LetterError::Nonsense) };
        if let [Message::Bye(_)] = self.hear(db, Message::Hello(hello.clone()))?[..] {
            return Err(LetterError::Nonsense);
        }
        let mut besides = Vec::new();
        let mut sent = Vec::new();
        for message in letter {
            match message {
                Message::Push(_) => {
                    let answers = self.hear(db, message)?;
                    // Every payload stands whole in a letter: asked for again it would be the same.
                    if answers.iter().any(|said| matches!(said, Message::Need(_))) {
                        return Err(LetterError::Nonsense);
                    }
                }
                // A proof that this hub was rolled back begins a new timeline.
                Message::Locate(question) => {
                    self.hear(db, Message::Locate(question.clone()))?;
                    besides.push(Message::Locate(question));
                }
                Message::Part(Part { scope, document, hash, length: bytes, .. }) => {
                    sent.push(AttachmentAt { scope, document, hash, bytes });
                    self.hear(db, message)?;
                }
                Message::Want(_) => besides.push(message),
                _ => return Err(LetterError::Nonsense),
            }
        }
        besides.extend(sent.chunks(MAX_LISTED).map(|sent| Message::Have(sent.to_vec())));
        self.remember(db, &hello, &besides)?;
        Ok(())
    }

    /// What answers the last greeting of the device: what is stored of its logs, and what it has not
    /// heard.
    pub fn letter(&mut self, db: &Connection) -> Result<Letter, StoreError> {
        let (hello, besides) = self.remembered(db)?;
        let Message::Welcome(answers) = self.answer(db, &hello)? else {
            return Err(StoreError::Invalid("a greeting of another dataset"));
        };
        let (mut said, never) = (Vec::new(), hello.own.is_empty());
        for (at, answer) in hello.feeds.iter().zip(&answers.feeds) {
            let from = match answer {
                FeedAnswer::Moved { .. } => *at,
                FeedAnswer::Locate { .. } => {
                    let asked = |locate: &&Locate| {
                        locate.positions.first().is_some_and(|first| first.scope == at.scope)
                    };
                    let Some(question) = besides.questions.iter().find(asked) else { continue };
                    let start = FeedAt::new(at.scope, FeedHead::start(0));
                    let common = newest_common(db, question)?.unwrap_or(start);
                    said.push(Message::Locate(Locate { positions: vec![common], proof: None }));
                    common
                }
                FeedAnswer::Equal | FeedAnswer::NotYours => continue,
            };
            let pull = Pull { from, base: 0, max_bytes: FRAME, full: never };
            self.hear(db, Message::Pull(pull))?;
            while let Some(message) = self.more(db)? {
                said.push(message);
            }
        }
        said.extend(self.attached_to_letter(db, &besides.sent, &besides.asked)?);
        Ok(Letter { greeting: vec![Message::Hello(hello), Message::Welcome(answers)], said })
    }
}
