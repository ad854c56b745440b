//! Where the window may go: to its own pages. And which links may leave it: pages of WeCom's console and documentation, over
//! https, in the browser. Nothing else. Pure.

use tauri::Url;

/// Where `devUrl` of `tauri.conf.json` listens.
const DEV_PORT: u16 = 5173;

const HOSTS: [&str; 3] = ["work.weixin.qq.com", "developer.work.weixin.qq.com", "open.work.weixin.qq.com"];

/// Whether `url` may be opened in the browser.
pub(crate) fn allowed(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| {
        let plain = url.username().is_empty() && url.password().is_none() && url.port().is_none();
        url.scheme() == "https" && plain && url.host_str().is_some_and(|host| HOSTS.contains(&host))
    })
}

/// Whether the window may go to `url`: its own pages, as each system names them. With `dev` also those of the server from
/// which a developer loads them.
pub(crate) fn own(url: &Url, dev: bool) -> bool {
    let plain = url.username().is_empty() && url.password().is_none();
    match (url.scheme(), url.host_str(), url.port()) {
        ("tauri", Some("localhost"), None) => plain,
        // WebView2 knows no schemes of its own.
        ("http" | "https", Some("tauri.localhost"), None) => plain,
        ("http", Some("localhost"), Some(DEV_PORT)) => plain && dev,
        ("about", None, None) => url.path() == "blank",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_console_and_its_pages() {
        assert!(allowed("https://work.weixin.qq.com/wework_admin/frame#apps"), "the console");
        let bad = ["http://work.weixin.qq.com/", "https://work.weixin.qq.com.evil.example/", "file:///etc/passwd"];
        for url in bad.into_iter().chain(["https://work.weixin.qq.com@evil.example/", "javascript:alert(1)", ""]) {
            assert!(!allowed(url), "{url:?} must not be opened");
        }
    }

    #[test]
    fn the_window_stays_with_its_own_pages() {
        let goes = |url: &str, dev: bool| own(&Url::parse(url).unwrap(), dev);
        for url in ["tauri://localhost", "tauri://localhost/index.html#/send", "http://tauri.localhost/", "about:blank"]
        {
            assert!(goes(url, false), "{url} is ours");
        }
        let others = [
            "https://work.weixin.qq.com/wework_admin/frame",
            "https://tauri.localhost.evil.example/",
            "https://user@tauri.localhost/",
            "http://tauri.localhost:8080/",
            "tauri://evil.example/",
            "http://localhost:5174/",
            "http://127.0.0.1:5173/",
            "file:///etc/passwd",
            "data:text/html,<script>1</script>",
            "blob:tauri://localhost/1",
            "javascript:alert(1)",
            "about:srcdoc",
        ];
        for url in others {
            assert!(
                !goes(url, false) && !goes(url, true),
                "{url} would take the window over, and its commands with it"
            );
        }
        assert!(goes("http://localhost:5173/", true), "a developer's server");
        assert!(!goes("http://localhost:5173/", false), "whoever listens there on a recruiter's laptop is not us");
    }

    #[test]
    fn the_port_is_the_configured_one() {
        let configuration = include_str!("../../tauri.conf.json");
        assert!(configuration.contains(&format!("http://localhost:{DEV_PORT}\"")), "devUrl says another port");
        assert!(configuration.contains("\"create\": false"), "a window that Tauri makes by itself has no guard");
    }
}
