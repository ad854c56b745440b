//! A folder with interviews, two at each of some starts, each of one candidate and one interviewer whom no other has; and rules
//! by which they are reminded: two that bear to be late, and one that is over after minutes.
//!
//! Never in here: what must hold after a kill.

use std::error::Error;
use std::path::Path;

use beckon_engine::{Engine, Parsed, in_zone};
use beckon_model::{
    CandidateDraft, Clock as _, Interview, InterviewDraft, Interviewer, ReminderDraft, ReminderWhom, SystemClock,
    TemplateContent, TemplateDraft,
};
use beckon_sandbox::{Config, Member, Range, Sandbox, roster};

use crate::account;
use crate::killed::parts;
use crate::time::ahead;

/// Interviews at each start.
const AT_ONCE: usize = 2;

/// Starts, so many minutes after the folder was prepared.
const STARTS: [i64; 5] = [75, 85, 95, 105, 115];

/// The rules: the letter with which the message begins, whom, how many minutes before, and how late it may be. Nobody has more
/// than three, which is as many as a day may have.
pub const RULES: [(&str, ReminderWhom, u32, u32); 3] = [
    ("A", ReminderWhom::Both, 60, 60),
    ("B", ReminderWhom::Both, 50, 60),
    // Between two programs more time passes than it bears.
    (BRIEF, ReminderWhom::Candidates, 55, 5),
];

/// The rule whose reminders are missed when the program does not run just then.
pub const BRIEF: &str = "C";

const MINUTE_MS: i64 = 60_000;
const ZONE: &str = "Asia/Shanghai";

/// A company whose members are all reached.
pub fn company(latency: std::time::Duration) -> Config {
    let mut people = roster(STARTS.len() * AT_ONCE * 2, 1);
    people.iter_mut().for_each(|member| (member.visible, member.licensed) = (true, true));
    let mut config = Config { roster: Some(people), latency, ..Config::default() };
    config.apps[0].range = Range::Everyone;
    config
}

/// An engine on the folder, with the clock of the next program.
pub async fn open(folder: &Path) -> Result<Engine, Box<dyn Error>> {
    Ok(Engine::open(parts(folder, ahead(folder))?).await?)
}

/// Puts an account, the interviews and the rules into the folder.
pub async fn prepare(folder: &Path, company: &Sandbox) -> Result<(), Box<dyn Error>> {
    let engine = open(folder).await?;
    let account = engine.accounts().add(account::draft(company)).await?.account.id;
    let (candidates, interviewers): (Vec<_>, Vec<_>) =
        company.members().iter().enumerate().partition(|(at, _)| at % 2 == 0);
    let person = |(_, member): &(usize, &Member)| CandidateDraft {
        name: member.name.clone(),
        userid: Some(member.userid.clone()),
        ..CandidateDraft::default()
    };
    engine.candidates().put(Parsed::of_people(candidates.iter().map(person).collect()), false).await?;
    let people = engine.candidates().list(Default::default()).await?.rows;
    // An interview begins at a full minute.
    let now = SystemClock.now_ms() / MINUTE_MS * MINUTE_MS;
    for (at, (person, (_, interviewer))) in people.iter().zip(interviewers).enumerate() {
        let starts_at = now + STARTS[at / AT_ONCE] * MINUTE_MS;
        let plan = InterviewDraft {
            candidates: vec![person.id],
            starts: in_zone(starts_at, ZONE).strftime("%Y-%m-%dT%H:%M").to_string(),
            zone: ZONE.to_owned(),
            minutes: 45,
            interviewers: vec![Interviewer {
                name: interviewer.name.clone(),
                userid: Some(interviewer.userid.clone()),
            }],
            ..InterviewDraft::default()
        };
        engine.interviews().save(None, plan).await?;
    }
    for (letter, whom, minutes, late_minutes) in RULES {
        let content = TemplateContent::text(format!("{letter} {{{{ name }}}}: {{{{ interview.time }}}}"));
        let template = TemplateDraft { id: None, name: letter.to_owned(), content, starter: None };
        engine.templates().save(template).await?;
        let template = Some(engine.templates().named(letter).await?.id);
        let (account, interview) = (Some(account.clone()), None);
        let rule = ReminderDraft {
            interview,
            whom,
            minutes,
            after: false,
            account,
            template,
            skip_weekends: false,
            late_minutes,
        };
        engine.reminders().add(rule).await?;
    }
    engine.close().await;
    Ok(())
}

/// What the program does: a round. Whatever was done before is not done again.
pub async fn work(engine: &Engine) -> Result<(), Box<dyn Error>> {
    engine.reminders().round(None).await?;
    engine.campaigns().wait_for_rest().await;
    Ok(())
}

/// The interviews, and the member id of whoever comes to each.
pub async fn interviews(engine: &Engine) -> Result<Vec<(Interview, String)>, Box<dyn Error>> {
    let all = engine.interviews().list(Default::default()).await?.rows;
    let people = engine.candidates().list(Default::default()).await?.rows;
    let comes = |one: Interview| {
        let person = people.iter().find(|person| Some(person.id) == one.people.first().map(|invited| invited.id));
        let userid = person.and_then(|person| person.person.userid.clone()).ok_or("nobody comes")?;
        Ok((one, userid))
    };
    all.into_iter().map(comes).collect()
}
