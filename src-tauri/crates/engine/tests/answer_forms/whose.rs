//! Whose an answer is that no phone number tells: what a person says of it, and what WeCom knows.

use std::time::Duration;

use beckon_engine::Error;
use beckon_model::{AnswerKind, AnswerSource, CandidateQuery, FormAnswerId, FormOutcome, NewAnswer};
use beckon_sandbox::{Fault, When};

use crate::office::{Office, outcomes, person};

#[tokio::test]
async fn what_nobody_could_be_told_of_a_person_gives_to_somebody() {
    let office = Office::of(&[("Lin", "13800000001"), ("Mo", "13800000002")]).await;
    let url = office.make(false).await.unwrap().url.unwrap();
    office.fill(&url, 3, ("13900000009", "L.", "Friday"));
    let nobodys = office.read().await.answers.remove(0);
    assert_eq!(nobodys.outcome, FormOutcome::Nobody);

    let given = office.give(nobodys.id, Some(0)).await.unwrap();
    assert_eq!((given.answer.outcome, given.answer.candidate), (FormOutcome::Noted, Some(office.people[0])));
    let said = office.said(0).await.unwrap();
    assert_eq!((said.kind, said.wish.as_deref()), (AnswerKind::OtherTime, Some("Friday")), "it is hers");
    assert_eq!((said.source, said.at), (AnswerSource::Form, nobodys.at), "by the form, and when she said it");
    assert_eq!(given.counts.as_ref(), Some(&said), "as it is told");
    let form = office.form().await.unwrap();
    assert_eq!((form.open.len(), form.given.len()), (0, 1), "and shown");
    assert_eq!(office.give(nobodys.id, Some(0)).await.unwrap().counts, Some(said.clone()), "twice is once");
    assert!(matches!(office.give(nobodys.id, Some(1)).await, Err(Error::NotFound(_))), "it is somebody's");
    assert_eq!(office.read().await.answers, [], "no reading doubles it");
    assert_eq!(office.said(0).await, Some(said), "or changes it");

    let back = office.give(nobodys.id, None).await.unwrap();
    assert_eq!((back.answer.outcome, back.counts), (FormOutcome::Nobody, None), "nothing was known before");
    assert_eq!(office.form().await.unwrap().open.len(), 1, "somebody has to look again");
    assert!(matches!(office.give(nobodys.id, None).await, Err(Error::NotFound(_))), "it is nobody's");
    let mo = office.people[1];
    office.world.engine.candidates().edit(mo, person("Mo", "13900000009")).await.unwrap();
    assert_eq!(outcomes(&office.read().await), [FormOutcome::Noted], "and a reading finds whose it is");
    assert!(matches!(office.give(nobodys.id, Some(0)).await, Err(Error::NotFound(_))), "which stays");
}

#[tokio::test]
async fn giving_an_answer_changes_nothing_that_was_said_later() {
    let office = Office::of(&[("Lin", "13800000001"), ("Mo", "13800000002")]).await;
    let url = office.make(false).await.unwrap().url.unwrap();
    office.fill(&url, 2, ("13900000009", "L.", ""));
    office.fill(&url, 2, ("13900000008", "M.", "请不要再联系我"));
    let mut nobodys = office.read().await.answers;
    tokio::time::sleep(Duration::from_millis(1100)).await;
    let accepted =
        NewAnswer { interview: office.interview, candidate: office.people[0], kind: AnswerKind::Accepted, wish: None };
    office.world.engine.interviews().answer(accepted).await.unwrap();
    let given = office.give(nobodys[0].id, Some(0)).await.unwrap();
    assert_eq!(given.answer.outcome, FormOutcome::Later, "it is said");
    assert_eq!(given.counts.unwrap().kind, AnswerKind::Accepted, "and what counts");
    assert_eq!(office.said(0).await.unwrap().kind, AnswerKind::Accepted, "the later one");
    office.give(nobodys[0].id, None).await.unwrap();
    assert_eq!(office.said(0).await.unwrap().kind, AnswerKind::Accepted, "which goes with nothing");

    let stop = office.give(nobodys.remove(1).id, Some(1)).await.unwrap();
    assert!(stop.opted_out, "who wants no messages gets none");
    let rows = office.world.engine.candidates().list(CandidateQuery::default()).await.unwrap().rows;
    assert!(rows.iter().any(|row| row.id == office.people[1] && row.opted_out), "as with every answer");
    let gone = office.world.engine.outside().form_answer_give(FormAnswerId(99), Some(office.people[0])).await;
    assert!(matches!(gone, Err(Error::NotFound(_))), "no such answer");
}

#[tokio::test]
async fn a_customer_is_known_by_what_wecom_says_of_them() {
    let office = Office::of(&[("Lin", "13800000001"), ("Mo", "13800000002")]).await;
    let url = office.make(false).await.unwrap().url.unwrap();
    office.fill(&url, 1, ("13900000009", "stranger", ""));
    assert_eq!(outcomes(&office.read().await), [FormOutcome::Nobody]);
    assert_eq!(office.converted(), 0, "no candidate is known to be a customer: there is nothing to ask");

    let lin = office.customer(0, "13800000001").await;
    office.fill_as(&lin, &url, 1, "13900000008");
    let read = office.read().await;
    assert_eq!(outcomes(&read), [FormOutcome::Noted], "with another number: {read:?}");
    assert_eq!(read.answers[0].candidate, Some(office.people[0]), "who the customer is");
    assert_eq!(office.converted(), 1, "both in one question");
    office.fill_as(&lin, &url, 2, "13900000008");
    assert_eq!(outcomes(&office.read().await), [FormOutcome::Noted]);
    office.read().await;
    assert_eq!(office.converted(), 1, "WeCom is not asked twice");
    assert_eq!(office.said(0).await.unwrap().kind, AnswerKind::Declined, "the last one counts");
    office.world.engine.outside().sync(&office.world.account.id).await.unwrap();
    office.read().await;
    assert_eq!(office.converted(), 2, "of the stranger, who may be a customer by now");
}

#[tokio::test]
async fn without_the_right_an_answer_stays_nobodys_and_it_says_why() {
    let office = Office::of(&[("Lin", "13800000001"), ("Mo", "13800000002")]).await;
    let lin = office.customer(0, "13800000001").await;
    let url = office.make(false).await.unwrap().url.unwrap();
    office.spoil("convert_tmp_external_userid", When::Always, Fault::ErrCode(48002));
    office.fill_as(&lin, &url, 1, "13800000001");
    let read = office.read().await;
    assert_eq!((outcomes(&read), read.unconverted), (vec![FormOutcome::Noted], None), "the number says it: {read:?}");
    office.fill_as(&lin, &url, 2, "13900000009");
    let read = office.read().await;
    assert_eq!((outcomes(&read), read.unconverted), (vec![FormOutcome::Nobody], Some(48002)), "{read:?}");
    assert_eq!(office.form().await.unwrap().unconverted, Some(48002), "as it is shown");
    office.world.company.set_faults(Vec::new());
    office.read().await;
    assert_eq!(office.converted(), 1, "not before somebody reads the customers again");
    office.world.engine.outside().sync(&office.world.account.id).await.unwrap();
    assert_eq!(outcomes(&office.read().await), [FormOutcome::Noted], "then it is theirs");
    assert_eq!(office.form().await.unwrap().unconverted, None);

    let mo = office.customer(1, "13800000002").await;
    office.spoil("convert_tmp_external_userid", When::Always, Fault::ResetBeforeProcessing);
    office.fill_as(&mo, &url, 1, "13900000007");
    assert!(office.world.engine.outside().forms_read(&office.world.account.id).await.is_err(), "not reached");
    office.world.company.set_faults(Vec::new());
    assert_eq!(outcomes(&office.read().await), [FormOutcome::Noted], "it is asked again");
}
