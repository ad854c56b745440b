//! A folder that is connected to a practice ShowMeBug, with interviews.

use std::sync::Arc;

use beckon_engine::{Engine, NoSink, Parsed, Parts, UiSink};
use beckon_model::{
    CandidateId, Clock, InterviewDraft, InterviewFormat, InterviewId, Interviewer, InterviewerContact, Room,
    RoomOutcome, RoomProblem, RoomQuery, RoomState, RoomsRequest, ShowMeBugDraft, SystemClock, TokenKind, VaultChoice,
};
use beckon_sandbox::{Call, Config, Fault, FaultRule, Sandbox, When};
use beckon_vault::{MemoryKeyring, Vault};

#[path = "../common/mod.rs"]
mod common;

pub use common::{MovedClock, draft as account, person};

/// Long enough for a list to be believed.
pub const A_MINUTE: i64 = 61_000;

pub struct World {
    pub engine: Engine,
    pub company: Sandbox,
    pub clock: Arc<MovedClock>,
    pub folder: tempfile::TempDir,
}

pub fn draft(company: &Sandbox) -> ShowMeBugDraft {
    ShowMeBugDraft {
        base_url: company.base_url(),
        key: company.showmebug().key().to_owned(),
        secret: company.showmebug().secret().into(),
        vault: VaultChoice::Keyring,
        token: TokenKind::OAuth,
    }
}

pub async fn open(folder: &std::path::Path, clock: Arc<dyn Clock>) -> Engine {
    open_with(folder, clock, Arc::new(NoSink)).await
}

async fn open_with(folder: &std::path::Path, clock: Arc<dyn Clock>, sink: Arc<dyn UiSink>) -> Engine {
    let vault = Vault::new(MemoryKeyring::default()).unwrap();
    let parts = Parts { data_dir: folder.to_owned(), vault, clock, sink, practice: None };
    Engine::open(parts).await.unwrap()
}

impl World {
    pub async fn new() -> Self {
        Self::with(Arc::new(NoSink)).await
    }

    /// The same, and who hears of progress.
    pub async fn with(sink: Arc<dyn UiSink>) -> Self {
        let company = Sandbox::start(Config::default()).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(MovedClock::default());
        let engine = open_with(folder.path(), Arc::clone(&clock) as Arc<dyn Clock>, sink).await;
        engine.showmebug().connect(draft(&company)).await.unwrap();
        Self { engine, company, clock, folder }
    }

    /// Somebody of the list.
    pub async fn candidate(&self, name: &str) -> CandidateId {
        self.engine.candidates().put(Parsed::of_people(vec![person(name, "")]), false).await.unwrap();
        let found = self.engine.candidates().list(Default::default()).await.unwrap().rows;
        found.iter().find(|other| other.person.name == name).unwrap().id
    }

    /// An interview of this candidate with these interviewers; each has a WeCom id, and a phone number is known.
    pub async fn interview(&self, name: &str, interviewers: &[&str]) -> InterviewId {
        for userid in interviewers {
            self.phone(userid).await;
        }
        let candidate = self.candidate(name).await;
        self.save(None, plan(vec![candidate], interviewers)).await
    }

    pub async fn save(&self, id: Option<InterviewId>, plan: InterviewDraft) -> InterviewId {
        self.engine.interviews().save(id, plan).await.unwrap().id
    }

    pub async fn phone(&self, userid: &str) {
        let contact =
            InterviewerContact { userid: userid.to_owned(), phone: Some("13800000000".to_owned()), email: None };
        self.engine.rooms().contact_save(contact).await.unwrap();
    }

    pub async fn create(&self, interviews: &[InterviewId]) -> Vec<RoomOutcome> {
        let request = RoomsRequest { interviews: interviews.to_vec(), personal: true };
        self.engine.rooms().create(request).await.unwrap()
    }

    /// Makes one room, and says what is wrong with it.
    pub async fn create_one(&self, interview: InterviewId) -> Option<RoomProblem> {
        self.create(&[interview]).await.remove(0).problem
    }

    pub async fn room(&self, interview: InterviewId) -> Option<Room> {
        self.engine.rooms().get(interview).await.unwrap()
    }

    pub async fn states(&self) -> Vec<RoomState> {
        self.engine.rooms().list(RoomQuery::default()).await.unwrap().iter().map(|room| room.state).collect()
    }

    pub fn spoil(&self, call: &str, when: When, fault: Fault) {
        self.company.showmebug().set_faults(vec![FaultRule { call: call.to_owned(), when, fault }]);
    }

    /// The calls with this method whose path ends so.
    pub fn calls(&self, method: &str, path: &str) -> Vec<Call> {
        let all = self.company.showmebug().journal();
        all.into_iter().filter(|call| call.method == method && call.path.ends_with(path)).collect()
    }

    /// Rooms at ShowMeBug, deleted ones too.
    pub fn there(&self) -> usize {
        self.company.showmebug().rooms().len()
    }

    /// Whether any file of the folder holds this text.
    pub fn holds(&self, text: &str) -> bool {
        let files =
            std::fs::read_dir(self.folder.path()).unwrap().filter_map(|file| std::fs::read(file.unwrap().path()).ok());
        files.into_iter().any(|bytes| bytes.windows(text.len()).any(|part| part == text.as_bytes()))
    }
}

pub fn plan(candidates: Vec<CandidateId>, interviewers: &[&str]) -> InterviewDraft {
    let interviewer =
        |userid: &&str| Interviewer { name: format!("Name of {userid}"), userid: Some((*userid).to_owned()) };
    InterviewDraft {
        candidates,
        starts: "2099-11-25T14:00".to_owned(),
        zone: "Asia/Shanghai".to_owned(),
        minutes: 60,
        format: InterviewFormat::Coding,
        interviewers: interviewers.iter().map(interviewer).collect(),
        ..InterviewDraft::default()
    }
}

/// A clock for engines that are opened by hand.
pub fn system() -> Arc<dyn Clock> {
    Arc::new(SystemClock)
}
