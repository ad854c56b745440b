//! Why the engine did not do it. The sentences here are the command line's; the window has its own words for the
//! codes of `ui_error`.

use std::fmt;

use beckon_model::{
    CampaignId, FieldError, PublishProblem, Reason, RoomProblem, TaskState, TeamProblem, TemplateMistake,
};
use beckon_sheet::SheetError;

use super::file_fault::{FileFault, file_kind};

/// The result of every call of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// Why the engine did not do it.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// Some fields cannot be used.
    #[error("{}", crate::errors::field_words::sentences(.0))]
    Invalid(Vec<FieldError>),
    /// The database.
    #[error("{0}")]
    Store(#[from] beckon_store::Error),
    /// The keyring.
    #[error(
        "{0}; without one: --vault session where a secret is to be kept, --secret-env or --team-password-env VAR where it is used"
    )]
    Vault(#[from] beckon_vault::Error),
    /// A call to WeCom failed.
    #[error("{}", crate::errors::call_failure::sentence(.host, .error))]
    Wecom {
        /// The API host without scheme.
        host: String,
        /// What happened.
        error: wecom::Error,
    },
    /// The account's secret is for one session and has to be given again.
    #[error("the secret of account {account} is kept for one session only: give it again (--secret-env VAR)")]
    SecretNeeded {
        /// The account's name.
        account: String,
    },
    /// The password of the account's proxy is for one session and has to be given again.
    #[error("the proxy of account {account} needs its password again (--proxy-password-env VAR)")]
    ProxyPasswordNeeded {
        /// The account's name.
        account: String,
    },
    /// The practice company does not run.
    #[error("the practice company could not be started")]
    NoPractice,
    /// There is no such thing.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// The template cannot be read.
    #[error("{place}, line {line}, column {column}: {detail}")]
    TemplateSyntax {
        /// The text, as the request names it, for example `textcard.title`.
        place: String,
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What is wrong there.
        mistake: TemplateMistake,
        /// The character, filter or command it is about; empty where there is none.
        word: String,
        /// What the template engine says, in English.
        detail: String,
    },
    /// A file that is to be a template is no plain text: `rtf`, `word`, `pdf`, `xlsx`, `picture`, `none` and others.
    #[error("{}, not plain text: save its words as plain text (.txt)", file_kind(.0))]
    NotPlainText(&'static str),
    /// A file of templates cannot be read.
    #[error("this is not a template file: {0}")]
    TemplateFile(FileFault),
    /// A file of an account cannot be read.
    #[error("this is not an account file: {0}")]
    AccountFile(FileFault),
    /// The file cannot be imported.
    #[error("{0}")]
    Import(#[from] ImportError),
    /// What was checked is not what would be sent now.
    #[error("{0} changed since the check: see the preview again")]
    ApprovalChanged(Box<Differences>),
    /// No one can get a message.
    #[error("no one in this selection can get a message")]
    NothingToSend,
    /// The message itself is not fit to leave, whoever it goes to.
    #[error("the message cannot be sent yet: see its preview")]
    NotSendable(Reason),
    /// WeCom no longer knows the messages whose outcome is unknown.
    #[error(
        "WeCom no longer knows the messages of {people} people (after 3 h 49 min, or a message that was sent again alone): \
         asked again they could arrive twice; say --as arrived, or --as resend to send them a second time"
    )]
    NothingToAsk {
        /// People whose outcome is unknown.
        people: u64,
    },
    /// A send with this key exists, and was another one.
    #[error(
        "the key {key} belongs to campaign {campaign}, which has other people or texts: nothing was sent; use another key"
    )]
    KeyUsed {
        /// The key.
        key: String,
        /// The campaign that has it.
        campaign: CampaignId,
    },
    /// No message of this selection can be taken back.
    #[error("no message of it can be recalled: WeCom recalls only what it accepted, within 24 hours")]
    NothingToRecall,
    /// `sending.lock` was taken away or replaced while this process sent.
    #[error("sending.lock was taken away or replaced: sending stopped, so that no other process sends beside this one")]
    LockGone,
    /// Another process sends from this data folder.
    #[error("another process is sending from this data folder")]
    OtherProcessSending,
    /// A campaign is being sent already.
    #[error("another campaign is being sent: wait until it is done, or pause it")]
    AlreadySending,
    /// The account is being sent with.
    #[error("this account is sending: wait until it is done, or pause it")]
    AccountInUse,
    /// Sends that have not ended carry the company and agent id in their messages.
    #[error("{count} sends of this account have not ended and keep its company and agent id: cancel them first")]
    AccountHasSends {
        /// How many.
        count: usize,
    },
    /// An interview in WeCom.
    #[error("{}", crate::errors::publish_words::publish_problem(.0))]
    Publish(PublishProblem),
    /// A room or a written test.
    #[error("{}", crate::errors::room_words::room_problem(.0))]
    Room(RoomProblem),
    /// The team and its ledger.
    #[error("{}", crate::errors::team_words::team_problem(.0))]
    Team(TeamProblem),
    /// No customer-service account is managed by the app through the API.
    #[error(
        "no customer-service account (微信客服) is managed by this app: in the console, let the app call customer service and \
         have it manage an account"
    )]
    NoServiceAccount,
    /// No colleague whom the app sees can have customers.
    #[error(
        "no colleague this app sees can have customers: in the console, put them into the usage range of customer contact \
         (客户联系) and into the app's visible range"
    )]
    NoColleague,
    /// No additions are left for acquisition links.
    #[error(
        "no additions are left for acquisition links (获客链接): buy more in the console, or make another kind of link"
    )]
    NoBalance,
    /// An answer in pages has no end, or one of its pages came twice.
    #[error(
        "WeCom's list has no end: the same page came again, or too many did. Try again later; if a gateway or proxy stands \
         between, let IT see that it keeps no answers"
    )]
    EndlessPages,
    /// Nothing can be done about a task any more, or the row is none.
    #[error("{}", crate::errors::task_words::no_task(*.0))]
    NoTask(Option<TaskState>),
    /// The colleague was reminded as often as can be.
    #[error("{}", crate::errors::task_words::reminders_used(.again.as_deref()))]
    RemindersUsed {
        /// From when on it can be done again, by this computer's clock; absent where that is not known.
        again: Option<String>,
    },
    /// The interview has a room, which would go on without it.
    #[error("the interview has a room at ShowMeBug: delete the room first")]
    InterviewHasRoom,
}

/// What differs from what a person approved. All empty when the check is no longer remembered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differences {
    /// Company id or agent id of the account.
    pub account: bool,
    /// The template has a newer version, or is another one.
    pub template: bool,
    /// Names of people who came into the selection.
    pub added: Vec<String>,
    /// Names of people who left it.
    pub removed: Vec<String>,
    /// Names of people whose message or WeCom id is another one.
    pub changed: Vec<String>,
}

impl fmt::Display for Differences {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let people = |what: &str, names: &[String]| (!names.is_empty()).then(|| format!("{what}: {}", first(names)));
        let parts = [
            self.account.then(|| "the account".to_owned()),
            self.template.then(|| "the template".to_owned()),
            people("new in the selection", &self.added),
            people("no longer in it", &self.removed),
            people("another message or WeCom id", &self.changed),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() {
            f.write_str("people, template or account have")
        } else {
            write!(f, "{} -", parts.join("; "))
        }
    }
}

/// The first five names.
pub(crate) fn first(names: &[String]) -> String {
    let more = if names.len() > 5 { format!(" (+{})", names.len() - 5) } else { String::new() };
    names.iter().take(5).cloned().collect::<Vec<_>>().join(", ") + &more
}

/// Why a file cannot be imported at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// It cannot be read as a table.
    #[error("{0}")]
    Sheet(#[from] SheetError),
    /// No header, or nothing below it.
    #[error("the file has no rows below its header")]
    Empty,
    /// No column holds names.
    #[error(
        "no column holds names: call one \"name\" or \"姓名\", or name the one that does (--map name=COLUMN); columns found: {}",
        .headers.join(", ")
    )]
    NameColumnMissing {
        /// The headers there are.
        headers: Vec<String>,
    },
    /// The column that holds names is hidden, and hidden columns are left out.
    #[error(
        "the column {header:?} holds the names and is hidden in the file: show it there, or import what is hidden too (--hidden)"
    )]
    NamesHidden {
        /// Its header.
        header: String,
    },
    /// Two columns are to become the same field.
    #[error("the column {header:?} cannot become the same field as another one")]
    DuplicateColumn {
        /// The header of the second.
        header: String,
    },
    /// A person gave up.
    #[error("the import was stopped; nothing was written")]
    Cancelled,
    /// The reader of workbooks broke off.
    #[error("the file is damaged: {0}")]
    Damaged(String),
}
