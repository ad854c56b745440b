//! `candidates`: the list and who is in it.

use std::path::Path;

use beckon_engine::every_row;
use beckon_model::{Candidate, CandidateFilter, CandidateQuery, Missing, PeopleChanged, Selection};
use serde::Serialize;

use super::{chosen, directory, export, import, person};
use crate::args;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::Out;
use crate::session::Session;
use crate::words;

pub async fn run(folder: &Path, out: Out, command: args::Candidates) -> Result<Exit, Failure> {
    match command {
        args::Candidates::Import(wanted) => import::run(folder, out, wanted).await,
        args::Candidates::Export { file, search, tag, allow_missing, columns } => {
            let session = Session::look(folder)?;
            let to = Selection::Matching { filter: CandidateFilter { search, tag, ..CandidateFilter::default() } };
            let missing = chosen::missing(&session, &to, allow_missing).await?;
            export::people(&session, out, &file, (to, columns, &missing)).await
        }
        args::Candidates::Lookup { to, allow_missing, account, by, company_members, secret } => {
            directory::lookup(folder, out, (&account, &secret), (to, allow_missing), (by, company_members)).await
        }
        args::Candidates::Check { to, allow_missing, account, secret } => {
            directory::check(folder, out, (&account, &secret), (to, allow_missing)).await
        }
        args::Candidates::Tag { to, allow_missing, add, remove } => {
            let session = Session::edit(folder)?;
            let missing = chosen::missing(&session, &to, allow_missing).await?;
            told(out, session.engine.candidates().tag(to, add, remove).await?, &missing)
        }
        args::Candidates::Route { to, allow_missing, route } => {
            let session = Session::edit(folder)?;
            let missing = chosen::missing(&session, &to, allow_missing).await?;
            told(out, session.engine.candidates().route(to, route).await?, &missing)
        }
        args::Candidates::Show { who } => person::show(&Session::look(folder)?, out, &who).await,
        args::Candidates::Edit { who, values } => person::edit(&Session::edit(folder)?, out, &who, values).await,
        args::Candidates::List { search } => list(&Session::look(folder)?, out, search).await,
    }
}

fn told(out: Out, changed: PeopleChanged, missing: &[Missing]) -> Result<Exit, Failure> {
    #[derive(Serialize)]
    struct Line {
        changed: u64,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        missing: Vec<String>,
    }
    let line = Line { changed: changed.people, missing: chosen::words_of(missing) };
    out.one(&line, format!("{} changed", words::people(changed.people)))?;
    Ok(Exit::Done)
}

async fn list(session: &Session, out: Out, search: Option<String>) -> Result<Exit, Failure> {
    let mut people: Vec<Candidate> = Vec::new();
    let filter = CandidateFilter { search, ..CandidateFilter::default() };
    let ask = async |after| {
        session.engine.candidates().list(CandidateQuery { filter: filter.clone(), after, limit: 0 }).await
    };
    every_row(ask, |person| people.push(person)).await?;
    let header = ["id", "name", "userid", "phone", "email", "position", "tags", "custom fields"];
    out.list(header, &people, |candidate| {
        let person = candidate.person.clone();
        let own: Vec<String> = person.fields.iter().map(|(header, value)| format!("{header}: {value}")).collect();
        let [userid, phone, email, position] =
            [person.userid, person.phone, person.email, person.position].map(Option::unwrap_or_default);
        [candidate.id.to_string(), person.name, userid, phone, email, position, person.tags.join(", "), own.join("\n")]
    })?;
    Ok(Exit::Done)
}
