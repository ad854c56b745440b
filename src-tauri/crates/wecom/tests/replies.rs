//! Whatever comes back, no call panics, and none reports a success that WeCom did not report: a JSON object whose errcode
//! is 0.

mod common;

use std::pin::Pin;
use std::sync::{Arc, LazyLock, Mutex};

use common::by_hand::{Act, Server, everything, http, server};
use common::{client_to, picture, straight};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use secrecy::SecretString;
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use wecom::message::Day;
use wecom::{
    AcquisitionRange, Calendar, CalendarRange, ChatType, Client, Color, ContactWay, CreatedBy, CustomerMessage,
    CustomerTask, EmailType, Error, GroupMsgQuery, Handover, InterviewForm, MediaFile, MediaKind, NewAcquisitionLink,
    Occurrences, Remark, Robot, RobotConfig, RobotMessage, Schedule, ServiceContent, SyncAsked, TmpIdOf, WayMembers,
};

type Called<'a> = Pin<Box<dyn Future<Output = Result<(), Error>> + 'a>>;

struct Clients {
    client: Client,
    robot: Robot,
}

/// A call and a reply it takes.
struct Case {
    name: &'static str,
    reply: &'static str,
    call: for<'a> fn(&'a Clients) -> Called<'a>,
}

macro_rules! cases {
    ($($name:ident($it:ident) $reply:literal => $call:expr;)+) => {{
        $(fn $name<'a>($it: &'a Clients) -> Called<'a> {
            Box::pin(async move { ($call).await.map(drop) })
        })+
        vec![$(Case { name: stringify!($name), reply: $reply, call: $name }),+]
    }};
}

fn says() -> CustomerMessage {
    CustomerMessage { text: "a".into(), attachments: Vec::new() }
}

fn task() -> CustomerTask {
    CustomerTask::new("w", "a", says()).expect("a task")
}

fn acquisition() -> NewAcquisitionLink {
    let range = AcquisitionRange { user_list: vec!["a".into()], department_list: Vec::new() };
    NewAcquisitionLink { link_name: "n".into(), range, skip_verify: true }
}

fn form() -> InterviewForm {
    let text = |text: &str| text.to_owned();
    let (choice, accept, decline, other_time) = (text("q"), text("a"), text("b"), text("c"));
    let (phone, managers, timed_finish) = (None, vec![text("w")], None);
    let (title, desc, wished_time, notify) = (text("t"), text(""), text("w"), false);
    InterviewForm {
        title,
        desc,
        choice,
        accept,
        decline,
        other_time,
        wished_time,
        phone,
        name: None,
        managers,
        timed_finish,
        notify,
        again: false,
    }
}

fn query() -> GroupMsgQuery {
    let (chat_type, filter_type) = (ChatType::Single, CreatedBy::All);
    GroupMsgQuery { chat_type, start_time: 1, end_time: 2, creator: None, filter_type, limit: 1 }
}

fn entry() -> Schedule {
    Schedule { start_time: 1, end_time: 2, ..Schedule::default() }
}

fn calendar() -> Calendar {
    let (admins, shares, range) = (Vec::new(), Vec::new(), CalendarRange::Private);
    let (summary, description, color) = ("a".into(), String::new(), Color(0, 0, 0));
    Calendar { summary, color, description, admins, set_as_default: false, shares, range }
}

fn file() -> MediaFile {
    MediaFile::from_bytes("a.png", picture())
}

fn cases() -> Vec<Case> {
    cases! {
        send(it) r#"{"errcode":0,"errmsg":"ok","invaliduser":"a|b","msgid":"M"}"# => it.client.send(b"{}".to_vec());
        recall(it) r#"{"errcode":0,"errmsg":"ok"}"# => it.client.recall("M");
        update_card(it) r#"{"errcode":0,"errmsg":"ok","invaliduser":["a"]}"# => it.client.update_template_card(b"{}".to_vec());
        statistics(it) r#"{"errcode":0,"errmsg":"ok","statistics":[{"agentid":1,"app_name":"n","count":2}]}"#
            => it.client.get_statistics(Day::Today);
        agent_get(it) r#"{"errcode":0,"errmsg":"ok","agentid":1,"name":"n","close":0,"allow_userinfos":{"user":[{"userid":"a"}]},"allow_partys":{"partyid":[1]},"allow_tags":{"tagid":[1]}}"#
            => it.client.agent_get();
        agent_list(it) r#"{"errcode":0,"errmsg":"ok","agentlist":[{"agentid":1,"name":"n"}]}"# => it.client.agent_list();
        api_ips(it) r#"{"errcode":0,"errmsg":"ok","ip_list":["192.0.2.1"]}"# => it.client.api_domain_ips();
        callback_ips(it) r#"{"errcode":0,"errmsg":"ok","ip_list":["192.0.2.*"]}"# => it.client.callback_ips();
        user_get(it) r#"{"errcode":0,"errmsg":"ok","userid":"a","name":"n","department":[1],"gender":"1","status":1,"extattr":{"attrs":[]}}"#
            => it.client.user_get("a");
        user_simplelist(it) r#"{"errcode":0,"errmsg":"ok","userlist":[{"userid":"a","name":"n","department":[1]}]}"#
            => it.client.user_simplelist(1);
        user_list(it) r#"{"errcode":0,"errmsg":"ok","userlist":[{"userid":"a","status":1}]}"# => it.client.user_list(1);
        user_list_id(it) r#"{"errcode":0,"errmsg":"ok","next_cursor":"c","dept_user":[{"userid":"a","department":1}]}"#
            => it.client.user_list_id(None, 1);
        getuserid(it) r#"{"errcode":0,"errmsg":"ok","userid":"a"}"# => it.client.user_getuserid("12345");
        by_email(it) r#"{"errcode":0,"errmsg":"ok","userid":"a"}"# => it.client.user_get_userid_by_email("a@b", EmailType::Company);
        to_openid(it) r#"{"errcode":0,"errmsg":"ok","openid":"o"}"# => it.client.user_convert_to_openid("a");
        to_userid(it) r#"{"errcode":0,"errmsg":"ok","userid":"a"}"# => it.client.user_convert_to_userid("o");
        department_list(it) r#"{"errcode":0,"errmsg":"ok","department":[{"id":1,"name":"n","parentid":0,"order":1}]}"#
            => it.client.department_list(None);
        department_simplelist(it) r#"{"errcode":0,"errmsg":"ok","department_id":[{"id":1,"parentid":0,"order":1}]}"#
            => it.client.department_simplelist(None);
        department_get(it) r#"{"errcode":0,"errmsg":"ok","department":{"id":1,"name":"n"}}"# => it.client.department_get(1);
        tag_list(it) r#"{"errcode":0,"errmsg":"ok","taglist":[{"tagid":1,"tagname":"n"}]}"# => it.client.tag_list();
        tag_get(it) r#"{"errcode":0,"errmsg":"ok","tagname":"n","userlist":[{"userid":"a"}],"partylist":[1]}"# => it.client.tag_get(1);
        media_upload(it) r#"{"errcode":0,"errmsg":"ok","type":"image","media_id":"M","created_at":"1380000000"}"#
            => it.client.media_upload(MediaKind::Image, &file());
        uploadimg(it) r#"{"errcode":0,"errmsg":"ok","url":"https://e.com"}"# => it.client.media_uploadimg(&file());
        media_get(it) r#"{"errcode":40007,"errmsg":"invalid media_id"}"# => it.client.media_get("M", None);
        follow_users(it) r#"{"errcode":0,"errmsg":"ok","follow_user":["a"]}"# => it.client.externalcontact_get_follow_user_list();
        external_list(it) r#"{"errcode":0,"errmsg":"ok","external_userid":["w"]}"# => it.client.externalcontact_list("a");
        external_get(it) r#"{"errcode":0,"errmsg":"ok","external_contact":{"external_userid":"w","type":1,"gender":0},"follow_user":[{"userid":"a","createtime":1,"add_way":1,"tags":[{"tag_name":"t"}]}],"next_cursor":"c"}"#
            => it.client.externalcontact_get("w", None);
        by_user(it) r#"{"errcode":0,"errmsg":"ok","external_contact_list":[{"external_contact":{"external_userid":"w","name":"n","type":1,"gender":0},"follow_info":{"userid":"a","createtime":1,"tag_id":["t"],"remark_mobiles":["1"],"add_way":16,"state":"s"}}],"next_cursor":"c","fail_info":{"unlicensed_userid_list":["b"]}}"#
            => it.client.externalcontact_batch_get_by_user(&["a"], 100, None);
        way_get(it) r#"{"errcode":0,"errmsg":"ok","contact_way":{"config_id":"c","type":1,"scene":2,"remark":"r","skip_verify":true,"state":"s","qr_code":"https://e.com","user":["a"],"party":[1],"is_temp":false}}"#
            => it.client.externalcontact_get_contact_way("c");
        way_list(it) r#"{"errcode":0,"errmsg":"ok","contact_way":[{"config_id":"c"}],"next_cursor":""}"#
            => it.client.externalcontact_list_contact_way(0, 1, 1000, None);
        way_del(it) r#"{"errcode":0,"errmsg":"ok"}"# => it.client.externalcontact_del_contact_way("c");
        link_create(it) r#"{"errcode":0,"errmsg":"ok","link":{"link_id":"l","link_name":"n","url":"https://e.com/ca/l","create_time":1}}"#
            => it.client.customer_acquisition_create_link(&acquisition());
        link_list(it) r#"{"errcode":0,"errmsg":"ok","link_id_list":["l"],"next_cursor":""}"#
            => it.client.customer_acquisition_list_link(100, None);
        link_get(it) r#"{"errcode":0,"errmsg":"ok","link":{"link_name":"n","url":"https://e.com","create_time":1,"skip_verify":true},"range":{"user_list":["a"],"department_list":[1]}}"#
            => it.client.customer_acquisition_get("l");
        link_delete(it) r#"{"errcode":0,"errmsg":"ok"}"# => it.client.customer_acquisition_delete_link("l");
        link_customer(it) r#"{"errcode":0,"errmsg":"ok","customer_list":[{"external_userid":"w","userid":"a","chat_status":0,"state":"s"}],"next_cursor":"c"}"#
            => it.client.customer_acquisition_customer("l", 1000, None);
        quota(it) r#"{"errcode":0,"errmsg":"ok","total":120,"balance":80,"quota_list":[{"expire_date":1,"balance":80}]}"#
            => it.client.customer_acquisition_quota();
        remark(it) r#"{"errcode":0,"errmsg":"ok"}"#
            => it.client.externalcontact_remark("a", "w", &Remark { remark: Some("n".into()), ..Remark::default() });
        corp_tags(it) r#"{"errcode":0,"errmsg":"ok","tag_group":[{"group_id":"g","group_name":"n","create_time":1,"order":1,"tag":[{"id":"t","name":"n","create_time":1,"order":1}]}]}"#
            => it.client.externalcontact_get_corp_tag_list();
        corp_tag_add(it) r#"{"errcode":0,"errmsg":"ok","tag_group":{"group_id":"g","group_name":"n","create_time":1,"order":1,"tag":[{"id":"t","name":"n","create_time":1,"order":1}]}}"#
            => it.client.externalcontact_add_corp_tag("n", &["n"]);
        mark_tag(it) r#"{"errcode":0,"errmsg":"ok"}"# => it.client.externalcontact_mark_tag("a", "w", &["t"], &[]);
        tmp_ids(it) r#"{"errcode":0,"errmsg":"ok","results":[{"tmp_external_userid":"o","external_userid":"w"}],"invalid_tmp_external_userid_list":["p"]}"#
            => it.client.idconvert_convert_tmp_external_userid(TmpIdOf::Form, &["o", "p"]);
        mass_add(it) r#"{"errcode":0,"errmsg":"ok","fail_list":["w"],"msgid":"M"}"# => it.client.externalcontact_add_msg_template(&task());
        mass_list(it) r#"{"errcode":0,"errmsg":"ok","group_msg_list":[{"msgid":"M","create_time":"1","create_type":0,"attachments":[]}],"next_cursor":""}"#
            => it.client.externalcontact_get_groupmsg_list(&query(), None);
        mass_task(it) r#"{"errcode":0,"errmsg":"ok","task_list":[{"userid":"a","status":2,"send_time":1}],"next_cursor":"c"}"#
            => it.client.externalcontact_get_groupmsg_task("M", 1, None);
        mass_result(it) r#"{"errcode":0,"errmsg":"ok","send_list":[{"external_userid":"w","userid":"a","status":1,"send_time":1}]}"#
            => it.client.externalcontact_get_groupmsg_send_result("M", "a", 1, None);
        mass_remind(it) r#"{"errcode":0,"errmsg":"ok"}"# => it.client.externalcontact_remind_groupmsg_send("M");
        mass_cancel(it) r#"{"errcode":0,"errmsg":"ok"}"# => it.client.externalcontact_cancel_groupmsg_send("M");
        contact_way(it) r#"{"errcode":0,"errmsg":"ok","config_id":"c","qr_code":"https://e.com"}"#
            => it.client.externalcontact_add_contact_way(&ContactWay::qr_code(WayMembers::One("a".into())));
        welcome(it) r#"{"errcode":0,"errmsg":"ok"}"# => it.client.externalcontact_send_welcome_msg("c", &says());
        kf_accounts(it) r#"{"errcode":0,"errmsg":"ok","account_list":[{"open_kfid":"wk","name":"n","avatar":"https://e.com","manage_privilege":true}]}"#
            => it.client.kf_account_list(0, 100);
        kf_link(it) r#"{"errcode":0,"errmsg":"ok","url":"https://e.com/kf/kfc?enc_scene=E"}"# => it.client.kf_add_contact_way("wk", "s");
        kf_sync(it) r#"{"errcode":0,"errmsg":"ok","next_cursor":"c","has_more":1,"msg_list":[{"msgid":"m","send_time":1,"origin":4,"msgtype":"event","event":{"event_type":"enter_session","open_kfid":"wk","external_userid":"wm","scene":"s","scene_param":"p","welcome_code":"c"}},{"msgid":"n","open_kfid":"wk","external_userid":"wm","send_time":2,"origin":3,"msgtype":"text","text":{"content":"a","menu_id":"b"}}]}"#
            => it.client.kf_sync_msg(&SyncAsked { open_kfid: "wk", cursor: None, token: "", limit: 1 });
        kf_send(it) r#"{"errcode":0,"errmsg":"ok","msgid":"m"}"# => it.client.kf_send_msg("m", b"{}".to_vec());
        kf_on_event(it) r#"{"errcode":0,"errmsg":"ok","msgid":"m"}"#
            => it.client.kf_send_msg_on_event("c", "m", &ServiceContent::Text("a".into()));
        kf_state(it) r#"{"errcode":0,"errmsg":"ok","service_state":3,"servicer_userid":"a"}"# => it.client.kf_service_state_get("wk", "wm");
        kf_trans(it) r#"{"errcode":0,"errmsg":"ok","msg_code":"c"}"# => it.client.kf_service_state_trans("wk", "wm", &Handover::End);
        form_create(it) r#"{"errcode":0,"errmsg":"ok","formid":"F"}"# => it.client.wedoc_create_form(&form());
        form_share(it) r#"{"errcode":0,"errmsg":"ok","share_url":"https://e.com/s"}"# => it.client.wedoc_doc_share("F");
        form_info(it) r#"{"errcode":0,"errmsg":"ok","form_info":{"formid":"F","form_title":"t","repeated_id":["R"]}}"# => it.client.wedoc_get_form_info("F");
        form_counts(it) r#"{"errcode":0,"errmsg":"ok","fill_cnt":1,"fill_user_cnt":1,"unfill_user_cnt":0}"# => it.client.wedoc_get_form_statistic("R");
        form_submitted(it) r#"{"errcode":0,"errmsg":"ok","statistic_list":[{"fill_cnt":1,"submit_users":[{"tmp_external_userid":"o","submit_time":1,"answer_id":1,"user_name":"n"}],"has_more":true,"cursor":1}]}"#
            => it.client.wedoc_get_form_statistic_submitted("R", 1, 2, 1, None);
        form_answers(it) r#"{"errcode":0,"errmsg":"ok","answer":{"answer_list":[{"answer_id":1,"user_name":"n","ctime":1,"mtime":1,"answer_status":1,"reply":{"items":[{"question_id":1,"option_reply":[1]},{"question_id":2,"text_reply":"a"}]}}]}}"#
            => it.client.wedoc_get_form_answer("R", &[1]);
        sheet_create(it) r#"{"errcode":0,"errmsg":"ok","url":"https://e.com/s","docid":"D"}"# => it.client.wedoc_create_smartsheet("n", &["a"]);
        sheet_close(it) r#"{"errcode":0,"errmsg":"ok"}"# => it.client.wedoc_close_to_others("D");
        sheet_parts(it) r#"{"errcode":0,"errmsg":"ok","sheet_list":[{"sheet_id":"s","title":"t","is_visible":true,"type":"smartsheet"}]}"#
            => it.client.smartsheet_get_sheet("D");
        sheet_fields(it) r#"{"errcode":0,"errmsg":"ok","total":1,"fields":[{"field_id":"f","field_title":"t","field_type":"FIELD_TYPE_TEXT"}]}"#
            => it.client.smartsheet_get_fields("D", "s");
        sheet_records(it) r#"{"errcode":0,"errmsg":"ok","total":2,"has_more":true,"next":1,"ver":3,"records":[{"record_id":"r","create_time":"1","values":{"f":[{"type":"text","text":"a"}]}}]}"#
            => it.client.smartsheet_get_records(("D", "s"), &["f"], 0);
        calendar_add(it) r#"{"errcode":0,"errmsg":"ok","cal_id":"c","fail_result":{"shares":[{"errcode":60111,"userid":"a"}]}}"#
            => it.client.calendar_add(&calendar());
        schedule_add(it) r#"{"errcode":0,"errmsg":"ok","schedule_id":"s"}"# => it.client.schedule_add(&entry());
        schedule_update(it) r#"{"errcode":0,"errmsg":"ok","schedule_id":"s"}"#
            => it.client.schedule_update("s", &entry(), Occurrences::All, false);
        schedule_del(it) r#"{"errcode":0,"errmsg":"ok"}"# => it.client.schedule_del("s", Occurrences::All);
        schedule_get(it) r#"{"errcode":0,"errmsg":"ok","schedule_list":[{"schedule_id":"s","start_time":1,"end_time":2,"status":0,"attendees":[{"userid":"a","response_status":2}],"reminders":{"is_remind":1,"remind_time_diffs":[-900],"timezone":8,"exclude_time_list":[{"start_time":1}]}}]}"#
            => it.client.schedule_get(&["s"]);
        schedule_by_calendar(it) r#"{"errcode":0,"errmsg":"ok","schedule_list":[{"schedule_id":"s","start_time":1,"end_time":2,"sequence":1}]}"#
            => it.client.schedule_get_by_calendar("c", 0, 1);
        getuserinfo(it) r#"{"errcode":0,"errmsg":"ok","userid":"a","user_ticket":"t"}"#
            => it.client.auth_getuserinfo(&SecretString::from("code"));
        getuserdetail(it) r#"{"errcode":0,"errmsg":"ok","userid":"a","gender":"1","mobile":"1"}"#
            => it.client.auth_getuserdetail(&SecretString::from("ticket"));
        robot_send(it) r#"{"errcode":0,"errmsg":"ok"}"# => it.robot.send(&RobotMessage::text("a"));
        robot_upload(it) r#"{"errcode":0,"errmsg":"ok","type":"file","media_id":"M","created_at":"1"}"#
            => it.robot.upload_media(MediaKind::File, &file());
    }
}

/// A server that answers every call with the same bytes, and clients of it; another one that answers gettoken so.
struct Stage {
    token_host: String,
    runtime: Runtime,
    clients: Clients,
    body: Arc<Mutex<Vec<u8>>>,
    cases: Vec<Case>,
    _servers: [Server; 2],
}

static STAGE: LazyLock<Stage> = LazyLock::new(|| {
    let runtime = Runtime::new().expect("a runtime");
    let body = Arc::new(Mutex::new(Vec::new()));
    let said = Arc::clone(&body);
    let answers = move |_, _: &_| Act::Reply(http("200 OK", "", &said.lock().expect("nobody panics with it")));
    let tokens = runtime.block_on(everything(None, answers.clone()));
    let server = runtime.block_on(server(None, answers));
    let client = client_to(&server.url(), straight());
    let robot = RobotConfig { host: server.url(), network: straight(), ..RobotConfig::new("key") };
    let clients = Clients { client, robot: Robot::new(robot).expect("a robot") };
    Stage { token_host: tokens.url(), runtime, clients, body, cases: cases(), _servers: [server, tokens] }
});

/// One test at a time has the stage.
static TURN: Mutex<()> = Mutex::new(());

impl Stage {
    fn call(&self, case: &Case, body: &[u8]) -> Result<(), Error> {
        body.clone_into(&mut self.body.lock().expect("nobody panics with it"));
        self.runtime.block_on((case.call)(&self.clients))
    }

    /// Fetches a token, and compares the outcome with what the bytes say.
    fn check_token(&self, body: &[u8]) -> Result<(), TestCaseError> {
        body.clone_into(&mut self.body.lock().expect("nobody panics with it"));
        let outcome = self.runtime.block_on(client_to(&self.token_host, straight()).check_secret());
        let reply: Option<Value> = serde_json::from_slice(body).ok();
        let field = |name: &str| reply.as_ref().and_then(|reply| reply.get(name));
        let token = field("access_token").and_then(Value::as_str).is_some_and(|token| !token.is_empty());
        let said = String::from_utf8_lossy(body);
        match outcome {
            Ok(()) => prop_assert!(token && field("errcode") == Some(&json!(0)), "no token in {}", said),
            Err(error) => {
                prop_assert!(matches!(error, Error::NoToken(_)), "{:?}", error);
                prop_assert!(!format!("{error:?}").contains("marked"), "{}: the token shows: {:?}", said, error);
            }
        }
        Ok(())
    }

    /// Makes the call and compares its outcome with what the bytes say.
    fn check(&self, case: &Case, body: &[u8]) -> Result<(), TestCaseError> {
        let outcome = self.call(case, body);
        let errcode = serde_json::from_slice::<Value>(body).ok().and_then(|reply| reply.get("errcode")?.as_i64());
        let said = String::from_utf8_lossy(body);
        match (outcome, errcode) {
            (Ok(()), code) => prop_assert_eq!(code, Some(0), "{} took {} for a success", case.name, said),
            (Err(error), Some(code)) if code != 0 => {
                let told = error.refused().map(|refused| refused.errcode);
                prop_assert_eq!(told, Some(code), "{}: {}: {:?}", case.name, said, error);
            }
            (Err(error), _) => {
                prop_assert!(matches!(error, Error::BadReply(_)), "{}: {}: {:?}", case.name, said, error)
            }
        }
        Ok(())
    }
}

/// Every place in a value, deepest last.
fn places(value: &Value, here: String, all: &mut Vec<String>) {
    all.push(here.clone());
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, field)| places(field, format!("{here}/{name}"), all)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| places(item, format!("{here}/{at}"), all))
        }
        _ => {}
    }
}

/// What stands in the place of a value.
fn odd() -> impl Strategy<Value = Value> {
    let odd = [
        Value::Null,
        json!(true),
        json!(-1),
        json!(i64::MAX),
        json!(u64::MAX),
        json!(1e300),
        json!(""),
        json!("x"),
        json!("7"),
        json!([]),
        json!({}),
        json!([null, [], {}, "a", 1]),
        json!({ "a": null }),
    ];
    prop::sample::select(odd.to_vec())
}

const GETTOKEN: &str = r#"{"errcode":0,"errmsg":"ok","access_token":"marked-token","expires_in":7200}"#;

#[test]
fn the_replies_that_are_broken_below_are_whole() {
    let _turn = TURN.lock();
    for case in STAGE.cases.iter().filter(|case| case.name != "media_get") {
        let outcome = STAGE.call(case, case.reply.as_bytes());
        assert!(
            outcome.is_ok(),
            "a test on a broken reply means nothing if the whole one fails: {}: {outcome:?}",
            case.name
        );
    }
}

#[test]
fn a_reply_that_is_nested_without_end_is_no_reply() {
    let _turn = TURN.lock();
    for open in ["[", "{\"errcode\":", "{\"a\":["] {
        for case in &STAGE.cases {
            let outcome = STAGE.call(case, open.repeat(100_000).as_bytes());
            assert!(matches!(outcome, Err(Error::BadReply(_))), "{}: the stack has an end: {outcome:?}", case.name);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_are_taken_for_a_success(body in vec(any::<u8>(), 0..300)) {
        let _turn = TURN.lock();
        for case in &STAGE.cases {
            STAGE.check(case, &body)?;
        }
        STAGE.check_token(&body)?;
    }

    #[test]
    fn no_damaged_reply_is(at in any::<Index>(), length in 0..6_usize, instead in vec(any::<u8>(), 0..6)) {
        let _turn = TURN.lock();
        for case in &STAGE.cases {
            let mut body = case.reply.as_bytes().to_vec();
            let start = at.index(body.len());
            let end = (start + length).min(body.len());
            body.splice(start..end, instead.iter().copied());
            STAGE.check(case, &body)?;
            STAGE.check(case, &case.reply.as_bytes()[..start])?;
        }
        let mut body = GETTOKEN.as_bytes().to_vec();
        let start = at.index(body.len());
        body.splice(start..(start + length).min(GETTOKEN.len()), instead);
        STAGE.check_token(&body)?;
    }

    #[test]
    fn no_reply_with_an_odd_value_is(at in any::<Index>(), odd in odd()) {
        let _turn = TURN.lock();
        for case in &STAGE.cases {
            let mut reply: Value = serde_json::from_str(case.reply).expect("JSON");
            let mut all = Vec::new();
            places(&reply, String::new(), &mut all);
            *reply.pointer_mut(&all[at.index(all.len())]).expect("a place of it") = odd.clone();
            STAGE.check(case, reply.to_string().as_bytes())?;
        }
        let mut reply: Value = serde_json::from_str(GETTOKEN).expect("JSON");
        let name = ["errcode", "errmsg", "access_token", "expires_in"][at.index(4)];
        reply[name] = odd;
        STAGE.check_token(reply.to_string().as_bytes())?;
    }
}
