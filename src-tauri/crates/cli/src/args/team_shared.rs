//! `team opt-out`, `opt-in`, `fill` and `templates`: what the laptops of a team share.

use clap::Subcommand;

use super::secret::LentTeamPassword;

#[derive(Subcommand)]
pub enum TeamShared {
    /// Note that a person wants no more invitations: no one of the team invites them then
    OptOut {
        /// The person's WeCom id
        #[arg(value_name = "USERID")]
        userid: String,
        /// Why, for colleagues to read
        #[arg(long, value_name = "TEXT")]
        why: String,
        #[command(flatten)]
        password: LentTeamPassword,
    },
    /// Allow invitations to a person again; for leads
    OptIn {
        /// The person's WeCom id
        #[arg(value_name = "USERID")]
        userid: String,
        /// Why, for colleagues to read
        #[arg(long, value_name = "TEXT")]
        why: String,
        #[command(flatten)]
        password: LentTeamPassword,
    },
    /// Show the WeCom ids that the team knows, for people of the list who have none
    Fill {
        /// Put them into the list, except those that a person should look at
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        password: LentTeamPassword,
    },
    /// The team's templates
    Templates {
        /// Add this one to the templates of this data folder
        #[arg(long, value_name = "NAME", conflicts_with = "share")]
        take: Option<String>,
        /// Share this template of the data folder with the team; for leads
        #[arg(long, value_name = "NAME")]
        share: Option<String>,
        #[command(flatten)]
        password: LentTeamPassword,
    },
}

impl TeamShared {
    /// The password that is lent to it.
    pub fn password(&self) -> &LentTeamPassword {
        match self {
            Self::OptOut { password, .. }
            | Self::OptIn { password, .. }
            | Self::Fill { password, .. }
            | Self::Templates { password, .. } => password,
        }
    }
}
