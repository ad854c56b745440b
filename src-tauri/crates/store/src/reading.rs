//! A database opened to be read, in the way that it allows: nothing is written, neither into it nor beside it.
//!
//! 1. Nobody has it open, its journal is empty and it is small: it is read into memory, where nobody changes it. SQLite would make
//!    a journal for whoever reads, and leave it behind.
//! 2. Otherwise it is read beside whoever has it open, as SQLite lets readers do.
//! 3. Where that cannot be had, because the folder or the disk takes no file, it is read as it lies there, and whether it was
//!    changed meanwhile is looked at after each reading; with what a killed program left in its journal, it is read into memory.
//!
//! Never in here: which database is wanted.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use beckon_model::Holds;
use rusqlite::{Connection, OpenFlags};

use crate::connection::{open_reader, prepared};
use crate::error::{Error, Result};
use crate::file::{beside_sqlite, journal};
use crate::holds::holds;
use crate::identity::Identity;
use crate::migrate::migrate;
use crate::shelves::keep_packed;
use crate::wal;

/// A database as it is looked at.
pub(crate) enum Seen {
    /// As it lies there.
    Still(Connection, Stamp),
    /// Beside others.
    Shared(Connection),
    /// In memory, where there is only one connection.
    Image(Connection),
}

/// How a file was found.
#[derive(Debug)]
pub(crate) struct Stamp {
    path: PathBuf,
    identity: Identity,
    meta: (u64, Option<SystemTime>),
}

/// A database of so many bytes is read into memory in a few milliseconds.
const SMALL: u64 = 16 << 20;

/// The largest database that is read into memory, bytes.
const IMAGE: u64 = 2 << 30;

/// How often it is read again because somebody changed it meanwhile.
const TRIES: usize = 5;

impl Seen {
    /// The connection.
    pub fn connection(&self) -> &Connection {
        let (Self::Still(connection, _) | Self::Shared(connection) | Self::Image(connection)) = self;
        connection
    }
}

impl Stamp {
    /// Of a database that nobody has open and whose journal is empty.
    fn of(path: &Path) -> Option<Self> {
        let length = |suffix: &str| fs::metadata(journal(path, suffix)).map_or(0, |meta| meta.len());
        let quiet = !journal(path, "-shm").exists() && length("-wal") == 0 && length("-journal") == 0;
        let identity = Identity::of(path).ok()?;
        quiet.then(|| Self { path: path.to_owned(), identity, meta: meta(path) })
    }

    /// Whether it is as it was found.
    pub fn holds(&self) -> bool {
        self.identity.is_there() && meta(&self.path) == self.meta
    }
}

fn meta(path: &Path) -> (u64, Option<SystemTime>) {
    fs::metadata(path).map_or((0, None), |meta| (meta.len(), meta.modified().ok()))
}

/// Opens a database for reading, in the way that it allows.
pub(crate) fn reading(path: &Path) -> Result<Seen> {
    if Stamp::of(path).is_some_and(|stamp| stamp.meta.0 <= SMALL) {
        return Ok(Seen::Image(image(path)?));
    }
    let beside = open_reader(path).and_then(|connection| {
        connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
        Ok(connection)
    });
    match beside {
        Ok(connection) => Ok(Seen::Shared(connection)),
        Err(Error::Refused(_) | Error::Busy) => match Stamp::of(path) {
            Some(stamp) => Ok(Seen::Still(still(path)?, stamp)),
            None => Ok(Seen::Image(image(path)?)),
        },
        Err(error) => Err(error),
    }
}

/// A connection to a file that nobody changes.
pub(crate) fn still(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let connection = prepared(Connection::open_with_flags(format!("{}?immutable=1", uri(path)), flags)?)?;
    connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    Ok(connection)
}

/// A path as SQLite takes it with settings behind it.
fn uri(path: &Path) -> String {
    let text = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    #[cfg(unix)]
    let bytes = std::os::unix::ffi::OsStrExt::as_bytes(text.as_os_str()).to_vec();
    #[cfg(windows)]
    let bytes = format!("/{}", text.display()).replace('\\', "/").into_bytes();
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~:".contains(&byte);
    let letters =
        bytes.into_iter().map(|byte| if plain(byte) { (byte as char).to_string() } else { format!("%{byte:02X}") });
    format!("file://{}", letters.collect::<String>())
}

/// What is committed in a database and its journal, in memory.
pub(crate) fn image(path: &Path) -> Result<Connection> {
    let beside = journal(path, "-wal");
    let found = || (meta(path), meta(&beside));
    for _ in 0..TRIES {
        let before = found();
        if before.0.0 + before.1.0 > IMAGE {
            return Err(Error::Refused("it is too large to be looked at without a file beside it".to_owned()));
        }
        let mut bytes = Vec::new();
        (*beside_sqlite(path)?).read_to_end(&mut bytes)?;
        let journal = wal::read(&beside)?;
        wal::apply(&journal, &beside, &mut bytes)?;
        if found() != before {
            continue;
        }
        // In memory there is no journal of transactions.
        if let Some(versions) = bytes.get_mut(18..20) {
            versions.fill(1);
        }
        let mut connection = Connection::open_in_memory()?;
        connection.deserialize_read_exact("main", bytes.as_slice(), bytes.len(), false)?;
        return prepared(connection);
    }
    Err(Error::Busy)
}

/// Brings what is in memory into the newest shape.
pub(crate) fn of_newest_shape(mut connection: Connection) -> Result<Connection> {
    migrate(&mut connection)?;
    pack(&mut connection)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

fn pack(connection: &mut Connection) -> Result<()> {
    let packing = connection.transaction()?;
    keep_packed(&packing)?;
    Ok(packing.commit()?)
}

/// What can be read of a damaged database, in memory; also where pages are missing at its end.
pub(crate) fn damaged(path: &Path) -> Result<Connection> {
    let mut image = image(path)?;
    image.pragma_update(None, "writable_schema", true)?;
    migrate(&mut image)?;
    // Where people or the log cannot be read whole, they cannot be searched: everything else can still be looked at.
    let _ = pack(&mut image);
    image.pragma_update(None, "query_only", true)?;
    Ok(image)
}

/// How much can be read of a damaged database; nothing where none of it can.
pub(crate) fn readable(path: &Path) -> Option<Holds> {
    damaged(path).and_then(|image| holds(&image)).ok()
}
