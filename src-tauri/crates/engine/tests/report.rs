//! What goes to whoever helps holds nothing secret and nobody's data: everything is planted, in every table and in the log.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::path::Path;

use beckon_engine::{About, log_folder};
use beckon_model::{AccountEdit, CandidateDraft, Colour, Interviewer, ProxyDraft};
use beckon_sandbox::{Fault, When};
use common::{World, save_template};
use rusqlite::Connection;

/// In whatever is planted.
const MARK: &str = "marked";
const PHONE: &str = "13800138000";
const ABOUT: About<'static> = About { face: "window", version: "0.1.0" };

/// Puts a mark into every text of every table that the report does not have to read as a word of Beckon's own; answers with
/// the tables that hold one afterwards.
fn plant(folder: &Path) -> Vec<String> {
    let database = Connection::open(folder.join("beckon.db")).unwrap();
    // Versions of templates and bodies never change, so the statement is refused there; their texts are marked already.
    let texts = "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
        WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND c.type = 'TEXT'";
    let columns: Vec<(String, String)> = {
        let mut query = database.prepare(texts).unwrap();
        query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().collect::<Result<_, _>>().unwrap()
    };
    let words = [("account", ""), ("setting", "value"), ("delivery", "state"), ("delivery", "body")];
    let mut tables = Vec::new();
    for (table, column) in columns {
        if words.iter().any(|(of, word)| *of == table && (word.is_empty() || *word == column)) {
            continue;
        }
        let sql = format!("UPDATE OR IGNORE \"{table}\" SET \"{column}\" = 'marked {PHONE} ' || rowid || \"{column}\"");
        let plain = format!("UPDATE OR IGNORE \"{table}\" SET \"{column}\" = 'marked {PHONE} ' || \"{column}\"");
        let planted = database.execute(&sql, []).or_else(|_| database.execute(&plain, [])).unwrap_or_default();
        if planted > 0 {
            tables.push(table);
        }
    }
    tables.dedup();
    tables
}

#[tokio::test]
async fn nothing_secret_and_nobody_is_in_it() {
    let world = World::new().await;
    let secret = world.company.secret().to_owned();
    let proxy = ProxyDraft::Through {
        url: "http://marked-proxy.example.com:8080".into(),
        user: "marked-user".into(),
        password: Some("marked-password".into()),
    };
    let name = "marked 张伟 account".to_owned();
    let edit = AccountEdit { name, colour: Colour::Plum, proxy, ..AccountEdit::from(&world.account) };
    world.engine.accounts().edit(&world.account.id, &edit).await.unwrap();
    save_template(&world.engine, "{{ name }} marked message text").await;
    let person = CandidateDraft {
        name: "marked 李华".into(),
        phone: Some(PHONE.into()),
        email: Some("marked@example.com".into()),
        tags: vec!["marked".into()],
        ..CandidateDraft::default()
    };
    world.engine.candidates().put(beckon_engine::Parsed::of_people(vec![person]), false).await.unwrap();
    let people = world.engine.candidates().list(beckon_model::CandidateQuery::default()).await.unwrap().rows;
    let interview = beckon_model::InterviewDraft {
        candidates: vec![people[0].id],
        starts: "2099-11-25 14:00".into(),
        zone: "Asia/Shanghai".into(),
        minutes: 30,
        interviewers: vec![Interviewer { name: "marked 王芳".into(), userid: None }],
        notes: Some("marked notes".into()),
        ..beckon_model::InterviewDraft::default()
    };
    world.engine.interviews().save(None, interview).await.unwrap();
    world.spoil_sends(When::Nth(1), Fault::ErrCode(81013));
    world.send(world.to_all().await).await;

    let logs = log_folder(world.folder.path());
    std::fs::create_dir_all(&logs).unwrap();
    let token = "markedToken0".repeat(12);
    let head = "2026-11-22T10:00:00.123456Z  INFO beckon::commands:";
    let planted = [
        format!("{head} a command was refused code=\"secret_wrong\" errcode=\"40001\" error=marked 张伟 {PHONE}"),
        format!("{head} marked 张伟 marked@example.com {PHONE} {secret} {token}"),
        format!("2026-11-22T10:00:00.123456Z  WARN hyper: GET https://x/?access_token={token}&corpsecret={secret}"),
        "marked message text on a line of its own".to_owned(),
    ];
    std::fs::write(logs.join("beckon.log"), planted.join("\n") + "\n").unwrap();
    let tables = plant(world.folder.path());
    for table in ["candidate", "template", "campaign", "delivery", "attempt", "interview"] {
        assert!(tables.iter().any(|planted| planted == table), "{table} is planted; planted are {tables:?}");
    }

    let text = world.engine.report().make(Some(&world.account.id), ABOUT).await.unwrap();
    let others = [secret.as_str(), PHONE, "张伟", "李华", "example.com", "anna", world.account.corp_id.as_str()];
    let names = world.company.members().iter().flat_map(|member| [member.name.clone(), member.userid.clone()]);
    let folder = world.folder.path().display().to_string();
    for needle in others.into_iter().map(str::to_owned).chain(names).chain([MARK.to_owned(), token, folder]) {
        assert!(!text.contains(&needle), "{needle} is in the report:\n{text}");
    }
    let wanted = [
        "version: 0.1.0",
        "account 1, the chosen one",
        "proxy: http, with a login",
        "\nvalues: pass values_good",
        "a command was refused code=secret_wrong errcode=40001",
        "candidate: 41",
        "errcode 81013: ",
        "left out: 3 lines",
        "\"theme\":\"system\"",
    ];
    for words in wanted {
        assert!(text.contains(words), "who helps needs {words:?}:\n{text}");
    }
}
