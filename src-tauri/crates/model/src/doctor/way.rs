//! How the steps of the way to WeCom can end.
//!
//! Never in here: how that is found out.

use serde::{Deserialize, Serialize};

macro_rules! ends {
    ($($(#[$about:meta])* $name:ident { $($(#[$one:meta])* $case:ident,)+ })+) => {
        $(
            $(#[$about])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
            #[serde(rename_all = "snake_case")]
            pub enum $name {
                $($(#[$one])* $case,)+
            }

            impl $name {
                /// All of them.
                pub const ALL: &'static [Self] = &[$(Self::$case),+];
            }
        )+
    };
}

impl Rule {
    /// Its name among the words.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Loopback => "rule_loopback",
            Self::AccountNone => "rule_account_none",
            Self::AccountProxy => "rule_account_proxy",
            Self::Variable => "rule_variable",
            Self::NoProxyVariable => "rule_no_proxy_variable",
            Self::SystemSettings => "rule_system_settings",
            Self::SystemNone => "rule_system_none",
            Self::Script => "rule_script",
        }
    }
}

ends! {
    /// What was found where the secret is.
    KeyringLook {
        /// The keyring can be written and read, and has the secret.
        Good,
        /// The secret is in memory, for this session.
        Session,
        /// The practice company's, made at each start.
        Practice,
        /// No keyring on this desktop.
        Missing,
        /// The keyring is locked or refuses.
        Locked,
        /// It took an entry and gave back another one, or none.
        Forgets,
        /// It works and does not have this secret.
        Gone,
        /// The secret was kept for one session.
        Needed,
    }
    /// What decided which way requests take.
    Rule {
        /// The API host is this computer.
        Loopback,
        /// The account says: without a proxy.
        AccountNone,
        /// The account names the proxy.
        AccountProxy,
        /// A variable of the environment names the proxy.
        Variable,
        /// `NO_PROXY` has an entry for this host.
        NoProxyVariable,
        /// The system's network settings name the proxy.
        SystemSettings,
        /// The system names none.
        SystemNone,
        /// The system leaves it to a script, which is not run.
        Script,
    }
    /// How a proxy is spoken to.
    ProxyKind {
        /// HTTP, without TLS.
        Http,
        /// HTTP inside TLS.
        Https,
        /// SOCKS5; names are resolved here.
        Socks5,
        /// SOCKS5; the proxy resolves names.
        Socks5h,
    }
    /// How a connection ended.
    TcpEnd {
        /// There is one.
        Open,
        /// Refused at once.
        Refused,
        /// Nothing came back in time.
        Timeout,
        /// No way there.
        Unreachable,
    }
    /// How a proxy answered.
    ProxyEnd {
        /// It lets the request through.
        Through,
        /// It wants a login, and none was sent.
        WantsLogin,
        /// It does not take the login that was sent.
        RefusesLogin,
        /// It takes kinds of login only that are not supported.
        OtherLogin,
        /// It forbids this host, or requests altogether.
        Forbids,
        /// It cannot reach the host itself.
        CannotReach,
        /// It takes the connection and says nothing.
        Silent,
        /// It answers, and not as a proxy of this kind does.
        NotAProxy,
        /// The secure connection to the proxy itself fails.
        NoTls,
        /// It ended the connection.
        Broken,
    }
    /// How a secure connection ended.
    TlsEnd {
        /// The certificate is good.
        Good,
        /// None is needed.
        NotNeeded,
        /// Nobody vouches for the certificate whom this computer knows.
        UnknownCa,
        /// It has ended.
        Expired,
        /// It is not valid yet.
        NotYet,
        /// It is another host's.
        WrongName,
        /// It is none for a server, or otherwise not as it should be.
        Unusable,
        /// No TLS, or not as it should be.
        Other,
        /// The other end takes the connection and says nothing.
        Silent,
        /// The other end breaks the connection off.
        Broken,
    }
}
