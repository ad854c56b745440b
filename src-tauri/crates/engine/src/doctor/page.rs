//! What kind of page answers in place of WeCom, by its status, where it sends, and the words that such pages have. Pure.
//!
//! Never in here: the page.

use beckon_model::doctor::PageKind;
use wecom::BadReply;

/// Hosts of sign-ins that companies have for everything, and words in the names of others.
const SIGN_IN: [&str; 14] = [
    "login.microsoftonline.com",
    "accounts.google.com",
    "okta",
    "onelogin",
    "adfs",
    "sso",
    "idp.",
    "saml",
    "cas.",
    "oauth",
    "passport",
    "auth.",
    "signin",
    "iam.",
];

/// Words of filters' pages.
const BLOCKED: [&str; 19] = [
    "access denied",
    "access is denied",
    "blocked",
    "web filter",
    "webfilter",
    "url filter",
    "forbidden by policy",
    "policy violation",
    "not allowed by",
    "fortiguard",
    "fortinet",
    "zscaler",
    "websense",
    "bluecoat",
    "sangfor",
    "content filter",
    "禁止访问",
    "已被拦截",
    "拒绝访问",
];

/// Words of sign-ins of hotels, airports and guest networks.
const PORTAL: [&str; 10] =
    ["captive", "portal", "hotspot", "wi-fi", "wifi", "guest network", "room number", "上网认证", "无线", "网络认证"];

/// What kind of page this is.
pub(super) fn page(reply: &BadReply) -> PageKind {
    let text = reply.excerpt.trim_start().to_lowercase();
    let to = reply.head.redirect.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let html =
        text.starts_with("<!doctype html") || text.starts_with("<html") || reply.head.content_type.contains("html");
    let sends = |words: &[&str]| words.iter().any(|word| to.contains(word));
    let console = |text: &str| text.contains("work.weixin.qq.com") || text.contains("wework_admin");
    match reply.status {
        _ if console(&to) || (html && console(&text)) => PageKind::Console,
        429 => PageKind::TooMany,
        511 => PageKind::Portal,
        502..=504 if !has(&BLOCKED) => PageKind::Gateway,
        300..=399 if reply.head.moved && !sends(&SIGN_IN) => PageKind::Moved,
        // Every refusal of WeCom's names this page.
        _ if text.contains("open.work.weixin.qq.com") && !html => PageKind::Changed,
        _ if has(&BLOCKED) || sends(&["block", "filter"]) => PageKind::Block,
        500.. => PageKind::Gateway,
        _ if sends(&PORTAL) => PageKind::Portal,
        300..=399 if sends(&SIGN_IN) => PageKind::SignIn,
        401 => PageKind::SignIn,
        300..=399 => PageKind::Portal,
        403 | 451 => PageKind::Block,
        404 if reply.bytes == 0 => PageKind::NotFound,
        200..=299
            if html && has(&["sign in", "single sign-on", "saml", "单点登录", "统一身份认证"]) && !has(&PORTAL) =>
        {
            PageKind::SignIn
        }
        // Networks that want a sign-in answer with their page.
        200..=299 if html => PageKind::Portal,
        _ if reply.bytes == 0 => PageKind::Empty,
        _ if html => PageKind::Web,
        _ => PageKind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(status: u16, redirect: &str, excerpt: &str) -> PageKind {
        let head = wecom::ReplyHead { status, redirect: redirect.into(), ..wecom::ReplyHead::default() };
        let bytes = excerpt.len();
        page(&BadReply { status, problem: "", excerpt: excerpt.into(), bytes, head: Box::new(head) })
    }

    #[test]
    fn pages_are_told_apart() {
        for (status, to, text, wanted) in [
            (302, "login.microsoftonline.com", "", PageKind::SignIn),
            (302, "wifi.hotel.example", "", PageKind::Portal),
            (302, "10.0.0.1", "", PageKind::Portal),
            (200, "", "<html>Welcome to the hotel", PageKind::Portal),
            (200, "", "<html>Sign in with your company account", PageKind::SignIn),
            (403, "", "<html>FortiGuard web filter", PageKind::Block),
            (200, "", "<html>Access denied by policy", PageKind::Block),
            (302, "work.weixin.qq.com", "", PageKind::Console),
            (502, "", "<html>Bad Gateway", PageKind::Gateway),
            (429, "", "slow down", PageKind::TooMany),
            (404, "", "", PageKind::NotFound),
            (200, "", "", PageKind::Empty),
            (200, "", "{\"ok\":true}", PageKind::Other),
            (404, "", "<html>It works", PageKind::Web),
        ] {
            assert_eq!(of(status, to, text), wanted, "{status} {to} {text}");
        }
    }
}
