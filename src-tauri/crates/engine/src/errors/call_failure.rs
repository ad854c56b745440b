//! What a failed call means: for the row (retry or not), and in words for the command line.

use beckon_model::{Failure, NetworkFault, Reason, Said, Sign};
use wecom::errcode::Kind;
use wecom::{Error, NotSent, Refused, Unanswered};

/// Refusals that are filed as permissions of the app but concern one recipient (path/90313; section of the
/// visible range): the others can still get their message.
const ABOUT_RECIPIENT: [i64; 5] = [50002, 60011, 60030, 701_008, 701_099];

/// A limit of the account is reached, or too many calls run at once: the throttle says when to go on.
const LIMITED: [i64; 2] = [45009, 45033];

/// How a failed `message/send` counts for its row.
pub(crate) fn sort(error: &Error) -> Failure {
    match error {
        Error::NotSent(why) => Failure::NotSent(fault(why)),
        Error::Unanswered(_) => Failure::ReplyLost,
        Error::BadReply(_) => Failure::BadReply,
        Error::Refused(refused) => refusal(refused),
        Error::NoToken(inner) => match inner.as_ref() {
            // Whatever befell the token request, the message itself never left.
            Error::Refused(refused) if matches!(refused.kind(), Kind::Rate | Kind::Server) => {
                Failure::Busy(refused.errcode)
            }
            Error::Refused(refused) => Failure::AccountRefused(refused.errcode),
            Error::NotSent(why) => Failure::NotSent(fault(why)),
            Error::Unanswered(Unanswered::Timeout) => Failure::NotSent(NetworkFault::Timeout),
            _ => Failure::NotSent(NetworkFault::Other),
        },
    }
}

/// What a failed `message/send` may say of the account; none of a proper answer, nor of a network that is gone.
pub(crate) fn sign(error: &Error) -> Option<Sign> {
    match error {
        Error::NotSent(_) => None,
        Error::Unanswered(_) => Some(Sign::NoAnswer),
        Error::BadReply(_) => Some(Sign::NotWecom),
        Error::Refused(refused) => match refusal(refused) {
            Failure::Busy(errcode) => Some(Sign::Busy(errcode)),
            Failure::Limited => Some(Sign::Crowded(refused.errcode)),
            _ => None,
        },
        Error::NoToken(inner) => match inner.as_ref() {
            Error::Refused(refused) if matches!(refused.kind(), Kind::Rate | Kind::Server) => {
                Some(Sign::NoToken(refused.errcode))
            }
            Error::BadReply(_) | Error::Unanswered(_) => Some(Sign::NoTokenElse),
            _ => None,
        },
    }
}

fn refusal(refused: &Refused) -> Failure {
    let code = refused.errcode;
    match refused.kind() {
        Kind::Rate if LIMITED.contains(&code) => Failure::Limited,
        Kind::Rate | Kind::Server => Failure::Busy(code),
        Kind::Permission if ABOUT_RECIPIENT.contains(&code) => Failure::MessageRefused(code),
        Kind::Credential | Kind::Permission | Kind::NetworkPolicy => Failure::AccountRefused(code),
        Kind::Recipient | Kind::Content | Kind::Ok => Failure::MessageRefused(code),
    }
}

/// Why a question that was no message got no answer.
pub(crate) fn why_not(error: &Error) -> Reason {
    let fault = match error {
        Error::NoToken(inner) => return why_not(inner),
        Error::Refused(refused) => return Reason::Stopped { errcode: refused.errcode },
        Error::NotSent(why) => fault(why),
        Error::Unanswered(_) => NetworkFault::NoAnswer,
        Error::BadReply(_) => NetworkFault::NotWecom,
    };
    Reason::Network { fault }
}

pub(crate) fn fault(why: &NotSent) -> NetworkFault {
    match why {
        NotSent::Dns => NetworkFault::Dns,
        NotSent::Connect(_) => NetworkFault::Connect,
        NotSent::Tls(_) => NetworkFault::Tls,
        NotSent::Proxy(_) | NotSent::ProxyLogin => NetworkFault::Proxy,
        NotSent::Timeout => NetworkFault::Timeout,
        NotSent::Invalid(_) | NotSent::File(_) | NotSent::Request | NotSent::TooOften => NetworkFault::Other,
    }
}

/// WeCom's answer as received, or what is known of the failure: what the log keeps.
pub(crate) fn kept(error: &Error) -> String {
    error.refused().map_or_else(|| error.to_string(), |refused| refused.raw.clone())
}

/// One sentence for the command line.
pub(crate) fn sentence(host: &str, error: &Error) -> String {
    if let Some(refused) = error.refused() {
        let meaning = wecom::errcode::lookup(refused.errcode);
        let (what, fix) = meaning.map_or(("WeCom refused", ""), |entry| (entry.meaning_en, entry.fix_en));
        let ip = refused.from_ip.map(|ip| format!(" WeCom saw the address {ip}.")).unwrap_or_default();
        let said = Said::of(&refused.errmsg).map(|said| format!(" WeCom said: \"{}\"", said.words)).unwrap_or_default();
        return format!("WeCom answered {}: {what}. {fix}{ip}{said}", refused.errcode);
    }
    format!("{host}: {error}")
}
