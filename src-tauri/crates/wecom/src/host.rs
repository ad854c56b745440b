//! The API host as a person types or pastes it: what can be read in one way only is corrected, and every correction has
//! a name; it distinguishes what is not an API host. The one place that decides it. Pure.
//!
//! Never in here: a part of what was pasted in a result. A pasted URL can hold a secret, a token or a robot's key.

use std::net::IpAddr;

use reqwest::Url;

/// An API host that can be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiHost {
    /// Base URL: scheme, name, port where it is not the usual one, and the path of a relay; without a slash at its end.
    pub url: String,
    /// It is this machine, where plain http is allowed and no proxy is used.
    pub loopback: bool,
    /// What was corrected, and what a person should know; empty when it was typed like this.
    pub notes: Vec<HostNote>,
}

/// What was corrected in an API host, and what a person should know of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HostNote {
    /// Blanks, invisible characters, quotation marks, brackets or punctuation around it.
    Around,
    /// Full-width letters or signs became the usual ones.
    FullWidth,
    /// No scheme: `https://` was added, or `http://` for this machine.
    Scheme,
    /// Capital letters in scheme or name became small ones.
    Letters,
    /// A dot behind the name was removed.
    Dot,
    /// The usual port was removed.
    Port,
    /// Slashes too many were removed.
    Slash,
    /// `/cgi-bin` and what stood behind it were removed: Beckon adds the path of each call itself.
    ApiPath,
    /// Not corrected: it is an IP address, which works only with a certificate for that address.
    IpAddress,
}

/// Why a text is no API host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HostFault {
    /// It cannot be read as the URL of a host.
    #[error("it must be a URL such as https://qyapi.weixin.qq.com or https://gate.example.com/wecom")]
    NotAUrl,
    /// Plain http to somewhere else than this machine: secrets and tokens travel in URLs.
    #[error("it must use https: the Secret travels in the address, and with http everybody on the way could read it")]
    NotHttps,
    /// The webhook of a group robot.
    #[error(
        "this is a group robot's webhook, which writes into one group; an app's API host is https://qyapi.weixin.qq.com"
    )]
    Webhook,
    /// A page of the administrators' console.
    #[error("this is a page of the admin console, for a browser; the API host is https://qyapi.weixin.qq.com")]
    Console,
    /// A page of the documentation or of the developer tools.
    #[error("this is a page of WeCom's documentation; the API host is https://qyapi.weixin.qq.com")]
    Documentation,
    /// The API of another product.
    #[error("this is another product's API (WeChat, Feishu or DingTalk); WeCom's is https://qyapi.weixin.qq.com")]
    OtherProduct,
    /// A user name or password before the name.
    #[error("it must not hold a user name or password; the login of a proxy belongs to the proxy")]
    Login,
    /// A query or fragment that is not a pasted call's.
    #[error("it must end before the ? or #: Beckon adds the path and values of each call itself")]
    Query,
}

/// Reads an API host. Not an `FromStr`: what was corrected has to be told.
///
/// # Errors
/// [`HostFault`].
pub fn read_host(typed: &str) -> Result<ApiHost, HostFault> {
    let mut notes = Vec::new();
    let mut note = |wanted: bool, what| {
        if wanted && !notes.contains(&what) {
            notes.push(what);
        }
    };
    let narrow = narrow(typed);
    note(narrow != typed, HostNote::FullWidth);
    let text = bare(&narrow);
    note(text != narrow, HostNote::Around);
    // A blank that is left stands between two words, and nobody can say which of them is meant.
    if text.is_empty() || text.contains(char::is_whitespace) {
        return Err(HostFault::NotAUrl);
    }
    let (text, added) = with_scheme(&text);
    note(added, HostNote::Scheme);

    let url = Url::parse(&text).map_err(|_| HostFault::NotAUrl)?;
    if !matches!(url.scheme(), "https" | "http") {
        return Err(HostFault::NotAUrl);
    }
    let name = url.host_str().unwrap_or_default().trim_end_matches('.').to_owned();
    if let Some(fault) = elsewhere(&name, url.path()) {
        return Err(fault);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(HostFault::Login);
    }
    let ip = name.trim_matches(['[', ']']).parse::<IpAddr>().ok();
    let loopback = ip.map_or(name == "localhost", |ip| ip.is_loopback());
    // A name without a dot can be a company's own, where a scheme says that it is one.
    if name.is_empty() || name.split('.').any(str::is_empty) || (added && !loopback && !name.contains(['.', ':'])) {
        return Err(HostFault::NotAUrl);
    }
    if url.scheme() == "http" && !loopback {
        return Err(HostFault::NotHttps);
    }

    let authority = text.split_once("://").map_or("", |(_, rest)| rest);
    let authority = authority.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    note(text.split_once("://").is_some_and(|(scheme, _)| scheme != url.scheme()), HostNote::Letters);
    note(authority.chars().any(|c| c.is_ascii_uppercase()), HostNote::Letters);
    note(url.host_str().is_some_and(|host| host.ends_with('.')), HostNote::Dot);
    note(url.port().is_none() && authority.trim_end_matches(']').ends_with(&port(&url)), HostNote::Port);
    note(ip.is_some() && !loopback, HostNote::IpAddress);

    let (path, call) = relay_path(url.path());
    if !call && (url.query().is_some() || url.fragment().is_some()) {
        return Err(HostFault::Query);
    }
    note(call, HostNote::ApiPath);
    // The library reads a bare host with a slash behind it; only one that was typed is a correction.
    let typed = text.ends_with('/') || url.path() != "/";
    note(!call && typed && path != url.path(), HostNote::Slash);
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let url = format!("{}://{name}{port}{path}", url.scheme());
    Ok(ApiHost { url, loopback, notes })
}

/// `:443` of https, `:80` of http.
fn port(url: &Url) -> String {
    url.port_or_known_default().map(|port| format!(":{port}")).unwrap_or_default()
}

/// Full-width letters, digits and signs as the usual ones.
fn narrow(text: &str) -> String {
    let usual = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '。' | '｡' => '.',
        c => c,
    };
    text.chars().map(usual).collect()
}

/// Without what surrounds a pasted address, and without blanks beside its signs. A blank between two words stays: there
/// is more than one way to read it.
fn bare(text: &str) -> String {
    let invisible = |c: &char| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}');
    let seen: String = text.chars().filter(invisible).collect();
    let around = |c: char| c.is_whitespace() || c.is_control() || "\"'<>“”‘’「」《》【】()`,;，；、".contains(c);
    let seen = seen.trim_matches(around);
    // The end of a sentence behind a quotation mark; a dot behind the name itself is told by its own.
    let quoted = seen.strip_suffix('.').filter(|before| before.ends_with(around));
    let seen = quoted.unwrap_or(seen).trim_matches(around);
    let chars: Vec<char> = seen.chars().collect();
    let sign =
        |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| c.is_whitespace() || ":/.".contains(*c));
    let kept = |(at, c): (usize, &char)| {
        let beside = c.is_whitespace() && (sign(at.checked_sub(1)) || sign(Some(at + 1)));
        (!beside).then_some(*c)
    };
    chars.iter().enumerate().filter_map(kept).collect()
}

/// With a scheme, and whether it had none.
fn with_scheme(text: &str) -> (String, bool) {
    let scheme = |scheme: &str| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    if text.contains("://") && !text.starts_with(['/', ':']) {
        return (text.to_owned(), false);
    }
    let rest = ["https:", "http:"].into_iter().find(|known| scheme(known)).map_or(text, |known| &text[known.len()..]);
    let rest = rest.trim_start_matches([':', '/']);
    let here = ["localhost", "127.", "[::1]"].into_iter().any(|start| rest.starts_with(start));
    let plain = if scheme("http:") || (here && !scheme("https:")) { "http" } else { "https" };
    (format!("{plain}://{rest}"), true)
}

/// Addresses of WeCom and its neighbours that people paste and that are no API host.
fn elsewhere(name: &str, path: &str) -> Option<HostFault> {
    let path = path.to_ascii_lowercase();
    let under = |domain: &str| name == domain || name.strip_suffix(domain).is_some_and(|before| before.ends_with('.'));
    if path.contains("/webhook/") || path.ends_with("/webhook") {
        return Some(if under("feishu.cn") { HostFault::OtherProduct } else { HostFault::Webhook });
    }
    if under("developer.work.weixin.qq.com") || (under("work.weixin.qq.com") && is_documentation(&path)) {
        return Some(HostFault::Documentation);
    }
    if under("work.weixin.qq.com") {
        return Some(HostFault::Console);
    }
    let others =
        ["api.weixin.qq.com", "mp.weixin.qq.com", "open.weixin.qq.com", "feishu.cn", "larksuite.com", "dingtalk.com"];
    others.into_iter().any(under).then_some(HostFault::OtherProduct)
}

fn is_documentation(path: &str) -> bool {
    ["/api/", "/help", "/document", "/devtool"].iter().any(|start| path.starts_with(start))
}

/// The path of a relay: before `cgi-bin`, without slashes too many; and whether there was a call's path behind it.
fn relay_path(path: &str) -> (String, bool) {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let call = parts.iter().position(|part| part.eq_ignore_ascii_case("cgi-bin"));
    let kept = &parts[..call.unwrap_or(parts.len())];
    (kept.iter().map(|part| format!("/{part}")).collect(), call.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> (String, Vec<HostNote>) {
        let host = read_host(typed).unwrap_or_else(|fault| panic!("{typed:?}: {fault}"));
        (host.url, host.notes)
    }

    #[test]
    fn what_is_written_well_is_kept_without_a_word() {
        for typed in [
            "https://qyapi.weixin.qq.com",
            "https://gate.example.com/wxproxy",
            "https://gate.example.com:8443/a/b",
            "http://127.0.0.1:8080",
            "http://localhost:1/relay",
            "http://[::1]:9",
            "https://relay",
        ] {
            assert_eq!(read(typed), (typed.to_owned(), vec![]), "nothing to correct");
        }
    }

    #[test]
    fn what_can_be_read_in_one_way_is_corrected_and_told() {
        use HostNote as N;
        let wecom = "https://qyapi.weixin.qq.com";
        for (typed, url, notes) in [
            ("https://qyapi.weixin.qq.com/", wecom, vec![N::Slash]),
            (" https://qyapi.weixin.qq.com\n", wecom, vec![N::Around]),
            ("“https://qyapi.weixin.qq.com”，", wecom, vec![N::FullWidth, N::Around]),
            ("“https://qyapi.weixin.qq.com”。", wecom, vec![N::FullWidth, N::Around]),
            ("https:// qyapi.weixin.qq.com", wecom, vec![N::Around]),
            ("HTTPS://qyapi.weixin.qq.com", wecom, vec![N::Letters]),
            ("https://QYAPI.weixin.qq.com", wecom, vec![N::Letters]),
            ("qyapi.weixin.qq.com", wecom, vec![N::Scheme]),
            ("//qyapi.weixin.qq.com", wecom, vec![N::Scheme]),
            ("https:qyapi.weixin.qq.com", wecom, vec![N::Scheme]),
            ("https：／／ｑｙａｐｉ．weixin。qq.com", wecom, vec![N::FullWidth]),
            ("https://qyapi.weixin.qq.com.", wecom, vec![N::Dot]),
            ("https://qyapi.weixin.qq.com:443", wecom, vec![N::Port]),
            ("https://qyapi.weixin.qq.com/cgi-bin", wecom, vec![N::ApiPath]),
            ("https://qyapi.weixin.qq.com/cgi-bin/gettoken?corpid=a&corpsecret=b", wecom, vec![N::ApiPath]),
            ("gate.example.com/wx/cgi-bin/message/send#x", "https://gate.example.com/wx", vec![N::Scheme, N::ApiPath]),
            ("https://gate.example.com//wx//", "https://gate.example.com/wx", vec![N::Slash]),
            ("https://qyapi.weixin\u{200b}.qq.com", wecom, vec![N::Around]),
            ("https://10.0.0.7:8443", "https://10.0.0.7:8443", vec![N::IpAddress]),
            ("127.0.0.1:8080", "http://127.0.0.1:8080", vec![N::Scheme]),
        ] {
            assert_eq!(read(typed), (url.to_owned(), notes), "{typed:?}");
            assert_eq!(read_host(url).map(|host| host.url).as_deref(), Ok(url), "what was read is read again: {url}");
        }
    }

    #[test]
    fn what_is_no_api_host_is_told_apart() {
        use HostFault as F;
        for (typed, fault) in [
            ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=marked", F::Webhook),
            ("https://work.weixin.qq.com/wework_admin/frame#apps", F::Console),
            ("work.weixin.qq.com", F::Console),
            ("https://developer.work.weixin.qq.com/document/path/91039", F::Documentation),
            ("https://open.work.weixin.qq.com/devtool/query?e=60020", F::Documentation),
            ("https://work.weixin.qq.com/api/doc/90000/90135/91039", F::Documentation),
            ("https://api.weixin.qq.com", F::OtherProduct),
            ("https://open.feishu.cn/open-apis/bot/v2/hook/x", F::OtherProduct),
            ("http://qyapi.weixin.qq.com", F::NotHttps),
            ("http://10.0.0.7", F::NotHttps),
            ("https://u:p@gate.example.com", F::Login),
            ("https://gate.example.com/wx?key=marked", F::Query),
            ("ftp://gate.example.com", F::NotAUrl),
            ("htps:/gate example", F::NotAUrl),
            ("gate example.com", F::NotAUrl),
            ("https://", F::NotAUrl),
            ("", F::NotAUrl),
            ("  ", F::NotAUrl),
        ] {
            assert_eq!(read_host(typed).unwrap_err(), fault, "{typed:?}");
            assert!(!fault.to_string().contains("marked"), "nothing of what was pasted is shown");
        }
    }
}
