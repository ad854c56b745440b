//! Forms by which candidates answer: made once, named in messages, and read so that each answer is noted once, or told.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

#[path = "../common/mod.rs"]
mod common;
mod office;
mod whose;

use beckon_engine::Error;
use beckon_model::{
    AccountEdit, AnswerKind, AnswerSource, CandidateDraft, CandidateQuery, FormAnswer, FormOutcome, FormRequest,
    FormState, InterviewId, NewAnswer, Reason, Selection,
};
use beckon_sandbox::{Fault, When};
use common::{calls, save_template};
use office::{Office, on, outcomes, person};

#[tokio::test]
async fn an_answer_is_read_once_and_noted_as_what_it_says() {
    let office = Office::of(&[("林一", "+86 138-0000-0001"), ("莫二", "13800000002")]).await;
    let form = office.make(false).await.unwrap();
    assert_eq!((form.state, form.manager.as_str(), form.earlier), (FormState::Made, "wangfang", false), "{form:?}");
    let url = form.url.clone().unwrap();
    assert_eq!(office.make(false).await.unwrap(), form, "whoever asks again gets the same");
    assert_eq!(office.made(), 1, "WeCom was asked once");
    let body: serde_json::Value =
        serde_json::from_slice(&calls(&office.world.company, "/wedoc/create_form")[0].body).unwrap();
    let title = body["form_info"]["form_title"].as_str().unwrap();
    assert!(title.contains("一面") && title.contains("5月5日"), "which interview it is: {title}");
    assert!(!body.to_string().contains("林一") && !body.to_string().contains("1380000"), "nobody's name: {body}");

    assert_eq!((office.read().await.forms, office.said(0).await), (1, None), "nobody has answered");
    office.fill(&url, 3, ("13800000001", "L.", "周五下午"));
    let read = office.read().await;
    let [answer] = &read.answers[..] else { panic!("one answer: {read:?}") };
    assert_eq!((answer.candidate, answer.outcome), (Some(office.people[0]), FormOutcome::Noted), "by the phone");
    let said = office.said(0).await.unwrap();
    assert_eq!((said.kind, said.wish.as_deref()), (AnswerKind::OtherTime, Some("周五下午")), "in their own words");
    assert_eq!((said.source, said.earlier, said.at), (AnswerSource::Form, false, answer.at), "how and when");
    let now = office.world.company.now_ms();
    assert!((now - said.at).abs() < 60_000, "WeCom's time, in milliseconds: {} of {now}", said.at);
    assert_eq!(office.said(1).await, None, "the other has said nothing");
    assert_eq!(office.read().await.answers, [], "it was read");

    office.fill(&url, 1, ("13800000001", "林一", ""));
    assert_eq!(outcomes(&office.read().await), [FormOutcome::Noted], "who thinks better of it answers again");
    assert_eq!(office.said(0).await.unwrap().kind, AnswerKind::Accepted, "the last one counts");
    assert!(office.form().await.unwrap().read_at.is_some(), "when it was read is known");
}

#[tokio::test]
async fn a_form_whose_answer_was_lost_is_not_made_twice_by_itself() {
    let office = Office::of(&[("Lin", "13800000001")]).await;
    office.spoil("create_form", When::Always, Fault::ErrCode(48002));
    assert!(office.make(false).await.is_err(), "without the right");
    assert_eq!(office.form().await, None, "what was refused is not there");
    office.spoil("create_form", When::Always, Fault::ReplyLost);
    assert!(office.make(false).await.is_err(), "the answer was lost");
    let unsure = office.form().await.unwrap();
    assert_eq!((unsure.state, unsure.url.as_ref()), (FormState::Unsure, None), "nobody knows");
    office.world.company.set_faults(Vec::new());
    let made = office.made();
    assert_eq!(office.make(false).await.unwrap(), unsure, "it is said, and not tried again");
    assert_eq!(office.made(), made, "WeCom was not asked");

    office.spoil("doc_share", When::Nth(1), Fault::ReplyLost);
    assert!(office.make(true).await.is_err(), "made, and its address was lost");
    assert_eq!(office.form().await.unwrap().state, FormState::Made, "its id is known");
    let form = office.make(true).await.unwrap();
    assert!(form.url.is_some() && office.made() == made + 1, "the address is asked for again: {form:?}");
    assert_eq!(office.make(true).await.unwrap(), form, "one that is there is never made again");
    assert_eq!(office.made(), made + 1, "whoever asks");
}

#[tokio::test]
async fn who_cannot_be_told_is_told() {
    let office = Office::of(&[("Mo", "13800000002"), ("Mo Er", "13800000002"), ("Xu", "")]).await;
    let form = office.make(false).await.unwrap();
    assert_eq!(form.without_phone, ["Xu"], "no number will be hers");
    let url = form.url.unwrap();
    office.fill(&url, 1, ("13800000002", "MO ER", ""));
    office.fill(&url, 2, ("13800000002", "M.", "sorry"));
    office.fill(&url, 1, ("13900000009", "Xu", ""));
    let read = office.read().await;
    assert_eq!(outcomes(&read), [FormOutcome::Noted, FormOutcome::Several, FormOutcome::Nobody], "{read:?}");
    assert_eq!(office.said(1).await.unwrap().kind, AnswerKind::Accepted, "of two with one phone by the name");
    assert_eq!((office.said(0).await, office.said(2).await), (None, None), "never by the name alone");
    let open = office.form().await.unwrap().open;
    let shown: Vec<(&str, &str)> = open.iter().map(|one| (one.name.as_str(), one.phone.as_str())).collect();
    assert_eq!(shown, [("M.", "13800000002"), ("Xu", "13900000009")], "with what they typed");
    assert_eq!(office.read().await.answers, [], "told once");

    let xu = office.people[2];
    office.world.engine.candidates().edit(xu, person("Xu", "139 0000 0009")).await.unwrap();
    assert_eq!(outcomes(&office.read().await), [FormOutcome::Noted], "the list knows the number now");
    assert_eq!(office.said(2).await.unwrap().kind, AnswerKind::Accepted, "so it is hers");
    let seen = office.world.engine.outside().form_answers_seen(office.interview, &office.world.account.id).await;
    assert_eq!(seen.unwrap().unwrap().open, [], "somebody has looked at the other");
    office.world.engine.candidates().remove(Selection::Ids { ids: vec![xu] }).await.unwrap();
    let database = rusqlite::Connection::open(office.world.folder.path().join("beckon.db")).unwrap();
    let left = "SELECT count(*) FROM form_answer WHERE phone = '13900000009'";
    assert_eq!(database.query_row(left, [], |row| row.get::<_, i64>(0)), Ok(0), "nothing of who is gone");
}

#[tokio::test]
async fn what_is_known_already_goes_before_what_was_said_earlier() {
    let office = Office::of(&[("Lin", "13800000001"), ("Mo", "13800000002")]).await;
    let first = office.make(false).await.unwrap().url.unwrap();
    office.fill(&first, 2, ("13800000001", "Lin", ""));
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    let accepted =
        NewAnswer { interview: office.interview, candidate: office.people[0], kind: AnswerKind::Accepted, wish: None };
    office.world.engine.interviews().answer(accepted).await.unwrap();
    assert_eq!(outcomes(&office.read().await), [FormOutcome::Later], "on the phone they have said otherwise since");
    assert_eq!(office.said(0).await.unwrap().kind, AnswerKind::Accepted, "which counts");
    assert_eq!(office.form().await.unwrap().open.len(), 1, "but nobody loses it from sight");

    let moved = on("2036-05-06T10:00", &office.people);
    office.world.engine.interviews().save(Some(office.interview), moved).await.unwrap();
    assert!(office.form().await.unwrap().earlier, "the form asks about another time");
    let second = office.make(false).await.unwrap();
    assert!(!second.earlier && second.url.as_ref() != Some(&first), "so there is another one: {second:?}");
    office.fill(&first, 1, ("13800000002", "Mo", ""));
    assert_eq!(outcomes(&office.read().await), [FormOutcome::Noted], "the first is still read");
    let said = office.said(1).await.unwrap();
    assert!(said.earlier && said.kind == AnswerKind::Accepted, "as an answer to the other time: {said:?}");
    office.fill(&second.url.unwrap(), 2, ("13800000002", "Mo", ""));
    office.read().await;
    office.fill(&first, 1, ("13800000002", "Mo", ""));
    assert_eq!(outcomes(&office.read().await), [FormOutcome::Later], "an old time says nothing of the new one");
    let said = office.said(1).await.unwrap();
    assert!(!said.earlier && said.kind == AnswerKind::Declined, "{said:?}");
}

#[tokio::test]
async fn stop_in_a_form_is_heeded() {
    let office = Office::of(&[("Lin", "13800000001")]).await;
    let url = office.make(false).await.unwrap().url.unwrap();
    office.fill(&url, 2, ("13800000001", "Lin", "我已经找到工作了，请不要再联系我。"));
    let read = office.read().await;
    assert_eq!(read.opted_out, office.people, "who wants no messages is told");
    let rows = office.world.engine.candidates().list(CandidateQuery::default()).await.unwrap().rows;
    assert!(rows[0].opted_out, "and noted");
    assert_eq!(office.said(0).await.unwrap().kind, AnswerKind::Declined, "beside what they answered");
}

#[tokio::test]
async fn a_message_names_the_form_of_the_start_there_is() {
    let office = Office::of(&[("Lin", "13800000001")]).await;
    let world = &office.world;
    let member = world.company.members()[0].userid.clone();
    let lin = CandidateDraft { userid: Some(member), ..person("Lin", "13800000001") };
    world.engine.candidates().edit(office.people[0], lin).await.unwrap();
    save_template(&world.engine, "{{ name }}, {{ interview.form_url }}").await;
    let mut send = world.to_all().await;
    send.to = Selection::Invited { interviews: vec![office.interview] };
    let preview = async || world.engine.send().previews(send.clone(), 9).await.unwrap().remove(0);
    assert_eq!(preview().await.problems, [Reason::NoForm], "nobody has made one");
    let url = office.make(false).await.unwrap().url.unwrap();
    let before = world.company.journal().len();
    let ready = preview().await;
    assert_eq!((ready.problems.len(), world.company.journal().len()), (0, before), "WeCom is not asked: {ready:?}");
    let sent = world.send(send.clone()).await;
    assert_eq!(sent.counts.accepted, 1, "{sent:?}");
    assert!(String::from_utf8_lossy(&world.sends()[0].body).contains(&url), "with its address");
    let fields = world.engine.candidates().fields().await.unwrap();
    let field = fields.iter().find(|field| field.key == "interview.form_url").unwrap();
    assert_eq!(field.filled, 1, "it is offered to whoever writes a template");
    let moved = on("2036-05-06T10:00", &office.people);
    world.engine.interviews().save(Some(office.interview), moved).await.unwrap();
    assert_eq!(preview().await.problems, [Reason::NoForm], "that form asks about another time");
}

#[tokio::test]
async fn a_form_that_wecom_does_not_show_hides_no_other() {
    let office = Office::of(&[("Lin", "13800000001")]).await;
    let other = on("2036-07-01T10:00", &office.people);
    let other = office.world.engine.interviews().save(None, other).await.unwrap().id;
    office.make(false).await.unwrap();
    let second = Office { interview: other, ..office };
    let url = second.make(false).await.unwrap().url.unwrap();
    second.fill(&url, 1, ("13800000001", "Lin", ""));
    second.spoil("get_form_statistic", When::Nth(1), Fault::ErrCode(301_085));
    let read = second.read().await;
    assert_eq!((read.forms, read.unread.len(), read.unread[0].errcode), (1, 1, 301_085), "one is told: {read:?}");
    assert_eq!(outcomes(&read), [FormOutcome::Noted], "the other is read");
    second.spoil("get_form_statistic", When::Always, Fault::ErrCode(48002));
    let refused = second.world.engine.outside().forms_read(&second.world.account.id).await;
    assert!(matches!(refused, Err(Error::Wecom { .. })), "without the right nothing is read: {refused:?}");
    second.spoil("get_form_answer", When::Nth(1), Fault::ResetBeforeProcessing);
    second.fill(&url, 2, ("13800000001", "Lin", ""));
    let lost = second.world.engine.outside().forms_read(&second.world.account.id).await;
    assert!(lost.is_err(), "half a reading");
    second.world.company.set_faults(Vec::new());
    assert_eq!(outcomes(&second.read().await), [FormOutcome::Noted], "is made up for");
}

#[tokio::test]
async fn what_makes_no_form_says_why() {
    let office = Office::of(&[("Lin", "13800000001")]).await;
    let outside = office.world.engine.outside();
    let ask = |manager: Option<&str>, interview: InterviewId| {
        let (account, manager) = (office.world.account.id.clone(), manager.map(str::to_owned));
        outside.form_make(FormRequest { interview, account, manager, again: false })
    };
    assert!(matches!(ask(None, office.interview).await, Err(Error::Invalid(_))), "nobody sees the answers");
    assert!(matches!(ask(Some("王芳"), office.interview).await, Err(Error::Invalid(_))), "a name is no id");
    let gone = ask(Some("wangfang"), InterviewId(99)).await;
    assert!(matches!(gone, Err(Error::NotFound(_))), "no interview");
    let nobody = ask(Some("nobody"), office.interview).await;
    assert!(matches!(nobody, Err(Error::Wecom { .. })), "no member: {nobody:?}");
    assert_eq!(office.form().await, None, "nothing is left of it");
    ask(Some("wangfang"), office.interview).await.unwrap();
    let other = on("2036-07-01T10:00", &office.people);
    let other = office.world.engine.interviews().save(None, other).await.unwrap().id;
    assert_eq!(ask(None, other).await.unwrap().manager, "wangfang", "whoever saw the last one");
    assert_eq!(office.made(), 3, "a refusal and two forms");
}

#[tokio::test]
async fn another_company_has_none_of_the_forms() {
    let office = Office::of(&[("Lin", "13800000001")]).await;
    let url = office.make(false).await.unwrap().url.unwrap();
    office.fill(&url, 1, ("13800000001", "Lin", ""));
    let FormAnswer { outcome, .. } = office.read().await.answers.remove(0);
    assert_eq!(outcome, FormOutcome::Noted);
    let ids = AccountEdit { corp_id: "wwother".into(), ..AccountEdit::from(&office.world.account) };
    office.world.engine.accounts().edit(&office.world.account.id, &ids).await.unwrap();
    assert_eq!(office.form().await, None, "its forms are not this company's");
    let said = office.said(0).await.unwrap();
    assert_eq!(said.kind, AnswerKind::Accepted, "what was answered stays");
}
