//! `candidates show` and `edit`: one person.

use beckon_model::{
    Candidate, CandidateDetail, CandidateDraft, CandidateId, Interview, InterviewQuery, PeopleChanged, Selection,
};
use serde::Serialize;

use crate::args::PersonValues;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::Out;
use crate::session::Session;
use crate::words;

#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    detail: CandidateDetail,
    /// Those to come.
    interviews: Vec<Interview>,
}

pub async fn show(session: &Session, out: Out, who: &str) -> Result<Exit, Failure> {
    let engine = &session.engine;
    let id = find(session, who).await?.id;
    let detail = engine.candidates().get(id).await?;
    let query = InterviewQuery { candidate: Some(id), ..InterviewQuery::default() };
    let interviews = engine.interviews().list(query).await?.rows;
    let accounts = engine.accounts().list().await?;
    let account = |id: &beckon_model::AccountId| {
        accounts.iter().find(|account| account.id == *id).map_or_else(|| id.to_string(), |account| account.name.clone())
    };
    let mut lines = lines(&detail.candidate);
    if let Some(noted) = detail.opt_out.as_ref().filter(|_| detail.candidate.opted_out) {
        let note = noted.note.as_ref().map(|note| format!(", {note}")).unwrap_or_default();
        lines.push(("wants no messages".to_owned(), format!("since {}{note}", words::time(noted.at))));
    }
    for reach in &detail.reach {
        let can = if reach.reachable { "can be reached" } else { "cannot be reached" };
        lines.push((account(&reach.account), format!("{can} (checked {})", words::time(reach.checked_at))));
    }
    for interview in &interviews {
        let plan = &interview.plan;
        let off = if interview.called_off { ", called off" } else { "" };
        let place = plan.place.as_deref().or(plan.link.as_deref()).unwrap_or_default();
        lines.push(("interview".to_owned(), format!("{} {} {place}{off}", plan.starts.replace('T', " "), plan.zone)));
    }
    let text: Vec<String> = lines.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    out.one(&Shown { detail, interviews }, text.join("\n"))?;
    Ok(Exit::Done)
}

pub async fn edit(session: &Session, out: Out, who: &str, values: PersonValues) -> Result<Exit, Failure> {
    let Candidate { id, person, .. } = find(session, who).await?;
    let PeopleChanged { people, .. } = session.engine.candidates().edit(id, with(person, values)?).await?;
    #[derive(Serialize)]
    struct Line {
        changed: u64,
    }
    out.one(&Line { changed: people }, format!("{} changed", words::people(people)))?;
    Ok(Exit::Done)
}

/// The person of an id or a WeCom id. A number can be both; then the id counts, as the list shows it.
async fn find(session: &Session, who: &str) -> Result<Candidate, Failure> {
    let of = async |to| session.engine.candidates().selected(to).await;
    let mut found = Vec::new();
    if let Ok(id) = who.parse() {
        found = of(Selection::Ids { ids: vec![CandidateId(id)] }).await?;
    }
    if found.is_empty() {
        found = of(Selection::Userids { userids: vec![who.to_owned()] }).await?;
    }
    match found.len() {
        0 => Err(Failure::input(format!("no one has the id or WeCom id {who:?}"))),
        1 => Ok(found.remove(0)),
        _ => {
            Err(Failure::input(format!("{} have the WeCom id {who:?}: say the id", words::people(found.len() as u64))))
        }
    }
}

fn with(mut person: CandidateDraft, values: PersonValues) -> Result<CandidateDraft, Failure> {
    let PersonValues { name, userid, phone, email, position, set } = values;
    if let Some(name) = name {
        person.name = name;
    }
    for (kept, new) in [
        (&mut person.userid, userid),
        (&mut person.phone, phone),
        (&mut person.email, email),
        (&mut person.position, position),
    ] {
        if let Some(new) = new {
            *kept = Some(new).filter(|new| !new.trim().is_empty());
        }
    }
    for pair in set {
        let (header, value) = pair.split_once('=').ok_or_else(|| Failure::input("--set takes COLUMN=VALUE"))?;
        if value.trim().is_empty() {
            person.fields.remove(header.trim());
        } else {
            person.fields.insert(header.trim().to_owned(), value.to_owned());
        }
    }
    Ok(person)
}

fn lines(candidate: &Candidate) -> Vec<(String, String)> {
    let Candidate { id, person, route, .. } = candidate;
    let values = [
        ("id", Some(id.to_string())),
        ("name", Some(person.name.clone())),
        ("userid", person.userid.clone()),
        ("phone", person.phone.clone()),
        ("email", person.email.clone()),
        ("position", person.position.clone()),
        ("tags", Some(person.tags.join(", ")).filter(|tags| !tags.is_empty())),
        ("route", Some(route.as_str().to_owned())),
    ];
    let own = person.fields.iter().map(|(header, value)| (header.clone(), value.clone()));
    values.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).chain(own).collect()
}
