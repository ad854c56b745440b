//! Rooms made, changed, asked about, deleted. Source: the interview page of the Open API; the routes of result and delete
//! are known by their paths alone.

use serde_json::{Value, json};

use super::answer::{Answer, Refused};
use super::params::{NAME_CHARS, Params, TEXT_CHARS};
use super::room::{Interviewer, Room};
use super::state::{Draft, Office};

/// Interviewers of an interview, at most.
const INTERVIEWERS: usize = 5;

/// Interviews of a batch, at most.
const BATCH: usize = 100;

/// What a create takes; an edit takes `uid`, too.
const FIELDS: [&str; 10] = [
    "user_id",
    "candidate_name",
    "written_pad_id",
    "written_pad_uid",
    "type_id",
    "interviewers",
    "resume_link",
    "evaluation_link",
    "redirect_uri",
    "uid",
];

/// `POST /interviews`.
pub(super) fn create(office: &mut Office, body: &[u8], now_ms: i64, made: &mut Vec<String>) -> Result<Answer, Refused> {
    let params = Params::of_json(body, &FIELDS[..9])?;
    check(office, &params)?;
    let draft = Draft {
        name: params.text("candidate_name", NAME_CHARS)?.unwrap_or_default().to_owned(),
        candidate_uid: None,
        creator_id: creator(office, &params)?,
        interviewers: interviewers(&params)?,
    };
    sessions(office, 1)?;
    let room = office.make(draft, now_ms);
    made.push(room.uid.clone());
    Ok(Answer::Data(links(&room)))
}

/// `PATCH /interviews/UID`: what is given replaces what was.
pub(super) fn edit(office: &mut Office, uid: &str, body: &[u8]) -> Result<Answer, Refused> {
    let params = Params::of_json(body, &FIELDS)?;
    check(office, &params)?;
    if params.has("uid") && params.need("uid", TEXT_CHARS)? != uid {
        return Err(Refused::param("uid is of another interview"));
    }
    let mut room = office.room(uid).cloned().ok_or_else(|| Refused::gone("interview"))?;
    if let Some(name) = params.text("candidate_name", NAME_CHARS)? {
        name.clone_into(&mut room.name);
    }
    if params.has("user_id") {
        room.creator_id = creator(office, &params)?;
    }
    if params.has("interviewers") {
        room.interviewers = office.with_links(interviewers(&params)?, &room.interviewers);
    }
    office.keep(room.clone());
    Ok(Answer::Data(links(&room)))
}

/// `POST /batch_interviews`: all or none.
pub(super) fn batch(office: &mut Office, body: &[u8], now_ms: i64, made: &mut Vec<String>) -> Result<Answer, Refused> {
    let params = Params::of_json(body, &["user_id", "interviews"])?;
    let creator_id = creator(office, &params)?;
    let candidates = candidates(&params, "interviews", BATCH)?;
    sessions(office, candidates.len())?;
    let mut rooms = Vec::new();
    for (uid, name) in candidates {
        let draft = Draft { name, candidate_uid: Some(uid.clone()), creator_id, interviewers: Vec::new() };
        let room = office.make(draft, now_ms);
        rooms.push(json!({
            "uid": room.uid, "candidate_uid": uid, "candidate_name": room.name,
            "candidate_url": room.candidate_url, "interviewer_url": room.interviewer_url,
        }));
        made.push(room.uid);
    }
    Ok(Answer::Data(json!({ "interviews": rooms })))
}

/// `GET /interviews/UID/result`: the state, and once it is over what its end said.
pub(super) fn result(office: &mut Office, uid: &str) -> Result<Answer, Refused> {
    let room = office.room(uid).ok_or_else(|| Refused::gone("interview"))?;
    let mut data = json!({ "uid": room.uid, "status": room.status.as_str() });
    match (&room.result, &mut data) {
        (Value::Null, _) => {}
        (Value::Object(more), Value::Object(data)) => data.extend(more.clone()),
        (other, data) => data["result"] = other.clone(),
    }
    Ok(Answer::Data(data))
}

/// `DELETE /interviews/UID`.
pub(super) fn delete(office: &mut Office, uid: &str) -> Result<Answer, Refused> {
    let room = office.room(uid).ok_or_else(|| Refused::gone("interview"))?;
    room.deleted = true;
    Ok(Answer::Done)
}

/// The candidates of a batch, `uid` and name; none twice.
pub(super) fn candidates(params: &Params, name: &str, most: usize) -> Result<Vec<(String, String)>, Refused> {
    let mut found: Vec<(String, String)> = Vec::new();
    for item in params.items(name, most, &["uid", "name"])? {
        let uid = item.need("uid", TEXT_CHARS)?;
        if found.iter().any(|(known, _)| known == uid) {
            return Err(Refused::param("uid is given twice"));
        }
        found.push((uid.to_owned(), item.need("name", NAME_CHARS)?.to_owned()));
    }
    if found.is_empty() { Err(Refused::param(format!("{name} is missing"))) } else { Ok(found) }
}

/// The parameters of which nothing is kept.
fn check(office: &Office, params: &Params) -> Result<(), Refused> {
    params.within("type_id", 1..=2, 1)?;
    for name in ["resume_link", "evaluation_link", "redirect_uri"] {
        let link = params.text(name, 2048)?;
        if link.is_some_and(|link| !link.starts_with("https://") && !link.starts_with("http://")) {
            return Err(Refused::param(format!("{name} is not a link")));
        }
    }
    let (id, uid) = (params.integer("written_pad_id")?, params.text("written_pad_uid", TEXT_CHARS)?);
    if id.is_some() && uid.is_some() {
        return Err(Refused::param("only one of written_pad_id and written_pad_uid may be given"));
    }
    let known = |of: &dyn Fn(&super::room::WrittenTest) -> bool| office.tests.iter().any(|(_, test)| of(test));
    let by_id = id.is_none_or(|id| known(&|test| i64::try_from(test.id) == Ok(id)));
    let by_uid = uid.is_none_or(|uid| known(&|test| test.uid == uid));
    if by_id && by_uid { Ok(()) } else { Err(Refused::param("no such written test")) }
}

/// Who makes it: a member, else the first one.
fn creator(office: &Office, params: &Params) -> Result<i64, Refused> {
    let first = office.team.members.first().map_or(0, |member| member.id);
    match params.integer("user_id")? {
        Some(id) if office.team.members.iter().all(|member| member.id != id) => {
            Err(Refused::param("user_id is no member of the team"))
        }
        id => Ok(id.unwrap_or(first)),
    }
}

fn interviewers(params: &Params) -> Result<Vec<Interviewer>, Refused> {
    let mut people: Vec<Interviewer> = Vec::new();
    for item in params.items("interviewers", INTERVIEWERS, &["uid", "name", "phone", "email"])? {
        let text = |name: &str| Ok(item.text(name, TEXT_CHARS)?.unwrap_or_default().to_owned());
        let person = Interviewer {
            uid: item.need("uid", TEXT_CHARS)?.to_owned(),
            name: item.need("name", NAME_CHARS)?.to_owned(),
            phone: text("phone")?,
            email: text("email")?,
            url: String::new(),
        };
        if person.phone.is_empty() && person.email.is_empty() {
            return Err(Refused::param("an interviewer needs phone or email"));
        }
        if people.iter().any(|known| known.uid == person.uid) {
            return Err(Refused::param("an interviewer is given twice"));
        }
        people.push(person);
    }
    Ok(people)
}

/// Refuses when there are fewer sessions left.
fn sessions(office: &Office, wanted: usize) -> Result<(), Refused> {
    if i64::try_from(wanted).is_ok_and(|wanted| wanted <= office.quota) { Ok(()) } else { Err(Refused::quota()) }
}

/// What a create answers. `interviewer_urls` is left out when nobody has a link of their own.
fn links(room: &Room) -> Value {
    let mut data = json!({
        "uid": room.uid, "interviewer_url": room.interviewer_url, "candidate_url": room.candidate_url,
    });
    let own = |one: &Interviewer| json!({ "uid": one.uid, "name": one.name, "interviewer_url": one.url });
    if !room.interviewers.is_empty() {
        data["interviewer_urls"] = room.interviewers.iter().map(own).collect();
    }
    data
}
