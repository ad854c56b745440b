//! Calls that WeCom did not answer: a page in its place, a lost connection, silence. The same page means the same in every
//! step, and after WeCom has answered the API host is no longer in question.

use beckon_model::doctor::{Call, CallEnd, PageKind};
use beckon_model::{Certainty, DoctorCode, DoctorStep};

use super::found::{Found, Made};

pub(super) fn rule(found: &mut Found<'_>) {
    for made in found.calls() {
        // What a broken certificate hides is told with it, and the second question is for the sake of the first.
        let elsewhere = made.asks_whose_secret() || made.is_optional();
        if made.step == DoctorStep::Tls || made.call == Call::AskToken || elsewhere {
            continue;
        }
        let asking = made.step == DoctorStep::Answer;
        let code = match made.end {
            CallEnd::Done { .. } | CallEnd::Refused { .. } => continue,
            CallEnd::Page { page } => {
                page_answers(found, made, *page);
                continue;
            }
            // Whose fault that is was seen in an earlier step.
            CallEnd::NotSent if asking => continue,
            CallEnd::Lost if asking => DoctorCode::AnswerLost,
            CallEnd::Timeout if asking => DoctorCode::AnswerSilent,
            CallEnd::TooOften => DoctorCode::RateLimited,
            CallEnd::NotSent | CallEnd::Lost | CallEnd::Timeout => DoctorCode::LostOnTheWay,
        };
        // A message without an answer may have arrived: a person is asked.
        let sent = code == DoctorCode::LostOnTheWay && *made.end != CallEnd::NotSent;
        if made.step == DoctorStep::Message && sent {
            continue;
        }
        let params = [found.way().host(), ("errcode", "—".to_owned())];
        found.add(made.step, code, Certainty::Likely, &[made.at], &params);
    }
}

fn page_answers(found: &mut Found<'_>, made: Made<'_>, page: PageKind) {
    let way = found.way();
    let reply = made.reply.cloned().unwrap_or_default();
    let to = if reply.redirect.is_empty() { way.host.to_owned() } else { reply.redirect };
    let params = [way.host(), ("status", reply.status.to_string()), ("errcode", reply.status.to_string()), ("at", to)];
    let (step, evidence) = (made.step, [made.at]);
    if made.call == Call::Ask
        && let Some(other) = found.calls().into_iter().find(|one| one.call == Call::AskToken && one.end.is_done())
    {
        let params = [&params[..], &[("call", made.call.path().to_owned())]].concat();
        return found.add(step, DoctorCode::GateTooNarrow, Certainty::Certain, &[made.at, other.at], &params);
    }
    let mut add = |code, certainty| found.add(step, code, certainty, &evidence, &params);
    match page {
        PageKind::Portal => add(DoctorCode::Portal, Certainty::Likely),
        PageKind::SignIn => add(DoctorCode::SignInPage, Certainty::Likely),
        PageKind::Block => add(DoctorCode::BlockPage, Certainty::Likely),
        PageKind::Gateway => add(DoctorCode::GatewayError, Certainty::Likely),
        PageKind::TooMany => add(DoctorCode::RateLimited, Certainty::Likely),
        PageKind::Changed => add(DoctorCode::AnswerChanged, Certainty::Certain),
        PageKind::Moved => {
            add(DoctorCode::HostMoved, Certainty::Likely);
            add(DoctorCode::Portal, if way.default_host { Certainty::Likely } else { Certainty::Possible });
        }
        PageKind::Console => {
            add(DoctorCode::HostIsConsole, Certainty::Likely);
            add(DoctorCode::SignInPage, Certainty::Possible);
        }
        PageKind::NotFound | PageKind::Empty | PageKind::Web | PageKind::Other => {
            let host_may_be_wrong = !found.seen.proves(beckon_model::DoctorFix::ApiHost);
            let certainty = if host_may_be_wrong { Certainty::Possible } else { Certainty::Likely };
            found.add(step, DoctorCode::NotWecom, Certainty::Likely, &evidence, &params);
            found.add(step, DoctorCode::SomebodyElse, certainty, &evidence, &params);
        }
    }
}
