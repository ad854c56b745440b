//! The connection file: what a colleague's Beckon needs to find the team's ledger. JSON with a version, so that a later
//! Beckon knows what it reads.
//!
//! Never in here: a password. Nothing of a file is believed.

use beckon_model::{TeamProblem, TeamTls};
use beckon_store::StoredTeam;
use serde::{Deserialize, Serialize};

use super::{desk, values};
use crate::errors::{Error, Result};

/// The version that is written; nothing newer can be read.
const VERSION: u32 = 1;

/// Bytes of a connection file at most.
const BYTES: usize = 64 * 1024;

/// Digits of the key for hashes: 32 bytes in hex.
const KEY_DIGITS: usize = 64;

/// The file.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConnectionFile {
    beckon_team: u32,
    pub company: String,
    pub host: String,
    pub port: u16,
    pub database: String,
    pub tls: TeamTls,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ca: Option<String>,
    pub user: String,
    pub hash_key: String,
}

impl ConnectionFile {
    /// The file for a login of this team, as text.
    pub fn write(team: &StoredTeam, user: &str) -> String {
        let StoredTeam { corp_id, host, port, database, tls, ca, hash_key, .. } = team.clone();
        let (beckon_team, company, user) = (VERSION, corp_id, user.to_owned());
        let file = Self { beckon_team, company, host, port, database, tls, ca, user, hash_key };
        serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
    }

    /// What a file says.
    ///
    /// # Errors
    /// [`TeamProblem::BadFile`], [`TeamProblem::NewerFile`].
    pub fn read(text: &str) -> Result<Self> {
        #[derive(Deserialize)]
        struct Head {
            beckon_team: u32,
        }
        let bad = || Error::Team(TeamProblem::BadFile);
        if text.len() > BYTES {
            return Err(bad());
        }
        // Some editors put a mark before UTF-8.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let Head { beckon_team: found } = serde_json::from_str(text).map_err(|_| bad())?;
        if found > VERSION {
            return Err(Error::Team(TeamProblem::NewerFile { found, known: VERSION }));
        }
        let file: Self = serde_json::from_str(text).map_err(|_| bad())?;
        if file.is_sound() { Ok(file) } else { Err(bad()) }
    }

    fn is_sound(&self) -> bool {
        let is_word = |text: &str| !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || c.is_control());
        let is_key = self.hash_key.len() == KEY_DIGITS && self.hash_key.bytes().all(|digit| digit.is_ascii_hexdigit());
        let is_trusted = match (self.tls, &self.ca) {
            (TeamTls::Authority, Some(ca)) => desk::authority(ca).is_ok(),
            (TeamTls::Platform | TeamTls::Plain, None) => true,
            _ => false,
        };
        self.beckon_team == VERSION
            && values::corp_id(&self.company).as_ref() == Some(&self.company)
            && values::login(&self.user).is_ok_and(|login| login == self.user)
            && is_word(&self.host)
            && is_word(&self.database)
            && self.port != 0
            && is_key
            && is_trusted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> String {
        let key = "0a".repeat(32);
        format!(
            r#"{{"beckon_team":1,"company":"ww1","host":"db.example.com","port":5432,"database":"hr","tls":"platform","user":"gao","hash_key":"{key}"}}"#
        )
    }

    #[test]
    fn what_is_no_connection_file_is_refused_and_says_why() {
        let file = ConnectionFile::read(&format!("\u{feff}{}", good())).unwrap();
        assert_eq!((file.user.as_str(), file.port), ("gao", 5432), "a good one is read, a mark before it or not");
        let changed = |from: &str, to: &str| good().replacen(from, to, 1);
        let bad = [
            (String::new(), "empty"),
            ("{}".to_owned(), "another kind of file"),
            (r#"{"beckon_account":1,"name":"a"}"#.to_owned(), "a file of an account"),
            (changed("\"gao\"", "\"gao\",\"password\":\"p\""), "a password has no place in it"),
            (changed("5432", "0"), "no port"),
            (changed("\"gao\"", "\"Gao Ming\""), "no login"),
            (changed("0a0a", "0a0"), "half a key"),
            (changed("db.example.com", "db example"), "no host"),
            (changed("platform", "authority"), "an authority that is missing"),
            (changed("platform", "none"), "no such way"),
            (changed("\"ww1\"", "\"\""), "no company"),
            (" ".repeat(BYTES + 1), "too large"),
        ];
        for (text, why) in bad {
            let refused = ConnectionFile::read(&text);
            assert!(matches!(refused, Err(Error::Team(TeamProblem::BadFile))), "{why}: {refused:?}");
        }
        let newer = ConnectionFile::read(&changed(":1,", ":2,\"more\":true,"));
        assert!(
            matches!(newer, Err(Error::Team(TeamProblem::NewerFile { found: 2, known: 1 }))),
            "a later Beckon's file says so, whatever else is in it: {newer:?}"
        );
    }
}
