//! `send`: check, ask, send, tell.

use std::path::Path;

use beckon_engine::{Error, claim_state, shown};
use beckon_model::{
    Account, Campaign, CampaignState, CandidateId, Clock as _, ErrorCode, REPEAT_DAYS, SendKey, SendPlan, SendRequest,
    StartRequest, SystemClock, TeamCheck, TeamWish, TemplateRemark, ValueRemark, Way, WayCount,
};
use jiff::Zoned;
use serde::Serialize;

use super::act::{Waited, wait_for_start};
use super::chosen;
use crate::args::{self, LentSecret, What};
use crate::ask;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::follow::{Rested, follow, tell};
use crate::interrupt::Interrupts;
use crate::out::{Out, harmless, say, table};
use crate::session::Session;
use crate::time::Starts;
use crate::words;

/// Held-back people that the confirmation names.
const NAMED_HELD: usize = 5;

/// What a send would do.
#[derive(Serialize)]
struct PlanLine<'a> {
    dry_run: bool,
    account: &'a str,
    template: &'a str,
    total: u64,
    ready: u64,
    held: u64,
    /// What the selection names and the list does not have, each as a selection.
    missing: Vec<String>,
    /// Interviews that the selection names and that have been called off.
    called_off: u64,
    /// Calls to WeCom: people whose message is the same share one.
    calls: u64,
    /// How they go: members, customer-service chats, tasks of colleagues.
    ways: &'a [WayCount],
    /// People who would have to wait until tomorrow.
    past_day: u64,
    /// People who got exactly the same text within the last days.
    repeated: u64,
    first_names: &'a [String],
    /// What of the template deserves a look.
    remarks: &'a [TemplateRemark],
    /// People who have a value that WeCom's markdown would not show as it is typed.
    formatted: u64,
    formats: &'a [ValueRemark],
    /// When it would start, UTC ms. Left out where it would start at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    starts_at: Option<i64>,
    #[serde(flatten)]
    starts: Option<Starts>,
    problems: Vec<ProblemLine<'a>>,
    /// What the team's ledger says. Left out where the account is no team's.
    #[serde(skip_serializing_if = "Option::is_none")]
    team: Option<&'a TeamCheck>,
}

#[derive(Serialize)]
struct ProblemLine<'a> {
    candidate: Option<CandidateId>,
    name: &'a str,
    reason: &'static str,
    why: String,
}

/// How `send` was called.
pub struct Options {
    pub dry_run: bool,
    pub yes: bool,
    /// When to start, as typed, if not at once.
    pub at: Option<String>,
    /// What a script calls this send.
    pub key: Option<SendKey>,
    /// What it asks of the team.
    pub team: TeamWish,
    pub secret: LentSecret,
}

pub async fn run(folder: &Path, out: Out, what: &What, options: &Options) -> Result<Exit, Failure> {
    // Before anything else: a time that cannot be read, or is over, is no reason to open anything.
    let at = options.at.as_deref().map(moment).transpose()?;
    let session = Session::open(folder).await?.of_account(&what.account).await?;
    let send = SendRequest { team: options.team.clone(), ..super::request(&session, what).await? };
    let account = session.account(&what.account).await?;
    if let Some(key) = options.key.as_ref().filter(|_| !options.dry_run)
        && let Some(first) = session.engine.send().keyed(key, &send).await?
    {
        return answer_with(out, key, first);
    }
    // Before the check: it uploads what the messages carry.
    session.lend(&account, &options.secret).await?;
    let plan = match session.engine.send().check(send.clone()).await {
        Ok(plan) => plan,
        // Nobody at all is found.
        Err(error @ Error::NothingToSend) => {
            let failure = explained(&session, &account, error).await;
            if session.engine.candidates().sizes().await.is_ok_and(|(people, _)| people > 0) {
                chosen::missing(&session, &what.to, false).await?;
            }
            return Err(failure);
        }
        Err(error) => return Err(error.into()),
    };
    let (send, plan) = with_occasion(&session, send, plan).await?;
    let refused = if what.allow_missing || plan.missing.is_empty() {
        chosen::tell(&plan.missing);
        None
    } else {
        Some(chosen::refused(&session, &what.to, &plan.missing).await)
    };
    if plan.called_off > 0 {
        let have = if plan.called_off == 1 { "has" } else { "have" };
        say!("warning: {} of the selected interviews {have} been called off", plan.called_off);
    }
    tell_remarks(&plan);
    if options.dry_run {
        dry_run(out, what, &plan, at.as_ref())?;
    }
    if let Some(refused) = refused {
        return Err(refused);
    }
    if let Some(team) = &plan.team {
        tell_team(team, options.team.again.is_some())?;
    }
    if options.dry_run {
        return if plan.ready == 0 { Err(Error::NothingToSend.into()) } else { Ok(Exit::Done) };
    }
    if plan.ready == 0 {
        tell_held(&plan);
        return Err(Error::NothingToSend.into());
    }
    session.engine.accounts().can_call(&account.id).await?;
    confirm(&account, &plan, (options.yes, at.as_ref()))?;
    let mut interrupts = Interrupts::listen()?;
    let start = StartRequest { send, approval: plan.approval, starts_at: at.as_ref().map(utc_ms) };
    let campaign = match &options.key {
        None => session.engine.send().start(start).await?,
        Some(key) => {
            let send = start.send.clone();
            match session.engine.send().start_keyed(start, key).await {
                Ok(campaign) => campaign,
                // The same call in another process was faster.
                Err(error @ (Error::KeyUsed { .. } | Error::OtherProcessSending)) => {
                    let first = session.engine.send().keyed(key, &send).await?;
                    return first.map_or(Err(error.into()), |first| answer_with(out, key, first));
                }
                Err(error) => return Err(error.into()),
            }
        }
    };
    if at.is_some()
        && let Waited::Stopped { interrupted } = wait_for_start(&session, &campaign, &mut interrupts).await?
    {
        let campaign = session.engine.campaigns().get(campaign.id).await?;
        return tell(out, &Rested { campaign, failure: None, interrupted });
    }
    tell(out, &follow(&session, &campaign, interrupts).await?)
}

/// Answers with the campaign that a key has already.
fn answer_with(out: Out, key: &SendKey, first: Campaign) -> Result<Exit, Failure> {
    say!("the key {key} already belongs to campaign {}: nothing was sent now", first.id);
    let under_way = matches!(first.state, CampaignState::Running | CampaignState::Scheduled);
    let exit = tell(out, &Rested { campaign: first, failure: None, interrupted: false })?;
    Ok(if under_way { Exit::OtherProcess } else { exit })
}

/// The moment that `--at` names.
fn moment(text: &str) -> Result<Zoned, Failure> {
    Ok(beckon_engine::send_time(text, SystemClock.now_ms())?)
}

fn utc_ms(at: &Zoned) -> i64 {
    at.timestamp().as_millisecond()
}

/// An empty list deserves more than "no one".
async fn explained(session: &Session, account: &Account, error: Error) -> Failure {
    let failure = Failure::from(error);
    let empty = session.engine.candidates().sizes().await.is_ok_and(|(people, _)| people == 0);
    if failure.code() != ErrorCode::NothingToSend || !empty {
        return failure;
    }
    let demo = "; `beckon-cli demo` fills a folder of its own with sample people";
    let demo = if account.id.is_practice() { demo } else { "" };
    failure.saying(format!("the candidate list is empty: import people first{demo}"))
}

fn dry_run(out: Out, what: &What, plan: &SendPlan, at: Option<&Zoned>) -> Result<(), Failure> {
    let problems = plan.problems.iter().map(|problem| ProblemLine {
        candidate: problem.candidate,
        name: &problem.name,
        reason: problem.reason.kind(),
        why: words::why(&problem.reason),
    });
    let line = PlanLine {
        dry_run: true,
        account: what.account.trim(),
        template: what.template.trim(),
        total: plan.total,
        ready: plan.ready,
        held: plan.held,
        missing: chosen::words_of(&plan.missing),
        called_off: plan.called_off,
        calls: plan.calls,
        ways: &plan.ways,
        past_day: plan.past_day,
        repeated: plan.repeated,
        first_names: &plan.first_names,
        remarks: &plan.remarks,
        formatted: plan.formatted,
        formats: &plan.formats,
        starts_at: at.map(utc_ms),
        starts: at.map(Starts::from),
        problems: problems.collect(),
        team: plan.team.as_ref(),
    };
    out.one(&line, text(plan, at))?;
    Ok(())
}

fn text(plan: &SendPlan, at: Option<&Zoned>) -> String {
    let SendPlan { total, ready, held, .. } = plan;
    let at = at.map(|at| format!(" at {}", shown(at))).unwrap_or_default();
    let mut text = format!(
        "{ready} of {} would be sent to ({}){at}, {held} held back; nothing was sent",
        words::people(*total),
        names(plan)
    );
    for line in ways(plan) {
        text = format!("{text}\n{line}");
    }
    if !plan.problems.is_empty() {
        let rows = plan.problems.iter().map(|problem| [problem.name.clone(), words::why(&problem.reason)]);
        text = format!("{text}\n{}", table(["held back", "because"], rows));
    }
    text
}

/// The names of the first who get a message.
fn names(plan: &SendPlan) -> String {
    let more = if plan.ready > plan.first_names.len() as u64 { ", …" } else { "" };
    harmless(&plan.first_names.join(", ")).replace('\n', " ") + more
}

/// By which ways people outside the company are written to, and what each means.
fn ways(plan: &SendPlan) -> Vec<String> {
    let line = |known: &WayCount| match known.way {
        Way::Member | Way::Copy => None,
        Way::Service if known.waits > 0 => Some(format!(
            "customer service: {}; {} of them wait until the candidate writes, and go by themselves then",
            words::people(known.count),
            known.waits
        )),
        Way::Service => Some(format!("customer service: {}", words::people(known.count))),
        Way::Customer => Some(format!(
            "colleague: a task each for {}; nothing is sent until {} in WeCom (群发助手), and each uses one of the candidate's mass messages of the month",
            words::people(known.count),
            confirms(&known.colleagues)
        )),
    };
    plan.ways.iter().filter_map(line).collect()
}

fn confirms(colleagues: &[String]) -> String {
    let verb = if colleagues.len() == 1 { "confirms" } else { "confirm" };
    format!("{} {verb}", colleagues.join(", "))
}

/// What deserves a look before anything leaves, and stops nothing.
fn tell_remarks(plan: &SendPlan) {
    for remark in plan.remarks.iter().take(NAMED_HELD) {
        say!("warning: the template, line {}: {}", remark.line, harmless(&words::remark(remark)));
    }
    for remark in plan.formats.iter().take(NAMED_HELD) {
        say!("warning: {}: {}", harmless(&remark.name), harmless(&words::format(remark)));
    }
    if plan.formatted > 0 {
        say!("{} with a value that WeCom reads as Markdown (preview shows them)", words::people(plan.formatted));
    }
}

fn tell_held(plan: &SendPlan) {
    for line in ways(plan) {
        say!("{line}");
    }
    for problem in plan.problems.iter().take(NAMED_HELD) {
        say!("held back: {}: {}", harmless(&problem.name), words::why(&problem.reason));
    }
    let hidden = plan.held.saturating_sub(NAMED_HELD as u64);
    if hidden > 0 {
        say!("held back: {hidden} more (--dry-run shows them)");
    }
}

/// The same send and its check with what people are invited to, where only a person can tell and one sits there.
async fn with_occasion(
    session: &Session,
    send: SendRequest,
    plan: SendPlan,
) -> Result<(SendRequest, SendPlan), Failure> {
    let missing = plan.team.as_ref().map_or(0, |team| team.occasion_missing);
    if missing == 0 || send.team.occasion.is_some() || !ask::can_ask() {
        return Ok((send, plan));
    }
    say!("{} with neither an interview nor a position", words::people(missing));
    let Some(word) = ask::line("What are they invited to? A name that the team knows, or none:")? else {
        return Ok((send, plan));
    };
    let occasion = Some(args::occasion(&word).map_err(Failure::input)?);
    let send = SendRequest { team: TeamWish { occasion, ..send.team }, ..send };
    let plan = session.engine.send().check(send.clone()).await?;
    Ok((send, plan))
}

/// What the team knows of these people. Where nobody can tell what somebody is invited to, a person says so first.
fn tell_team(team: &TeamCheck, again: bool) -> Result<(), Failure> {
    if team.occasion_missing > 0 {
        return Err(Failure::input(format!(
            "{} with neither an interview nor a position: say what they are invited to, with --occasion",
            words::people(team.occasion_missing)
        )));
    }
    if let Some(problem) = &team.problem {
        return Err(Error::Team(problem.clone()).into());
    }
    for one in team.first.iter().take(NAMED_HELD) {
        let state = claim_state(one.state);
        say!("{}: {} has this person since {}: {state}", harmless(&one.name), harmless(&one.by), words::time(one.at));
    }
    if team.claimed > 0 {
        let claimed = words::people(team.claimed);
        let then =
            if again { "they are invited again" } else { "they will be held back (--again --why T invites again)" };
        say!("{claimed} in the team's log for the same occasion: {then}");
    }
    if team.opted_out > 0 {
        say!("{} in the team's log who want no invitations: they will be held back", words::people(team.opted_out));
    }
    Ok(())
}

/// The question that a person answers before anything leaves.
fn confirm(account: &Account, plan: &SendPlan, (yes, at): (bool, Option<&Zoned>)) -> Result<(), Failure> {
    tell_held(plan);
    if plan.past_day > 0 {
        say!("{} would exceed the account's limit for the day, and wait until tomorrow", words::people(plan.past_day));
    }
    if let Some(first) = plan.repeats.first() {
        let (people, name, at) = (words::people(plan.repeated), harmless(&first.name), words::time(first.at));
        say!("{people} got exactly the same text within the last {REPEAT_DAYS} days, {name} at {at}");
    }
    if at.is_some_and(|at| words::is_congested(utc_ms(at))) {
        say!("WeCom advises against sending at :00 and :30: messages may be late then");
    }
    if yes {
        return Ok(());
    }
    if !ask::can_ask() {
        return Err(Failure::input("there is no terminal to ask on: say --yes to send without asking"));
    }
    let held = if plan.held > 0 { format!(", {} held back", plan.held) } else { String::new() };
    let (people, account) = (words::people(plan.ready), harmless(&account.name));
    let at = at.map(|at| format!(" at {}", shown(at))).unwrap_or_default();
    ask::confirm(&format!("Send to {people} ({}) with account {account:?}{at}{held}?", names(plan)))
}
