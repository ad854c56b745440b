//! WeChat customer service, against the practice company: its accounts and links, what outsiders and colleagues do, what the
//! app reads of it, and what of its own messages really arrives.

mod accounts;
#[path = "../common/mod.rs"]
mod common;
mod reading;
mod sending;
mod sessions;

use std::sync::Arc;
use std::time::Duration;

use beckon_sandbox::{Config, CustomerService, Sandbox, Speaker};
use common::client_of;
use wecom::{
    Client, Cursor, MenuButton, ServiceContent, ServiceEvent, ServiceIncoming, ServiceMenu, ServiceMessage,
    ServiceSaid, ServiceSync, SyncAsked, with_scene_param,
};

const LIN: &str = "wmLIN";
const HOUR: Duration = Duration::from_secs(3600);

/// A company, and the account that its app manages.
struct Stage {
    company: Arc<Sandbox>,
    client: Client,
    kf: String,
}

impl Stage {
    async fn of(config: Config) -> Self {
        let company = Arc::new(Sandbox::start(config).await.expect("a port is free"));
        let client = client_of(&company);
        let kf = client.kf_account_list(0, 100).await.expect("accounts")[0].open_kfid.clone();
        Self { company, client, kf }
    }

    fn people(&self) -> CustomerService<'_> {
        self.company.service()
    }

    /// Lets somebody open the link of a candidate.
    async fn opened(&self, who: &str, scene_param: &str) {
        let link = self.client.kf_add_contact_way(&self.kf, "itv").await.expect("a link");
        let link = with_scene_param(&link, scene_param).expect("a candidate's link");
        assert!(self.people().open(&link, who), "{link} leads somewhere");
    }

    /// A company in which Lin opened a link and wrote.
    async fn with_lin(config: Config) -> Self {
        let stage = Self::of(config).await;
        stage.opened(LIN, "cand42").await;
        stage.people().write(&stage.kf, LIN, "你好").expect("the chat is open");
        stage
    }

    async fn sync(&self, cursor: Option<&Cursor>) -> ServiceSync {
        let asked = SyncAsked { open_kfid: &self.kf, cursor, token: "", limit: 1000 };
        self.client.kf_sync_msg(&asked).await.expect("what has come")
    }

    async fn all(&self) -> Vec<ServiceIncoming> {
        self.sync(None).await.incoming
    }

    fn message(&self, msgid: &str, content: ServiceContent) -> ServiceMessage {
        ServiceMessage { touser: LIN.into(), open_kfid: self.kf.clone(), msgid: msgid.into(), content }
    }

    async fn send(&self, msgid: &str, content: ServiceContent) -> Result<bool, wecom::Error> {
        let body = self.message(msgid, content).to_body()?;
        self.client.kf_send_msg(msgid, body).await.map(|sent| sent.repeated)
    }

    /// The texts that stand in Lin's chat, each with its speaker.
    fn chat(&self) -> Vec<(Speaker, String)> {
        self.people().chat(&self.kf, LIN).into_iter().map(|line| (line.by, line.text)).collect()
    }

    fn of_the_app(&self) -> Vec<String> {
        self.chat().into_iter().filter(|(by, _)| *by == Speaker::App).map(|(_, text)| text).collect()
    }
}

fn text(text: &str) -> ServiceContent {
    ServiceContent::Text(text.into())
}

fn button(id: &str, content: &str) -> MenuButton {
    MenuButton { id: id.into(), content: content.into() }
}

fn menu(buttons: Vec<MenuButton>) -> ServiceContent {
    ServiceContent::Menu(ServiceMenu { head: "6 月 12 日 10:00 面试".into(), buttons, tail: "请选择".into() })
}

fn events(incoming: &[ServiceIncoming]) -> Vec<&ServiceEvent> {
    fn event(said: &ServiceSaid) -> Option<&ServiceEvent> {
        if let ServiceSaid::Event(event) = said { Some(event) } else { None }
    }
    incoming.iter().filter_map(|one| event(&one.said)).collect()
}
