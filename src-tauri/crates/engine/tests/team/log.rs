//! The team's log, and claims that are given back.

use beckon_ledger::{Ledger, Login, Place, Wanted};
use beckon_model::{ClaimState, TeamInvited, TeamLogFilter, TeamProblem, TeamRole};
use postgres_folder::Server;
use uuid::Uuid;

use crate::laptop::{CORP, Laptop, join, problem, server};

/// Claims of this login on a laptop that no test sees.
async fn claim(server: &Server, invited: &TeamInvited, people: usize) -> Vec<Uuid> {
    let (place, _) = Place::read(&server.url("postgres"), None).unwrap();
    let login = Login { name: invited.user.clone(), password: invited.password.as_str().into() };
    let ledger = Ledger::open(place, login, CORP, Uuid::now_v7()).await.unwrap();
    let wanted = |at: usize| Wanted {
        claim: Uuid::now_v7(),
        userid: format!("P{at:05}"),
        occasion: "name:fair".to_owned(),
        body_sha256: [7; 32],
    };
    let wanted: Vec<Wanted> = (0..people).map(wanted).collect();
    for part in wanted.chunks(200) {
        assert!(ledger.claim(part).await.unwrap().iter().all(|claim| claim.mine), "no one else wants them");
    }
    wanted.into_iter().map(|wanted| wanted.claim).collect()
}

#[tokio::test]
async fn the_log_is_read_page_by_page_and_written_whole() {
    let server = server();
    let lead = Laptop::lead(&server).await;
    let invited = lead.engine.team().invite("gao", TeamRole::Recruiter).await.unwrap();
    claim(&server, &invited, 450).await;
    let (mut filter, mut lines, mut pages) = (TeamLogFilter::default(), Vec::new(), 0);
    loop {
        let page = lead.engine.team().log(filter.clone()).await.unwrap();
        lines.extend(page.lines);
        pages += 1;
        filter.behind = page.next;
        if filter.behind.is_none() {
            break;
        }
    }
    assert_eq!((lines.len(), pages), (450, 3), "every line once, in pages");
    let mut people: Vec<_> = lines.iter().map(|line| line.person.as_str()).collect();
    people.sort_unstable();
    people.dedup();
    assert_eq!(people.len(), 450, "no line stands on two pages");
    let line = &lines[0];
    assert_eq!((line.by.as_str(), line.state, line.here), ("gao", ClaimState::Claimed, false), "of another laptop");
    assert_eq!((line.corp_id.as_str(), line.occasion.as_str()), (CORP, "name:fair"), "of the company, what for");

    let one = TeamLogFilter { userid: Some("p00007".to_owned()), ..TeamLogFilter::default() };
    assert_eq!(lead.engine.team().log(one.clone()).await.unwrap().lines.len(), 1, "a person is found in any case");
    let accepted = TeamLogFilter { states: vec![ClaimState::Accepted], ..TeamLogFilter::default() };
    assert_eq!(lead.engine.team().log(accepted).await.unwrap().lines, [], "nothing is in another state");
    let file = String::from_utf8(lead.engine.team().export(TeamLogFilter::default()).await.unwrap()).unwrap();
    assert_eq!(file.lines().count(), 451, "a line for each, and the names of the columns");
    let file = String::from_utf8(lead.engine.team().export(one).await.unwrap()).unwrap();
    assert!(file.contains("p00007") && file.contains("name:fair") && file.contains("claimed"), "{file}");

    let figures = lead.engine.team().figures(0).await.unwrap();
    let all: u64 = figures.iter().map(|figure| figure.invitations).sum();
    assert_eq!(all, 450, "and so they are counted: {figures:?}");
    assert_eq!(lead.engine.team().campaigns().await.unwrap(), [], "no laptop sends a campaign");
}

#[tokio::test]
async fn a_lead_gives_a_claim_back_and_says_why() {
    let server = server();
    let lead = Laptop::lead(&server).await;
    let invited = lead.engine.team().invite("gao", TeamRole::Recruiter).await.unwrap();
    let claims = claim(&server, &invited, 2).await;
    let (first, second) = (claims[0].to_string(), claims[1].to_string());
    let other = lead.colleague("li").await;
    let of_another = problem(other.engine.team().release(&first, "I want them").await);
    assert_eq!(of_another, TeamProblem::LeadOnly, "a recruiter gives back no one else's");
    for empty in ["", "  ", &"a".repeat(501)] {
        let refused = problem(lead.engine.team().release(&first, empty).await);
        assert_eq!(refused, TeamProblem::WhyNeeded, "{} characters are no reason", empty.len());
    }
    for nothing in ["", "claim", &Uuid::now_v7().to_string()] {
        let refused = problem(lead.engine.team().release(nothing, "gone").await);
        assert_eq!(refused, TeamProblem::UnknownClaim, "{nothing:?} is no claim");
    }
    let state = lead.engine.team().release(&format!(" {first} "), "laptop stolen").await.unwrap();
    assert_eq!(state, ClaimState::GivenBack, "nothing had left");
    let laptop = Laptop::new();
    laptop.engine.team().join(join(&invited)).await.unwrap();
    assert_eq!(laptop.engine.team().release(&second, "mistake").await.unwrap(), ClaimState::GivenBack, "one's own too");
    let lines = lead.engine.team().log(TeamLogFilter::default()).await.unwrap().lines;
    let line = lines.iter().find(|line| line.claim == first).unwrap();
    let told = (line.given_back_by.as_deref(), line.given_back_why.as_deref());
    assert_eq!(told, (Some("mei"), Some("laptop stolen")), "the log says who and why");
}
