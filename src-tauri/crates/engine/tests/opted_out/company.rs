//! What the tests ask of a company and its list.

use beckon_engine::Parsed;
use beckon_model::{
    CampaignId, CandidateDraft, CandidateId, LogRow, OptOutChange, OptOutRequest, Selection, SendRequest,
};
use beckon_sandbox::{Fault, When};

use crate::common::World;

impl World {
    /// The ids of whoever has this `userid`, in any case.
    pub async fn id(&self, userid: &str) -> CandidateId {
        let one = Selection::Userids { userids: vec![userid.to_owned()] };
        self.engine.candidates().selected(one).await.unwrap()[0].id
    }

    /// Notes that somebody of the list wants no messages, or may be written to again.
    pub async fn opt_out(&self, candidate: CandidateId, opted_out: bool) -> OptOutChange {
        let request = OptOutRequest { candidate, opted_out, note: None };
        self.engine.outside().opt_out(request).await.unwrap()
    }

    /// Starts a send that meets this fault, and pauses it; from then on the company is well.
    pub async fn paused_by(&self, fault: Fault, send: SendRequest) -> CampaignId {
        self.spoil_sends(When::Always, fault);
        let id = self.start(send).await.unwrap().id;
        self.until_arrived(1).await;
        self.engine.campaigns().pause(id).await.unwrap();
        self.at_rest(id).await;
        self.company.set_faults(Vec::new());
        id
    }

    /// Imports one person and says the id of the row.
    pub async fn put(&self, person: CandidateDraft) -> CandidateId {
        self.engine.candidates().put(Parsed::of_people(vec![person.clone()]), false).await.unwrap();
        let all = self.engine.candidates().selected(Selection::All).await.unwrap();
        let same = |one: &CandidateDraft| {
            (&one.userid, &one.phone, &one.email) == (&person.userid, &person.phone, &person.email)
        };
        all.into_iter().rfind(|one| same(&one.person)).unwrap().id
    }

    /// Who each request named that has arrived, in lower case.
    pub fn named(&self) -> Vec<Vec<String>> {
        let bodies = self.sends();
        let bodies = bodies.iter().map(|call| serde_json::from_slice::<serde_json::Value>(&call.body).unwrap());
        bodies
            .map(|body| body["touser"].as_str().unwrap().to_lowercase().split('|').map(str::to_owned).collect())
            .collect()
    }

    /// How often somebody was named.
    pub fn times(&self, userid: &str) -> usize {
        self.named().iter().flatten().filter(|named| **named == userid.to_lowercase()).count()
    }

    /// The newest row of the log that is somebody's.
    pub async fn row(&self, userid: &str) -> LogRow {
        let is_theirs = |row: &LogRow| row.userid.as_deref().is_some_and(|id| id.eq_ignore_ascii_case(userid));
        self.log().await.into_iter().rfind(is_theirs).unwrap()
    }
}
