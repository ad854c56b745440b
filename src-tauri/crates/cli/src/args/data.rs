//! `data` as people type it.

use clap::Subcommand;

#[derive(Subcommand)]
pub enum Data {
    /// List the copies of the data, and what each holds
    Backups,
    /// Make a copy now
    Backup,
    /// Read the whole database and every copy, and say whether each is sound; changes nothing
    Check,
    /// Replace the database with a copy and move the database aside; sends that had not ended then wait for a person
    Restore {
        /// The copy, by its name in `data backups`; without it the newest
        #[arg(long, value_name = "WHICH")]
        from: Option<String>,
        /// Restore without asking
        #[arg(long)]
        yes: bool,
    },
    /// Start with an empty database if it is missing or damaged; the old file is moved aside
    StartEmpty {
        /// The word "empty", for scripts; without it a terminal asks for the word
        #[arg(long, value_name = "WORD")]
        word: Option<String>,
    },
}
