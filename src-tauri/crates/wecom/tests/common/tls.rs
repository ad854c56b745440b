//! Certificates for the tests: an authority that no system knows, and what it signs.

use std::path::PathBuf;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

pub struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    folder: tempfile::TempDir,
}

impl Authority {
    pub fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        Self { issuer, folder: tempfile::tempdir().unwrap() }
    }

    /// The authority's certificate as a PEM file.
    pub fn file(&self) -> PathBuf {
        let path = self.folder.path().join("company-ca.pem");
        std::fs::write(&path, self.issuer.pem()).unwrap();
        path
    }

    /// A server that is `localhost`, `127.0.0.1` and `wecom.test`.
    pub fn server(&self) -> TlsAcceptor {
        self.signed(CertificateParams::new(names()).unwrap())
    }

    /// The same for HTTP/2.
    pub fn server_h2(&self) -> TlsAcceptor {
        let mut config = self.config(CertificateParams::new(names()).unwrap());
        config.alpn_protocols = vec![b"h2".to_vec()];
        TlsAcceptor::from(Arc::new(config))
    }

    /// The same with a certificate that ended in 2021.
    pub fn expired(&self) -> TlsAcceptor {
        let mut params = CertificateParams::new(names()).unwrap();
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(2021, 1, 1);
        self.signed(params)
    }

    /// A server that says to be somebody else.
    pub fn other_name(&self) -> TlsAcceptor {
        self.signed(CertificateParams::new(vec!["elsewhere.test".to_owned()]).unwrap())
    }

    fn signed(&self, params: CertificateParams) -> TlsAcceptor {
        TlsAcceptor::from(Arc::new(self.config(params)))
    }

    fn config(&self, params: CertificateParams) -> ServerConfig {
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let chain = vec![CertificateDer::from(certificate.der().to_vec())];
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        ServerConfig::builder().with_no_client_auth().with_single_cert(chain, key).unwrap()
    }
}

fn names() -> Vec<String> {
    ["localhost", "127.0.0.1", "wecom.test"].map(str::to_owned).to_vec()
}
