//! What is known of an account from before: until when it worked, from where its calls came, and which secret WeCom refused.
//!
//! A refused secret is remembered across runs, for WeCom blocks an address that asks about wrong ones too often: too many
//! block it for an hour (path/90313, help of 45009). Never in here: a secret. Its keyed hash says whether it is the same
//! one; the key is the database's own, so that the hash alone reveals nothing to whoever tries secrets on it.

use beckon_model::doctor::Fact;
use beckon_model::{Account, DoctorStep};
use secrecy::{ExposeSecret, SecretString};

use super::notes::Notes;
use crate::doors::Doctor;
use crate::errors::Result;
use crate::hash::{digest, hex};

/// Stays at an address that are looked at.
const STAYS: u32 = 6;

impl Doctor<'_> {
    /// Notes until when the account's messages were accepted.
    pub(super) async fn see_history(self, account: &Account, notes: &Notes) {
        let id = account.id.clone();
        let Ok(Some(until_ms)) = self.engine.store().read(move |rows| rows.last_accepted(&id)).await else { return };
        // A secret that was entered since then may never have worked.
        notes.see(DoctorStep::Values, Fact::Worked { until_ms });
    }

    /// Notes the address from which calls come now, and those before it. A full disk keeps nobody from an answer.
    pub(super) async fn see_exit(self, account: &Account, notes: &Notes, ip: String) {
        let (id, now) = (account.id.clone(), notes.now_ms());
        let noted = self.engine.store().write(move |rows| {
            rows.note_exit_ip(&id, &ip, now)?;
            rows.exit_ips(&id, STAYS)
        });
        for stay in noted.await.unwrap_or_default() {
            let (first_ms, last_ms) = (stay.first_at, stay.last_at);
            notes.see(DoctorStep::Answer, Fact::Exit { ip: stay.ip, first_ms, last_ms });
        }
    }

    /// How WeCom refused this very secret, and when.
    pub(super) async fn refusal(self, account: &Account, secret: &SecretString) -> Option<(i64, i64)> {
        let id = account.id.clone();
        let kept = self.engine.store().read(move |rows| rows.refused_secret(&id)).await.ok()??;
        (mark(&kept.key, account, secret) == kept.mark).then_some((kept.errcode, kept.at))
    }

    /// Remembers a refusal. Where the folder can not be written, nobody remembers it.
    pub(super) async fn note_refusal(self, account: &Account, secret: &SecretString, errcode: i64) {
        if self.refusal(account, secret).await.is_some_and(|(before, _)| before == errcode) {
            return;
        }
        let key = format!("{}{}", uuid::Uuid::now_v7().simple(), uuid::Uuid::now_v7().simple());
        let refused =
            beckon_store::RefusedSecret { mark: mark(&key, account, secret), key, errcode, at: self.engine.now_ms() };
        let id = account.id.clone();
        let noted: Result<()> =
            self.engine.store().write(move |rows| rows.note_refused_secret(&id, &refused)).await.map_err(Into::into);
        if let Err(error) = noted {
            tracing::warn!(%error, "a refused secret is not remembered");
        }
    }

    /// Forgets it: the secret works, or a person changed something.
    pub(super) async fn forget_refusal(self, account: &Account) {
        let id = account.id.clone();
        if let Err(error) = self.engine.store().write(move |rows| rows.forget_refused_secret(&id)).await {
            tracing::warn!(%error, "a refused secret is not forgotten");
        }
    }
}

/// A keyed hash (SHA-256 over key and values, each with its length) of what was refused.
fn mark(key: &str, account: &Account, secret: &SecretString) -> String {
    let parts = [key, &account.api_host, &account.corp_id, secret.expose_secret()];
    hex(&digest(&parts.map(str::as_bytes)))
}
