//! Whoever wants no messages on one laptop gets none from any: the ledger hears of it, and only a lead may lift it there.

use beckon_model::{
    CampaignId, CandidateId, ClaimState, OptOutChange, OptOutRequest, OptOutTold, Reason, Selection, TeamLogFilter,
    TeamProblem,
};
use beckon_sandbox::Fault;

use crate::common;
use crate::sending::{Recruiter, always, reached, team};

impl Recruiter {
    async fn id(&self, userid: &str) -> CandidateId {
        let one = Selection::Userids { userids: vec![userid.to_owned()] };
        self.laptop.engine.candidates().selected(one).await.unwrap()[0].id
    }

    async fn opt_out(&self, userid: &str, opted_out: bool) -> OptOutChange {
        let request = OptOutRequest { candidate: self.id(userid).await, opted_out, note: None };
        self.laptop.engine.outside().opt_out(request).await.unwrap()
    }

    async fn in_ledger(&self, userid: &str) -> Option<String> {
        let noted = self.laptop.engine.outside().team_opt_out(self.id(userid).await).await.unwrap();
        noted.map(|noted| noted.by)
    }

    async fn rest(&self, id: CampaignId) {
        self.laptop.engine.campaigns().wait_for_rest().await;
        assert_eq!(self.laptop.engine.campaigns().get(id).await.unwrap().counts.unknown, 0, "nothing is lost");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_laptop_notes_holds_for_all_until_a_lead_lifts_it() {
    let (mut server, company, mei, lin) = team().await;
    assert_eq!(lin.opt_out("zhangwei", true).await.team, OptOutTold::Told, "the ledger has it");
    assert_eq!(mei.in_ledger("zhangwei").await.as_deref(), Some("lin"), "and colleagues see who noted it");
    mei.send(mei.says("one {{ name }}", Selection::All).await).await;
    assert_eq!(reached(&company).get("zhangwei"), None, "another laptop does not write to them");
    let by_lin = |reason: &Reason| matches!(reason, Reason::OptedOut { by: Some(by), .. } if by == "lin");
    assert!(mei.held().await.iter().all(by_lin), "{:?}", mei.held().await);

    let lifted = lin.opt_out("zhangwei", false).await;
    assert_eq!(lifted.team, OptOutTold::NotTold { problem: TeamProblem::LeadOnly }, "in words: {lifted:?}");
    assert!(lifted.opt_out.unwrap().lifted_at.is_some(), "here it is lifted");
    assert_eq!(mei.in_ledger("zhangwei").await.as_deref(), Some("lin"), "and there it is not");
    assert_eq!(mei.opt_out("zhangwei", false).await.team, OptOutTold::Told, "a lead may");
    assert_eq!(mei.in_ledger("zhangwei").await, None, "then nobody has it");

    server.stop("immediate").unwrap();
    let noted = lin.opt_out("li.na", true).await;
    assert!(matches!(noted.team, OptOutTold::NotTold { .. }), "it could not be told: {noted:?}");
    assert!(noted.opt_out.is_some_and(|noted| noted.lifted_at.is_none()), "and holds here");
    server.go_on().unwrap();
    lin.send(lin.says("two {{ name }}", Selection::All).await).await;
    assert_eq!(mei.in_ledger("li.na").await.as_deref(), Some("lin"), "told when the ledger can be asked again");
    assert_eq!(reached(&company).get("li.na"), Some(&1), "only what mei sent before");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_right_that_was_had_is_given_back() {
    let (_server, company, _mei, lin) = team().await;
    company.set_faults(always(Fault::Delay(200)));
    let id = lin.start(lin.says("one {{ name }}", Selection::All).await).await.unwrap().id;
    common::until(|| reached(&company).len() > 2).await;
    lin.laptop.engine.campaigns().pause(id).await.unwrap();
    lin.rest(id).await;
    company.set_faults(Vec::new());
    let claimed = TeamLogFilter { states: vec![ClaimState::Claimed], ..TeamLogFilter::default() };
    let waiting = lin.laptop.engine.team().log(claimed).await.unwrap().lines;
    let userid = waiting.first().map(|line| line.userid.clone()).unwrap();
    lin.opt_out(&userid, true).await;
    lin.laptop.engine.campaigns().resume(id).await.unwrap();
    lin.rest(id).await;
    assert_eq!(reached(&company).get(&userid), None, "{userid} wanted none before the message left");
    let theirs = TeamLogFilter { userid: Some(userid.clone()), ..TeamLogFilter::default() };
    let states: Vec<_> =
        lin.laptop.engine.team().log(theirs).await.unwrap().lines.iter().map(|line| line.state).collect();
    assert_eq!(states, [ClaimState::GivenBack], "nobody holds {userid}");
}
