//! The smart sheet in WeCom in which Beckon keeps what came of each interview, for the colleagues: nothing unless somebody asked for
//! it.
//!
//! Never in here: what stands in it. A phone number or an e-mail address never does.

use serde::{Deserialize, Serialize};

use crate::words::words;
use crate::{AccountId, Reason};

words! {
    /// Whether the sheet is there.
    pub enum SheetState {
        /// Nobody has asked for one.
        None = "none",
        /// WeCom was asked for it, and nobody knows what it answered. No call finds such a sheet again; it is empty.
        Unsure = "unsure",
        /// It is.
        Made = "made",
        /// Somebody deleted it in WeCom.
        Gone = "gone",
    }
}

/// The sheet of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OutcomeSheet {
    /// The account whose app made it; no other app can change it.
    pub account: AccountId,
    /// Whether it is kept up by itself.
    pub on: bool,
    /// Whether it is there.
    pub state: SheetState,
    /// What people open.
    pub url: Option<String>,
    /// Who administers it in WeCom, by the WeCom id.
    pub manager: Option<String>,
    /// When WeCom was asked for it, UTC ms.
    pub asked_at: Option<i64>,
    /// Rows that Beckon wrote.
    pub rows: u64,
    /// What came of the last writing.
    pub last: Option<SheetReport>,
}

/// Which sheet is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SheetRequest {
    /// By which account.
    pub account: AccountId,
    /// Who administers it in WeCom, by the WeCom id; without one, whoever administers the account's last one.
    pub manager: Option<String>,
    /// Another one in the place of one of which nobody knows whether it is there.
    pub again: bool,
}

/// What came of a writing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SheetReport {
    /// When, UTC ms.
    pub at: i64,
    /// Rows that were added.
    pub added: u64,
    /// Rows among them that somebody had deleted in WeCom.
    pub added_again: u64,
    /// Rows that were changed.
    pub updated: u64,
    /// Rows that were right already.
    pub right: u64,
    /// Rows that the next writing looks at.
    pub left: u64,
    /// Titles of Beckon's columns that somebody deleted in WeCom: nothing is written there any more.
    pub missing: Vec<String>,
    /// The column by which rows are known is among them, so that nothing is written at all: every row would come twice.
    pub no_key: bool,
    /// What ended it before its end.
    pub stopped: Option<Reason>,
    /// It is not tried again by itself: WeCom refused it.
    pub held: bool,
}
