//! What a person types about a team, checked before a server is asked. Pure.
//!
//! Never in here: a value in an error but a login's.

use beckon_ledger::Tls;
use beckon_model::{TeamProblem, TeamTls};

use crate::errors::{Error, Result};
use crate::text::filled;

/// Characters of a login at most: more, and PostgreSQL cuts them off.
const LOGIN_CHARS: usize = 63;

/// Characters of a reason at most.
const WHY_CHARS: usize = 500;

/// Characters of a company id at most.
const CORP_ID_CHARS: usize = 64;

/// A login as the ledger takes it.
pub(super) fn login(typed: &str) -> Result<String> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'_');
    let reserved = |login: &str| {
        login.starts_with("pg_") || login.starts_with("beckon_team") || matches!(login, "public" | "none")
    };
    filled(typed)
        .filter(|login| login.len() <= LOGIN_CHARS && login.bytes().all(plain) && !reserved(login))
        .filter(|login| login.starts_with(|first: char| first.is_ascii_lowercase()))
        .ok_or(Error::Team(TeamProblem::BadLogin))
}

/// A reason as the ledger takes it.
pub(super) fn why(typed: &str) -> Result<String> {
    let why = filled(typed).filter(|why| why.chars().count() <= WHY_CHARS);
    why.ok_or(Error::Team(TeamProblem::WhyNeeded))
}

/// A company id.
pub(super) fn corp_id(typed: &str) -> Option<String> {
    filled(typed).filter(|corp_id| corp_id.chars().count() <= CORP_ID_CHARS)
}

/// How the server proves itself, as it is stored.
pub(super) fn word_of(tls: &Tls) -> TeamTls {
    match tls {
        Tls::Platform => TeamTls::Platform,
        Tls::Authority(_) => TeamTls::Authority,
        Tls::PlainOnLoopback => TeamTls::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_what_the_ledger_takes() {
        for good in ["gao", " li.na ", "w-2_x", &"a".repeat(63)] {
            assert_eq!(login(good).ok().as_deref(), Some(good.trim()), "{good:?}");
        }
        for bad in ["", "Gao", "1gao", "高", "gao li", "pg_gao", "beckon_team_owner", "public", &"a".repeat(64)] {
            assert!(matches!(login(bad), Err(Error::Team(TeamProblem::BadLogin))), "{bad:?}");
        }
    }
}
