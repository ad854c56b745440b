//! Who follows whom. Source: path/92571 (follow users), 92113 (list), 92114 (get), 92994 (batch/get_by_user).

use serde_json::{Value, json};

use super::{customer, employee, enter};
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::customers::{Customer, Follow, Relation};
use crate::object::Object;
use crate::visit::Visit;

/// `GET /cgi-bin/externalcontact/get_follow_user_list`: the visible members with the function.
pub(in crate::routes) fn follow_users(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let company = &*visit.company;
    let seen: Vec<&String> =
        company.contact_members.iter().filter(|userid| company.visible(app, userid).is_some()).collect();
    ok(json!({ "follow_user": seen }))
}

/// `GET /cgi-bin/externalcontact/list?userid=`: 41009 without, 84061 for a member nobody added.
pub(in crate::routes) fn list(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let Some(userid) = visit.param("userid") else { return refuse(41009) };
    let userid = employee(visit, app, userid)?;
    let followed = visit.company.customers.iter().filter(|customer| customer.followers().any(|known| known == userid));
    let ids: Vec<&str> = followed.map(|customer| customer.external_userid.as_str()).collect();
    if ids.is_empty() { refuse(84061) } else { ok(json!({ "external_userid": ids })) }
}

/// `GET /cgi-bin/externalcontact/get?external_userid=`: 41035 without, 40096 for an unknown one, 84061 for one whose chat no
/// member has opened. No customer here has so many followers that a cursor is needed.
pub(in crate::routes) fn get(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let Some(id) = visit.param("external_userid") else { return refuse(41035) };
    let customer = customer(visit, app, id)?;
    let follow = |follow: &Follow| {
        let mut shown = noted(follow);
        let tag = |id: &String| {
            let (group, tag) = visit.company.tags.tag(id)?;
            Some(json!({ "group_name": group.name, "tag_name": tag.name, "tag_id": tag.id, "type": 1 }))
        };
        shown["tags"] = follow.tag_ids.iter().filter_map(tag).collect();
        shown
    };
    let whole = customer.follows.iter().filter(|follow| follow.relation == Relation::Whole);
    ok(json!({ "external_contact": shown(customer), "follow_user": whole.map(follow).collect::<Value>() }))
}

/// `POST /cgi-bin/externalcontact/batch/get_by_user` {userid_list, limit, cursor}: a row for each of up to 100 members and
/// each of their customers, up to 100 a page. 40032 for nobody or more, 60111, 60011 and 84074 for a member who may not be
/// asked about, whoever else is. Members without a licence are named; 701008 when all are.
pub(in crate::routes) fn by_user(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let asked = request.texts("userid_list")?;
    if !(1..=100).contains(&asked.len()) {
        return refuse(40032);
    }
    let asked = asked.iter().map(|userid| employee(visit, app, userid)).collect::<Result<Vec<_>, _>>()?;
    let company = &*visit.company;
    let licensed = |userid: &String| company.member_of(userid).is_some_and(|at| company.members[at].licensed);
    let (licensed, unlicensed): (Vec<String>, Vec<String>) = asked.into_iter().partition(licensed);
    if licensed.is_empty() {
        return refuse(701_008);
    }
    let limit = usize::try_from(request.choice("limit", 1..=i64::MAX, 50, 40058)?.min(100)).unwrap_or(100);
    // Where a list goes on is a contact and not a place: who comes or goes meanwhile moves nobody to another page.
    let after: u64 =
        request.text("cursor")?.map_or(Ok(0), |cursor| cursor.parse().map_err(|_| Refusal::code(40058)))?;
    let mut rows: Vec<(&Customer, &Follow)> = company
        .customers
        .iter()
        .flat_map(|customer| customer.follows.iter().map(move |follow| (customer, follow)))
        .filter(|(_, follow)| follow.number > after && follow.relation != Relation::Asked)
        .filter(|(_, follow)| licensed.contains(&follow.userid))
        .collect();
    rows.sort_by_key(|(_, follow)| follow.number);
    let next = if rows.len() > limit { rows[limit - 1].1.number.to_string() } else { String::new() };
    let row = |(customer, follow): &(&Customer, &Follow)| {
        let mut info = noted(follow);
        info["tag_id"] = json!(follow.tag_ids);
        json!({ "external_contact": shown(customer), "follow_info": info })
    };
    ok(json!({
        "external_contact_list": rows.iter().take(limit).map(row).collect::<Value>(),
        "next_cursor": next,
        "fail_info": { "unlicensed_userid_list": unlicensed },
    }))
}

fn shown(customer: &Customer) -> Value {
    json!({
        "external_userid": customer.external_userid, "name": customer.name, "avatar": "", "type": 1, "gender": 0,
    })
}

/// What a member noted, but for the tags.
fn noted(follow: &Follow) -> Value {
    json!({
        "userid": follow.userid, "remark": follow.remark, "description": follow.description,
        "createtime": follow.createtime, "remark_corp_name": follow.remark_corp_name,
        "remark_mobiles": follow.remark_mobiles, "oper_userid": follow.oper_userid, "add_way": follow.add_way,
        "state": follow.state,
    })
}
