//! Why a secret could not be kept or read. Never the keyring's own text: it may hold what it failed to store.

/// The result of every call of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a secret could not be kept or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There is no keyring on this desktop.
    #[error("there is no keyring on this desktop")]
    Missing,
    /// The keyring is locked, or refuses.
    #[error("the keyring is locked or refuses")]
    Locked,
}
