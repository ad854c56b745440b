//! What an answer, or its absence, means for each row of a call.
//!
//! errcode 0 is not enough: a recipient named in `invaliduser` or `unlicenseduser` got nothing. Pure: no clock, no
//! database.

use beckon_model::{Asked, AttemptOutcome, Blame, DeliveryState, Failure, Next, Reason, Step, next_step};
use beckon_store::{AttemptEnd, Call};
use wecom::{Error, SendReply};

use crate::errors::call_failure;

/// Refused because none of the recipients can be reached; the lists say why.
const ALL_INVALID: i64 = 81013;

/// A pause before what was too much at once is tried again, in milliseconds.
pub(super) const CROWD_PAUSE_MS: i64 = 1000;

/// What is known besides the answer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known {
    /// When the request left.
    pub asked: Asked,
    /// When the answer came, or did not, UTC ms.
    pub now: i64,
    /// What WeCom's clock says then, UTC ms, where that is known.
    pub server_now: Option<i64>,
    /// Whose a failure is.
    pub blame: Blame,
}

/// What to write of a call, and whether the campaign has to stop.
#[derive(Debug)]
pub(crate) struct Settled {
    /// How the attempt ended and where the row goes, in the order of the call's rows.
    pub rows: Vec<(AttemptEnd, Step)>,
    pub stop: Option<Reason>,
    /// Whether the request may have reached WeCom.
    pub left: bool,
    /// WeCom's errcode for the message itself.
    pub errcode: Option<i64>,
}

/// Settles a call that has ended.
pub(crate) fn settle(call: &Call, answer: Result<SendReply, Error>, known: Known) -> Settled {
    match answer {
        Ok(reply) => answered(call, reply),
        Err(error) => failed(call, &error, known),
    }
}

fn answered(call: &Call, reply: SendReply) -> Settled {
    let end = |outcome| AttemptEnd { outcome, errcode: Some(0), reply: None };
    let rows = call.rows.iter().map(|row| match unreached(&row.userid, &reply.invaliduser, &reply.unlicenseduser) {
        Some(reason) => (end(AttemptOutcome::Rejected), Step::Reject { reason, errcode: Some(0) }),
        None => (end(AttemptOutcome::Accepted), Step::Accept { msgid: reply.msgid.clone() }),
    });
    let mut rows: Vec<_> = rows.collect();
    tell_first(&mut rows, reply.raw);
    Settled { rows, stop: None, left: true, errcode: Some(0) }
}

fn failed(call: &Call, error: &Error, known: Known) -> Settled {
    let Known { asked: this, now, server_now, blame } = known;
    let failure = call_failure::sort(error);
    let unanswered = matches!(failure, Failure::ReplyLost | Failure::BadReply);
    let asked = if unanswered { call.asked.or(Some(this)) } else { call.asked };
    let errcode = error.refused().map(|refused| refused.errcode);
    let back = |due_at, failed| Step::PutBack { due_at, asked, failed, errcode };
    // Where WeCom's time is not known now, it will be before the row leaves again.
    let known = asked.is_none_or(|asked| asked.is_known(server_now) != Some(false));
    let (step, stop) = match next_step(failure, call.tries + 1, known) {
        // Neither refused nor lost: whoever is next would have met the same.
        Next::Again { .. } | Next::Wait | Next::Done(..) if blame == Blame::Account && known => {
            (back(now + CROWD_PAUSE_MS, false), None)
        }
        Next::Again { after_ms } => {
            // Calls that failed together come back one by one.
            let first = call.rows.first().map_or(0, |row| row.id.0.unsigned_abs());
            let spread = first * 37 % (after_ms / 2).max(1);
            (back(now.saturating_add_unsigned(after_ms + spread), true), None)
        }
        Next::Wait => (back(now + CROWD_PAUSE_MS, false), None),
        Next::Done(DeliveryState::Unknown, reason) => (Step::Lose { reason }, None),
        // An earlier request of this message may have been taken: that this one was not says nothing of it.
        Next::Done(..) if asked.is_some() => (Step::Lose { reason: Reason::ReplyLost }, None),
        Next::Done(_, reason) => (Step::Reject { reason, errcode }, None),
        Next::Stop(reason) => (back(now, false), Some(reason)),
    };
    let rows = call.rows.iter().map(|row| {
        let end = AttemptEnd { outcome: outcome(error), errcode, reply: None };
        (end, of_recipient(error, &row.userid).unwrap_or_else(|| step.clone()))
    });
    let mut rows: Vec<_> = rows.collect();
    tell_first(&mut rows, call_failure::kept(error));
    let left = !matches!(error, Error::NotSent(_) | Error::NoToken(_));
    let errcode = if let Error::Refused(refused) = error { Some(refused.errcode) } else { None };
    Settled { rows, stop, left, errcode }
}

/// The answer is kept once for all who share the call.
fn tell_first(rows: &mut [(AttemptEnd, Step)], reply: String) {
    if let Some((end, _)) = rows.first_mut() {
        end.reply = Some(reply);
    }
}

/// Why a recipient got nothing of what WeCom took.
fn unreached(userid: &str, invalid: &[String], unlicensed: &[String]) -> Option<Reason> {
    let userid = userid.to_lowercase();
    if invalid.contains(&userid) {
        Some(Reason::NotVisible)
    } else if unlicensed.contains(&userid) {
        Some(Reason::Unlicensed)
    } else {
        None
    }
}

/// 81013 is how WeCom says that nobody of a call can be reached.
fn of_recipient(error: &Error, userid: &str) -> Option<Step> {
    let refused = error.refused().filter(|refused| refused.errcode == ALL_INVALID)?;
    let reason = unreached(userid, &refused.invaliduser, &refused.unlicenseduser);
    let unnamed = if refused.unlicenseduser.is_empty() { Reason::NotVisible } else { Reason::Unlicensed };
    Some(Step::Reject { reason: reason.unwrap_or(unnamed), errcode: Some(ALL_INVALID) })
}

pub(crate) fn outcome(error: &Error) -> AttemptOutcome {
    match error {
        Error::Refused(_) => AttemptOutcome::Rejected,
        Error::NotSent(_) | Error::NoToken(_) => AttemptOutcome::NotSent,
        Error::Unanswered(_) => AttemptOutcome::ReplyLost,
        Error::BadReply(_) => AttemptOutcome::BadReply,
    }
}

#[cfg(test)]
mod tests {
    use beckon_model::DeliveryId;
    use beckon_store::CallRow;
    use wecom::{NotSent, Refused, Unanswered};

    use super::*;

    fn call_to(userids: &[&str], tries: u32) -> Call {
        let rows = (1..).zip(userids).map(|(id, userid)| CallRow {
            id: DeliveryId(id),
            userid: (*userid).to_owned(),
            attempt: tries + 1,
            claim: None,
        });
        Call { rows: rows.collect(), body: Vec::new(), body_sha256: String::new(), tries, asked: None, resend: false }
    }

    fn call(tries: u32) -> Call {
        call_to(&["Li.Na"], tries)
    }

    /// A row's own failure at `now`, of a request that left at `left`.
    fn at(left: i64, now: i64) -> Known {
        let asked = Asked { at: left, server: Some(left) };
        Known { asked, now, server_now: Some(now), blame: Blame::Row }
    }

    fn refused(errcode: i64) -> Error {
        let (errmsg, raw) = (String::new(), String::new());
        let (invaliduser, unlicenseduser) = (Vec::new(), Vec::new());
        Error::Refused(Box::new(Refused { errcode, errmsg, from_ip: None, invaliduser, unlicenseduser, raw }))
    }

    fn step(settled: &Settled) -> &Step {
        &settled.rows[0].1
    }

    #[test]
    fn errcode_zero_can_still_name_recipients() {
        let reply = SendReply {
            invaliduser: vec!["li.na".to_owned()],
            unlicenseduser: vec!["wang.wu".to_owned()],
            msgid: "m".to_owned(),
            ..SendReply::default()
        };
        let settled = settle(&call_to(&["Li.Na", "li.nan", "Wang.Wu"], 0), Ok(reply), at(0, 0));
        let states: Vec<_> = settled.rows.iter().map(|(_, step)| step.to()).collect();
        let expected = [DeliveryState::Rejected, DeliveryState::Accepted, DeliveryState::Rejected];
        assert_eq!(states, expected, "WeCom lower-cases; somebody else's name is not ours");
        let replies: Vec<_> = settled.rows.iter().map(|(end, _)| end.reply.is_some()).collect();
        assert_eq!(replies, [true, false, false], "one call has one answer");
    }

    #[test]
    fn an_account_that_is_refused_stops_the_campaign_and_leaves_the_row_unsent() {
        for code in [40001, 60020, 301_002, 48002] {
            let settled = settle(&call(0), Err(refused(code)), at(0, 0));
            let stopped = Some(Reason::Stopped { errcode: code });
            assert_eq!(settled.stop, stopped, "{code}: no other row can succeed either");
            assert_eq!(step(&settled).to(), DeliveryState::Queued, "{code}: the row is not at fault");
        }
    }

    #[test]
    fn a_recipient_that_is_refused_stops_nobody_else() {
        for code in [60011, 81013, 40003, 82001] {
            let settled = settle(&call(0), Err(refused(code)), at(0, 0));
            assert_eq!((&settled.stop, step(&settled).to()), (&None, DeliveryState::Rejected), "{code}");
        }
    }

    #[test]
    fn what_left_without_an_answer_is_asked_again_then_unknown() {
        let lost = || Err(Error::Unanswered(Unanswered::Lost));
        let settled = settle(&call(0), lost(), at(7, 9));
        let Step::PutBack { asked, failed, .. } = step(&settled) else { panic!("{settled:?}") };
        assert_eq!(
            (asked.map(|asked| asked.at), *failed),
            (Some(7), true),
            "WeCom knows the bytes, for four hours from the request"
        );
        let last = settle(&call(2), lost(), at(0, 0));
        assert_eq!(*step(&last), Step::Lose { reason: Reason::ReplyLost }, "a person decides");
    }

    #[test]
    fn a_refusal_says_nothing_of_an_earlier_request() {
        let asked = Call { asked: Some(Asked { at: 0, server: Some(0) }), ..call(2) };
        for code in [-1, 82004] {
            let settled = settle(&asked, Err(refused(code)), at(5, 9));
            assert_eq!(step(&settled).to(), DeliveryState::Unknown, "{code}: the first one may have arrived");
        }
        let settled = settle(&asked, Err(refused(81013)), at(5, 9));
        assert_eq!(step(&settled).to(), DeliveryState::Rejected, "who cannot be reached could not be reached before");
        let settled = settle(&call(2), Err(refused(-1)), at(5, 9));
        assert_eq!(step(&settled).to(), DeliveryState::Rejected, "none was taken");
    }

    #[test]
    fn a_limit_is_no_fault_of_the_row() {
        for code in [45009, 45033] {
            let settled = settle(&call(2), Err(refused(code)), at(0, 0));
            let Step::PutBack { failed, .. } = step(&settled) else { panic!("{code}: {settled:?}") };
            assert!(!failed, "{code}: it can wait as often as it takes");
            assert_eq!(settled.errcode, Some(code), "{code}: the throttle has to know");
        }
    }

    #[test]
    fn a_token_that_could_not_be_fetched_means_the_message_never_left() {
        let lost = Error::NoToken(Box::new(Error::Unanswered(Unanswered::Lost)));
        let settled = settle(&call(0), Err(lost), at(0, 0));
        assert_eq!(
            (settled.rows[0].0.outcome, settled.left),
            (AttemptOutcome::NotSent, false),
            "only the token request was lost"
        );
        let dns = Error::NoToken(Box::new(Error::NotSent(NotSent::Dns)));
        assert!(settle(&call(2), Err(dns), at(0, 0)).stop.is_some(), "without a network the rest would fail alike");
    }

    #[test]
    fn a_failure_of_the_account_is_no_refusal_and_no_try_of_anybody() {
        let account = Known { blame: Blame::Account, ..at(5, 9) };
        let portal = Error::BadReply(wecom::BadReply {
            status: 200,
            problem: "",
            excerpt: String::new(),
            bytes: 0,
            head: Box::default(),
        });
        let token = Error::NoToken(Box::new(refused(45009)));
        for error in [refused(-1), portal, Error::Unanswered(Unanswered::Lost), token] {
            let settled = settle(&call(2), Err(error.clone()), account);
            let Step::PutBack { failed, .. } = step(&settled) else { panic!("{error}: {settled:?}") };
            assert!(!failed && settled.stop.is_none(), "{error}: it waits, however often it was tried");
        }
        let late = Known { server_now: Some(i64::MAX / 2), ..account };
        let asked = Call { asked: Some(Asked { at: 0, server: Some(0) }), ..call(0) };
        let settled = settle(&asked, Err(Error::Unanswered(Unanswered::Lost)), late);
        assert_eq!(step(&settled).to(), DeliveryState::Unknown, "asked again now it could arrive twice");
    }

    #[test]
    fn where_wecoms_time_was_not_known_nobody_is_asked_about_again() {
        let dateless = Known { asked: Asked { at: 5, server: None }, ..at(5, 9) };
        let settled = settle(&call(0), Err(Error::Unanswered(Unanswered::Lost)), dateless);
        assert_eq!(step(&settled).to(), DeliveryState::Unknown, "how old the request is, nobody can tell");
        let later = Known { server_now: None, ..at(5, 9) };
        let settled = settle(&call(0), Err(Error::Unanswered(Unanswered::Lost)), later);
        assert_eq!(step(&settled).to(), DeliveryState::Queued, "it waits until WeCom's time is known");
    }
}
