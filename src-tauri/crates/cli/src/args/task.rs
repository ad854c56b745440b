//! `task`: what colleagues have to confirm in WeCom.

use beckon_model::DeliveryId;
use clap::Subcommand;

use super::outside::ByAccount;

#[derive(Subcommand)]
pub enum Task {
    /// Ask WeCom how the tasks stand, and show them, the newest first: all that are open, and those of the last seven days
    List {
        #[command(flatten)]
        by: ByAccount,
    },
    /// Remind the colleague of a task; three times in 24 hours at most
    Remind {
        /// The task: `delivery` in `task list --json` and `log --json`
        #[arg(value_name = "N", value_parser = delivery)]
        task: DeliveryId,
        #[command(flatten)]
        by: ByAccount,
    },
    /// Cancel a task before the colleague confirms it, or a message that waits to become a task or for the candidate to write
    Cancel {
        /// The task: `delivery` in `task list --json` and `log --json`
        #[arg(value_name = "N", value_parser = delivery)]
        task: DeliveryId,
        #[command(flatten)]
        by: ByAccount,
    },
}

fn delivery(text: &str) -> Result<DeliveryId, String> {
    let number = text.trim().parse().map(DeliveryId);
    number.map_err(|_| "a task is named by its number: `task list` shows it".to_owned())
}
