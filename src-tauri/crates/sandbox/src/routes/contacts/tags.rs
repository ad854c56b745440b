//! Tags. Source: path/90216 (list), 90213 (get).

use serde_json::{Value, json};

use crate::answer::{Answer, Refusal, ok, refuse};
use crate::roster::TAGS;
use crate::visit::Visit;

/// `GET /cgi-bin/tag/list`: all tags of the company.
pub(in crate::routes) fn list(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    visit.enter_any()?;
    ok(json!({ "taglist": TAGS.iter().map(|(id, name)| json!({ "tagid": id, "tagname": name })).collect::<Value>() }))
}

/// `GET /cgi-bin/tag/get?tagid=`: the visible members who carry it. 41017 without, 40068 for an unknown tag.
pub(in crate::routes) fn get(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = visit.enter_reading()?;
    let Some(tagid) = visit.param("tagid") else { return refuse(41017) };
    let tag = tagid.parse().ok().and_then(|id: i64| TAGS.iter().find(|(known, _)| *known == id));
    let Some((id, name)) = tag else { return refuse(40068) };
    let members = visit.company.seen_by(app).filter(|member| member.tags.contains(id));
    let members: Value = members.map(|member| json!({ "userid": member.userid, "name": member.name })).collect();
    ok(json!({ "tagname": name, "userlist": members, "partylist": [] }))
}
