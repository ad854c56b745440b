//! What happened with candidates outside the company, in words.

use beckon_model::{AnswerKind, CampaignId, OutsideEvent, OutsideHappening};

use crate::out::harmless;
use crate::words::{time, why};

/// One line.
pub fn words(event: &OutsideEvent) -> String {
    let name = event.name.as_deref().unwrap_or("somebody");
    harmless(&format!("{}  {}", time(event.at), sentence(name, &event.what))).replace('\n', " ")
}

fn sentence(name: &str, what: &OutsideHappening) -> String {
    use OutsideHappening as What;
    let of = |campaign: &CampaignId| format!("(campaign {campaign})");
    match what {
        What::Opened => format!("{name} opened the link"),
        What::Welcomed => format!("{name} was welcomed"),
        What::Wrote { words } => format!("{name} wrote: {words}"),
        What::Answered { interview, answer, wish, earlier } => {
            let wish = wish.as_ref().map(|wish| format!(": {wish}")).unwrap_or_default();
            let earlier = if *earlier { ", about the start that it had before" } else { "" };
            format!("{name} {} interview {interview}{earlier}{wish}", said(*answer))
        }
        What::FormUnclaimed { interview, typed } => {
            format!("an answer by the form of interview {interview} that is of no one who is invited: {typed}")
        }
        What::NotInvited { .. } => {
            format!("{name} pressed a button of an interview that is gone: it counts for nothing")
        }
        What::OptedOut { words, kept: true } => format!("{name} wants no more messages, and gets none: {words}"),
        What::OptedOut { words, kept: false } => format!(
            "{name} wants no more messages, and NOTHING KEEPS IT: enter a phone or an address, then `outside optout`: {words}"
        ),
        What::Recalled => format!("{name} took a message back; an answer that was noted stays"),
        What::ColleagueHasChat { colleague } => {
            format!(
                "{} has the chat with {name}: Beckon cannot write into it",
                colleague.as_deref().unwrap_or("a colleague")
            )
        }
        What::ChatFree => format!("no colleague has the chat with {name} any more"),
        What::NotToldApart { customer, names, words, .. } => {
            let words = words.as_ref().map(|words| format!(", who wrote: {words}")).unwrap_or_default();
            let names = names.join(", ");
            format!("it is not known whether {customer} is {names} (`outside confirm` says so){words}")
        }
        What::Sent { campaign, .. } => format!("sent to {name} {}", of(campaign)),
        What::Handed { campaign, .. } => {
            format!("a task for the colleague who has to confirm it in WeCom: the message to {name} {}", of(campaign))
        }
        What::Refused { campaign, reason, .. } => format!("refused for {name} {}: {}", of(campaign), why(reason)),
        What::Lost { campaign, reason, .. } => {
            format!("no one knows whether {name} got it {}: {}", of(campaign), why(reason))
        }
        What::Held { campaign, reason, .. } => format!("held back from {name} {}: {}", of(campaign), why(reason)),
        What::Failed { campaign, fail_type, .. } => {
            format!("did not reach {name} {}, WeCom says afterwards (fail_type {fail_type})", of(campaign))
        }
        What::Confirmed { campaign, .. } => format!("the colleague has sent the message to {name} {}", of(campaign)),
        What::Gap { from, to } => {
            format!("what was written from {} to {} is not known: WeCom keeps three days", time(*from), time(*to))
        }
        What::Limited { errcode, until } => {
            format!("WeCom takes no more questions for now ({errcode}): waiting until {}", time(*until))
        }
        What::NotRead { why, .. } => format!("not read: {why}"),
    }
}

fn said(answer: AnswerKind) -> &'static str {
    match answer {
        AnswerKind::Accepted => "comes to",
        AnswerKind::Declined => "does not come to",
        AnswerKind::OtherTime => "asks for another time for",
        AnswerKind::None => "says nothing about",
    }
}
