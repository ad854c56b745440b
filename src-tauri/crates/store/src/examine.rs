//! A data folder looked at without SQLite: whether a database is there, and whole as far as its first page and its length tell.
//! Nothing is opened for writing, so what is found stays as it is.
//!
//! Never in here: what a person does about it.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;

use beckon_model::{Lost, LostFound, LostKind};

use crate::backup::generations::{backups, trace};
use crate::checks;
use crate::error::{Error, Result};
use crate::file::{FILE, beside_sqlite, journal};
use crate::reading::readable;
use crate::wal::{self, Wal};

/// How every database of SQLite begins.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// The size of our pages, bytes.
const PAGE: u64 = 4096;

/// Pages behind a spoilt first one that are looked at.
const PAGES: u64 = 16;

/// How often a journal that changes is read again.
const TRIES: usize = 5;

/// What is found in a data folder.
pub(crate) enum Found {
    /// No trace of any data.
    Nothing,
    /// A database that can be opened.
    Database,
    /// What was there is gone or damaged.
    Fault(Fault),
}

/// What is wrong with a database.
pub(crate) struct Fault {
    pub kind: LostKind,
    pub found: LostFound,
}

impl Fault {
    pub fn new(kind: LostKind, found: LostFound) -> Self {
        Self { kind, found }
    }

    /// What SQLite says of a database that it has opened.
    fn said(kind: LostKind, words: String) -> Self {
        Self::new(kind, LostFound::Sqlite { words })
    }

    /// The same with what there is to go on with.
    pub fn told(self, data_dir: &Path) -> Lost {
        let path = data_dir.join(FILE);
        let bytes = fs::metadata(&path).map_or(0, |meta| meta.len());
        let backups = backups(data_dir).unwrap_or_default();
        let Self { kind, found } = self;
        Lost { kind, file: path.display().to_string(), bytes, found, readable: readable(&path), backups }
    }
}

/// What SQLite says of a database that it cannot read, as the choice that a person has. Any other error stays as it is.
pub(crate) fn or_lost(error: Error, data_dir: &Path) -> Error {
    let fault = match error {
        Error::Damaged(words) => Fault::said(LostKind::Damaged, words),
        Error::NotADatabase(words) => Fault::said(LostKind::NotADatabase, words),
        other => return other,
    };
    Error::Lost(Box::new(fault.told(data_dir)))
}

/// What is wrong with the database of a folder, as far as it can be told without opening it; nothing where it can be opened.
///
/// # Errors
/// [`Error::Refused`] when it cannot be read.
pub fn lost(data_dir: &Path) -> Result<Option<Lost>> {
    let damaged = |words| Fault::said(LostKind::Damaged, words).told(data_dir);
    Ok(match examine(data_dir)? {
        Found::Nothing => None,
        Found::Database => checks::at_opening(data_dir)?.map(damaged),
        Found::Fault(fault) => Some(fault.told(data_dir)),
    })
}

/// Looks at the database of a folder.
///
/// # Errors
/// [`Error::Refused`] when it cannot be read.
pub(crate) fn examine(data_dir: &Path) -> Result<Found> {
    let path = data_dir.join(FILE);
    let bytes = match fs::metadata(&path) {
        Ok(meta) => Some(meta.len()),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error.into()),
    };
    let fault = match (bytes, trace(data_dir)?) {
        (None | Some(0), None) => return Ok(Found::Nothing),
        (None, Some(name)) => Some(Fault::new(LostKind::Missing, LostFound::Trace { name })),
        (Some(0), Some(name)) => Some(Fault::new(LostKind::Empty, LostFound::Trace { name })),
        (Some(bytes), _) => by_its_pages(&path, bytes)?,
    };
    Ok(fault.map_or(Found::Database, Found::Fault))
}

/// What the first page says of a file of so many bytes.
fn by_its_pages(path: &Path, bytes: u64) -> Result<Option<Fault>> {
    let mut file = beside_sqlite(path)?;
    let mut head = Vec::new();
    (&mut *file).take(100).read_to_end(&mut head)?;
    if !head.starts_with(MAGIC) {
        let pages = pages_behind(&mut file, bytes)?;
        return Ok(Some(if pages {
            Fault::new(LostKind::Damaged, LostFound::FirstPage)
        } else {
            Fault::new(LostKind::NotADatabase, what_it_is(&head))
        }));
    }
    let Some(wanted) = length(&head) else {
        return Ok(Some(Fault::new(LostKind::CutShort, LostFound::OnlyBytes { bytes })));
    };
    // What was half written outside of the journal of transactions is undone by SQLite.
    if fs::metadata(journal(path, "-journal")).is_ok_and(|meta| meta.len() > 0) {
        return Ok(None);
    }
    let wal = settled(&journal(path, "-wal"))?;
    if let Some(damage) = wal.damage {
        return Ok(Some(Fault::new(LostKind::JournalDamaged, damage)));
    }
    let missing = if wal.length == 0 {
        bytes < wanted
    } else {
        let there = u32::try_from(bytes / wal.page_size).unwrap_or(u32::MAX);
        (there.saturating_add(1)..=wal.length).any(|page| !wal.pages.contains_key(&page))
    };
    if missing {
        let wanted = wanted.max(u64::from(wal.length) * wal.page_size);
        return Ok(Some(Fault::new(LostKind::CutShort, LostFound::BytesOf { bytes, wanted })));
    }
    Ok(None)
}

/// The journal, read until it is the same twice where it seems damaged: another program may be writing into it.
fn settled(path: &Path) -> Result<Wal> {
    let mut wal = wal::read(path)?;
    for _ in 0..TRIES {
        if wal.damage.is_none() {
            return Ok(wal);
        }
        let before = std::mem::replace(&mut wal, wal::read(path)?);
        if wal.damage == before.damage && wal.length == before.length {
            return Ok(wal);
        }
    }
    // It changes all the time, so somebody has it open and sees for themselves.
    Ok(Wal { damage: None, ..wal })
}

/// How long a database is by its own account, bytes; nothing where its head is cut off, 0 where it does not say.
fn length(head: &[u8]) -> Option<u64> {
    let number = |at: usize| head.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    let page = u64::from(u16::from_be_bytes(head.get(16..18)?.try_into().ok()?));
    // 1 stands for 65536, which does not fit.
    let page = if page == 1 { 65_536 } else { page };
    // The count is right only where the last writer was one that knows it.
    let (changed, pages, valid_for) = (number(24)?, number(28)?, number(92)?);
    Some(if changed == valid_for { u64::from(pages) * page } else { 0 })
}

/// Whether pages of a database follow upon the first: then a page was spoilt, and the file is none of another program.
fn pages_behind(file: &mut File, bytes: u64) -> io::Result<bool> {
    if bytes < 2 * PAGE || !bytes.is_multiple_of(PAGE) {
        return Ok(false);
    }
    let looked_at = PAGES.min(bytes / PAGE - 1);
    let mut like_pages = 0;
    for number in 1..=looked_at {
        let mut head = [0; 8];
        file.seek(SeekFrom::Start(number * PAGE))?;
        file.read_exact(&mut head)?;
        // The kinds of pages in a tree, with a number of cells that fits.
        let cells = u64::from(u16::from_be_bytes([head[3], head[4]]));
        like_pages += u64::from(matches!(head[0], 2 | 5 | 10 | 13) && cells < PAGE / 4);
    }
    Ok(like_pages * 2 > looked_at)
}

/// What a file is by its first bytes.
fn what_it_is(head: &[u8]) -> LostFound {
    let text = String::from_utf8_lossy(head).to_lowercase();
    let begins = |with: &[u8]| head.starts_with(with);
    if text.trim_start().starts_with("<!doctype html") || text.trim_start().starts_with("<html") {
        LostFound::WebPage
    } else if begins(b"PK\x03\x04") {
        LostFound::Archive
    } else if begins(&[0x1f, 0x8b]) {
        LostFound::Gzip
    } else if begins(b"%PDF") {
        LostFound::Pdf
    } else if head.iter().all(|byte| *byte == 0) {
        LostFound::Zeros
    } else if head.is_ascii() && !head.contains(&0) {
        LostFound::Text
    } else {
        LostFound::Noise
    }
}
