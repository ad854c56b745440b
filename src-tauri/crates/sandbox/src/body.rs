//! Reply bodies, also those that misbehave. Knows nothing of WeCom.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

/// Long enough for what was written before to leave the process.
const BEFORE_CUT: Duration = Duration::from_millis(30);
/// Pace of a slow reply: one byte each.
const DRIP: Duration = Duration::from_secs(1);
/// A piece of an endless reply.
const PIECE: &[u8] = &[b' '; 16 * 1024];

/// A reply body.
pub(crate) enum ReplyBody {
    /// Arrives as it should.
    Whole(Bytes),
    /// Sends this part and then breaks off.
    CutAfter(Option<Bytes>, Pin<Box<Sleep>>),
    /// Sends this and then blanks without end.
    Endless(Bytes),
    /// Sends one byte a second.
    Drip(Bytes, Pin<Box<Sleep>>),
}

/// The body was broken off on purpose.
#[derive(Debug)]
pub(crate) struct BrokenOff;

impl std::fmt::Display for BrokenOff {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("broken off on purpose")
    }
}

impl std::error::Error for BrokenOff {}

impl ReplyBody {
    pub(crate) fn cut_after(part: Bytes) -> Self {
        Self::CutAfter(Some(part), Box::pin(sleep(BEFORE_CUT)))
    }

    pub(crate) fn drip(whole: Bytes) -> Self {
        Self::Drip(whole, Box::pin(sleep(DRIP)))
    }
}

impl Body for ReplyBody {
    type Data = Bytes;
    type Error = BrokenOff;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BrokenOff>>> {
        let frame = |bytes| Poll::Ready(Some(Ok(Frame::data(bytes))));
        match self.get_mut() {
            Self::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Self::Whole(bytes) => frame(std::mem::take(bytes)),
            Self::CutAfter(part, end) => match part.take() {
                Some(part) => frame(part),
                None => end.as_mut().poll(cx).map(|()| Some(Err(BrokenOff))),
            },
            Self::Endless(first) if first.is_empty() => frame(Bytes::from_static(PIECE)),
            Self::Endless(first) => frame(std::mem::take(first)),
            Self::Drip(rest, _) if rest.is_empty() => Poll::Ready(None),
            Self::Drip(rest, next) => match next.as_mut().poll(cx) {
                Poll::Pending => Poll::Pending,
                Poll::Ready(()) => {
                    *next = Box::pin(sleep(DRIP));
                    frame(rest.split_to(1))
                }
            },
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Whole(bytes) | Self::Drip(bytes, _) if bytes.is_empty())
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(bytes) | Self::Drip(bytes, _) => {
                SizeHint::with_exact(u64::try_from(bytes.len()).unwrap_or(u64::MAX))
            }
            Self::CutAfter(..) | Self::Endless(_) => SizeHint::default(),
        }
    }
}
