//! A company with members and outsiders, and people of the list who are some of each.

use beckon_engine::Parsed;
use beckon_model::{
    Campaign, CandidateDraft, CandidateId, CandidateQuery, LinkBy, LinkRequest, LogRow, Selection, SendRequest,
};
use beckon_sandbox::{Call, Config, Fault, FaultRule, When};

use crate::common::{World, calls, person, save_template};

/// What everybody is told.
pub const TEXT: &str = "您好 {{ name }}，请回复我们。";

pub struct Stage {
    pub world: World,
}

impl Stage {
    /// With a list of nobody.
    pub async fn new(config: Config) -> Self {
        let world = World::with(config).await;
        world.engine.candidates().remove(Selection::All).await.unwrap();
        save_template(&world.engine, TEXT).await;
        Self { world }
    }

    async fn put(&self, draft: CandidateDraft) -> CandidateId {
        let name = draft.name.clone();
        self.world.engine.candidates().put(Parsed::of_people(vec![draft]), false).await.unwrap();
        let rows = self.world.engine.candidates().list(CandidateQuery::default()).await.unwrap().rows;
        rows.iter().find(|row| row.person.name == name).unwrap().id
    }

    /// Somebody who is a member.
    pub async fn member(&self, name: &str) -> (CandidateId, String) {
        let member = self.world.company.members()[0].clone();
        (self.put(person(name, &member.userid)).await, member.userid)
    }

    /// Somebody of whom nothing but the phone is known.
    pub async fn stranger(&self, name: &str, phone: &str) -> CandidateId {
        let phone = Some(phone.to_owned());
        self.put(CandidateDraft { name: name.to_owned(), phone, ..CandidateDraft::default() }).await
    }

    /// Somebody who is a customer of a colleague, known by the phone; with the customer's and the colleague's ids.
    pub async fn customer(&self, name: &str, phone: &str) -> (CandidateId, String, String) {
        let id = self.stranger(name, phone).await;
        let taken: Vec<String> = self.world.company.customers().iter().map(|one| one.external_userid.clone()).collect();
        let nth = phone.bytes().last().map_or(0, usize::from) % taken.len();
        let customers = self.world.company.customers();
        let one = customers.iter().cycle().skip(nth).find(|one| one.followers().next().is_some()).unwrap();
        let (external, colleague) = (one.external_userid.clone(), one.followers().next().unwrap().to_owned());
        let noted = self.world.company.colleague_notes(&colleague, &external, |follow| {
            follow.remark_mobiles = vec![phone.to_owned()];
        });
        assert!(noted, "the colleague has the customer");
        self.world.company.colleague_opens_chat(&colleague, &external);
        self.world.engine.outside().sync(&self.world.account.id).await.unwrap();
        let known = self.world.engine.outside().person(id, &self.world.account.id).await.unwrap();
        let follower = known.way.customer.as_ref().unwrap().followers[0].userid.clone();
        (id, external, follower)
    }

    /// Somebody who has a link into a customer-service chat, and the link.
    pub async fn linked(&self, name: &str, phone: &str) -> (CandidateId, String) {
        let candidate = self.stranger(name, phone).await;
        let account = self.world.account.id.clone();
        let request = LinkRequest { candidate, account, by: LinkBy::Service, colleague: None };
        let made = self.world.engine.outside().link_make(request).await.unwrap();
        (candidate, made.link.url)
    }

    /// A send to these people.
    pub async fn to(&self, ids: &[CandidateId]) -> SendRequest {
        let template = self.world.engine.templates().named("text").await.unwrap().id;
        SendRequest::new(self.world.account.id.clone(), template, Selection::Ids { ids: ids.to_vec() })
    }

    pub async fn send(&self, ids: &[CandidateId]) -> Campaign {
        self.world.send(self.to(ids).await).await
    }

    /// The newest row of somebody.
    pub async fn row(&self, id: CandidateId) -> LogRow {
        self.world.log().await.into_iter().rev().find(|row| row.candidate == Some(id)).unwrap()
    }

    /// Where somebody's newest row stands: route, state, reason.
    pub async fn at(&self, id: CandidateId) -> (&'static str, &'static str, Option<&'static str>) {
        let row = self.row(id).await;
        (row.route.as_str(), row.state.as_str(), row.reason.as_ref().map(beckon_model::Reason::kind))
    }

    pub fn calls(&self, path: &str) -> Vec<Call> {
        calls(&self.world.company, path)
    }

    pub fn spoil(&self, call: &str, when: When, fault: Fault) {
        self.world.company.set_faults(vec![FaultRule { call: call.to_owned(), when, fault }]);
    }
}
