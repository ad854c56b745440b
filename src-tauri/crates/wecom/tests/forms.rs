//! Forms, against the practice company: a form about an interview, who fills it in, and what the app reads of it.

mod common;

use std::sync::Arc;
use std::time::Duration;

use beckon_sandbox::{App, Config, FormEntry, FormFiller, NotFilled, Sandbox};
use common::by_hand::{Act, http, server};
use common::{client_of, client_to, code, received, straight, told};
use serde_json::{Value, json};
use wecom::{
    Client, Cursor, Error, FilledBy, FormAnswerStatus, FormSubmits, InterviewChoice, InterviewForm, PhoneQuestion,
    TmpIdOf,
};

const DAY: i64 = 86_400;

fn form() -> InterviewForm {
    InterviewForm {
        title: "后端工程师面试 6 月 12 日 10:00".into(),
        desc: "3 号会议室".into(),
        choice: "您能参加吗？".into(),
        accept: "参加".into(),
        decline: "不参加".into(),
        other_time: "希望改期".into(),
        wished_time: "希望的时间".into(),
        phone: phone("手机号"),
        name: None,
        managers: vec!["wangfang".into()],
        timed_finish: None,
        notify: true,
        again: false,
    }
}

fn phone(title: &str) -> Option<PhoneQuestion> {
    Some(PhoneQuestion { title: title.into(), mainland: true, needed: false })
}

/// A company with a form, its link, and the id that its answers stand under.
struct Stage {
    company: Arc<Sandbox>,
    client: Client,
    formid: String,
    link: String,
    repeated_id: String,
}

impl Stage {
    async fn of(form: &InterviewForm) -> Self {
        let (company, client) = common::company().await;
        let formid = client.wedoc_create_form(form).await.expect("a form");
        let link = client.wedoc_doc_share(&formid).await.expect("a link");
        let repeated_id = client.wedoc_get_form_info(&formid).await.expect("its info").repeated_id.remove(0);
        Self { company, client, formid, link, repeated_id }
    }

    fn fill(&self, who: FormFiller<'_>, entries: &[(i64, FormEntry)]) -> Result<i64, NotFilled> {
        self.company.forms().fill(&self.link, who, entries)
    }

    fn now(&self) -> i64 {
        self.company.now_ms() / 1000
    }

    async fn submitted(&self, limit: usize, cursor: Option<&Cursor>) -> FormSubmits {
        let (from, to) = (self.now() - DAY, self.now());
        let called = self.client.wedoc_get_form_statistic_submitted(&self.repeated_id, from, to, limit, cursor);
        called.await.expect("who submitted")
    }
}

fn text(id: i64, text: &str) -> (i64, FormEntry) {
    (id, FormEntry::Text(text.into()))
}

fn chosen(key: i64) -> (i64, FormEntry) {
    (1, FormEntry::Options(vec![key]))
}

#[tokio::test]
async fn an_outsider_answers_and_the_app_reads_it() {
    let stage = Stage::of(&form()).await;
    let lin = stage.company.outsider("小林").expect("room for one more");
    let entries = [chosen(3), text(2, " 周五下午 "), text(3, "13800000001")];
    let answer_id = stage.fill(FormFiller::Outsider(&lin), &entries).expect("it is taken");

    let counts = stage.client.wedoc_get_form_statistic(&stage.repeated_id).await.expect("the counts");
    assert_eq!((counts.fill_cnt, counts.fill_user_cnt, counts.unfill_user_cnt), (1, Some(1), Some(0)), "one answered");
    let submits = stage.submitted(100, None).await;
    assert_eq!((submits.counts, submits.page.next), (counts, None), "all is on one page, with the counts");
    let [submit] = &submits.page.items[..] else { panic!("one answer: {:?}", submits.page.items) };
    let tmp = stage.company.forms().tmp_external_userid(&stage.formid, &lin).expect("the form exists");
    assert_eq!((submit.answer_id, &submit.by.tmp_external_userid), (answer_id, &tmp), "by whom");
    assert_eq!((submit.by.user_name.as_str(), submit.by.userid.as_str()), ("小林", ""), "no member");
    assert!((stage.now() - submit.submit_time).abs() < DAY, "in seconds, not milliseconds: {}", submit.submit_time);

    let answers = stage.client.wedoc_get_form_answer(&stage.repeated_id, &[answer_id]).await.expect("the answers");
    let [answer] = &answers[..] else { panic!("one answer: {answers:?}") };
    assert_eq!((answer.answer_id, &answer.by), (answer_id, &submit.by), "the same one");
    assert_eq!((answer.status, answer.ctime), (Some(FormAnswerStatus::Counts), submit.submit_time), "it counts");
    let said = answer.interview();
    assert_eq!(said.choice, Some(InterviewChoice::OtherTime), "the third option");
    assert_eq!((said.wished_time, said.phone), ("周五下午", "13800000001"), "in the candidate's words, without blanks");
}

#[tokio::test]
async fn what_is_asked_stands_in_the_form_and_nothing_else() {
    let body = async |form: &InterviewForm| {
        let stage = Stage::of(form).await;
        let journal = stage.company.journal();
        let call = journal.iter().find(|call| call.path.ends_with("create_form")).expect("it was made");
        serde_json::from_slice::<Value>(&call.body).expect("JSON")["form_info"].clone()
    };
    let whole = body(&form()).await;
    let question = |id: i64, title: &str, kind: i64, must: bool| json!({ "question_id": id, "title": title, "pos": id, "status": 1, "reply_type": kind, "must_reply": must });
    let mut choice = question(1, "您能参加吗？", 2, true);
    let option = |key: i64, value: &str| json!({ "key": key, "value": value, "status": 1 });
    choice["option_item"] = json!([option(1, "参加"), option(2, "不参加"), option(3, "希望改期")]);
    let mut phone = question(3, "手机号", 1, false);
    phone["question_extend_setting"] = json!({ "text_setting": { "validation_type": 5 } });
    let items = json!([choice, question(2, "希望的时间", 1, false), phone]);
    assert_eq!(whole["form_question"]["items"], items, "three questions, ids from 1, a mainland mobile number");
    let setting = json!({
        "fill_out_auth": 0, "setting_manager_range": { "userids": ["wangfang"] }, "allow_multi_fill": false,
        "can_anonymous": false, "can_notify_submit": true,
    });
    assert_eq!(whole["form_setting"], setting, "for everybody, once, with a name; the recruiter sees the answers");
    assert_eq!(
        (&whole["form_title"], &whole["form_desc"]),
        (&json!(form().title), &json!("3 号会议室")),
        "texts as given"
    );
    let least = InterviewForm { desc: String::new(), phone: None, timed_finish: Some(4_000_000_000), ..form() };
    let least = body(&least).await;
    assert_eq!(least["form_question"]["items"].as_array().map(Vec::len), Some(2), "no question about a phone");
    assert_eq!(least["form_setting"]["timed_finish"], 4_000_000_000_i64, "a time to end");
    assert_eq!(least.get("form_desc"), None, "nothing more about it");
    let abroad = PhoneQuestion { title: "Phone".into(), mainland: false, needed: true };
    let most = body(&InterviewForm { phone: Some(abroad), name: Some("Name".into()), again: true, ..form() }).await;
    let items = [&most["form_question"]["items"][2], &most["form_question"]["items"][3]];
    assert_eq!(items, [&question(3, "Phone", 1, true), &question(4, "Name", 1, true)], "any number, and a name");
    assert_eq!(most["form_setting"]["allow_multi_fill"], true, "whoever thinks better of it answers again");
}

#[tokio::test]
async fn what_cannot_be_a_form_never_leaves() {
    let (company, client) = common::company().await;
    let why = async |form: InterviewForm| told(client.wedoc_create_form(&form).await);
    let long = |chars: usize| InterviewForm { title: "面".repeat(chars), ..form() };
    client.wedoc_create_form(&long(255)).await.expect("255 characters are allowed");
    let before = received(&company, "create_form");
    let title = "form_info.form_title";
    assert_eq!(why(long(256)).await, format!("{title} has 256 characters, at most 255 are allowed"), "one past");
    assert_eq!(why(long(0)).await, format!("{title} is empty"), "none");
    let item = |rest: &str| format!("form_info.form_question.items{rest}");
    for (form, place) in [
        (InterviewForm { choice: " ".into(), ..form() }, "[0].title"),
        (InterviewForm { decline: String::new(), ..form() }, "[0].option_item[1].value"),
        (InterviewForm { wished_time: String::new(), ..form() }, "[1].title"),
        (InterviewForm { phone: phone(""), ..form() }, "[2].title"),
        (InterviewForm { name: Some(String::new()), ..form() }, "[3].title"),
    ] {
        assert_eq!(why(form).await, format!("{} is empty", item(place)), "each text must say something");
    }
    let alone = why(InterviewForm { phone: None, name: Some("Name".into()), ..form() }).await;
    assert_eq!(alone, format!("{} must be asked beside the phone number", item("[3]")), "a name tells nobody");
    let same = InterviewForm { other_time: "参加".into(), ..form() };
    let told_apart = format!("{} is the same as in an entry before", item("[0].option_item[2].value"));
    assert_eq!(why(same).await, told_apart, "nobody could tell the options apart");
    let managers = "form_info.form_setting.setting_manager_range.userids";
    assert_eq!(
        why(InterviewForm { managers: vec![], ..form() }).await,
        format!("{managers} is empty"),
        "nobody sees it"
    );
    let nobody = why(InterviewForm { managers: vec!["王芳".into()], ..form() }).await;
    assert_eq!(nobody, format!("{managers}[0] \"王芳\" cannot be a user id"), "a name");
    let finish = "form_info.form_setting.timed_finish must be a time after 1970 and before 2106, in Unix seconds";
    for wrong in [0, -1, 1_781_150_000_000] {
        assert_eq!(why(InterviewForm { timed_finish: Some(wrong), ..form() }).await, finish, "{wrong}");
    }
    let bell = InterviewForm { title: "a\u{7}".into(), ..form() };
    assert_eq!(why(bell).await, format!("{title} has a control character"), "40033 otherwise");
    assert_eq!(received(&company, "create_form"), before, "nothing left");

    let submitted = async |from: i64, to: i64, limit: usize, cursor: &str| {
        let cursor = Cursor::kept(cursor.into());
        told(client.wedoc_get_form_statistic_submitted("REP1", from, to, limit, cursor.as_ref()).await)
    };
    assert_eq!(submitted(2, 1, 1, "").await, "end_time must be at or after start_time", "back in time");
    assert_eq!(submitted(-1, 1, 1, "").await, "start_time must be a time after 1970, in Unix seconds", "before it");
    assert_eq!(submitted(1, 1, 0, "").await, "limit has 0 entries, at least 1 are needed", "none");
    assert_eq!(submitted(1, 1, 10_001, "").await, "limit has 10001 entries, at most 10000 are allowed", "one past");
    assert_eq!(submitted(1, 1, 1, "c").await, "cursor must be one that this call answered", "another call's");
    let answers = async |count: i64| told(client.wedoc_get_form_answer("REP1", &(1..=count).collect::<Vec<_>>()).await);
    assert_eq!(answers(0).await, "answer_ids is empty", "none");
    assert_eq!(answers(101).await, "answer_ids has 101 entries, at most 100 are allowed", "one past");
    assert_eq!(told(client.wedoc_doc_share(" ").await), "formid is empty", "no form");
    assert_eq!(told(client.wedoc_get_form_statistic("").await), "repeated_id is empty", "no form");
    assert_eq!(received(&company, "get_form_statistic") + received(&company, "get_form_answer"), 0, "nothing left");
}

#[tokio::test]
async fn answers_come_in_pages_and_by_whole_days() {
    let stage = Stage::of(&form()).await;
    let outsiders: Vec<String> = (0..5).map(|n| stage.company.outsider(&format!("候选人 {n}")).unwrap()).collect();
    for who in &outsiders {
        stage.fill(FormFiller::Outsider(who), &[chosen(1)]).expect("it is taken");
    }
    let (mut cursor, mut ids, mut sizes) = (None, Vec::new(), Vec::new());
    loop {
        let page = stage.submitted(2, cursor.as_ref()).await.page;
        sizes.push(page.items.len());
        ids.extend(page.items.iter().map(|submit| submit.answer_id));
        cursor = page.next.map(|next| Cursor::kept(next.as_str().to_owned()).expect("kept as a text"));
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!((ids, sizes), (vec![1, 2, 3, 4, 5], vec![2, 2, 1]), "each once, in the order of their coming");

    let now = stage.now();
    let between = async |from: i64, to: i64| {
        let called = stage.client.wedoc_get_form_statistic_submitted(&stage.repeated_id, from, to, 100, None);
        called.await.expect("who submitted").page.items.len()
    };
    assert_eq!(between(now + 2 * DAY, now + 3 * DAY).await, 0, "of other days nothing comes");
    stage.company.advance(Duration::from_secs(2 * 86_400));
    let late = stage.company.outsider("晚到").unwrap();
    stage.fill(FormFiller::Outsider(&late), &[chosen(2)]).expect("it is taken");
    let came = stage.submitted(100, None).await.page.items.pop().expect("it is listed").submit_time;
    let midnight = came - (came + 8 * 3600) % DAY;
    assert_eq!(between(midnight, midnight).await, 1, "the day of a moment is the whole day in Beijing");
    assert_eq!(between(now - DAY, came).await, 6, "all days");
    let answers = stage.client.wedoc_get_form_answer(&stage.repeated_id, &[6, 99, 1]).await.expect("the known ones");
    let ids: Vec<_> = answers.iter().map(|answer| (answer.answer_id, answer.interview().choice)).collect();
    let (accept, decline) = (Some(InterviewChoice::Accept), Some(InterviewChoice::Decline));
    assert_eq!(ids, [(6, decline), (1, accept)], "one that nobody gave is not there");
}

#[tokio::test]
async fn a_form_takes_one_answer_of_each_until_it_ends() {
    let soon = Arc::new(Sandbox::start(Config::default()).await.unwrap()).now_ms() / 1000 + 3600;
    let stage = Stage::of(&InterviewForm { timed_finish: Some(soon), ..form() }).await;
    let lin = stage.company.outsider("小林").unwrap();
    let lin = FormFiller::Outsider(&lin);
    assert_eq!(stage.fill(lin, &[text(2, "周五")]), Err(NotFilled::Question(1)), "the choice must be made");
    assert_eq!(stage.fill(lin, &[chosen(4)]), Err(NotFilled::Question(1)), "no such option");
    assert_eq!(
        stage.fill(lin, &[chosen(1), text(3, "+44 20 7946 0000")]),
        Err(NotFilled::Question(3)),
        "no mainland phone"
    );
    assert_eq!(stage.fill(lin, &[chosen(1), text(4, "?")]), Err(NotFilled::Question(4)), "no such question");
    assert_eq!(stage.company.forms().fill("https://e.com", lin, &[chosen(1)]), Err(NotFilled::NoForm), "another link");
    assert_eq!(
        stage.company.forms().fill_anonymously(&stage.link, lin, &[chosen(1)]),
        Err(NotFilled::NotAnonymous),
        "named"
    );
    assert_eq!(stage.fill(FormFiller::Outsider("wmX"), &[chosen(1)]), Err(NotFilled::Nobody), "unknown");
    assert_eq!(stage.fill(lin, &[chosen(1)]), Ok(1), "one is taken");
    assert_eq!(stage.fill(lin, &[chosen(2)]), Err(NotFilled::Twice), "the second is not");
    assert_eq!(stage.fill(FormFiller::Member("zhangwei"), &[chosen(2)]), Ok(2), "everybody may, members too");
    let answers = stage.client.wedoc_get_form_answer(&stage.repeated_id, &[2]).await.unwrap();
    assert_eq!(
        (answers[0].by.userid.as_str(), answers[0].by.tmp_external_userid.as_str()),
        ("zhangwei", ""),
        "a member"
    );

    assert!(stage.company.forms().remove(&stage.formid, 1), "the recruiter takes it out");
    assert_eq!(stage.submitted(100, None).await.page.items.len(), 1, "it is not listed any more");
    let removed = stage.client.wedoc_get_form_answer(&stage.repeated_id, &[1]).await.unwrap()[0].status;
    assert_eq!(removed, Some(FormAnswerStatus::Removed), "who knows it reads why");
    stage.company.advance(Duration::from_secs(2 * 3600));
    assert_eq!(stage.fill(lin, &[chosen(1)]), Err(NotFilled::Ended), "it is too late");
}

#[tokio::test]
async fn who_may_not_read_a_form_is_told_why() {
    let mut config = Config::default();
    config.apps.push(App::new(1_000_003, "Other", 9));
    config.apps.push(App { documents: false, ..App::new(1_000_004, "No documents", 9) });
    let (other, without) = (config.apps[1].clone(), config.apps[2].clone());
    let company = Arc::new(Sandbox::start(config).await.expect("a port is free"));
    let of = |app: &App| {
        let config = wecom::Config::new(company.corp_id(), app.agent_id, app.secret.as_str());
        Client::new(wecom::Config { host: company.base_url(), ..config }).expect("a client")
    };
    let client = client_of(&company);
    let formid = client.wedoc_create_form(&form()).await.expect("a form");
    let info = client.wedoc_get_form_info(&formid).await.expect("its info");
    assert_eq!((&info.formid, &info.form_title, info.repeated_id.len()), (&formid, &form().title, 1), "one collection");
    let link = client.wedoc_doc_share(&formid).await.expect("a link");
    assert_eq!(client.wedoc_doc_share(&formid).await.unwrap(), link, "the same one every time");
    assert!(!link.contains(&formid), "a link does not give the id away: {link}");
    for (client, formid, repeated_id, why) in [
        (&client, "FORMX", "REPX", "unknown"),
        (&of(&other), formid.as_str(), info.repeated_id[0].as_str(), "another app's"),
    ] {
        assert_eq!(code(client.wedoc_doc_share(formid).await), 301_085, "{why}");
        assert_eq!(code(client.wedoc_get_form_info(formid).await), 301_085, "{why}");
        assert_eq!(code(client.wedoc_get_form_statistic(repeated_id).await), 301_085, "{why}");
        assert_eq!(code(client.wedoc_get_form_answer(repeated_id, &[1]).await), 301_085, "{why}");
    }
    assert_eq!(code(of(&without).wedoc_create_form(&form()).await), 48002, "not among the callable apps of documents");
    let nobody = InterviewForm { managers: vec!["nobody".into()], ..form() };
    assert_eq!(code(client.wedoc_create_form(&nobody).await), 60111, "a manager who does not exist");
}

#[tokio::test]
async fn who_answered_is_found_out_by_form_when_they_are_a_customer() {
    let stage = Stage::of(&form()).await;
    let theirs = stage.client.externalcontact_list("wangfang").await.expect("customers").remove(0);
    let stranger = stage.company.outsider("小林").expect("room for one more");
    for who in [&theirs, &stranger] {
        stage.fill(FormFiller::Outsider(who), &[chosen(1)]).expect("it is taken");
    }
    let submits = stage.submitted(100, None).await.page.items;
    let ids: Vec<&str> = submits.iter().map(|submit| submit.by.tmp_external_userid.as_str()).collect();
    let read = stage.client.idconvert_convert_tmp_external_userid(TmpIdOf::Form, &ids).await.expect("an answer");
    let [known] = &read.results[..] else { panic!("one of two is a customer: {read:?}") };
    assert_eq!((known.tmp_external_userid.as_str(), &known.external_userid), (ids[0], &theirs), "the customer");
    assert_eq!(read.invalid_tmp_external_userid_list, [ids[1]], "of a stranger nothing more is known");
    let sheet = stage.client.idconvert_convert_tmp_external_userid(TmpIdOf::Sheet, &ids).await.expect("an answer");
    assert!(sheet.results.is_empty(), "a sheet has ids of its own: {sheet:?}");
}

/// What a server answers to the call that lists who submitted.
async fn listed(reply: &str) -> Result<FormSubmits, Error> {
    let reply = http("200 OK", "", reply.as_bytes());
    let server = server(None, move |_, _| Act::Reply(reply.clone())).await;
    let client = client_to(&server.url(), straight());
    client.wedoc_get_form_statistic_submitted("REP1", 1, 2, 1, None).await
}

#[tokio::test]
async fn what_the_pages_leave_open_is_read_either_way() {
    let one =
        r#""fill_cnt":2,"submit_users":[{"submit_time":"1781150000","answer_id":"7"}],"has_more":true,"cursor":1"#;
    let flat = listed(&format!(r#"{{"errcode":0,"errmsg":"ok",{one}}}"#)).await.expect("as the page has it");
    let several = format!(r#"{{"errcode":0,"errmsg":"ok","statistic_list":[{{"repeated_id":"REP1",{one}}}]}}"#);
    assert_eq!(listed(&several).await.expect("as newer SDKs read it"), flat, "both are the same");
    assert_eq!((flat.counts.fill_cnt, flat.counts.fill_user_cnt), (2, None), "what does not stand there is not 0");
    let submit = &flat.page.items[0];
    assert_eq!((submit.answer_id, submit.submit_time), (7, 1_781_150_000), "numbers as texts");
    assert_eq!(submit.by, FilledBy::default(), "an anonymous answer tells nobody");
    assert_eq!(flat.page.next.as_ref().map(Cursor::as_str), Some("1"), "more follows");
    for (broken, why) in [
        (r#""fill_cnt":2,"submit_users":[],"has_more":true"#, "more that nobody can ask for"),
        (r#""statistic_list":[]"#, "nothing about the form"),
        (r#""submit_users":[],"has_more":false"#, "no count"),
    ] {
        let called = listed(&format!(r#"{{"errcode":0,"errmsg":"ok",{broken}}}"#)).await;
        assert!(matches!(called, Err(Error::BadReply(_))), "{why}: {called:?}");
    }
}
