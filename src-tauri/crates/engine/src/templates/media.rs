//! Pictures and files that go with templates, kept in the database.
//!
//! Never in here: an upload.

use beckon_model::{FieldProblem, FormField, MediaRef, MediaUse};
use wecom::message::Problem;
use wecom::{MediaFile, MediaKind, NotSent};

use crate::doors::Templates;
use crate::errors::{Result, invalid, not_found};
use crate::hash::{digest, hex};
use crate::message::picture::is_whole;

impl Templates<'_> {
    /// Keeps a picture or file for templates to refer to, under a name that can be uploaded: the answer has it.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] with what WeCom would not take of it.
    pub async fn media_add(self, usage: MediaUse, name: &str, bytes: Vec<u8>) -> Result<MediaRef> {
        let name = wecom::upload_name(name);
        let file = MediaFile::from_bytes(&name, bytes.clone());
        file.check(kind(usage)).await.map_err(|error| invalid(FormField::Media, problem(&error)))?;
        if usage == MediaUse::Image && !is_whole(&bytes) {
            return Err(invalid(FormField::Media, FieldProblem::DamagedPicture));
        }
        let sha256 = hex(&digest(&[usage.as_str().as_bytes(), name.as_bytes(), &bytes]));
        let media = MediaRef { sha256, name, size: bytes.len() as u64 };
        let (kept, now) = (media.clone(), self.engine.now_ms());
        self.engine.store().write(move |rows| rows.put_media(&kept, usage, &bytes, now)).await?;
        Ok(media)
    }

    /// The bytes of a picture or file, for drawing it and for exports.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub async fn media_get(self, sha256: &str) -> Result<Vec<u8>> {
        let sha256 = sha256.to_owned();
        let found = self.engine.store().read(move |rows| rows.media_bytes(&sha256)).await;
        found.map_err(|error| not_found(error, "file"))
    }
}

/// What an upload is used as.
pub(crate) fn kind(usage: MediaUse) -> MediaKind {
    match usage {
        MediaUse::Image => MediaKind::Image,
        MediaUse::File => MediaKind::File,
    }
}

/// What is wrong with a file, where WeCom would not take it.
fn problem(error: &wecom::Error) -> FieldProblem {
    let wecom::Error::NotSent(NotSent::Invalid(invalid)) = error else { return FieldProblem::Unreadable };
    match invalid.violations().first() {
        Some(violation) => match violation.problem {
            Problem::TooMuch { .. } => FieldProblem::TooLarge,
            Problem::TooLittle { .. } => FieldProblem::TooSmall,
            _ => FieldProblem::NotAPicture,
        },
        None => FieldProblem::Unreadable,
    }
}
