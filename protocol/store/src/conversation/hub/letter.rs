//! Letters at the hub: reading one, and writing what answers a greeting.

use lisanga_protocol::bundle::Letter;
use lisanga_protocol::feed::FeedHead;
use lisanga_protocol::wire::Frame;
use lisanga_protocol::wire::messages::{FeedAnswer, FeedAt, Hello, Locate, Message, Pull, VERSION};
use rusqlite::Connection;

use super::{HubEnd, newest_common};
use crate::conversation::letter::LetterError;
use crate::{StoreError, bundles, rights};

/// Payload bytes in a FEED frame of a letter.
const FRAME: u64 = 400 << 10;

impl HubEnd {
    /// Notes how the device greeted, and where it may have a common past with this hub: what it has not
    /// heard can be written to it at any time.
    pub(super) fn remember(
        &self,
        db: &Connection,
        hello: &Hello,
        questions: &[Locate],
    ) -> Result<(), StoreError> {
        let hello = Message::Hello(hello.clone());
        let questions = questions.iter().cloned().map(Message::Locate);
        let mut frames = Vec::new();
        for message in std::iter::once(hello).chain(questions) {
            frames.extend(message.to_bytes().map_err(|_| StoreError::Invalid("a greeting"))?);
        }
        bundles::set_greeting(db, &self.device.0, &frames)
    }

    /// How the device greeted last; one that never did is told everything it may read.
    fn remembered(&self, db: &Connection) -> Result<(Hello, Vec<Locate>), StoreError> {
        let frames = bundles::greeting(db, &self.device.0)?.unwrap_or_default();
        let (mut hello, mut questions, mut rest) = (None, Vec::new(), &frames[..]);
        while let Ok(Some((frame, size))) = Frame::read(rest) {
            match Message::from_frame(frame) {
                Ok(Some(Message::Hello(said))) => hello = Some(said),
                Ok(Some(Message::Locate(locate))) => questions.push(locate),
                _ => {}
            }
            rest = &rest[size..];
        }
        if let Some(hello) = hello {
            return Ok((hello, questions));
        }
        let readable = rights::readable(db, self.device)?;
        let feeds = readable.into_iter().map(|scope| FeedAt::new(scope, FeedHead::start(0)));
        let (feeds, dataset) = (feeds.collect(), self.me.dataset);
        let hello = Hello { version: VERSION, dataset, feeds, own: Vec::new(), ahead: Vec::new() };
        Ok((hello, Vec::new()))
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
        let mut questions = Vec::new();
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
                    questions.push(question);
                }
                _ => return Err(LetterError::Nonsense),
            }
        }
        self.remember(db, &hello, &questions)?;
        Ok(())
    }

    /// What answers the last greeting of the device: what is stored of its logs, and what it has not
    /// heard.
    pub fn letter(&mut self, db: &Connection) -> Result<Letter, StoreError> {
        let (hello, questions) = self.remembered(db)?;
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
                    let Some(question) = questions.iter().find(asked) else { continue };
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
        Ok(Letter { greeting: vec![Message::Hello(hello), Message::Welcome(answers)], said })
    }
}
