//! Folders for the works: people in numbers, a database of an earlier shape, an account whose secret is in a file.
//!
//! Never in here: what must hold after a kill.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use beckon_engine::{Engine, NoSink, Parsed, Parts};
use beckon_model::{AccountDraft, CandidateDraft, SystemClock};
use beckon_sandbox::Sandbox;
use rusqlite::Connection;

use crate::account;
use crate::keyring::vault;

/// The account of the stories.
pub const NAME: &str = "killed";
/// People who were there before.
pub const KEPT: u64 = 300;
/// People in numbers that take time to write.
pub const MANY: u64 = 20_000;

/// People of an import that is made in parts: a few of them.
pub const IN_PARTS: u64 = 6_000;

/// When the first copy is made and when the work is done, UTC ms.
pub const NOW: i64 = 1_795_320_000_000;
pub const AFTER: i64 = NOW + 60_000;

/// The secret that the company's console gave out after the account was connected.
pub fn new_secret(folder: &Path) -> std::io::Result<String> {
    fs::read_to_string(folder.join("given-out"))
}

/// An engine on the folder, with the keyring of the file.
pub async fn open(folder: &Path) -> Result<Engine, Box<dyn Error>> {
    Ok(Engine::open(parts(folder)?).await?)
}

/// The same that leaves what is being sent alone.
pub fn edit(folder: &Path) -> Result<Engine, Box<dyn Error>> {
    Ok(Engine::edit(parts(folder)?)?)
}

fn parts(folder: &Path) -> Result<Parts, Box<dyn Error>> {
    let (clock, sink) = (Arc::new(SystemClock), Arc::new(NoSink));
    Ok(Parts { data_dir: folder.to_owned(), vault: vault(folder)?, clock, sink, practice: None })
}

/// From now on a campaign runs in this folder, as if another process sent it.
pub fn let_a_campaign_run(folder: &Path) -> Result<(), Box<dyn Error>> {
    let sql = "INSERT INTO campaign (account, account_name, template, template_name, template_version, state, approval, created_at)
        VALUES ('a', 'a', 1, 't', 1, 'running', '', 1)";
    Connection::open(folder.join("beckon.db"))?.execute(sql, [])?;
    Ok(())
}

/// Puts so many people into the list.
pub async fn add_people(folder: &Path, name: &str, count: u64) -> Result<(), Box<dyn Error>> {
    let engine = open(folder).await?;
    let person = |n| CandidateDraft { name: format!("{name} {n}"), ..CandidateDraft::default() };
    engine.candidates().put(Parsed::of_people((0..count).map(person).collect()), false).await?;
    engine.close().await;
    Ok(())
}

/// Connects the account, and resets its secret in the company's console.
pub async fn connect(folder: &Path, company: &Sandbox) -> Result<(), Box<dyn Error>> {
    let engine = open(folder).await?;
    let draft = AccountDraft { name: NAME.to_owned(), ..account::draft(company) };
    engine.accounts().add(draft).await?;
    engine.close().await;
    let new = company.reset_secret(company.agent_id()).ok_or("the company has the app")?;
    Ok(fs::write(folder.join("given-out"), new)?)
}

/// A spreadsheet of people who are not in the list.
pub fn sheet(people: u64) -> String {
    let rows = (0..people).map(|n| format!("新人{n},new{n},{},职位{}\n", 13_000_000_000 + n, n % 7));
    std::iter::once("姓名,企业微信账号,手机号,职位\n".to_owned()).chain(rows).collect()
}

/// The last step to the newest shape, in all programs of this test: one that has to touch everybody.
pub const STEP: &str = "ALTER TABLE candidate ADD COLUMN planted TEXT; UPDATE candidate SET planted = name";

/// A database as the version before the newest left it.
pub async fn make_earlier_shape(folder: &Path, people: u64) -> Result<(), Box<dyn Error>> {
    add_people(folder, "earlier", people).await?;
    let connection = Connection::open(folder.join("beckon.db"))?;
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    connection.execute("ALTER TABLE candidate DROP COLUMN planted", [])?;
    Ok(connection.pragma_update(None, "user_version", version - 1)?)
}
