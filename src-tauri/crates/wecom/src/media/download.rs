//! `media/get`: a file from WeCom, piece by piece (path/90254).
//!
//! Only an answer that names a file is taken for one: WeCom tells refusals as JSON, and a sign-in page is neither.

use std::fmt;
use std::ops::RangeInclusive;

use bytes::Bytes;
use reqwest::Response;
use reqwest::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderMap, HeaderName, RANGE};

use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::{BadReply, Error};
use crate::failure::classify;
use crate::invalid::Unit;
use crate::limits::MEDIA_PIECE_BYTES;
use crate::transport::Answers;

/// A file on its way.
pub struct Download {
    response: Response,
    /// The name it was uploaded under, without any folder; `None` when WeCom tells none.
    pub filename: Option<String>,
    /// `Content-Type`.
    pub content_type: Option<String>,
    received: usize,
}

impl Download {
    /// The next piece, `None` at the end.
    ///
    /// # Errors
    /// [`Error::Unanswered`] when the connection ends first or the time is over, [`Error::BadReply`] beyond 20 MiB or for
    /// nothing at all.
    pub async fn piece(&mut self) -> Result<Option<Bytes>, Error> {
        let piece = self.response.chunk().await.map_err(|error| classify(&error))?;
        self.received += piece.as_ref().map_or(0, Bytes::len);
        match piece {
            Some(_) if self.received > MEDIA_PIECE_BYTES => Err(bad(&self.response, "more than 20 MiB")),
            // WeCom takes no empty file, so it has none to give.
            None if self.received == 0 => Err(bad(&self.response, "an empty body")),
            piece => Ok(piece),
        }
    }

    /// Length in bytes of what is still to come, where it was announced.
    #[must_use]
    pub fn announced_bytes(&self) -> Option<u64> {
        self.response.content_length()
    }

    /// The whole file in memory.
    ///
    /// # Errors
    /// As [`Download::piece`].
    pub async fn bytes(mut self) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        while let Some(piece) = self.piece().await? {
            bytes.extend_from_slice(&piece);
        }
        Ok(bytes)
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { filename, content_type, received, .. } = self;
        f.debug_struct("Download")
            .field("filename", filename)
            .field("content_type", content_type)
            .field("received", received)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// GET `/cgi-bin/media/get`: a file of at most 20 MiB, or the part of a bigger one that `range` names (first and
    /// last byte, both included).
    ///
    /// # Errors
    /// [`NotSent::Invalid`](crate::NotSent::Invalid) for a range that is empty or longer; any [`Error`]; 40007 for an unknown `media_id` or one older than three days, 830002 for more than 20 MiB at once.
    pub async fn media_get(&self, media_id: &str, range: Option<RangeInclusive<u64>>) -> Result<Download, Error> {
        let mut found = Findings::default();
        found.text(At::root("media_id"), media_id).needed();
        found.must(
            At::root("range"),
            range.as_ref().is_none_or(|range| !range.is_empty()),
            "a range that is not empty",
        );
        let length = range.as_ref().filter(|range| !range.is_empty()).map(|range| range.end() - range.start());
        let length = length.map_or(1, |length| usize::try_from(length).unwrap_or(usize::MAX).saturating_add(1));
        found.size(At::root("range"), Unit::Bytes, length, &(1..=MEDIA_PIECE_BYTES));
        found.into_result()?;
        let range = &range.map(|range| format!("bytes={}-{}", range.start(), range.end()));
        self.with_token(|token| async move {
            let url = self.address("/cgi-bin/media/get", &token);
            let mut request = self.transport.get(url).query(&[("media_id", media_id)]);
            if let Some(range) = range {
                request = request.header(RANGE, range);
            }
            let request = self.transport.with_file(request);
            let response = self.transport.send(request).await?;
            let named = response.headers().contains_key(CONTENT_DISPOSITION);
            if !named || !response.status().is_success() {
                let envelope = self.transport.read(response, &[&token, &self.config.secret], Answers::Briefly).await?;
                return Err(envelope.bad("neither a file nor a refusal"));
            }
            if range.is_some() != (response.status().as_u16() == 206) {
                return Err(bad(&response, "another part of the file than was asked for"));
            }
            Ok(Download {
                filename: text(response.headers(), &CONTENT_DISPOSITION).as_deref().and_then(filename),
                content_type: text(response.headers(), &CONTENT_TYPE),
                response,
                received: 0,
            })
        })
        .await
    }
}

fn bad(response: &Response, problem: &'static str) -> Error {
    Error::BadReply(BadReply {
        status: response.status().as_u16(),
        problem,
        excerpt: String::new(),
        bytes: 0,
        head: Box::default(),
    })
}

fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// `name` of `attachment; filename="name"`, without any folder: it may become a file here.
fn filename(disposition: &str) -> Option<String> {
    let quoted = disposition.split_once("filename=")?.1.trim_start();
    let name = match quoted.strip_prefix('"') {
        Some(rest) => rest.split('"').next()?,
        None => quoted.split(';').next()?.trim(),
    };
    let name = name.rsplit(['/', '\\']).next()?.replace(char::is_control, "");
    Some(name).filter(|name| !name.is_empty() && name != "." && name != "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_only_a_name() {
        let name = |disposition| filename(disposition).unwrap_or_default();
        assert_eq!(name("attachment; filename=\"简历.pdf\""), "简历.pdf", "as uploaded");
        assert_eq!(name("attachment; filename=a.txt; size=3"), "a.txt", "without quotes");
        assert_eq!(name("attachment; filename=\"../../etc/passwd\""), "passwd", "no way out of a folder");
        assert_eq!(name("attachment; filename=\"C:\\a\\..\""), "", "nothing is left of it");
        assert_eq!(name("attachment"), "", "no name");
    }
}
