//! Errors as the window gets them: a code that has words in the message files, and what those words need.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::FieldError;

/// What went wrong, as finely as the window tells it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// Fields need attention: see `fields`.
    Invalid,
    /// 40001, 40091, 41004, 45031: the secret is not this app's.
    SecretWrong,
    /// 40013, 41002: the company id is wrong.
    CorpIdWrong,
    /// 301002: the agent id belongs to another app than the secret.
    AgentOfAnotherApp,
    /// 40056, 41011: there is no such agent id.
    AgentIdWrong,
    /// 50003, or `agent/get` says stopped: the app is switched off.
    AppDisabled,
    /// 60020: the IP is not trusted. `ip` as WeCom saw it, may be empty.
    IpNotTrusted,
    /// Another errcode of WeCom: `errcode`.
    Refused,
    /// The host name could not be resolved: `host`.
    Dns,
    /// No connection: `host`.
    Connect,
    /// No secure connection: `host`.
    Tls,
    /// The proxy refused: `host`.
    Proxy,
    /// No answer in time: `host`.
    Timeout,
    /// The request left and the answer was lost: `host`.
    ReplyLost,
    /// The answer is not WeCom's: `host`.
    BadReply,
    /// No keyring on this desktop.
    KeyringMissing,
    /// The keyring is locked or refuses.
    KeyringLocked,
    /// The account's secret was for one session and has to be entered again: `account`.
    SecretNeeded,
    /// The proxy's password was for one session and has to be entered again: `account`.
    ProxyPasswordNeeded,
    /// The data folder cannot be written: read-only, full, or no right.
    DiskRefused,
    /// Another program holds the database.
    DatabaseBusy,
    /// The database is missing or damaged, and a person has to choose: `kind` as in `LostKind`, `file`.
    DataLost,
    /// Damage was found while the program ran: `detail`. Nothing more is sent.
    DataDamaged,
    /// The database or the lock of sending is gone or is another one: `what` is `database` or `lock`.
    FolderChanged,
    /// The data folder was opened for looking only.
    LookingOnly,
    /// There is no such thing any more.
    NotFound,
    /// WeCom no longer knows the messages of these `people` whose outcome is unknown: it cannot be asked again.
    NothingToAsk,
    /// The key of a send is another one's: `key`, `campaign`.
    KeyUsed,
    /// The template's syntax: `place` (the text, as the request names it), `line`, `column`, `detail`.
    TemplateSyntax,
    /// A file of templates cannot be read: `detail`.
    TemplateFile,
    /// A file of an account cannot be read: `detail`.
    AccountFile,
    /// The file is larger than `limit` bytes.
    FileTooLarge,
    /// The file has no rows.
    FileEmpty,
    /// The file has no column with names; `headers` lists what it has.
    NameColumnMissing,
    /// Two columns say the same: `header`.
    DuplicateColumn,
    /// The file is neither text nor a workbook.
    FileNotText,
    /// The file is of another kind: `kind` is `xls`, `xlsb`, `ods`, `pdf`, `zip`, `html`, `xml`, `numbers` or `word`.
    FileUnsupported,
    /// The workbook opens only with a password.
    FileProtected,
    /// The workbook is damaged, or made to do harm: `detail`.
    FileDamaged,
    /// Something is in column `column` of line `line`, beyond what is read.
    TooManyColumns,
    /// The import was given up by the person.
    ImportCancelled,
    /// What was checked is not what would be sent now. `account` and `template` are "1" or empty; `added`, `removed` and
    /// `changed` hold people's names or are empty; all are empty when it is not known what changed.
    ApprovalChanged,
    /// No one in the selection can get a message.
    NothingToSend,
    /// The message shown is not fit to leave, whoever it goes to.
    NotSendable,
    /// Nothing of it can be taken back: it is older than 24 hours, or WeCom never took it.
    NothingToRecall,
    /// Another process sends from this data folder.
    OtherProcessSending,
    /// A campaign is being sent already.
    AlreadySending,
    /// The account is used by a running campaign.
    AccountInUse,
    /// Sends of this account that have not ended keep its company and agent id: `count`.
    AccountHasSends,
    /// An interview is not in WeCom as wished: the parameters say why.
    Publish,
    /// A room or a written test at ShowMeBug: `problem` is the kind of a [`RoomProblem`](crate::RoomProblem), beside its values.
    Room,
    /// The team and its ledger: `problem` is the kind of a [`TeamProblem`](crate::TeamProblem), beside its values.
    Team,
    /// No customer-service account is managed by the app through the API.
    NoServiceAccount,
    /// No colleague whom the app sees can have customers.
    NoColleague,
    /// No additions are left for acquisition links.
    NoBalance,
    /// A list of WeCom's has no end, or one of its pages came twice.
    EndlessPages,
    /// Not a task that waits for a colleague: `state` as in [`TaskState`](crate::TaskState), empty for a row that is none.
    NoTask,
    /// The colleague was reminded three times in 24 hours: again from `at`, empty where that is not known.
    RemindersUsed,
    /// The interview has a room, which has to be deleted first.
    InterviewHasRoom,
    /// A defect of Beckon: `detail`, without secrets.
    Internal,
}

/// The one shape in which a command fails.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UiError {
    /// What.
    pub code: ErrorCode,
    /// What the words need.
    pub params: BTreeMap<String, String>,
    /// Fields, for [`ErrorCode::Invalid`].
    pub fields: Vec<FieldError>,
    /// Whether the same call may work later without a change.
    pub retryable: bool,
}

impl UiError {
    /// An error without parameters.
    #[must_use]
    pub fn new(code: ErrorCode) -> Self {
        Self { code, params: BTreeMap::new(), fields: Vec::new(), retryable: false }
    }

    /// Adds a parameter.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }

    /// Marks it as worth another try.
    #[must_use]
    pub fn retryable(mut self) -> Self {
        self.retryable = true;
        self
    }
}
