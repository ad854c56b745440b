//! Why a row is where it is. Words for people are in the window's message files and in the command line's printer.

use serde::{Deserialize, Serialize};

use crate::{ClaimState, LengthUnit, TeamProblem, TemplateMistake};

/// What stood between us and WeCom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum NetworkFault {
    /// The host name could not be resolved.
    Dns,
    /// No connection: refused, unreachable, or no network.
    Connect,
    /// The secure connection could not be set up.
    Tls,
    /// The proxy refused.
    Proxy,
    /// No connection within the time limit.
    Timeout,
    /// Requests leave, and none is answered.
    NoAnswer,
    /// What answers is not WeCom: a sign-in page or a gateway.
    NotWecom,
    /// Something else before the request left.
    Other,
}

/// Why WeCom would refuse a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TextFault {
    /// No link that begins with http:// or https://, or one with blanks in it.
    NotALink,
    /// A control character.
    ControlCharacter,
    /// A list of more entries than WeCom takes.
    TooMany,
    /// Something else.
    Other,
}

/// Why a row is held, rejected or unknown, or why a campaign stopped.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Reason {
    /// Held: the person has no `userid`.
    NoUserid,
    /// Held: the interviewer is only named, without a `userid`.
    NoInterviewerUserid,
    /// Held: the message is about an interview, and none is agreed on with this person.
    NoInterview,
    /// Held: the message is one for interviewers, about their candidates, and this person is none.
    ForInterviewers,
    /// Held: the message goes to a candidate and holds a link that lets interviewers into a room.
    InterviewerLink {
        /// The text, as the request names it.
        place: String,
    },
    /// Held: the message names the interview's room, and there is none.
    NoRoom,
    /// Held: nobody knows whether the interview's room is there.
    RoomUnknown,
    /// Held: the room of the interview, or the one that a link in the message leads to, is deleted.
    RoomDeleted,
    /// Held: the candidates' link of the room is not known.
    NoRoomLink,
    /// Held: this interviewer has no personal link to the room.
    NoInterviewerRoom,
    /// Held: the message names the form for answers, and there is none for the start that the interview has now.
    NoForm,
    /// Held: the message names the written test, and this person has none.
    NoTest,
    /// Held: the `userid` cannot be one (1 to 64 bytes of letters, digits and `_-@.`, the first a letter or digit).
    BadUserid,
    /// Held: a sample person of the practice company, and the account is a real one.
    PracticePerson,
    /// Held: an earlier row of this send has the same `userid`.
    SameUserid {
        /// The other person's name.
        name: String,
    },
    /// Held: somebody outside the company, and this account knows no way to them yet.
    RouteExternal,
    /// Held: outside the company only a text can be sent, or a card with a link.
    KindForMembers,
    /// Held: with a team's account nobody outside the company is written to.
    TeamMembersOnly,
    /// Held: several people came through this person's link, or several customers may be this person.
    NotToldApart,
    /// Held: the candidate did not write in time.
    WaitOver,
    /// Waits: the candidate has not written, or more than 48 hours ago.
    WindowClosed,
    /// Waits: five messages went out since the candidate wrote last.
    MessagesUsed,
    /// Waits: a colleague has the chat.
    ColleagueHasChat {
        /// The colleague's WeCom id, where it is known.
        colleague: Option<String>,
    },
    /// Waits: an earlier request came to nothing; it is tried again.
    TriedAgain,
    /// Rejected: the candidate is no contact of the colleague's any more.
    NotAFriend,
    /// Rejected: the candidate had as many mass messages as a customer may get.
    OtherMassMessages,
    /// Rejected: WeCom took it and then could not deliver it.
    SendFailed {
        /// WeCom's `fail_type`: 4 the 48 hours are over, 6 more than five, 8 the company is not verified, 10 refused by the candidate.
        fail_type: i64,
    },
    /// Accepted: a person sent it by hand.
    SentByHand,
    /// Held: the message is about an interview that has begun.
    InterviewOver,
    /// Cancelled: the interview is another one by now than the message says.
    InterviewChanged,
    /// Held: somebody said that WeCom is not the way to this person.
    RouteNone,
    /// Held: when it was last checked, the account's app could not reach this member.
    NotReachable {
        /// When, UTC ms.
        checked_at: i64,
    },
    /// Held: a field of the template has no value for this person.
    MissingField {
        /// The field as the template names it.
        field: String,
        /// The field that is probably meant, when nobody in the list has this one. Never stored.
        suggestion: Option<String>,
    },
    /// Held: a text is longer than WeCom keeps.
    TooLong {
        /// The text, as the request names it.
        place: String,
        /// How long it is.
        actual: usize,
        /// How much WeCom keeps.
        limit: usize,
        /// What both count.
        unit: LengthUnit,
    },
    /// Held: nothing but blanks is left of a text that is needed.
    EmptyText {
        /// The text, as the request names it.
        place: String,
    },
    /// Held: WeCom would refuse a text.
    BadText {
        /// The text or list, as the request names it.
        place: String,
        /// What is wrong with it.
        fault: TextFault,
    },
    /// Held: the template cannot be filled in for this person.
    TemplateFailed {
        /// The text, as the request names it.
        place: String,
        /// Line in that text, from 1.
        line: usize,
        /// What is wrong with it.
        mistake: TemplateMistake,
        /// The character, filter or command it is about; empty where there is none.
        word: String,
        /// What the template engine says, in English.
        detail: String,
    },
    /// Held: the template is one of a picture or file, and none is chosen.
    NoFile,
    /// Held: the picture or file has not been uploaded to WeCom, or too long ago.
    NotUploaded,
    /// Held: WeCom refused the account or the app, so nothing more was tried.
    Stopped {
        /// WeCom's errcode.
        errcode: i64,
    },
    /// Held: no request reached WeCom.
    Network {
        /// What failed.
        fault: NetworkFault,
    },
    /// Held: the secret is not available.
    NoSecret,
    /// Held: the account is a team's, and nobody can tell what this person is invited to.
    NoOccasion,
    /// Held: somebody of the team has this person for the same occasion.
    Claimed {
        /// The login.
        by: String,
        /// Since when, UTC ms of the ledger's server.
        at: i64,
        /// Where that invitation is.
        state: ClaimState,
        /// Whether it is one of this laptop's own.
        here: bool,
    },
    /// Held: this person wants no messages.
    OptedOut {
        /// The login that noted it in the team's ledger; absent for what is noted in this data folder.
        by: Option<String>,
        /// Since when, UTC ms.
        at: i64,
    },
    /// A campaign stopped: the team's ledger cannot be asked.
    Team {
        /// Why.
        problem: TeamProblem,
    },
    /// Rejected: outside the app's visible range, or no such member (`invaliduser`).
    NotVisible,
    /// Rejected: the member has no API licence (`unlicenseduser`).
    Unlicensed,
    /// Rejected: WeCom answered with this code.
    Refused {
        /// WeCom's errcode.
        errcode: i64,
    },
    /// Unknown: the request left and no answer came back.
    ReplyLost,
    /// Unknown: what came back is not an answer of WeCom.
    BadReply,
    /// Unknown: the program ended while the request was under way, too long ago to ask again.
    Interrupted,
    /// Accepted: no answer came, and a person said that it arrived.
    SaidArrived,
    /// A campaign stopped: the machine was off or asleep when it should have started.
    Missed,
    /// Stopped, unknown: the data came back from a copy, and nobody knows what happened after it was made.
    Restored {
        /// When the copy was made, UTC ms.
        taken_at: i64,
    },
}

impl Reason {
    /// The `kind` word, as in JSON.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::NoUserid => "no_userid",
            Self::NoInterviewerUserid => "no_interviewer_userid",
            Self::NoInterview => "no_interview",
            Self::ForInterviewers => "for_interviewers",
            Self::InterviewerLink { .. } => "interviewer_link",
            Self::NoRoom => "no_room",
            Self::RoomUnknown => "room_unknown",
            Self::RoomDeleted => "room_deleted",
            Self::NoRoomLink => "no_room_link",
            Self::NoInterviewerRoom => "no_interviewer_room",
            Self::NoForm => "no_form",
            Self::NoTest => "no_test",
            Self::BadUserid => "bad_userid",
            Self::PracticePerson => "practice_person",
            Self::SameUserid { .. } => "same_userid",
            Self::RouteExternal => "route_external",
            Self::KindForMembers => "kind_for_members",
            Self::TeamMembersOnly => "team_members_only",
            Self::NotToldApart => "not_told_apart",
            Self::WaitOver => "wait_over",
            Self::WindowClosed => "window_closed",
            Self::MessagesUsed => "messages_used",
            Self::ColleagueHasChat { .. } => "colleague_has_chat",
            Self::TriedAgain => "tried_again",
            Self::NotAFriend => "not_a_friend",
            Self::OtherMassMessages => "other_mass_messages",
            Self::SendFailed { .. } => "send_failed",
            Self::SentByHand => "sent_by_hand",
            Self::InterviewOver => "interview_over",
            Self::InterviewChanged => "interview_changed",
            Self::RouteNone => "route_none",
            Self::NotReachable { .. } => "not_reachable",
            Self::MissingField { .. } => "missing_field",
            Self::TooLong { .. } => "too_long",
            Self::EmptyText { .. } => "empty_text",
            Self::BadText { .. } => "bad_text",
            Self::TemplateFailed { .. } => "template_failed",
            Self::NoFile => "no_file",
            Self::NotUploaded => "not_uploaded",
            Self::Stopped { .. } => "stopped",
            Self::Network { .. } => "network",
            Self::NoSecret => "no_secret",
            Self::NoOccasion => "no_occasion",
            Self::Claimed { .. } => "claimed",
            Self::OptedOut { .. } => "opted_out",
            Self::Team { .. } => "team",
            Self::NotVisible => "not_visible",
            Self::Unlicensed => "unlicensed",
            Self::Refused { .. } => "refused",
            Self::ReplyLost => "reply_lost",
            Self::BadReply => "bad_reply",
            Self::Interrupted => "interrupted",
            Self::SaidArrived => "said_arrived",
            Self::Missed => "missed",
            Self::Restored { .. } => "restored",
        }
    }
}
