//! Messages on QUIC streams.

use lisanga_protocol::wire::messages::{Message, MessageError};
use lisanga_protocol::wire::{Frame, FrameError, FrameHeader};
use quinn::{ReadExactError, RecvStream, SendStream};

/// Why a message could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    /// The connection or stream broke.
    #[error("read from the link: {0}")]
    Read(#[from] ReadExactError),
    /// The connection or stream broke.
    #[error("write to the link: {0}")]
    Write(#[from] quinn::WriteError),
    /// Not a frame.
    #[error(transparent)]
    Frame(#[from] FrameError),
    /// Not a message.
    #[error(transparent)]
    Message(#[from] MessageError),
}

/// Writes a message and returns its bytes on the wire.
pub async fn write(stream: &mut SendStream, message: &Message) -> Result<usize, StreamError> {
    let bytes = message.to_bytes()?;
    stream.write_all(&bytes).await?;
    Ok(bytes.len())
}

/// Reads the next message this version knows, and the bytes it took; none at the end of the stream.
pub async fn read(stream: &mut RecvStream) -> Result<Option<(Message, usize)>, StreamError> {
    loop {
        let Some((frame, size)) = read_frame(stream).await? else { return Ok(None) };
        if let Some(message) = Message::from_frame(frame)? {
            return Ok(Some((message, size)));
        }
    }
}

/// Reads the next frame, of any type.
pub async fn read_frame(stream: &mut RecvStream) -> Result<Option<(Frame, usize)>, StreamError> {
    let mut head = [0; FrameHeader::LONG];
    match stream.read_exact(&mut head[..2]).await {
        Ok(()) => {}
        Err(ReadExactError::FinishedEarly(0)) => return Ok(None),
        Err(error) => return Err(error.into()),
    }
    let size = FrameHeader::size(head[1])?;
    stream.read_exact(&mut head[2..size]).await?;
    let Some(header) = FrameHeader::parse(&head[..size])? else { return Ok(None) };
    let mut body = vec![0; header.length as usize];
    stream.read_exact(&mut body).await?;
    let frame = Frame { kind: header.kind, body: header.body(&body)? };
    Ok(Some((frame, size + body.len())))
}
