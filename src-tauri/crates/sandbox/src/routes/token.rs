//! gettoken. Source: "Get access_token" path/91039; check order from traces.

use serde_json::json;
use sha2::{Digest, Sha256};

use crate::answer::{Answer, Refusal, ok, refuse};
use crate::company::{Company, Token};
use crate::limits::HOUR_MS;
use crate::visit::Visit;

/// `GET /cgi-bin/gettoken?corpid=&corpsecret=`. A missing secret (41004) is reported before a wrong corp id (40013). As
/// long as a token lives, its app gets the same one again, with the seconds it has left.
pub(super) fn gettoken(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let Some(corp_id) = visit.param("corpid") else { return refuse(41002) };
    let Some(secret) = visit.param("corpsecret") else { return refuse(41004) };
    if corp_id != visit.company.corp_id {
        return refuse(40013);
    }
    let app = visit.company.apps.iter().position(|app| app.secret == secret);
    let company = &mut *visit.company;
    let now = company.now_ms();
    if company.gauges.blocked("wrong secret", "", now) {
        return refuse(45009);
    }
    let Some(app) = app else {
        let limit = company.limits.wrong_secrets_per_hour;
        return refuse(if company.gauges.window("wrong secret", "", limit, HOUR_MS, now) { 40001 } else { 45009 });
    };
    visit.notes.agent_id = Some(company.apps[app].agent_id);
    if !company.apps[app].enabled {
        return refuse(50003);
    }
    if company.trusted_ips_on_gettoken {
        visit.trusted()?;
    }
    let (token, expires_ms) = current(visit.company, app, now);
    ok(json!({ "access_token": token, "expires_in": (expires_ms - now) / 1000 }))
}

/// A token as hard to guess as the secret that opens it, and another one for every `chance`.
fn text(secret: &str, chance: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let block = |block: u32| Sha256::digest(format!("{secret} {chance} {block}")).to_vec();
    (0..).flat_map(block).map(|byte| char::from(LETTERS[usize::from(byte & 63)])).take(214).collect()
}

/// The token of an app and its end; a new one where there is none alive.
fn current(company: &mut Company, app: usize, now: i64) -> (String, i64) {
    let alive = |token: &Token| token.app == app && !token.revoked && token.expires_ms > now;
    if let Some((text, token)) = company.tokens.iter().find(|(_, token)| alive(token)) {
        return (text.clone(), token.expires_ms);
    }
    let text = text(&company.apps[app].secret, &company.dice.text(214));
    let expires_ms = now + i64::from(company.limits.token_seconds) * 1000;
    company.tokens.insert(text.clone(), Token { app, expires_ms, revoked: false });
    (text, expires_ms)
}
