//! What people would do in their WeCom clients: open links, answer invitations, add contacts. They stand in for screens
//! and callbacks that a program on a laptop does not have.

use super::Sandbox;
use crate::customers::Customer;
use crate::routes::{oauth, ways};

impl Sandbox {
    /// Lets someone open the app's OAuth or web-login link and agree; returns the `code` of the redirect, which
    /// `auth/getuserinfo` takes once, within five minutes. `who` is a userid, an external_userid, or anything else for a
    /// stranger. `private`: with `snsapi_privateinfo`. `None` when the company has no such app.
    #[must_use]
    pub fn oauth_code(&self, agent_id: i64, who: &str, private: bool) -> Option<String> {
        let mut company = self.town.company();
        let app = company.app_of(agent_id)?;
        Some(oauth::code(&mut company, app, who, private))
    }

    /// Lets an attendee answer an invitation: 1 tentative, 2 accepted, 3 accepted once, 4 declined. Without it people
    /// answer by themselves after [`Config::people_answer_after`](crate::Config::people_answer_after). False when there is
    /// no such invitation.
    pub fn answer_invitation(&self, schedule_id: &str, userid: &str, response_status: i64) -> bool {
        self.town.company().diary.answer(schedule_id, userid, response_status)
    }

    /// Lets somebody delete a schedule in WeCom itself, its room given back; false when there is none.
    pub fn delete_schedule(&self, schedule_id: &str) -> bool {
        let company = &mut *self.town.company();
        let Some(entry) = company.diary.entries.get_mut(schedule_id) else { return false };
        entry.cancelled = true;
        entry.sequence += 1;
        company.rooms.release(|one| one.schedule_id.as_deref() == Some(schedule_id));
        true
    }

    /// The company's external contacts, and the outsiders whom tests and visitors made.
    #[must_use]
    pub fn customers(&self) -> Vec<Customer> {
        self.town.company().customers.iter().cloned().collect()
    }

    /// Lets a new customer add a member; returns the `welcome_code` of the callback, good for one
    /// `externalcontact/send_welcome_msg` within 20 seconds.
    #[must_use]
    pub fn welcome_code(&self) -> String {
        ways::welcome_code(&mut self.town.company())
    }
}
