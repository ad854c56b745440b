//! What is kept between two commands: what was checked for an import and what became of it, what was exported, what
//! report and which invitation was shown last. One at a time, as there is one window.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use beckon_engine::{FileImport, Imported};

/// The file between the commands.
#[derive(Debug, Default)]
pub(crate) struct PendingImport(Mutex<(Option<FileImport>, Option<Imported>)>);

impl PendingImport {
    /// Keeps a file that is being checked; whatever runs over an earlier one ends.
    pub fn put(&self, file: FileImport) {
        let before = std::mem::replace(&mut *self.lock(), (Some(file), None));
        if let (Some(before), _) = before {
            before.watch.stop();
        }
    }

    /// The file that was checked last.
    pub fn pending(&self) -> Option<FileImport> {
        self.lock().0.clone()
    }

    /// The file is in the list.
    pub fn done(&self, imported: Imported) {
        *self.lock() = (None, Some(imported));
    }

    /// What the last import did.
    pub fn imported(&self) -> Option<Imported> {
        self.lock().1.clone()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, (Option<FileImport>, Option<Imported>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The file that was exported last: the window shows it without naming a path.
#[derive(Debug, Default)]
pub(crate) struct LastExport(Mutex<Option<PathBuf>>);

impl LastExport {
    /// This one is the last.
    pub fn put(&self, path: PathBuf) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(path);
    }

    /// Where it is.
    pub fn path(&self) -> Option<PathBuf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// A text that was shown last: it is saved as it was shown.
#[derive(Default)]
pub(crate) struct LastText(Mutex<Option<String>>);

impl LastText {
    /// This one is the last.
    pub fn put(&self, text: String) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(text);
    }

    /// What it says.
    pub fn text(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
