//! What outsiders do in WeChat and colleagues do with them in WeCom: open a link, write, confirm a task, delete each other.
//! They stand in for screens that a program on a laptop does not have.

use std::sync::MutexGuard;

use super::Sandbox;
use crate::company::Company;
use crate::customers::{Follow, Relation};
use crate::state::mass::ChatMessage;
use crate::visitors::TASKS;

impl Sandbox {
    /// A WeChat user whom no member has as a contact; returns the `external_userid` that the company will know them by.
    /// `None` when the company knows 20,000 people already.
    #[must_use]
    pub fn outsider(&self, name: &str) -> Option<String> {
        let mut company = self.town.company();
        let id = format!("wm{}", company.dice.letters(30));
        company.customers.outsider(id, Some(name)).map(|outsider| outsider.external_userid.clone())
    }

    /// Lets an outsider scan the QR code of a contact way or open an acquisition link, with `customer_channel` or without;
    /// `url` is what the calls gave out. Returns the member whom they have as a contact from then on: half of one until
    /// [`Sandbox::colleague_opens_chat`], or without `skip_verify` nothing but a request until then. `None`: it leads
    /// nowhere, or the quota is used up.
    pub fn outsider_opens(&self, external_userid: &str, url: &str) -> Option<String> {
        let mut company = self.town.company();
        let now_ms = company.now_ms();
        let Company { entrances, customers, .. } = &mut *company;
        let (path, query) = entrances.split(url)?;
        entrances.open(path, query, external_userid, customers, now_ms)
    }

    /// Lets a member open the chat with a customer, or agree to their request: both have each other then. False for no such
    /// contact.
    pub fn colleague_opens_chat(&self, userid: &str, external_userid: &str) -> bool {
        self.change(external_userid, userid, |follow| follow.relation = Relation::Whole)
    }

    /// Lets a customer write to a member. False for no such contact.
    pub fn outsider_writes(&self, external_userid: &str, userid: &str) -> bool {
        self.change(external_userid, userid, |follow| follow.wrote = true)
    }

    /// Lets a customer delete a member: nothing that is read tells, only messages end with status 2. False for no such
    /// contact.
    pub fn outsider_deletes(&self, external_userid: &str, userid: &str) -> bool {
        self.change(external_userid, userid, |follow| follow.deleted = true)
    }

    /// Lets a member delete a customer, who is gone from all calls then. False for no such contact.
    pub fn colleague_deletes(&self, userid: &str, external_userid: &str) -> bool {
        let mut company = self.people();
        let Some(customer) = company.customers.get_mut(external_userid) else { return false };
        let before = customer.follows.len();
        customer.follows.retain(|follow| follow.userid != userid);
        customer.follows.len() < before
    }

    /// Lets a member note something of a customer in the WeCom client, for example a phone number. False for no such
    /// contact.
    pub fn colleague_notes(&self, userid: &str, external_userid: &str, note: impl FnOnce(&mut Follow)) -> bool {
        self.change(external_userid, userid, note)
    }

    /// Lets an employee confirm a task now. False when there is nothing to confirm. Without it nine of ten confirm by
    /// themselves after [`Config::people_answer_after`](crate::Config::people_answer_after), and the tenth never does.
    pub fn colleague_confirms(&self, msgid: &str, userid: &str) -> bool {
        let mut company = self.people();
        let now_ms = company.now_ms();
        let confirmed = company.mass.open_part(msgid, userid).map(|part| part.confirms_ms = Some(now_ms)).is_some();
        company.settle();
        confirmed
    }

    /// The page on which the employees of a task confirm it: a press of its button is [`Sandbox::colleague_confirms`].
    #[must_use]
    pub fn task_page(&self, msgid: &str) -> String {
        format!("{}{TASKS}{msgid}", self.base_url)
    }

    /// Lets an employee forget a task: it stays unconfirmed until [`Sandbox::colleague_confirms`]. False when there is
    /// nothing to confirm.
    pub fn colleague_forgets(&self, msgid: &str, userid: &str) -> bool {
        self.people().mass.open_part(msgid, userid).map(|part| part.confirms_ms = None).is_some()
    }

    /// What the chats of customers with members really got by mass messages, oldest first.
    #[must_use]
    pub fn chats(&self) -> Vec<ChatMessage> {
        self.people().mass.chats()
    }

    fn change(&self, external_userid: &str, userid: &str, change: impl FnOnce(&mut Follow)) -> bool {
        self.people().customers.follow_mut(external_userid, userid).map(change).is_some()
    }

    /// The company as it is once employees have done what they do by now.
    fn people(&self) -> MutexGuard<'_, Company> {
        let mut company = self.town.company();
        company.settle();
        company
    }
}
