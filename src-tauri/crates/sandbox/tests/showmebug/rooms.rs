//! Rooms: made, listed, changed, over, deleted.

use beckon_sandbox::showmebug::Status;
use reqwest::Method;
use serde_json::{Value, json};

use super::{Caller, answer, refused};

fn li_na() -> Value {
    json!({ "uid": "li.na", "name": "李娜", "phone": "13900000001" })
}

fn deng() -> Value {
    json!({ "uid": "dengpeng", "name": "邓鹏", "email": "deng@example.com" })
}

#[tokio::test]
async fn a_room_has_a_link_for_everyone_and_takes_a_session() {
    let caller = Caller::start().await;
    let bug = caller.company.showmebug();
    let body = json!({ "candidate_name": "周敏", "user_id": 102, "type_id": 1, "interviewers": [li_na(), deng()] });
    let data = caller.data("interviews", &body).await;
    let own = data["interviewer_urls"].as_array().unwrap();
    assert_eq!((&own[1]["uid"], own.len()), (&json!("dengpeng"), 2), "each interviewer has a link: {data}");
    let mut links: Vec<&str> = own.iter().map(|one| one["interviewer_url"].as_str().unwrap()).collect();
    links.extend([data["candidate_url"].as_str().unwrap(), data["interviewer_url"].as_str().unwrap()]);
    for link in &links {
        assert!(link.starts_with(&caller.company.base_url()), "on this host: {link}");
        let page = caller.client.get(*link).send().await.unwrap().text().await.unwrap();
        let role = if *link == data["candidate_url"] { "candidate" } else { "interviewer" };
        assert!(page.contains(role), "whoever opens it sees what it is: {page}");
    }
    links.sort_unstable();
    links.dedup();
    assert_eq!(links.len(), 4, "and each is another one");
    assert_eq!((bug.quota(), bug.rooms().len()), (99, 1), "it took a session");
    let journal = bug.journal();
    assert_eq!(journal.last().unwrap().made, [data["uid"].as_str().unwrap()], "and the journal has its uid");
    assert!(journal.iter().all(|call| !call.path.starts_with("/pads")), "links are secrets, the journal holds none");
    let plain = caller.room("周敏").await;
    assert!(plain.get("interviewer_urls").is_none(), "nobody interviews, nobody has a link of their own: {plain}");
    assert_ne!(plain["uid"], data["uid"], "the same name again is another room");
}

#[tokio::test]
async fn whoever_enters_begins_the_interview_and_an_interviewer_ends_it() {
    let caller = Caller::start().await;
    let made = caller.data("interviews", &json!({ "candidate_name": "周敏", "interviewers": [li_na()] })).await;
    let status = || caller.company.showmebug().rooms()[0].status;
    let open = async |method: Method, link: &Value| {
        let reply = caller.client.request(method, link.as_str().unwrap()).send().await.unwrap();
        reply.text().await.unwrap()
    };
    assert_eq!(status(), Status::Opened, "no one is there");
    let page = open(Method::GET, &made["candidate_url"]).await;
    assert_eq!((status(), page.contains("<form")), (Status::Started, false), "a candidate begins it: {page}");
    open(Method::POST, &made["candidate_url"]).await;
    assert_eq!(status(), Status::Started, "and cannot end it");
    let own = &made["interviewer_urls"][0]["interviewer_url"];
    assert!(open(Method::GET, own).await.contains("<form"), "an interviewer has a button for it");
    open(Method::POST, own).await;
    assert_eq!(status(), Status::Ended, "which ends it");
    let path = format!("interviews/{}/result", made["uid"].as_str().unwrap());
    assert_eq!(caller.get(&path).await.1["data"]["score"], 86, "with a sample result");
}

#[tokio::test]
async fn what_is_unknown_missing_or_too_much_is_refused() {
    let caller = Caller::start().await;
    let bare = json!({ "uid": "li.na", "name": "李娜" });
    let six: Vec<Value> = (0..6).map(|n| json!({ "uid": n.to_string(), "name": "n", "phone": "1" })).collect();
    for (body, why) in [
        (json!({ "name": "周敏" }), "the name of an earlier version"),
        (json!({ "candidate_name": 7 }), "a name that is a number"),
        (json!({ "candidate_name": "周".repeat(101) }), "a name that is too long"),
        (json!({ "user_id": 1 }), "a creator who is no member"),
        (json!({ "user_id": "102" }), "a number in quotes"),
        (json!({ "type_id": 3 }), "an unknown type"),
        (json!({ "expire_in": 24 }), "what is obsolete"),
        (json!({ "interviewers": six }), "six interviewers"),
        (json!({ "interviewers": [bare] }), "an interviewer without phone and mail"),
        (json!({ "interviewers": [{ "uid": "li.na", "phone": "1" }] }), "an interviewer without a name"),
        (json!({ "interviewers": [li_na(), li_na()] }), "an interviewer twice"),
        (json!({ "interviewers": [{ "uid": "a", "name": "a", "phone": "1", "mail": "x" }] }), "an unknown member"),
        (json!({ "written_pad_id": 1, "written_pad_uid": "A" }), "two written tests"),
        (json!({ "written_pad_id": 1 }), "a written test that is not there"),
        (json!({ "resume_link": "file:///etc" }), "what is no link"),
        (json!([]), "no object"),
    ] {
        refused(caller.post("interviews", &body).await, (422, 42201), why);
    }
    assert!(caller.company.showmebug().rooms().is_empty(), "nothing was made");
    caller.company.showmebug().set_quota(0);
    refused(caller.post("interviews", &json!({})).await, (200, 40301), "no session left, with HTTP 200");
}

#[tokio::test]
async fn a_batch_is_made_as_a_whole_or_not_at_all() {
    let caller = Caller::start().await;
    let bug = caller.company.showmebug();
    let many = |count: usize| -> Vec<Value> {
        (0..count).map(|at| json!({ "uid": format!("i{at}"), "name": format!("Name {at}") })).collect()
    };
    for (interviews, why) in [
        (json!(many(101)), "101 at a time"),
        (json!([]), "none"),
        (json!([{ "uid": "a" }]), "one without a name"),
        (json!([{ "uid": "a", "name": "a" }, { "uid": "a", "name": "b" }]), "a uid twice"),
        (json!([{ "uid": "a", "candidate_name": "a" }]), "the name of a single create"),
    ] {
        refused(caller.post("batch_interviews", &json!({ "interviews": interviews })).await, (422, 42201), why);
    }
    bug.set_quota(99);
    let all = json!({ "user_id": 101, "interviews": many(100) });
    refused(caller.post("batch_interviews", &all).await, (200, 40301), "one session too few");
    assert!(bug.rooms().is_empty(), "nothing was made");
    bug.set_quota(100);
    let made = caller.data("batch_interviews", &all).await;
    let made = made["interviews"].as_array().unwrap();
    assert_eq!((made.len(), &made[99]["candidate_uid"]), (100, &json!("i99")), "each names its caller's id");
    assert_eq!((bug.quota(), bug.rooms().len()), (0, 100), "and takes a session");
    assert_eq!(bug.rooms()[3].candidate_uid.as_deref(), Some("i3"), "the rooms know it, too");
}

#[tokio::test]
async fn the_list_is_searched_and_comes_in_pages() {
    let caller = Caller::start().await;
    let bug = caller.company.showmebug();
    let before = caller.company.now_ms();
    for at in 0..60 {
        caller.room(&format!("Candidate {at:02}")).await;
    }
    let uid = caller.room("周敏").await["uid"].as_str().unwrap().to_owned();
    let first = caller.get("interviews").await.1["data"].clone();
    let items = first["interviews"].as_array().unwrap();
    assert_eq!((items.len(), &first["count"]), (25, &json!(61)), "25 unless somebody asks for more");
    assert_eq!((&items[0]["uid"], &items[0]["name"]), (&json!(uid), &json!("周敏")), "the newest first");
    assert!(items[0]["candidate_url"].is_string() && items[0]["created_at"].is_string(), "{}", items[0]);
    let last = caller.get("interviews?page=2&per_page=50").await.1["data"]["interviews"].clone();
    assert_eq!(last.as_array().unwrap().len(), 11, "what is left on the second page");
    let count = async |query: &str| caller.get(&format!("interviews?{query}")).await.1["data"]["count"].clone();
    assert_eq!(count("search=%E5%91%A8").await, 1, "a part of the name");
    assert!(bug.start(&uid), "somebody enters");
    assert_eq!(count("status[]=interview_started").await, 1, "by state");
    assert_eq!(count("status[]=interview_started&status[]=interview_opened").await, 61, "or by several");
    assert_eq!(count("creator_id=102").await, 0, "by who made it");
    let zoned = |ms: i64| jiff::Timestamp::from_millisecond(ms).unwrap().to_string();
    assert_eq!(count(&format!("created_time_start={}", zoned(before))).await, 61, "by when it was made");
    assert_eq!(count(&format!("created_time_start={}", zoned(before + 3_600_000))).await, 0, "an hour later");
    assert_eq!(count("created_time_start=2020-01-01%2000:00:00").await, 61, "a time of Beijing");
    for wrong in
        ["per_page=51", "page=0", "status=interview_ended", "status[]=over", "created_time_start=soon", "name=x"]
    {
        refused(caller.get(&format!("interviews?{wrong}")).await, (422, 42201), wrong);
    }
    bug.set_links_in_list(false);
    let bare = caller.get("interviews?per_page=1").await.1["data"]["interviews"][0].clone();
    assert!(bare.get("candidate_url").is_none() && bare["uid"].is_string(), "the links are a switch: {bare}");
}

#[tokio::test]
async fn an_edit_keeps_the_links_of_who_stays() {
    let caller = Caller::start().await;
    let made = caller.data("interviews", &json!({ "candidate_name": "周敏", "interviewers": [li_na()] })).await;
    let path = format!("interviews/{}", made["uid"].as_str().unwrap());
    let change = json!({ "candidate_name": "周敏敏", "interviewers": [deng(), li_na()] });
    let (_, edited) = answer(caller.call(Method::PATCH, &path).json(&change)).await;
    let links = &edited["data"]["interviewer_urls"];
    assert_eq!(links[1]["interviewer_url"], made["interviewer_urls"][0]["interviewer_url"], "the same link: {edited}");
    assert_eq!(edited["data"]["candidate_url"], made["candidate_url"], "the candidate's, too");
    let room = caller.company.showmebug().rooms().remove(0);
    assert_eq!((room.name.as_str(), room.interviewers.len()), ("周敏敏", 2), "and the room is another one's now");
    let wrong = answer(caller.call(Method::PATCH, &path).json(&json!({ "status": "x" }))).await;
    refused(wrong, (422, 42201), "an unknown parameter");
    let gone = answer(caller.call(Method::PATCH, "interviews/NOPE").json(&json!({}))).await;
    refused(gone, (404, 40401), "an unknown interview");
}

#[tokio::test]
async fn a_result_comes_with_the_end_and_goes_with_the_room() {
    let caller = Caller::start().await;
    let bug = caller.company.showmebug();
    let made = caller.room("周敏").await;
    let uid = made["uid"].as_str().unwrap();
    let path = format!("interviews/{uid}/result");
    let open = caller.get(&path).await.1["data"].clone();
    assert_eq!(open, json!({ "uid": uid, "status": "interview_opened" }), "nothing but the state");
    assert!(bug.end(uid, json!({ "score": 86, "evaluation": "strong" })), "the interview is over");
    let over = caller.get(&path).await.1["data"].clone();
    assert_eq!((&over["status"], &over["score"]), (&json!("interview_ended"), &json!(86)), "{over}");
    assert_eq!(bug.rooms()[0].status, Status::Ended, "the handle says so, too");
    let room = format!("interviews/{uid}");
    let (status, deleted) = answer(caller.call(Method::DELETE, &room)).await;
    assert_eq!((status.as_u16(), deleted.get("data")), (200, None), "a delete answers without data: {deleted}");
    refused(answer(caller.call(Method::DELETE, &room)).await, (404, 40401), "the second time it is gone");
    refused(caller.get(&path).await, (404, 40401), "with its result");
    let link = made["candidate_url"].as_str().unwrap();
    assert_eq!(caller.client.get(link).send().await.unwrap().status(), 404, "and its link leads nowhere");
    assert_eq!((bug.rooms()[0].deleted, bug.quota()), (true, 99), "the session stays spent");
    assert!(!bug.start(uid) && !bug.end("NOPE", Value::Null), "nobody enters a room that is not there");
}
