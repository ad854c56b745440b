//! What WeCom's error codes mean and what a person can do about each, in English and Chinese.
//!
//! The words are data: `data/errcodes.tsv`, which `build.rs` makes a table of. Never in here: a request, or a decision to
//! repeat one.
//!
//! Source: "Global error codes", document path/90313 as of 2026-07-26, and a few codes only known from public SDKs;
//! kind, retry and fix are this project's own reading of it.

/// What kind of refusal a code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Code 0: no refusal.
    Ok,
    /// CorpID, AgentId, Secret, token or another proof of identity is wrong.
    Credential,
    /// The app or its range does not allow this.
    Permission,
    /// The IP address, the TLS version or the like is not accepted.
    NetworkPolicy,
    /// The person, department or tag cannot be reached.
    Recipient,
    /// Something in the request is wrong: text, file, field, or an object that does not exist.
    Content,
    /// A limit on frequency, parallelism or number.
    Rate,
    /// WeCom is busy, faulty or still working on it.
    Server,
}

/// One sentence on what a refusal means and one on what to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// What happened.
    pub meaning: &'static str,
    /// What the reader can do.
    pub fix: &'static str,
}

impl Kind {
    /// The name of the kind in data and logs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Credential => "credential",
            Self::Permission => "permission",
            Self::NetworkPolicy => "network-policy",
            Self::Recipient => "recipient",
            Self::Content => "content",
            Self::Rate => "rate",
            Self::Server => "server",
        }
    }

    /// English words for a code that has none of its own.
    pub const fn explain_en(self) -> Explanation {
        let (meaning, fix) = match self {
            Self::Ok => ("WeCom accepted the request.", "Nothing to do."),
            Self::Credential => (
                "WeCom does not accept the credentials that came with the request.",
                "Check CorpID, AgentId and Secret in Accounts and test the account.",
            ),
            Self::Permission => (
                "The WeCom app has no right to do this.",
                "Ask the administrator to check the app's permissions and visible range in the admin console.",
            ),
            Self::NetworkPolicy => (
                "WeCom does not accept requests from this network.",
                "Ask the administrator to add your IP address to the app's trusted IPs, or send through the company proxy.",
            ),
            Self::Recipient => (
                "WeCom cannot find or reach this recipient.",
                "Check the person's user ID and that the person is in the app's visible range.",
            ),
            Self::Content => (
                "WeCom refused something in the message or the request.",
                "Check the message; if it looks right, report it with this code.",
            ),
            Self::Rate => (
                "A limit of WeCom has been reached.",
                "Wait a while, then send fewer at a time; if it recurs, ask the administrator about the limit.",
            ),
            Self::Server => (
                "WeCom is busy or still working on the request.",
                "Wait a moment and try again; if it persists, try later.",
            ),
        };
        Explanation { meaning, fix }
    }

    /// Chinese words for a code that has none of its own.
    pub const fn explain_zh(self) -> Explanation {
        let (meaning, fix) = match self {
            Self::Ok => ("企业微信已接受请求。", "无需处理。"),
            Self::Credential => (
                "企业微信不认可此次请求所用的凭证。",
                "请在「账号」核对企业ID（CorpID）、应用 AgentId 和应用 Secret，并重新测试。",
            ),
            Self::Permission => ("该企业微信应用无权执行此操作。", "请管理员在管理后台检查该应用的权限和可见范围。"),
            Self::NetworkPolicy => (
                "企业微信不接受来自当前网络的请求。",
                "请管理员将当前出口 IP 加入应用的「企业可信IP」，或改走公司代理。",
            ),
            Self::Recipient => {
                ("企业微信找不到或无法触达该接收人。", "请核对此人的成员账号 userid，并确认其在应用的可见范围内。")
            }
            Self::Content => ("消息或请求中有内容被企业微信拒绝。", "请检查消息内容；若确认无误，请附上此错误码反馈。"),
            Self::Rate => ("已达到企业微信的限额。", "请稍候再试，并减少单次发送量；若反复出现，请向管理员确认限额。"),
            Self::Server => ("企业微信繁忙，或仍在处理请求。", "请稍候重试；若仍失败，请晚些再试。"),
        };
        Explanation { meaning, fix }
    }
}

/// Whether the same request may be repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Retry {
    /// Not before a person has changed something.
    No,
    /// Once, with a fresh token.
    AfterTokenRefresh,
    /// A limited number of times, after a wait.
    AfterBackOff,
}

/// One code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// `errcode`; -1 is one of them.
    pub code: i64,
    /// What kind of refusal it is.
    pub kind: Kind,
    /// Whether the same request may be repeated.
    pub retry: Retry,
    /// What happened: no full stop at the end.
    pub meaning_en: &'static str,
    /// What the reader can do: whole sentences.
    pub fix_en: &'static str,
    /// Present for the codes a recruiter can meet, and then `fix_zh` is too; else [`Kind::explain_zh`] has words.
    pub meaning_zh: Option<&'static str>,
    /// As `meaning_zh`.
    pub fix_zh: Option<&'static str>,
}

/// In the order of the file, which is the order of the codes.
static ENTRIES: &[Entry] = &include!(concat!(env!("OUT_DIR"), "/errcodes.rs"));

/// All known codes, ascending.
pub fn all() -> &'static [Entry] {
    ENTRIES
}

/// What is known of a code.
pub fn lookup(code: i64) -> Option<&'static Entry> {
    let entries = all();
    entries.binary_search_by_key(&code, |entry| entry.code).ok().and_then(|at| entries.get(at))
}

/// What about an account a code says is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The secret: wrong, of another company, missing, or withdrawn.
    Secret,
    /// The company's id.
    CorpId,
    /// The app's id: it belongs to another app than the secret.
    OtherApp,
    /// The app's id: no such app.
    AgentId,
    /// The app is switched off.
    Disabled,
    /// The address from which WeCom was called is not trusted.
    Address,
}

/// What about the account is wrong, where a code says so; `None` for all other codes.
pub fn cause(code: i64) -> Option<Cause> {
    match code {
        40001 | 40091 | 41004 | 45031 => Some(Cause::Secret),
        40013 | 41002 => Some(Cause::CorpId),
        301_002 => Some(Cause::OtherApp),
        40056 | 41011 => Some(Cause::AgentId),
        50003 => Some(Cause::Disabled),
        60020 => Some(Cause::Address),
        _ => None,
    }
}

/// The kind of a code; [`Kind::Content`] for an unknown one. It is the kind of most codes, and the only one that
/// neither blames the account or the person nor invites to repeat what nobody understands.
pub fn kind(code: i64) -> Kind {
    lookup(code).map_or(Kind::Content, |entry| entry.kind)
}

/// Codes whose number starts with the text, or whose meaning in either language contains it whatever its case.
/// Blanks around the text do not count; without a text all codes come.
pub fn search(text: &str) -> impl Iterator<Item = &'static Entry> + use<> {
    let text = text.trim().to_lowercase();
    all().iter().filter(move |entry| {
        let meanings = [Some(entry.meaning_en), entry.meaning_zh];
        entry.code.to_string().starts_with(&text)
            || meanings.into_iter().flatten().any(|meaning| meaning.to_lowercase().contains(&text))
    })
}
