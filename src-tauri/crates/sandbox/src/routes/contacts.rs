//! The address book as an app sees it. Source: "Contacts" path/90193 and the pages of its calls.

use serde_json::{Value, json};

use crate::answer::{Answer, Refusal, ok, refuse};
use crate::roster::Member;
use crate::visit::Visit;

/// `GET /cgi-bin/user/get?userid=` (path/90196). 60111 for a member who does not exist or whom the app does not see.
pub(super) fn user_get(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = visit.enter()?;
    let Some(userid) = visit.param("userid") else { return refuse(41009) };
    match visit.company.visible(app, userid) {
        Some(member) => ok(person(&visit.company.members[member])),
        None => refuse(60111),
    }
}

/// What an app made after 2022-06-20 learns of a member: no phone, mail, gender, picture.
fn person(member: &Member) -> Value {
    json!({
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
    })
}
