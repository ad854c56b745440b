//! What has to be so before a row is written: nobody else can open the sheet, and its columns are there. Each step is noted as it is
//! done, and what was lost is looked up before it is done again.
//!
//! Never in here: a row.

use beckon_model::{Account, SheetReport};
use beckon_store::StoredSheet;
use wecom::Client;

use super::words::{COLUMNS, KEY, column, title};
use super::{Halt, language};
use crate::doors::Outside;
use crate::outside::kept::kept_as;

impl Outside<'_> {
    /// The sheet with the columns that are there; titles of those that somebody deleted are told.
    pub(super) async fn make_ready(
        self,
        account: &Account,
        client: &Client,
        mut sheet: StoredSheet,
        report: &mut SheetReport,
    ) -> Result<StoredSheet, Halt> {
        let Some((docid, _)) = sheet.doc.clone() else { return Err(Halt::NoSheet) };
        if !sheet.closed {
            patiently!(client.wedoc_close_to_others(&docid))?;
            sheet = self.note_sheet(account, &sheet, |sheet| sheet.closed = true).await?;
        }
        let part = match sheet.sheet.clone() {
            Some(part) => part,
            None => {
                let parts = client.smartsheet_get_sheet(&docid).await?;
                let first = parts.into_iter().find(|part| part.kind == "smartsheet");
                let part = first.ok_or(Halt::NoSheet)?.sheet_id;
                let noted = part.clone();
                sheet = self.note_sheet(account, &sheet, |sheet| sheet.sheet = Some(noted)).await?;
                part
            }
        };
        let words = language(&sheet);
        let mut there = client.smartsheet_get_fields(&docid, &part).await?;
        if sheet.columns.is_empty() {
            let missing = |name: &&str| !there.iter().any(|field| field.field_title == title(name, words));
            let missing: Vec<_> = COLUMNS.iter().copied().filter(missing).map(|name| column(name, words)).collect();
            if !missing.is_empty() {
                there.extend(patiently!(client.smartsheet_add_fields(&docid, &part, &missing))?);
            }
            let ids = COLUMNS.iter().filter_map(|name| {
                let field = there.iter().find(|field| field.field_title == title(name, words))?;
                Some(((*name).to_owned(), field.field_id.clone()))
            });
            let ids = ids.collect();
            sheet = self.note_sheet(account, &sheet, |sheet| sheet.columns = ids).await?;
        }
        sheet.columns.retain(|_, id| there.iter().any(|field| field.field_id == *id));
        let gone = COLUMNS.iter().filter(|name| !sheet.columns.contains_key(**name));
        report.missing = gone.map(|name| title(name, words).to_owned()).collect();
        if sheet.columns.contains_key(KEY) { Ok(sheet) } else { Err(Halt::NoKey) }
    }

    async fn note_sheet(
        self,
        account: &Account,
        sheet: &StoredSheet,
        change: impl FnOnce(&mut StoredSheet) + Send + 'static,
    ) -> Result<StoredSheet, Halt> {
        let (of, asked_at) = (kept_as(account), sheet.asked_at);
        Ok(self.engine.store().write(move |rows| rows.change_outcome_sheet(&of, asked_at, change)).await?)
    }
}
