//! Asking WeCom for the sheet, once.
//!
//! Never in here: a second one by itself.

use std::collections::BTreeMap;

use beckon_model::{Account, FieldProblem, FormField, InterviewQuery, OutcomeSheet, SheetRequest};
use beckon_store::{StoredSheet, Writer};
use wecom::Client;

use super::{language, words};
use crate::doors::Outside;
use crate::errors::{Result, invalid, wecom_error};
use crate::message::interview_words::Language;
use crate::outside::kept::kept_as;
use crate::text::filled;

/// How it begins.
enum Begun {
    /// WeCom is to be asked for this one, in the place of that one.
    Ask { intent: Box<StoredSheet>, before: Box<Option<StoredSheet>> },
    /// It is there.
    Known,
    /// Nobody knows.
    Unsure,
}

impl Outside<'_> {
    /// Has the sheet kept up from now on: makes it where there is none, and writes what is to stand there.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] where nobody is named who administers it; [`crate::Error::Wecom`], 48002 when the app is not among the callable apps
    /// of documents. Where WeCom's answer was lost, the sheet is [`beckon_model::SheetState::Unsure`] from then on. What WeCom says to
    /// the writing is in the answer.
    pub async fn sheet_make(self, request: SheetRequest) -> Result<OutcomeSheet> {
        let _alone = self.engine.0.outside.keeping_sheet.lock().await;
        let (account, client) = self.engine.accounts().client(&request.account).await?;
        let (of, now) = (account.clone(), self.engine.now_ms());
        let begun = self.engine.store().write(move |rows| begin(rows, &of, &request, now)).await?;
        match begun {
            Begun::Unsure => return self.sheet(&account.id).await,
            Begun::Known => {}
            Begun::Ask { intent, before } => self.ask_sheet(&account, &client, *intent, *before).await?,
        }
        self.write_sheet(&account, &client).await?;
        self.sheet(&account.id).await
    }

    async fn ask_sheet(
        self,
        account: &Account,
        client: &Client,
        intent: StoredSheet,
        before: Option<StoredSheet>,
    ) -> Result<()> {
        let of = kept_as(account);
        match client.wedoc_create_smartsheet(words::name(language(&intent)), &[&intent.manager]).await {
            Ok(made) => {
                let doc = Some((made.docid, made.url));
                let note = self
                    .engine
                    .store()
                    .write(move |rows| rows.change_outcome_sheet(&of, intent.asked_at, |sheet| sheet.doc = doc));
                note.await?;
                Ok(())
            }
            Err(error) => {
                if !error.may_have_been_processed() {
                    self.engine.store().write(move |rows| rows.put_outcome_sheet(&of, before.as_ref())).await?;
                }
                Err(wecom_error(account, error))
            }
        }
    }
}

fn begin(rows: &Writer<'_>, account: &Account, request: &SheetRequest, now: i64) -> Result<Begun> {
    let of = kept_as(account);
    if account.id.is_practice() {
        rows.forget_other_practice_sheets(&of)?;
    }
    let before = rows.outcome_sheet(&of)?;
    if let Some(known) = before.as_ref().filter(|known| !known.gone) {
        if known.doc.is_some() {
            rows.change_outcome_sheet(&of, known.asked_at, |sheet| sheet.on = true)?;
            return Ok(Begun::Known);
        }
        if !request.again {
            return Ok(Begun::Unsure);
        }
    }
    let manager = request.manager.as_deref().and_then(filled);
    let manager = manager.or_else(|| before.as_ref().map(|known| known.manager.clone()));
    let manager = manager.ok_or_else(|| invalid(FormField::Userid, FieldProblem::Required))?;
    if !wecom::valid_userid(&manager) {
        return Err(invalid(FormField::Userid, FieldProblem::NotAUserid));
    }
    let soon = rows.interviews(&InterviewQuery::default(), now)?.rows;
    let names: String = soon.iter().flat_map(|one| &one.people).map(|person| person.name.as_str()).collect();
    let intent = StoredSheet {
        on: true,
        manager,
        // No two of them have one time.
        asked_at: before.as_ref().map_or(now, |known| now.max(known.asked_at + 1)),
        chinese: Language::of(&names) == Language::Chinese,
        doc: None,
        closed: false,
        sheet: None,
        columns: BTreeMap::new(),
        gone: false,
        last: None,
    };
    rows.put_outcome_sheet(&of, Some(&intent))?;
    Ok(Begun::Ask { intent: Box::new(intent), before: Box::new(before) })
}
