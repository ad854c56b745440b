//! Errors of the database and of WeCom's client as errors of the engine.

use beckon_model::Account;

use crate::errors::Error;

/// `what` is gone; any other error of the database stays itself.
pub(crate) fn not_found(error: beckon_store::Error, what: &'static str) -> Error {
    if error == beckon_store::Error::NotFound { Error::NotFound(what) } else { error.into() }
}

/// A failed call, with the host it was made to.
pub(crate) fn wecom_error(account: &Account, error: wecom::Error) -> Error {
    Error::Wecom { host: account.host_name().to_owned(), error }
}
