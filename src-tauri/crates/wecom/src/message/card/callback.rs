//! What only an app with a callback URL can send.

/// Says that the administrator has set a receive-message URL for the app (接收消息服务器). Write it only where that is
/// known: without the URL WeCom refuses the card (43012).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AppHasCallbackUrl;
