//! The part of the table of limits that is about WeChat customer service (微信客服). How often its calls may be made WeCom does
//! not publish.

/// Accounts of customer service in one answer (path/94661).
pub const KF_ACCOUNTS_COUNT: usize = 100;

/// `scene` of a link to customer service: letters, digits, `_` and `-` (path/94665).
pub const KF_SCENE_BYTES: usize = 32;

/// `scene_param` of such a link, before it is encoded for the URL (path/94665).
pub const KF_SCENE_PARAM_BYTES: usize = 128;

/// Messages and events of one `kf/sync_msg` (path/94670).
pub const KF_SYNC_COUNT: usize = 1000;

/// `cursor` of `kf/sync_msg` (path/94670).
pub const KF_CURSOR_BYTES: usize = 64;

/// `token` of `kf/sync_msg` (path/94670).
pub const KF_TOKEN_BYTES: usize = 128;

/// How long what has come to an account can be read: three days (path/94670).
pub const KF_HISTORY_S: i64 = 3 * 24 * 3600;

/// `msgid` of a message of customer service: letters, digits, `_` and `-` (path/94677, 95122).
pub const KF_MSGID_BYTES: usize = 32;

/// `text.content` of a message of customer service (path/94677).
pub const KF_TEXT_BYTES: usize = 2048;

/// `head_content` and `tail_content` of a menu (path/94677).
pub const KF_MENU_TEXT_BYTES: usize = 1024;

/// Buttons of a menu. Newer copies of the page allow 50 entries in all, of which ten can be pressed (path/94677; error
/// 95008).
pub const KF_MENU_BUTTONS_COUNT: usize = 10;

/// `click.id` of a button. Copies of the page say 64 or 128: the stricter holds (path/94677).
pub const KF_BUTTON_ID_BYTES: usize = 64;

/// `click.content` of a button (path/94677).
pub const KF_BUTTON_BYTES: usize = 128;

/// How long an app may write to a customer who wrote: 48 hours (path/94677; error 95031).
pub const KF_WINDOW_S: i64 = 48 * 3600;

/// Messages that an app may write after each of the customer's (path/94677; error 95001).
pub const KF_WINDOW_COUNT: usize = 5;

/// How long the code of a welcome or a goodbye is good (path/95122).
pub const KF_WELCOME_S: i64 = 20;
