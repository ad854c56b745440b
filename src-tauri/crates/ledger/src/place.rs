//! Where a ledger is, how its server proves itself, and as whom to log in.
//!
//! Never in here: a connection; a readable password.

use std::str::FromStr;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use secrecy::SecretString;
use tokio_postgres::config::{Config, Host, SslMode};

use crate::error::{Error, Result};

/// PostgreSQL's own port.
const PORT: u16 = 5432;

/// How the server proves who it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tls {
    /// By a certificate that the operating system trusts.
    Platform,
    /// By a certificate of these authorities alone, and the name in it.
    Authority(Vec<CertificateDer<'static>>),
    /// Not at all: only on this machine itself.
    PlainOnLoopback,
}

impl Tls {
    /// The authorities of a CA file.
    ///
    /// # Errors
    /// [`Error::Address`] when there is none in it.
    pub fn authority(pem: &[u8]) -> Result<Self> {
        let read = CertificateDer::pem_slice_iter(pem).collect::<std::result::Result<Vec<_>, _>>();
        match read {
            Ok(found) if !found.is_empty() => Ok(Self::Authority(found)),
            _ => Err(Error::Address("the CA file has no certificate in PEM form".to_owned())),
        }
    }
}

/// Where a ledger is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The server's name or IP address; the name is what its certificate has to say.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// The database.
    pub database: String,
    /// How the server proves who it is.
    pub tls: Tls,
}

/// As whom to log in: the login is the person.
#[derive(Debug, Clone)]
pub struct Login {
    /// The login's name.
    pub name: String,
    /// Its password.
    pub password: SecretString,
}

impl Place {
    /// Reads `postgres://LOGIN@HOST:PORT/DATABASE`; also the login's name. `sslmode=disable` is heeded for this machine
    /// only, when a connection is made; whatever else it says, TLS is checked.
    ///
    /// # Errors
    /// [`Error::Address`], without the address: it may hold a password.
    pub fn read(url: &str, authority: Option<&[u8]>) -> Result<(Self, Option<String>)> {
        let no = |why: &str| Error::Address(format!("{why}; it reads postgres://LOGIN@HOST:PORT/DATABASE"));
        let read = Config::from_str(url).map_err(|_| no("this is no address of a PostgreSQL"))?;
        if read.get_password().is_some() {
            return Err(no("a password does not belong into it"));
        }
        let [Host::Tcp(host)] = read.get_hosts() else { return Err(no("one host is needed")) };
        let database = read.get_dbname().ok_or_else(|| no("the database is missing"))?;
        let tls = match authority {
            Some(pem) => Tls::authority(pem)?,
            None if read.get_ssl_mode() == SslMode::Disable => Tls::PlainOnLoopback,
            None => Tls::Platform,
        };
        let port = read.get_ports().first().copied().unwrap_or(PORT);
        let place = Self { host: host.clone(), port, database: database.to_owned(), tls };
        Ok((place, read.get_user().map(str::to_owned)))
    }

    /// Host and port, for people.
    pub(crate) fn at(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_and_never_repeated() {
        let (place, login) = Place::read("postgres://gao@db.example.com/hr", None).unwrap();
        assert_eq!(
            (place.host.as_str(), place.port, place.database.as_str()),
            ("db.example.com", 5432, "hr"),
            "as typed"
        );
        assert_eq!((login.as_deref(), place.tls), (Some("gao"), Tls::Platform), "TLS unless it is said otherwise");
        for wrong in ["db.example.com", "postgres://gao:hunter2@db/hr", "postgres://gao@/hr", "postgres://gao@db"] {
            let error = Place::read(wrong, None).unwrap_err().to_string();
            assert!(!error.contains("hunter2") && error.contains("postgres://LOGIN"), "{wrong}: {error}");
        }
        assert!(Place::read("postgres://gao@db/hr", Some(b"nothing")).is_err(), "a CA file without a certificate");
    }
}
