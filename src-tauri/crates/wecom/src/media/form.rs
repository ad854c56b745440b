//! multipart/form-data with one file, streamed: head, file, tail (path/90253).
//!
//! Written here because the name has to stand as it is in `filename="…"`: WeCom does not read `filename*=`.
//! Never in here: a guess at the length; a file that turns out shorter ends the request without its end.

use std::hash::{BuildHasher, RandomState};
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use reqwest::RequestBuilder;
use tokio::io::{AsyncRead, ReadBuf};

use super::MediaFile;
use super::file::Reader;
use crate::error::{Error, NotSent};
use crate::transport::Transport;

/// Bytes that are read at a time.
const PIECE: usize = 64 * 1024;

/// A file with its media type, ready to be sent as often as needed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form<'a> {
    pub file: &'a MediaFile,
    pub media_type: &'static str,
}

/// Sends the file from its start as the body of `request`.
pub(crate) async fn upload(
    transport: &Transport,
    request: RequestBuilder,
    form: Form<'_>,
) -> Result<reqwest::Response, Error> {
    let boundary = boundary();
    let body = FormBody::new(form, &boundary).await?;
    let failed = Arc::clone(&body.failed);
    let request = request
        .header("content-type", format!("multipart/form-data; boundary={boundary}"))
        .body(reqwest::Body::wrap(body));
    let sent = transport.send(transport.with_file(request)).await;
    // Without its end no upload is processed.
    sent.map_err(|error| failed.get().map_or(error, |words| Error::NotSent(NotSent::File(words.clone()))))
}

/// 128 bits that no file holds by chance.
fn boundary() -> String {
    let random = || RandomState::new().hash_one(0);
    format!("file-{:016x}{:016x}", random(), random())
}

struct FormBody {
    head: Option<Bytes>,
    /// Locked by nobody; it makes the reader fit to be shared, as the HTTP library wants it.
    reader: Mutex<Reader>,
    left: u64,
    tail: Option<Bytes>,
    /// Why the file could not be read to its end.
    failed: Arc<OnceLock<String>>,
}

impl FormBody {
    async fn new(Form { file, media_type }: Form<'_>, boundary: &str) -> Result<Self, Error> {
        let MediaFile { name, length, .. } = file;
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"media\"; filename=\"{name}\"; filelength={length}\r\n\
             Content-Type: {media_type}\r\n\r\n"
        );
        Ok(Self {
            head: Some(Bytes::from(head)),
            reader: Mutex::new(file.open().await?),
            left: *length,
            tail: Some(Bytes::from(format!("\r\n--{boundary}--\r\n"))),
            failed: Arc::default(),
        })
    }

    fn read(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Bytes>> {
        let wanted = usize::try_from(self.left).unwrap_or(PIECE).min(PIECE);
        let mut piece = vec![0; wanted];
        let mut buffer = ReadBuf::new(&mut piece);
        let reader = self.reader.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner);
        ready!(Pin::new(reader).poll_read(cx, &mut buffer))?;
        let count = buffer.filled().len();
        if count == 0 {
            return Poll::Ready(Err(io::Error::new(io::ErrorKind::UnexpectedEof, "it is shorter than it was")));
        }
        piece.truncate(count);
        self.left -= u64::try_from(count).unwrap_or(self.left);
        Poll::Ready(Ok(Bytes::from(piece)))
    }
}

impl Body for FormBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let body = self.get_mut();
        if let Some(head) = body.head.take() {
            return Poll::Ready(Some(Ok(Frame::data(head))));
        }
        if body.left > 0 {
            let read = ready!(body.read(cx));
            if let Err(error) = &read {
                let _ = body.failed.set(error.to_string());
            }
            return Poll::Ready(Some(read.map(Frame::data)));
        }
        Poll::Ready(body.tail.take().map(|tail| Ok(Frame::data(tail))))
    }

    fn is_end_stream(&self) -> bool {
        self.tail.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        let length = |part: &Option<Bytes>| part.as_ref().map_or(0, |part| u64::try_from(part.len()).unwrap_or(0));
        SizeHint::with_exact(length(&self.head) + self.left + length(&self.tail))
    }
}
