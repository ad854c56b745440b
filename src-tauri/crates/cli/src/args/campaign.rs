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
    /// Continue a paused campaign: people who wait, and those held back because the account or the network failed
    Resume {
        /// The campaign's number
        id: CampaignId,
        #[command(flatten)]
        secret: LentSecret,
    },
    /// Stop a campaign until `resume`, whichever process is sending it: requests under way end, and no other one leaves
    Pause {
        /// The campaign's number
        id: CampaignId,
    },
    /// Cancel a campaign, whichever process is sending it: messages that have not left never will
    Cancel {
        /// The campaign's number
        id: CampaignId,
        /// Do it without asking
        #[arg(long)]
        yes: bool,
    },
    /// Send again what WeCom refused, with the same text, and continue with those who wait
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
        /// Every message of the campaign whose outcome is unknown (`log --state unknown`)
        #[arg(long, group = "which")]
        all: bool,
        /// It arrived; send it again: then it may arrive twice; or ask WeCom again with the same bytes: who has it gets no
        /// second one, within 3 h 49 min
        #[arg(long = "as", value_name = "ANSWER")]
        answer: Answer,
        #[command(flatten)]
        secret: LentSecret,
    },
    /// Recall messages, within 24 hours, from WeCom's own programs (not from the WeChat plug-in)
    Recall {
        /// The campaign's number
        id: CampaignId,
        /// Only this row's message, and that of those who got it in the same request
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
