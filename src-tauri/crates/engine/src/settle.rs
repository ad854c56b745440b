//! What an answer, or its absence, means for one row.
//!
//! errcode 0 is not enough: a recipient named in `invaliduser` or `unlicenseduser` got nothing. Pure: no clock, no
//! database.

use beckon_model::{DeliveryState, Next, Reason, next_step};
use beckon_store::{AttemptEnd, ClaimedDelivery, Outcome};
use wecom::{Error, SendReply};

use crate::failure;

/// Refused because none of the recipients can be reached; the lists say why.
const ALL_INVALID: i64 = 81013;

/// What to write, and whether the campaign has to stop.
#[derive(Debug)]
pub(crate) struct Settled {
    pub end: AttemptEnd,
    pub outcome: Outcome,
    pub stop: Option<Reason>,
}

pub(crate) fn settle(row: &ClaimedDelivery, answer: Result<SendReply, Error>, now_ms: i64) -> Settled {
    match answer {
        Ok(reply) => answered(row, reply, now_ms),
        Err(error) => failed(row, &error, now_ms),
    }
}

fn answered(row: &ClaimedDelivery, reply: SendReply, now_ms: i64) -> Settled {
    let named = |list: &[String]| list.contains(&row.userid.to_lowercase());
    let reason = if named(&reply.invaliduser) {
        Some(Reason::NotVisible)
    } else if named(&reply.unlicenseduser) {
        Some(Reason::Unlicensed)
    } else {
        None
    };
    let (state, word) = match reason {
        None => (DeliveryState::Accepted, "accepted"),
        Some(_) => (DeliveryState::Rejected, "rejected"),
    };
    Settled {
        end: AttemptEnd { outcome: word, errcode: Some(0), reply: Some(reply.raw) },
        outcome: Outcome { state, reason, errcode: Some(0), msgid: reply.msgid, due_at: now_ms },
        stop: None,
    }
}

fn failed(row: &ClaimedDelivery, error: &Error, now_ms: i64) -> Settled {
    let refused = error.refused();
    let errcode = refused.map(|refused| refused.errcode);
    let end = AttemptEnd {
        outcome: word(error),
        errcode,
        reply: Some(refused.map_or_else(|| error.to_string(), |refused| refused.raw.clone())),
    };
    let outcome = |state, reason, due_at| Outcome { state, reason, errcode, msgid: None, due_at };
    let (outcome, stop) = match next_step(failure::sort(error), row.attempt, now_ms - row.first_at) {
        Next::Again { after_ms } => {
            // Rows that failed together come back one by one.
            let spread = row.id.0.unsigned_abs() * 37 % (after_ms / 2).max(1);
            let due_at = now_ms.saturating_add_unsigned(after_ms + spread);
            (outcome(DeliveryState::Queued, None, due_at), None)
        }
        Next::Done(state, reason) => (outcome(state, Some(invalid_recipient(error).unwrap_or(reason)), now_ms), None),
        Next::Stop(reason) => (outcome(DeliveryState::Queued, None, now_ms), Some(reason)),
    };
    Settled { end, outcome, stop }
}

/// 81013 to one recipient is how WeCom says that this one cannot be reached.
fn invalid_recipient(error: &Error) -> Option<Reason> {
    let refused = error.refused().filter(|refused| refused.errcode == ALL_INVALID)?;
    Some(if refused.unlicenseduser.is_empty() { Reason::NotVisible } else { Reason::Unlicensed })
}

fn word(error: &Error) -> &'static str {
    match error {
        Error::Refused(_) => "rejected",
        Error::NotSent(_) | Error::NoToken(_) => "not_sent",
        Error::Unanswered(_) => "reply_lost",
        Error::BadReply(_) => "bad_reply",
    }
}

#[cfg(test)]
mod tests {
    use beckon_model::DeliveryId;
    use wecom::{NotSent, Refused, Unanswered};

    use super::*;

    fn row(attempt: u32) -> ClaimedDelivery {
        let (userid, body) = ("Li.Na".to_owned(), Vec::new());
        ClaimedDelivery { id: DeliveryId(1), userid, body, attempt, first_at: 0 }
    }

    fn refused(errcode: i64) -> Error {
        let (errmsg, raw) = (String::new(), String::new());
        let (invaliduser, unlicenseduser) = (Vec::new(), Vec::new());
        Error::Refused(Box::new(Refused { errcode, errmsg, from_ip: None, invaliduser, unlicenseduser, raw }))
    }

    #[test]
    fn errcode_zero_can_still_name_the_recipient() {
        let reply = |invalid: &[&str]| SendReply {
            invaliduser: invalid.iter().map(|id| (*id).to_owned()).collect(),
            ..SendReply::default()
        };
        let got = settle(&row(1), Ok(reply(&["li.na"])), 0).outcome;
        assert_eq!((got.state, got.reason), (DeliveryState::Rejected, Some(Reason::NotVisible)), "WeCom lower-cases");
        let got = settle(&row(1), Ok(reply(&["li.nan"])), 0).outcome;
        assert_eq!(got.state, DeliveryState::Accepted, "somebody else's name is not ours");
    }

    #[test]
    fn an_account_that_is_refused_stops_the_campaign_and_leaves_the_row_unsent() {
        for code in [40001, 60020, 301_002, 48002] {
            let settled = settle(&row(1), Err(refused(code)), 0);
            assert_eq!(
                settled.stop,
                Some(Reason::Stopped { errcode: code }),
                "{code}: no other row can succeed either"
            );
            assert_eq!(settled.outcome.state, DeliveryState::Queued, "{code}: the row is not at fault");
        }
    }

    #[test]
    fn a_recipient_that_is_refused_stops_nobody_else() {
        for code in [60011, 81013, 40003, 82001] {
            let settled = settle(&row(1), Err(refused(code)), 0);
            assert_eq!((settled.stop, settled.outcome.state), (None, DeliveryState::Rejected), "{code}");
        }
    }

    #[test]
    fn what_left_without_an_answer_is_asked_again_then_unknown() {
        let lost = || Err(Error::Unanswered(Unanswered::Lost));
        assert_eq!(settle(&row(1), lost(), 0).outcome.state, DeliveryState::Queued, "same bytes, WeCom knows them");
        let last = settle(&row(3), lost(), 0).outcome;
        assert_eq!((last.state, last.reason), (DeliveryState::Unknown, Some(Reason::ReplyLost)), "a person decides");
    }

    #[test]
    fn a_token_that_could_not_be_fetched_means_the_message_never_left() {
        let lost = Error::NoToken(Box::new(Error::Unanswered(Unanswered::Lost)));
        assert_eq!(settle(&row(1), Err(lost), 0).end.outcome, "not_sent", "only the token request was lost");
        let dns = Error::NoToken(Box::new(Error::NotSent(NotSent::Dns)));
        assert!(settle(&row(3), Err(dns), 0).stop.is_some(), "without a network the rest would fail alike");
    }
}
