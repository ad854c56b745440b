//! The last step: a message to a member who then says whether it arrived.
//!
//! It is a plain call, made once, and does not take the way of the outbox. The outbox would not run while another program
//! sends or a campaign is under way, would repeat what failed where somebody waits for the failure, and would put a line
//! that is about nobody into the log. One message to one member a click is far below WeCom's limits. It is never
//! repeated: an answer that is lost is put to the person as the same question.

use beckon_model::{AccountId, Diagnosis, DoctorCode, DoctorOptions, DoctorResult, DoctorStep};
use wecom::{Message, Named, NotSent, Text};

use super::answers::Asked;
use super::findings::diagnosis;
use super::run::Run;
use crate::doors::Doctor;
use crate::errors::Result;
use crate::text::trimmed;

/// All recipients are invalid (path/90313), and there was only one.
const NOBODY: i64 = 81013;

const PATH: &str = "/cgi-bin/message/send";

/// Asks to whom, when everything before it works.
pub(super) fn begin(run: &mut Run<'_>, options: DoctorOptions) {
    if options.skip_message {
        run.result(DoctorResult::new(DoctorStep::Message, DoctorCode::MessageNotWanted));
    } else if run.reaches(DoctorStep::Message) {
        run.result(DoctorResult::new(DoctorStep::Message, DoctorCode::MessageToWhom));
    }
}

impl Doctor<'_> {
    /// Sends one message with this text to one member, at once and only once.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`], [`crate::Error::SecretNeeded`], [`crate::Error::Vault`]. What WeCom says is a result.
    pub async fn message(self, id: &AccountId, userid: &str, text: &str) -> Result<Diagnosis> {
        Ok(diagnosis(vec![self.message_result(id, userid, text).await?]))
    }

    async fn message_result(self, id: &AccountId, userid: &str, text: &str) -> Result<DoctorResult> {
        let userid = trimmed(userid).to_owned();
        let result = |code| DoctorResult::new(DoctorStep::Message, code).with("userid", &userid);
        if !wecom::message::valid_userid(&userid) {
            return Ok(result(DoctorCode::MessageBadUserid));
        }
        let (account, client) = self.engine.accounts().client(id).await?;
        let message = Message::new(account.agent_id, Named::member(&userid), Text::new(text)).without_duplicate_check();
        let sent = match message.to_body() {
            Ok(body) => client.send(body).await,
            Err(invalid) => Err(wecom::Error::NotSent(NotSent::Invalid(invalid))),
        };
        Ok(match sent {
            Ok(reply) if !reply.invaliduser.is_empty() => result(DoctorCode::MessageNotVisible).detailed(reply.raw),
            Ok(reply) if !reply.unlicenseduser.is_empty() => result(DoctorCode::MessageUnlicensed).detailed(reply.raw),
            Ok(reply) => result(DoctorCode::MessageSent).detailed(format!("{PATH}\n{}", reply.raw)),
            Err(error) if error.may_have_been_processed() => {
                result(DoctorCode::MessageUnanswered).detailed(format!("{PATH}\n{error}"))
            }
            Err(error) if error.refused().is_some_and(|refused| refused.errcode == NOBODY) => {
                result(DoctorCode::MessageNotVisible).detailed(format!("{PATH}\n{error}"))
            }
            Err(error) => {
                let asked = Asked { step: DoctorStep::Message, path: PATH, host: &account.api_host };
                let ip = error.refused().and_then(|refused| refused.from_ip).map(|ip| ip.to_string());
                asked.failed(&error).with("userid", &userid).with("ip", ip.unwrap_or_default())
            }
        })
    }
}
