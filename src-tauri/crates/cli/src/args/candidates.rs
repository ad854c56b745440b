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
        /// Only people whose data holds these words
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
    },
    /// Everything about one person: their data, route, interviews to come, and whether each account reaches them
    Show {
        /// The person's id, as the list shows it, or WeCom id
        #[arg(value_name = "WHO")]
        who: String,
    },
    /// Change one person; what is not named stays, and an empty value takes away
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
        /// Only people whose data holds these words
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
        /// Only people with this tag
        #[arg(long, value_name = "TAG")]
        tag: Option<String>,
        /// Write the file also when nobody is found
        #[arg(long)]
        allow_missing: bool,
        /// name, userid, phone, email, position, tags or an own column by its header; without it all there are
        #[arg(long, value_name = "COLUMN", value_delimiter = ',')]
        columns: Vec<String>,
    },
    /// Find the WeCom ids of people who have none, by phone or mail; stops before WeCom would block look-ups for a day
    Lookup {
        #[arg(value_name = "SEL", default_value = "all", help = "all, search:TEXT or tag:TAG")]
        to: Selection,
        /// Go on without what the selection names and the list does not have
        #[arg(long)]
        allow_missing: bool,
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
        #[arg(
            value_name = "SEL",
            default_value = "all",
            help = "all, search:TEXT, tag:TAG or userid:ID[,ID]; by the numbers of the list id:N[,N]"
        )]
        to: Selection,
        /// Go on without what the selection names and the list does not have
        #[arg(long)]
        allow_missing: bool,
        /// The account
        #[arg(long, value_name = "A")]
        account: String,
        #[command(flatten)]
        secret: LentSecret,
    },
    /// Add tags to people and take others away
    Tag {
        #[arg(
            value_name = "SEL",
            help = "all, search:TEXT, tag:TAG or userid:ID[,ID]; by the numbers of the list id:N[,N]"
        )]
        to: Selection,
        /// Go on without what the selection names and the list does not have
        #[arg(long)]
        allow_missing: bool,
        /// Tags to add
        #[arg(long, value_name = "TAG")]
        add: Vec<String>,
        /// Tags to take away
        #[arg(long, value_name = "TAG")]
        remove: Vec<String>,
    },
    /// Say by which way people are reached
    Route {
        #[arg(
            value_name = "SEL",
            help = "all, search:TEXT, tag:TAG or userid:ID[,ID]; by the numbers of the list id:N[,N]"
        )]
        to: Selection,
        /// Go on without what the selection names and the list does not have
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
    /// Encoding of a text file, where the one that was found is wrong: UTF-8, GB18030, UTF-16LE, Big5, ...
    #[arg(long, value_name = "E")]
    pub encoding: Option<String>,
    /// Sheet of a workbook, as often as needed; without it the first that is shown
    #[arg(long, value_name = "S")]
    pub sheet: Vec<String>,
    /// All sheets that are shown and name people
    #[arg(long, conflicts_with_all = ["sheet", "header"])]
    pub all_sheets: bool,
    /// Import rows and columns too that are hidden in the file, by hand or by a filter
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
    /// What happens with people who are there already. Without it people in the list are updated, rows that stand in
    /// the file twice are skipped, and people who only share a phone or e-mail are added
    #[arg(long, value_enum, value_name = "WHAT")]
    pub on_duplicate: Option<OnDuplicate>,
    /// Write the rows that are not imported, or not with their interview, to this new CSV file, with the reasons; rows
    /// that are hidden in the file are not among them
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
    /// A field of their own, by the header of its column; as often as needed
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

/// What happens with a row whose person is there already.
#[derive(Clone, Copy, ValueEnum)]
pub enum OnDuplicate {
    /// Leave the row out
    Skip,
    /// Bring the person up to date; what the row leaves empty stays
    Update,
    /// Take the row as a person of its own
    Add,
}
