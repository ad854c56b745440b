//! Which links may leave the window: pages of WeCom's console and documentation, over https, and nothing else.

use tauri::Url;

const HOSTS: [&str; 3] = ["work.weixin.qq.com", "developer.work.weixin.qq.com", "open.work.weixin.qq.com"];

/// Whether `url` may be opened in the browser.
pub(crate) fn allowed(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| {
        let plain = url.username().is_empty() && url.password().is_none() && url.port().is_none();
        url.scheme() == "https" && plain && url.host_str().is_some_and(|host| HOSTS.contains(&host))
    })
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
}
