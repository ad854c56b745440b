//! Calendars and schedules, against the practice company.

mod common;

use std::sync::Arc;
use std::time::Duration;

use beckon_sandbox::Sandbox;
use common::{client_of, code, company, told};
use wecom::{
    Calendar, CalendarRange, Client, Color, Occurrences, RemindAt, Reminders, RepeatType, ResponseStatus, Schedule,
    ScheduleRead, ScheduleStatus, Share, SharePermission,
};

/// Monday, 2056-03-06 10:00 in Beijing: far enough ahead to be in the future of every test.
const MONDAY: i64 = 2_719_533_600;
const DAY: i64 = 86_400;

fn interview() -> Schedule {
    Schedule {
        start_time: MONDAY,
        end_time: MONDAY + 3600,
        attendees: vec!["zhangwei".into(), "li.na".into()],
        admins: vec!["ZhangWei".into()],
        summary: "面试：后端工程师".into(),
        description: "第一轮".into(),
        location: "3 号会议室".into(),
        reminders: Some(Reminders::at(&[RemindAt::QuarterHour, RemindAt::Day])),
        ..Schedule::default()
    }
}

fn calendar() -> Calendar {
    Calendar {
        summary: "面试".into(),
        color: Color(0x1A, 0x73, 0xE8),
        description: String::new(),
        admins: vec!["zhangwei".into()],
        set_as_default: false,
        shares: vec![Share { userid: "zhangwei".into(), permission: SharePermission::View }],
        range: CalendarRange::Private,
    }
}

async fn read(client: &Client, id: &str) -> ScheduleRead {
    client.schedule_get(&[id]).await.expect("it exists").remove(0)
}

#[tokio::test]
async fn a_schedule_from_its_making_to_its_end() {
    let (company, client) = company().await;
    let id = client.schedule_add(&interview()).await.expect("a schedule");
    let made = read(&client, &id).await;
    assert_eq!(made.to_schedule(), Schedule { cal_id: Some(made.cal_id.clone()), ..interview() }, "as it was written");
    assert_eq!(made.status, Some(ScheduleStatus::Normal), "it takes place");
    let answers = |read: &ScheduleRead| read.attendees.iter().map(|one| one.response_status).collect::<Vec<_>>();
    assert_eq!(answers(&made), [Some(ResponseStatus::None); 2], "nobody answered yet");
    assert!(company.answer_invitation(&id, "li.na", 4), "she was invited");
    company.advance(Duration::from_secs(120));
    let answered = answers(&read(&client, &id).await);
    assert_eq!(answered[1], Some(ResponseStatus::Declined), "an answer is found by asking again: {answered:?}");

    let moved = Schedule { location: String::new(), ..made.to_schedule() };
    let apart = client.schedule_update(&id, &moved, Occurrences::All, false).await.expect("a change");
    assert_eq!(apart, None, "nothing was set apart");
    assert_eq!(read(&client, &id).await.location, "", "what is not given is gone");

    client.schedule_del(&id, Occurrences::All).await.expect("cancelled");
    assert_eq!(read(&client, &id).await.status, Some(ScheduleStatus::Cancelled), "and still there to be read");
    assert_eq!(code(client.schedule_del(&id, Occurrences::All).await), 90460, "once");
    assert_eq!(code(client.schedule_get(&["made-up"]).await), 90461, "unknown");
}

#[tokio::test]
async fn one_occurrence_of_many() {
    let (_company, client) = company().await;
    let weekly = Reminders { is_repeat: true, repeat_type: Some(RepeatType::Weekly), ..Reminders::default() };
    let series = Schedule { reminders: Some(weekly), ..interview() };
    let id = client.schedule_add(&series).await.expect("every Monday");
    let once = Schedule { start_time: MONDAY + 8 * DAY, end_time: MONDAY + 8 * DAY + 3600, ..interview() };
    let apart = client.schedule_update(&id, &once, Occurrences::Only(MONDAY + 7 * DAY), true).await.expect("one moves");
    let apart = apart.expect("it has an id of its own");
    assert_eq!(read(&client, &apart).await.start_time, MONDAY + 8 * DAY, "to Tuesday");
    let rest = read(&client, &id).await;
    assert_eq!(rest.reminders.exclude_time_list[0].start_time, MONDAY + 7 * DAY, "the series leaves that Monday out");
    assert_eq!(rest.reminders.repeat_type, Some(RepeatType::Weekly), "and goes on");
    let wrong = client.schedule_del(&id, Occurrences::From(MONDAY + 10 * DAY)).await;
    assert_eq!(code(wrong), 90482, "that Thursday is no occurrence");
    client.schedule_del(&id, Occurrences::From(MONDAY + 14 * DAY)).await.expect("the rest is cancelled");
}

#[tokio::test]
async fn schedules_of_a_calendar_page_by_page() {
    let (_company, client) = company().await;
    let made = client.calendar_add(&calendar()).await.expect("a calendar");
    assert!(made.refused.is_empty(), "shared with everyone: {made:?}");
    for hour in 0..5 {
        let (start_time, end_time) = (MONDAY + hour * 3600, MONDAY + (hour + 1) * 3600);
        let one = Schedule { start_time, end_time, cal_id: Some(made.cal_id.clone()), ..interview() };
        client.schedule_add(&one).await.expect("one of five");
    }
    let page = async |offset| client.schedule_get_by_calendar(&made.cal_id, offset, 2).await.expect("a page");
    let starts = |page: Vec<ScheduleRead>| page.iter().map(|one| (one.start_time - MONDAY) / 3600).collect::<Vec<_>>();
    assert_eq!(starts(page(0).await), [0, 1], "the first two");
    assert_eq!(starts(page(4).await), [4], "the last one");
    assert!(page(5).await.is_empty(), "nothing more is the end");
    assert!(page(0).await[0].sequence.is_some(), "here the number of changes is told");
    assert_eq!(code(client.schedule_get_by_calendar("made-up", 0, 500).await), 90457, "unknown");
}

#[tokio::test]
async fn a_calendar_and_those_it_cannot_be_shared_with() {
    let (company, client) = company().await;
    let share = |userid: &str| Share { userid: userid.into(), permission: SharePermission::FreeBusy };
    let shares = vec![share("zhangwei"), share("wu.hao")];
    let range = CalendarRange::Public { userids: vec!["li.na".into()], partyids: vec![2] };
    let made = client.calendar_add(&Calendar { shares, range, ..calendar() }).await.expect("made all the same");
    assert_eq!((made.refused.len(), made.refused[0].errcode), (1, 60111), "outside the visible range: {made:?}");
    let body = company.journal().pop().map(|call| String::from_utf8_lossy(&call.body).into_owned()).unwrap();
    assert!(body.contains(r##""color":"#1A73E8""##), "as WeCom spells a colour: {body}");

    let mut config = beckon_sandbox::Config::default();
    config.apps[0].schedule = false;
    let other = Arc::new(Sandbox::start(config).await.unwrap());
    assert_eq!(
        code(client_of(&other).calendar_add(&calendar()).await),
        90472,
        "the app is not among the callable ones"
    );
}

#[tokio::test]
async fn limits_of_a_schedule() {
    let (company, client) = company().await;
    let people = |count: usize| -> Vec<String> { vec!["zhangwei".to_owned(); count] };
    for letter in ["a", "面"] {
        let most = Schedule {
            summary: letter.repeat(128),
            description: letter.repeat(1000),
            location: letter.repeat(128),
            attendees: people(1000),
            admins: people(3),
            ..interview()
        };
        client.schedule_add(&most).await.expect("characters, not bytes");
        let past = Schedule {
            summary: letter.repeat(129),
            description: letter.repeat(1001),
            location: letter.repeat(129),
            attendees: people(1001),
            admins: people(4),
            ..interview()
        };
        let expected = "schedule.attendees has 1001 entries, at most 1000 are allowed; \
            schedule.admins has 4 entries, at most 3 are allowed; \
            schedule.summary has 129 characters, at most 128 are allowed; \
            schedule.description has 1001 characters, at most 1000 are allowed; \
            schedule.location has 129 characters, at most 128 are allowed";
        assert_eq!(told(client.schedule_add(&past).await), expected, "one past, all at once");
    }
    let why = async |schedule: Schedule| told(client.schedule_add(&schedule).await);
    let reversed = Schedule { end_time: MONDAY, ..interview() };
    assert_eq!(why(reversed).await, "schedule.end_time must be after start_time", "WeCom would blame start_time");
    let admins = Schedule { admins: vec!["wangfang".into()], ..interview() };
    assert_eq!(why(admins).await, "schedule.admins must be among the attendees", "90715");
    let named = Schedule { attendees: vec!["zhangwei".into(), "李娜".into()], ..interview() };
    assert_eq!(why(named).await, "schedule.attendees[1].userid \"李娜\" cannot be a user id", "a name");
    let cal_id = Schedule { cal_id: Some(String::new()), ..interview() };
    assert_eq!(why(cal_id).await, "schedule.cal_id is empty", "None is the default calendar");
    assert!(company.journal().iter().all(|call| call.errcode == Some(0)), "what the checks pass, WeCom takes");
}

#[tokio::test]
async fn limits_of_reminders() {
    let (_company, client) = company().await;
    let with =
        |reminders: Reminders, is_whole_day| Schedule { reminders: Some(reminders), is_whole_day, ..interview() };
    let every = [RemindAt::Start, RemindAt::FiveMinutes, RemindAt::QuarterHour, RemindAt::Hour, RemindAt::Day];
    client.schedule_add(&with(Reminders::at(&every), false)).await.expect("every moment before");
    let whole = [RemindAt::Morning, RemindAt::TwoDays, RemindAt::Week];
    client.schedule_add(&with(Reminders::at(&whole), true)).await.expect("whole-day moments");
    let why = async |schedule: Schedule| told(client.schedule_add(&schedule).await);
    let moment = "schedule.reminders.remind_time_diffs[0] must be one of the documented moments of such a schedule";
    for wrong in [RemindAt::Morning, RemindAt::Week, RemindAt::Other(-60)] {
        assert_eq!(why(with(Reminders::at(&[wrong]), false)).await, moment, "{wrong:?} is 90704");
    }
    for timezone in [-12, 12] {
        let zoned = Reminders { timezone: Some(timezone), ..Reminders::default() };
        client.schedule_add(&with(zoned, false)).await.expect("-12 to 12");
        let past = Reminders { timezone: Some(timezone + timezone.signum()), ..Reminders::default() };
        assert_eq!(why(with(past, false)).await, "schedule.reminders.timezone must be -12 to 12", "one past: 90480");
    }
    let custom = Reminders {
        is_repeat: true,
        repeat_type: Some(RepeatType::Other(3)),
        is_custom_repeat: true,
        repeat_interval: Some(0),
        repeat_day_of_week: vec![8],
        repeat_day_of_month: vec![0],
        repeat_until: Some(-1),
        ..Reminders::default()
    };
    let expected = "schedule.reminders.repeat_type must be 0, 1, 2, 5 or 7; \
        schedule.reminders.repeat_until must be a time; \
        schedule.reminders.repeat_interval must be 1 or more; \
        schedule.reminders.repeat_day_of_week must be 1 to 7; \
        schedule.reminders.repeat_day_of_month must be 1 to 31";
    assert_eq!(why(with(custom.clone(), false)).await, expected, "all at once");
    let sound = Reminders {
        repeat_type: Some(RepeatType::Weekly),
        repeat_interval: Some(2),
        repeat_day_of_week: vec![1, 7],
        repeat_day_of_month: vec![1, 31],
        repeat_until: Some(MONDAY + 70 * DAY),
        ..custom
    };
    client.schedule_add(&with(sound, false)).await.expect("every second week");
}

#[tokio::test]
async fn limits_of_lists_and_calendars() {
    let (company, client) = company().await;
    let id = client.schedule_add(&interview()).await.unwrap();
    client.schedule_get(&vec![id.as_str(); 1000]).await.expect("1000 at once");
    let past = told(client.schedule_get(&vec![id.as_str(); 1001]).await);
    assert_eq!(past, "schedule_id_list has 1001 entries, at most 1000 are allowed", "one past");
    assert_eq!(told(client.schedule_get(&[]).await), "schedule_id_list is empty", "90462");
    let page = told(client.schedule_get_by_calendar("c", 0, 1001).await);
    assert_eq!(page, "limit has 1001 entries, at most 1000 are allowed", "90469");

    let share = Share { userid: "zhangwei".into(), permission: SharePermission::View };
    let range = |users: usize, parties: usize| CalendarRange::Company {
        userids: vec!["zhangwei".into(); users],
        partyids: vec![2; parties],
    };
    let most = Calendar {
        summary: "面".repeat(128),
        description: "面".repeat(512),
        shares: vec![share.clone(); 2000],
        admins: vec!["zhangwei".into(); 3],
        range: range(1000, 100),
        ..calendar()
    };
    client.calendar_add(&most).await.expect("characters, not bytes");
    let past = Calendar {
        summary: "面".repeat(129),
        description: "面".repeat(513),
        shares: vec![share; 2001],
        admins: vec!["zhangwei".into(); 4],
        range: range(1001, 101),
        ..calendar()
    };
    let expected = "calendar.summary has 129 characters, at most 128 are allowed; \
        calendar.description has 513 characters, at most 512 are allowed; \
        calendar.admins has 4 entries, at most 3 are allowed; \
        calendar.shares has 2001 entries, at most 2000 are allowed; \
        calendar.public_range.userids has 1001 entries, at most 1000 are allowed; \
        calendar.public_range.partyids has 101 entries, at most 100 are allowed";
    assert_eq!(told(client.calendar_add(&past).await), expected, "one past, all at once");
    let nobody = Calendar { summary: " ".into(), admins: vec!["li.na".into()], range: range(0, 0), ..calendar() };
    let expected =
        "calendar.summary is empty; calendar.admins must be among the shares; calendar.public_range must be somebody";
    assert_eq!(told(client.calendar_add(&nobody).await), expected, "what WeCom refuses with 90492 and 90483");
    assert!(company.journal().iter().all(|call| call.errcode == Some(0)), "what the checks pass, WeCom takes");
}

#[tokio::test]
async fn people_are_invited_and_taken_out_and_the_answers_of_the_others_stay() {
    let (company, client) = company().await;
    let id = client.schedule_add(&interview()).await.unwrap();
    let before: Vec<String> =
        client.schedule_get(&[&id]).await.unwrap()[0].attendees.iter().map(|a| a.userid.clone()).collect();
    assert!(company.answer_invitation(&id, &before[0], 2), "who is invited answers");
    client.schedule_add_attendees(&id, &["wangfang".to_owned(), before[0].clone()]).await.unwrap();
    client.schedule_del_attendees(&id, &before[1..]).await.unwrap();
    let read = client.schedule_get(&[&id]).await.unwrap().remove(0);
    let now: Vec<_> = read.attendees.iter().map(|one| (one.userid.as_str(), one.response_status)).collect();
    let expected = [(before[0].as_str(), Some(ResponseStatus::Accepted)), ("wangfang", Some(ResponseStatus::None))];
    assert_eq!(now, expected, "nobody is asked again");
    assert_eq!(told(client.schedule_add_attendees(&id, &[]).await), "attendees is empty", "that would be nobody");
    assert_eq!(
        code(client.schedule_add_attendees(&id, &["nobody".to_owned()]).await),
        60021,
        "whom the app does not see"
    );
}
