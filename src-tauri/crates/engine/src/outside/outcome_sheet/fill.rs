//! Writing what differs.
//!
//! 1. The column by which rows are known is read as a whole. What stands there counts, not what is remembered: rows whose adding got no
//!    answer are found, and rows that somebody deleted are missed.
//! 2. That a row is added is on the disk before. One whose adding got no answer a moment ago may still appear: it waits.
//! 3. Columns that somebody deleted are left out.
//!
//! Never in here: a row that is deleted.

use std::collections::HashMap;

use beckon_model::{Account, SheetReport};
use beckon_store::{SheetRowKept, StoredSheet};
use wecom::limits::SHEET_RECORDS_COUNT;
use wecom::{Cell, Client, SheetRow, SheetRowChange};

use super::rows::{Wanted, wanted};
use super::words::KEY;
use super::{Halt, language};
use crate::doors::Outside;
use crate::outside::kept::kept_as;

/// Rows of one writing; the next one goes on with the others.
const WRITES: usize = 5000;

/// Pages of the sheet that a writing looks at: more rows than a sheet can have.
const PAGES: usize = 250;

/// As long a row whose adding got no answer is waited for.
const APPEARS_MS: i64 = 60_000;

/// Somebody deleted a row while it was to be changed.
const NO_ROW: i64 = 2_022_003;

impl Outside<'_> {
    /// Counts in the report what was written.
    pub(super) async fn fill(
        self,
        account: &Account,
        client: &Client,
        sheet: &StoredSheet,
        report: &mut SheetReport,
    ) -> Result<(), Halt> {
        let (Some((docid, _)), Some(part), Some(key)) = (&sheet.doc, &sheet.sheet, sheet.columns.get(KEY)) else {
            return Err(Halt::NoSheet);
        };
        let place = (docid.as_str(), part.as_str());
        let (of, words, now) = (account.clone(), language(sheet), self.engine.now_ms());
        let (kept, rows) = self
            .engine
            .store()
            .read(move |rows| {
                Ok::<_, beckon_store::Error>((rows.outcome_rows(&kept_as(&of))?, wanted(rows, &of, words, now)?))
            })
            .await?;
        let there = found(client, place, key, (&kept, &rows)).await?;
        let (mut add, mut change) = (Vec::new(), Vec::new());
        for row in rows {
            let known = kept.get(&row.key).cloned().unwrap_or_default();
            match there.get(&row.key) {
                Some(id) if known.record_id.as_ref() == Some(id) && known.written.as_ref() == Some(&row.hash) => {
                    report.right += 1;
                }
                Some(_) | None if add.len() + change.len() >= WRITES => report.left += 1,
                Some(id) => change.push((id.clone(), row)),
                None if known.asked_at.is_some_and(|at| (at..at + APPEARS_MS).contains(&now)) => report.left += 1,
                None => add.push((known.record_id.is_some(), row)),
            }
        }
        for some in add.chunks(SHEET_RECORDS_COUNT) {
            self.add(account, client, (place, sheet), some, report).await?;
        }
        for some in change.chunks(SHEET_RECORDS_COUNT) {
            let changes: Vec<SheetRowChange> =
                some.iter().map(|(id, row)| SheetRowChange { record_id: id.clone(), row: cells(sheet, row) }).collect();
            let changed = patiently!(client.smartsheet_update_records(place.0, place.1, &changes));
            match changed {
                Ok(()) => {}
                Err(wecom::Error::Refused(refused)) if refused.errcode == NO_ROW => {
                    report.left += some.len() as u64;
                    continue;
                }
                Err(error) => return Err(error.into()),
            }
            report.updated += some.len() as u64;
            let kept = some.iter().map(|(id, row)| is_written(row, id.clone())).collect();
            self.note_rows(account, kept).await?;
        }
        Ok(())
    }

    async fn add(
        self,
        account: &Account,
        client: &Client,
        (place, sheet): ((&str, &str), &StoredSheet),
        some: &[(bool, Wanted)],
        report: &mut SheetReport,
    ) -> Result<(), Halt> {
        let (of, now) = (kept_as(account), self.engine.now_ms());
        let keys: Vec<String> = some.iter().map(|(_, row)| row.key.clone()).collect();
        let intend = self.engine.store().write(move |rows| {
            let intent = SheetRowKept { asked_at: Some(now), ..SheetRowKept::default() };
            keys.iter().try_for_each(|key| rows.note_outcome_row(&of, key, &intent))
        });
        intend.await?;
        let rows: Vec<SheetRow> = some.iter().map(|(_, row)| cells(sheet, row)).collect();
        let made = match patiently!(client.smartsheet_add_records(place.0, place.1, &rows)) {
            Ok(made) => made,
            Err(error) => {
                if !error.may_have_been_processed() {
                    let (of, keys) = (kept_as(account), some.iter().map(|(_, row)| row.key.clone()));
                    let keys: Vec<String> = keys.collect();
                    let forget = self.engine.store().write(move |rows| {
                        keys.iter().try_for_each(|key| rows.note_outcome_row(&of, key, &SheetRowKept::default()))
                    });
                    forget.await?;
                }
                return Err(error.into());
            }
        };
        report.added += some.len() as u64;
        report.added_again += some.iter().filter(|(again, _)| *again).count() as u64;
        // Of an answer that has not each of them the next writing finds out which is which.
        if made.len() == some.len() {
            let pairs = some.iter().zip(made).map(|((_, row), record)| is_written(row, record.record_id));
            self.note_rows(account, pairs.collect()).await?;
        }
        Ok(())
    }

    /// Notes that rows say what they are to say.
    async fn note_rows(self, account: &Account, kept: Vec<(String, SheetRowKept)>) -> Result<(), Halt> {
        let of = kept_as(account);
        let note = self
            .engine
            .store()
            .write(move |rows| kept.iter().try_for_each(|(key, kept)| rows.note_outcome_row(&of, key, kept)));
        Ok(note.await?)
    }
}

fn is_written(row: &Wanted, record_id: String) -> (String, SheetRowKept) {
    let kept = SheetRowKept { record_id: Some(record_id), written: Some(row.hash.clone()), asked_at: None };
    (row.key.clone(), kept)
}

/// The rows that stand in the sheet, by Beckon's own id: of two with one id the one that is remembered, else the first. Whoever deletes a
/// row while pages are read moves another one from a page to the one before, so that a row that is missed is looked for twice.
async fn found(
    client: &Client,
    place: (&str, &str),
    key: &str,
    (kept, rows): (&HashMap<String, SheetRowKept>, &[Wanted]),
) -> Result<HashMap<String, String>, Halt> {
    let mut there: HashMap<String, String> = HashMap::new();
    for _ in 0..2 {
        let (mut next, mut pages) = (Some(0), 0);
        while let Some(offset) = next {
            if pages == PAGES {
                return Err(Halt::Endless);
            }
            pages += 1;
            let page = patiently!(client.smartsheet_get_records(place, &[key], offset))?;
            for record in page.records {
                let row = record.text(key);
                let remembered = kept.get(&row).and_then(|kept| kept.record_id.as_ref()) == Some(&record.record_id);
                if remembered || !there.contains_key(&row) {
                    there.insert(row, record.record_id);
                }
            }
            next = page.next;
        }
        if pages < 2 || rows.iter().all(|row| there.contains_key(&row.key)) {
            break;
        }
    }
    Ok(there)
}

fn cells(sheet: &StoredSheet, row: &Wanted) -> SheetRow {
    let cell = |(name, cell): &(&str, Cell)| Some((sheet.columns.get(*name)?.clone(), cell.clone()));
    row.cells.iter().filter_map(cell).collect()
}
