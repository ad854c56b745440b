//! What no message of a send may hold: the links as they were when it was planned, and the files that go with it.
//!
//! Never in here: how a link is known in a text. That is `message/links`.

use std::collections::HashMap;

use beckon_model::{MediaContent, Reason, TemplateContent, ValueRemark};
use beckon_store::Reader;

use crate::message::links::Links;
use crate::message::recipient::Recipient;

/// Bytes of a file that may be a text, at most.
const TEXT_BYTES: u64 = 1024 * 1024;

/// The links that let somebody in.
#[derive(Debug)]
pub(crate) struct Guard {
    links: Links,
    /// Why a candidate must not get a file, by the files' hashes.
    files: HashMap<String, Option<Reason>>,
}

impl Guard {
    /// With all links that are known now.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub fn new(rows: &Reader<'_>) -> beckon_store::Result<Self> {
        Ok(Self { links: Links::new(rows.known_links()?), files: HashMap::new() })
    }

    /// Looks for links in the file that goes with a content, if it is a text, once.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub fn look_into(&mut self, rows: &Reader<'_>, content: &TemplateContent) -> beckon_store::Result<()> {
        let TemplateContent::File(MediaContent { media: Some(media) }) = content else { return Ok(()) };
        if !self.links.is_empty() && media.size <= TEXT_BYTES && !self.files.contains_key(&media.sha256) {
            let text = String::from_utf8(rows.media_bytes(&media.sha256)?).unwrap_or_default();
            self.files.insert(media.sha256.clone(), self.links.refuse_text(true, "file", &text));
        }
        Ok(())
    }

    /// Why this one must not get a message that says this, if so.
    pub fn refuse(&self, recipient: &Recipient, content: &TemplateContent) -> Option<Reason> {
        let file = content.media().filter(|_| recipient.id().is_some());
        let file = file.and_then(|media| self.files.get(&media.sha256)).cloned().flatten();
        self.links.refuse(recipient, content).or(file)
    }

    /// A remark about a value, in which nobody reads a link.
    pub fn without_links(&self, remark: ValueRemark) -> ValueRemark {
        ValueRemark { value: self.links.masked(&remark.value), ..remark }
    }
}
