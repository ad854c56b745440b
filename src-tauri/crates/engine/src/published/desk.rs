//! With which account WeCom is asked, and the calendar of interviews that it has there.
//!
//! Never in here: an entry.

use std::sync::Arc;

use beckon_model::{Account, AccountId};
use wecom::{Calendar, CalendarRange, Client, Color};

use crate::engine::Engine;
use crate::errors::Result;
use crate::outside::kept::kept_as;

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

    /// The calendar in which schedules are made: one of Beckon's own, so that what was lost is found again. It is shared with
    /// nobody; that a lost answer leaves an empty one behind is seen by nobody.
    pub async fn calendar(&self) -> std::result::Result<String, wecom::Error> {
        let of = self.of.clone();
        if let Ok(Some(known)) = self.engine.store().read(move |rows| rows.interview_calendar(&of)).await {
            return Ok(known);
        }
        self.new_calendar().await
    }

    /// A new calendar in the place of one that is gone.
    pub async fn new_calendar(&self) -> std::result::Result<String, wecom::Error> {
        let wanted = Calendar {
            summary: "Beckon 面试".to_owned(),
            color: COLOR,
            description: String::new(),
            admins: Vec::new(),
            set_as_default: false,
            shares: Vec::new(),
            range: CalendarRange::Private,
        };
        let cal_id = self.client.calendar_add(&wanted).await?.cal_id;
        let (of, made) = (self.of.clone(), cal_id.clone());
        // Not kept: the next entry gets a calendar of its own, and is looked for in that.
        let _ = self.engine.store().write(move |rows| rows.keep_interview_calendar(&of, &made)).await;
        Ok(cal_id)
    }
}
