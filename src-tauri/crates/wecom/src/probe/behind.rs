//! Whose certificate is shown where the secure connection fails, and who would answer behind it.
//!
//! Looking at a certificate that is not trusted needs a client that trusts every one. It makes one call, without a token, a
//! secret or a proxy's login of another's. Never in here: such a client for anything else.

use super::certificate::{Certificate, certificate};
use super::{ASKED, Answered, Probe};
use crate::config::system_clock;
use crate::error::Error;
use crate::transport::Transport;

/// What is behind a certificate that is not trusted.
#[derive(Debug)]
pub struct Behind {
    /// The certificate, where one was shown.
    pub certificate: Option<Certificate>,
    /// Who answers the call without a token.
    pub answer: Result<Answered, Error>,
}

impl Probe {
    /// Looks past a certificate that is not trusted: whose it is, and who answers.
    pub async fn look_past(&self) -> Behind {
        let nobody = |error| Behind { certificate: None, answer: Err(error) };
        let Ok(transport) = Transport::trusting_anyone(&self.base, &self.network, system_clock()) else {
            return nobody(Error::NotSent(crate::error::NotSent::Request));
        };
        match transport.send(transport.get(transport.url(ASKED))).await {
            Err(error) => nobody(error),
            Ok(response) => {
                let certificate = certificate(&response);
                Behind { certificate, answer: Self::answered(&transport, response).await }
            }
        }
    }
}
