//! A smart sheet in WeCom with what came of each interview, for the colleagues, where somebody asked for it.
//!
//! 1. Only a sheet that Beckon made: an app can read and change no other. The intent is on the disk before `make` asks for one; one
//!    whose answer was lost is empty and found by nothing, and a person decides on another one.
//! 2. It is closed to everybody but whoever administers it before anything is written (`ready`).
//! 3. What is to stand there is in `rows`, in the words of `words`; `fill` writes what differs. Rows are known by a column of
//!    Beckon's own, which is read before any is added, so that none comes twice.
//! 4. What people change is theirs: titles, other columns, other rows. A row that they deleted is added again, and that is told.
//!
//! Never in here: a row that Beckon deletes, or a phone number.

/// Asks, and asks again a moment later while somebody else writes.
macro_rules! patiently {
    ($ask:expr) => {{
        let mut waits = [1, 2, 4].into_iter();
        loop {
            match $ask.await {
                Err(error) if $crate::outside::outcome_sheet::is_crowded(&error) => match waits.next() {
                    Some(seconds) => tokio::time::sleep(std::time::Duration::from_secs(seconds)).await,
                    None => break Err(error),
                },
                answered => break answered,
            }
        }
    }};
}

mod fill;
mod make;
mod ready;
mod rows;
mod words;

use beckon_model::{Account, AccountId, OutcomeSheet, SheetReport, SheetState};
use beckon_store::{Reader, StoredSheet};
use wecom::Client;

use super::kept::kept_as;
use crate::doors::Outside;
use crate::errors::{Error, Result, call_failure};
use crate::message::interview_words::Language;

/// Two write at once, or the write before is not done: WeCom has changed nothing, and takes it a moment later.
const CROWDED: [i64; 3] = [2_010_003, 2_040_035, 2_400_007];

/// Somebody deleted the document, or the sheet in it.
const GONE: [i64; 4] = [640_002, 640_003, 301_085, 2_543_303];

/// Somebody deleted rows while pages were read: there are fewer of them now.
const MOVED: i64 = 2_022_023;

/// What ends a writing.
enum Halt {
    Wecom(wecom::Error),
    /// The column by which rows are known is gone.
    NoKey,
    /// There is no sheet in the document.
    NoSheet,
    /// Its pages have no end.
    Endless,
    Store(beckon_store::Error),
}

impl From<wecom::Error> for Halt {
    fn from(error: wecom::Error) -> Self {
        Self::Wecom(error)
    }
}

impl From<beckon_store::Error> for Halt {
    fn from(error: beckon_store::Error) -> Self {
        Self::Store(error)
    }
}

impl Outside<'_> {
    /// The sheet of an account.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for an account that is gone.
    pub async fn sheet(self, account: &AccountId) -> Result<OutcomeSheet> {
        let account = self.engine.accounts().get(account).await?;
        Ok(self.engine.store().read(move |rows| shown(rows, &account)).await?)
    }

    /// Writes what differs into the sheet, and says what came of it. Nothing is asked of WeCom where it is off.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Store`], [`Error::EndlessPages`], and where the account's secret is missing. What WeCom says is in
    /// the answer.
    pub async fn sheet_write(self, account: &AccountId) -> Result<OutcomeSheet> {
        let _alone = self.engine.0.outside.keeping_sheet.lock().await;
        let known = self.sheet(account).await?;
        if !known.on || known.state != SheetState::Made {
            return Ok(known);
        }
        let (account, client) = self.engine.accounts().client(account).await?;
        self.write_sheet(&account, &client).await?;
        self.sheet(&account.id).await
    }

    /// Leaves the sheet as it is from now on. It stays in WeCom.
    ///
    /// # Errors
    /// As [`Outside::sheet`].
    pub async fn sheet_off(self, account: &AccountId) -> Result<OutcomeSheet> {
        let account = self.engine.accounts().get(account).await?;
        let off = self.engine.store().write(move |rows| {
            let of = kept_as(&account);
            if let Some(known) = rows.outcome_sheet(&of)? {
                rows.change_outcome_sheet(&of, known.asked_at, |sheet| sheet.on = false)?;
            }
            shown(rows, &account)
        });
        Ok(off.await?)
    }

    /// Whether there is something to write by itself.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub(crate) async fn sheet_due(self, account: &Account) -> Result<bool> {
        let (of, now, id) = (kept_as(account), self.engine.now_ms(), account.clone());
        let known = self.engine.store().read(move |rows| rows.outcome_sheet(&of)).await?;
        let held = |sheet: &StoredSheet| sheet.last.as_ref().is_some_and(|last| last.held || last.no_key);
        let Some(sheet) = known.filter(|sheet| sheet.on && sheet.doc.is_some() && !sheet.gone && !held(sheet)) else {
            return Ok(false);
        };
        if !self.engine.0.outside.is_time(("sheet", account.id.as_str(), ""), false, now) {
            return Ok(false);
        }
        let differs = self.engine.store().read(move |rows| {
            let kept = rows.outcome_rows(&kept_as(&id))?;
            let wanted = rows::wanted(rows, &id, language(&sheet), now)?;
            let right =
                |row: &rows::Wanted| kept.get(&row.key).and_then(|kept| kept.written.as_ref()) == Some(&row.hash);
            Ok::<_, beckon_store::Error>(!wanted.iter().all(right))
        });
        Ok(differs.await?)
    }

    /// One writing, and what came of it on the disk.
    async fn write_sheet(self, account: &Account, client: &Client) -> Result<()> {
        let of = kept_as(account);
        let read = of.clone();
        let Some(sheet) = self.engine.store().read(move |rows| rows.outcome_sheet(&read)).await? else { return Ok(()) };
        let asked_at = sheet.asked_at;
        let mut report = SheetReport::default();
        let halt = match self.make_ready(account, client, sheet, &mut report).await {
            Ok(sheet) => self.fill(account, client, &sheet, &mut report).await.err(),
            Err(halt) => Some(halt),
        };
        let mut gone = matches!(halt, Some(Halt::NoSheet));
        match halt {
            None | Some(Halt::NoSheet) => {}
            Some(Halt::NoKey) => report.no_key = true,
            Some(Halt::Store(error)) => return Err(error.into()),
            Some(Halt::Endless) => return Err(Error::EndlessPages),
            Some(Halt::Wecom(error)) => {
                gone = error.refused().is_some_and(|refused| GONE.contains(&refused.errcode));
                let moved = error.refused().is_some_and(|refused| refused.errcode == MOVED);
                report.held = !(gone || moved)
                    && matches!(
                        call_failure::sort(&error),
                        beckon_model::Failure::AccountRefused(_) | beckon_model::Failure::MessageRefused(_)
                    );
                report.stopped = Some(call_failure::why_not(&error));
            }
        }
        report.at = self.engine.now_ms();
        let noted = self.engine.store().write(move |rows| {
            rows.change_outcome_sheet(&of, asked_at, |sheet| {
                sheet.gone = gone;
                sheet.last = Some(report);
            })
        });
        noted.await?;
        Ok(())
    }
}

fn is_crowded(error: &wecom::Error) -> bool {
    error.refused().is_some_and(|refused| CROWDED.contains(&refused.errcode))
}

fn language(sheet: &StoredSheet) -> Language {
    if sheet.chinese { Language::Chinese } else { Language::English }
}

fn shown(rows: &Reader<'_>, account: &Account) -> beckon_store::Result<OutcomeSheet> {
    let of = kept_as(account);
    let known = rows.outcome_sheet(&of)?;
    let state = match &known {
        None => SheetState::None,
        Some(sheet) if sheet.gone => SheetState::Gone,
        Some(sheet) if sheet.doc.is_none() => SheetState::Unsure,
        Some(_) => SheetState::Made,
    };
    let written = rows.outcome_rows(&of)?.values().filter(|row| row.written.is_some()).count() as u64;
    Ok(OutcomeSheet {
        account: account.id.clone(),
        on: known.as_ref().is_some_and(|sheet| sheet.on),
        state,
        url: known.as_ref().and_then(|sheet| sheet.doc.as_ref()).map(|(_, url)| url.clone()),
        manager: known.as_ref().map(|sheet| sheet.manager.clone()),
        asked_at: known.as_ref().map(|sheet| sheet.asked_at),
        rows: written,
        last: known.and_then(|sheet| sheet.last),
    })
}
