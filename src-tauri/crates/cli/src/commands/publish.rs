//! `interview publish`: what is wished of each interview. What was wished before stays where nothing else is said.
//!
//! Never in here: what is told of the outcome (`published`).

use std::collections::HashMap;

use beckon_model::{Interview, InterviewId, PublishAs, PublishOutcome, PublishWish, Published};

use super::{numbered, published};
use crate::args::{self, InterviewList};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::{Out, harmless, say};
use crate::session::Session;

/// What somebody said of the wish.
struct Given {
    kind: Option<PublishAs>,
    room: Option<i64>,
    no_room: bool,
    title: Option<String>,
    auto_title: bool,
    organiser: Option<String>,
}

pub async fn run(session: &Session, out: Out, command: args::Publish) -> Result<Exit, Failure> {
    let args::Publish { interviews, account, as_, room, no_room, title, auto_title, organiser, secret } = command;
    let title = title.map(|title| published::filled(&title, "title")).transpose()?;
    let organiser = organiser.map(|organiser| published::filled(&organiser, "organiser")).transpose()?;
    let given = Given { kind: as_.map(Into::into), room, no_room, title, auto_title, organiser };
    let mut numbers: Vec<InterviewId> = Vec::new();
    for InterviewList(list) in interviews {
        numbers.extend(list.into_iter().filter(|number| !numbers.contains(number)).collect::<Vec<_>>());
    }
    let interviews = numbered::all_there(&session.engine, &numbers).await?;
    let account = session.account(&account).await?;
    // The practice company is another one at each start: what stood in the last one is gone.
    let known = if account.id.is_practice() { Vec::new() } else { session.engine.published().list(numbers).await? };
    let known: HashMap<_, _> = known.iter().map(|known| (known.interview, known)).collect();
    let mut wishes: Vec<(PublishWish, Vec<InterviewId>)> = Vec::new();
    for interview in &interviews {
        let wish = given.wish(interview, known.get(&interview.id).copied())?;
        match wishes.iter_mut().find(|(other, _)| *other == wish) {
            Some((_, same)) => same.push(interview.id),
            None => wishes.push((wish, vec![interview.id])),
        }
    }
    session.lend(&account, &secret).await?;
    let mut outcomes: Vec<PublishOutcome> = Vec::new();
    for (wish, same) in wishes {
        let planned = session.engine.published().check(same.clone(), &account.id, wish.clone()).await?;
        planned.iter().for_each(published::tell_left_out);
        match session.engine.published().start(same, &account.id, wish).await {
            Ok(done) => outcomes.extend(done),
            Err(error) if outcomes.is_empty() => return Err(error.into()),
            Err(error) => {
                published::tell(session, out, &outcomes).await?;
                return Err(error.into());
            }
        }
    }
    let place = |id: InterviewId| interviews.iter().position(|interview| interview.id == id);
    outcomes.sort_by_key(|outcome| place(outcome.interview));
    published::tell(session, out, &outcomes).await
}

impl Given {
    /// What is wished of an interview now.
    fn wish(&self, interview: &Interview, known: Option<&Published>) -> Result<PublishWish, Failure> {
        let before = known.map(|known| known.wish.clone()).unwrap_or_default();
        let room = self.room.or(before.room.map(|(room, _)| room).filter(|_| !self.no_room));
        let wish = PublishWish {
            kind: self.kind.unwrap_or(before.kind),
            // The name is WeCom's.
            room: room.map(|room| (room, String::new())),
            title: self.title.clone().or(before.title.filter(|_| !self.auto_title)),
            organiser: self.organiser.clone().or(before.organiser),
        };
        self.check_organiser(interview.id, wish.kind, known)?;
        let nothing = wish.kind == PublishAs::None && wish.room.is_none();
        let takes_away = known.is_some_and(|known| known.there.stands() || known.unknown_step().is_some());
        if nothing && !takes_away && !interview.called_off {
            let why = if known.is_some() { "nothing of it is published" } else { "it was never published" };
            return Err(Failure::input(format!(
                "interview {}: {why}: say --as schedule or --as meeting, or give a --room",
                interview.id
            )));
        }
        Ok(wish)
    }

    /// Whoever organises a meeting does so for good.
    fn check_organiser(&self, id: InterviewId, kind: PublishAs, known: Option<&Published>) -> Result<(), Failure> {
        let (Some(given), PublishAs::Meeting) = (&self.organiser, kind) else { return Ok(()) };
        let entry = known.and_then(|known| known.there.entry.as_ref());
        let Some(meeting) = entry.filter(|entry| entry.kind == PublishAs::Meeting) else { return Ok(()) };
        let by = harmless(&meeting.by);
        if !meeting.by.eq_ignore_ascii_case(given) {
            return Err(Failure::input(format!(
                "{by} organises the meeting of interview {id}, and WeCom keeps the organiser of a meeting for good: leave \
                 --organiser out"
            )));
        }
        say!(
            "note: {by} organises the meeting of interview {id} already; WeCom keeps the organiser of a meeting for good"
        );
        Ok(())
    }
}
