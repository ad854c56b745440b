//! The app about itself, and the addresses of WeCom. Source: path/90227 (app), 92520 and 92521 (addresses).

use serde_json::{Value, json};

use crate::answer::{Answer, Refusal, ok, refuse};
use crate::visit::Visit;

const LOGO: &str = "https://example.com/logo.png";

/// `GET /cgi-bin/agent/get?agentid=`. 41011 without agentid, 40056 for none of the company's apps, 301002 for another's.
pub(super) fn get(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = visit.app()?;
    let Some(agentid) = visit.param("agentid") else { return refuse(41011) };
    visit.is_agent(app, agentid.parse().ok())?;
    visit.admitted(app)?;
    let company = &*visit.company;
    let granted = &company.granted[app];
    let users: Value = granted.userids.iter().map(|userid| json!({ "userid": userid })).collect();
    ok(json!({
        "agentid": company.apps[app].agent_id,
        "name": company.apps[app].name,
        "square_logo_url": LOGO,
        "description": "",
        "allow_userinfos": { "user": users },
        "allow_partys": { "partyid": granted.departments },
        "allow_tags": { "tagid": granted.tags },
        "close": 0,
        "redirect_domain": "",
        "report_location_flag": 0,
        "isreportenter": 0,
        "home_url": "",
    }))
}

/// `GET /cgi-bin/agent/list`: the token's own app and no other.
pub(super) fn list(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = visit.enter()?;
    let app = &visit.company.apps[app];
    ok(json!({ "agentlist": [{ "agentid": app.agent_id, "name": app.name, "square_logo_url": LOGO }] }))
}

/// `GET /cgi-bin/get_api_domain_ip`: needs a token and no other right. The addresses are those kept for examples.
pub(super) fn api_ips(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    visit.enter_any()?;
    ok(json!({ "ip_list": ["192.0.2.10", "192.0.2.11", "198.51.100.10"] }))
}

/// `GET /cgi-bin/getcallbackip`: as [`api_ips`]; an entry may hold a wildcard.
pub(super) fn callback_ips(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    visit.enter_any()?;
    ok(json!({ "ip_list": ["203.0.113.20", "203.0.113.*"] }))
}
