//! The limits of WeCom's API, in one table. `_BYTES` are bytes of UTF-8 (a Chinese character has 3), `_CHARS` are
//! characters (Unicode scalar values), `_COUNT` are entries of a list, `_S` are seconds.
//!
//! Where the pages disagree, the stricter reading stands here and the line says so. Lengths that WeCom only advises for
//! cards are in [`advised`]. Never in here: rates of messages, which are the sender's business, and anything that is not a
//! documented number.

mod customers;
mod forms;
mod meeting_rooms;
mod meetings;
mod service;
mod sheets;

use std::ops::RangeInclusive;

pub use customers::*;
pub use forms::*;
pub use meeting_rooms::*;
pub use meetings::*;
pub use service::*;
pub use sheets::*;

/// `text.content`; longer text is cut without notice (path/90236).
pub const TEXT_CONTENT_BYTES: usize = 2048;

/// User ids in one `touser`, and in `userids` of an update (path/90236, path/94888).
pub const TOUSER_COUNT: usize = 1000;

/// Department ids in one `toparty`, and in `partyids` of an update (path/90236, path/94888).
pub const TOPARTY_COUNT: usize = 100;

/// Tag ids in one `totag`, and in `tagids` of an update (path/90236, path/94888).
pub const TOTAG_COUNT: usize = 100;

/// A `userid` (path/90195).
pub const USERID_BYTES: usize = 64;

/// `duplicate_check_interval` at most: four hours (path/90236).
pub const DUPLICATE_CHECK_INTERVAL_S: u32 = 14_400;

/// `markdown.content` (path/90236).
pub const MARKDOWN_CONTENT_BYTES: usize = 2048;

/// `video.title`; cut without notice (path/90236).
pub const VIDEO_TITLE_BYTES: usize = 128;

/// `video.description`; cut without notice (path/90236).
pub const VIDEO_DESCRIPTION_BYTES: usize = 512;

/// Kinds of file that may be confidential (`safe` 1), by the ending of the name (path/90236).
pub const CONFIDENTIAL_FILE_ENDINGS: [&str; 14] =
    ["txt", "pdf", "doc", "docx", "ppt", "pptx", "xls", "xlsx", "xml", "jpg", "jpeg", "png", "bmp", "gif"];

/// `textcard.title`; cut without notice. path/90236 says 128 characters, its older copies and path/90248 say 128 bytes:
/// the stricter reading is bytes.
pub const TEXTCARD_TITLE_BYTES: usize = 128;

/// `textcard.description`; cut without notice. 512 characters or bytes, as with the title: bytes (path/90236, 90248).
pub const TEXTCARD_DESCRIPTION_BYTES: usize = 512;

/// `textcard.url` (path/90236).
pub const TEXTCARD_URL_BYTES: usize = 2048;

/// `textcard.btntxt` (path/90236).
pub const TEXTCARD_BTNTXT_CHARS: usize = 4;

/// `articles` of news and mpnews, at least one (path/90236).
pub const ARTICLES_COUNT: usize = 8;

/// `title` of an article of news or mpnews; cut without notice (path/90236).
pub const ARTICLE_TITLE_BYTES: usize = 128;

/// `description` of a news article and `digest` of an mpnews article; cut without notice (path/90236).
pub const ARTICLE_DESCRIPTION_BYTES: usize = 512;

/// `url` and `picurl` of a news article (path/90236).
pub const ARTICLE_URL_BYTES: usize = 2048;

/// `pagepath` of a news article (path/90236).
pub const ARTICLE_PAGEPATH_BYTES: usize = 128;

/// `author` of an mpnews article (path/90236).
pub const MPNEWS_AUTHOR_BYTES: usize = 64;

/// `content` of an mpnews article, HTML. The page says 666 KB: the stricter reading is a thousand bytes to the KB
/// (path/90236).
pub const MPNEWS_CONTENT_BYTES: usize = 666_000;

/// Any other URL: `content_source_url` of an mpnews article and every link of a card. Their own pages name no limit; the
/// general one of error 40039 does (path/90313).
pub const URL_BYTES: usize = 1024;

/// `miniprogram_notice.page` (path/90236).
pub const NOTICE_PAGE_BYTES: usize = 1024;

/// `miniprogram_notice.title` and `description` at least. "Chinese characters" on the page; every character counts as one
/// here (path/90236).
pub const NOTICE_TITLE_MIN_CHARS: usize = 4;

/// `miniprogram_notice.title` and `description` at most, counted likewise (path/90236).
pub const NOTICE_TITLE_CHARS: usize = 12;

/// `miniprogram_notice.content_item` (path/90236; error 90201).
pub const NOTICE_ITEMS_COUNT: usize = 10;

/// `key` of a `content_item`, 1 at least (path/90236; error 90202).
pub const NOTICE_KEY_CHARS: usize = 10;

/// `value` of a `content_item`, 1 at least (path/90236; error 90203).
pub const NOTICE_VALUE_CHARS: usize = 30;

/// `template_card.action_menu.action_list`, 1 at least (path/90236).
pub const CARD_ACTIONS_COUNT: usize = 3;

/// `template_card.horizontal_content_list` (path/90236; error 42035).
pub const CARD_ROWS_COUNT: usize = 6;

/// `template_card.vertical_content_list` (path/90236; error 42036).
pub const CARD_PARAGRAPHS_COUNT: usize = 4;

/// `template_card.jump_list` (path/90236; error 42042).
pub const CARD_JUMPS_COUNT: usize = 3;

/// `template_card.button_list`, 1 at least (path/90236; error 42038).
pub const CARD_BUTTONS_COUNT: usize = 6;

/// `template_card.select_list`, 1 at least (path/90236; error 42047).
pub const CARD_SELECTS_COUNT: usize = 3;

/// `option_list` of a `button_selection` or of an entry of `select_list`, 1 at least (path/90236; error 42037).
pub const CARD_OPTIONS_COUNT: usize = 10;

/// `option_list` of a `checkbox`, 1 at least (path/90236; error 42037).
pub const CARD_VOTE_OPTIONS_COUNT: usize = 20;

/// `template_card.task_id`, 1 at least (path/90236; error 42014).
pub const CARD_TASK_ID_BYTES: usize = 128;

/// `question_key` (path/90236; error 42043).
pub const CARD_QUESTION_KEY_BYTES: usize = 1024;

/// `id` of an option (path/90236; error 42040).
pub const CARD_OPTION_ID_BYTES: usize = 128;

/// `key` of a button, of the submit button and of an entry of the menu (path/90236; errors 42039, 42046, 42019).
pub const CARD_KEY_BYTES: usize = 1024;

/// `template_card.card_image.aspect_ratio`, width by height, at least (path/90236).
pub const CARD_ASPECT_RATIO_MIN: f64 = 1.3;

/// `template_card.card_image.aspect_ratio` at most (path/90236).
pub const CARD_ASPECT_RATIO_MAX: f64 = 2.25;

/// What is kept of an answer at most, and held of one that is no list while it is read. Not WeCom's limit but this crate's
/// own: documented answers are smaller.
pub const REPLY_BYTES: usize = 64 * 1024;

/// Access tokens that a client asks for within a minute at most. Not WeCom's limit, which it does not publish (path/91039),
/// but this crate's own: one token is good for two hours.
pub const TOKENS_PER_MINUTE: usize = 10;

/// What is read of an answer at most. Not WeCom's limit but this crate's own: documented lists are far smaller, media
/// excepted.
pub const LIST_REPLY_BYTES: usize = 2 * 1024 * 1024;

/// Rows of one page of `user/list_id` (path/96067).
pub const USER_LIST_ID_COUNT: usize = 10_000;

/// A `mobile` to look up (path/95402).
pub const MOBILE_BYTES: RangeInclusive<usize> = 5..=32;

/// A file of any kind has more than five bytes (path/90253).
const FILE_BYTES_MIN: usize = 6;

/// An image. The page says 10 MB; the hint of error 45001 still says 5 MB and older pages 2 MB. The page is followed:
/// WeCom refuses a bigger one aloud, so nothing is lost by trying (path/90253, 90313).
pub const IMAGE_BYTES: RangeInclusive<usize> = FILE_BYTES_MIN..=10 * 1024 * 1024;

/// A voice recording (path/90253).
pub const VOICE_BYTES: RangeInclusive<usize> = FILE_BYTES_MIN..=2 * 1024 * 1024;

/// Length of a voice recording (path/90253).
pub const VOICE_S: usize = 60;

/// A video (path/90253).
pub const VIDEO_BYTES: RangeInclusive<usize> = FILE_BYTES_MIN..=10 * 1024 * 1024;

/// Any other file (path/90253).
pub const FILE_BYTES: RangeInclusive<usize> = FILE_BYTES_MIN..=20 * 1024 * 1024;

/// A picture for `media/uploadimg`. The page says "5 bytes to 2 MB", the one of uploads "more than 5 bytes": the
/// stricter holds (path/90256, 90253).
pub const PICTURE_BYTES: RangeInclusive<usize> = FILE_BYTES_MIN..=2 * 1024 * 1024;

/// How long a `media_id` lives: three days (path/90253).
pub const MEDIA_LIFE_S: i64 = 3 * 24 * 3600;

/// One download, whole or by range; more is 830002 (path/90254).
pub const MEDIA_PIECE_BYTES: usize = 20 * 1024 * 1024;

/// Characters of a schedule's or a calendar's summary (path/93648, 93647).
pub const SUMMARY_CHARS: usize = 128;

/// Characters of a schedule's description; older pages said 512 (path/93648).
pub const SCHEDULE_DESCRIPTION_CHARS: usize = 1000;

/// Characters of a schedule's location (path/93648).
pub const LOCATION_CHARS: usize = 128;

/// Attendees of a schedule; older pages said 2000 (path/93648).
pub const ATTENDEES_COUNT: usize = 1000;

/// Administrators of a schedule or a calendar (path/93648, 93647).
pub const ADMINS_COUNT: usize = 3;

/// Schedules read at once, by id or by calendar (path/97724, 97725).
pub const SCHEDULES_COUNT: usize = 1000;

/// Hours from UTC in a schedule's reminders (path/93648).
pub const TIMEZONE_HOURS: RangeInclusive<i64> = -12..=12;

/// Characters of a calendar's description (path/93647).
pub const CALENDAR_DESCRIPTION_CHARS: usize = 512;

/// Members whom a calendar is shared with (path/93647).
pub const CALENDAR_SHARES_COUNT: usize = 2000;

/// Members who may find a public calendar (path/93647).
pub const CALENDAR_RANGE_USERS_COUNT: usize = 1000;

/// Departments that may find a public calendar (path/93647).
pub const CALENDAR_RANGE_PARTIES_COUNT: usize = 100;

/// `state` of an OAuth or web-login link (path/91022).
pub const OAUTH_STATE_BYTES: usize = 128;

/// The `code` that a link brings back (path/91022).
pub const OAUTH_CODE_BYTES: usize = 512;

/// A `user_ticket` (path/91023).
pub const USER_TICKET_BYTES: usize = 512;

/// Text of a group robot; longer text is cut without notice (path/99110).
pub const ROBOT_TEXT_BYTES: usize = 2048;

/// Markdown of a group robot, either version (path/99110).
pub const ROBOT_MARKDOWN_BYTES: usize = 4096;

/// A picture of a group robot, before Base64 (path/99110).
pub const ROBOT_IMAGE_BYTES: RangeInclusive<usize> = 1..=2 * 1024 * 1024;

/// Lengths in characters that WeCom advises for the parts of a card, so that it looks well; longer ones are sent all the
/// same (path/90236).
pub mod advised {
    /// `source.desc` (path/90236).
    pub const SOURCE_DESC_CHARS: usize = 20;

    /// `main_title.title` (path/90236).
    pub const TITLE_CHARS: usize = 36;

    /// `main_title.title` of a vote (path/90236).
    pub const VOTE_TITLE_CHARS: usize = 16;

    /// `main_title.desc` (path/90236).
    pub const TITLE_DESC_CHARS: usize = 44;

    /// `main_title.desc` of a vote or of several questions (path/90236).
    pub const QUESTION_DESC_CHARS: usize = 160;

    /// `emphasis_content.title` (path/90236).
    pub const EMPHASIS_TITLE_CHARS: usize = 14;

    /// `emphasis_content.desc` (path/90236).
    pub const EMPHASIS_DESC_CHARS: usize = 22;

    /// `sub_title_text` (path/90236).
    pub const SUB_TITLE_CHARS: usize = 160;

    /// `vertical_content_list.title` (path/90236).
    pub const PARAGRAPH_TITLE_CHARS: usize = 38;

    /// `vertical_content_list.desc` (path/90236).
    pub const PARAGRAPH_DESC_CHARS: usize = 160;

    /// `horizontal_content_list.keyname` (path/90236).
    pub const ROW_KEYNAME_CHARS: usize = 5;

    /// `horizontal_content_list.value` (path/90236).
    pub const ROW_VALUE_CHARS: usize = 30;

    /// `jump_list.title` (path/90236).
    pub const JUMP_TITLE_CHARS: usize = 18;

    /// `text` of an option (path/90236).
    pub const OPTION_TEXT_CHARS: usize = 16;

    /// `text` of an option of a vote (path/90236).
    pub const VOTE_OPTION_TEXT_CHARS: usize = 17;

    /// `text` of a button (path/90236).
    pub const BUTTON_TEXT_CHARS: usize = 10;
}
