//! An account as a file, to be passed to a colleague: JSON with a version, so that a later Beckon knows what it reads.
//!
//! Never in here: a secret, a password, or the name of a proxy's login. Nothing of a file is believed.

use beckon_model::{
    Account, AccountDraft, AccountEdit, AccountId, AccountProxy, AccountSaved, Colour, ProxyDraft, VaultChoice,
};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use crate::doors::Accounts;
use crate::errors::{Error, FileFault, Result};

/// The version that is written; nothing newer can be read.
const VERSION: u32 = 1;

/// Bytes of a file of an account at most.
pub const ACCOUNT_BYTES: usize = 64 * 1024;

/// An account as a file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AccountFile {
    beckon_account: u32,
    name: String,
    corp_id: String,
    agent_id: i64,
    api_host: String,
    colour: Colour,
    proxy: ProxyInFile,
}

/// How requests leave the machine, without a login.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum ProxyInFile {
    System {},
    None {},
    Through { url: String },
}

/// Reads what an account of a file is to become.
///
/// # Errors
/// [`Error::AccountFile`] with what is wrong.
pub fn read_account(bytes: &[u8]) -> Result<AccountEdit> {
    if bytes.len() > ACCOUNT_BYTES {
        return Err(Error::AccountFile(FileFault::TooLarge(format!("{} KiB", ACCOUNT_BYTES / 1024))));
    }
    // Some editors put a mark before UTF-8.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    #[derive(Deserialize)]
    struct Head {
        beckon_account: u32,
    }
    // What serde says may repeat what stands in the file: a place is enough.
    let wrong = |error: serde_json::Error| {
        let (line, column) = (error.line(), error.column());
        Error::AccountFile(FileFault::Form { line, column, said: format!("line {line}, column {column}") })
    };
    let Head { beckon_account } = serde_json::from_slice(bytes).map_err(wrong)?;
    if beckon_account != VERSION {
        return Err(Error::AccountFile(FileFault::Version { found: beckon_account, known: VERSION }));
    }
    let file: AccountFile = serde_json::from_slice(bytes).map_err(wrong)?;
    Ok(AccountEdit {
        name: file.name,
        colour: file.colour,
        corp_id: file.corp_id,
        agent_id: file.agent_id.to_string(),
        api_host: file.api_host,
        proxy: match file.proxy {
            ProxyInFile::System {} => ProxyDraft::System,
            ProxyInFile::None {} => ProxyDraft::None,
            ProxyInFile::Through { url } => ProxyDraft::Through { url, user: String::new(), password: None },
        },
        team: false,
    })
}

/// The API host that would get the secret of an account, when it is neither WeCom's own nor on this machine: to be said
/// before a secret is asked for. A wrong one is refused when the account is saved.
#[must_use]
pub fn foreign_host(api_host: &str) -> Option<String> {
    let host = super::values::host(api_host).ok()?;
    (host.url != wecom::DEFAULT_HOST && !host.loopback).then_some(host.url)
}

fn write_account(account: &Account) -> Result<Vec<u8>> {
    let file = AccountFile {
        beckon_account: VERSION,
        name: account.name.clone(),
        corp_id: account.corp_id.clone(),
        agent_id: account.agent_id,
        api_host: account.api_host.clone(),
        colour: account.colour,
        proxy: match &account.proxy {
            AccountProxy::System => ProxyInFile::System {},
            AccountProxy::None => ProxyInFile::None {},
            AccountProxy::Through { url, .. } => ProxyInFile::Through { url: url.clone() },
        },
    };
    serde_json::to_vec_pretty(&file).map_err(|error| beckon_store::Error::from(error).into())
}

impl Accounts<'_> {
    /// An account as a file, without its secret.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for the practice company, which is new at each start.
    pub async fn export(self, id: &AccountId) -> Result<Vec<u8>> {
        if id.is_practice() {
            return Err(Error::NotFound("account"));
        }
        write_account(&self.get(id).await?)
    }

    /// Adds an account with all its values, as a file has them, and the secret that no file has.
    ///
    /// # Errors
    /// As [`Accounts::add`] and [`Accounts::edit`]; nothing is kept then.
    pub async fn import(
        self,
        edit: AccountEdit,
        secret: impl Into<SecretString>,
        vault: VaultChoice,
    ) -> Result<AccountSaved> {
        let AccountEdit { name, corp_id, agent_id, api_host, .. } = edit.clone();
        let draft = AccountDraft { name, corp_id, agent_id, secret: secret.into(), api_host: Some(api_host), vault };
        let added = self.add(draft).await?;
        match self.edit(&added.account.id, &edit).await {
            Ok(edited) => Ok(AccountSaved { account: edited.account, ..added }),
            Err(error) => {
                self.forget(&added.account).await?;
                Err(error)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"beckon_account":1,"name":"a","corp_id":"ww1","agent_id":1000002,
        "api_host":"https://qyapi.weixin.qq.com","colour":"plum","proxy":{"kind":"through","url":"http://p:1"}}"#;

    #[test]
    fn a_host_that_is_not_wecoms_is_named() {
        for own in ["", wecom::DEFAULT_HOST, "QYAPI.weixin.qq.com/", "http://127.0.0.1:8080", "localhost", "no host"] {
            assert_eq!(foreign_host(own), None, "{own:?} is WeCom, this machine or nothing");
        }
        let foreign = foreign_host("qyapi.weixin.qq.com.evil.example");
        assert_eq!(
            foreign.as_deref(),
            Some("https://qyapi.weixin.qq.com.evil.example"),
            "however much it looks like it"
        );
    }

    #[test]
    fn bad_files_are_refused_in_one_sentence() {
        assert_eq!(
            read_account(GOOD.as_bytes()).map(|edit| edit.colour).ok(),
            Some(Colour::Plum),
            "a good one is read"
        );
        let bad = [
            ("", "empty"),
            ("{}", "another kind of file"),
            (r#"{"beckon_templates":1,"templates":[]}"#, "a file of templates"),
            (&GOOD.replace(":1,\"name\"", ":2,\"name\""), "a later version"),
            (&GOOD.replace("\"colour\"", "\"secret\":\"s\",\"colour\""), "a secret has no place in it"),
            (&GOOD.replace("plum", "pink"), "no such colour"),
            (&" ".repeat(ACCOUNT_BYTES + 1), "too large"),
        ];
        for (text, why) in bad {
            let refused = read_account(text.as_bytes());
            assert!(matches!(refused, Err(Error::AccountFile(_))), "{why}: {refused:?}");
        }
    }
}
