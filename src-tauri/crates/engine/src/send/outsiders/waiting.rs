//! What waits for candidates outside the company, whenever it can leave: after the send that it was of has come to rest.
//!
//! It has a lock of its own, so that a send need not wait for it nor it for a send; it takes rows only of sends that have come to
//! rest. Never in here: what a row waits for.

use beckon_model::{Account, AccountId, CampaignState, DeliveryId, DeliveryState, LogRow, Reason, Step, Way};
use beckon_store::{OutsideRow, Reader, Writer};
use wecom::Client;

use super::outcome::{ChatIs, Outcome, outcome};
use super::request::ask;
use super::turn::{At, Leaving, turn};
use crate::doors::Outside;
use crate::errors::Result;
use crate::folder::lock;
use crate::message::links::Links;
use crate::outside::chats::{Chats, MESSAGES, closed};
use crate::outside::kept::kept_as;

impl Outside<'_> {
    /// Sends what waits of an account and can leave now. Answers with the rows that moved; with none where another process does it.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`], [`crate::Error::Store`], and those of a client of the account. What WeCom refuses is in the rows.
    pub async fn waiting_send(self, account: &AccountId) -> Result<Vec<LogRow>> {
        let of = self.engine.accounts().get(account).await?;
        let Some(waiting) = self.waiting_rows(&of, self.engine.now_ms()).await? else { return Ok(Vec::new()) };
        let path = self.engine.data_dir().join(LOCK);
        let Some(_lock) = lock(&path).map_err(beckon_store::Error::from)? else { return Ok(Vec::new()) };
        self.engine.store().in_place()?;
        let (of, client) = self.engine.accounts().client(account).await?;
        let mut moved = Vec::new();
        for id in waiting {
            let halted = self.waiting_turn(&of, &client, id).await?;
            moved.push(id);
            if halted {
                break;
            }
        }
        let ids: Vec<i64> = moved.into_iter().map(|id| id.0).collect();
        Ok(self.engine.store().read(move |rows| rows.log_rows_of(&ids)).await?)
    }

    /// Rows that can leave or must not any more, as of now (UTC ms); `None` for none.
    async fn waiting_rows(self, account: &Account, now: i64) -> Result<Option<Vec<DeliveryId>>> {
        let known = self.engine.0.accounts.known_client(&account.id).and_then(|client| client.server_now());
        let account = account.clone();
        let ready = move |rows: &Reader<'_>| {
            let waiting = rows.outside_rows(DeliveryState::Waiting, Some(&account.id))?;
            if waiting.is_empty() {
                return Ok(None);
            }
            let chats = Chats::of(rows, &kept_as(&account))?;
            let mut ready = Vec::new();
            for row in waiting {
                let rests = rows.campaign_state(row.campaign)? == CampaignState::Finished;
                if rests && row.due_at <= now && may_move(rows, &row, &chats, known.unwrap_or(now))? {
                    ready.push(row.id);
                }
            }
            Ok::<_, beckon_store::Error>(Some(ready).filter(|ready| !ready.is_empty()))
        };
        Ok(self.engine.store().read(ready).await?)
    }

    /// Gives one row its turn; says whether nothing more can leave with the account.
    async fn waiting_turn(self, account: &Account, client: &Client, id: DeliveryId) -> Result<bool> {
        let (now, server_now, of) = (self.engine.now_ms(), client.server_now(), account.clone());
        let next = move |rows: &Writer<'_>| {
            let Some(row) = rows.outside_row(id)?.filter(|row| row.state == DeliveryState::Waiting) else {
                return Ok(None);
            };
            let links = Links::new(rows.known_links()?);
            turn(rows, row, &At { account: &of, links: &links, now, server_now })
        };
        let turned = match self.engine.store().write(next).await {
            // Somebody called it off just now.
            Err(beckon_store::Error::Changed) => None,
            turned => turned?,
        };
        let halted = match turned {
            None => false,
            Some(leaving) => {
                let answer = ask(client, &leaving).await;
                let now = self.engine.now_ms();
                let outcome = outcome(&leaving.row, answer, leaving.noted, now);
                let halted = outcome.halt.is_some();
                let of = account.clone();
                self.engine.store().write(move |rows| note(rows, &of, &leaving, outcome, now)).await?;
                halted
            }
        };
        let campaign = self.engine.store().read(move |rows| rows.campaign_of(id)).await?;
        self.engine.0.sink.changed(campaign);
        Ok(halted)
    }
}

/// Held by whoever sends what waits.
pub(crate) const LOCK: &str = "waiting.lock";

/// Whether a row's turn may lead anywhere. What nobody has to wait for any more is moved as well.
fn may_move(rows: &Reader<'_>, row: &OutsideRow, chats: &Chats, server_now: i64) -> beckon_store::Result<bool> {
    let over = row.waits_until.is_some_and(|until| until <= server_now);
    let of_chat = row.outsider.is_none() || row.colleague.is_none();
    if over || !of_chat || rows.opted_out_row(row.id)?.is_some() {
        return Ok(true);
    }
    let now = match row.candidate.map(|candidate| chats.chat(candidate)) {
        None => return Ok(true),
        Some(Err(reason)) => Some(reason),
        Some(Ok(None)) => Some(Reason::WindowClosed),
        Some(Ok(Some(chat))) => closed(chat, server_now),
    };
    Ok(now.is_none() || now != row.reason)
}

/// Writes how a request ended. A program that took this one for one that was left behind has settled it already.
pub(in crate::send) fn note(
    rows: &Writer<'_>,
    account: &Account,
    leaving: &Leaving,
    Outcome { end, step, chat, .. }: Outcome,
    now: i64,
) -> beckon_store::Result<()> {
    let row = &leaving.row;
    match rows.end_attempt(row.id, row.attempt, &end, now) {
        Ok(()) => rows.step(row.id, &step, now)?,
        Err(beckon_store::Error::Changed) => match rows.step(row.id, &step, now) {
            Ok(()) | Err(beckon_store::Error::Changed) => {}
            Err(error) => return Err(error),
        },
        Err(error) => return Err(error),
    }
    // That it did not arrive may have been read before its answer.
    if let (Step::Accept { msgid }, Way::Service) = (&step, row.way)
        && let Some(fail_type) = rows.service_failure(&kept_as(account), msgid)?
    {
        rows.step(row.id, &Step::Bounce { reason: Reason::SendFailed { fail_type } }, now)?;
    }
    let outsider = row.outsider.as_deref().unwrap_or_default();
    match chat {
        Some(ChatIs::Closed) => rows.service_chat_closed(&kept_as(account), outsider),
        Some(ChatIs::Used) => rows.service_chat_used(&kept_as(account), outsider, MESSAGES),
        None => Ok(()),
    }
}
