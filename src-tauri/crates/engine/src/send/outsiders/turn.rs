//! What happens to a row now: it leaves, it waits, or it is held. In the writer's transaction, so that its attempt is durable
//! before its request leaves.
//!
//! Never in here: a request.

use beckon_model::{Account, Asked, CampaignState, DeliveryState, Reason, Step, Way};
use beckon_store::{OutsideRow, RowLeaves, ServiceChat, Writer};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use wecom::{CustomerTask, ServiceAddress};

use crate::hash::hex;
use crate::message::links::Links;
use crate::outside::chats::{Chats, closed};
use crate::outside::kept::kept_as;
use crate::outside::routes::{OutsideTo, as_customer};

/// What is known when a row has its turn.
pub(in crate::send) struct At<'a> {
    pub account: &'a Account,
    pub links: &'a Links,
    /// By this machine's clock, UTC ms.
    pub now: i64,
    /// By WeCom's, where that is known.
    pub server_now: Option<i64>,
}

/// A row whose attempt is noted: its request may leave.
#[derive(Debug)]
pub(in crate::send) struct Leaving {
    pub row: OutsideRow,
    pub request: Request,
    pub noted: Asked,
}

/// What leaves.
#[derive(Debug)]
pub(in crate::send) enum Request {
    Service { msgid: String, body: Vec<u8> },
    Task(CustomerTask),
}

/// Where a row may go.
enum Ready {
    Leaves { outsider: String, request: Request },
    Moves(Step),
    Stays,
}

/// Gives a row its turn. `None`: it has moved, or stays where it is.
///
/// # Errors
/// A database error; [`beckon_store::Error::Changed`] when somebody else has moved it.
pub(in crate::send) fn turn(rows: &Writer<'_>, row: OutsideRow, at: &At<'_>) -> beckon_store::Result<Option<Leaving>> {
    // What waits of a send that is paused or called off is no longer wanted, or not now.
    let wanted = matches!(rows.campaign_state(row.campaign)?, CampaignState::Running | CampaignState::Finished);
    if !wanted || row.due_at > at.now {
        return Ok(None);
    }
    let ready = match never(rows, &row, at)? {
        Some(reason) => Ready::Moves(given_up(&row, reason)),
        None => ready(rows, &row, at)?,
    };
    match ready {
        Ready::Stays => Ok(None),
        Ready::Moves(step) => rows.step(row.id, &step, at.now).map(|()| None),
        Ready::Leaves { outsider, request } => {
            let (chat, body, msgid) = match &request {
                Request::Service { msgid, body } => (Some(kept_as(at.account)), body.clone(), Some(msgid.as_str())),
                Request::Task(_) => (None, row.body.clone(), None),
            };
            let sha256 = hex(&Sha256::digest(&body));
            rows.leave_outside(
                &row,
                RowLeaves {
                    outsider: &outsider,
                    chat: chat.as_ref(),
                    msgid,
                    body_sha256: &sha256,
                    at: (at.now, at.server_now),
                },
            )?;
            let noted = Asked { at: at.now, server: at.server_now };
            Ok(Some(Leaving { row: OutsideRow { outsider: Some(outsider), ..row }, request, noted }))
        }
    }
}

/// Why a row must not leave any more, if so.
fn never(rows: &Writer<'_>, row: &OutsideRow, at: &At<'_>) -> beckon_store::Result<Option<Reason>> {
    if let Some(since) = rows.opted_out_row(row.id)? {
        return Ok(Some(Reason::OptedOut { by: None, at: since }));
    }
    if row.waits_until.is_some_and(|until| until <= at.now) {
        return Ok(Some(if row.way == Way::Customer { Reason::InterviewOver } else { Reason::WaitOver }));
    }
    Ok(at.links.refuse_text(true, "body", &String::from_utf8_lossy(&row.body)))
}

/// Of a row that may have arrived already nothing can be said by itself.
fn given_up(row: &OutsideRow, reason: Reason) -> Step {
    if row.asked.is_some() { Step::Lose { reason: Reason::ReplyLost } } else { Step::Hold { reason } }
}

fn ready(rows: &Writer<'_>, row: &OutsideRow, at: &At<'_>) -> beckon_store::Result<Ready> {
    if row.way == Way::Customer {
        return task(rows, row, at);
    }
    let chats = Chats::of(rows, &kept_as(at.account))?;
    let chat = match row.candidate.map(|candidate| chats.chat(candidate)) {
        None => return Ok(Ready::Moves(given_up(row, Reason::RouteExternal))),
        Some(Err(reason)) => return Ok(wait(row, reason, at.now)),
        Some(Ok(None)) => return Ok(wait(row, Reason::WindowClosed, at.now)),
        Some(Ok(Some(chat))) => chat,
    };
    // Somebody else has the chat now than the one who may have it already.
    if row.asked.is_some() && row.outsider.as_deref().is_some_and(|outsider| outsider != chat.external_userid) {
        return Ok(Ready::Moves(Step::Lose { reason: Reason::ReplyLost }));
    }
    match closed(chat, at.server_now.unwrap_or(at.now)) {
        // An earlier request may have been the last one that the chat had room for: WeCom knows its id.
        Some(Reason::MessagesUsed) | None if row.asked.is_some() => Ok(into_chat(row, chat)),
        None => Ok(into_chat(row, chat)),
        Some(reason) => Ok(wait(row, reason, at.now)),
    }
}

fn into_chat(row: &OutsideRow, ServiceChat { external_userid, open_kfid, .. }: &ServiceChat) -> Ready {
    // An id under which a message was refused may count as used; one whose answer was lost must be the same.
    let known = row.msgid.clone().filter(|_| !row.resend && (row.asked.is_some() || row.attempt == 1));
    let msgid = known.unwrap_or_else(|| Uuid::now_v7().simple().to_string());
    let address = ServiceAddress { touser: external_userid, open_kfid, msgid: &msgid };
    match address.to_body(&row.body) {
        Ok(body) => Ready::Leaves { outsider: external_userid.clone(), request: Request::Service { msgid, body } },
        Err(_) => Ready::Moves(given_up(row, Reason::KindForMembers)),
    }
}

/// A task is made for whoever was shown at the check, while that is still so.
fn task(rows: &Writer<'_>, row: &OutsideRow, at: &At<'_>) -> beckon_store::Result<Ready> {
    let Some(task) = CustomerTask::from_body(&row.body) else {
        return Ok(Ready::Moves(given_up(row, Reason::KindForMembers)));
    };
    let Some(candidate) = row.candidate else { return Ok(Ready::Moves(given_up(row, Reason::RouteExternal))) };
    let to =
        OutsideTo::Customer { external_userid: task.external_userid().to_owned(), colleague: task.sender().to_owned() };
    if as_customer(rows, at.account, candidate)? != Some(to) {
        return Ok(Ready::Moves(given_up(row, Reason::NotToldApart)));
    }
    Ok(Ready::Leaves { outsider: task.external_userid().to_owned(), request: Request::Task(task) })
}

/// Waits for the candidate or a colleague; a row that waits for the same already stays as it is.
fn wait(row: &OutsideRow, reason: Reason, now: i64) -> Ready {
    if row.state == DeliveryState::Waiting && row.reason.as_ref() == Some(&reason) {
        return Ready::Stays;
    }
    Ready::Moves(Step::Await { reason, due_at: now, asked: row.asked, failed: false })
}
