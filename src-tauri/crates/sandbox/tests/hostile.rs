//! No request brings the company down: every field of every API is given values nobody sane would send.

mod common;

use std::time::Duration;

use beckon_sandbox::{App, Config};
use common::{Outside, refused, with};
use serde_json::{Value, json};

/// Values of every JSON type, at the ends of their ranges.
fn hostile() -> Vec<Value> {
    vec![
        json!(null),
        json!(true),
        json!(-1),
        json!(0),
        json!(i64::MAX),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(1e308),
        json!(""),
        json!("\u{0}|\u{202e}\u{feff}|𝕏"),
        json!("面".repeat(3_000)),
        json!([]),
        json!([null, [], {}]),
        json!({}),
        json!({ "a": { "a": { "a": [] } } }),
    ]
}

/// The same for customer service.
fn service_bodies(kf: &str) -> Vec<(&'static str, Value)> {
    let who = |more: Value| {
        let mut body =
            json!({ "open_kfid": kf, "external_userid": "wmLIN", "touser": "wmLIN", "msgid": "m", "code": "c" });
        body.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        body
    };
    let item = json!({ "type": "click", "click": { "id": "a", "content": "b" } });
    let menu = json!({ "msgtype": "msgmenu", "msgmenu": { "head_content": "h", "list": [item], "tail_content": "t" } });
    let text = json!({ "msgtype": "text", "text": { "content": "c" } });
    vec![
        ("kf/account/list", json!({ "offset": 0, "limit": 1 })),
        ("kf/add_contact_way", json!({ "open_kfid": kf, "scene": "itv" })),
        ("kf/sync_msg", json!({ "open_kfid": kf, "cursor": "c", "token": "t", "limit": 1, "voice_format": 0 })),
        ("kf/send_msg", who(text.clone())),
        ("kf/send_msg", who(menu)),
        ("kf/send_msg_on_event", who(text)),
        ("kf/service_state/get", who(json!({}))),
        ("kf/service_state/trans", who(json!({ "service_state": 3, "servicer_userid": "wangfang" }))),
    ]
}

/// The same for forms.
fn form_bodies(formid: &str, repeated_id: &str) -> Vec<(&'static str, Value)> {
    let question = json!({ "question_id": 1, "title": "q", "pos": 1, "status": 1, "reply_type": 2, "must_reply": true,
        "option_item": [{ "key": 1, "value": "v", "status": 1 }],
        "question_extend_setting": { "text_setting": { "validation_type": 5, "char_len": 1 } } });
    let setting = json!({ "fill_out_auth": 1, "fill_in_range": { "userids": ["li.na"], "departmentids": [1] },
        "setting_manager_range": { "userids": ["wangfang"] }, "allow_multi_fill": true, "timed_finish": 1,
        "can_anonymous": true, "can_notify_submit": true });
    let info = json!({ "form_title": "t", "form_desc": "d", "form_question": { "items": [question] }, "form_setting": setting });
    let statistic =
        json!({ "repeated_id": repeated_id, "req_type": 2, "start_time": 1, "end_time": 2, "limit": 1, "cursor": 0 });
    vec![
        ("wedoc/create_form", json!({ "spaceid": "s", "fatherid": "f", "form_info": info })),
        ("wedoc/doc_share", json!({ "formid": formid })),
        ("wedoc/get_form_info", json!({ "formid": formid })),
        ("wedoc/get_form_statistic", statistic),
        ("wedoc/get_form_answer", json!({ "repeated_id": repeated_id, "answer_ids": [1] })),
    ]
}

/// The same for smart sheets.
fn sheet_bodies(docid: &str, sheet_id: &str, field_id: &str) -> Vec<(&'static str, Value)> {
    let of = |more: Value| {
        let mut body = json!({ "docid": docid, "sheet_id": sheet_id, "key_type": "CELL_VALUE_KEY_TYPE_FIELD_ID" });
        body.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        body
    };
    let values = json!({ field_id: [{ "type": "text", "text": "t" }] });
    let options = json!({ "is_quick_add": true, "options": [{ "text": "o", "style": 1 }] });
    let field =
        json!({ "field_title": "f", "field_type": "FIELD_TYPE_SINGLE_SELECT", "property_single_select": options });
    let create =
        json!({ "doc_type": 10, "doc_name": "n", "admin_users": ["wangfang"], "spaceid": "s", "fatherid": "f" });
    vec![
        ("wedoc/create_doc", create),
        ("wedoc/mod_doc_join_rule", of(json!({ "enable_corp_internal": false, "ban_share_external": true }))),
        ("wedoc/smartsheet/get_sheet", of(json!({}))),
        ("wedoc/smartsheet/get_fields", of(json!({ "offset": 0, "limit": 1 }))),
        ("wedoc/smartsheet/add_fields", of(json!({ "fields": [field] }))),
        ("wedoc/smartsheet/get_records", of(json!({ "field_ids": [field_id], "offset": 0, "limit": 1 }))),
        ("wedoc/smartsheet/add_records", of(json!({ "records": [{ "values": values }] }))),
        ("wedoc/smartsheet/update_records", of(json!({ "records": [{ "record_id": "r1", "values": values }] }))),
    ]
}

/// One well-formed body per API and kind.
fn bodies(schedule_id: &str) -> Vec<(&'static str, Value)> {
    let message = |kind: &str, content: Value| {
        let mut body = json!({ "touser": "li.na", "toparty": "2", "totag": "1", "msgtype": kind, "agentid": 1_000_002,
            "safe": 0, "enable_id_trans": 0, "enable_duplicate_check": 1, "duplicate_check_interval": 60 });
        body[kind] = content;
        ("message/send", body)
    };
    let link = json!({ "title": "t", "description": "d", "url": "https://e.com", "picurl": "https://e.com/a.png",
        "appid": "wx1", "pagepath": "p", "btntxt": "b", "thumb_media_id": "m", "content": "c", "digest": "d", "author": "a" });
    let option = json!({ "id": "a", "text": "a" });
    let question = json!({ "question_key": "q", "title": "t", "mode": 0, "selected_id": "a", "option_list": [option] });
    let row =
        json!({ "keyname": "k", "value": "v", "type": 3, "url": "https://e.com", "media_id": "m", "userid": "li.na" });
    let card = |kind: &str| {
        json!({ "card_type": kind, "task_id": "t", "source": { "icon_url": "https://e.com", "desc": "d", "desc_color": 0 },
            "main_title": { "title": "t", "desc": "d" }, "sub_title_text": "s", "emphasis_content": { "title": "t" },
            "quote_area": { "type": 1, "url": "https://e.com", "title": "t" }, "card_image": { "url": "https://e.com", "aspect_ratio": 1.3 },
            "image_text_area": { "image_url": "https://e.com", "type": 0 }, "vertical_content_list": [{ "title": "t" }],
            "horizontal_content_list": [row], "jump_list": [{ "type": 0, "title": "t" }],
            "card_action": { "type": 1, "url": "https://e.com" }, "button_list": [{ "text": "t", "key": "k", "style": 1, "type": 0 }],
            "checkbox": question, "select_list": [question], "button_selection": question,
            "submit_button": { "text": "t", "key": "k" } })
    };
    let reminders = json!({ "is_remind": 1, "remind_before_event_secs": 0, "remind_time_diffs": [0], "is_repeat": 1,
        "repeat_type": 2, "repeat_until": 0, "is_custom_repeat": 1, "repeat_interval": 1, "repeat_day_of_week": [1],
        "repeat_day_of_month": [1], "timezone": 8 });
    let schedule = json!({ "schedule": { "schedule_id": schedule_id, "start_time": 1_900_000_000, "end_time": 1_900_003_600,
        "summary": "s", "description": "d", "location": "l", "is_whole_day": 0, "attendees": [{ "userid": "li.na" }],
        "admins": ["li.na"], "reminders": reminders }, "op_mode": 0, "op_start_time": 1_900_000_000, "skip_attendees": 0 });
    let mass = json!({ "chat_type": "single", "external_userid": ["wm"], "sender": "zhangwei", "allow_select": false,
        "text": { "content": "c" }, "attachments": [{ "msgtype": "link", "link": link }], "welcome_code": "c" });
    let mut all = vec![
        message("text", json!({ "content": "x" })),
        message("markdown", json!({ "content": "x" })),
        message("image", json!({ "media_id": "m" })),
        message("video", json!({ "media_id": "m", "title": "t", "description": "d" })),
        message("textcard", link.clone()),
        message("news", json!({ "articles": [link] })),
        message("mpnews", json!({ "articles": [link] })),
        message(
            "miniprogram_notice",
            json!({ "appid": "wx1", "title": "面试通知", "content_item": [{ "key": "k", "value": "v" }] }),
        ),
        ("message/recall", json!({ "msgid": "m" })),
        ("message/get_statistics", json!({ "time_type": 0 })),
        (
            "message/update_template_card",
            json!({ "agentid": 1_000_002, "response_code": "c", "userids": ["li.na"],
            "partyids": [2], "tagids": [1], "atall": 0, "button": { "replace_name": "n" } }),
        ),
        ("user/list_id", json!({ "cursor": "row1", "limit": 1 })),
        ("user/getuserid", json!({ "mobile": "12345" })),
        ("user/get_userid_by_email", json!({ "email": "a@b", "email_type": 1 })),
        ("user/convert_to_openid", json!({ "userid": "li.na" })),
        ("user/convert_to_userid", json!({ "openid": "o" })),
        ("externalcontact/add_msg_template", mass.clone()),
        ("externalcontact/send_welcome_msg", mass),
        (
            "externalcontact/get_groupmsg_list_v2",
            json!({ "chat_type": "single", "start_time": 1, "end_time": 2,
            "filter_type": 2, "limit": 1, "cursor": "1" }),
        ),
        ("externalcontact/get_groupmsg_task", json!({ "msgid": "m", "limit": 1, "cursor": "1" })),
        ("externalcontact/get_groupmsg_send_result", json!({ "msgid": "m", "userid": "u", "limit": 1, "cursor": "1" })),
        (
            "externalcontact/add_contact_way",
            json!({ "type": 2, "scene": 2, "user": ["zhangwei"], "party": [1],
            "remark": "r", "state": "s", "is_temp": false }),
        ),
        ("externalcontact/get_contact_way", json!({ "config_id": "c" })),
        ("externalcontact/list_contact_way", json!({ "start_time": 1, "end_time": 2, "limit": 1, "cursor": "1" })),
        ("externalcontact/del_contact_way", json!({ "config_id": "c" })),
        ("externalcontact/batch/get_by_user", json!({ "userid_list": ["zhangwei"], "limit": 1, "cursor": "1" })),
        (
            "externalcontact/remark",
            json!({ "userid": "zhangwei", "external_userid": "wm", "remark": "r", "description": "d",
            "remark_company": "c", "remark_mobiles": ["1"] }),
        ),
        ("externalcontact/get_corp_tag_list", json!({ "tag_id": ["t"], "group_id": ["g"] })),
        (
            "externalcontact/add_corp_tag",
            json!({ "group_id": "g", "group_name": "g", "order": 1, "tag": [{ "name": "t", "order": 1 }] }),
        ),
        (
            "externalcontact/mark_tag",
            json!({ "userid": "zhangwei", "external_userid": "wm", "add_tag": ["t"], "remove_tag": ["t"] }),
        ),
        (
            "externalcontact/customer_acquisition/create_link",
            json!({ "link_name": "n", "range": { "user_list": ["zhangwei"], "department_list": [1] }, "skip_verify": true }),
        ),
        ("externalcontact/customer_acquisition/list_link", json!({ "limit": 1, "cursor": "1" })),
        ("externalcontact/customer_acquisition/get", json!({ "link_id": "l" })),
        ("externalcontact/customer_acquisition/delete_link", json!({ "link_id": "l" })),
        ("externalcontact/customer_acquisition/customer", json!({ "link_id": "l", "limit": 1, "cursor": "1" })),
        (
            "idconvert/convert_tmp_external_userid",
            json!({ "business_type": 1, "user_type": 1, "tmp_external_userid_list": ["o"] }),
        ),
        (
            "oa/calendar/add",
            json!({ "calendar": { "summary": "s", "color": "#000000", "description": "d", "admins": ["li.na"],
            "shares": [{ "userid": "li.na", "permission": 1 }], "is_public": 1, "is_corp_calendar": 0, "set_as_default": 0,
            "public_range": { "userids": ["li.na"], "partyids": [1] } } }),
        ),
        ("oa/schedule/add", schedule.clone()),
        ("oa/schedule/update", schedule.clone()),
        ("oa/schedule/del", json!({ "schedule_id": schedule_id, "op_mode": 1, "op_start_time": 1_900_000_000 })),
        ("oa/schedule/get", json!({ "schedule_id_list": [schedule_id] })),
        ("oa/schedule/get_by_calendar", json!({ "cal_id": "wcdefault1000002", "offset": 0, "limit": 1 })),
        ("auth/getuserdetail", json!({ "user_ticket": "t" })),
    ];
    for kind in ["text_notice", "news_notice", "button_interaction", "vote_interaction", "multiple_interaction"] {
        all.push(message("template_card", card(kind)));
    }
    all
}

/// JSON pointers of everything inside `value`.
fn pointers(value: &Value, at: &str, all: &mut Vec<String>) {
    let inside: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), value)).collect(),
        Value::Array(list) => list.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    for (name, value) in inside {
        let pointer = format!("{at}/{name}");
        all.push(pointer.clone());
        pointers(value, &pointer, all);
    }
}

async fn start() -> Outside {
    let mut config = Config { people_answer_after: Duration::MAX, ..Config::default() };
    config.apps[0].callback_url = true;
    config.apps.push(App::contact_sync(1));
    Outside::start(config).await
}

#[tokio::test]
async fn every_field_of_every_body() {
    let outside = start().await;
    let start = bodies("none").into_iter().find(|(path, _)| *path == "oa/schedule/add").expect("in the list").1;
    let schedule_id = outside.post("oa/schedule/add", &start).await["schedule_id"].clone();
    let mut bodies = bodies(schedule_id.as_str().expect("a schedule"));
    let service = outside.company.service();
    let kf = service.accounts()[0].open_kfid.clone();
    let link = outside.post("kf/add_contact_way", &json!({ "open_kfid": kf })).await;
    service.open(link["url"].as_str().expect("a link"), "wmLIN");
    service.write(&kf, "wmLIN", "a");
    bodies.extend(service_bodies(&kf));
    let formid = outside.post("wedoc/create_form", &form_bodies("", "")[0].1).await["formid"].clone();
    let info = outside.post("wedoc/get_form_info", &json!({ "formid": formid })).await;
    let repeated_id = info["form_info"]["repeated_id"][0].as_str().expect("an id");
    bodies.extend(form_bodies(formid.as_str().expect("a form"), repeated_id));
    let made = outside.post("wedoc/create_doc", &sheet_bodies("", "", "")[0].1).await;
    let docid = made["docid"].as_str().expect("a sheet");
    let sheets = outside.post("wedoc/smartsheet/get_sheet", &json!({ "docid": docid })).await;
    let sheet_id = sheets["sheet_list"][0]["sheet_id"].as_str().expect("an id");
    let fields = outside.post("wedoc/smartsheet/get_fields", &json!({ "docid": docid, "sheet_id": sheet_id })).await;
    let field_id = fields["fields"][0]["field_id"].as_str().expect("a column");
    bodies.extend(sheet_bodies(docid, sheet_id, field_id));
    let mut asked = 0;
    for (path, body) in &bodies {
        let mut all = Vec::new();
        pointers(body, "", &mut all);
        // What all messages have in common is tried once, with text.
        match body["msgtype"].as_str() {
            Some("text" | "msgmenu") | None => {}
            Some(kind) => all.retain(|pointer| pointer.starts_with(&format!("/{kind}"))),
        }
        for pointer in all {
            for value in hostile() {
                let reply = outside.post(path, &with(body, &pointer, value)).await;
                assert!(reply["errcode"].is_i64() && reply["errmsg"].is_string(), "{path} {pointer}: {reply}");
                asked += 1;
            }
        }
    }
    assert!(asked > 5_000, "so many were tried: {asked}");
    refused(&outside.text("zhangwei", "still here").await, 0, "and the company still works");
}

#[tokio::test]
async fn every_parameter_of_every_query() {
    let outside = start().await;
    let long = "a".repeat(5_000);
    let values =
        ["", "-1", "9223372036854775807", "9223372036854775808", "%00", "%ff%fe", "%F0%9D%95%8F", "a&a=b", &long];
    let paths = [
        "gettoken?corpid=x&corpsecret=",
        "gettoken?corpsecret=x&corpid=",
        "user/get?userid=",
        "user/list?department_id=",
        "user/simplelist?department_id=",
        "department/list?id=",
        "department/get?id=",
        "tag/get?tagid=",
        "agent/get?agentid=",
        "media/get?media_id=",
        "externalcontact/list?userid=",
        "externalcontact/get?external_userid=",
        "auth/getuserinfo?code=",
    ];
    for path in paths {
        for value in values {
            let reply = outside.get(&format!("{path}{value}")).await;
            assert!(reply["errcode"].is_i64(), "{path}{value}: {reply}");
        }
    }
    outside.company.advance(Duration::MAX);
    let token = common::token(&outside.client, &outside.company, outside.company.secret()).await;
    let outside = Outside { token, ..outside };
    refused(&outside.text("zhangwei", "still here").await, 0, "a century later the company still works");
}
