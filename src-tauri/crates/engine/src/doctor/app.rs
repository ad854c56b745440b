//! The app behind the token, and what it may read of the address book.
//!
//! Never in here: a walk through a whole company. Counting stops after some departments and says so.

use std::collections::HashSet;

use beckon_model::{DoctorCode, DoctorResult, DoctorStep};
use wecom::{AgentGet, Client, Error};

use super::answers::Asked;

/// Departments and tags that are counted: a call each.
const COUNTED: usize = 30;

/// Whether this is the right app, and whom it sees.
pub(super) fn judge(app: &AgentGet) -> DoctorResult {
    let (users, departments, tags) = (app.users.len(), app.departments.len(), app.tags.len());
    let code = match (app.enabled, users + departments + tags) {
        (false, _) => DoctorCode::AppDisabled,
        (true, 0) => DoctorCode::RangeEmpty,
        (true, _) => DoctorCode::AppGood,
    };
    DoctorResult::new(DoctorStep::App, code)
        .with("app", &app.name)
        .with("users", users)
        .with("departments", departments)
        .with("tags", tags)
        .detailed(format!("agentid {}, users {users}, departments {departments}, tags {tags}", app.agentid))
}

/// How many people the app sees, and whether phones are among what it may read of them.
pub(super) async fn contacts(client: &Client, app: &AgentGet, host: &str) -> DoctorResult {
    match read(client, app).await {
        Ok(seen) => {
            let code = if seen.private { DoctorCode::ContactsPrivate } else { DoctorCode::ContactsGood };
            let people = format!("{}{}", seen.people, if seen.more { "+" } else { "" });
            DoctorResult::new(DoctorStep::Contacts, code)
                .detailed(format!("{people} members in {} departments", seen.departments))
                .with("people", people)
                .with("departments", seen.departments)
        }
        Err(error) => {
            let asked = Asked { step: DoctorStep::Contacts, path: "/cgi-bin/department/simplelist", host };
            let told = asked.failed(&error);
            if told.code != DoctorCode::Refused {
                return told;
            }
            let (params, detail) = (told.params, told.detail);
            DoctorResult { params, detail, ..DoctorResult::new(DoctorStep::Contacts, DoctorCode::ContactsNone) }
        }
    }
}

struct Seen {
    people: usize,
    departments: usize,
    more: bool,
    private: bool,
}

async fn read(client: &Client, app: &AgentGet) -> Result<Seen, Error> {
    let mut people: HashSet<String> = app.users.iter().map(|userid| userid.to_lowercase()).collect();
    // Without a department in its range the app may not ask for any.
    let inside = if app.departments.is_empty() { Vec::new() } else { client.department_simplelist(None).await? };
    for department in inside.iter().take(COUNTED) {
        let members = client.user_simplelist(department.id).await?;
        people.extend(members.into_iter().map(|member| member.userid.to_lowercase()));
    }
    for tag in app.tags.iter().take(COUNTED) {
        let members = client.tag_get(*tag).await?.userlist;
        people.extend(members.into_iter().map(|member| member.userid.to_lowercase()));
    }
    let private = match people.iter().next() {
        Some(one) => {
            let member = client.user_get(one).await?;
            !member.mobile.is_empty() || !member.email.is_empty() || !member.biz_mail.is_empty()
        }
        None => false,
    };
    let more = inside.len() > COUNTED || app.tags.len() > COUNTED;
    Ok(Seen { people: people.len(), departments: inside.len(), more, private })
}
