//! Who of the people of a call is not taken: WeCom fails the whole call and does not say.
//!
//! Never in here: a call that changes anything.

use beckon_model::PublishStep;

use super::desk::Desk;

/// People who are asked about, at most: a call each.
const PEOPLE: usize = 100;

/// Whom a step names.
pub(super) fn is_person(step: &PublishStep) -> Vec<String> {
    let (people, by) = match step {
        PublishStep::Create { content, by, .. } => (content.people.clone(), Some(by)),
        PublishStep::Change { content } => (content.people.clone(), None),
        PublishStep::Invite { people } | PublishStep::Uninvite { people } => (people.clone(), None),
        PublishStep::Book { by, .. } => (Vec::new(), Some(by)),
        PublishStep::ReadLink | PublishStep::Delete | PublishStep::GiveUp { .. } => (Vec::new(), None),
    };
    let by = by.filter(|by| !by.is_empty() && !people.iter().any(|one| one.eq_ignore_ascii_case(by)));
    by.cloned().into_iter().chain(people).collect()
}

impl Desk {
    /// Those whom WeCom does not know or does not show to the app. Empty where that cannot be found out.
    pub(super) async fn culprits(&self, people: &[String]) -> Vec<String> {
        let mut found = Vec::new();
        for userid in people.iter().take(PEOPLE) {
            match self.client.user_get(userid).await {
                Ok(_) => {}
                Err(error)
                    if error.refused().is_some_and(|refused| {
                        refused.kind() == wecom::errcode::Kind::Recipient || refused.errcode == 60011
                    }) =>
                {
                    found.push(userid.clone());
                }
                // The network, or the account: nobody is accused.
                Err(_) => return Vec::new(),
            }
        }
        found
    }
}
