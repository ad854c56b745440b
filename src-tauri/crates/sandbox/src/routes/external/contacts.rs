//! Who follows whom. Source: path/92571 (follow users), 92113 (list), 92114 (get).

use serde_json::{Value, json};

use super::{customer, employee, enter};
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::customers::service;
use crate::visit::Visit;

/// `GET /cgi-bin/externalcontact/get_follow_user_list`: the visible members with the function.
pub(in crate::routes) fn follow_users(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let company = &*visit.company;
    let seen: Vec<&str> = service(&company.members).filter(|userid| company.visible(app, userid).is_some()).collect();
    ok(json!({ "follow_user": seen }))
}

/// `GET /cgi-bin/externalcontact/list?userid=`: 41009 without, 84061 for a member nobody added.
pub(in crate::routes) fn list(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let Some(userid) = visit.param("userid") else { return refuse(41009) };
    let userid = employee(visit, app, userid)?;
    let followed = visit.company.customers.iter().filter(|customer| customer.followers.contains(&userid));
    let ids: Vec<&str> = followed.map(|customer| customer.external_userid.as_str()).collect();
    if ids.is_empty() { refuse(84061) } else { ok(json!({ "external_userid": ids })) }
}

/// `GET /cgi-bin/externalcontact/get?external_userid=`: 41035 without, 40096 for an unknown one. No customer here has so
/// many followers that a cursor is needed.
pub(in crate::routes) fn get(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let Some(id) = visit.param("external_userid") else { return refuse(41035) };
    let customer = customer(visit, app, id)?;
    let follow = |userid: &String| {
        json!({
            "userid": userid, "remark": customer.name, "description": "", "createtime": 1_767_225_600, "tags": [],
            "remark_corp_name": "", "remark_mobiles": [], "oper_userid": userid, "add_way": 1, "state": "",
        })
    };
    ok(json!({
        "external_contact": {
            "external_userid": customer.external_userid, "name": customer.name, "avatar": "", "type": 1, "gender": 0,
        },
        "follow_user": customer.followers.iter().map(follow).collect::<Value>(),
    }))
}
