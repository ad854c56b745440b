//! What somebody who helps needs to know, as one text that a person can read to its end before it leaves: no archive, in
//! which nobody looks.
//!
//! Never in here: a secret, a token, a name, an id of a person or company, a phone number, a mail address, a text of a
//! message, a path. Numbers, codes and words of Beckon's own stand in it, and nothing else: what may stay is listed.

mod lines;
mod words;

use std::fmt::Write as _;

use beckon_model::{
    Account, AccountId, AccountProxy, DoctorOptions, DoctorResult, KeyringCheck, SecretPlace, Settings,
};
use beckon_store::Figures;

use crate::doors::Report;
use crate::errors::Result;
use crate::log_folder;

/// Bytes of the log that are looked at.
const LOG_BYTES: u64 = 256 * 1024;

/// Lines of it at most, the newest.
const LOG_LINES: usize = 1000;

/// What the engine does not know of itself.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// `window` or `command line`.
    pub face: &'a str,
    /// Version of Beckon.
    pub version: &'a str,
}

impl Report<'_> {
    /// The report, about this account above all: it is looked at by the doctor, without a message.
    ///
    /// # Errors
    /// [`crate::Error::Store`], [`crate::Error::NotFound`].
    pub async fn make(self, account: Option<&AccountId>, about: About<'_>) -> Result<String> {
        let steps = match account {
            // Nobody wants a message from a report.
            Some(id) => {
                let options = DoctorOptions { skip_message: true, ..DoctorOptions::default() };
                self.engine.doctor().run(id, options, &|_| {}).await?.results
            }
            None => Vec::new(),
        };
        let figures = self.engine.store().read(|rows| rows.figures()).await?;
        let keyring = self.engine.accounts().keyring_check().await;
        let mut text = head(about, self.engine.now_ms());
        settings(&mut text, self.engine.settings().await?);
        store(&mut text, keyring);
        for (number, one) in (1..).zip(self.engine.accounts().list().await?) {
            let limits = self.engine.accounts().limits(&one.id).await?;
            section(
                &mut text,
                &format!("account {number}{}", if account == Some(&one.id) { ", the chosen one" } else { "" }),
            );
            describe(&mut text, &one);
            line(&mut text, "limits", serde_json::to_string(&limits).unwrap_or_default());
        }
        doctor(&mut text, &steps);
        database(&mut text, &figures);
        log(&mut text, &beckon_logfile::newest(&log_folder(self.engine.data_dir()), LOG_BYTES));
        Ok(text)
    }
}

fn head(about: About<'_>, now_ms: i64) -> String {
    let mut text = "Beckon diagnostic bundle, format 1\n\
        Holds no secret, token, name, phone number, mail address or message text. Read it before you pass it on.\n"
        .to_owned();
    section(&mut text, "program");
    line(&mut text, "made", time(now_ms));
    line(&mut text, "version", about.version);
    line(&mut text, "face", about.face);
    line(&mut text, "system", std::env::consts::OS);
    line(&mut text, "processor", std::env::consts::ARCH);
    line(&mut text, "build", if cfg!(debug_assertions) { "debug" } else { "release" });
    text
}

fn settings(text: &mut String, settings: Settings) {
    section(text, "settings");
    // Every one of them is a word of a list.
    line(text, "all", serde_json::to_string(&settings).unwrap_or_default());
}

fn store(text: &mut String, check: KeyringCheck) {
    section(text, "keyring");
    line(text, "test", serde_json::to_string(&check).unwrap_or_default());
}

fn describe(text: &mut String, account: &Account) {
    let Account { corp_id, agent_id, api_host, proxy, secret_place, .. } = account;
    line(text, "kind", if account.id.is_practice() { "practice company" } else { "company" });
    let begins = if corp_id.starts_with("ww") || corp_id.starts_with("wx") { "as usual" } else { "unusually" };
    line(text, "company id", format!("{} characters, begins {begins}", corp_id.chars().count()));
    line(text, "agent id", format!("{} digits", agent_id.to_string().len()));
    line(text, "api host", host(api_host));
    let proxy = match proxy {
        AccountProxy::System => "system settings".to_owned(),
        AccountProxy::None => "none".to_owned(),
        AccountProxy::Through { url, user } => {
            let scheme = ["http", "https", "socks5", "socks5h"]
                .into_iter()
                .find(|scheme| url.split("://").next() == Some(scheme));
            format!(
                "{}{}",
                scheme.unwrap_or("another"),
                if user.is_some() { ", with a login" } else { ", without a login" }
            )
        }
    };
    line(text, "proxy", proxy);
    let place = match secret_place {
        SecretPlace::Keyring => "keyring",
        SecretPlace::Session => "memory of this session",
        SecretPlace::Practice => "new at each start",
    };
    line(text, "secret", format!("{place}, {}", if account.secret_ready { "at hand" } else { "not at hand" }));
    line(text, "secret saved", time(account.secret_saved_at));
}

/// Which host it is, without naming a company's own.
fn host(api_host: &str) -> &'static str {
    match wecom::read_host(api_host) {
        Ok(host) if host.url == wecom::DEFAULT_HOST => "WeCom's own",
        Ok(host) if host.loopback => "this computer",
        Ok(_) => "another",
        Err(_) => "unusable",
    }
}

/// Step, state and code of each result, all of them words of a list; what was asked and answered stays out.
fn doctor(text: &mut String, steps: &[DoctorResult]) {
    if steps.is_empty() {
        return;
    }
    section(text, "doctor, of the chosen account");
    let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    for result in steps {
        let DoctorResult { step, state, code, .. } = result;
        let words = serde_json::json!([step, state, code]);
        line(text, &word(&words[0]), format!("{} {}", word(&words[1]), word(&words[2])));
    }
}

fn database(text: &mut String, figures: &Figures) {
    section(text, "database");
    line(text, "shape", figures.version);
    for (table, rows) in &figures.rows {
        line(text, table, rows);
    }
    section(text, "messages");
    for (state, rows) in &figures.states {
        line(text, state, rows);
    }
    for (errcode, rows) in &figures.errcodes {
        line(text, &format!("errcode {errcode}"), rows);
    }
}

fn log(text: &mut String, log: &str) {
    let (lines, left_out) = lines::shown(log);
    section(text, "log");
    let newest = lines.len().saturating_sub(LOG_LINES);
    for line in &lines[newest..] {
        let _ = writeln!(text, "{line}");
    }
    line(text, "left out", format!("{} lines in words that are not Beckon's own, {newest} older ones", left_out));
}

fn section(text: &mut String, name: &str) {
    let _ = writeln!(text, "\n[{name}]");
}

fn line(text: &mut String, name: &str, value: impl std::fmt::Display) {
    let _ = writeln!(text, "{name}: {value}");
}

fn time(at_ms: i64) -> String {
    jiff::Timestamp::from_millisecond(at_ms).map(|at| at.to_string()).unwrap_or_default()
}
