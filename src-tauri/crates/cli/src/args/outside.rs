//! `outside`: candidates who are no members of the company.

use beckon_model::{CandidateId, FormAnswerId, InterviewId, LinkBy};
use clap::{Args as ClapArgs, Subcommand};

use super::secret::LentSecret;

#[derive(Subcommand)]
pub enum Outside {
    /// The customer-service accounts (微信客服) that an account's app sees
    Accounts {
        #[command(flatten)]
        by: ByAccount,
    },
    /// Read the customers (客户) of the colleagues the app sees, and find out which of them are in the list
    Sync {
        #[command(flatten)]
        by: ByAccount,
    },
    /// Write back into WeCom who a colleague's customers are, after `outside sync`. Nothing until it is switched on: with
    /// --remark or --tags it is only set, and nothing is written
    WriteBack {
        /// Switch on or off that the name becomes the remark and the phone is added to the numbers there
        #[arg(long, value_name = "on|off", value_parser = on_off)]
        remark: Option<bool>,
        /// Switch on or off the tags of the group "Beckon" for how far somebody is
        #[arg(long, value_name = "on|off", value_parser = on_off)]
        tags: Option<bool>,
        #[command(flatten)]
        by: ByAccount,
    },
    /// Keep a smart sheet in WeCom with what came of each interview, for colleagues; without --make or --off, write now what differs.
    /// Nothing until it is made. No phone number or e-mail address ever stands in it
    Sheet {
        /// Make it, and keep it up from now on (`outside watch` or the window does)
        #[arg(long)]
        make: bool,
        /// Who administers it in WeCom, by the WeCom id; without it, whoever administers the last one
        #[arg(long, value_name = "USERID", requires = "make")]
        manager: Option<String>,
        /// Another one in the place of one of which no one knows whether WeCom made it
        #[arg(long, requires = "make")]
        again: bool,
        /// Leave it as it is from now on; it stays in WeCom
        #[arg(long, conflicts_with = "make")]
        off: bool,
        #[command(flatten)]
        by: ByAccount,
    },
    /// Make a link by which a person gets in touch; the same link again is the one there is
    Link {
        /// The person: an id of `candidates list`
        #[arg(value_name = "CANDIDATE", value_parser = candidate)]
        candidate: CandidateId,
        /// What it opens: service (a chat with customer service), contact-way (a QR code that adds a colleague) or acquisition
        /// (a link that adds a colleague; each addition is paid for)
        #[arg(long = "by", value_name = "KIND", default_value = "service", value_parser = link_by)]
        kind: LinkBy,
        /// The colleague a contact way adds, by the WeCom id; without it, WeCom chooses one who can have customers
        #[arg(long, value_name = "USERID")]
        colleague: Option<String>,
        #[command(flatten)]
        by: ByAccount,
    },
    /// How a person is reached through an account: the way, how sure it is, and the links there are
    Show {
        /// The person: an id of `candidates list`
        #[arg(value_name = "CANDIDATE", value_parser = candidate)]
        candidate: CandidateId,
        #[command(flatten)]
        by: ByAccount,
    },
    /// Say that a customer is a person, or that they are not
    Confirm {
        /// The person: an id of `candidates list`
        #[arg(value_name = "CANDIDATE", value_parser = candidate)]
        candidate: CandidateId,
        /// The customer: an `external_userid` of `outside show`
        #[arg(value_name = "CUSTOMER")]
        customer: String,
        /// They are not
        #[arg(long)]
        not: bool,
        #[command(flatten)]
        by: ByAccount,
    },
    /// Make the form by which the candidates of an interview answer, or show the one there is; with --read, read what was answered
    Form {
        /// The interview: an id of `interview list`
        #[arg(value_name = "INTERVIEW", required_unless_present = "read", conflicts_with = "read")]
        interview: Option<InterviewId>,
        /// Who sees the answers in WeCom, too, by the WeCom id; without it, whoever saw those of the last form
        #[arg(long, value_name = "USERID", conflicts_with = "read")]
        manager: Option<String>,
        /// Another one in the place of one of which no one knows whether WeCom made it
        #[arg(long, conflicts_with = "read")]
        again: bool,
        /// Read the answers to all forms of the account, and note them (`outside answers` shows them)
        #[arg(long)]
        read: bool,
        #[command(flatten)]
        by: ByAccount,
    },
    /// Say whose an answer by form is that could not be matched. It keeps its own time, and never takes the place of a later one
    Assign {
        /// The answer: its number in `outside form`
        #[arg(value_name = "ANSWER")]
        answer: FormAnswerId,
        /// The person, one of the interview's candidates: an id of `candidates list`
        #[arg(value_name = "CANDIDATE", value_parser = candidate, required_unless_present = "undo", conflicts_with = "undo")]
        candidate: Option<CandidateId>,
        /// Undo what was said: the answer is no one's again, and what was known of the person before counts
        #[arg(long)]
        undo: bool,
        #[command(flatten)]
        secret: LentSecret,
    },
    /// Read what candidates write and answer, send what waits for them, and tell of it, until a time or until it is interrupted
    Watch {
        /// Until when: "14:05", "2026-11-25 14:05" (this machine's zone) or RFC 3339; without it, until it is interrupted
        #[arg(long, value_name = "TIME")]
        until: Option<String>,
        /// Only by this account; without it, by all by which there is somebody outside
        #[arg(long, value_name = "A")]
        account: Option<String>,
        #[command(flatten)]
        secret: LentSecret,
    },
    /// What the candidates of upcoming interviews said, whatever the way: a line for each candidate
    Answers {
        /// Of past interviews instead, newest first
        #[arg(long)]
        past: bool,
        /// Only those who have not answered
        #[arg(long)]
        none: bool,
    },
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

/// By which account.
#[derive(ClapArgs)]
pub struct ByAccount {
    /// The account; not needed where there is only one
    #[arg(long, value_name = "A")]
    pub account: Option<String>,
    #[command(flatten)]
    pub secret: LentSecret,
}

fn on_off(word: &str) -> Result<bool, String> {
    match word {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err("on or off".to_owned()),
    }
}

fn link_by(word: &str) -> Result<LinkBy, String> {
    LinkBy::from_word(word).ok_or_else(|| format!("one of {}", LinkBy::ALL.map(LinkBy::as_str).join(", ")))
}

fn candidate(text: &str) -> Result<CandidateId, String> {
    text.trim()
        .parse()
        .map(CandidateId)
        .map_err(|_| "the id of a person is a number: `candidates list` shows it".to_owned())
}
