//! Plans that were made: a preview looks at one person after the other in the same one, and a start says what has changed
//! since the one that was approved.
//!
//! Never in here: a plan that is sent. Whatever leaves is made anew and compared.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use beckon_model::SendRequest;

use crate::Engine;
use crate::approval::differences;
use crate::error::{Error, Result};
use crate::plan::Plan;

/// Plans that are kept: the one that is looked at, and the one before, which may have been approved meanwhile.
const KEPT: usize = 2;

/// How long a plan is looked at, in ms: what it says of times is as of when it was made.
const FRESH_MS: i64 = 60_000;

/// The plans that were made last, the newest at the end.
#[derive(Debug, Default)]
pub(crate) struct Plans(Mutex<VecDeque<Kept>>);

#[derive(Debug)]
struct Kept {
    send: SendRequest,
    /// The state of the database before the plan was made.
    stamp: Option<i64>,
    plan: Arc<Plan>,
}

impl Plans {
    /// The plan of a send, as long as nothing that it was made from can have changed.
    fn fresh(&self, send: &SendRequest, stamp: Option<i64>, now: i64) -> Option<Arc<Plan>> {
        let kept = self.kept();
        let same = |kept: &&Kept| stamp.is_some() && kept.stamp == stamp && kept.send == *send;
        let found = kept.iter().rev().find(same).filter(|kept| (0..FRESH_MS).contains(&(now - kept.plan.now)));
        found.map(|kept| Arc::clone(&kept.plan))
    }

    fn keep(&self, new: Kept) {
        let mut kept = self.kept();
        kept.retain(|kept| kept.send != new.send);
        kept.push_back(new);
        if kept.len() > KEPT {
            kept.pop_front();
        }
    }

    fn kept(&self) -> MutexGuard<'_, VecDeque<Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Engine {
    /// The plan of a send: made from what is in the database now, or the last one if that is the same.
    pub(crate) async fn plan(&self, send: &SendRequest) -> Result<Arc<Plan>> {
        let (stamp, now) = (self.store().stamp().await, self.now_ms());
        if let Some(plan) = self.0.plans.fresh(send, stamp, now) {
            return Ok(plan);
        }
        let account = self.account(&send.account).await?;
        let wanted = send.clone();
        let plan = self.store().read(move |rows| Plan::make(rows, account, &wanted, now)).await?;
        let plan = Arc::new(plan);
        self.0.plans.keep(Kept { send: send.clone(), stamp, plan: Arc::clone(&plan) });
        Ok(plan)
    }

    /// What has changed since the check with this approval. One of another process, or of long ago, is not kept: then only
    /// that something has changed can be said.
    pub(crate) fn changed_since(&self, approval: &str, now: &Plan) -> Error {
        let kept = self.0.plans.kept();
        let checked = kept.iter().find(|kept| kept.plan.approval() == approval);
        Error::ApprovalChanged(Box::new(checked.map(|kept| differences(&kept.plan, now)).unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use beckon_model::{
        AccountDraft, CandidateDraft, Selection, SystemClock, TemplateContent, TemplateDraft, VaultChoice,
    };
    use beckon_sandbox::{Config, Sandbox};
    use beckon_vault::{MemoryKeyring, Vault};

    use super::*;
    use crate::{NoSink, Parsed, Parts};

    #[tokio::test]
    async fn the_same_plan_is_looked_at_until_something_changes() {
        let (folder, company) = (tempfile::tempdir().unwrap(), Sandbox::start(Config::default()).await.unwrap());
        let vault = Vault::new(MemoryKeyring::default()).unwrap();
        let (clock, sink) = (Arc::new(SystemClock), Arc::new(NoSink));
        let parts = Parts { data_dir: folder.path().to_owned(), vault, clock, sink, practice: None };
        let engine = Engine::open(parts).await.unwrap();
        let draft = AccountDraft {
            name: "acme".to_owned(),
            corp_id: company.corp_id().to_owned(),
            agent_id: company.agent_id().to_string(),
            secret: company.secret().to_owned(),
            api_host: Some(company.base_url()),
            vault: VaultChoice::Session,
        };
        let account = engine.add_account(draft).await.unwrap().account.id;
        let content = TemplateContent::text("{{ name }}");
        let draft = TemplateDraft { id: None, name: "text".to_owned(), content, starter: None };
        let template = engine.save_template(draft).await.unwrap().id;
        let person = CandidateDraft { name: "李娜".to_owned(), ..CandidateDraft::default() };
        engine.import(Parsed::of_people(vec![person.clone()]), false).await.unwrap();
        let send = SendRequest { account, template, to: Selection::All };

        let plan = engine.plan(&send).await.unwrap();
        let again = engine.plan(&send).await.unwrap();
        assert!(Arc::ptr_eq(&plan, &again), "nothing has changed, so nothing is made again");
        let other = SendRequest { to: Selection::Search { text: "李".to_owned() }, ..send.clone() };
        assert!(!Arc::ptr_eq(&plan, &engine.plan(&other).await.unwrap()), "another send has a plan of its own");
        assert!(Arc::ptr_eq(&plan, &engine.plan(&send).await.unwrap()), "and leaves the first alone");
        engine
            .import(Parsed::of_people(vec![CandidateDraft { name: "王芳".to_owned(), ..person }]), false)
            .await
            .unwrap();
        assert_eq!(engine.plan(&send).await.unwrap().rows.len(), 2, "who came in is in it");
    }
}
