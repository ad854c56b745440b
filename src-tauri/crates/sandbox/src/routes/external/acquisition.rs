//! Acquisition links (获客链接). Source: path/97297 (links), 97298 (customers), 97375 (quota).

use std::collections::HashSet;

use serde_json::{Value, json};

use super::{employee, enter, page};
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::company::Company;
use crate::customers::{Follow, Relation};
use crate::object::Object;
use crate::state::ways::{Behind, Link};
use crate::visit::Visit;

/// WeCom has a limit (41095) and does not publish it.
const LINKS: usize = 500;
/// People behind one link, those of its departments among them.
const PEOPLE: usize = 500;

/// Token and admission; 48002 for the secret of customer contact, and where no quota was ever bought.
fn enter_acquisition(visit: &mut Visit<'_>) -> Result<usize, Refusal> {
    let app = enter(visit)?;
    let bought = visit.company.entrances.quota.is_some();
    if bought && visit.company.apps[app].of == crate::SecretOf::App { Ok(app) } else { refuse(48002) }
}

/// The members with the function among these and those of these departments, as the company spells them: 60111 or 60011
/// for one whom the app does not see, 84074 without the function.
pub(super) fn behind(
    visit: &Visit<'_>,
    app: usize,
    users: &[&str],
    parties: &[i64],
) -> Result<(Vec<String>, Vec<String>), Refusal> {
    let users = users.iter().map(|userid| employee(visit, app, userid)).collect::<Result<Vec<_>, _>>()?;
    let company = &*visit.company;
    let within = |userid: &&String| {
        let member = company.visible(app, userid).map(|member| &company.members[member]);
        member.is_some_and(|member| member.department.iter().any(|id| parties.contains(id)))
    };
    let mut members = users.clone();
    members.extend(company.contact_members.iter().filter(within).cloned());
    let mut seen = HashSet::new();
    members.retain(|userid| seen.insert(userid.clone()));
    if members.is_empty() { refuse(84074) } else { Ok((users, members)) }
}

/// `POST create_link` {link_name, range, skip_verify}: 40058 for a name that is empty or above 30 characters and for more
/// than 500 people, 40063 for nobody, 41095 beyond 500 links.
pub(in crate::routes) fn create(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter_acquisition(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let name = request.chars("link_name", 1..=30, 40058)?.ok_or(Refusal::code(40058))?;
    let range = request.need_object("range", 40063)?;
    let (users, parties) = (range.texts("user_list")?, range.integers("department_list")?);
    if users.is_empty() && parties.is_empty() {
        return refuse(40063);
    }
    if users.len() + parties.len() > PEOPLE {
        return refuse(40058);
    }
    let skip_verify = request.flag_or("skip_verify", true)?;
    let (users, members) = behind(visit, app, &users, &parties)?;
    let company = &mut *visit.company;
    if company.entrances.links.len() >= LINKS {
        return refuse(41095);
    }
    let (agent_id, created_ms) = (company.apps[app].agent_id, company.now_ms());
    let behind = Behind { agent_id, created_ms, skip_verify, users, parties, members };
    let link_id = format!("caw{}", company.dice.letters(20));
    let link = Link { behind, name: name.to_owned() };
    company.entrances.links.insert(link_id.clone(), link.clone());
    ok(json!({ "link": shown(company, &link_id, &link, true) }))
}

fn shown(company: &Company, link_id: &str, link: &Link, with_id: bool) -> Value {
    let mut shown = json!({
        "link_name": link.name, "url": company.entrances.url(link_id), "create_time": link.behind.created_ms / 1000,
    });
    if with_id {
        shown["link_id"] = json!(link_id);
    } else {
        shown["skip_verify"] = json!(link.behind.skip_verify);
    }
    shown
}

/// The link of this app: 40063 without a link_id, 40058 for an unknown one, 41098 for another app's.
fn link<'a>(company: &'a Company, app: usize, link_id: &str) -> Result<&'a Link, Refusal> {
    let link = company.entrances.links.get(link_id).ok_or(Refusal::code(40058))?;
    if link.behind.agent_id == company.apps[app].agent_id { Ok(link) } else { refuse(41098) }
}

/// `POST list_link` {limit, cursor}: link_ids of this app, up to 100 a page.
pub(in crate::routes) fn list(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter_acquisition(visit)?;
    let request = visit.json()?;
    let company = &*visit.company;
    let agent_id = company.apps[app].agent_id;
    let own = company.entrances.links.iter().filter(|(_, link)| link.behind.agent_id == agent_id);
    let (ids, next) = page(own.map(|(id, _)| json!(id)).collect(), &Object::root(&request)?, 100, 100)?;
    ok(json!({ "link_id_list": ids, "next_cursor": next }))
}

/// `POST get` {link_id}: the link, and whom it adds.
pub(in crate::routes) fn get(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter_acquisition(visit)?;
    let request = visit.json()?;
    let link_id = Object::root(&request)?.need("link_id", 40063)?;
    let link = link(visit.company, app, link_id)?;
    let range = json!({ "user_list": link.behind.users, "department_list": link.behind.parties });
    ok(json!({ "link": shown(visit.company, link_id, link, false), "range": range }))
}

/// `POST delete_link` {link_id}: whoever came by it stays.
pub(in crate::routes) fn delete(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter_acquisition(visit)?;
    let request = visit.json()?;
    let link_id = Object::root(&request)?.need("link_id", 40063)?;
    link(visit.company, app, link_id)?;
    visit.company.entrances.links.remove(link_id);
    ok(json!({}))
}

/// `POST customer` {link_id, limit, cursor}: who came by a link, up to 1000 a page; `chat_status` 0 has not written, 1
/// has.
pub(in crate::routes) fn customers(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter_acquisition(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let link_id = request.need("link_id", 40063)?;
    link(visit.company, app, link_id)?;
    let mut came: Vec<(u64, Value)> = Vec::new();
    for customer in visit.company.customers.iter() {
        let added = |follow: &&Follow| follow.relation != Relation::Asked && follow.link_id.as_deref() == Some(link_id);
        for follow in customer.follows.iter().filter(added) {
            let row = json!({
                "external_userid": customer.external_userid, "userid": follow.userid, "state": follow.state,
                "chat_status": i64::from(follow.wrote),
            });
            came.push((follow.number, row));
        }
    }
    came.sort_by_key(|(number, _)| *number);
    let (rows, next) = page(came.into_iter().map(|(_, row)| row).collect(), &request, 1000, 50)?;
    ok(json!({ "customer_list": rows, "next_cursor": next }))
}

/// `GET customer_acquisition_quota`: what was used so far and what is left.
pub(in crate::routes) fn quota(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    enter_acquisition(visit)?;
    let Some(quota) = visit.company.entrances.quota else { return refuse(48002) };
    let list = json!([{ "expire_date": quota.expires, "balance": quota.balance }]);
    ok(json!({ "total": quota.used, "balance": quota.balance, "quota_list": list }))
}
