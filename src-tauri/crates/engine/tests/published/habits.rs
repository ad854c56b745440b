//! What people do with interviews that are in WeCom, and what others make of it on the way: changes that WeCom cannot take, an
//! account that is removed and entered again, long names, answers without content.

use beckon_model::{AccountDraft, PublishAs, PublishProblem, PublishWish, VaultChoice};
use beckon_sandbox::{Config, Fault, FaultRule, Range, When};

use crate::common::draft;
use crate::world::Office;

#[tokio::test]
async fn a_change_that_wecom_cannot_take_is_open_until_it_can() {
    let office = Office::new().await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    assert_eq!(office.publish(id, PublishAs::Schedule, Some(1)).await.problem, None);
    assert_eq!(office.known(id).await.steps_open(), 0);
    office.edit(id, |plan| plan.starts = "2099-11-25 23:45".to_owned()).await;
    let known = office.known(id).await;
    assert_eq!((known.steps_open(), known.problem), (1, Some(PublishProblem::OverMidnight)), "also before it is tried");
    assert_eq!(office.bring(id).await.problem, Some(PublishProblem::OverMidnight));
    assert_eq!(office.known(id).await.steps_open(), 1);
    office.edit(id, |plan| plan.starts = "2099-11-25 22:00".to_owned()).await;
    assert_eq!(office.bring(id).await.problem, None);
    assert_eq!(office.known(id).await.steps_open(), 0);
    office.books_are_right(&[id]).await;
}

#[tokio::test]
async fn what_a_removed_account_left_is_taken_up_by_the_same_app_and_by_no_other() {
    let mut config = Config::default();
    let mut other = config.apps[0].clone();
    (other.agent_id, other.secret, other.range) = (1_000_099, "s".repeat(43), Range::Everyone);
    config.apps.push(other.clone());
    let office = Office::with(config).await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    assert_eq!(office.publish(id, PublishAs::Schedule, Some(1)).await.problem, None);
    let accounts = office.engine().accounts();
    accounts.remove(&office.world.account.id).await.unwrap();
    let known = office.known(id).await;
    assert_eq!((known.steps_open(), known.problem), (1, Some(PublishProblem::AccountGone)), "it is said");
    assert_eq!(office.bring(id).await.problem, Some(PublishProblem::AccountGone));
    let again = |agent_id: String, secret: String| AccountDraft {
        name: format!("app {agent_id}"),
        agent_id,
        secret: secret.as_str().into(),
        vault: VaultChoice::Session,
        ..draft(&office.world.company)
    };
    let start = async |account: &beckon_model::AccountId| {
        let wish = PublishWish { kind: PublishAs::Schedule, ..PublishWish::default() };
        office.engine().published().start(vec![id], account, wish).await.unwrap().remove(0).problem
    };
    let stranger = accounts.add(again(other.agent_id.to_string(), other.secret)).await.unwrap().account.id;
    assert_eq!(start(&stranger).await, Some(PublishProblem::AccountGone), "WeCom shows it to nobody else");
    let company = &office.world.company;
    let same = again(company.agent_id().to_string(), company.secret().to_owned());
    let same = accounts.add(same).await.unwrap().account.id;
    assert_eq!(start(&same).await, None);
    assert_eq!(office.schedules().len(), 1, "the same entry");
    office.engine().interviews().call_off(id, true).await.unwrap();
    assert_eq!(office.bring(id).await.problem, None);
    assert_eq!((office.schedules().len(), office.bookings().len()), (0, 0));
}

#[tokio::test]
async fn a_title_that_nobody_gave_is_never_too_long() {
    let office = Office::new().await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    let mut titles = Vec::new();
    for round in ["一面", "第二轮技术面试与系统设计", "second technical interview with the team"] {
        office.edit(id, |plan| plan.round = round.to_owned()).await;
        assert_eq!(office.publish(id, PublishAs::Meeting, None).await.problem, None, "{round}");
        titles.push(office.meetings()[0].title.clone());
    }
    assert_eq!(titles, ["面试 一面 张伟", "面试 张伟", "面试 张伟"]);
    let given = PublishWish { kind: PublishAs::Meeting, title: Some("很".repeat(21)), ..PublishWish::default() };
    let refused = office.publish_wish(id, given).await.problem;
    assert!(matches!(refused, Some(PublishProblem::TitleTooLong { .. })), "what somebody gave is not cut: {refused:?}");
}

#[tokio::test]
async fn an_answer_without_content_says_of_nothing_that_it_is_gone() {
    let office = Office::new().await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    assert_eq!(office.publish(id, PublishAs::Schedule, None).await.problem, None);
    let rule = FaultRule { call: "oa/schedule/get".into(), when: When::Nth(1), fault: Fault::BareOk };
    office.world.company.set_faults(vec![rule]);
    let read = office.engine().published().answers(&office.world.account.id, Vec::new()).await.unwrap();
    assert!(read.gone.is_empty() && read.problem.is_some(), "{read:?}");
    assert_eq!(office.publish(id, PublishAs::Schedule, None).await.problem, None);
    assert_eq!(office.schedules().len(), 1);
}

#[tokio::test]
async fn what_is_refused_because_it_has_begun_is_not_wished_for_later() {
    let office = Office::new().await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    assert_eq!(office.publish(id, PublishAs::Schedule, None).await.problem, None);
    office.database().execute("UPDATE interview SET starts_at = 1", []).unwrap();
    assert_eq!(office.publish(id, PublishAs::Meeting, None).await.problem, Some(PublishProblem::Begun));
    assert_eq!(office.known(id).await.wish.kind, PublishAs::Schedule);
}
