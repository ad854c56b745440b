//! Interviews out of spreadsheets: made, changed by the next file of the same kind, and told where they cannot be.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::sync::Arc;

use beckon_engine::{Engine, FileImport};
use beckon_model::{
    ColumnUse, ImportProblemKind, ImportReport, Interview, InterviewChange, InterviewFormat, ManualClock, OnDuplicate,
};
use common::{open, until};

/// 22 November 2026, noon in Beijing.
const NOW_MS: i64 = 1_795_320_000_000;

struct World {
    engine: Engine,
    _folder: tempfile::TempDir,
}

impl World {
    async fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let engine = open(folder.path(), Arc::new(ManualClock::at(NOW_MS))).await;
        Self { engine, _folder: folder }
    }

    /// Checks, imports, and sees that the import did what the check said.
    async fn import(&self, import: &FileImport) -> ImportReport {
        let checked = self.engine.candidates().check(import).await.unwrap();
        let imported = self.engine.candidates().import(import).await.unwrap().report;
        assert_eq!(imported.interviews, checked.interviews, "the import does what the check said");
        imported
    }

    async fn interviews(&self) -> Vec<Interview> {
        self.engine.interviews().list(Default::default()).await.unwrap().rows
    }
}

fn file(text: &str) -> FileImport {
    let mut import = FileImport::new(text.as_bytes().to_vec());
    import.choice.zone = Some("Asia/Shanghai".to_owned());
    import
}

fn counts(report: &ImportReport) -> (u64, u64, u64, u64) {
    let told = report.interviews.as_ref().unwrap();
    (told.made, told.changed, told.unchanged, told.problem_count)
}

fn told(report: &ImportReport) -> Vec<(u64, ImportProblemKind)> {
    report.interviews.as_ref().unwrap().problems.iter().map(|problem| (problem.line, problem.kind)).collect()
}

#[tokio::test]
async fn each_row_makes_the_interview_of_its_person() {
    let world = World::empty().await;
    let csv = "姓名,企业微信账号,面试时间,房间,面试官,时长,形式\n\
        甲,a,2026年11月25日 下午2:00,301,王强(wangqiang)、李娜,45分钟,现场\n\
        乙,b,11/26 9:30,,王强,,视频\n";
    let report = world.import(&file(csv)).await;
    use ColumnUse::*;
    let uses: Vec<ColumnUse> = report.columns.iter().map(|column| column.used).collect();
    assert_eq!(uses, [Name, Userid, Starts, Place, Interviewers, Minutes, Format], "known by their names");
    assert_eq!(counts(&report), (2, 0, 0, 0), "one for each");
    let sample = &report.interviews.as_ref().unwrap().sample[0];
    assert_eq!((sample.name.as_str(), sample.change), ("甲", InterviewChange::Made), "the first is shown");
    let made = world.interviews().await;
    assert_eq!(made[0].people[0].name, "甲", "whose row it is");
    let plan = &made[0].plan;
    assert_eq!((plan.starts.as_str(), plan.zone.as_str()), ("2026-11-25T14:00", "Asia/Shanghai"), "when");
    assert_eq!((plan.place.as_deref(), plan.minutes), (Some("301"), 45), "where and how long");
    assert_eq!(plan.interviewers[0].userid.as_deref(), Some("wangqiang"), "with whom");
    assert_eq!((made[1].plan.format, made[1].plan.minutes), (InterviewFormat::Video, 60), "an hour where none is said");
    let person = &world.engine.candidates().list(Default::default()).await.unwrap().rows[0].person;
    assert!(person.fields.is_empty(), "an interview is no field of the person: {:?}", person.fields);
}

#[tokio::test]
async fn the_next_file_of_the_kind_changes_what_differs_and_nothing_else() {
    let world = World::empty().await;
    let head = "name,userid,interview time,room,round";
    let first = format!("{head}\nA,a,2026-11-25 14:00,301,1\nB,b,2026-11-25 15:00,301,1\nC,c,2026-11-25 16:00,301,1\n");
    world.import(&file(&first)).await;
    let before = world.interviews().await;
    world.engine.interviews().call_off(before[2].id, true).await.unwrap();
    // The room of A is another one, B is as it was, C stays called off, and all get a second round; a column came in.
    let second = "name,userid,interview time,room,round,remark\n\
        A,a,2026-11-25 14:00,302,1,x\nB,b,2026-11-25 15:00,,1,x\nC,c,2026-11-25 16:00,301,1,x\nA,A,2026-11-30 10:00,301,2,x\n";
    let mut second = file(second);
    second.choice.duplicates.twice = OnDuplicate::Update;
    let report = world.import(&second).await;
    assert_eq!(counts(&report), (1, 1, 2, 0), "the second round is new, one room is another, two are as they were");
    let after = world.interviews().await;
    assert_eq!(after.len(), 4, "nobody has the same interview twice");
    let at = |id| after.iter().find(|interview| interview.id == id).unwrap();
    let a = at(before[0].id);
    assert_eq!((a.plan.place.as_deref(), a.sequence), (Some("302"), 1), "changed, with the next number for calendars");
    assert_eq!(a.uid, before[0].uid, "the calendar's entry stays the same one");
    assert_eq!((at(before[1].id).sequence, at(before[1].id).plan.place.as_deref()), (0, Some("301")), "as it was");
    assert!(at(before[2].id).called_off, "what was called off does not come back by itself");
    let moved = format!("{head}\nC,c,2026-11-27 9:00,301,1\n");
    let report = world.import(&file(&moved)).await;
    assert_eq!(counts(&report), (1, 0, 0, 0), "another time is a new interview, the called-off one stays off");
}

#[tokio::test]
async fn what_cannot_be_is_told_by_row_and_its_person_comes_in_all_the_same() {
    let world = World::empty().await;
    let csv = "name,userid,date,time,link,length,format\n\
        A,a,2027-03-28,2:30,,,\nB,b,2026-11-20,9:00,,,\nC,c,,9:00,,,\nD,d,2026-11-25,,,,\n\
        E,e,2026-11-25,soon,,,\nF,f,2026-11-25,9:00,room 3,,\nG,g,2026-11-25,9:00,,25 h,\nH,h,2026-11-25,9:00,,,whatever\n\
        I,i,,,,,\nJ,j,2026-11-25,9:00,https://meet.example/1,,\n";
    let mut import = file(csv);
    import.choice.zone = Some("Europe/Berlin".to_owned());
    let imported = world.engine.candidates().import(&import).await.unwrap();
    let report = &imported.report;
    use ImportProblemKind::*;
    let expected = [
        (2, InterviewClocksChange),
        (3, InterviewPast),
        (4, InterviewIncomplete),
        (5, InterviewIncomplete),
        (6, InterviewBadStart),
        (7, InterviewBadLink),
        (8, InterviewBadMinutes),
        (9, InterviewBadFormat),
    ];
    assert_eq!(told(report), expected, "each with its line and reason; a row without any says nothing");
    assert_eq!((report.good, counts(report)), (10, (1, 0, 0, 8)), "everybody comes in, one has an interview");
    assert_eq!(world.interviews().await[0].plan.format, InterviewFormat::Video, "a link and no room");
    assert_eq!(imported.untaken(), 8, "the rows can be saved, mended and imported again");
}

#[tokio::test]
async fn the_zone_is_asked_once_and_remembered() {
    let world = World::empty().await;
    let mut first = file("name,interview time\nA,2026-11-25 14:00\n");
    first.choice.zone = Some("Asia/Tokyo".to_owned());
    world.import(&first).await;
    let mut other = file("name,interview time,x\nB,2026-11-25 14:00,1\n");
    other.choice.zone = Some("Europe/Berlin".to_owned());
    world.import(&other).await;
    let zone = async |csv: &str| {
        let report = world.engine.candidates().check(&FileImport::new(csv.as_bytes().to_vec())).await.unwrap();
        report.interviews.map(|interviews| interviews.zone)
    };
    assert_eq!(
        zone("name,interview time\nC,2026-11-25 15:00\n").await.as_deref(),
        Some("Asia/Tokyo"),
        "of its headers"
    );
    assert_eq!(
        zone("name,interview date\nC,2026-11-25 15:00\n").await.as_deref(),
        Some("Europe/Berlin"),
        "else the last one"
    );
    assert_eq!(zone("name,time\nC,x\n").await, None, "a file without interviews has none");
    let mut wrong = file("name,interview time\nA,2026-11-25 14:00\n");
    wrong.choice.zone = Some("Asia/Beijing".to_owned());
    let refused = world.engine.candidates().check(&wrong).await.unwrap_err();
    assert!(matches!(refused, beckon_engine::Error::Invalid(_)), "no such zone: {refused:?}");
}

#[tokio::test]
async fn giving_up_leaves_no_interview_behind() {
    let world = World::empty().await;
    let rows: String = (0..50_000).map(|n| format!("人{n},u{n},2026-11-25 14:00\n")).collect();
    let import = file(&format!("name,userid,interview time\n{rows}"));
    let (engine, running) = (world.engine.clone(), import.clone());
    let done = tokio::spawn(async move { engine.candidates().import(&running).await });
    until(|| import.watch.progress().done >= 100).await;
    import.watch.stop();
    assert!(done.await.unwrap().is_err(), "it was given up");
    assert!(world.interviews().await.is_empty(), "not one of those that had been made");
}

#[tokio::test]
async fn an_interview_is_known_by_its_own_names_and_others_beside_them() {
    let world = World::empty().await;
    let uses = async |headers: &str| {
        let csv = format!("{headers}\nx{}\n", ",".repeat(headers.split(',').count() - 1));
        let report = world.engine.candidates().check(&file(&csv)).await.unwrap();
        report.columns.into_iter().map(|column| column.used).collect::<Vec<_>>()
    };
    use ColumnUse::*;
    assert_eq!(
        uses("姓名,面试时间（北京时间）,房间").await,
        [Name, Starts, Place],
        "a room beside an interview is its place"
    );
    assert_eq!(uses("name,date,time,round").await, [Name, Day, Starts, Round], "a day and a time are a start");
    assert_eq!(uses("姓名,日期,房间").await, [Name, Own, Own], "a day alone can be any day");
    assert_eq!(uses("姓名,时间,面试日期,面试时间").await, [Name, Own, Day, Starts], "the surer name wins");
}

#[tokio::test]
async fn words_that_are_no_time_stay_as_they_are_written() {
    let world = World::empty().await;
    let mut import = file("姓名,企业微信账号,面试时间\n甲,a,周三 10:00\n乙,b,待定\n");
    let report = world.engine.candidates().check(&import).await.unwrap();
    assert_eq!(report.columns[2].used, ColumnUse::Own, "no row says when, so none would have got an interview");
    assert_eq!(report.interviews, None, "and nothing is asked about them");
    assert_eq!(report.sample[0].fields["面试时间"], "周三 10:00", "for the message");
    import.choice.columns = vec![ColumnUse::Name, ColumnUse::Userid, ColumnUse::Starts];
    let chosen = world.engine.candidates().check(&import).await.unwrap();
    assert_eq!(told(&chosen).len(), 2, "who says that these are times is told about each row");
}
