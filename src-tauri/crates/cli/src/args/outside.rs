//! `outside`: candidates who are no members of the company.

use beckon_model::CandidateId;
use clap::Subcommand;

use super::secret::LentSecret;

#[derive(Subcommand)]
pub enum Outside {
    /// Note that a person wants no messages: no send includes them, by whichever way or account, also after a new import
    Optout {
        /// The person: an id of `candidates list`
        #[arg(value_name = "CANDIDATE", value_parser = candidate)]
        candidate: CandidateId,
        /// The person may be written to again
        #[arg(long)]
        off: bool,
        /// What to note with it
        #[arg(long, value_name = "T")]
        note: Option<String>,
        #[command(flatten)]
        secret: LentSecret,
    },
}

fn candidate(text: &str) -> Result<CandidateId, String> {
    text.trim()
        .parse()
        .map(CandidateId)
        .map_err(|_| "the id of a person is a number: `candidates list` shows it".to_owned())
}
