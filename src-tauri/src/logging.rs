//! The log file: what Beckon did, never what it said to whom.
//!
//! Our own crates at `info`, all others at `warn`: HTTP libraries can write URLs at lower levels, and tokens travel in
//! URLs.

use std::path::Path;

use beckon_engine::make_private_dir;
use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{Builder, Rotation};
use tracing_subscriber::EnvFilter;

/// Days of log that are kept.
const DAYS: usize = 7;

/// Starts writing to `logs/` in the data folder. The guard writes the rest out when dropped. `None` when the folder
/// cannot be written: the window tells that by other means.
pub(crate) fn start(data_dir: &Path) -> Option<WorkerGuard> {
    let folder = data_dir.join("logs");
    make_private_dir(data_dir).and_then(|()| make_private_dir(&folder)).ok()?;
    let file =
        Builder::new().rotation(Rotation::DAILY).max_log_files(DAYS).filename_prefix("beckon").filename_suffix("log");
    let (writer, guard) = tracing_appender::non_blocking(file.build(folder).ok()?);
    let filter = EnvFilter::new("warn,beckon=info,beckon_engine=info,beckon_store=info,beckon_vault=info,wecom=info");
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(writer).with_ansi(false).finish();
    tracing::subscriber::set_global_default(subscriber).ok()?;
    Some(guard)
}
