//! How the steps of the way to WeCom can end.
//!
//! Never in here: how that is found out.

use crate::words::words;

words! {
    /// What was found where the secret is.
    pub enum KeyringLook {
        /// The keyring can be written and read, and has the secret.
        Good = "good",
        /// The secret is in memory, for this session.
        Session = "session",
        /// The practice company's, made at each start.
        Practice = "practice",
        /// No keyring on this desktop.
        Missing = "missing",
        /// The keyring is locked or refuses.
        Locked = "locked",
        /// It took an entry and gave back another one, or none.
        Forgets = "forgets",
        /// It works and does not have this secret.
        Gone = "gone",
        /// The secret was kept for one session.
        Needed = "needed",
    }
}

words! {
    /// What decided which way requests take.
    pub enum Rule {
        /// The API host is this computer.
        Loopback = "loopback",
        /// The account says: without a proxy.
        AccountNone = "account_none",
        /// The account names the proxy.
        AccountProxy = "account_proxy",
        /// A variable of the environment names the proxy.
        Variable = "variable",
        /// `NO_PROXY` has an entry for this host.
        NoProxyVariable = "no_proxy_variable",
        /// The system's network settings name the proxy.
        SystemSettings = "system_settings",
        /// The system names none.
        SystemNone = "system_none",
        /// The system leaves it to a script, which is not run.
        Script = "script",
    }
}

words! {
    /// How a proxy is spoken to.
    pub enum ProxyKind {
        /// HTTP, without TLS.
        Http = "http",
        /// HTTP inside TLS.
        Https = "https",
        /// SOCKS5; names are resolved here.
        Socks5 = "socks5",
        /// SOCKS5; the proxy resolves names.
        Socks5h = "socks5h",
    }
}

words! {
    /// How a connection ended.
    pub enum TcpEnd {
        /// There is one.
        Open = "open",
        /// Refused at once.
        Refused = "refused",
        /// Nothing came back in time.
        Timeout = "timeout",
        /// No way there.
        Unreachable = "unreachable",
    }
}

words! {
    /// How a proxy answered.
    pub enum ProxyEnd {
        /// It lets the request through.
        Through = "through",
        /// It wants a login, and none was sent.
        WantsLogin = "wants_login",
        /// It does not take the login that was sent.
        RefusesLogin = "refuses_login",
        /// It takes kinds of login only that are not supported.
        OtherLogin = "other_login",
        /// It forbids this host, or requests altogether.
        Forbids = "forbids",
        /// It cannot reach the host itself.
        CannotReach = "cannot_reach",
        /// It takes the connection and says nothing.
        Silent = "silent",
        /// It answers, and not as a proxy of this kind does.
        NotAProxy = "not_a_proxy",
        /// The secure connection to the proxy itself fails.
        NoTls = "no_tls",
        /// It ended the connection.
        Broken = "broken",
    }
}

words! {
    /// How a secure connection ended.
    pub enum TlsEnd {
        /// The certificate is good.
        Good = "good",
        /// None is needed.
        NotNeeded = "not_needed",
        /// Nobody vouches for the certificate whom this computer knows.
        UnknownCa = "unknown_ca",
        /// It has ended.
        Expired = "expired",
        /// It is not valid yet.
        NotYet = "not_yet",
        /// It is another host's.
        WrongName = "wrong_name",
        /// It is none for a server, or otherwise not as it should be.
        Unusable = "unusable",
        /// No TLS, or not as it should be.
        Other = "other",
        /// The other end takes the connection and says nothing.
        Silent = "silent",
        /// The other end breaks the connection off.
        Broken = "broken",
    }
}

words! {
    /// What a step at the team came to.
    pub enum TeamLook {
        /// It works.
        Good = "good",
        /// This computer belongs to no team.
        NotJoined = "not_joined",
        /// It belongs to the team of another company than the account's.
        OtherCompany = "other_company",
        /// No such name in the network.
        NameUnknown = "name_unknown",
        /// Nothing answers there.
        Unreachable = "unreachable",
        /// No answer in time, or the connection ended.
        NoAnswer = "no_answer",
        /// The certificate is not to be trusted, or there is none.
        TlsBad = "tls_bad",
        /// Another machine is to be asked without TLS.
        Plain = "plain",
        /// The password is not here.
        PasswordNeeded = "password_needed",
        /// The server refuses login and password.
        LoginRefused = "login_refused",
        /// The database has no ledger.
        NoLedger = "no_ledger",
        /// The ledger is newer than this program.
        Newer = "newer",
        /// The ledger is older than this program.
        Older = "older",
        /// A step of the ledger was changed.
        Changed = "changed",
        /// The login does not belong to the company's team.
        NotAMember = "not_a_member",
        /// The server's own rights say no.
        NotAllowed = "not_allowed",
        /// Something else.
        Other = "other",
    }
}
