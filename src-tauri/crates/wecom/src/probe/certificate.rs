//! What a certificate says of itself.
//!
//! Never in here: whether it is trusted.

use reqwest::Response;
use reqwest::tls::TlsInfo;
use x509_parser::extensions::GeneralName;
use x509_parser::prelude::{FromDer, X509Certificate};

/// Names that are told.
const NAMES: usize = 5;

/// What a certificate says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Certificate {
    /// The issuer's organization, or its name.
    pub issuer: String,
    /// The names it is for, the first five.
    pub names: Vec<String>,
    /// From when it is valid, UTC ms.
    pub not_before_ms: i64,
    /// Until when it is valid, UTC ms.
    pub not_after_ms: i64,
}

/// The certificate behind an answer.
pub(super) fn certificate(response: &Response) -> Option<Certificate> {
    let info = response.extensions().get::<TlsInfo>()?;
    let (_, certificate) = X509Certificate::from_der(info.peer_certificate()?).ok()?;
    let issuer = certificate.issuer();
    let named = issuer.iter_organization().chain(issuer.iter_common_name()).find_map(|name| name.as_str().ok());
    let subjects = certificate.subject_alternative_name().ok().flatten();
    let names = subjects.into_iter().flat_map(|subjects| &subjects.value.general_names).filter_map(|name| match name {
        GeneralName::DNSName(name) => Some(name.chars().take(100).collect()),
        _ => None,
    });
    Some(Certificate {
        issuer: named.unwrap_or_default().chars().filter(|c| !c.is_control()).take(100).collect(),
        names: names.take(NAMES).collect(),
        not_before_ms: certificate.validity().not_before.timestamp() * 1000,
        not_after_ms: certificate.validity().not_after.timestamp() * 1000,
    })
}
