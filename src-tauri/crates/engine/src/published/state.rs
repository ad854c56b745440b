//! Whose turn it is to publish in this process. In memory only.

use std::sync::Arc;

/// The turn.
#[derive(Default)]
pub(crate) struct State {
    /// Held by whoever changes something in WeCom in this process.
    pub(super) turn: Arc<tokio::sync::Mutex<()>>,
}
