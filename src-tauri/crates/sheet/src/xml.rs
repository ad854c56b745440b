//! XML as spreadsheets have it, one event at a time. Prefixes of namespaces do not matter: programs choose their own.
//!
//! Never in here: entities that a file declares itself (only files have them that were made to do harm).

use std::borrow::Cow;
use std::io::{BufRead, Error as IoError, ErrorKind, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use quick_xml::encoding::DecodingReader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Error, Reader};

use crate::budget::{DEPTH, EVENT, EXPANDED, ROW, no_more_than};
use crate::error::{Result, SheetError};

/// A part in XML.
pub(crate) struct Xml<R> {
    reader: Reader<DecodingReader<Piecewise<R>>>,
    buffer: Vec<u8>,
    /// Bytes that the event under way may still have.
    left: Arc<AtomicU64>,
    depth: usize,
}

impl<R: BufRead> Xml<R> {
    pub fn new(part: R) -> Self {
        let left = Arc::new(AtomicU64::new(EVENT));
        let mut reader = Reader::from_reader(DecodingReader::new(Piecewise { inner: part, left: Arc::clone(&left) }));
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), left, depth: 0 }
    }

    /// The next event; [`Event::Eof`] at the end.
    pub fn next(&mut self) -> Result<Event<'_>> {
        self.buffer.clear();
        self.left.store(EVENT, Ordering::Relaxed);
        let event = self
            .reader
            .read_event_into(&mut self.buffer)
            .map_err(|error| broken(&error, self.left.load(Ordering::Relaxed)))?;
        match &event {
            Event::DocType(_) => return Err(SheetError::Damaged("it declares entities".to_owned())),
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        no_more_than(DEPTH, self.depth, "elements in each other")?;
        Ok(event)
    }

    /// Reads up to the end of the element that has just begun, and leaves it out.
    pub fn skip(&mut self) -> Result<()> {
        let mut depth = 1;
        while depth > 0 {
            match self.next()? {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
        Ok(())
    }

    /// Adds the text of the element that has just begun, without that of elements called like one of `without`.
    pub fn text(&mut self, without: &[&str], text: &mut String) -> Result<()> {
        let (mut depth, mut out) = (1, None);
        while depth > 0 {
            match self.next()? {
                Event::Start(start) => {
                    if out.is_none() && without.contains(&start.local_name().as_ref()) {
                        out = Some(depth);
                    }
                    depth += 1;
                }
                Event::End(_) => {
                    depth -= 1;
                    out = out.filter(|outer| *outer < depth);
                }
                Event::Eof => return Ok(()),
                event if out.is_none() => add(&event, text),
                _ => {}
            }
            no_more_than(ROW, text.len(), "bytes in a cell")?;
        }
        Ok(())
    }
}

/// A reader that ends with an error where one event has more bytes than any has.
struct Piecewise<R> {
    inner: R,
    left: Arc<AtomicU64>,
}

impl<R: BufRead> Read for Piecewise<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let length = self.fill_buf()?.read(into)?;
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Piecewise<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        if self.left.load(Ordering::Relaxed) == 0 {
            Err(IoError::from(ErrorKind::FileTooLarge))
        } else {
            self.inner.fill_buf()
        }
    }

    fn consume(&mut self, length: usize) {
        let left = self.left.load(Ordering::Relaxed);
        self.left.store(left.saturating_sub(length as u64), Ordering::Relaxed);
        self.inner.consume(length);
    }
}

/// Adds what an event says, if it is of text.
pub(crate) fn add(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(part) => text.push_str(&part.xml10_content()),
        Event::CData(part) => text.push_str(&part.xml10_content()),
        Event::GeneralRef(name) => text.push_str(&resolved(name)),
        _ => {}
    }
}

/// What stands behind `&lt;` or `&#25105;`; an unknown name stays as it is written.
fn resolved(name: &BytesRef<'_>) -> Cow<'static, str> {
    if let Ok(Some(letter)) = name.resolve_char_ref() {
        return letter.to_string().into();
    }
    match quick_xml::escape::resolve_predefined_entity(name) {
        Some(letter) => letter.into(),
        None => format!("&{};", &**name).into(),
    }
}

/// An attribute by its name without prefix.
pub(crate) fn attribute<'a>(start: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    let found =
        start.attributes().with_checks(false).flatten().find(|found| found.key.local_name().as_ref() == name)?;
    match found.value {
        Cow::Borrowed(value) => Some(quick_xml::escape::unescape(value).unwrap_or(Cow::Borrowed(value))),
        Cow::Owned(value) => Some(value.into()),
    }
}

/// Whether an attribute says yes.
pub(crate) fn is_set(start: &BytesStart<'_>, name: &str) -> bool {
    attribute(start, name).is_some_and(|value| matches!(&*value, "1" | "true" | "on"))
}

/// An attribute that is a number.
pub(crate) fn number<N: std::str::FromStr>(start: &BytesStart<'_>, name: &str) -> Option<N> {
    attribute(start, name).and_then(|value| value.trim().parse().ok())
}

fn broken(error: &Error, left: u64) -> SheetError {
    match error {
        Error::Io(error) if error.kind() == ErrorKind::FileTooLarge && left == 0 => {
            SheetError::Damaged(format!("a tag or a text has more than {} MiB", EVENT / (1024 * 1024)))
        }
        Error::Io(error) if error.kind() == ErrorKind::FileTooLarge => SheetError::Unpacked { limit: EXPANDED },
        error => SheetError::damaged(&error),
    }
}
