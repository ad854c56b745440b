//! How long a key stroke takes: `cargo xtask bench search`.
//!
//! 1. 100,000 people come in as an import brings them, against the bare `INSERT`s of the same rows.
//! 2. Searches of one, two, three and more characters, common and rare, in the list and in a log of 1,000,000 rows: the
//!    first page with its count, as the window asks for it, against `LIKE` over the same columns on the same database.
//!
//! A figure is the median of the rounds, the slowest round beside it. Never in here: a door into the store that the
//! program has not.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench talks to its caller and looks at the clock"
)]

mod people;
mod turn;

use std::error::Error;
use std::process::ExitCode;
use std::time::Instant;

use beckon_model::{CandidateFilter, CandidateQuery, LogQuery};
use beckon_store::Store;
use rusqlite::Connection;

use crate::people::Crowd;
use crate::turn::{Like, Turn};

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

const PEOPLE: usize = 100_000;
const LOG_ROWS: usize = 1_000_000;
const PEOPLE_GOAL_MS: f64 = 30.0;
const LOG_GOAL_MS: f64 = 50.0;

const PEOPLE_LIKE: Like = Like {
    page: "SELECT id, name, userid, phone, email, position, tags, fields FROM candidate WHERE {} ORDER BY id LIMIT 201",
    count: "SELECT count(*) FROM candidate WHERE {}",
    columns: &["name", "userid", "phone", "email", "position", "tags"],
};
const LOG_LIKE: Like = Like {
    page: "SELECT id, campaign, name, userid, state, changed_at FROM delivery WHERE {} ORDER BY id DESC LIMIT 201",
    count: "SELECT count(*) FROM delivery WHERE {}",
    columns: &["name", "userid"],
};

fn main() -> ExitCode {
    match tokio::runtime::Runtime::new().map_err(Into::into).and_then(|runtime| runtime.block_on(measure())) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            println!("\nA goal was missed. On a machine that has other work to do, run it again.");
            ExitCode::FAILURE
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

async fn measure() -> Outcome<bool> {
    let folder = tempfile::tempdir()?;
    let store = Store::open(folder.path(), 1)?;
    let (crowd, again) = (Crowd::new(PEOPLE), Crowd::new(PEOPLE));
    let began = Instant::now();
    store
        .write(move |rows| {
            crowd.people.iter().try_for_each(|person| rows.insert_candidate(person, false, 1).map(|_| ()))
        })
        .await?;
    let ours = began.elapsed();
    let bare = again.bare(&folder.path().join("bare.db"))?;
    println!("{PEOPLE} people come in: {} ms searchable, {} ms by bare INSERTs", ours.as_millis(), bare.as_millis());
    drop(store);

    Crowd::log(&folder.path().join("beckon.db"), LOG_ROWS)?;
    let began = Instant::now();
    let store = Store::open(folder.path(), 2)?;
    println!("{LOG_ROWS} rows of the log made searchable at the next start: {} ms\n", began.elapsed().as_millis());
    let database = Connection::open(folder.path().join("beckon.db"))?;

    let reached = people(&store, &database).await?;
    Ok(log(&store, &database).await? && reached)
}

/// What people type, in the list.
async fn people(store: &Store, database: &Connection) -> Outcome<bool> {
    let mut turn = Turn::of("people", PEOPLE_GOAL_MS);
    for search in [
        "",
        "张",
        "龘",
        "张伟",
        "伟明",
        "欧阳",
        "张伟明",
        "工程师",
        "138",
        "13800",
        "1390017",
        "wei",
        "@example.com",
        "zhang 上海",
    ] {
        turn.take(search, database, &PEOPLE_LIKE, async || {
            let filter = CandidateFilter { search: Some(search.to_owned()), ..CandidateFilter::default() };
            let query = CandidateQuery { filter, ..CandidateQuery::default() };
            Ok(store.read(move |rows| rows.candidates(&query)).await?.total)
        })
        .await?;
    }
    Ok(turn.reached())
}

/// What people type, in the log.
async fn log(store: &Store, database: &Connection) -> Outcome<bool> {
    let mut turn = Turn::of("log", LOG_GOAL_MS);
    for search in
        ["", "张", "龘", "张伟", "伟明", "欧阳", "龘龘", "张伟明", "wei", "zhang", "99999", "nobody", "张 wei 7"]
    {
        turn.take(search, database, &LOG_LIKE, async || {
            let query = LogQuery { search: Some(search.to_owned()), ..LogQuery::default() };
            Ok(store.read(move |rows| rows.log(&query)).await?.total)
        })
        .await?;
    }
    Ok(turn.reached())
}
