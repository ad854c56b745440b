//! Spreadsheets into the list: what is recognised, decided, written and told; and that it is all or nothing.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::sync::Arc;

use beckon_engine::{Engine, Error, FileImport, ImportError};
use beckon_model::{ColumnUse, DuplicateChoice, ImportChoice, ImportProblemKind, ManualClock, OnDuplicate};
use common::{open, until};

/// 22 November 2026, noon in Beijing.
const NOW_MS: i64 = 1_795_320_000_000;

/// An engine with an empty list.
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
}

fn file(text: &str) -> FileImport {
    FileImport::new(text.as_bytes().to_vec())
}

async fn names(world: &World) -> Vec<String> {
    world
        .engine
        .candidates()
        .list(Default::default())
        .await
        .unwrap()
        .rows
        .into_iter()
        .map(|row| row.person.name)
        .collect()
}

#[tokio::test]
async fn bad_rows_are_told_by_line_and_good_rows_are_taken() {
    let world = World::empty().await;
    let csv = "2026 秋招,,\n姓名,企业微信账号,到岗日期\n甲,a,\n乙\n丙,A,\n,d,\n戊,bad id,\n己,f,,extra\n庚\u{1},h,\n辛\u{202e},i\u{200b},\n\n\"壬\n壬\",j,x\n";
    let report = world.engine.candidates().check(&file(csv)).await.unwrap();
    assert_eq!(report.file.header_line, 2, "the title above is no header");
    use ImportProblemKind::*;
    let told: Vec<_> = report.problems.iter().map(|problem| (problem.line, problem.kind)).collect();
    let expected = [(6, NameMissing), (7, BadUserid), (9, ControlCharacter)];
    assert_eq!(told, expected, "each with the line a person sees in an editor");
    let remarks: Vec<_> = report.remarks.iter().map(|remark| (remark.line, remark.kind)).collect();
    let expected = [(4, Short), (8, Surplus), (10, Invisible), (10, Invisible)];
    assert_eq!(remarks, expected, "rows of another length, and what nobody sees: taken and told");
    assert_eq!(report.remarks[1].value, "extra", "what stands behind the last column is named");
    assert_eq!((report.rows, report.good, report.skipped), (9, 5, 1), "line 5 is the person of line 3");
    assert!(names(&world).await.is_empty(), "a check writes nothing");
    let imported = world.engine.candidates().import(&file(csv)).await.unwrap();
    assert_eq!(imported.report.good, 5, "the import does what the check said");
    assert_eq!(
        names(&world).await,
        ["甲", "乙", "己", "辛", "壬\n壬"],
        "and takes the good rows, without the invisible"
    );
    let mut saved = std::io::Cursor::new(Vec::new());
    imported.write_untaken(&mut saved, ["line", "why"], |problem| format!("{:?}", problem.kind)).unwrap();
    let saved = String::from_utf8(saved.into_inner()).unwrap();
    let lines: Vec<&str> = saved.lines().skip(1).collect();
    assert_eq!(lines.len(), 4, "every row that was not taken is in the file: {saved}");
    assert_eq!(lines[0], r#""丙","A","","5","Duplicate""#, "as it was, with its line and the reason");
}

#[tokio::test]
async fn people_who_are_there_are_updated_and_lose_nothing() {
    let world = World::empty().await;
    let first = "姓名,userid,手机,标签,房间\n李华,lihua,138 0000 0001,校招,1\n王伟,,13900000002,,2\n";
    world.engine.candidates().import(&file(first)).await.unwrap();
    let second =
        "name,userid,phone,tags,时间\n李华,LIHUA,,北京,14:00\n王伟,wangwei,+8613900000002,,\n王芳,,13900000002,,\n";
    let report = world.engine.candidates().import(&file(second)).await.unwrap().report;
    let counts = report.duplicate_counts;
    assert_eq!((counts.known, counts.twice, counts.alike), (2, 0, 1), "two are known, one shares a phone");
    let people = world.engine.candidates().list(Default::default()).await.unwrap().rows;
    let lihua = &people[0].person;
    assert_eq!(lihua.phone.as_deref(), Some("13800000001"), "an empty cell takes nothing away");
    assert_eq!(lihua.tags, ["校招", "北京"], "tags come together");
    assert_eq!((lihua.fields["房间"].as_str(), lihua.fields["时间"].as_str()), ("1", "14:00"), "so do own fields");
    assert_eq!(people[1].person.userid.as_deref(), Some("wangwei"), "a user ID is filled in by the phone");
    assert_eq!(people.len(), 3, "who only shares a phone is somebody else");
}

#[tokio::test]
async fn a_person_decides_about_duplicates_for_all_and_for_each() {
    let world = World::empty().await;
    let csv = "name,userid\nA,a\nB,b\nA2,A\nA3,A\n";
    let mut import = file(csv);
    import.choice.duplicates = DuplicateChoice { twice: OnDuplicate::Update, ..Default::default() };
    import.choice.duplicates.lines.insert(5, OnDuplicate::Add);
    let report = world.engine.candidates().import(&import).await.unwrap().report;
    assert_eq!((report.good, report.updates), (4, 1), "line 4 changes line 2, line 5 is somebody else");
    assert_eq!(names(&world).await, ["A2", "B", "A3"], "as decided");
    let mut again = file(csv);
    again.choice.duplicates.known = OnDuplicate::Skip;
    let report = world.engine.candidates().check(&again).await.unwrap();
    assert_eq!((report.good, report.skipped), (0, 4), "everybody is there");
    assert_eq!((report.duplicate_counts.known, report.duplicate_counts.twice), (2, 2), "in the list, and again below");
}

#[tokio::test]
async fn chosen_columns_are_remembered_for_the_same_headers() {
    let world = World::empty().await;
    let csv = "谁,账户,备注,到场\n甲,a1,内部,2026年11月25日 下午2:00\n乙,b1,,明天\n";
    let import = file(csv);
    let refused = world.engine.candidates().import(&import).await.err();
    assert!(matches!(refused, Some(Error::Import(ImportError::NameColumnMissing { .. }))), "{refused:?}");
    let columns = vec![ColumnUse::Name, ColumnUse::Userid, ColumnUse::Ignore, ColumnUse::When];
    let chosen = import.with(ImportChoice { columns: columns.clone(), ..Default::default() });
    let imported = world.engine.candidates().import(&chosen).await.unwrap();
    let problem = &imported.report.problems[0];
    assert_eq!((problem.line, problem.kind), (3, ImportProblemKind::BadTime), "a time that is none is told");
    let person = &world.engine.candidates().list(Default::default()).await.unwrap().rows[0].person;
    assert_eq!(person.fields["到场"], "2026-11-25 14:00", "a chosen time is brought into one form");
    assert!(!person.fields.contains_key("备注"), "what is left out is left out");
    let next = world.engine.candidates().check(&file(csv)).await.unwrap();
    let uses: Vec<ColumnUse> = next.columns.iter().map(|column| column.used).collect();
    assert_eq!((next.remembered, uses), (true, columns), "the next file of this kind needs no choice");
    let twice = file(csv).with(ImportChoice { columns: vec![ColumnUse::Name; 4], ..Default::default() });
    let refused = world.engine.candidates().check(&twice).await.err();
    assert!(matches!(refused, Some(Error::Import(ImportError::DuplicateColumn { .. }))), "two names: {refused:?}");
}

#[tokio::test]
async fn giving_up_leaves_nothing_behind() {
    let world = World::empty().await;
    let rows: String = (0..200_000).map(|n| format!("人{n},u{n}\n")).collect();
    let import = file(&format!("name,userid\n{rows}"));
    let (engine, running) = (world.engine.clone(), import.clone());
    let done = tokio::spawn(async move { engine.candidates().import(&running).await });
    until(|| import.watch.progress().done >= 100).await;
    assert_eq!(
        world.engine.candidates().sizes().await.unwrap().0,
        0,
        "the list can be read meanwhile, and is as before"
    );
    import.watch.stop();
    let refused = done.await.unwrap().err();
    assert!(matches!(refused, Some(Error::Import(ImportError::Cancelled))), "{refused:?}");
    assert!(names(&world).await.is_empty(), "not one of the rows that had been read");
}
