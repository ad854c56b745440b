//! `account`: add, set, list, show, remove, limits, test; `secrets` has the rest.

use std::path::Path;

use beckon_model::{
    Account, AccountDraft, AccountEdit, AccountProxy, AccountRemoval, AccountSaved, AppInfo, FormField, HostNote,
    SecretPlace,
};
use serde::Serialize;
use serde_json::json;

use super::secrets;
use crate::account_words;
use crate::args::{self, ChangedAccount, ChangedLimits, LentSecret};
use crate::ask;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files;
use crate::out::{Out, harmless, say, table};
use crate::session::Session;
use crate::words;

#[derive(Serialize)]
struct SavedLine<'a> {
    #[serde(flatten)]
    account: &'a Account,
    trimmed: &'a [FormField],
    folded: &'a [FormField],
    unusual: &'a [FormField],
    host_notes: &'a [HostNote],
}

impl<'a> From<&'a AccountSaved> for SavedLine<'a> {
    fn from(AccountSaved { account, trimmed, folded, unusual, host_notes, .. }: &'a AccountSaved) -> Self {
        Self { account, trimmed, folded, unusual, host_notes }
    }
}

#[derive(Serialize)]
struct TestedLine<'a> {
    account: &'a str,
    #[serde(flatten)]
    app: &'a AppInfo,
}

pub async fn run(folder: &Path, out: Out, command: args::Account) -> Result<Exit, Failure> {
    match command {
        args::Account::Add { name, corp_id, agent_id, api_host, secret, vault } => {
            let secret = ask::given(&secret)?;
            let draft = AccountDraft { name, corp_id, agent_id, secret, api_host, vault: vault.into() };
            add(&Session::edit(folder)?, out, draft).await
        }
        args::Account::Set { name, changed } => set(&Session::edit(folder)?, out, &name, changed).await,
        args::Account::List => list(&Session::look(folder)?.with_practice().await?, out).await,
        args::Account::Show { name } => {
            let account = Session::look(folder)?.of_account(&name).await?.account(&name).await?;
            out.one(&account, details(&account))?;
            Ok(Exit::Done)
        }
        args::Account::Remove { name, yes } => {
            remove(&Session::for_account(folder, &name).await?, out, &name, yes).await
        }
        args::Account::RotateSecret { name, secret, proxy_password_env } => {
            let secret = ask::given(&secret)?;
            let session = Session::edit(folder)?;
            secrets::rotate(&session, out, &name, secret, proxy_password_env.as_deref()).await
        }
        args::Account::Secret { name, to, secret } => {
            let session = Session::for_account(folder, &name).await?;
            session.lend(&session.account(&name).await?, &secret).await?;
            secrets::place(&session, out, &name, to.map(Into::into)).await
        }
        args::Account::Export { name, file } => secrets::export(&Session::look(folder)?, out, &name, &file).await,
        args::Account::Import { file, new_name, secret, vault } => {
            if files::is_dash(&file) && secret.secret_stdin {
                return Err(Failure::input("stdin cannot hold both the account and its secret: say --secret-env VAR"));
            }
            let bytes = files::read(&file, beckon_engine::ACCOUNT_BYTES)?;
            let mut edit = beckon_engine::read_account(&bytes)?;
            edit.name = new_name.unwrap_or(edit.name);
            if let Some(host) = beckon_engine::foreign_host(&edit.api_host) {
                say!(
                    "note: the secret will go to {}, which is not WeCom; add it only if that is your company's",
                    harmless(&host)
                );
            }
            let secret = ask::given(&secret)?;
            let session = Session::edit(folder)?;
            added(out, session.engine.accounts().import(edit, secret, vault.into()).await?)
        }
        args::Account::Limits { name, changed } => {
            limits(&Session::for_account(folder, &name).await?, out, &name, &changed).await
        }
        args::Account::Test { name, secret } => {
            test(&Session::for_account(folder, &name).await?, out, &name, &secret).await
        }
    }
}

async fn add(session: &Session, out: Out, draft: AccountDraft) -> Result<Exit, Failure> {
    added(out, session.engine.accounts().add(draft).await?)
}

fn added(out: Out, added: AccountSaved) -> Result<Exit, Failure> {
    tell_corrected(&added);
    let account = &added.account;
    if account.secret_place == SecretPlace::Session {
        say!("note: the secret is not stored; commands that talk to WeCom take --secret-env VAR");
    }
    let next = format!("account {:?} added; `beckon-cli account test` asks WeCom about it", harmless(&account.name));
    out.one(&SavedLine::from(&added), next)?;
    Ok(Exit::Done)
}

/// What is kept otherwise than it was typed, and what is kept and seldom right.
fn tell_corrected(AccountSaved { account, trimmed, folded, unusual, host_notes, .. }: &AccountSaved) {
    let names = |fields: &[FormField]| fields.iter().map(beckon_engine::field_name).collect::<Vec<_>>().join(", ");
    if !trimmed.is_empty() {
        say!("note: spaces were removed around {}", names(trimmed));
    }
    if !folded.is_empty() {
        say!("note: full-width characters became half-width in {}", names(folded));
    }
    for field in unusual {
        say!("note: {} {}", beckon_engine::field_name(field), account_words::unusual(field));
    }
    let (advice, corrected): (Vec<HostNote>, Vec<HostNote>) =
        host_notes.iter().partition(|note| **note == HostNote::IpAddress);
    if !corrected.is_empty() {
        let why = corrected.into_iter().map(account_words::host_note).collect::<Vec<_>>().join(", ");
        say!("note: the API host was read as {}: {why}", account.api_host);
    }
    for note in advice {
        say!("note: the API host {} {}", account.api_host, account_words::host_note(note));
    }
}

async fn set(session: &Session, out: Out, name: &str, changed: ChangedAccount) -> Result<Exit, Failure> {
    let before = session.account(name).await?;
    if changed.proxy.as_deref().is_some_and(holds_password) {
        return Err(Failure::input(
            "other programs can read the command line: remove the password from --proxy, and say --proxy-password-env VAR",
        ));
    }
    let password = changed.proxy_password_env.as_deref().map(ask::password_from_env).transpose()?;
    let edit = changed.of(AccountEdit::from(&before), password);
    let saved = session.engine.accounts().edit(&before.id, &edit).await?;
    tell_corrected(&saved);
    let account = &saved.account;
    if account.has_proxy_login() && account.secret_place == SecretPlace::Session {
        say!("note: the proxy's password is not stored; commands that talk to WeCom take --proxy-password-env VAR");
    }
    out.one(&SavedLine::from(&saved), details(account))?;
    Ok(Exit::Done)
}

/// Whether a URL has a password in it.
fn holds_password(url: &str) -> bool {
    let login = url.split_once("://").and_then(|(_, rest)| rest.rsplit_once('@'));
    login.is_some_and(|(login, _)| login.contains(':'))
}

async fn list(session: &Session, out: Out) -> Result<Exit, Failure> {
    let accounts = session.engine.accounts().list().await?;
    out.list(["name", "company id", "agent id", "API host", "secret"], &accounts, |account| {
        let Account { name, corp_id, agent_id, api_host, .. } = account.clone();
        [name, corp_id, agent_id.to_string(), api_host, secrets::words_of(account)]
    })?;
    Ok(Exit::Done)
}

fn details(account: &Account) -> String {
    let rows = [
        ["company id".to_owned(), account.corp_id.clone()],
        ["agent id".to_owned(), account.agent_id.to_string()],
        ["API host".to_owned(), account.api_host.clone()],
        ["proxy".to_owned(), proxy(&account.proxy)],
        ["colour".to_owned(), account.colour.as_str().to_owned()],
        ["secret".to_owned(), secrets::words_of(account)],
        ["team".to_owned(), if account.team { "on" } else { "off" }.to_owned()],
    ];
    table(["account".to_owned(), account.name.clone()].each_ref().map(String::as_str), rows.into_iter())
}

fn proxy(proxy: &AccountProxy) -> String {
    match proxy {
        AccountProxy::System => "system settings".to_owned(),
        AccountProxy::None => "none".to_owned(),
        AccountProxy::Through { url, user: None } => url.clone(),
        AccountProxy::Through { url, user: Some(user) } => format!("{url} as {user}"),
    }
}

async fn remove(session: &Session, out: Out, name: &str, yes: bool) -> Result<Exit, Failure> {
    let account = session.account(name).await?;
    let removal = session.engine.accounts().removal(&account.id).await?;
    let AccountRemoval { campaigns, messages, open, published } = removal;
    let stay = if campaigns == 1 { "stays" } else { "stay" };
    let stays = format!("{} with {} {stay}", words::counted(campaigns, "send"), words::counted(messages, "message"));
    let left = left_in_wecom(published);
    if !yes && ask::can_ask() {
        ask::confirm(&format!(
            "{stays} in the log; {open} that have not ended are cancelled.{left}\nRemove account {:?} and its secret?",
            harmless(&account.name)
        ))?;
    }
    session.engine.accounts().remove(&account.id).await?;
    let text = format!(
        "account {:?} removed; {stays} in the log; {} cancelled{left}",
        harmless(&account.name),
        words::counted(open, "send")
    );
    out.one(&json!({ "removed": account.name, "kept": campaigns, "called_off": open, "published": published }), text)?;
    Ok(Exit::Done)
}

/// A line of its own about what stands in WeCom by an account, if anything does.
fn left_in_wecom(published: u64) -> String {
    if published == 0 {
        return String::new();
    }
    let stay = if published == 1 { "stays" } else { "stay" };
    format!(
        "\n{} to come {stay} in WeCom, where Beckon cannot change or remove them without this account",
        words::counted(published, "interview")
    )
}

async fn limits(session: &Session, out: Out, name: &str, changed: &ChangedLimits) -> Result<Exit, Failure> {
    let account = session.account(name).await?;
    let before = session.engine.accounts().limits(&account.id).await?;
    let limits = changed.of(before);
    if limits != before {
        session.engine.accounts().limits_set(&account.id, limits).await?;
    }
    let per_day = limits.per_day.map_or("WeCom's own".to_owned(), |most| most.to_string());
    let rows = [
        ["calls in a minute".to_owned(), limits.per_minute.to_string()],
        ["messages in a day".to_owned(), per_day],
        ["to one member in a minute".to_owned(), limits.per_member_minute.to_string()],
        ["to one member in an hour".to_owned(), limits.per_member_hour.to_string()],
        ["calls at a time".to_owned(), limits.parallel.to_string()],
    ];
    out.one(&limits, table(["account", &account.name], rows.into_iter()))?;
    Ok(Exit::Done)
}

async fn test(session: &Session, out: Out, name: &str, secret: &LentSecret) -> Result<Exit, Failure> {
    let account = session.account(name).await?;
    session.lend(&account, secret).await?;
    let app = session.engine.accounts().test(&account.id).await?;
    let AppInfo { visible_users, visible_departments, visible_tags, .. } = app;
    let sees = [(visible_users, "member"), (visible_departments, "department"), (visible_tags, "tag")];
    let sees = sees.map(|(count, one)| words::counted(count as u64, one)).join(", ");
    let text =
        format!("company id, agent id and secret belong together: {:?}, visible range {sees}", harmless(&app.name));
    out.one(&TestedLine { account: &account.name, app: &app }, text)?;
    if app.enabled {
        return Ok(Exit::Done);
    }
    say!("the app is switched off: ask the administrator to enable it");
    Ok(Exit::Credential)
}
