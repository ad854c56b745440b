//! `reminders`: rules for reminders of interviews, and a look at what follows from them.
//!
//! Never in here: when a reminder goes.

use std::collections::HashMap;
use std::path::Path;

use beckon_engine::{Engine, Error};
use beckon_model::{
    AccountId, InterviewId, Reminder, ReminderDraft, ReminderRule, ReminderRuleId, ReminderWhom, TemplateId,
};
use serde::Serialize;

use super::reminders_run;
use crate::args::{self, AddReminder};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::{Out, harmless, say};
use crate::reminder_words::{length, line, state, twice};
use crate::session::Session;
use crate::time::moment;

/// The longest that a reminder before the start may be late where nothing is said, and the same after it, in minutes.
const LATE_BEFORE: u32 = 6 * 60;
const LATE_AFTER: u32 = 24 * 60;

pub async fn run(folder: &Path, out: Out, command: args::Reminders) -> Result<Exit, Failure> {
    match command {
        args::Reminders::List { interview: Some(interview), .. } => {
            let engine = Session::look(folder)?.engine;
            let found = engine.reminders().of(interview).await;
            list(out, &found.map_err(|error| no_interview(error, interview))?)?;
            say_twice(&engine, Some(interview)).await
        }
        args::Reminders::List { missed: true, .. } => {
            list(out, &Session::look(folder)?.engine.reminders().missed().await?)
        }
        args::Reminders::List { .. } => {
            let engine = Session::look(folder)?.engine;
            rules(&engine, out).await?;
            say_twice(&engine, None).await
        }
        args::Reminders::Add(add) => {
            let session = Session::edit(folder)?;
            let draft = draft(&session, *add).await?;
            let interview = draft.interview;
            let added = session.engine.reminders().add(draft).await;
            let rule = added.map_err(|error| match interview {
                Some(interview) => no_interview(error, interview),
                None => error.into(),
            })?;
            let names = Names::of(&session.engine).await?;
            out.one(&names.line(&rule), format!("rule {} added: {}", rule.id.0, names.words(&rule)))?;
            say!("reminders go only while Beckon is open, or when `beckon-cli reminders run` is called");
            say_twice(&session.engine, interview).await
        }
        args::Reminders::Remove { rule } => {
            let removed = Session::edit(folder)?.engine.reminders().remove(ReminderRuleId(rule)).await;
            removed.map_err(|error| match error {
                Error::NotFound(_) => {
                    Failure::from(error).saying(format!("there is no rule {rule}: `reminders list` shows the numbers"))
                }
                error => error.into(),
            })?;
            out.one(&serde_json::json!({ "removed": rule }), format!("rule {rule} removed"))?;
            Ok(Exit::Done)
        }
        args::Reminders::Run { until, missed, account, secret } => {
            reminders_run::run(folder, out, until, missed, (account, secret)).await
        }
    }
}

async fn draft(session: &Session, add: AddReminder) -> Result<ReminderDraft, Failure> {
    let account = match &add.account {
        Some(name) => Some(session.account(name).await?.id),
        None => None,
    };
    let template = match &add.template {
        Some(name) => Some(session.template(name).await?.id),
        None => None,
    };
    let starter = add.starter.map(beckon_model::ReminderStarterKey::rule);
    let after = starter.map_or(add.after.is_some(), |starter| starter.after);
    let minutes = starter.map_or(add.before.or(add.after).unwrap_or_default(), |starter| starter.minutes);
    let whom = match add.none {
        true => ReminderWhom::Nobody,
        false => add.to.or(starter.map(|starter| starter.whom)).unwrap_or(ReminderWhom::Candidates),
    };
    let usual = if after { LATE_AFTER } else { (minutes / 2).min(LATE_BEFORE) };
    let late_minutes = add.late.or(starter.map(|starter| starter.late_minutes)).unwrap_or(usual);
    let skip_weekends = add.skip_weekends || starter.is_some_and(|starter| starter.skip_weekends);
    Ok(ReminderDraft { interview: add.interview, whom, minutes, after, account, template, skip_weekends, late_minutes })
}

/// A rule with the names of what it sends.
#[derive(Serialize)]
struct RuleLine<'a> {
    #[serde(flatten)]
    rule: &'a ReminderRule,
    account_name: Option<&'a str>,
    template_name: Option<&'a str>,
}

/// What rules name, by name.
struct Names {
    accounts: HashMap<AccountId, String>,
    templates: HashMap<TemplateId, String>,
}

impl Names {
    async fn of(engine: &Engine) -> Result<Self, Failure> {
        let accounts = engine.accounts().list().await?.into_iter().map(|account| (account.id, account.name));
        let templates = engine.templates().list().await?.into_iter().map(|template| (template.id, template.name));
        Ok(Self { accounts: accounts.collect(), templates: templates.collect() })
    }

    fn line<'a>(&'a self, rule: &'a ReminderRule) -> RuleLine<'a> {
        let account = rule.draft.account.as_ref().and_then(|account| self.accounts.get(account));
        let template = rule.draft.template.as_ref().and_then(|template| self.templates.get(template));
        RuleLine { rule, account_name: account.map(String::as_str), template_name: template.map(String::as_str) }
    }

    fn words(&self, rule: &ReminderRule) -> String {
        let draft = &rule.draft;
        if draft.whom == ReminderWhom::Nobody {
            return "no reminders".to_owned();
        }
        let line = self.line(rule);
        let side = if draft.after { "after" } else { "before" };
        let weekends = if draft.skip_weekends { ", not on weekends" } else { "" };
        format!(
            "{} {side} the start, to {}{weekends}, up to {} late: {} with {}",
            length(draft.minutes),
            draft.whom.as_str(),
            length(draft.late_minutes),
            harmless(line.template_name.unwrap_or("a template that is gone")),
            harmless(line.account_name.unwrap_or("an account that is gone"))
        )
    }
}

async fn rules(engine: &Engine, out: Out) -> Result<Exit, Failure> {
    let names = Names::of(engine).await?;
    let rules = engine.reminders().rules().await?;
    let lines: Vec<_> = rules.iter().map(|rule| names.line(rule)).collect();
    out.list(["rule", "interviews", "what"], &lines, |line| {
        let interview = line.rule.draft.interview;
        let which = interview.map_or("all without rules of their own".to_owned(), |interview| interview.to_string());
        [line.rule.id.0.to_string(), which, names.words(line.rule)]
    })?;
    Ok(Exit::Done)
}

/// Says whom the rules would remind twice at one minute.
async fn say_twice(engine: &Engine, interview: Option<InterviewId>) -> Result<Exit, Failure> {
    for one in engine.reminders().twice(interview).await? {
        say!("{}", twice(&one));
    }
    Ok(Exit::Done)
}

fn list(out: Out, reminders: &[Reminder]) -> Result<Exit, Failure> {
    let lines: Vec<_> = reminders.iter().map(line).collect();
    out.list(["interview", "rule", "to", "at", "state"], &lines, |line| {
        let key = &line.reminder.key;
        [
            key.interview.to_string(),
            key.rule.0.to_string(),
            line.reminder.name.clone(),
            moment(line.reminder.at),
            state(line.reminder),
        ]
    })?;
    Ok(Exit::Done)
}

fn no_interview(error: Error, id: InterviewId) -> Failure {
    match error {
        Error::NotFound("interview") => {
            Failure::from(error).saying(format!("there is no interview {id}: `interview list` shows the numbers"))
        }
        error => error.into(),
    }
}
