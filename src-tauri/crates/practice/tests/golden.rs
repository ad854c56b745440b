//! The answers that the window's tests replay: what the real engine says of the practice company on a clock that stands
//! still, and of the questions in `questions.json`.
//!
//! `cargo xtask types` writes them, this test compares. Never in here: a rule, or an answer that the engine did not give.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use beckon_engine::{Engine, FileImport, NoSink, Parts, find_codes, starters, ui_error};
use beckon_model::{
    AccountId, CandidateQuery, Clock, DoctorOptions, DoctorResult, DoctorStep, ImportChoice, Limits, LogQuery,
    ManualClock, Selection, SendRequest, StartRequest, SystemClock,
};
use beckon_practice::{Config, Practice, TAG, TEMPLATES};
use beckon_vault::{MissingKeyring, Vault};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// 1 June 2026, 10:00 in Beijing.
const NOW_MS: i64 = 1_780_279_200_000;

/// Where the machine is.
const ZONE: &str = "Asia/Shanghai";

/// The port in the answers, in the place of the one that the system gave.
const PORT: &str = "41873";

/// What the window's tests ask beside the practice company itself.
#[derive(Deserialize)]
struct Questions {
    imports: Vec<Import>,
    codes: Vec<String>,
}

/// A file to import: its text, or `fixture:` with a name in `tests/fixtures`.
#[derive(Deserialize)]
struct Import {
    file: String,
    choice: Option<ImportChoice>,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

fn golden(name: &str) -> PathBuf {
    root().join("ui/src/test/golden").join(name)
}

/// An empty data folder with the practice company.
async fn open(folder: &Path, practice: &Practice, clock: impl Clock + 'static) -> Engine {
    let parts = Parts {
        data_dir: folder.to_owned(),
        vault: Vault::new(MissingKeyring).unwrap(),
        clock: Arc::new(clock),
        sink: Arc::new(NoSink),
        practice: Some(practice.host()),
    };
    Engine::open(parts).await.unwrap()
}

/// What the doctor finds. It compares the clock with the company's, which is the machine's, so its own runs too; what it
/// shows is left out.
async fn doctor(practice: &Practice) -> Vec<DoctorResult> {
    let folder = tempfile::tempdir().unwrap();
    let engine = open(folder.path(), practice, SystemClock).await;
    let options = DoctorOptions { skip_message: false, ask_again: false };
    let mut results = engine.doctor().run(&AccountId::practice(), options, &|_| ()).await.unwrap().results;
    for result in &mut results {
        result.params.retain(|name, _| !name.ends_with("_ms"));
        if result.step == DoctorStep::Clock {
            result.detail.clear();
        }
    }
    results
}

/// The reports of files, each into an empty list.
async fn imports(engine: &Engine, asked: Vec<Import>) -> Vec<Value> {
    let mut answers = Vec::new();
    for Import { file, choice } in asked {
        let bytes = match file.strip_prefix("fixture:") {
            Some(name) => std::fs::read(root().join("tests/fixtures").join(name)).unwrap(),
            None => file.clone().into_bytes(),
        };
        let mut chosen = choice.clone().unwrap_or_default();
        // Unless a person chooses, it is the zone of the machine.
        chosen.zone.get_or_insert_with(|| ZONE.to_owned());
        let import = FileImport::new(bytes).with(chosen);
        let (report, error) = match engine.candidates().check(&import).await {
            Ok(report) => (Some(report), None),
            Err(error) => (None, Some(ui_error(&error))),
        };
        answers.push(json!({ "file": file, "choice": choice, "report": report, "error": error }));
    }
    answers
}

/// A send of the Chinese starter to all sample people, one after the other: how it was checked, and what became of it.
async fn send(practice: &Practice, engine: &Engine) -> Value {
    let account = AccountId::practice();
    engine.accounts().limits_set(&account, Limits { parallel: 1, ..Limits::default() }).await.unwrap();
    let template = engine.templates().named(TEMPLATES[0].0).await.unwrap().id;
    let send = SendRequest::new(account, template, Selection::Tag { tag: TAG.to_owned() });
    let plan = engine.send().check(send.clone()).await.unwrap();
    let mut previews = Vec::new();
    for index in 0..plan.total {
        previews.push(engine.send().preview(send.clone(), index).await.unwrap());
    }
    let start = StartRequest { send, approval: plan.approval.clone(), starts_at: None };
    let id = engine.send().start(start).await.unwrap().id;
    engine.campaigns().wait_for_rest().await;
    let campaign = engine.campaigns().get(id).await.unwrap();
    let mut details = Vec::new();
    for row in engine.log().list(LogQuery { campaign: Some(id), ..LogQuery::default() }).await.unwrap().rows {
        details.push(engine.log().detail(row.delivery, false).await.unwrap());
    }
    json!({ "plan": plan, "previews": previews, "campaign": campaign, "details": details, "figures": practice.figures() })
}

async fn answers() -> String {
    let questions = std::fs::read_to_string(golden("questions.json")).unwrap();
    let asked: Questions = serde_json::from_str(&questions).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let practice = Practice::of(Config::default()).await.unwrap();
    let engine = open(folder.path(), &practice, ManualClock::at(NOW_MS)).await;
    let codes: Map<String, Value> =
        asked.codes.into_iter().map(|text| (text.clone(), json!(find_codes(&text)))).collect();
    let imports = imports(&engine, asked.imports).await;
    let report = practice.fill_at(&engine, NOW_MS).await.unwrap();
    let answers = json!({
        "now": NOW_MS,
        "report": report,
        "people": engine.candidates().list(CandidateQuery::default()).await.unwrap().rows,
        "templates": engine.templates().list().await.unwrap(),
        "starters": starters(),
        "doctor": doctor(&practice).await,
        "sent": send(&practice, &engine).await,
        "imports": imports,
        "codes": codes,
    });
    let host = practice.state().host;
    let port = host.rsplit(':').next().unwrap().trim_end_matches('/');
    let text = serde_json::to_string_pretty(&answers).unwrap() + "\n";
    text.replace(&format!("127.0.0.1:{port}"), &format!("127.0.0.1:{PORT}"))
}

#[tokio::test]
async fn the_windows_tests_replay_what_the_engine_answers() {
    let path = golden("answers.json");
    let wanted = answers().await;
    if std::env::var_os("BECKON_WRITE_TYPES").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    }
    // Git on Windows may have turned the line ends.
    let found = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(found == wanted, "{} is stale: run `cargo xtask types`", path.display());
}
