//! Who answers at an API host, asked without any credential.
//!
//! Never in here: a company id, a secret, a token.

use crate::config::{ConfigError, Network};
use crate::error::Error;
use crate::transport::Transport;

/// Asks the host for something that needs a token, without one. Whoever refuses in WeCom's words (41001, path/90313) is
/// WeCom, or a gateway that speaks like it.
///
/// # Errors
/// [`Error`] as any call; [`ConfigError`] when host or proxy cannot be used at all.
pub async fn probe(host: &str, network: &Network) -> Result<Result<(), Error>, ConfigError> {
    let transport = Transport::new(host, network)?;
    let request = transport.get(transport.url("/cgi-bin/get_api_domain_ip"));
    Ok(match transport.call(request, &[]).await {
        Ok(_) | Err(Error::Refused(_)) => Ok(()),
        Err(error) => Err(error),
    })
}
