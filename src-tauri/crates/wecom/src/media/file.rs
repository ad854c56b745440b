//! A file that can be read from its start as often as needed: an upload that meets an old token is sent again.
//!
//! Never in here: what WeCom thinks of it.

use std::fmt;
use std::future::Future;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use tokio::io::{AsyncRead, AsyncReadExt};

use crate::error::{Error, NotSent};

pub(crate) type Reader = Box<dyn AsyncRead + Send + Unpin>;

type Opening = Pin<Box<dyn Future<Output = io::Result<Reader>> + Send>>;

/// A file to be uploaded.
#[derive(Clone)]
pub struct MediaFile {
    pub(crate) name: String,
    pub(crate) length: u64,
    open: Arc<dyn Fn() -> Opening + Send + Sync>,
}

impl MediaFile {
    /// A file on disk, under its own name. It is read while it is sent, and must not change until then.
    ///
    /// # Errors
    /// The file does not exist, is none, or may not be read.
    pub async fn on_disk(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = PathBuf::from(path.as_ref());
        let about = tokio::fs::metadata(&path).await?;
        if !about.is_file() {
            return Err(io::Error::from(io::ErrorKind::InvalidInput));
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self::from_reader(&name, about.len(), move || tokio::fs::File::open(path.clone())))
    }

    /// Bytes in memory; `name` is what the recipient sees.
    #[must_use]
    pub fn from_bytes(name: &str, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        Self::from_reader(name, length, move || std::future::ready(Ok(io::Cursor::new(bytes.clone()))))
    }

    /// Anything that can be read from its start again and again: each call of `open` begins again, and gives at least
    /// `length` bytes.
    #[must_use]
    pub fn from_reader<R, F>(name: &str, length: u64, open: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        R: AsyncRead + Send + Unpin + 'static,
        F: Future<Output = io::Result<R>> + Send + 'static,
    {
        let open = move || -> Opening {
            let opening = open();
            Box::pin(async move { Ok(Box::new(opening.await?) as Reader) })
        };
        Self { name: name.to_owned(), length, open: Arc::new(open) }
    }

    /// The same file under another name.
    #[must_use]
    pub fn named(self, name: &str) -> Self {
        Self { name: name.to_owned(), ..self }
    }

    pub(crate) async fn open(&self) -> Result<Reader, Error> {
        (self.open)().await.map_err(unreadable)
    }

    /// The first `count` bytes, or all where there are fewer.
    pub(crate) async fn head(&self, count: u64) -> Result<Vec<u8>, Error> {
        let mut head = Vec::new();
        self.open().await?.take(count).read_to_end(&mut head).await.map_err(unreadable)?;
        Ok(head)
    }
}

fn unreadable(error: io::Error) -> Error {
    Error::NotSent(NotSent::File(error.to_string()))
}

impl fmt::Debug for MediaFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MediaFile").field("name", &self.name).field("length", &self.length).finish_non_exhaustive()
    }
}
