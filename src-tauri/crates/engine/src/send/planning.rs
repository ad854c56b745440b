//! The plan of a send, made or taken from those that were made last.
//!
//! Never in here: a plan that is sent. Whatever leaves is made again and compared.

use std::sync::Arc;

use beckon_model::SendRequest;

use super::approval::differences;
use super::plan::Plan;
use super::plans::Kept;
use crate::doors::Sending;
use crate::errors::{Error, Result};

impl Sending<'_> {
    /// The plan of a send: made from what is in the database now, or the last one if that is the same.
    pub(crate) async fn plan(self, send: &SendRequest) -> Result<Arc<Plan>> {
        let (stamp, now) = (self.engine.store().stamp().await, self.engine.now_ms());
        if let Some(plan) = self.engine.0.send.plans.fresh(send, stamp, now) {
            return Ok(plan);
        }
        let account = self.engine.accounts().get(&send.account).await?;
        let wanted = send.clone();
        let plan = self.engine.store().read(move |rows| Plan::make(rows, account, &wanted, now)).await?;
        let plan = Arc::new(plan);
        self.engine.0.send.plans.keep(Kept { send: send.clone(), stamp, plan: Arc::clone(&plan) });
        Ok(plan)
    }

    /// What has changed since the check with this approval. One of another process, or of long ago, is not kept: then only
    /// that something has changed can be said.
    pub(crate) fn changed_since(self, approval: &str, now: &Plan) -> Error {
        let checked = self.engine.0.send.plans.checked(approval);
        Error::ApprovalChanged(Box::new(checked.map(|checked| differences(&checked, now)).unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use beckon_model::{CandidateDraft, Selection, TemplateContent, TemplateDraft};

    use super::*;
    use crate::Parsed;
    use crate::trial::connected;

    #[tokio::test]
    async fn the_same_plan_is_looked_at_until_something_changes() {
        let (_folder, _company, engine, account) = connected().await;
        let content = TemplateContent::text("{{ name }}");
        let draft = TemplateDraft { id: None, name: "text".to_owned(), content, starter: None };
        let template = engine.templates().save(draft).await.unwrap().id;
        let add = |name: &str| {
            let person = CandidateDraft { name: name.to_owned(), ..CandidateDraft::default() };
            engine.candidates().put(Parsed::of_people(vec![person]), false)
        };
        add("李娜").await.unwrap();
        let send = SendRequest::new(account, template, Selection::All);

        // What was opened a moment ago may still write something of its own.
        let (plan, again) = loop {
            let before = engine.store().stamp().await;
            let both = (engine.send().plan(&send).await.unwrap(), engine.send().plan(&send).await.unwrap());
            if engine.store().stamp().await == before {
                break both;
            }
        };
        assert!(Arc::ptr_eq(&plan, &again), "nothing has changed, so nothing is made again");
        let other = SendRequest { to: Selection::Search { text: "李".to_owned() }, ..send.clone() };
        assert!(!Arc::ptr_eq(&plan, &engine.send().plan(&other).await.unwrap()), "another send has a plan of its own");
        add("王芳").await.unwrap();
        assert_eq!(engine.send().plan(&send).await.unwrap().rows.len(), 2, "who came in is in it");
    }
}
