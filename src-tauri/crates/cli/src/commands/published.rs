//! `interview answers|rooms|resolve`, and what is told of interviews in people's WeCom calendars.
//!
//! Never in here: what is wished of an interview (`publish`).

use beckon_engine::{Engine, Error, publish_problem, publish_step};
use beckon_model::{
    AccountId, ConflictsFound, Interview, InterviewId, MeetingRoomDay, PublishOutcome, PublishPlanned, PublishProblem,
    Published,
};
use serde::Serialize;

use super::interview_line::{Line, conflicts};
use super::{behind, numbered};
use crate::args;
use crate::exit::{self, Exit};
use crate::failure::Failure;
use crate::out::{Out, harmless, say};
use crate::session::Session;
use crate::words;

/// What became of an interview.
#[derive(Serialize)]
pub struct OutcomeLine<'i> {
    #[serde(flatten)]
    line: Line<'i>,
    /// What stopped it, as a word and as a sentence.
    problem: Option<&'static str>,
    why: Option<String>,
    /// What is wished, what stands in WeCom, and the history of the steps.
    in_wecom: Option<Published>,
}

/// What is not blank.
pub fn filled(text: &str, what: &str) -> Result<String, Failure> {
    let text = text.trim();
    if text.is_empty() { Err(Failure::input(format!("the {what} is empty"))) } else { Ok(text.to_owned()) }
}

/// Brings WeCom in step with an interview that is there, with the account that it was published with.
pub async fn bring(session: &Session, out: Out, id: InterviewId) -> Result<Exit, Failure> {
    let outcomes = session.engine.published().bring(vec![id]).await?;
    tell(session, out, &outcomes).await
}

pub async fn answers(
    session: &Session,
    out: Out,
    which: args::Which,
    secret: &args::LentSecret,
) -> Result<Exit, Failure> {
    let published = session.engine.published();
    let (accounts, interviews) = match which {
        args::Which::One(id) => {
            numbered::there(&session.engine, id).await?;
            let known = published.get(id).await?.ok_or(Error::Publish(PublishProblem::NotPublished))?;
            lend(session, id, secret).await?;
            (vec![known.account], vec![id])
        }
        args::Which::All => (all_accounts(session, secret).await?, Vec::new()),
    };
    let mut problems = Vec::new();
    for account in accounts {
        let read = published.answers(&account, interviews.clone()).await?;
        for (interview, answer) in &read.news {
            say!("interview {interview}: {} {}", harmless(&answer.userid), answer.reply.as_str());
        }
        for interview in &read.gone {
            say!("interview {interview}: {}", publish_problem(&PublishProblem::EntryGone));
        }
        let known = published.list(read.rooms.clone()).await?;
        for (interview, problem) in known.into_iter().filter_map(|one| Some((one.interview, one.problem?))) {
            say!("interview {interview}: {}", publish_problem(&problem));
        }
        let text = format!("{} asked about, {} new", words::counted(read.asked, "interview"), read.news.len());
        out.one(&read, text)?;
        if let Some(problem) = &read.problem {
            say!("{}", publish_problem(problem));
        }
        problems.push(read.problem);
    }
    Ok(exit::of_publish_problems(&problems.iter().map(Option::as_ref).collect::<Vec<_>>()))
}

pub async fn rooms(session: &Session, out: Out, command: args::MeetingRooms) -> Result<Exit, Failure> {
    let args::MeetingRooms { account, day, city, secret } = command;
    let city = city.map(|city| filled(&city, "city")).transpose()?;
    let account = session.account(&account).await?;
    session.lend(&account, &secret).await?;
    // A day is read as the day of a moment: one reader for all of them.
    let noon = session.engine.interviews().read_start(&format!("{day} 12:00"), "Asia/Shanghai");
    let noon = noon.map_err(|_| Failure::input(format!("{day:?} is no day: give one such as 2026-11-25")))?;
    let found = session.engine.published().rooms_of_day(&account.id, noon.at.date(), city.as_deref()).await?;
    say!("{}: rooms and times by the offices' clock (Beijing, UTC+8)", noon.at.strftime("%a %Y-%m-%d"));
    let day = noon.at.date().to_string();
    let rooms: Vec<_> = found.rooms.iter().map(|room| RoomLine { day: &day, room }).collect();
    out.list(["id", "room", "people", "where", "booked"], &rooms, |RoomLine { room, .. }| {
        let place = [&room.city, &room.building, &room.floor].into_iter().filter(|part| !part.is_empty());
        let taken = room.taken.iter().map(|one| {
            let clock = |at: i64| crate::time::clock_in_offices(at);
            format!("{}-{}{}", clock(one.starts), clock(one.ends), if one.approved { "" } else { "?" })
        });
        let booked = if room.needs_approval {
            "needs approval: book it in WeCom".to_owned()
        } else {
            taken.collect::<Vec<_>>().join(" ")
        };
        [
            room.id.to_string(),
            room.name.clone(),
            room.capacity.to_string(),
            place.cloned().collect::<Vec<_>>().join(" "),
            booked,
        ]
    })?;
    Ok(Exit::Done)
}

/// A room on the day that was understood.
#[derive(Serialize)]
struct RoomLine<'r> {
    day: &'r str,
    #[serde(flatten)]
    room: &'r MeetingRoomDay,
}

pub async fn resolve(
    session: &Session,
    out: Out,
    (id, step, done): (InterviewId, i64, bool),
    secret: &args::LentSecret,
) -> Result<Exit, Failure> {
    numbered::there(&session.engine, id).await?;
    lend(session, id, secret).await?;
    let outcome = session.engine.published().resolve(id, step, done).await?;
    tell(session, out, &[outcome]).await
}

/// Lends the secret to the account with which an interview was published.
async fn lend(session: &Session, id: InterviewId, secret: &args::LentSecret) -> Result<(), Failure> {
    let known = session.engine.published().get(id).await?.ok_or(Error::Publish(PublishProblem::NotPublished))?;
    let account = session.engine.accounts().get(&known.account).await?;
    session.lend(&account, secret).await
}

async fn all_accounts(session: &Session, secret: &args::LentSecret) -> Result<Vec<AccountId>, Failure> {
    let accounts = session.engine.published().asked_accounts().await?;
    match &accounts[..] {
        [one] => session.lend(&session.engine.accounts().get(one).await?, secret).await?,
        _ if secret.secret_env.is_some() => {
            return Err(Failure::input("--secret-env is for one account: ask about one interview at a time"));
        }
        _ => {}
    }
    Ok(accounts)
}

/// Who is in none of the calendars, whom nobody would look for there before the day.
pub fn tell_left_out(planned: &PublishPlanned) {
    if planned.problem.is_none() && !planned.left_out.is_empty() {
        let names = harmless(&planned.left_out.join(", "));
        say!("note: interview {}: not in the calendar, as Beckon has no WeCom id of them: {names}", planned.interview);
    }
}

/// A line for each interview, and the exit code of all of them.
pub async fn tell(session: &Session, out: Out, outcomes: &[PublishOutcome]) -> Result<Exit, Failure> {
    let mut known = Vec::new();
    for outcome in outcomes {
        let interview = session.engine.interviews().get(outcome.interview).await?;
        let found = conflicts(&session.engine, &interview).await?;
        known.push((interview, found, outcome));
    }
    let lines = known.iter().map(|(interview, found, outcome)| line(interview, found, outcome));
    let lines: Vec<OutcomeLine<'_>> = lines.collect();
    out.list(["interview", "in WeCom", "open", "problem"], &lines, |line| {
        let open = line.in_wecom.as_ref().map_or_else(Vec::new, |state| state.open.iter().map(publish_step).collect());
        [
            line.line.interview.id.to_string(),
            line.line.in_wecom.words(),
            harmless(&open.join("; ")),
            line.why.clone().unwrap_or_default(),
        ]
    })?;
    for (interview, _, outcome) in &known {
        if let Some(published) = &outcome.published {
            tell_unknown(&session.engine, interview, published).await?;
        }
    }
    let problems: Vec<_> = outcomes.iter().map(|outcome| outcome.problem.as_ref()).collect();
    Ok(exit::of_publish_problems(&problems))
}

/// Names the step of an interview of which no answer came back, and the ways on.
pub async fn tell_unknown(engine: &Engine, interview: &Interview, published: &Published) -> Result<(), Failure> {
    let (Some(step), id) = (published.unknown_step(), interview.id) else { return Ok(()) };
    let way = behind::go_on(engine, interview, published).await?;
    say!(
        "note: interview {id}: no answer came back for step {step}: `beckon-cli {way}` in a minute goes on, or say what you see \
         in WeCom: interview resolve {id} --step {step} --as done|not-done"
    );
    Ok(())
}

fn line<'i>(interview: &'i Interview, found: &ConflictsFound, outcome: &PublishOutcome) -> OutcomeLine<'i> {
    let published = outcome.published.as_ref();
    OutcomeLine {
        line: Line::new(interview, found, published),
        problem: outcome.problem.as_ref().map(PublishProblem::kind),
        why: outcome.problem.as_ref().map(publish_problem),
        in_wecom: outcome.published.clone(),
    }
}
