//! `data` as people type it.

use clap::Subcommand;

#[derive(Subcommand)]
pub enum Data {
    /// The copies of the data that are there, and what each holds
    Backups,
    /// Make a copy now
    Backup,
    /// Read the whole database and every copy, and say whether each is sound; changes nothing
    Check,
    /// Put a copy in the place of the database, which is moved aside; sends that had not ended then wait for a person
    Restore {
        /// The copy, by its name in `data backups`; without it the newest
        #[arg(long, value_name = "WHICH")]
        from: Option<String>,
        /// Restore without asking
        #[arg(long)]
        yes: bool,
    },
    /// Begin with an empty database in the place of one that is missing or damaged, which is moved aside
    StartEmpty {
        /// The word "empty", for scripts; without it the word is asked for on a terminal
        #[arg(long, value_name = "WORD")]
        word: Option<String>,
    },
}
