//! `candidates`: the list of people.

use std::path::PathBuf;

use beckon_model::{Route, Selection};
use clap::Subcommand;

use super::LentSecret;

#[derive(Subcommand)]
pub enum Candidates {
    /// Read people from a CSV file in UTF-8; columns are known by their headers in English or Chinese
    Import {
        /// The file
        file: PathBuf,
        /// Check the file and the list, and write nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// The list
    List {
        /// Only people whose data holds these words
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
    },
    /// Find the WeCom ids of people who have none, by phone or mail; stops before WeCom would block look-ups for a day
    Lookup {
        #[arg(value_name = "SEL", default_value = "all", help = "all, search:TEXT or tag:TAG")]
        to: Selection,
        /// The account that asks
        #[arg(long, value_name = "A")]
        account: String,
        /// What is looked for
        #[arg(long, value_enum, default_value_t = By::Mobile)]
        by: By,
        /// Members of the whole company, if you know: a fifth of them may be looked up in vain in a day
        #[arg(long, value_name = "N")]
        company_members: Option<u64>,
        #[command(flatten)]
        secret: LentSecret,
    },
    /// Look whether people are inside the visible range of an account's app, and note it
    Check {
        #[arg(value_name = "SEL", default_value = "all", help = "all, search:TEXT, tag:TAG or userid:ID[,ID]")]
        to: Selection,
        /// The account
        #[arg(long, value_name = "A")]
        account: String,
        #[command(flatten)]
        secret: LentSecret,
    },
    /// Add tags to people and take others away
    Tag {
        #[arg(value_name = "SEL", help = "all, search:TEXT, tag:TAG or userid:ID[,ID]")]
        to: Selection,
        /// Tags to add
        #[arg(long, value_name = "TAG")]
        add: Vec<String>,
        /// Tags to take away
        #[arg(long, value_name = "TAG")]
        remove: Vec<String>,
    },
    /// Say by which way people are reached
    Route {
        #[arg(value_name = "SEL", help = "all, search:TEXT, tag:TAG or userid:ID[,ID]")]
        to: Selection,
        #[arg(value_name = "ROUTE", help = "member, external or none")]
        route: Route,
    },
}

/// By what people are looked up.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum By {
    /// Their phone
    Mobile,
    /// Their mail address at the company
    Email,
}
