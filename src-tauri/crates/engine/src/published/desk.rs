//! With which account WeCom is asked, and the calendar of interviews that it has there.
//!
//! Never in here: an entry.

use std::sync::Arc;

use beckon_model::{Account, AccountId, PublishArea, PublishProblem};
use wecom::{Calendar, CalendarRange, Client, Color};

use super::refusal::Fault;
use crate::engine::Engine;
use crate::errors::{Error, Result};
use crate::outside::kept::{account_of, kept_as};

/// The colour of interviews in people's calendars.
const COLOR: Color = Color(0x2f, 0x6f, 0xde);

/// An account that can be asked.
pub(super) struct Desk {
    pub engine: Engine,
    pub account: Account,
    /// Under which account all of it is kept.
    pub of: AccountId,
    pub client: Arc<Client>,
}

impl Desk {
    pub async fn of(engine: &Engine, account: &AccountId) -> Result<Self> {
        let (account, client) = engine.accounts().client(account).await?;
        let of = kept_as(&account);
        if account.id.is_practice() {
            let now = of.clone();
            engine.store().write(move |rows| rows.forget_other_practice_published(&now)).await?;
        }
        Ok(Self { engine: engine.clone(), account, of, client })
    }

    /// The same by what is kept under it. What stood at the practice company of an earlier start stands nowhere any more.
    pub async fn kept_as(engine: &Engine, of: &AccountId) -> Result<std::result::Result<Self, PublishProblem>> {
        let account = account_of(of);
        match Self::of(engine, &account).await {
            Ok(desk) if desk.of == *of => Ok(Ok(desk)),
            Ok(_) => Ok(Err(PublishProblem::NotPublished)),
            Err(Error::NotFound("account")) if !account.is_practice() => Ok(Err(PublishProblem::AccountGone)),
            Err(error) => Err(error),
        }
    }

    /// The calendar in which schedules are made: one of Beckon's own, so that what was lost is found again. It is shared with
    /// nobody; that a lost answer leaves an empty one behind is seen by nobody.
    pub async fn calendar(&self) -> std::result::Result<String, Fault> {
        let of = self.of.clone();
        match self.engine.store().read(move |rows| rows.interview_calendar(&of)).await {
            Ok(Some(known)) => Ok(known),
            Ok(None) => self.new_calendar().await,
            Err(error) => Err(not_kept(&error)),
        }
    }

    /// A new calendar in the place of one that is gone. It is on the disk before anything is made in it: what is lost is looked for
    /// in no other.
    pub async fn new_calendar(&self) -> std::result::Result<String, Fault> {
        let wanted = Calendar {
            summary: "Beckon 面试".to_owned(),
            color: COLOR,
            description: String::new(),
            admins: Vec::new(),
            set_as_default: false,
            shares: Vec::new(),
            range: CalendarRange::Private,
        };
        let cal_id = self.client.calendar_add(&wanted).await.map_err(Fault::before(PublishArea::Schedule))?.cal_id;
        let (of, made) = (self.of.clone(), cal_id.clone());
        let kept = self.engine.store().write(move |rows| rows.keep_interview_calendar(&of, &made)).await;
        kept.map_err(|error| not_kept(&error))?;
        Ok(cal_id)
    }
}

fn not_kept(error: &beckon_store::Error) -> Fault {
    tracing::warn!(%error, "the calendar of interviews could not be kept");
    Fault::NotKept
}
