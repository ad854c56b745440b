//! A folder that is connected to a practice ShowMeBug, with interviews that want rooms: some with interviewers who get links
//! of their own, so that each room is asked for alone, some without, so that a batch is.
//!
//! Never in here: what must hold after a kill.

use std::error::Error;
use std::path::Path;

use beckon_engine::{Engine, Parsed};
use beckon_model::{
    CandidateDraft, InterviewDraft, InterviewFormat, InterviewId, Interviewer, InterviewerContact, RoomsRequest,
    Selection, ShowMeBugDraft, TokenKind, VaultChoice, WrittenRequest,
};
use beckon_sandbox::Sandbox;

use crate::killed::parts;
use crate::time::ahead;

/// Interviews that want a room; the first half has an interviewer with a WeCom id.
pub const INTERVIEWS: usize = 6;

/// An engine on the folder, by the clock of the next program.
pub fn open(folder: &Path) -> Result<Engine, Box<dyn Error>> {
    Ok(Engine::edit(parts(folder, ahead(folder))?)?)
}

/// Puts people and interviews into the folder and connects it.
pub async fn prepare(folder: &Path, company: &Sandbox) -> Result<(), Box<dyn Error>> {
    let engine = open(folder)?;
    let bug = company.showmebug();
    let draft = ShowMeBugDraft {
        base_url: company.base_url(),
        key: bug.key().to_owned(),
        secret: bug.secret().into(),
        vault: VaultChoice::Keyring,
        token: TokenKind::OAuth,
    };
    engine.showmebug().connect(draft).await?;
    let person = |n| CandidateDraft { name: format!("Candidate {n}"), ..CandidateDraft::default() };
    engine.candidates().put(Parsed::of_people((0..INTERVIEWS).map(person).collect()), false).await?;
    let people = engine.candidates().list(Default::default()).await?.rows;
    let contact = InterviewerContact { userid: "li.na".to_owned(), phone: Some("13800000000".to_owned()), email: None };
    engine.rooms().contact_save(contact).await?;
    for (at, person) in people.iter().enumerate() {
        let interviewer = Interviewer { name: "李娜".to_owned(), userid: Some("li.na".to_owned()) };
        let plan = InterviewDraft {
            candidates: vec![person.id],
            starts: format!("2099-11-{:02} 14:00", at + 1),
            zone: "Asia/Shanghai".to_owned(),
            minutes: 60,
            format: InterviewFormat::Coding,
            interviewers: if at < INTERVIEWS / 2 { vec![interviewer] } else { Vec::new() },
            ..InterviewDraft::default()
        };
        engine.interviews().save(None, plan).await?;
    }
    engine.close().await;
    Ok(())
}

/// The exam that everyone is given; the practice ShowMeBug has it.
const EXAM: i64 = 501;

/// What the program does: looks up what is unknown, makes what is missing, and gives everyone a written test.
pub async fn make_rooms(engine: &Engine) -> Result<(), Box<dyn Error>> {
    engine.rooms().refresh(Vec::new()).await?;
    engine.rooms().create(RoomsRequest { interviews: interviews(engine).await?, personal: true }).await?;
    engine.written().issue(WrittenRequest { exam: EXAM, to: Selection::All, again: false }).await?;
    Ok(())
}

/// All interviews of the folder.
pub async fn interviews(engine: &Engine) -> Result<Vec<InterviewId>, Box<dyn Error>> {
    Ok(engine.interviews().list(Default::default()).await?.rows.iter().map(|interview| interview.id).collect())
}
