//! The command line's words for reasons, problems and times. English only; data is shown as it is.

use beckon_engine::{EMPTY_WORD, claim_state, code_meaning, network_fault, team_problem};
use beckon_model::{
    Backup, BackupWhy, CodeKind, Holds, LengthUnit, Lost, LostKind, Missing, Reason, Restored, Said, TemplateMistake,
    TemplateRemark, TemplateRemarkKind, TextFault, UiError, ValueRemark, Waiting, WaitsFor,
};

use crate::out::harmless;
use crate::outside_words;

/// Why a row is where it is, as a clause.
pub fn why(reason: &Reason) -> String {
    match reason {
        Reason::NoUserid => "no WeCom id (userid)".to_owned(),
        Reason::NoInterviewerUserid => "the interviewer has no WeCom id".to_owned(),
        Reason::NoInterview => "this person has no interview".to_owned(),
        Reason::ForInterviewers => {
            "the message is for interviewers (--to interviewers:INTERVIEW[,INTERVIEW])".to_owned()
        }
        Reason::InterviewerLink { .. } => {
            "the message would give a candidate a link that lets interviewers in: use {{ interview.room }}".to_owned()
        }
        Reason::NoRoom => "the interview has no room at ShowMeBug (room create)".to_owned(),
        Reason::RoomUnknown => "no one knows whether the room of the interview exists (room resolve)".to_owned(),
        Reason::RoomDeleted => "the room of the interview, or of a link in the message, is deleted".to_owned(),
        Reason::NoRoomLink => "the candidates' link of the room is not known".to_owned(),
        Reason::NoInterviewerRoom => {
            "the interviewer has no personal link to the room: enter a phone or mail address and update the room"
                .to_owned()
        }
        Reason::NoForm => {
            "the interview has no form for answers, or was moved since it was made (outside form INTERVIEW)".to_owned()
        }
        Reason::NoTest => "this person has no written test (written issue)".to_owned(),
        Reason::BadUserid => "the WeCom id (userid) is not valid".to_owned(),
        Reason::PracticePerson => "a sample person of the practice company".to_owned(),
        Reason::SameUserid { name } => format!("the same WeCom id as {name}"),
        Reason::InterviewOver => "the interview in this message has already started".to_owned(),
        Reason::InterviewChanged => "the interview was changed after this message was made".to_owned(),
        Reason::RouteExternal
        | Reason::KindForMembers
        | Reason::TeamMembersOnly
        | Reason::NotToldApart
        | Reason::WaitOver
        | Reason::WindowClosed
        | Reason::MessagesUsed
        | Reason::ColleagueHasChat { .. }
        | Reason::TriedAgain
        | Reason::NotAFriend
        | Reason::OtherMassMessages
        | Reason::SendFailed { .. }
        | Reason::SentByHand => outside_words::why(reason),
        Reason::RouteNone => "the route is none".to_owned(),
        Reason::NotReachable { checked_at } => format!("not reachable by this account on {}", time(*checked_at)),
        Reason::MissingField { field, suggestion } => {
            format!("no value for {{{{ {field} }}}}{}", instead(suggestion.as_deref()))
        }
        Reason::TooLong { place, actual, limit, unit } => {
            let unit = if *unit == LengthUnit::Bytes { "bytes" } else { "characters" };
            format!("{} has {actual} {unit}, WeCom keeps {limit}", text_at(place))
        }
        Reason::EmptyText { place } => format!("{} is empty", text_at(place)),
        Reason::BadText { place, fault } => format!("{} {}", text_at(place), bad(*fault)),
        Reason::TemplateFailed { line, mistake: kind, word, detail, .. } => {
            format!("the template fails in line {line}: {}", mistake(*kind, word, detail))
        }
        Reason::NoFile => "the template has no picture or file".to_owned(),
        Reason::NotUploaded => "its picture or file has not been uploaded to WeCom: check again".to_owned(),
        Reason::Stopped { errcode } => format!("stopped, because WeCom answered {}", code(*errcode)),
        Reason::Network { fault } => format!("stopped, because {}", network_fault(*fault)),
        Reason::NoSecret => "stopped, because the secret is not available".to_owned(),
        Reason::NotVisible => "not a member, or outside the app's visible range".to_owned(),
        Reason::Unlicensed => "no API licence".to_owned(),
        Reason::Refused { errcode } => format!("WeCom answered {}", code(*errcode)),
        Reason::ReplyLost => "the request left and the answer was lost".to_owned(),
        Reason::BadReply => "the request left, and the answer did not come from WeCom".to_owned(),
        Reason::Interrupted => "the program ended while the request was under way".to_owned(),
        Reason::SaidArrived => "no answer came, and a person said that it arrived".to_owned(),
        Reason::NoOccasion => {
            "no one can tell what this person is invited to: no interview, no position (--occasion)".to_owned()
        }
        Reason::Claimed { by, at, state, here: _ } => {
            format!("claimed by {}, {}, {}", harmless(by), time(*at), claim_state(*state))
        }
        Reason::OptedOut { by: Some(by), at } => {
            format!("wants no invitations, noted by {}, {}", harmless(by), time(*at))
        }
        Reason::OptedOut { by: None, at } => format!("wants no messages, since {}", time(*at)),
        Reason::Team { problem } => team_problem(problem),
        Reason::Restored { taken_at } => {
            format!("the data came from the copy of {}; Beckon does not know what happened after it", time(*taken_at))
        }
        Reason::Missed => "the time to start passed while nothing was running".to_owned(),
    }
}

/// The field that is probably meant, where one is.
pub fn instead(suggestion: Option<&str>) -> String {
    suggestion.map(|key| format!("; use {{{{ {key} }}}}")).unwrap_or_default()
}

/// How braces are written that are no field.
const AS_TEXT: &str = "to send {{ as text, write {{ \"{{\" }}";

/// What is wrong with a template, as a clause. Where a number is over its limit, `detail` is the limit.
pub fn mistake(mistake: TemplateMistake, word: &str, detail: &str) -> String {
    use TemplateMistake as Mistake;
    match mistake {
        Mistake::NotOneField => {
            format!("write exactly one field between {{{{ and }}}}, with _ for the spaces in its name; {AS_TEXT}")
        }
        Mistake::NoField => format!("there is no field between {{{{ and }}}}; {AS_TEXT}"),
        Mistake::Character if word.is_ascii() => {
            format!("the character {word} cannot stand between {{{{ and }}}}; {AS_TEXT}")
        }
        Mistake::Character => format!(
            "the character {word} cannot stand here: use the quotation marks and commas of an English keyboard; {AS_TEXT}"
        ),
        Mistake::Quote => "a quotation mark is not closed".to_owned(),
        Mistake::NoEnd => "{% if %} has no end: add {% endif %}".to_owned(),
        Mistake::Command => format!("there is no command {{% {word} %}}; to send {{% as text, write {{{{ \"{{%\" }}}}"),
        Mistake::Unknown => format!("{word:?} does not exist; there are {detail}"),
        Mistake::Gone => format!(
            "templates do not support {word}: write the text out, with {{% if %}} for conditions and {{{{ field or \"…\" }}}} for a fallback"
        ),
        Mistake::Bytes => format!("the text has {word} bytes; a template may have {detail}"),
        Mistake::Parts => format!("there are {word} words and signs between two braces; {detail} are allowed"),
        Mistake::Tags => format!("one text has {word} fields and conditions; {detail} are allowed"),
        Mistake::Nested => format!("brackets or conditions are nested {word} levels deep; {detail} are allowed"),
        Mistake::Fields => format!("the template uses {word} different fields; {detail} are allowed"),
        Mistake::Texts => format!("the template has {word} texts; {detail} are allowed"),
        Mistake::Output => format!("the finished text has {word} bytes; {detail} are allowed"),
        Mistake::Calculation => "these values cannot be calculated with".to_owned(),
        Mistake::TooLong => "it would take too long to fill in".to_owned(),
        Mistake::Other => format!("the text between {{{{ and }}}} is not a field; {AS_TEXT}"),
    }
}

/// What of a template deserves a look, as a clause.
pub fn remark(remark: &TemplateRemark) -> String {
    let TemplateRemark { kind, text, repair, .. } = remark;
    let what = match kind {
        TemplateRemarkKind::OtherTool => {
            format!("{text} looks like a field of another tool and is sent unchanged")
        }
        TemplateRemarkKind::OtherName => format!("{text} is a wrong spelling of the field"),
        TemplateRemarkKind::FullWidth => format!("{text} has full-width characters"),
        TemplateRemarkKind::Braces => format!("{text} is read as the beginning of a field"),
        TemplateRemarkKind::Comment => format!("{text} is a comment and is not sent"),
    };
    match repair {
        Some(repair) => format!("{what}; write {repair} (--repair does it)"),
        None => what,
    }
}

/// A value that WeCom's markdown would not show as it is typed.
pub fn format(remark: &ValueRemark) -> String {
    let ValueRemark { field, value, .. } = remark;
    format!("WeCom reads the value of {{{{ {field} }}}} as Markdown and may show it differently: {value}")
}

/// What a selection names in vain, as a clause.
pub fn missing(missing: &Missing) -> String {
    match missing {
        Missing::Userid { userid } => format!("no one in the list has the WeCom id {userid:?}"),
        Missing::Person { id } => format!("no one in the list has the number {id}"),
        Missing::Tag { tag } => format!("no one in the list has the tag {tag:?}"),
        Missing::Search { text } => format!("no one in the list has {text:?} in their data"),
        Missing::Filter => "no one in the list matches all of this".to_owned(),
        Missing::Invited { interview } => format!("there is no interview {interview}, or it has no candidates"),
        Missing::Interviewers { interview } => format!("there is no interview {interview}, or it has no interviewers"),
    }
}

/// A text of a message; a plain text has only one.
pub fn text_at(place: &str) -> &str {
    if place.is_empty() || place == "text.content" { "the text" } else { place }
}

fn bad(fault: TextFault) -> &'static str {
    match fault {
        TextFault::NotALink => "must be a link that begins with http:// or https:// and has no spaces",
        TextFault::ControlCharacter => "has a control character",
        TextFault::TooMany => "has more entries than WeCom accepts",
        TextFault::Other => "is not in a form that WeCom accepts",
    }
}

/// Why a row is where it is, and from which address WeCom saw the call where that is the reason.
pub fn why_said(reason: &Reason, said: Option<&Said>) -> String {
    let why = why(reason);
    match (reason, said.and_then(|said| said.ip.as_ref())) {
        (Reason::Stopped { errcode } | Reason::Refused { errcode }, Some(ip)) if is_about_address(*errcode) => {
            format!("{why} (WeCom saw the address {ip})")
        }
        _ => why,
    }
}

/// The window's English.
pub const WINDOW: &str = include_str!("../../../../ui/messages/en.json");

/// An error of which only the code is known, in the window's words.
pub fn error(error: &UiError) -> String {
    let messages: serde_json::Value = serde_json::from_str(WINDOW).unwrap_or_default();
    let code = serde_json::to_value(error.code).unwrap_or_default();
    let key = format!("error_{}", code.as_str().unwrap_or_default());
    let mut sentence = messages[key].as_str().unwrap_or("A call failed.").to_owned();
    for (name, value) in &error.params {
        sentence = sentence.replace(&format!("{{{name}}}"), value);
    }
    match error.params.get("said").and_then(|words| Said::of(words)) {
        Some(words) => format!("{sentence} {}", said(&words)),
        None => sentence,
    }
}

/// WeCom's own words.
pub fn said(said: &Said) -> String {
    format!("WeCom said: \"{}\"", harmless(&said.words))
}

/// Whether a code says that calls from this address are refused.
fn is_about_address(errcode: i64) -> bool {
    code_meaning(errcode).kind == CodeKind::NetworkPolicy
}

/// What to do about a reason, where there is something.
pub fn advice(reason: &Reason) -> Option<String> {
    match reason {
        Reason::Stopped { errcode } => Some(code_meaning(*errcode).fix_en),
        _ => None,
    }
}

fn code(errcode: i64) -> String {
    format!("{errcode}: {}", code_meaning(errcode).meaning_en)
}

/// What a send waits for, and until when.
pub fn waiting(waiting: &Waiting) -> String {
    let what = match waiting.what {
        WaitsFor::Minute => "for the limit of a minute",
        WaitsFor::Day => "for tomorrow: the account's limit for the day is reached",
        WaitsFor::WecomLimit => "because WeCom says that a limit is reached",
        WaitsFor::Member => "for people who just had as many messages as one may get",
        WaitsFor::Retry => "to try again what failed",
        WaitsFor::Token => "because WeCom gives out no access token",
        WaitsFor::Busy => "because WeCom is busy (-1)",
        WaitsFor::Team => "for the team's ledger",
        WaitsFor::NotWecom => "because a sign-in page or a gateway answers instead of WeCom",
    };
    format!("waiting {what}; continues at {}", time(waiting.until))
}

/// Why a copy of the data was made.
pub fn backup_why(why: BackupWhy) -> &'static str {
    match why {
        BackupWhy::Hourly => "hourly",
        BackupWhy::Import => "before an import",
        BackupWhy::Migration => "before an update of Beckon",
        BackupWhy::Send => "after a send",
        BackupWhy::Hand => "by hand",
    }
}

/// How much a database holds.
pub fn holds(holds: Option<&Holds>) -> String {
    let Some(holds) = holds else { return "cannot be read".to_owned() };
    let Holds { interviews, templates, campaigns, last_change_at, .. } = holds;
    let last = last_change_at.map(|at| format!(", last change {}", time(at))).unwrap_or_default();
    let rest = [(*interviews, "interview"), (*templates, "template"), (*campaigns, "send")];
    let rest = rest.map(|(count, one)| counted(count, one)).join(", ");
    format!("{}, {rest}{last}", people(holds.people))
}

/// What is wrong with the data, and the commands that go on from there.
pub fn lost(error: &dyn std::fmt::Display, lost: &Lost) -> String {
    let whole = lost.backups.iter().find(|backup| backup.holds.is_some_and(|holds| !holds.is_empty()));
    let mut ways = Vec::new();
    if let Some(Backup { name, taken_at, holds: held, .. }) = whole {
        let (at, held) = (time(*taken_at), holds(held.as_ref()));
        ways.push(format!("`beckon-cli data restore --from {name}` restores the copy of {at} ({held})"));
        ways.push("`beckon-cli data backups` lists all copies".to_owned());
    } else {
        ways.push("there is no copy that can be read".to_owned());
    }
    if !matches!(lost.kind, LostKind::Missing | LostKind::Empty | LostKind::NotADatabase) {
        ways.push(
            "`--look-at damaged` with a command that shows something shows what Beckon can still read".to_owned(),
        );
    }
    ways.push(format!(
        "`beckon-cli data start-empty --word {EMPTY_WORD}` starts with empty lists and moves the existing files aside"
    ));
    format!("{error}. Nothing was changed: {}", ways.join("; "))
}

/// Damage that was come upon while the data were open, and the commands that go on from there.
pub fn damaged(error: &dyn std::fmt::Display) -> String {
    format!(
        "{error}. `beckon-cli data check` says what is wrong, `beckon-cli data restore` puts a copy in its place, and `--look-at damaged` with a command that shows something shows what can be read"
    )
}

/// What is in the place of the database.
pub fn restored(restored: &Restored) -> String {
    let Restored { aside, backup } = restored;
    let aside = aside.as_ref().map(|aside| format!("; the old file is now {aside}")).unwrap_or_default();
    match backup {
        Some(Backup { taken_at, holds: held, .. }) => format!(
            "the copy of {} has replaced the database ({}){aside}; Beckon does not know what happened after it",
            time(*taken_at),
            holds(held.as_ref())
        ),
        None => format!("an empty database has replaced the lost one{aside}"),
    }
}

/// A time in UTC milliseconds as the clock on the wall showed it.
pub fn time(utc_ms: i64) -> String {
    crate::time::zoned(utc_ms).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// Whether everybody's clock shows :00 or :30 then. WeCom advises against sending at these minutes (path/90236).
pub fn is_congested(utc_ms: i64) -> bool {
    utc_ms.div_euclid(60_000).rem_euclid(30) == 0
}

/// "1 person", "2 people".
pub fn people(count: u64) -> String {
    if count == 1 { "1 person".to_owned() } else { format!("{count} people") }
}

/// "1 row", "2 rows": a thing that has its plural with an s.
pub fn counted(count: u64, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}
