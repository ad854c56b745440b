//! What has come to an account. Source: path/94670.

use serde_json::json;

use super::{account, enter};
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::limits::MINUTE_MS;
use crate::object::Object;
use crate::state::service::log::{cursor, number};
use crate::visit::Visit;

/// How long the token of a callback is good.
const TOKEN_MS: i64 = 10 * 60_000;

/// `POST /cgi-bin/kf/sync_msg` {cursor, token, limit, voice_format, open_kfid}: 40058 for a cursor of another account or of
/// nobody, 95007 for a token that is unknown or older than ten minutes, 45009 too often without one.
pub(in crate::routes) fn sync(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let open_kfid = account(visit, &request)?;
    let limit = usize::try_from(request.choice("limit", 1..=1000, 1000, 40058)?).unwrap_or(1000);
    request.choice("voice_format", 0..=1, 0, 40058)?;
    let from = match request.within("cursor", 64, 40058)? {
        Some(text) => number(open_kfid, text).ok_or(Refusal::code(40058))?,
        None => 0,
    };
    let company = &mut *visit.company;
    let now = company.now_ms();
    match request.within("token", 128, 95007)? {
        Some(token) => {
            let fresh = |(of, made): &(String, i64)| of == open_kfid && now - made < TOKEN_MS;
            if !company.desk.tokens.get(token).is_some_and(fresh) {
                return refuse(95007);
            }
        }
        None => {
            let limit = company.limits.kf_syncs_per_minute;
            if !company.gauges.window("kf/sync_msg", open_kfid, limit, MINUTE_MS, now) {
                return refuse(45009);
            }
        }
    }
    let part = company.desk.log(open_kfid).read(from, limit, now);
    ok(json!({
        "next_cursor": cursor(open_kfid, part.next), "has_more": i64::from(part.has_more), "msg_list": part.messages,
    }))
}
