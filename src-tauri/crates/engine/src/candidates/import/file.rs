//! A file to be imported: its bytes, what a person chose for it, and how far a run over it has come.

use std::sync::{Arc, OnceLock};

use beckon_model::{ImportChoice, ImportSheet};

use super::run::ImportWatch;

/// A file with what a person chose for it. Cheap to clone.
#[derive(Debug, Clone)]
pub struct FileImport {
    pub(super) bytes: Arc<[u8]>,
    /// Who stands on the sheets; looked at once.
    pub(super) sheets: Arc<OnceLock<Vec<ImportSheet>>>,
    /// What a person chose.
    pub choice: ImportChoice,
    /// How far a run over it has come.
    pub watch: Arc<ImportWatch>,
}

impl FileImport {
    /// A file with nothing chosen yet.
    #[must_use]
    pub fn new(bytes: impl Into<Arc<[u8]>>) -> Self {
        Self { bytes: bytes.into(), sheets: Arc::default(), choice: ImportChoice::default(), watch: Arc::default() }
    }

    /// The same file with what a person chose now, to be watched on its own.
    #[must_use]
    pub fn with(self, choice: ImportChoice) -> Self {
        Self { choice, watch: Arc::default(), ..self }
    }
}
