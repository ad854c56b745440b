//! What an HTTP proxy says when it is asked for the host: the HTTP library tells only that it said no.
//!
//! Never in here: a secret of WeCom's. The proxy's login goes to the proxy and nowhere else.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use secrecy::ExposeSecret;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::{Probe, ProxyKind};

/// Bytes of a proxy's answer that are read: its head is shorter.
const HEAD_BYTES: usize = 16 * 1024;

/// What a proxy said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tunnel {
    /// Nothing within the time limit.
    Silent,
    /// It ended the connection, or there was none.
    Closed,
    /// Something that is no HTTP.
    NoHttp,
    /// An HTTP status, and the kinds of login that it takes, lower case.
    Answered {
        /// HTTP status.
        status: u16,
        /// Such as `basic`, `ntlm`, `negotiate`.
        schemes: Vec<String>,
    },
}

impl Probe {
    /// Asks an HTTP proxy for a way to the host, with the login that it gets anyway. None for no proxy or another kind.
    pub async fn tunnel(&self) -> Option<Tunnel> {
        if self.route.kind != Some(ProxyKind::Http) {
            return None;
        }
        let proxy = self.route.proxy.as_ref()?;
        let mut ask = format!("CONNECT {0} HTTP/1.1\r\nHost: {0}\r\n", self.host);
        if let Some((user, password)) = &self.login {
            let both = BASE64_STANDARD.encode(format!("{user}:{}", password.expose_secret()));
            ask.push_str(&format!("Proxy-Authorization: Basic {both}\r\n"));
        }
        ask.push_str("\r\n");
        let asked = timeout(self.limit, async {
            let mut stream = TcpStream::connect((proxy.name.as_str(), proxy.port)).await.ok()?;
            stream.write_all(ask.as_bytes()).await.ok()?;
            let mut head = Vec::new();
            while head.len() < HEAD_BYTES && !head.windows(4).any(|end| end == b"\r\n\r\n") {
                let mut piece = [0; 1024];
                match stream.read(&mut piece).await {
                    Ok(0) | Err(_) => break,
                    Ok(read) => head.extend_from_slice(&piece[..read]),
                }
            }
            Some(head)
        });
        Some(match asked.await {
            Err(_) => Tunnel::Silent,
            Ok(None) => Tunnel::Closed,
            Ok(Some(head)) if head.is_empty() => Tunnel::Closed,
            Ok(Some(head)) => read(&String::from_utf8_lossy(&head)),
        })
    }
}

fn read(head: &str) -> Tunnel {
    let mut lines = head.lines();
    let first = lines.next().unwrap_or_default();
    let status = first.strip_prefix("HTTP/").and_then(|rest| rest.split(' ').nth(1)?.parse().ok());
    let Some(status) = status else { return Tunnel::NoHttp };
    let mut schemes: Vec<String> = lines
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_once(':'))
        .filter(|(name, _)| name.eq_ignore_ascii_case("proxy-authenticate"))
        .filter_map(|(_, value)| value.split_whitespace().next())
        .map(|scheme| scheme.trim_end_matches(',').chars().filter(char::is_ascii_alphanumeric).take(20).collect())
        .map(|scheme: String| scheme.to_lowercase())
        .collect();
    schemes.sort();
    schemes.dedup();
    Tunnel::Answered { status, schemes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxys_answer_names_the_logins_that_it_takes() {
        let head = "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: NTLM\r\n\
                    proxy-authenticate: Negotiate\r\nX: y\r\n\r\n<html>";
        let schemes = vec!["negotiate".to_owned(), "ntlm".to_owned()];
        assert_eq!(read(head), Tunnel::Answered { status: 407, schemes }, "each on a line of its own");
        assert_eq!(read("SSH-2.0-OpenSSH\r\n"), Tunnel::NoHttp, "another kind of server");
    }
}
