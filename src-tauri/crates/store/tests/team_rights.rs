//! Rows of a send with a team's account: who may leave, and what the team's ledger is told of, whatever moves a row.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

use beckon_model::{
    AccountId, Asked, AttemptOutcome, CampaignId, ClaimState, DeliveryId, DeliveryState, Reason, Step, TeamWish,
    TemplateId,
};
use beckon_store::{AttemptEnd, NewCampaign, NewDelivery, SharedId, Store, Untold, Writer};
use uuid::Uuid;

fn campaign(rows: &Writer<'_>) -> beckon_store::Result<CampaignId> {
    rows.insert_campaign(&NewCampaign {
        account: AccountId("a".to_owned()),
        account_name: "a".into(),
        template: TemplateId(1),
        template_name: "t".into(),
        template_version: 1,
        approval: String::new(),
        created_at: 1,
        starts_at: None,
        test: false,
        team: Some(TeamWish::default()),
        key: None,
    })
}

fn row(
    rows: &Writer<'_>,
    campaign: CampaignId,
    name: &str,
    shared: Option<SharedId>,
) -> beckon_store::Result<DeliveryId> {
    let new = NewDelivery {
        candidate: None,
        about: Vec::new(),
        name: name.to_owned(),
        userid: Some(name.to_owned()),
        outside: None,
        text_sha256: None,
        body: Ok((format!("{{\"touser\":\"{name}\"}}").into_bytes(), "0".repeat(64))),
        shared,
        claim: Some(("position:a/".to_owned(), Uuid::now_v7())),
        told: None,
    };
    rows.insert_delivery(campaign, &new, 1)
}

/// Lets the call whose turn it is leave, and answers with the name the ledger has for it.
fn leave(rows: &Writer<'_>, campaign: CampaignId) -> beckon_store::Result<Uuid> {
    let call = rows.next_call(campaign, 10, false)?.unwrap();
    rows.leave(&call, &AccountId("a".to_owned()), (10, Some(10)))?;
    let id = Uuid::now_v7();
    rows.leaves_as(&call, id)?;
    Ok(id)
}

/// What is told of a row that had its right and left, after these steps.
async fn told(steps: Vec<Step>) -> (Uuid, Uuid, Vec<Untold>) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), 1).unwrap();
    let work = move |rows: &Writer<'_>| {
        let campaign = campaign(rows)?;
        let id = row(rows, campaign, "gao", None)?;
        let claim = rows.unclaimed(campaign, 1)?[0].claim;
        assert!(rows.next_call(campaign, 10, false)?.is_none(), "nobody leaves without a right");
        assert_eq!(rows.next_due(campaign)?, None, "and nobody is waited for");
        rows.has_right(id)?;
        let call = leave(rows, campaign)?;
        for step in steps {
            rows.step(id, &step, 20)?;
        }
        Ok::<_, beckon_store::Error>((claim, call, rows.untold(10)?))
    };
    store.write(work).await.unwrap()
}

#[tokio::test]
async fn whatever_becomes_of_a_row_is_told() {
    let accept = || Step::Accept { msgid: "m".to_owned() };
    let back = |asked| Step::PutBack { due_at: 1, asked, failed: false, errcode: None };
    let lost = || Step::Lose { reason: Reason::ReplyLost };
    let asked = Some(Asked { at: 1, server: Some(1) });
    let stories = [
        (vec![accept()], vec![(DeliveryState::Accepted, false)]),
        (vec![accept(), Step::Recall], vec![(DeliveryState::Accepted, false), (DeliveryState::Recalled, false)]),
        (vec![lost(), Step::Arrived], vec![(DeliveryState::Unknown, false), (DeliveryState::Accepted, false)]),
        (vec![back(None)], vec![(DeliveryState::Queued, false)]),
        (vec![back(asked)], vec![(DeliveryState::Queued, true)]),
        (vec![back(None), Step::Cancel], vec![(DeliveryState::Queued, false), (DeliveryState::Cancelled, false)]),
        (vec![lost(), Step::SendAgain], vec![(DeliveryState::Unknown, false)]),
    ];
    for (steps, expected) in stories {
        let (claim, call, untold) = told(steps.clone()).await;
        let states: Vec<_> = untold.iter().map(|one| (one.state, one.asked)).collect();
        assert_eq!(states, expected, "{steps:?}");
        assert!(untold.iter().all(|one| one.claim == Some(claim) && one.call == Some(call)), "{steps:?}: {untold:?}");
    }
}

#[tokio::test]
async fn who_is_held_gives_the_right_back_and_asks_for_another_one() {
    let back = Step::PutBack { due_at: 1, asked: None, failed: false, errcode: None };
    let held = Step::Hold { reason: Reason::NoSecret };
    let (claim, _, untold) = told(vec![back, held]).await;
    assert_eq!(untold.last().map(|one| (one.claim, one.state)), Some((Some(claim), DeliveryState::Held)), "given back");

    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), 1).unwrap();
    let work = |rows: &Writer<'_>| {
        let campaign = campaign(rows)?;
        let id = row(rows, campaign, "gao", None)?;
        let before = rows.unclaimed(campaign, 1)?[0].claim;
        let reason = Reason::Claimed { by: "lin".to_owned(), at: 1, state: ClaimState::Accepted, here: false };
        rows.step(id, &Step::Hold { reason }, 5)?;
        assert_eq!(rows.untold_count()?, 0, "it had no right to give back");
        rows.step(id, &Step::Release, 6)?;
        let after = rows.unclaimed(campaign, 1)?[0].claim;
        assert_ne!(before, after, "what was refused is not asked for again under the same name");
        Ok::<_, beckon_store::Error>(())
    };
    store.write(work).await.unwrap();
}

#[tokio::test]
async fn those_who_have_their_right_share_a_request_without_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), 1).unwrap();
    let work = |rows: &Writer<'_>| {
        let campaign = campaign(rows)?;
        let shared = rows.insert_shared(campaign, b"{\"touser\":\"a|b|c\"}", "s")?;
        let ids: Vec<_> =
            ["a", "b", "c"].iter().map(|name| row(rows, campaign, name, Some(shared))).collect::<Result<_, _>>()?;
        assert_eq!(rows.unclaimed(campaign, 1)?.len(), 3, "who shares a request is asked for together");
        rows.has_right(ids[0])?;
        rows.has_right(ids[2])?;
        rows.step(ids[1], &Step::Hold { reason: Reason::NoOccasion }, 5)?;
        let fewer = rows.insert_shared(campaign, b"{\"touser\":\"a|c\"}", "t")?;
        rows.share_anew(&[ids[0], ids[2]], Some(fewer))?;
        let call = rows.next_call(campaign, 10, false)?.unwrap();
        let userids: Vec<_> = call.rows.iter().map(|row| row.userid.as_str()).collect();
        assert_eq!(
            (userids, call.body),
            (vec!["a", "c"], b"{\"touser\":\"a|c\"}".to_vec()),
            "those two, and their bytes"
        );
        Ok::<_, beckon_store::Error>(())
    };
    store.write(work).await.unwrap();
}

#[tokio::test]
async fn a_send_without_a_team_tells_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), 1).unwrap();
    let work = |rows: &Writer<'_>| {
        let campaign = campaign(rows)?;
        let new = NewDelivery {
            candidate: None,
            about: Vec::new(),
            name: "gao".to_owned(),
            userid: Some("gao".to_owned()),
            outside: None,
            text_sha256: None,
            body: Ok((b"{}".to_vec(), "0".repeat(64))),
            shared: None,
            claim: None,
            told: None,
        };
        let id = rows.insert_delivery(campaign, &new, 1)?;
        let call = rows.next_call(campaign, 10, false)?.unwrap();
        rows.leave(&call, &AccountId("a".to_owned()), (10, None))?;
        let end = AttemptEnd { outcome: AttemptOutcome::Accepted, errcode: Some(0), reply: None };
        rows.end_attempt(id, 1, &end, 20)?;
        rows.step(id, &Step::Accept { msgid: "m".to_owned() }, 20)?;
        assert_eq!(rows.untold_count()?, 0, "there is nobody to tell");
        Ok::<_, beckon_store::Error>(())
    };
    store.write(work).await.unwrap();
}
