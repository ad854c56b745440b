//! The smart sheet with what came of interviews: made once, closed to others, each row once, whatever is lost and whatever people do to
//! it meanwhile.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::time::Duration;

use beckon_engine::{Error, Parsed, every_row};
use beckon_model::{
    AnswerKind, CandidateDraft, CandidateId, CandidateQuery, InterviewDraft, InterviewId, NewAnswer, OutcomeSheet,
    Reason, Selection, SheetReport, SheetRequest, SheetState,
};
use beckon_sandbox::{Config, Fault, FaultRule, SheetKept, When};
use common::{World, calls};

struct Office {
    world: World,
    people: Vec<CandidateId>,
    interview: InterviewId,
}

impl Office {
    async fn of(names: &[&str]) -> Self {
        let world = World::with(Config::default()).await;
        world.engine.candidates().remove(Selection::All).await.unwrap();
        let people = names.iter().enumerate().map(|(nth, name)| CandidateDraft {
            name: (*name).to_owned(),
            phone: Some(format!("139{nth:08}")),
            email: Some(format!("secret{nth}@example.com")),
            position: Some("Backend".to_owned()),
            ..CandidateDraft::default()
        });
        world.engine.candidates().put(Parsed::of_people(people.collect()), false).await.unwrap();
        let mut rows = Vec::new();
        let ask =
            async |after| world.engine.candidates().list(CandidateQuery { after, ..CandidateQuery::default() }).await;
        every_row(ask, |row| rows.push(row)).await.unwrap();
        let id = |name: &&str| rows.iter().find(|row| row.person.name == **name).unwrap().id;
        let people: Vec<CandidateId> = names.iter().map(id).collect();
        let draft = InterviewDraft {
            candidates: people.clone(),
            round: "1".to_owned(),
            starts: "2036-05-05T10:00".to_owned(),
            zone: "Asia/Shanghai".to_owned(),
            minutes: 45,
            ..InterviewDraft::default()
        };
        let interview = world.engine.interviews().save(None, draft).await.unwrap().id;
        Self { world, people, interview }
    }

    async fn ask(&self, manager: Option<&str>, again: bool) -> Result<OutcomeSheet, Error> {
        let (account, manager) = (self.world.account.id.clone(), manager.map(str::to_owned));
        self.world.engine.outside().sheet_make(SheetRequest { account, manager, again }).await
    }

    async fn make(&self) -> OutcomeSheet {
        self.ask(Some("wangfang"), false).await.unwrap()
    }

    async fn write(&self) -> SheetReport {
        self.world.engine.outside().sheet_write(&self.world.account.id).await.unwrap().last.unwrap()
    }

    async fn sheet(&self) -> OutcomeSheet {
        self.world.engine.outside().sheet(&self.world.account.id).await.unwrap()
    }

    fn kept(&self) -> SheetKept {
        let mut all = self.world.company.sheets().kept();
        assert_eq!(all.len(), 1, "one sheet");
        all.remove(0)
    }

    async fn answers(&self, person: usize, kind: AnswerKind) {
        let candidate = self.people[person];
        let new = NewAnswer { interview: self.interview, candidate, kind, wish: Some("my words".to_owned()) };
        self.world.engine.interviews().answer(new).await.unwrap();
    }

    fn spoil(&self, call: &str, when: When, fault: Fault) {
        self.world.company.set_faults(vec![FaultRule { call: call.to_owned(), when, fault }]);
    }

    fn heal(&self) {
        self.world.company.set_faults(Vec::new());
    }

    fn arrived(&self, path: &str) -> usize {
        calls(&self.world.company, path).len()
    }
}

#[tokio::test]
async fn nothing_is_there_before_somebody_asks_and_nobody_else_can_open_it() {
    let office = Office::of(&["Lin Yi", "Mo Bai"]).await;
    let before = office.world.company.journal().len();
    assert_eq!(office.sheet().await.state, SheetState::None, "off");
    office.world.engine.outside().sheet_write(&office.world.account.id).await.unwrap();
    office.world.engine.outside().round(&office.world.account.id).await.unwrap();
    assert_eq!(office.world.company.journal().len(), before, "no call");
    assert!(matches!(office.ask(None, false).await, Err(Error::Invalid(_))), "somebody administers it");

    let made = office.make().await;
    assert_eq!((made.state, made.on, made.rows), (SheetState::Made, true, 2), "{made:?}");
    let kept = office.kept();
    assert_eq!((kept.admins.as_slice(), kept.open), (&["wangfang".to_owned()][..], (false, false)), "closed");
    let journal = office.world.company.journal();
    let place = |end: &str| journal.iter().position(|call| call.path.ends_with(end)).unwrap();
    assert!(place("mod_doc_join_rule") < place("add_records"), "before anything stands in it");
    let all = format!("{kept:?}");
    for never in ["139000", "example.com", "my words"] {
        assert!(!all.contains(never), "{never} is nobody else's business: {all}");
    }
    assert!(all.contains("Lin Yi") && all.contains("Backend") && all.contains("No answer"), "{all}");
    assert_eq!(office.make().await.url, made.url, "whoever asks again gets the same");
    assert_eq!(office.arrived("create_doc"), 1, "once");
    office.world.engine.outside().sheet_off(&office.world.account.id).await.unwrap();
    office.answers(0, AnswerKind::Accepted).await;
    office.world.engine.outside().round(&office.world.account.id).await.unwrap();
    assert!(!format!("{:?}", office.kept()).contains("Accepted"), "off");
}

#[tokio::test]
async fn an_answer_changes_its_row_by_itself_and_nothing_is_written_twice() {
    let office = Office::of(&["Lin Yi", "Mo Bai"]).await;
    office.make().await;
    office.answers(0, AnswerKind::Declined).await;
    assert_eq!(office.world.engine.outside().watched().await.unwrap().len(), 1, "somebody looks after it");
    office.world.engine.outside().round(&office.world.account.id).await.unwrap();
    let kept = office.kept();
    assert_eq!(kept.rows.iter().filter(|row| row.contains(&"Declined".to_owned())).count(), 1, "{kept:?}");
    let writes = office.arrived("update_records");
    let report = office.write().await;
    assert_eq!((report.right, report.updated, report.added), (2, 0, 0), "all is right: {report:?}");
    assert_eq!(office.arrived("update_records"), writes, "so nothing is written");
}

#[tokio::test]
async fn a_lost_answer_makes_no_second_sheet_and_no_second_row() {
    let office = Office::of(&["Lin Yi", "Mo Bai"]).await;
    office.spoil("create_doc", When::Always, Fault::ErrCode(48002));
    assert!(office.ask(Some("wangfang"), false).await.is_err(), "without the right");
    assert_eq!(office.sheet().await.state, SheetState::None, "what was refused is not there");
    office.spoil("create_doc", When::Always, Fault::ReplyLost);
    assert!(office.ask(Some("wangfang"), false).await.is_err(), "the answer was lost");
    office.heal();
    assert_eq!(office.make().await.state, SheetState::Unsure, "nobody knows, and it is said");
    assert_eq!(office.arrived("create_doc"), 2, "WeCom was not asked");

    office.spoil("add_records", When::Nth(1), Fault::ReplyLost);
    let made = office.ask(None, true).await.unwrap();
    let last = made.last.unwrap();
    assert!(matches!(last.stopped, Some(Reason::Network { .. })) && !last.held, "{last:?}");
    office.heal();
    let of_rows = || office.world.company.sheets().kept().pop().unwrap();
    assert_eq!(of_rows().rows.len(), 2, "they were added");
    let report = office.write().await;
    assert_eq!((report.added, report.updated), (0, 2), "found by Beckon's own id: {report:?}");
    assert_eq!(of_rows().rows.len(), 2, "none came twice");

    let third = CandidateDraft { name: "Xu".to_owned(), ..CandidateDraft::default() };
    office.world.engine.candidates().put(Parsed::of_people(vec![third]), false).await.unwrap();
    let rows = office.world.engine.candidates().list(CandidateQuery::default()).await.unwrap().rows;
    let xu = rows.iter().find(|row| row.person.name == "Xu").unwrap().id;
    let mut draft = office.world.engine.interviews().get(office.interview).await.unwrap().plan;
    draft.candidates.push(xu);
    office.world.engine.interviews().save(Some(office.interview), draft).await.unwrap();
    office.spoil("add_records", When::Always, Fault::HttpStatus(502));
    office.write().await;
    office.heal();
    let waits = office.write().await;
    assert_eq!((waits.added, waits.left), (0, 1), "whether it was added may still show: {waits:?}");
}

#[tokio::test]
async fn what_people_do_to_it_is_theirs_and_is_told() {
    let office = Office::of(&["Lin Yi", "Mo Bai"]).await;
    office.make().await;
    let sheets = office.world.company.sheets();
    let docid = office.kept().docid;
    assert!(sheets.rename_column(&docid, "Answer", "Will they come?"), "somebody renames a column");
    assert!(sheets.delete_row(&docid, 0), "and deletes a row");
    office.answers(0, AnswerKind::Accepted).await;
    office.answers(1, AnswerKind::Accepted).await;
    let report = office.write().await;
    assert_eq!((report.added, report.added_again, report.updated), (1, 1, 1), "{report:?}");
    let kept = office.kept();
    let accepted = kept.rows.iter().filter(|row| row.contains(&"Accepted".to_owned())).count();
    assert_eq!((kept.rows.len(), accepted), (2, 2), "by the ids of columns: {kept:?}");

    assert!(sheets.delete_column(&docid, "Round"), "a column is not wanted");
    office.answers(0, AnswerKind::OtherTime).await;
    let report = office.write().await;
    assert_eq!((report.missing.as_slice(), report.updated), (&["Round".to_owned()][..], 1), "{report:?}");
    office.spoil("update_records", When::Nth(1), Fault::ErrCode(2_010_003));
    office.answers(0, AnswerKind::Declined).await;
    assert_eq!(office.write().await.updated, 1, "somebody else was writing: a moment later it is taken");
    office.heal();

    assert!(sheets.delete_column(&docid, "Beckon ID (please keep)"), "the rows cannot be known any more");
    let report = office.write().await;
    assert!(report.no_key && report.added == 0, "nothing is written: {report:?}");
    assert_eq!(office.kept().rows.len(), 2, "none came twice");
    assert!(sheets.delete(&docid), "somebody deletes it all");
    office.write().await;
    assert_eq!(office.sheet().await.state, SheetState::Gone, "which is said");
    let asked = office.world.company.journal().len();
    office.world.engine.outside().round(&office.world.account.id).await.unwrap();
    assert_eq!(office.world.company.journal().len(), asked, "nothing is tried by itself");
    let again = office.ask(None, false).await.unwrap();
    assert_eq!((again.state, again.rows), (SheetState::Made, 2), "another one, when somebody says so");
}

#[tokio::test]
async fn a_row_that_goes_while_it_is_changed_is_added_the_next_time_and_no_right_holds_it() {
    let office = Office::of(&["Lin Yi"]).await;
    office.make().await;
    office.answers(0, AnswerKind::Accepted).await;
    office.spoil("update_records", When::Nth(1), Fault::ErrCode(2_022_003));
    let report = office.write().await;
    assert_eq!((report.updated, report.left, &report.stopped), (0, 1, &None), "{report:?}");
    office.heal();
    assert_eq!(office.write().await.updated, 1);
    office.spoil("get_fields", When::Always, Fault::ErrCode(48002));
    let report = office.write().await;
    assert_eq!((report.stopped, report.held), (Some(Reason::Stopped { errcode: 48002 }), true), "without the right");
    office.world.company.advance(Duration::from_secs(3600));
    let asked = office.world.company.journal().len();
    office.answers(0, AnswerKind::Declined).await;
    office.world.engine.outside().round(&office.world.account.id).await.unwrap();
    assert_eq!(office.world.company.journal().len(), asked, "not by itself");
    office.heal();
    assert_eq!(office.write().await.updated, 1, "somebody asks again");
}

#[tokio::test]
async fn more_rows_than_a_page_holds_are_found_and_none_comes_twice() {
    let names: Vec<String> = (0..1100).map(|nth| format!("Guest {nth:04}")).collect();
    let office = Office::of(&names.iter().map(String::as_str).collect::<Vec<_>>()).await;
    assert_eq!(office.make().await.rows, 1100);
    assert_eq!(office.arrived("add_records"), 3, "500 at once");
    office.answers(1050, AnswerKind::Accepted).await;
    let docid = office.kept().docid;
    assert!(office.world.company.sheets().delete_row(&docid, 700), "somebody deletes one");
    let report = office.write().await;
    assert_eq!((report.added_again, report.updated, report.right), (1, 1, 1098), "{report:?}");
    let mut rows: Vec<String> = office.kept().rows.into_iter().map(|row| row.last().unwrap().clone()).collect();
    rows.sort();
    rows.dedup();
    assert_eq!(rows.len(), 1100, "each once");
}
