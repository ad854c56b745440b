//! The log file: what Beckon did, never what it said to whom.

use std::path::Path;

use beckon_engine::{log_folder, make_private_dir};
use beckon_logfile::{LogFiles, LogLevels};
use beckon_model::{Clock as _, LogLevel, SystemClock};

/// Starts writing to `logs/` in the data folder. `None` when the folder cannot be written: the window tells that by other
/// means.
pub(crate) fn start(data_dir: &Path) -> Option<LogLevels> {
    let folder = log_folder(data_dir);
    make_private_dir(data_dir).and_then(|()| make_private_dir(&folder)).ok()?;
    let files = LogFiles::open(&folder, SystemClock.now_ms()).ok()?;
    beckon_logfile::start(Some(files), LogLevel::default())
}
