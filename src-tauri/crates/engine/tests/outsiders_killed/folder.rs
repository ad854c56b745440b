//! A folder with candidates outside the company: customers of colleagues, and people who came into a customer-service chat by
//! their link and wrote; and a send to all of them that is approved and waits.
//!
//! Never in here: what must hold after a kill.

use std::error::Error;
use std::path::Path;

use beckon_engine::{Engine, Parsed};
use beckon_model::{
    AccountId, CampaignState, CandidateDraft, CandidateId, Clock as _, LinkBy, LinkRequest, Selection, SendRequest,
    StartRequest, SystemClock, TemplateContent, TemplateDraft,
};
use beckon_sandbox::{Managed, Sandbox};

use crate::account;
use crate::killed::parts;
use crate::time::ahead;

/// People of each kind.
pub const EACH: usize = 5;

/// An engine on the folder, by the clock of the next program.
pub async fn open(folder: &Path) -> Result<Engine, Box<dyn Error>> {
    Ok(Engine::open(parts(folder, ahead(folder))?).await?)
}

/// Where somebody of this test is at WeCom: in a chat, by this id, or a customer.
pub fn chatter(n: usize) -> String {
    format!("wmchat{n}")
}

/// Makes the people known to both sides, and the send.
pub async fn prepare(folder: &Path, company: &Sandbox) -> Result<(), Box<dyn Error>> {
    let engine = open(folder).await?;
    let account = engine.accounts().add(account::draft(company)).await?.account.id;
    let person = |n: usize| CandidateDraft {
        name: format!("Candidate {n}"),
        phone: Some(format!("1380000{n:04}")),
        ..CandidateDraft::default()
    };
    engine.candidates().put(Parsed::of_people((0..2 * EACH).map(person).collect()), false).await?;
    let people = engine.candidates().list(Default::default()).await?.rows;
    let id = |n: usize| -> Result<CandidateId, Box<dyn Error>> {
        let named = people.iter().find(|row| row.person.name == format!("Candidate {n}"));
        Ok(named.ok_or("nobody of this name")?.id)
    };
    let customers = company.customers();
    let with_colleague = customers.iter().filter(|one| one.followers().next().is_some());
    for (n, one) in with_colleague.take(EACH).enumerate() {
        let colleague = one.followers().next().unwrap_or_default().to_owned();
        company.colleague_notes(&colleague, &one.external_userid, |follow| {
            follow.remark_mobiles = vec![format!("1380000{n:04}")];
        });
        company.colleague_opens_chat(&colleague, &one.external_userid);
    }
    engine.outside().sync(&account).await?;
    let open_kfid = open_kfid(company);
    for n in EACH..2 * EACH {
        let request = LinkRequest { candidate: id(n)?, account: account.clone(), by: LinkBy::Service, colleague: None };
        let link = engine.outside().link_make(request).await?.link.url;
        if !company.service().open(&link, &chatter(n))
            || company.service().write(&open_kfid, &chatter(n), "您好").is_none()
        {
            return Err("the chat could not be opened".into());
        }
    }
    let content = TemplateContent::text("您好 {{ name }}");
    engine.templates().save(TemplateDraft { id: None, name: "t".to_owned(), content, starter: None }).await?;
    let template = engine.templates().named("t").await?.id;
    let send = SendRequest::new(account, template, Selection::All);
    let approval = engine.send().check(send.clone()).await?.approval;
    let starts_at = Some(SystemClock.now_ms() + 86_400_000);
    engine.send().start(StartRequest { send, approval, starts_at }).await?;
    engine.close().await;
    Ok(())
}

/// The account into whose chats the links lead.
pub fn open_kfid(company: &Sandbox) -> String {
    company
        .service()
        .accounts()
        .into_iter()
        .find(|one| one.managed == Managed::Api)
        .map(|one| one.open_kfid)
        .unwrap_or_default()
}

/// What the program does: reads what came, starts or continues the send, sends what waits, and looks up what is unknown.
pub async fn send_all(engine: &Engine) -> Result<(), Box<dyn Error>> {
    let account = account(engine).await?;
    engine.outside().service_read(&account).await?;
    for campaign in engine.campaigns().list().await? {
        if !matches!(campaign.state, CampaignState::Finished | CampaignState::Cancelled) {
            engine.campaigns().resume(campaign.id).await?;
            engine.campaigns().wait_for_rest().await;
        }
    }
    engine.outside().waiting_send(&account).await?;
    engine.outside().tasks_read(&account).await?;
    engine.outside().waiting_send(&account).await?;
    Ok(())
}

/// The only account.
pub async fn account(engine: &Engine) -> Result<AccountId, Box<dyn Error>> {
    let accounts = engine.accounts().list().await?;
    Ok(accounts.into_iter().find(|account| !account.id.is_practice()).ok_or("no account")?.id)
}
