//! What must hold after a kill, whenever it came, and that the work can be done again.

use std::error::Error;
use std::fs;
use std::path::Path;

use beckon_engine::{backups, check};
use beckon_model::{CandidateQuery, CheckedFile};

use crate::folder::{IN_PARTS, KEPT, MANY, NAME, edit, new_secret, open};
use crate::keyring::kept_secret;
use crate::work::Work;

/// Where the kill left the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    Before,
    After,
    /// A person has to say how to go on; everything that was there is there.
    Between,
}

type Verdict = Result<Found, Box<dyn Error>>;

/// Looks at what a kill left, does the work again, and looks again. An error is a violation.
pub async fn look(work: Work, folder: &Path) -> Verdict {
    match work {
        Work::Backup => after_backup(folder).await,
        Work::Restore => after_restore(folder).await,
        Work::Migration => after_migration(folder).await,
        Work::Import => after_import(folder).await,
        Work::ImportBeside => after_import_beside(folder).await,
        Work::RotateSecret => after_rotation(folder).await,
    }
}

async fn after_backup(folder: &Path) -> Verdict {
    // Those that were asked for; the program makes others by itself.
    let by_hand = |files: &[CheckedFile]| -> Vec<u64> {
        files.iter().filter(|file| file.file.contains(".hand.")).map(people).collect()
    };
    let files = sound(folder)?;
    holds(people(&files[0]), KEPT + MANY, "the database")?;
    let found = match by_hand(&files)[..] {
        [KEPT] => Found::Before,
        [newest, KEPT] if newest == KEPT + MANY => Found::After,
        ref other => return Err(format!("the copies hold {other:?} people").into()),
    };
    Work::Backup.run(folder).await?;
    if by_hand(&sound(folder)?) != [KEPT + MANY, KEPT] {
        return Err("no copy was made after the kill".into());
    }
    let known: Vec<String> = backups(folder)?.into_iter().map(|copy| copy.name).collect();
    for entry in fs::read_dir(folder.join("backups"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name != "lock" && !name.ends_with(".lock") && !known.contains(&name) {
            return Err(format!("{name} stayed behind").into());
        }
    }
    Ok(found)
}

async fn after_restore(folder: &Path) -> Verdict {
    let files = check(folder)?;
    let copy = files.last().ok_or("the copy is gone")?;
    holds(people(copy), KEPT, "the copy")?;
    let found = match &files[0] {
        database if database.sound && people(database) == KEPT + MANY => Found::Before,
        database if database.sound && people(database) == KEPT => Found::After,
        _ if !folder.join("beckon.db").exists() => Found::Between,
        database => return Err(format!("the database: {database:?}").into()),
    };
    if found != Found::Before {
        holds(aside(folder)?, KEPT + MANY, "the database that was moved aside")?;
    }
    if found != Found::After {
        Work::Restore.run(folder).await?;
    }
    holds(people(&check(folder)?[0]), KEPT, "the database after the work was done again")?;
    holds(aside(folder)?, KEPT + MANY, "the database that was moved aside, at the end")?;
    Ok(found)
}

async fn after_migration(folder: &Path) -> Verdict {
    // Whether it has the earlier shape still is not for an engine to say: opening is the migration.
    let count = |sql: &str| -> Result<u64, Box<dyn Error>> {
        let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE;
        let connection = rusqlite::Connection::open_with_flags(folder.join("beckon.db"), flags)?;
        Ok(connection.query_row(sql, [], |row| row.get(0))?)
    };
    let planted = count("SELECT count(*) FROM pragma_table_info('candidate') WHERE name = 'planted'")?;
    let found = if planted == 0 { Found::Before } else { Found::After };
    let engine = open(folder).await?;
    holds(engine.candidates().list(CandidateQuery::default()).await?.total, MANY, "the list")?;
    engine.close().await;
    holds(count("SELECT count(*) FROM candidate WHERE planted = name")?, MANY, "the list in the newest shape")?;
    sound(folder)?;
    Ok(found)
}

async fn after_import(folder: &Path) -> Verdict {
    let files = sound(folder)?;
    let found = match people(&files[0]) {
        KEPT => Found::Before,
        all if all == KEPT + MANY => Found::After,
        half => return Err(format!("{half} people are in the list").into()),
    };
    Work::Import.run(folder).await?;
    holds(people(&sound(folder)?[0]), KEPT + MANY, "the list after the file was imported again")?;
    Ok(found)
}

/// Whoever opens the folder next to change something finishes what was ready and drops what was not.
async fn after_import_beside(folder: &Path) -> Verdict {
    let left = people(&sound(folder)?[0]);
    edit(folder)?.close().await;
    let found = match people(&sound(folder)?[0]) {
        KEPT if left == KEPT => Found::Before,
        all if all == KEPT + IN_PARTS && left == all => Found::After,
        all if all == KEPT + IN_PARTS => Found::Between,
        half => return Err(format!("{half} people are in the list").into()),
    };
    Work::ImportBeside.run(folder).await?;
    holds(people(&sound(folder)?[0]), KEPT + IN_PARTS, "the list after the file was imported again")?;
    Ok(found)
}

async fn after_rotation(folder: &Path) -> Verdict {
    let new = new_secret(folder)?;
    let kept = kept_secret(folder).ok_or("the keyring has no secret")?;
    let engine = open(folder).await?;
    let account = engine.accounts().named(NAME).await?;
    let found = if kept == new { Found::After } else { Found::Before };
    // Whoever uses the account finds out what the kill left of the old secret.
    engine.accounts().can_call(&account.id).await?;
    if found == Found::After {
        engine.accounts().test(&account.id).await?;
    }
    let account = engine.accounts().named(NAME).await?;
    if !kept.ends_with(&account.secret_hint) {
        return Err(format!("the account shows …{} for a secret that ends otherwise", account.secret_hint).into());
    }
    engine.close().await;
    Work::RotateSecret.run(folder).await?;
    let engine = open(folder).await?;
    engine.accounts().test(&account.id).await?;
    if !new.ends_with(&engine.accounts().named(NAME).await?.secret_hint) {
        return Err("the account shows the old secret after the new one was entered again".into());
    }
    engine.close().await;
    Ok(found)
}

/// The database and all copies, all of them sound.
fn sound(folder: &Path) -> Result<Vec<CheckedFile>, Box<dyn Error>> {
    let files = check(folder)?;
    match files.iter().find(|file| !file.sound) {
        Some(file) => Err(format!("{}: {:?}", file.file, file.problem).into()),
        None => Ok(files),
    }
}

/// People in the newest database that was moved aside. It is read on a copy: reading may write beside it.
fn aside(folder: &Path) -> Result<u64, Box<dyn Error>> {
    let names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let names: Vec<String> = names.collect::<std::io::Result<_>>()?;
    let named = |name: &&String| name.starts_with("beckon.damaged-") && name.ends_with(".db");
    let name = names.iter().filter(named).max().ok_or("no database was moved aside")?;
    let reading = tempfile::tempdir()?;
    for suffix in ["", "-wal"] {
        if let Ok(bytes) = fs::read(folder.join(format!("{name}{suffix}"))) {
            fs::write(reading.path().join(format!("beckon.db{suffix}")), bytes)?;
        }
    }
    Ok(people(&check(reading.path())?[0]))
}

fn people(file: &CheckedFile) -> u64 {
    file.holds.map_or(0, |holds| holds.people)
}

fn holds(found: u64, wanted: u64, what: &str) -> Result<(), Box<dyn Error>> {
    if found == wanted { Ok(()) } else { Err(format!("{what} holds {found} people instead of {wanted}").into()) }
}
