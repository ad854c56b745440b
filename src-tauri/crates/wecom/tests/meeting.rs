//! Meetings, against the practice company: from their making to their end, and who came.

mod common;

use std::time::Duration;

use beckon_sandbox::{App, Config, Fault, MeetingVisitor, Sandbox, When};
use common::{client_of, code, company, rule, told};
use proptest::prelude::*;
use wecom::{
    InMeeting, Meeting, MeetingChange, MeetingPeople, MeetingReminder, MeetingRing, MeetingSettings, MeetingStatus,
    MeetingTime,
};

const DAY: i64 = 86_400;

fn meeting(company: &Sandbox) -> Meeting {
    Meeting {
        people: MeetingPeople { admin_userid: "WangFang".into(), invitees: vec!["zhangwei".into()] },
        title: "面试 林一".into(),
        time: MeetingTime { start: company.now_ms() / 1000 + DAY, duration: 3600 },
        description: "后端工程师，第一轮".into(),
        location: String::new(),
        cal_id: None,
        settings: MeetingSettings { password: Some("246810".into()), waiting_room: true, ..MeetingSettings::default() },
        reminders: vec![MeetingReminder::QuarterHour],
    }
}

#[tokio::test]
async fn a_meeting_from_its_making_to_its_end() {
    let (company, client) = company().await;
    let asked = meeting(&company);
    let made = client.meeting_create(&asked).await.expect("a meeting");
    assert_eq!(made.excess_users, [] as [&str; 0], "all have accounts");
    let info = client.meeting_get_info(&made.meetingid).await.expect("it is there");
    assert_eq!((info.title.as_str(), info.meeting_start), ("面试 林一", asked.time.start), "as it was asked for");
    assert_eq!(info.status, Some(MeetingStatus::Waiting), "it has not begun");
    assert!(
        info.meeting_code.len() == 9 && info.meeting_link.ends_with(&info.meeting_code),
        "how to come in: {info:?}"
    );
    let members: Vec<&str> = info.members.iter().map(|one| one.userid.as_str()).collect();
    assert_eq!(members, ["wangfang", "zhangwei"], "the organiser takes part without being named twice");

    let later = MeetingTime { start: asked.time.start + 3600, duration: 1800 };
    let people = MeetingPeople { admin_userid: "wangfang".into(), invitees: vec!["li.na".into(), "hujun".into()] };
    let change = MeetingChange { time: Some(later), people: Some(people), ..MeetingChange::default() };
    client.meeting_update(&made.meetingid, &change).await.expect("changed");
    let kept = company.meetings().all().remove(0);
    assert_eq!((kept.start, kept.duration), (later.start, 1800), "moved");
    assert_eq!((kept.title.as_str(), kept.participants.len()), ("面试 林一", 3), "the rest stays");

    client.meeting_cancel(&made.meetingid).await.expect("cancelled");
    let info = client.meeting_get_info(&made.meetingid).await.expect("still readable");
    assert_eq!(info.status, Some(MeetingStatus::Cancelled), "and says so");
    assert_eq!(code(client.meeting_cancel(&made.meetingid).await), 400_041, "once");
    assert_eq!(code(client.meeting_update(&made.meetingid, &change).await), 400_041, "nothing changes any more");
    assert_eq!(code(client.meeting_get_info("made-up").await), 90602, "unknown");
}

#[tokio::test]
async fn who_came_is_told_but_for_wechat() {
    let (company, client) = company().await;
    let id = client.meeting_create(&meeting(&company)).await.expect("a meeting").meetingid;
    company.advance(Duration::from_secs(86_401));
    assert!(company.meetings().join(&id, MeetingVisitor::Member("zhangwei")), "he was invited");
    assert!(company.meetings().join(&id, MeetingVisitor::WeChat), "the candidate has the link");
    let info = client.meeting_get_info(&id).await.expect("it runs");
    assert_eq!(info.status, Some(MeetingStatus::Running), "somebody is in");
    assert_eq!(info.outsiders, [], "nobody tells of the candidate in WeChat");
    assert_eq!(code(client.meeting_cancel(&id).await), 400_224, "too late");
    let title = MeetingChange { title: Some("另一个".into()), ..MeetingChange::default() };
    assert_eq!(code(client.meeting_update(&id, &title).await), 400_221, "too late");
    assert!(company.meetings().join(&id, MeetingVisitor::Outsider("林一")), "another one with a browser");
    company.advance(Duration::from_secs(600));
    assert!(company.meetings().leave(&id, MeetingVisitor::Member("ZHANGWEI")), "he goes");
    company.advance(Duration::from_secs(7200));
    let info = client.meeting_get_info(&id).await.expect("it is over");
    assert_eq!(info.status, Some(MeetingStatus::Ended), "its time is over");
    let of = |userid: &str| info.members.iter().find(|one| one.userid == userid).expect("a participant");
    assert_eq!(of("wangfang").presence.status, Some(InMeeting::Not), "she did not come");
    let his = &of("zhangwei").presence;
    assert_eq!((his.status, his.total_join_count), (Some(InMeeting::Joined), 1), "he did");
    assert!((600..660).contains(&his.cumulative_time), "for ten minutes: {his:?}");
    assert_eq!(info.outsiders.len(), 1, "who came by browser is told");
}

#[tokio::test]
async fn a_meeting_whose_answer_was_lost_is_found_and_not_made_twice() {
    let (company, client) = company().await;
    company.set_faults(vec![rule("meeting/create", When::Nth(1), Fault::ReplyLost)]);
    let asked = meeting(&company);
    let lost = client.meeting_create(&asked).await.expect_err("the answer was lost");
    assert!(lost.may_have_been_processed(), "nobody knows: {lost}");
    assert_eq!(code(client.meeting_create(&asked).await), 400_301, "it is being made");
    company.advance(Duration::from_secs(301));
    assert_eq!(code(client.meeting_create(&asked).await), 400_302, "it exists");
    let ids = client.meeting_get_user_meetingid("wangfang", asked.time.start, asked.time.start + 1, 100, None).await;
    let ids = ids.expect("her meetings");
    assert_eq!(ids.items, [company.meetings().all()[0].meetingid.clone()], "there it is");
    client.meeting_cancel(&ids.items[0]).await.expect("cancelled");
    client.meeting_create(&asked).await.expect("one that was cancelled stands in nobody's way");
}

#[tokio::test]
async fn meetings_of_a_member_come_in_pages() {
    let (company, client) = company().await;
    let asked = meeting(&company);
    for hour in 0..5 {
        let time = MeetingTime { start: asked.time.start + hour * 3600, duration: 600 };
        client.meeting_create(&Meeting { time, ..asked.clone() }).await.expect("one of five");
    }
    let (from, to) = (asked.time.start, asked.time.start + 4 * 3600);
    let (mut found, mut cursor) = (Vec::new(), None);
    for _ in 0..10 {
        let page = client.meeting_get_user_meetingid("zhangwei", from, to, 3, cursor.as_ref()).await.expect("a page");
        found.extend(page.items);
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    let made: Vec<String> = company.meetings().all().into_iter().map(|one| one.meetingid).collect();
    assert_eq!(found, made[..4], "those that begin before the end");
    let none = client.meeting_get_user_meetingid("li.na", from, to, 3, None).await.expect("a page");
    assert_eq!(none.items, [] as [&str; 0], "she takes part in none");
}

#[tokio::test]
async fn what_wecom_refuses_and_who_may_not() {
    let mut config = Config::default();
    config.apps[0].meetings = false;
    let company = std::sync::Arc::new(Sandbox::start(config).await.expect("a port"));
    let barred = client_of(&company).meeting_create(&meeting(&company)).await;
    assert_eq!(code(barred), 48002, "not among the callable apps of Meeting");

    let mut config = Config::default();
    config.apps.push(App::new(1_000_003, "Other", 9));
    let company = std::sync::Arc::new(Sandbox::start(config).await.expect("a port"));
    let client = client_of(&company);
    let asked = meeting(&company);
    let people = |userid: &str| MeetingPeople { admin_userid: "wangfang".into(), invitees: vec![userid.into()] };
    let unseen = Meeting { people: people("HenryLewis"), ..asked.clone() };
    assert_eq!(code(client.meeting_create(&unseen).await), 400_021, "outside the visible range: the whole call fails");
    let past = Meeting { time: MeetingTime { start: 1_000_000, duration: 3600 }, ..asked.clone() };
    assert_eq!(code(client.meeting_create(&past).await), 400_222, "in the past");
    let calendar = Meeting { cal_id: Some("wcX".into()), ..asked.clone() };
    assert_eq!(code(client.meeting_create(&calendar).await), 400_036, "nobody's calendar");
    let unlicensed = Meeting { people: people("hujun"), ..asked.clone() };
    assert_eq!(client.meeting_create(&unlicensed).await.expect("all the same").excess_users, ["hujun"], "no account");
    let id = client.meeting_create(&asked).await.expect("a meeting").meetingid;
    let other = company.reset_secret(1_000_003).expect("an app");
    let own = wecom::Config { host: company.base_url(), ..wecom::Config::new(company.corp_id(), 1_000_003, &*other) };
    let other = wecom::Client::new(own).expect("a host");
    assert_eq!(code(other.meeting_get_info(&id).await), 730_005, "another app's meeting");
}

#[tokio::test]
async fn what_cannot_be_is_told_before_anything_leaves() {
    let (company, client) = company().await;
    let asked = meeting(&company);
    let wrong = Meeting {
        title: "面".repeat(14),
        time: MeetingTime { start: company.now_ms(), duration: 299 },
        settings: MeetingSettings {
            password: Some("12a".into()),
            ring: MeetingRing::Named(vec!["li.na".into()]),
            ..MeetingSettings::default()
        },
        reminders: vec![MeetingReminder::Other(60)],
        ..asked.clone()
    };
    let told = told(client.meeting_create(&wrong).await);
    let fields = [
        "title",
        "meeting_start",
        "meeting_duration",
        "settings.password",
        "settings.ring_users",
        "reminders.remind_before[0]",
    ];
    for field in fields {
        assert!(told.contains(field), "{field} is named: {told}");
    }
    let nothing = client.meeting_update("hyX", &MeetingChange::default()).await;
    assert!(common::told(nothing).contains("change"), "nothing to change");
    assert!(company.journal().is_empty(), "not even a token was asked for");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Either the client refuses a title, or the company takes it whole: nothing is cut.
    #[test]
    fn a_title_is_taken_whole_or_refused(title in "[a-z面 é]{0,45}") {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (company, client) = company().await;
            let fits = !title.trim().is_empty() && title.len() <= 40 && title.chars().count() <= 20;
            let made = client.meeting_create(&Meeting { title: title.clone(), ..meeting(&company) }).await;
            assert_eq!(made.is_ok(), fits, "{title:?}: {made:?}");
            let kept: Vec<String> = company.meetings().all().into_iter().map(|one| one.title).collect();
            assert_eq!(kept, if fits { vec![title] } else { vec![] }, "as it was");
        });
    }
}
