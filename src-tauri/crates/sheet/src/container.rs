//! A workbook's container: a ZIP, and its parts by their names.
//!
//! 1. Names are compared as Excel does: without case, with `\` for `/`, without a slash at the beginning.
//! 2. Sizes are counted while unpacking, whatever a part is called: the sizes that a ZIP declares may lie.

use std::collections::HashMap;
use std::io::{BufReader, Cursor, Error, ErrorKind, Read};
use std::sync::Arc;

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use crate::budget::{EXPANDED, PARTS, WHOLE, no_more_than};
use crate::error::{Result, SheetError};

/// A container.
pub(crate) struct Package {
    archive: ZipArchive<Cursor<Arc<[u8]>>>,
    names: HashMap<String, usize>,
    /// Bytes that may still be unpacked whole.
    left: u64,
}

/// A part while it is unpacked.
pub(crate) type Part<'a> = BufReader<Limited<ZipFile<'a, Cursor<Arc<[u8]>>>>>;

impl Package {
    pub fn open(bytes: Arc<[u8]>) -> Result<Self> {
        // Before the list is read: each entry takes hundreds of bytes then.
        no_more_than(PARTS, listed(&bytes), "parts")?;
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        no_more_than(PARTS, archive.len(), "parts")?;
        let mut names = HashMap::new();
        for (at, name) in archive.file_names().enumerate() {
            let Ok(name) = name else { continue };
            names.entry(folded(&name)).or_insert(at);
        }
        Ok(Self { archive, names, left: WHOLE })
    }

    /// The names of all parts, as they are compared.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// Whether there is such a part.
    pub fn holds(&self, name: &str) -> bool {
        self.names.contains_key(&folded(name))
    }

    /// A part, to be read once from its beginning.
    pub fn part(&mut self, name: &str) -> Result<Part<'_>> {
        let missing = || SheetError::damaged(&format_args!("{name} is missing"));
        let at = *self.names.get(&folded(name)).ok_or_else(missing)?;
        let part = self.archive.by_index(at).map_err(|error| damaged(&error))?;
        Ok(BufReader::with_capacity(64 * 1024, Limited { inner: part, left: EXPANDED }))
    }

    /// A part as a whole; nothing where there is none. What is kept lessens what may follow.
    pub fn whole(&mut self, name: &str) -> Result<Option<Vec<u8>>> {
        if !self.holds(name) {
            return Ok(None);
        }
        let (mut content, most) = (Vec::new(), self.left + 1);
        let read = self.part(name)?.take(most).read_to_end(&mut content);
        read.map_err(|error| SheetError::damaged(&error))?;
        self.left = self.left.checked_sub(content.len() as u64).ok_or(SheetError::Unpacked { limit: WHOLE })?;
        Ok(Some(content))
    }
}

/// How many parts the list at the end of a ZIP has at most: what begins like one of its entries.
fn listed(bytes: &[u8]) -> usize {
    const ENTRY: &[u8] = b"PK\x01\x02";
    if bytes.len() < PARTS * 46 {
        return 0;
    }
    let (mut rest, mut count) = (bytes, 0);
    while let Some(at) = rest.iter().position(|byte| *byte == ENTRY[0]) {
        count += usize::from(rest[at..].starts_with(ENTRY));
        rest = &rest[at + 1..];
    }
    count
}

/// A name as it is compared.
fn folded(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches("./").trim_start_matches('/').to_lowercase()
}

fn damaged(error: &ZipError) -> SheetError {
    match error {
        ZipError::UnsupportedArchive(what) if *what == ZipError::PASSWORD_REQUIRED => SheetError::Protected,
        error => SheetError::damaged(&error),
    }
}

/// A reader that ends with an error rather than give more than it may.
pub(crate) struct Limited<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, chunk: &mut [u8]) -> std::io::Result<usize> {
        let length = self.inner.read(chunk)?;
        self.left = self.left.checked_sub(length as u64).ok_or_else(|| Error::from(ErrorKind::FileTooLarge))?;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn zipped(name: &str, content: &[u8]) -> Package {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
        Package::open(zip.finish().unwrap().into_inner().into()).unwrap()
    }

    #[test]
    fn what_unpacks_to_more_than_the_limit_is_refused_while_it_unpacks() {
        let mut package = zipped("anything.dat", &vec![b' '; 1024 * 1024]);
        package.left = 1536 * 1024;
        assert_eq!(package.whole("anything.dat").unwrap().unwrap().len(), 1024 * 1024, "within the limit");
        let again = package.whole("anything.dat");
        assert!(matches!(again, Err(SheetError::Unpacked { .. })), "what is kept counts for what follows: {again:?}");
    }

    #[test]
    fn names_are_compared_as_excel_does() {
        let package = zipped("XL\\Worksheets\\Sheet1.xml", b"x");
        assert!(package.holds("xl/worksheets/sheet1.xml"), "another case, and the other slash");
        assert!(package.holds("/xl/worksheets/sheet1.xml"), "absolute");
    }
}
