//! The copies that a running program makes: each on a thread of its own, ended before the program is.
//!
//! Never in here: how a copy is made.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};

use beckon_model::{Backup, BackupWhy};

use crate::backup::generations::newest_at;
use crate::backup::{Patience, back_up, make};
use crate::error::Result;
use crate::file::FILE;

/// A copy is made at a start when the newest is this old, ms.
const AGE_MS: i64 = 3_600_000;

/// A copy of a database above this many bytes takes seconds: one after each send would be too many.
const LARGE: u64 = 64 * 1024 * 1024;

/// Copies of one data folder.
#[derive(Debug)]
pub(crate) struct Copies {
    data_dir: PathBuf,
    under_way: Mutex<Vec<JoinHandle<()>>>,
}

impl Copies {
    pub fn of(data_dir: &Path) -> Self {
        Self { data_dir: data_dir.to_owned(), under_way: Mutex::default() }
    }

    /// One when the newest is an hour old.
    pub fn make_hourly(&self, now_ms: i64) {
        if self.is_old(now_ms) {
            self.make_beside(BackupWhy::Hourly, now_ms);
        }
    }

    /// One on a thread of its own. That it cannot be made (a full disk) must not keep anybody from working.
    pub fn make_beside(&self, why: BackupWhy, now_ms: i64) {
        let large = fs::metadata(self.data_dir.join(FILE)).is_ok_and(|meta| meta.len() > LARGE);
        if large && !self.is_old(now_ms) {
            return;
        }
        let data_dir = self.data_dir.clone();
        let work = move || {
            if let Err(error) = make(&data_dir, why, now_ms, Patience::Leave) {
                tracing::warn!(%error, "no copy of the data was made");
            }
        };
        match Builder::new().name("store-copy".to_owned()).spawn(work) {
            Ok(thread) => self.under_way.lock().unwrap_or_else(PoisonError::into_inner).push(thread),
            Err(error) => tracing::warn!(%error, "no copy of the data was made"),
        }
    }

    /// One now.
    pub fn make(&self, why: BackupWhy, now_ms: i64) -> Result<Option<Backup>> {
        back_up(&self.data_dir, why, now_ms)
    }

    /// Waits for those under way.
    pub fn end(&self) {
        let under_way = std::mem::take(&mut *self.under_way.lock().unwrap_or_else(PoisonError::into_inner));
        for thread in under_way {
            let _ = thread.join();
        }
    }

    fn is_old(&self, now_ms: i64) -> bool {
        // A copy of tomorrow tells of a clock that was wrong, and of nothing else.
        newest_at(&self.data_dir).is_none_or(|at| !(0..AGE_MS).contains(&(now_ms - at)))
    }
}

impl Drop for Copies {
    fn drop(&mut self) {
        self.end();
    }
}
