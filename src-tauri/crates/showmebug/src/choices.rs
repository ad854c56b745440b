//! Every choice that ShowMeBug's public documentation leaves open, in one place, each with its doubt. Whoever learns better
//! changes it here and nowhere else. Strict in what is sent, generous in what is read.
//!
//! Known are the beginnings of four pages (`api-interview`, `api-written`, `api-team`, `api-notification`) and two public
//! programs (the vendor's SDK of 2022, a script of the same year). Pages on authentication and error codes were not found.
//!
//! Never in here: a limit that is documented (those are in [`limits`](crate::limits)), code that decides something else.

use crate::kinds::TokenKind;

/// Where the token is fetched: outside of `/open_api/v1`. Known from the SDK and the script, from no page.
pub const TOKEN_PATH: &str = "oauth/token.json";

/// What the paths of all other calls begin with. Every page says so.
pub const API_PATH: [&str; 2] = ["open_api", "v1"];

/// The candidate's name in a single create. The newer page says `candidate_name`, the older one `name`; whether the service
/// still takes the older one is not known. Read the room again in the list to be sure of its name.
pub const CREATE_NAME: &str = "candidate_name";

/// The same in an item of a batch, of which only the older page is known.
pub const BATCH_NAME: &str = "name";

/// The fields of an edit. The page is cut off behind `type_id`; these are the ones of create, which is a guess.
pub const EDIT_NAME: &str = CREATE_NAME;

/// See [`EDIT_NAME`].
pub const EDIT_INTERVIEWERS: &str = "interviewers";

/// How the list's statuses are written in a query: as a Rails application reads an array. No page shows it.
pub const STATUS_QUERY: &str = "status[]";

/// Where the items of the list stand in `data`, the first one that is there; an array as `data` itself is taken too. The page
/// is cut off before the answer; by the exam list's `exams`, this would be `interviews`.
pub const LIST_ITEMS: [&str; 2] = ["interviews", "items"];

/// What an item of the list may call its name, the first one that is filled. `search` is documented to match the "pad name";
/// that this is the candidate's name is a guess, so who looks for a lost room had better not rely on `search`.
pub const ITEM_NAMES: [&str; 3] = ["candidate_name", "name", "title"];

/// What an item of the list may call its creation.
pub const ITEM_CREATED: [&str; 2] = ["created_at", "created_time"];

/// How long before the wanted moment the service is asked to begin, in milliseconds. `created_time_start` is a "datetime" of
/// unknown zone: asked for a day more, and cut to the moment here by items whose own moment has a zone.
pub const CREATED_MARGIN_MS: i64 = 24 * 3600 * 1000;

/// A list whose answer has no `count` is whole when it has fewer items than this. Pages of the exam list have 25 items unless
/// 50 are asked for; a service that pages otherwise must not make a lost room look as if it had never been made.
pub const SURELY_WHOLE_BELOW: usize = 10;

/// HTTP statuses and errcodes that say that the token is not taken: it is fetched again, once. No table of codes was found.
pub const TOKEN_REFUSED: [i64; 1] = [401];

/// HTTP statuses and errcodes that say that there is no such thing, or no longer. A page instead of JSON does not say it: it
/// may be somebody else's.
pub const GONE: [i64; 2] = [404, 410];

/// HTTP statuses and errcodes that say that no session is left. A guess by HTTP's 402; see the team's `left_quota`.
pub const NO_QUOTA: [i64; 1] = [402];

/// Words of a refusal that say so, in small letters. They only choose a sentence; nothing else is decided by words.
pub const NO_QUOTA_WORDS: [&str; 3] = ["quota", "场次", "次数"];

/// An errcode of five digits is read by its first three, as an HTTP status; 40101 is a 401. A guess: no table was found.
pub const fn family(errcode: i64) -> i64 {
    if errcode >= 10_000 && errcode <= 99_999 { errcode / 100 } else { errcode }
}

/// Whether a 204 without a body is the success of an edit and a delete. Exams answer a delete with `errcode` 0 and no `data`;
/// Rails applications often answer with 204.
pub const EMPTY_IS_DONE: bool = true;

/// Keys of a result that are shown by name, in this order; texts, numbers and flags only. The content of a result is not
/// documented at all, so everything is shown beside them as it came.
pub const RESULT_KEYS: [&str; 16] = [
    "status",
    "result",
    "conclusion",
    "score",
    "total_score",
    "level",
    "grade",
    "evaluation",
    "comment",
    "remark",
    "language",
    "started_at",
    "ended_at",
    "duration",
    "creator_name",
    "interviewer_name",
];

/// Keys of a result that may hold the address of its page, in this order. Only one of ShowMeBug's own host is taken.
pub const RESULT_PAGES: [&str; 5] = ["report_url", "result_url", "evaluation_url", "replay_url", "url"];

/// Whether the static token (base64 of `key:secret` as Bearer) is taken on all routes is not known: the SDK uses it for three
/// others, the team page describes it for one parameter. So the default is OAuth; `me` tells.
pub const DEFAULT_TOKEN: TokenKind = TokenKind::OAuth;
