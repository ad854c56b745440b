//! A laptop's slow disk: a library, loaded before all others, that lets every fsync and fdatasync take 5 ms longer and
//! counts them. Linux only.

use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use crate::Outcome;

const SOURCE: &str = include_str!("slow_disk.c");

/// The library, built for this run.
pub struct SlowDisk(TempDir);

impl SlowDisk {
    /// Builds it with the system's C compiler. `None` where it cannot work.
    pub fn build() -> Outcome<Option<Self>> {
        if !cfg!(target_os = "linux") {
            return Ok(None);
        }
        let folder = tempfile::tempdir()?;
        let source = folder.path().join("slow_disk.c");
        std::fs::write(&source, SOURCE)?;
        let disk = Self(folder);
        let built = Command::new("cc").args(["-shared", "-fPIC", "-O2", "-o"]).arg(disk.library()).arg(source).status();
        if built?.success() { Ok(Some(disk)) } else { Err("cc could not build slow_disk.c".into()) }
    }

    /// Gives a process that disk.
    pub fn under(&self, process: &mut Command) {
        process.env("LD_PRELOAD", self.library()).env("SLOW_DISK_COUNT", self.count());
    }

    /// How often the process that ended last waited for the disk.
    pub fn waits(&self) -> Outcome<u64> {
        Ok(std::fs::read_to_string(self.count())?.trim().parse()?)
    }

    fn library(&self) -> PathBuf {
        self.0.path().join("slow_disk.so")
    }

    fn count(&self) -> PathBuf {
        self.0.path().join("count")
    }
}
