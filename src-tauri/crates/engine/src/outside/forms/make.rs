//! Making the form of an interview, and what is known of it.
//!
//! 1. The intent is noted. Where there is one about the same start already, that form is the answer.
//! 2. WeCom is asked for the form, and its id is noted. What WeCom refused, or was never asked, is forgotten again; of what got no
//!    answer nobody knows whether it is there. WeCom lists no forms: Beckon finds it by nothing, and asks for another one only when
//!    somebody says so. The manager may see the one that was lost in WeCom, and nobody has its link.
//! 3. The address and the id of its answers are asked for, as often as it takes: that makes nothing.
//!
//! Never in here: an answer.

use beckon_model::{
    Account, AnswerForm, Candidate, FieldProblem, FormField, FormRequest, FormState, Interview, InterviewId, Selection,
};
use beckon_store::{Reader, StoredForm, Writer};
use wecom::Client;

use super::words;
use crate::doors::Outside;
use crate::errors::{Error, Result, invalid, not_found, wecom_error};
use crate::outside::kept::kept_as;
use crate::text::filled;

/// How making a form begins.
enum Begun {
    /// WeCom is to be asked for it.
    Ask(StoredForm, Box<wecom::InterviewForm>),
    /// It is there, or nobody knows.
    Known(StoredForm),
}

impl Outside<'_> {
    /// The form that an account made last for an interview.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an account or an interview that is gone.
    pub async fn form(self, interview: InterviewId, account: &beckon_model::AccountId) -> Result<Option<AnswerForm>> {
        let account = self.engine.accounts().get(account).await?;
        let shown = self.engine.store().read(move |rows| shown(rows, &account, interview)).await;
        shown.map_err(|error| not_found(error, "interview"))
    }

    /// Makes the form about the start that an interview has now, or answers with the one there is.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an account or an interview that is gone; [`Error::Invalid`] for an interview that has begun, and
    /// where nobody is named who sees the answers; [`Error::Wecom`], 48002 when the app is not among the callable apps of
    /// documents. Where WeCom's answer was lost, the form is [`FormState::Unsure`] from then on.
    pub async fn form_make(self, request: FormRequest) -> Result<AnswerForm> {
        let (account, client) = self.engine.accounts().client(&request.account).await?;
        let (interview, now) = (request.interview, self.engine.now_ms());
        let of = account.clone();
        let begun = self.engine.store().write(move |rows| begin(rows, &of, &request, now)).await?;
        let known = match begun {
            Begun::Known(form) => form,
            Begun::Ask(form, asked) => self.ask(&account, &client, form, &asked).await?,
        };
        if let Some(formid) = known.formid.as_deref().filter(|_| known.url.is_none()) {
            self.share(&account, &client, formid).await?;
        }
        self.form(interview, &account.id).await?.ok_or(Error::NotFound("form"))
    }

    /// Notes that somebody has seen the answers about an interview that are nobody's.
    ///
    /// # Errors
    /// As [`Outside::form`].
    pub async fn form_answers_seen(
        self,
        interview: InterviewId,
        account: &beckon_model::AccountId,
    ) -> Result<Option<AnswerForm>> {
        let account = self.engine.accounts().get(account).await?;
        let seen = self.engine.store().write(move |rows| {
            rows.form_answers_seen(&kept_as(&account), interview)?;
            shown(rows, &account, interview)
        });
        seen.await.map_err(|error| not_found(error, "interview"))
    }

    async fn ask(
        self,
        account: &Account,
        client: &Client,
        form: StoredForm,
        asked: &wecom::InterviewForm,
    ) -> Result<StoredForm> {
        let of = kept_as(account);
        match client.wedoc_create_form(asked).await {
            Ok(formid) => {
                let made = StoredForm { formid: Some(formid.clone()), ..form.clone() };
                self.engine.store().write(move |rows| rows.form_made(&of, &form, &formid)).await?;
                Ok(made)
            }
            Err(error) => {
                if !matches!(error, wecom::Error::Unanswered(_) | wecom::Error::BadReply(_)) {
                    self.engine.store().write(move |rows| rows.drop_form(&of, &form)).await?;
                }
                Err(wecom_error(account, error))
            }
        }
    }

    async fn share(self, account: &Account, client: &Client, formid: &str) -> Result<()> {
        let failed = |error| wecom_error(account, error);
        let info = client.wedoc_get_form_info(formid).await.map_err(failed)?;
        let answers = info.repeated_id.into_iter().next().ok_or(Error::NotFound("answers of the form"))?;
        let url = client.wedoc_doc_share(formid).await.map_err(failed)?;
        let (of, formid) = (kept_as(account), formid.to_owned());
        Ok(self.engine.store().write(move |rows| rows.form_shared(&of, &formid, (&url, &answers))).await?)
    }
}

fn begin(rows: &Writer<'_>, account: &Account, request: &FormRequest, now: i64) -> Result<Begun> {
    let gone = |error| not_found(error, "interview");
    let of = kept_as(account);
    let interview = rows.interview(request.interview).map_err(gone)?;
    let people = invited(rows, &interview)?;
    if people.iter().any(|one| one.practice != account.id.is_practice()) {
        return Err(Error::NotFound("interview"));
    }
    if account.id.is_practice() {
        rows.forget_other_practice_forms(&of)?;
    }
    let about = rows.forms_of(&of, interview.id)?.into_iter().find(|form| form.starts_at == interview.starts_at);
    if let Some(form) = about.filter(|form| form.formid.is_some() || !request.again) {
        return Ok(Begun::Known(form));
    }
    if interview.starts_at <= now {
        return Err(invalid(FormField::Starts, FieldProblem::Past));
    }
    let manager = request.manager.as_deref().and_then(filled);
    let manager = if manager.is_some() { manager } else { rows.last_form_manager(&of)? };
    let manager = manager.ok_or_else(|| invalid(FormField::Userid, FieldProblem::Required))?;
    if !wecom::valid_userid(&manager) {
        return Err(invalid(FormField::Userid, FieldProblem::NotAUserid));
    }
    let asked = words::form(&interview, &people, &manager, now);
    let form = StoredForm {
        interview: interview.id,
        starts_at: interview.starts_at,
        manager,
        asked_at: now,
        formid: None,
        url: None,
        answers: None,
        read_at: None,
    };
    rows.intend_form(&of, &form, request.again)?;
    Ok(Begun::Ask(form, Box::new(asked)))
}

/// The candidates of an interview, as the list has them.
pub(super) fn invited(rows: &Reader<'_>, interview: &Interview) -> beckon_store::Result<Vec<Candidate>> {
    rows.selected(&Selection::Ids { ids: interview.plan.candidates.clone() })
}

fn shown(rows: &Reader<'_>, account: &Account, id: InterviewId) -> beckon_store::Result<Option<AnswerForm>> {
    let of = kept_as(account);
    let interview = rows.interview(id)?;
    let Some(form) = rows.forms_of(&of, id)?.into_iter().next() else { return Ok(None) };
    let nameless = |one: Candidate| one.person.same_phone().is_none().then_some(one.person.name);
    Ok(Some(AnswerForm {
        interview: id,
        account: account.id.clone(),
        state: if form.formid.is_some() { FormState::Made } else { FormState::Unsure },
        url: form.url,
        manager: form.manager,
        starts_at: form.starts_at,
        earlier: form.starts_at != interview.starts_at,
        asked_at: form.asked_at,
        read_at: form.read_at,
        open: rows.open_form_answers(&of, id)?.into_iter().map(|answer| answer.said).collect(),
        given: rows.given_form_answers(&of, id)?.into_iter().map(|answer| answer.said).collect(),
        unconverted: rows.form_senders_refused(&of, id)?,
        without_phone: invited(rows, &interview)?.into_iter().filter_map(nameless).collect(),
    }))
}
