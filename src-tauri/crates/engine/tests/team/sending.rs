//! Two laptops of one team with the same people: nobody is invited twice to the same, and whoever is held says who has them.

use std::collections::HashMap;

use beckon_engine::{Error, Parsed};
use beckon_model::{
    Account, AccountDraft, AccountEdit, Campaign, CampaignId, CampaignState, CandidateDraft, CandidateQuery,
    ClaimState, DeliveryState, LogQuery, LogRow, Occasion, Reason, Selection, SendRequest, StartRequest, TeamLogFilter,
    TeamProblem, TeamWish, TemplateContent, TemplateDraft, WaitsFor,
};
use beckon_sandbox::{Config, Fault, FaultRule, Member, Outcome, Sandbox, When};
use postgres_folder::Server;

use crate::common;
use crate::laptop::{self, Laptop};

/// A laptop with an account of the company that asks the team.
pub struct Recruiter {
    pub laptop: Laptop,
    account: Account,
}

/// A company, its ledger, and two recruiters: mei, who leads the team, and lin.
pub async fn team() -> (Server, Sandbox, Recruiter, Recruiter) {
    let server = laptop::server();
    let company = Sandbox::start(Config::default()).await.unwrap();
    let mei = Laptop::new();
    let draft = common::draft(&company);
    let corp_id = Some(draft.corp_id.clone());
    let create = beckon_model::TeamDraft { corp_id, ..laptop::draft(&server, beckon_model::VaultChoice::Keyring) };
    mei.engine.team().create(create).await.unwrap();
    let lin = mei.colleague("lin").await;
    let (mei, lin) = (Recruiter::new(mei, &company).await, Recruiter::new(lin, &company).await);
    (server, company, mei, lin)
}

impl Recruiter {
    async fn new(laptop: Laptop, company: &Sandbox) -> Self {
        let engine = &laptop.engine;
        let draft = AccountDraft { api_host: Some(company.base_url()), ..common::draft(company) };
        let account = engine.accounts().add(draft).await.unwrap().account;
        let edit = AccountEdit { team: true, ..AccountEdit::from(&account) };
        let account = engine.accounts().edit(&account.id, &edit).await.unwrap().account;
        let person = |name: &str, userid: &str| CandidateDraft {
            name: name.to_owned(),
            userid: Some(userid.to_owned()),
            position: Some("Engineer".to_owned()),
            ..CandidateDraft::default()
        };
        let people = reachable(company).into_iter().map(|member| person(&member.name, &member.userid)).collect();
        engine.candidates().put(Parsed::of_people(people), false).await.unwrap();
        Self { laptop, account }
    }

    /// What a send of this text to these people is.
    pub async fn says(&self, text: &str, to: Selection) -> SendRequest {
        let content = TemplateContent::text(text);
        let draft = TemplateDraft { id: None, name: text.to_owned(), content, starter: None };
        let template = self.laptop.engine.templates().save(draft).await.unwrap().id;
        SendRequest::new(self.account.id.clone(), template, to)
    }

    pub async fn start(&self, send: SendRequest) -> beckon_engine::Result<Campaign> {
        let approval = self.laptop.engine.send().check(send.clone()).await?.approval;
        self.laptop.engine.send().start(StartRequest { send, approval, starts_at: None }).await
    }

    pub async fn send(&self, send: SendRequest) -> Campaign {
        let id = self.start(send).await.unwrap().id;
        self.laptop.engine.campaigns().wait_for_rest().await;
        self.laptop.engine.campaigns().get(id).await.unwrap()
    }

    /// The rows of the log.
    async fn log(&self) -> Vec<LogRow> {
        self.laptop.engine.log().list(LogQuery { limit: 200, ..LogQuery::default() }).await.unwrap().rows
    }

    /// Why rows are held.
    pub async fn held(&self) -> Vec<Reason> {
        self.log()
            .await
            .into_iter()
            .filter(|row| row.state == DeliveryState::Held)
            .filter_map(|row| row.reason)
            .collect()
    }

    /// Waits until a send that runs waits for this, and nothing of it is under way.
    async fn until_waiting(&self, id: CampaignId, what: WaitsFor) {
        for _ in 0..6000 {
            let campaign = self.laptop.engine.campaigns().get(id).await.unwrap();
            assert_eq!(campaign.state, CampaignState::Running, "it waits: {campaign:?}");
            let waiting = campaign.live.and_then(|live| live.waiting).map(|waiting| waiting.what);
            if waiting == Some(what) && campaign.counts.sending == 0 {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        panic!("it never waits for {what:?}");
    }

    async fn untold(&self) -> u64 {
        self.laptop.engine.team().status().await.unwrap().untold
    }
}

/// Whoever gets what the app sends.
fn reachable(company: &Sandbox) -> Vec<Member> {
    company.members().iter().filter(|member| member.visible && member.licensed).cloned().collect()
}

/// How often each member got a message, by the company's own journal.
pub fn reached(company: &Sandbox) -> HashMap<String, usize> {
    let mut reached = HashMap::new();
    for call in common::calls(company, "/message/send") {
        for recipient in call.recipients.iter().filter(|recipient| recipient.outcome == Outcome::Delivered) {
            *reached.entry(recipient.userid.clone()).or_default() += 1;
        }
    }
    reached
}

/// Every message meets this fault.
pub fn always(fault: Fault) -> Vec<FaultRule> {
    vec![FaultRule { call: "message/send".into(), when: When::Always, fault }]
}

fn is_once(reached: &HashMap<String, usize>, people: usize) {
    let twice: Vec<_> = reached.iter().filter(|(_, times)| **times != 1).collect();
    assert!(twice.is_empty(), "not once: {twice:?}");
    assert_eq!(reached.len(), people, "everybody was invited by one of them");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_laptops_with_one_list_invite_everybody_once() {
    for text in ["{{ name }}: {{ position }}", "the same for all"] {
        let (_server, company, mei, lin) = team().await;
        // Messages of the other laptop are others, so that WeCom cannot know them for repeats.
        let (one, other) = (mei.says(text, Selection::All).await, lin.says(&format!("{text}!"), Selection::All).await);
        let (one, other) = tokio::join!(mei.send(one), lin.send(other));
        let people = reachable(&company).len();
        is_once(&reached(&company), people);
        assert_eq!((one.state, other.state), (CampaignState::Finished, CampaignState::Finished), "{text}: both ended");
        assert_eq!(one.counts.accepted + other.counts.accepted, people as u64, "{text}: each by one of them");
        for (who, by) in [(&mei, "lin"), (&lin, "mei")] {
            let held = who.held().await;
            let by_other =
                |reason: &Reason| matches!(reason, Reason::Claimed { by: holder, here: false, .. } if holder == by);
            assert!(held.iter().all(by_other), "{text}: whoever is held says who has them: {held:?}");
            assert_eq!(who.untold().await, 0, "{text}: every report is in");
        }
        let log = mei.laptop.engine.team().log(TeamLogFilter::default()).await.unwrap();
        assert!(log.lines.iter().all(|line| line.state == ClaimState::Accepted), "{text}: the ledger knows it all");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_was_invited_is_told_at_the_check_and_invited_again_with_a_reason() {
    let (_server, company, mei, lin) = team().await;
    let two = || Selection::Userids {
        userids: reachable(&company)[..2].iter().map(|member| member.userid.clone()).collect(),
    };
    mei.send(mei.says("one {{ name }}", two()).await).await;
    let send = lin.says("two {{ name }}", two()).await;
    let check = lin.laptop.engine.send().check(send.clone()).await.unwrap().team.unwrap();
    assert_eq!((check.claimed, check.problem), (2, None), "the check says so before anything leaves");
    let first = &check.first[0];
    assert_eq!((first.by.as_str(), first.state, first.here), ("mei", ClaimState::Accepted, false), "and who has them");
    let none = SendRequest { team: TeamWish { occasion: Some(Occasion::None), again: None }, ..send.clone() };
    assert_eq!(lin.send(none).await.counts.accepted, 2, "what invites to nothing goes to everybody");
    let held = lin.send(send.clone()).await;
    assert_eq!((held.counts.held, held.counts.accepted), (2, 0), "without a reason they are held");
    let again = SendRequest { team: TeamWish { occasion: None, again: Some("the room changed".to_owned()) }, ..send };
    assert_eq!(lin.send(again).await.counts.accepted, 2, "with one they are invited again");
    let log = mei.laptop.engine.team().log(TeamLogFilter::default()).await.unwrap();
    let why: Vec<_> = log.lines.iter().filter_map(|line| line.why.as_deref()).collect();
    assert_eq!(why, ["the room changed"; 2], "and the log says why");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_called_off_is_free_for_colleagues() {
    let (_server, company, mei, lin) = team().await;
    // Nobody is answered, so that the send stays under way.
    company.set_faults(always(Fault::ErrCode(-1)));
    let id = mei.start(mei.says("one {{ name }}", Selection::All).await).await.unwrap().id;
    common::until(|| !common::calls(&company, "/message/send").is_empty()).await;
    mei.laptop.engine.campaigns().cancel(id).await.unwrap();
    mei.laptop.engine.campaigns().wait_for_rest().await;
    company.set_faults(Vec::new());
    let people = reachable(&company).len() as u64;
    let campaign = mei.laptop.engine.campaigns().get(id).await.unwrap();
    assert_eq!(campaign.counts.accepted, 0, "nobody was reached: {:?}", campaign.counts);
    let sent = lin.send(lin.says("two {{ name }}", Selection::All).await).await;
    assert_eq!(
        sent.counts.accepted,
        people - campaign.counts.unknown,
        "whoever was called off is free: {:?}",
        lin.held().await
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_ledger_nothing_leaves_and_everything_does_when_it_is_back() {
    let (mut server, company, mei, _lin) = team().await;
    let send = mei.says("one {{ name }}", Selection::All).await;
    // Slow, so that there is a middle.
    company.set_faults(always(Fault::Delay(50)));
    let id = mei.start(send.clone()).await.unwrap().id;
    common::until(|| reached(&company).len() > 5).await;
    server.stop("immediate").unwrap();
    mei.until_waiting(id, WaitsFor::Team).await;
    let then = reached(&company).len();
    let check = mei.laptop.engine.send().check(send.clone()).await.unwrap();
    assert!(check.team.is_some_and(|team| team.problem.is_some()), "the check says why nothing can be started");
    let start = mei.laptop.engine.send().start(StartRequest { send, approval: check.approval, starts_at: None }).await;
    assert!(matches!(start, Err(Error::Team(TeamProblem::Unreachable { .. }))), "and the start is refused: {start:?}");
    assert_eq!(reached(&company).len(), then, "nothing has left meanwhile");
    server.go_on().unwrap();
    mei.laptop.engine.campaigns().wait_for_rest().await;
    let campaign = mei.laptop.engine.campaigns().get(id).await.unwrap();
    is_once(&reached(&company), reachable(&company).len());
    assert_eq!((campaign.state, campaign.counts.unknown), (CampaignState::Finished, 0), "{:?}", campaign.counts);
    assert_eq!(mei.untold().await, 0, "every report is in");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_lead_gives_back_is_asked_for_again() {
    let (_server, company, mei, lin) = team().await;
    company.set_faults(always(Fault::Delay(200)));
    let id = lin.start(lin.says("one {{ name }}", Selection::All).await).await.unwrap().id;
    common::until(|| reached(&company).len() > 2).await;
    lin.laptop.engine.campaigns().pause(id).await.unwrap();
    lin.laptop.engine.campaigns().wait_for_rest().await;
    company.set_faults(Vec::new());
    let filter = TeamLogFilter { states: vec![ClaimState::Claimed], ..TeamLogFilter::default() };
    let waiting = mei.laptop.engine.team().log(filter).await.unwrap().lines;
    assert!(!waiting.is_empty(), "those who wait are claimed");
    for line in &waiting {
        let state = mei.laptop.engine.team().release(&line.claim, "lin is on leave").await.unwrap();
        assert_eq!(state, ClaimState::GivenBack, "a lead gives back what has not left");
    }
    let half: Vec<_> = waiting[..waiting.len() / 2].iter().map(|line| line.userid.clone()).collect();
    let (taken, people) = (half.len() as u64, reachable(&company).len());
    let sent = mei.send(mei.says("two {{ name }}", Selection::Userids { userids: half }).await).await;
    assert_eq!(sent.counts.accepted, taken, "they are free for the lead");
    lin.laptop.engine.campaigns().resume(id).await.unwrap();
    lin.laptop.engine.campaigns().wait_for_rest().await;
    let counts = lin.laptop.engine.campaigns().get(id).await.unwrap().counts;
    is_once(&reached(&company), people);
    assert_eq!((counts.held, counts.unknown), (taken, 0), "the others leave after all: {counts:?}");
    let by_mei = |reason: &Reason| matches!(reason, Reason::Claimed { by, .. } if by == "mei");
    assert!(lin.held().await.iter().all(by_mei), "and whoever is held says who has them: {:?}", lin.held().await);
}

#[tokio::test]
async fn colleagues_see_how_far_a_send_came_and_who_could_be_reached() {
    let (_server, _company, mei, lin) = team().await;
    let people = mei.laptop.engine.candidates().list(CandidateQuery::default()).await.unwrap();
    let first = people.rows.into_iter().next().unwrap();
    let person = CandidateDraft { email: Some("first@example.com".to_owned()), ..first.person };
    mei.laptop.engine.candidates().edit(first.id, person.clone()).await.unwrap();
    let send = mei.says("hello", Selection::All).await;
    let occasion = Some(Occasion::Named { name: "fair".to_owned() });
    let campaign = mei.send(SendRequest { team: TeamWish { occasion, again: None }, ..send }).await;

    let seen = lin.laptop.engine.team().campaigns().await.unwrap();
    let told = seen.iter().map(|one| (one.by.as_str(), one.name.as_str(), one.occasion.as_str(), one.ended));
    assert_eq!(told.collect::<Vec<_>>(), [("mei", "hello", "name:fair", true)], "colleagues see the send");
    let counts = campaign.counts;
    let figures = [seen[0].people, seen[0].accepted, seen[0].rejected].map(u64::from);
    assert_eq!(figures, [counts.total, counts.accepted, counts.rejected], "with its figures: {seen:?}");

    let unmapped = CandidateDraft { userid: None, ..person.clone() };
    lin.laptop.engine.candidates().put(Parsed::of_people(vec![unmapped]), false).await.unwrap();
    let fill = lin.laptop.engine.team().fill().await.unwrap();
    let found: Vec<_> = fill.found.iter().map(|one| (one.userid.clone(), one.reachable)).collect();
    let userid = person.userid.unwrap().to_lowercase();
    assert_eq!(found, [(userid, Some(true))], "whoever has the same mail address is known to have been reached");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_wecom_says_to_one_laptop_stops_all() {
    let (_server, company, mei, lin) = team().await;
    company.set_faults(always(Fault::ErrCode(45009)));
    let id = mei.start(mei.says("one {{ name }}", Selection::All).await).await.unwrap().id;
    mei.until_waiting(id, WaitsFor::WecomLimit).await;
    company.set_faults(Vec::new());
    let asked = common::calls(&company, "/message/send").len();
    let named = Some(Occasion::Named { name: "open day".to_owned() });
    let send = lin.says("two {{ name }}", Selection::All).await;
    let send = SendRequest { team: TeamWish { occasion: named, again: None }, ..send };
    let other = lin.start(send).await.unwrap().id;
    lin.until_waiting(other, WaitsFor::Team).await;
    assert_eq!(common::calls(&company, "/message/send").len(), asked, "nothing leaves from the other laptop either");
    for (who, id) in [(&mei, id), (&lin, other)] {
        who.laptop.engine.campaigns().cancel(id).await.unwrap();
        who.laptop.engine.campaigns().wait_for_rest().await;
    }
}
