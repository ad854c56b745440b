//! One request of a row outside the company, and its answer.
//!
//! Never in here: what the answer means.

use beckon_store::fail_point;
use wecom::Client;

use super::turn::{Leaving, Request};

/// What WeCom answered.
#[derive(Debug)]
pub(in crate::send) enum Answer {
    /// It took the message, now or before.
    Sent { msgid: String },
    /// It made the task.
    Made { msgid: String },
    /// The customer of the task can receive nothing.
    Unsendable,
}

/// Lets the request leave.
pub(in crate::send) async fn ask(client: &Client, leaving: &Leaving) -> Result<Answer, wecom::Error> {
    fail_point("outsider.before");
    let answer = match &leaving.request {
        Request::Service { msgid, body } => {
            let sent = client.kf_send_msg(msgid, body.clone()).await?;
            Answer::Sent { msgid: sent.msgid }
        }
        Request::Task(task) => {
            let made = client.externalcontact_add_msg_template(task).await?;
            let unsendable = made.fail_list.iter().any(|one| one == task.external_userid());
            if unsendable { Answer::Unsendable } else { Answer::Made { msgid: made.msgid } }
        }
    };
    fail_point("outsider.after");
    Ok(answer)
}
