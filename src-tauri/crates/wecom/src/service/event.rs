//! What customer service tells beside messages (path/94670).
//!
//! Never in here: a failure to read one. An event that is not known is kept by its name, a field that is missing is empty.

use serde_json::Value;

use crate::wire::coded;

coded! {
    /// Why a message that was taken did not arrive (`fail_type`).
    pub enum SendFailure {
        /// Not known.
        Unknown = 0,
        /// The account was deleted.
        AccountDeleted = 1,
        /// The app was switched off.
        AppDisabled = 2,
        /// The customer wrote more than 48 hours ago.
        WindowOver = 4,
        /// The session was closed.
        SessionClosed = 5,
        /// Five messages had gone out since the customer wrote.
        TooMany = 6,
        /// The company is not verified.
        NotVerified = 8,
        /// The customer does not want any.
        RefusedByCustomer = 10,
        /// No member of the company has signed in to the client.
        NobodySignedIn = 11,
        /// A kind of message that the account may not send.
        KindBarred = 12,
    }
}

coded! {
    /// What happened to a session (`change_type`).
    pub enum SessionChange {
        /// A colleague took it out of the pool.
        TakenOver = 1,
        /// It went to another colleague.
        Transferred = 2,
        /// It ended.
        Ended = 3,
        /// A colleague took up one that had ended or been transferred.
        TakenUpAgain = 4,
    }
}

/// Something that happened in a chat of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ServiceEvent {
    /// `enter_session`: a customer opened the chat.
    Entered {
        /// `scene` of the link; empty for none.
        scene: String,
        /// `scene_param` of the link; empty for none. Whoever got the link forwarded enters with the same one.
        scene_param: String,
        /// For one [`Client::kf_send_msg_on_event`](crate::Client::kf_send_msg_on_event) within 20 seconds; only when the
        /// customer neither wrote nor was welcomed in the last 48 hours.
        welcome_code: Option<String>,
    },
    /// `msg_send_fail`: a message that was taken did not arrive.
    SendFailed {
        /// `msgid` of the message.
        fail_msgid: String,
        /// Why.
        fail_type: SendFailure,
    },
    /// `session_status_change`, when a colleague did it.
    SessionChanged {
        /// What happened.
        change: SessionChange,
        /// userid of who had it; empty for nobody.
        old_servicer_userid: String,
        /// userid of who has it; empty for nobody.
        new_servicer_userid: String,
        /// For one [`Client::kf_send_msg_on_event`](crate::Client::kf_send_msg_on_event): within 48 hours after it was taken
        /// over, within 20 seconds after it ended.
        msg_code: Option<String>,
    },
    /// `user_recall_msg`: the customer took a message back.
    Recalled {
        /// `msgid` of the message.
        recall_msgid: String,
    },
    /// Any other.
    Other {
        /// `event_type`; empty when there is none.
        event_type: String,
    },
}

impl ServiceEvent {
    pub(super) fn read(event: &Value) -> Self {
        let text = |name: &str| text(event, name);
        let number = |name: &str| number(event, name);
        match text("event_type").as_str() {
            "enter_session" => Self::Entered {
                scene: text("scene"),
                scene_param: text("scene_param"),
                welcome_code: filled(text("welcome_code")),
            },
            "msg_send_fail" => {
                Self::SendFailed { fail_msgid: text("fail_msgid"), fail_type: number("fail_type").unwrap_or(0).into() }
            }
            "session_status_change" => Self::SessionChanged {
                change: number("change_type").unwrap_or(0).into(),
                old_servicer_userid: text("old_servicer_userid"),
                new_servicer_userid: text("new_servicer_userid"),
                msg_code: filled(text("msg_code")),
            },
            "user_recall_msg" => Self::Recalled { recall_msgid: text("recall_msgid") },
            other => Self::Other { event_type: other.to_owned() },
        }
    }
}

/// A text of an object; empty for anything else.
pub(super) fn text(object: &Value, name: &str) -> String {
    object[name].as_str().unwrap_or_default().to_owned()
}

/// A whole number of an object, whether written as one or as a text.
pub(super) fn number(object: &Value, name: &str) -> Option<i64> {
    object[name].as_i64().or_else(|| object[name].as_str()?.parse().ok())
}

pub(super) fn filled(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}
