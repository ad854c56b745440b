//! A data folder for a turn: an account at the company, its people, the template.

use std::path::Path;
use std::sync::Arc;

use beckon_engine::{Engine, NoSink, Parsed, Parts};
use beckon_model::{
    AccountDraft, CandidateDraft, Limits, Selection, SendRequest, SystemClock, TemplateContent, TemplateDraft,
    VaultChoice,
};
use beckon_vault::{MemoryKeyring, Vault};
use tempfile::TempDir;

use crate::Outcome;
use crate::company::Company;

/// Name of the account and of the template.
pub const NAME: &str = "bench";

/// Everybody has a message of their own: the same one would be sent to all who share it in one call.
pub const TEMPLATE: &str = "{{ name }}（{{ userid }}）您好，您的面试已改到 3 月 2 日 10:00，3 号会议室。";

/// An engine on a folder that may send at once.
pub async fn open(folder: &Path, secret: &str) -> Outcome<Engine> {
    let (vault, clock, sink) = (Vault::new(MemoryKeyring::default())?, Arc::new(SystemClock), Arc::new(NoSink));
    let engine = Engine::open(Parts { data_dir: folder.to_owned(), vault, clock, sink, practice: None }).await?;
    if let Ok(account) = engine.accounts().named(NAME).await {
        engine.accounts().lend_secret(&account.id, secret).await?;
    }
    Ok(engine)
}

/// A folder with the first `people` of the company.
pub async fn prepare(company: &Company, people: usize) -> Outcome<(TempDir, Engine)> {
    prepare_with(company, beckon_sandbox::roster(people, 1).into_iter()).await
}

/// A folder with these people.
pub async fn prepare_with(
    company: &Company,
    people: impl Iterator<Item = beckon_sandbox::Member>,
) -> Outcome<(TempDir, Engine)> {
    let folder = tempfile::tempdir()?;
    let engine = open(folder.path(), company.secret()).await?;
    let [host, corp_id, agent_id, secret] = company.at.clone();
    let account = AccountDraft {
        name: NAME.to_owned(),
        corp_id,
        agent_id,
        secret: secret.into(),
        api_host: Some(host),
        vault: VaultChoice::Session,
    };
    engine.accounts().add(account).await?;
    let person = |member: beckon_sandbox::Member| CandidateDraft {
        name: member.name,
        userid: Some(member.userid),
        ..CandidateDraft::default()
    };
    engine.candidates().put(Parsed::of_people(people.map(person).collect()), false).await?;
    engine
        .templates()
        .save(TemplateDraft {
            id: None,
            name: NAME.to_owned(),
            content: TemplateContent::text(TEMPLATE),
            starter: None,
        })
        .await?;
    Ok((folder, engine))
}

/// A send to everybody in the folder.
pub async fn to_all(engine: &Engine) -> Outcome<SendRequest> {
    let (account, template) = (engine.accounts().named(NAME).await?.id, engine.templates().named(NAME).await?.id);
    Ok(SendRequest::new(account, template, Selection::All))
}

/// Changes what the account may send.
pub async fn limit(engine: &Engine, change: impl FnOnce(&mut Limits)) -> Outcome {
    let account = engine.accounts().named(NAME).await?.id;
    let mut limits = engine.accounts().limits(&account).await?;
    change(&mut limits);
    engine.accounts().limits_set(&account, limits).await?;
    Ok(())
}
