//! What the program does when it is killed, and on what folder.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use beckon_engine::{FileImport, back_up, backups, restore};
use beckon_sandbox::Sandbox;

use crate::folder::{
    AFTER, IN_PARTS, KEPT, MANY, NAME, NOW, add_people, connect, edit, let_a_campaign_run, make_earlier_shape,
    new_secret, open, sheet,
};
use crate::victim::end_at;

/// A work on the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    Backup,
    Restore,
    Migration,
    Import,
    /// The same while messages leave: a part at a time.
    ImportBeside,
    RotateSecret,
}

/// All of them.
pub const WORKS: [Work; 6] =
    [Work::Backup, Work::Restore, Work::Migration, Work::Import, Work::ImportBeside, Work::RotateSecret];

/// Where the program ends itself, as hard as a kill: the moments that a clock seldom meets.
pub const POINTS: [(Work, &str); 12] = [
    (Work::Backup, "backup.copied"),
    (Work::Backup, "backup.named"),
    (Work::Restore, "restore.ready"),
    (Work::Restore, "restore.aside"),
    (Work::Restore, "restore.named"),
    (Work::Import, "commit.before"),
    (Work::Import, "commit.after"),
    (Work::ImportBeside, "import.put-down"),
    (Work::ImportBeside, "import.ready"),
    (Work::ImportBeside, "import.part"),
    (Work::RotateSecret, "commit.before"),
    (Work::RotateSecret, "commit.after"),
];

impl Work {
    pub fn name(self) -> &'static str {
        match self {
            Self::Backup => "backup",
            Self::Restore => "restore",
            Self::Migration => "migration",
            Self::Import => "import",
            Self::ImportBeside => "import-beside",
            Self::RotateSecret => "rotate-secret",
        }
    }

    pub fn of(name: &str) -> Option<Self> {
        WORKS.into_iter().find(|work| work.name() == name)
    }

    /// Makes the folder on which it works.
    pub async fn prepare(self, folder: &Path, company: &Sandbox) -> Result<(), Box<dyn Error>> {
        match self {
            Self::Migration => make_earlier_shape(folder, MANY).await?,
            Self::Import => add_people(folder, "known", KEPT).await?,
            Self::ImportBeside => {
                add_people(folder, "known", KEPT).await?;
                let_a_campaign_run(folder)?;
            }
            Self::RotateSecret => connect(folder, company).await?,
            Self::Backup | Self::Restore => {
                add_people(folder, "early", KEPT).await?;
                back_up(folder, NOW)?.ok_or("there is something to keep")?;
                add_people(folder, "late", MANY).await?;
            }
        }
        Ok(())
    }

    /// Does it.
    pub async fn run(self, folder: &Path) -> Result<(), Box<dyn Error>> {
        match self {
            Self::Backup => {
                back_up(folder, AFTER)?;
            }
            Self::Restore => {
                let copies = backups(folder)?;
                let oldest = copies.last().ok_or("there is a copy")?;
                restore(folder, &oldest.name, AFTER)?;
            }
            Self::Migration => {
                open(folder).await?.close().await;
            }
            Self::Import | Self::ImportBeside => {
                // What was being sent goes on being sent: another process has it.
                let beside = self == Self::ImportBeside;
                let engine = if beside { edit(folder)? } else { open(folder).await? };
                let people = if beside { IN_PARTS } else { MANY };
                engine.candidates().import(&FileImport::new(sheet(people).into_bytes())).await?;
                engine.close().await;
            }
            Self::RotateSecret => {
                let engine = open(folder).await?;
                let account = engine.accounts().named(NAME).await?.id;
                engine.accounts().rotate(&account, new_secret(folder)?).await?;
                engine.close().await;
            }
        }
        Ok(())
    }
}

/// `child WORK FOLDER [POINT]`: the program that is killed, or ends itself where it passes the point for the first time.
pub fn child(work: &str, folder: &str, point: Option<&str>) -> ExitCode {
    let ended = Work::of(work).ok_or_else(|| "no such work".into()).and_then(|work| {
        if let Some(point) = point {
            end_at(point, "1")?;
        }
        let runtime = tokio::runtime::Runtime::new()?;
        runtime.block_on(work.run(Path::new(folder)))
    });
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}
