//! `campaign` as people type it.

use beckon_model::{CampaignId, DeliveryId, UnknownAnswer};
use clap::{Subcommand, ValueEnum};

use super::secret::LentSecret;

#[derive(Subcommand)]
pub enum Campaign {
    /// The newest campaigns first
    List,
    /// One campaign
    Show {
        /// The campaign's number
        id: CampaignId,
    },
    /// Go on with a paused campaign: waiting people, and those held because the account or the network failed
    Resume {
        /// The campaign's number
        id: CampaignId,
        #[command(flatten)]
        secret: LentSecret,
    },
    /// Stop a campaign until `resume`, whichever process is sending it: requests under way end, no other leaves
    Pause {
        /// The campaign's number
        id: CampaignId,
    },
    /// Call a campaign off, whichever process is sending it: what has not left never will
    Cancel {
        /// The campaign's number
        id: CampaignId,
        /// Do it without asking
        #[arg(long)]
        yes: bool,
    },
    /// Send again what WeCom refused, with the same text, and go on with what waits
    Retry {
        /// The campaign's number
        id: CampaignId,
        #[command(flatten)]
        secret: LentSecret,
    },
    /// Say what became of a message whose answer was lost, or ask WeCom
    #[command(group = clap::ArgGroup::new("which").required(true))]
    Resolve {
        /// The campaign's number
        id: CampaignId,
        /// The row, as `log --json` names it: `delivery`
        #[arg(long, value_name = "R", group = "which")]
        row: Option<DeliveryId>,
        /// Every message of the campaign of which nobody knows (`log --state unknown`)
        #[arg(long, group = "which")]
        all: bool,
        /// It arrived; send it again: then it may arrive twice; or ask WeCom again with the same bytes: who has it gets no
        /// second one, within 3 h 49 min
        #[arg(long = "as", value_name = "ANSWER")]
        answer: Answer,
        #[command(flatten)]
        secret: LentSecret,
    },
    /// Take messages back, within 24 hours, out of WeCom's own programs (not out of the WeChat plugin)
    Recall {
        /// The campaign's number
        id: CampaignId,
        /// Only this row's message, and of those who got it by the same request
        #[arg(long, value_name = "R")]
        row: Option<DeliveryId>,
        /// Do it without asking
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        secret: LentSecret,
    },
}

/// What a person says of a message whose answer was lost.
#[derive(Clone, Copy, ValueEnum)]
pub enum Answer {
    Arrived,
    Resend,
    AskAgain,
}

impl From<Answer> for UnknownAnswer {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Arrived => Self::Arrived,
            Answer::Resend => Self::Resend,
            Answer::AskAgain => Self::AskAgain,
        }
    }
}
