//! The base URL as a person types it, and which links are ShowMeBug's own by it. Pure.
//!
//! Never in here: a part of what was typed in an error; it can hold a login or a link.

use std::net::IpAddr;

use reqwest::Url;

/// Why a text is no base URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BaseUrlFault {
    /// It cannot be read as the URL of a host.
    #[error("it must be a URL such as https://www.showmebug.com")]
    NotAUrl,
    /// Plain http to somewhere else than this machine.
    #[error("it must use https: with http everybody on the way could read the secret")]
    NotHttps,
    /// A user name or password before the name.
    #[error("it must not hold a user name or password")]
    Login,
    /// A query or fragment, or the page of an interview.
    #[error("it must end before the ? or #, and name the host only")]
    Query,
}

/// A base URL that can be called.
#[derive(Debug, Clone)]
pub(crate) struct Base {
    /// Without a slash at its end.
    pub url: Url,
    /// It is this machine, where plain http is allowed and no proxy is used.
    pub loopback: bool,
}

/// Reads a base URL: scheme, name, port and the path of a private deployment; without a slash at its end. A missing scheme is
/// added, `/open_api` and what stands behind it is removed.
///
/// ```
/// use showmebug::{BaseUrlFault, read_base_url};
///
/// assert_eq!(read_base_url("www.showmebug.com/open_api/v1/").as_deref(), Ok("https://www.showmebug.com"));
/// assert_eq!(read_base_url("http://www.showmebug.com"), Err(BaseUrlFault::NotHttps));
/// ```
///
/// # Errors
/// [`BaseUrlFault`].
pub fn read_base_url(typed: &str) -> Result<String, BaseUrlFault> {
    Base::read(typed).map(|base| base.url.as_str().trim_end_matches('/').to_owned())
}

impl Base {
    pub fn read(typed: &str) -> Result<Self, BaseUrlFault> {
        let typed = typed.trim();
        if typed.is_empty() || typed.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Err(BaseUrlFault::NotAUrl);
        }
        let here = ["localhost", "127.", "[::1]"].iter().any(|start| typed.starts_with(start));
        let text = match typed.contains("://") {
            true => typed.to_owned(),
            false => format!("{}://{typed}", if here { "http" } else { "https" }),
        };
        let mut url = Url::parse(&text).map_err(|_| BaseUrlFault::NotAUrl)?;
        // The same host, but no link is written with the dot.
        if let Some(name) = url.host_str().and_then(|name| name.strip_suffix('.')).map(str::to_owned) {
            url.set_host(Some(&name)).map_err(|_| BaseUrlFault::NotAUrl)?;
        }
        let name = url.host_str().unwrap_or_default();
        let loopback = is_loopback(name);
        if !matches!(url.scheme(), "https" | "http") || name.is_empty() || (!loopback && !name.contains(['.', ':'])) {
            return Err(BaseUrlFault::NotAUrl);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BaseUrlFault::Login);
        }
        if url.scheme() == "http" && !loopback {
            return Err(BaseUrlFault::NotHttps);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(BaseUrlFault::Query);
        }
        let parts: Vec<&str> = url.path().split('/').filter(|part| !part.is_empty()).collect();
        let kept = parts.iter().position(|part| matches!(*part, "open_api" | "oauth")).unwrap_or(parts.len());
        let path = format!("/{}", parts[..kept].join("/"));
        url.set_path(&path);
        Ok(Self { url, loopback })
    }

    /// The host without `www.`, which links may stand below.
    pub fn domain(&self) -> &str {
        let name = self.url.host_str().unwrap_or_default();
        name.strip_prefix("www.").filter(|rest| rest.contains('.')).unwrap_or(name)
    }

    /// Whether a link is ShowMeBug's own: https to the domain or below it; to this machine, the same scheme, host and port.
    pub fn owns(&self, link: &Url) -> bool {
        let same_port = link.port_or_known_default() == self.url.port_or_known_default();
        if link.scheme() != self.url.scheme() || !link.username().is_empty() || link.password().is_some() || !same_port
        {
            return false;
        }
        let (name, domain) = (link.host_str().unwrap_or_default(), self.domain());
        if self.loopback || domain.trim_matches(['[', ']']).parse::<IpAddr>().is_ok() {
            return Some(name) == self.url.host_str();
        }
        name == domain || name.strip_suffix(domain).is_some_and(|below| below.ends_with('.'))
    }
}

fn is_loopback(name: &str) -> bool {
    let ip = name.trim_matches(['[', ']']).parse::<IpAddr>();
    ip.map_or(name == "localhost", |ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_is_read_as_people_paste_it() {
        for (typed, url) in [
            ("https://www.showmebug.com", "https://www.showmebug.com"),
            (" www.showmebug.com/ ", "https://www.showmebug.com"),
            ("www.showmebug.com.", "https://www.showmebug.com"),
            ("https://hr.example.com/showmebug/open_api/v1/me", "https://hr.example.com/showmebug"),
            ("https://www.showmebug.com/oauth/token.json", "https://www.showmebug.com"),
            ("127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://[::1]:9", "http://[::1]:9"),
        ] {
            assert_eq!(read_base_url(typed).as_deref(), Ok(url), "{typed}");
            assert_eq!(read_base_url(url).as_deref(), Ok(url), "what was read is read again");
        }
    }

    #[test]
    fn what_is_no_base_url_is_told_apart() {
        use BaseUrlFault as F;
        for (typed, fault) in [
            ("", F::NotAUrl),
            ("showmebug", F::NotAUrl),
            ("ftp://www.showmebug.com", F::NotAUrl),
            ("https://www show.com", F::NotAUrl),
            ("http://www.showmebug.com", F::NotHttps),
            ("http://10.0.0.7", F::NotHttps),
            ("https://marked:marked@www.showmebug.com", F::Login),
            ("https://www.showmebug.com/pads/X?token=marked", F::Query),
        ] {
            assert_eq!(read_base_url(typed), Err(fault), "{typed}");
            assert!(!fault.to_string().contains("marked"), "nothing of what was pasted is shown");
        }
    }

    #[test]
    fn only_links_of_the_own_host_are_own() {
        let owns = |base: &str, link: &str| Base::read(base).unwrap().owns(&Url::parse(link).unwrap());
        for base in ["https://www.showmebug.com", "https://showmebug.com"] {
            for link in ["https://www.showmebug.com/pads/X", "https://showmebug.com/X", "https://a.showmebug.com:443/"]
            {
                assert!(owns(base, link), "{link} belongs to {base}");
            }
            for link in [
                "http://www.showmebug.com/pads/X",
                "https://showmebug.com.example.com/",
                "https://notshowmebug.com/",
                "https://www.showmebug.com:8443/",
                "https://www.showmebug.com@example.com/",
                "https://u:p@www.showmebug.com/",
            ] {
                assert!(!owns(base, link), "{link} is somebody else's");
            }
        }
        assert!(owns("http://127.0.0.1:80", "http://127.0.0.1/pads/X"), "the practice ShowMeBug");
        for link in ["http://127.0.0.1:81/", "https://127.0.0.1/", "http://localhost/", "http://a.127.0.0.1.nip.io/"] {
            assert!(!owns("http://127.0.0.1:80", link), "{link} is another program's");
        }
        assert!(!owns("https://10.0.0.7", "https://a.10.0.0.7.example.com/"), "nothing stands below an address");
    }
}
