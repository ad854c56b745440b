//! The last step: a message to a member who then says whether it arrived.
//!
//! It is a plain call, made once, and does not take the way of the outbox. The outbox would not run while another program
//! sends or a campaign is under way, would repeat what failed where somebody waits for the failure, and would put a line
//! that is about nobody into the log. One message to one member a click is far below WeCom's limits. It is never
//! repeated: an answer that is lost is put to the person as the same question.

use beckon_model::doctor::{Call, CallEnd, Fact};
use beckon_model::{Account, AccountId, Diagnosis, DoctorStep};
use wecom::{Client, Error, Message, Named, NotSent, SendReply, Text};

use super::call::{call, end};
use super::findings::diagnosis;
use super::notes::Notes;
use super::results::result;
use super::way;
use crate::doors::Doctor;
use crate::errors::Result;
use crate::errors::call_failure::kept;
use crate::message::route::Ways;
use crate::text::trimmed;

const STEP: DoctorStep = DoctorStep::Message;

/// All recipients are invalid (path/90313), and there was only one.
const NOBODY: i64 = 81013;

impl Doctor<'_> {
    /// Sends one message with this text to one member, at once and only once. What it leads to is found together with what
    /// the account's last check saw.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`], [`crate::Error::SecretNeeded`], [`crate::Error::Vault`], [`crate::Error::NotSendable`] for whoever
    /// wants no messages. What WeCom says is a result.
    pub async fn message(self, id: &AccountId, userid: &str, text: &str) -> Result<Diagnosis> {
        let userid = trimmed(userid).to_owned();
        let before = self.engine.0.doctor.last(id).without(STEP);
        let notes = Notes::go_on(self.engine, &before);
        notes.name("userid", &userid);
        if wecom::message::valid_userid(&userid) {
            let (account, client) = self.engine.accounts().client(id).await?;
            self.wanted(&account, &userid).await?;
            way::see_host(&notes, &account);
            send(&notes, &account, &client, &userid, text).await;
        } else {
            notes.see(STEP, Fact::Message { usable: false, invalid: false, unlicensed: false });
        }
        let seen = notes.observations();
        let mut told = result(STEP, &seen).detailed(notes.detail_of(STEP));
        told.params.insert("userid".to_owned(), userid);
        self.engine.0.doctor.keep(id, &seen);
        Ok(diagnosis(vec![told], seen, &notes.names()))
    }

    /// Whether this one may be written to.
    async fn wanted(self, account: &Account, userid: &str) -> Result<()> {
        let id = account.id.clone();
        let ways = self.engine.store().read(move |rows| Ways::of(rows, &id)).await?;
        ways.wanted(None, Some(userid)).map_err(crate::Error::NotSendable)
    }
}

async fn send(notes: &Notes, account: &Account, client: &Client, userid: &str, text: &str) {
    let message = Message::new(account.agent_id, Named::member(userid), Text::new(text)).without_duplicate_check();
    let began = notes.now_ms();
    let sent = match message.to_body() {
        Ok(body) => client.send(body).await,
        Err(invalid) => Err(Error::NotSent(NotSent::Invalid(invalid))),
    };
    let took_ms = u32::try_from(notes.now_ms() - began).unwrap_or_default();
    notes.detail(STEP, format!("{} {}\n{}", account.host_name(), Call::Message.path(), told(&sent)));
    let (end, reply) = end(&sent);
    let (invalid, unlicensed) = match &sent {
        Ok(reply) => (!reply.invaliduser.is_empty(), !reply.unlicenseduser.is_empty()),
        Err(error) => match error.refused() {
            Some(refused) if refused.errcode == NOBODY => {
                (refused.unlicenseduser.is_empty(), !refused.unlicenseduser.is_empty())
            }
            _ => (false, false),
        },
    };
    let answered = sent.is_ok() || invalid || unlicensed;
    // 81013 is no refusal of the call: it says who got nothing.
    let end = if answered { CallEnd::Done { from_ip: None } } else { end };
    notes.see(STEP, Fact::Called { call: Call::Message, end, reply, took_ms, tries: 1, other_way: false });
    if answered {
        notes.see(STEP, Fact::Message { usable: true, invalid, unlicensed });
    }
    if invalid {
        let _ = call(notes, STEP, Call::Members, account.host_name(), || client.user_get(userid)).await;
    }
}

fn told(sent: &std::result::Result<SendReply, Error>) -> String {
    match sent {
        Ok(reply) => reply.raw.clone(),
        Err(error) => kept(error).to_string(),
    }
}
