//! `candidates`: the list of people.

use std::path::PathBuf;

use beckon_model::{Route, Selection};
use clap::{Subcommand, ValueEnum};

use super::secret::LentSecret;
use crate::files::path;

#[derive(Subcommand)]
pub enum Candidates {
    /// Read people from a spreadsheet (.xlsx, .xls, .xlsb, .ods, CSV, TSV, a table of a web page); columns are known by their
    /// headers in English or Chinese
    Import(Import),
    /// The list
    List {
        /// Only people with these words in their data
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
    },
    /// Everything about one person: their data, route, interviews to come, and whether each account reaches them
    Show {
        /// The person's id, as the list shows it, or WeCom id
        #[arg(value_name = "WHO")]
        who: String,
    },
    /// Change one person; other values stay, and an empty value removes one
    Edit {
        /// The person's id, as the list shows it, or WeCom id
        #[arg(value_name = "WHO")]
        who: String,
        #[command(flatten)]
        values: PersonValues,
    },
    /// Write people to a file for a spreadsheet program: .xlsx or .csv
    Export {
        /// The file; - is stdout, as CSV
        #[arg(value_parser = path())]
        file: PathBuf,
        /// Only people with these words in their data
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
        /// Only people with this tag
        #[arg(long, value_name = "TAG")]
        tag: Option<String>,
        /// Write the file even if no one is found
        #[arg(long)]
        allow_missing: bool,
        /// name, userid, phone, email, position, tags, opted_out or a custom field by its header; without it all
        #[arg(long, value_name = "COLUMN", value_delimiter = ',')]
        columns: Vec<String>,
    },
    /// Find missing WeCom ids by phone or e-mail; stops before WeCom would block look-ups for a day
    Lookup {
        #[arg(value_name = "SEL", default_value = "all", help = "all, search:TEXT or tag:TAG")]
        to: Selection,
        /// Go on without those in the selection who are not in the list
        #[arg(long)]
        allow_missing: bool,
        /// The account that asks
        #[arg(long, value_name = "A")]
        account: String,
        /// What is looked for
        #[arg(long, value_enum, default_value_t = By::Mobile)]
        by: By,
        /// Members of the whole company, if you know: look-ups that find no one may number a fifth of them in a day
        #[arg(long, value_name = "N")]
        company_members: Option<u64>,
        #[command(flatten)]
        secret: LentSecret,
    },
    /// Check whether people are inside the visible range of an account's app, and record it
    Check {
        #[arg(
            value_name = "SEL",
            default_value = "all",
            help = "all, search:TEXT, tag:TAG or userid:ID[,ID]; by the numbers of the list id:N[,N]"
        )]
        to: Selection,
        /// Go on without those in the selection who are not in the list
        #[arg(long)]
        allow_missing: bool,
        /// The account
        #[arg(long, value_name = "A")]
        account: String,
        #[command(flatten)]
        secret: LentSecret,
    },
    /// Add tags to people and remove others
    Tag {
        #[arg(
            value_name = "SEL",
            help = "all, search:TEXT, tag:TAG or userid:ID[,ID]; by the numbers of the list id:N[,N]"
        )]
        to: Selection,
        /// Go on without those in the selection who are not in the list
        #[arg(long)]
        allow_missing: bool,
        /// Tags to add
        #[arg(long, value_name = "TAG")]
        add: Vec<String>,
        /// Tags to remove
        #[arg(long, value_name = "TAG")]
        remove: Vec<String>,
    },
    /// Set the route by which people are reached
    Route {
        #[arg(
            value_name = "SEL",
            help = "all, search:TEXT, tag:TAG or userid:ID[,ID]; by the numbers of the list id:N[,N]"
        )]
        to: Selection,
        /// Go on without those in the selection who are not in the list
        #[arg(long)]
        allow_missing: bool,
        #[arg(value_name = "ROUTE", help = "member, external or none")]
        route: Route,
    },
}

/// What is imported, and how.
#[derive(clap::Args)]
pub struct Import {
    /// The file; - is stdin
    #[arg(value_parser = path())]
    pub file: PathBuf,
    /// Encoding of a text file, if the detected one is wrong: UTF-8, GB18030, UTF-16LE, Big5, ...
    #[arg(long, value_name = "E")]
    pub encoding: Option<String>,
    /// Sheet of a workbook, as often as needed; without it the first that is shown
    #[arg(long, value_name = "S")]
    pub sheet: Vec<String>,
    /// All sheets that are shown and name people
    #[arg(long, conflicts_with_all = ["sheet", "header"])]
    pub all_sheets: bool,
    /// Also import rows and columns that are hidden in the file, by hand or by a filter
    #[arg(long)]
    pub hidden: bool,
    /// Line of the header; without it the line that names most fields
    #[arg(long, value_name = "LINE")]
    pub header: Option<u64>,
    /// What a column becomes: name, userid, phone, email, position, tags, own, when (a date or time) or ignore, or for
    /// the person's interview starts, day, minutes, round, format, place, link or interviewers; then = and the column by
    /// its header; as often as needed
    #[arg(long, value_name = "FIELD=COLUMN")]
    pub map: Vec<String>,
    /// Time zone of the interviews' starts, for example Asia/Shanghai; without it the one of the last such file, or of
    /// this computer
    #[arg(long, value_name = "Z")]
    pub zone: Option<String>,
    /// What happens with people who are already in the list. Without it they are updated, rows that appear in the file
    /// twice are skipped, and people who only share a phone or e-mail are added
    #[arg(long, value_enum, value_name = "WHAT")]
    pub on_duplicate: Option<OnDuplicate>,
    /// Write the rows that are not imported, or not with their interview, to this new CSV file, with the reasons; rows
    /// hidden in the file are not among them
    #[arg(long, value_name = "FILE", value_parser = path())]
    pub untaken: Option<PathBuf>,
    /// Check the file and the list, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// What a person gets.
#[derive(Debug, Default, clap::Args)]
#[group(required = true, multiple = true)]
pub struct PersonValues {
    /// Full name
    #[arg(long)]
    pub name: Option<String>,
    /// WeCom id
    #[arg(long)]
    pub userid: Option<String>,
    /// Phone
    #[arg(long)]
    pub phone: Option<String>,
    /// E-mail
    #[arg(long)]
    pub email: Option<String>,
    /// Job title
    #[arg(long)]
    pub position: Option<String>,
    /// A custom field, by the header of its column; as often as needed
    #[arg(long, value_name = "COLUMN=VALUE")]
    pub set: Vec<String>,
}

/// By what people are looked up.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum By {
    /// Their phone
    Mobile,
    /// Their mail address at the company
    Email,
}

/// What happens with a row whose person is already in the list.
#[derive(Clone, Copy, ValueEnum)]
pub enum OnDuplicate {
    /// Do not import the row
    Skip,
    /// Update the person; where the row is empty, the value stays
    Update,
    /// Import the row as a new person
    Add,
}
