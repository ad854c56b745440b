//! Members. Source: path/90196 (get), 90200 (simplelist), 90201 (list), 96067 (list_id).

use serde_json::{Value, json};

use super::departments::readable;
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::config::App;
use crate::object::Object;
use crate::roster::Member;
use crate::visit::Visit;

/// Largest answer of user/list; beyond it 45029. WeCom does not publish the number.
const LIST_BYTES: usize = 1024 * 1024;
/// Most rows of one page of user/list_id.
const PAGE: i64 = 10_000;

/// `GET /cgi-bin/user/get?userid=`. 41009 without, 60111 for a member who does not exist or whom the app does not see.
pub(in crate::routes) fn get(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = visit.enter_reading()?;
    let Some(userid) = visit.param("userid") else { return refuse(41009) };
    match visit.company.visible(app, userid) {
        Some(member) => ok(person(&visit.company.members[member], &visit.company.apps[app])),
        None => refuse(60111),
    }
}

/// `GET /cgi-bin/user/simplelist?department_id=`: direct members only.
pub(in crate::routes) fn simplelist(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    list_with(visit, |m, _| json!({ "userid": m.userid, "name": m.name, "department": m.department }))
}

/// `GET /cgi-bin/user/list?department_id=`: direct members only, each as in user/get. 45029 for too much at once.
pub(in crate::routes) fn list(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    list_with(visit, person)
}

fn list_with(visit: &mut Visit<'_>, row: fn(&Member, &App) -> Value) -> Result<Answer, Refusal> {
    let app = visit.enter_reading()?;
    let department = readable(visit, app, "department_id")?.ok_or(Refusal::code(60123))?;
    let company = &*visit.company;
    let inside = company.seen_by(app).filter(|member| member.department.contains(&department));
    let rows: Vec<Value> = inside.map(|member| row(member, &company.apps[app])).collect();
    let answer = json!({ "userlist": rows });
    if answer.to_string().len() > LIST_BYTES { refuse(45029) } else { ok(answer) }
}

/// `POST /cgi-bin/user/list_id`, for the contact-sync secret only: one row per member and department.
pub(in crate::routes) fn list_id(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    visit.enter_contact_sync()?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let page = usize::try_from(request.choice("limit", 1..=PAGE, PAGE, 40058)?).unwrap_or(usize::MAX);
    let from: usize = match request.text("cursor")? {
        None => 0,
        Some(cursor) => cursor.strip_prefix("row").and_then(|row| row.parse().ok()).ok_or(Refusal::code(40058))?,
    };
    let rows = visit.company.members.iter().flat_map(|m| m.department.iter().map(move |id| (&m.userid, id)));
    let rows: Vec<Value> = rows
        .skip(from)
        .take(page.saturating_add(1))
        .map(|(userid, department)| json!({ "userid": userid, "department": department }))
        .collect();
    let next = if rows.len() > page { format!("row{}", from.saturating_add(page)) } else { String::new() };
    ok(json!({ "next_cursor": next, "dept_user": &rows[..rows.len().min(page)] }))
}

/// What an app learns of a member. Made after 2022-06-20 it gets no phone, mail, gender, picture or address.
fn person(member: &Member, app: &App) -> Value {
    let mut person = json!({
        "userid": member.userid,
        "name": member.name,
        "department": member.department,
        "order": vec![0; member.department.len()],
        "position": member.position,
        "is_leader_in_dept": vec![0; member.department.len()],
        "direct_leader": [],
        "telephone": "",
        "alias": "",
        "main_department": member.department.first(),
        "extattr": { "attrs": [] },
        "status": 1,
        "external_position": "",
    });
    if app.made_before_2022 {
        person["mobile"] = json!(member.mobile);
        person["gender"] = json!("0");
        person["email"] = json!("");
        person["biz_mail"] = json!(member.email);
        for empty in ["avatar", "thumb_avatar", "qr_code", "address"] {
            person[empty] = json!("");
        }
    }
    person
}
