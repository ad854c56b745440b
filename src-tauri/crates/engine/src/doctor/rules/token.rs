//! `gettoken` and tokens: what a code means depends on what else was seen.

use beckon_model::doctor::{Call, Fact, Form, Reply, Value};
use beckon_model::{Certainty, DoctorCode, DoctorStep};
use wecom::errcode::{Cause, Kind, kind};

use super::found::{Found, Made};
use crate::errors::codes::code_meaning;

const STEP: DoctorStep = DoctorStep::Token;

pub(super) fn rule(found: &mut Found<'_>) {
    for (at, fact) in found.seen.facts() {
        if let Fact::RefusedBefore { errcode, when_ms } = fact {
            let params = [("errcode", errcode.to_string()), ("when_ms", when_ms.to_string())];
            match wecom::errcode::cause(*errcode) {
                Some(Cause::CorpId) => refused_corp_id(found, at, *errcode),
                _ => found.add(STEP, DoctorCode::SecretRefusedBefore, Certainty::Likely, &[at], &params),
            }
        }
    }
    for (made, errcode) in found.refusals(|_| true) {
        if made.is_optional() {
            continue;
        }
        if stripped(errcode) {
            let params = [("errcode", errcode.to_string()), found.way().host()];
            found.add(made.step, DoctorCode::QueryStripped, Certainty::Certain, &[made.at], &params);
        } else if cached(errcode) && made.call.has_token() {
            token_cached(found, made, errcode);
        } else if made.call == Call::Gettoken {
            gettoken(found, made, errcode);
        }
    }
}

/// WeCom misses what Beckon always sends.
pub(super) fn stripped(errcode: i64) -> bool {
    matches!(errcode, 41001 | 41002 | 41004 | 41011)
}

/// WeCom does not know a token that came a moment ago.
pub(super) fn cached(errcode: i64) -> bool {
    matches!(errcode, 40014 | 42001)
}

fn token_cached(found: &mut Found<'_>, made: Made<'_>, errcode: i64) {
    let old = found.calls().into_iter().find(|one| one.call == Call::Gettoken && one.reply.is_some_and(aged));
    let certainty = if old.is_some() { Certainty::Certain } else { Certainty::Likely };
    let evidence: Vec<usize> = [Some(made.at), old.map(|one| one.at)].into_iter().flatten().collect();
    let params = [("errcode", errcode.to_string()), found.way().host()];
    found.add(made.step, DoctorCode::TokenCached, certainty, &evidence, &params);
}

/// Something on the way has kept this answer.
fn aged(reply: &Reply) -> bool {
    reply.age_s.is_some_and(|age| age > 0)
}

fn gettoken(found: &mut Found<'_>, made: Made<'_>, errcode: i64) {
    let params = [("errcode", errcode.to_string()), found.way().host()];
    let mut add = |code, certainty| found.add(STEP, code, certainty, &[made.at], &params);
    match wecom::errcode::cause(errcode) {
        Some(Cause::Secret) => refused_secret(found, made.at, errcode),
        Some(Cause::CorpId) => refused_corp_id(found, made.at, errcode),
        Some(Cause::Disabled) => add(DoctorCode::AppDisabled, Certainty::Certain),
        Some(Cause::Address) => {}
        Some(Cause::OtherApp | Cause::AgentId) | None => other(found, made, errcode),
    }
}

fn refused_secret(found: &mut Found<'_>, at: usize, errcode: i64) {
    let code = ("errcode", errcode.to_string());
    let worked = found.seen.facts().find_map(|(at, fact)| match fact {
        Fact::Worked { until_ms } => Some((at, *until_ms)),
        _ => None,
    });
    if let Some((seen, until_ms)) = worked {
        let params = [code, ("until_ms", until_ms.to_string())];
        return found.add(STEP, DoctorCode::SecretReset, Certainty::Likely, &[at, seen], &params);
    }
    found.add(STEP, DoctorCode::SecretWrong, Certainty::Likely, &[at], std::slice::from_ref(&code));
    found.add(STEP, DoctorCode::CorpIdOfAnother, Certainty::Possible, &[at], &[code]);
}

fn refused_corp_id(found: &mut Found<'_>, at: usize, errcode: i64) {
    let params = [("errcode", errcode.to_string())];
    let like_an_app =
        found.seen.facts().find(|(_, fact)| matches!(fact, Fact::Written { value: Value::CorpId, form: Form::AppId }));
    if let Some((form, _)) = like_an_app {
        found.add(STEP, DoctorCode::CorpIdIsAppId, Certainty::Likely, &[at, form], &params);
    } else {
        found.add(STEP, DoctorCode::CorpIdWrong, Certainty::Certain, &[at], &params);
    }
}

/// What the app may not do, and its administrator can let it do.
fn is_a_right(errcode: i64) -> bool {
    matches!(errcode, 48001..=48009 | 60011 | 301_002)
}

/// A code with what WeCom says of it, for words.
pub(super) fn told(errcode: i64) -> [(&'static str, String); 5] {
    let meaning = code_meaning(errcode);
    [
        ("errcode", errcode.to_string()),
        ("meaning_en", meaning.meaning_en),
        ("meaning_zh", meaning.meaning_zh),
        ("advice_en", meaning.fix_en),
        ("advice_zh", meaning.fix_zh),
    ]
}

/// A refusal that is about no value of the account: by its kind, else in WeCom's own words.
pub(super) fn other(found: &mut Found<'_>, made: Made<'_>, errcode: i64) {
    let params = [&[found.way().host()][..], &told(errcode)].concat();
    let code = match kind(errcode) {
        Kind::Rate => DoctorCode::RateLimited,
        Kind::Server => DoctorCode::WecomBusy,
        Kind::Permission if is_a_right(errcode) => DoctorCode::NotAllowed,
        _ => DoctorCode::Refused,
    };
    found.add(made.step, code, Certainty::Certain, &[made.at], &params);
}
