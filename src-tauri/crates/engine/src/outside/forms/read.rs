//! Reading what was answered by forms.
//!
//! 1. WeCom is asked who submitted each form. What was read before is passed over: the disk knows it.
//! 2. Each answer that is new is read, and so is each that was nobody's before: the list may know the number by now.
//! 3. Whoever says "stop" is written to no more. Then the answer is noted and counts as read, in one commit: what a crash
//!    interrupts is read again.
//! 4. An answer counts unless something was said later, or about the start that the interview has now while the form asks about
//!    another one.
//!
//! Never in here: an answer that is dropped without a word.

use beckon_model::{
    Account, AccountId, AnswerKind, AnswerSource, CandidateAnswer, FormAnswer, FormOutcome, FormsRead, NewAnswer,
    UnreadForm, WISH_CHARS,
};
use beckon_store::{AnswerKey, StoredForm, Writer};
use wecom::limits::{FORM_ANSWERS_COUNT, FORM_SUBMITS_COUNT};
use wecom::{Client, FormAnswerStatus, InterviewChoice};

use super::make::invited;
use super::who::{Answerer, who};
use crate::doors::Outside;
use crate::errors::{Error, Result, wecom_error};
use crate::outside::kept::kept_as;

/// Until so long after the start of an interview its form is read. It takes no answers by then.
const LATE_MS: i64 = 3_600_000;
const DAY_S: i64 = 86_400;
/// Answers of one form that one reading takes in; the next one takes the others.
const NEW_ANSWERS: usize = 1000;
/// Pages of one form that one reading looks at.
const PAGES: usize = 20;
/// Characters of a name or a phone number that are kept.
const TYPED_CHARS: usize = 100;

/// An answer on its way.
struct Said {
    key: AnswerKey,
    userid: String,
    /// All of their own words.
    words: String,
    answer: FormAnswer,
}

impl Outside<'_> {
    /// Reads what was answered by the forms of an account, and notes it.
    ///
    /// # Errors
    /// [`Error::Wecom`] when no form could be read, or WeCom is not reached; what was noted before stays. One form that WeCom
    /// refuses to show is told in the answer. [`Error::Store`] also when the account became another company's meanwhile.
    pub async fn forms_read(self, account: &AccountId) -> Result<FormsRead> {
        let (account, client) = self.engine.accounts().client(account).await?;
        let of = kept_as(&account);
        let practice = account.id.is_practice();
        let forms = self.engine.store().write(move |rows| {
            if practice {
                rows.forget_other_practice_forms(&of)?;
            }
            rows.forms_to_read(&of, LATE_MS)
        });
        let (read_at, mut first) = (self.engine.now_ms(), None);
        let mut read = FormsRead { read_at, forms: 0, answers: Vec::new(), opted_out: Vec::new(), unread: Vec::new() };
        for form in forms.await? {
            match self.read_form(&account, &client, &form, &mut read).await {
                Ok(()) => read.forms += 1,
                Err(Error::Wecom { host, error }) => {
                    let Some(refused) = error.refused() else { return Err(Error::Wecom { host, error }) };
                    read.unread.push(UnreadForm { interview: form.interview, errcode: refused.errcode });
                    first.get_or_insert(Error::Wecom { host, error });
                }
                Err(error) => return Err(error),
            }
        }
        match first {
            Some(error) if read.forms == 0 => Err(error),
            _ => Ok(read),
        }
    }

    /// Whether an account has forms that may have answers which were not read.
    pub(crate) async fn has_forms(self, account: &Account) -> Result<bool> {
        let of = kept_as(account);
        Ok(self
            .engine
            .store()
            .read(move |rows| Ok::<_, beckon_store::Error>(!rows.forms_to_read(&of, LATE_MS)?.is_empty()))
            .await?)
    }

    async fn read_form(
        self,
        account: &Account,
        client: &Client,
        form: &StoredForm,
        read: &mut FormsRead,
    ) -> Result<()> {
        let (Some(formid), Some(stands_under)) = (form.formid.clone(), form.answers.as_deref()) else { return Ok(()) };
        let (of, interview, known_of) = (kept_as(account), form.interview, formid.clone());
        let kept = of.clone();
        let (known, open) = self
            .engine
            .store()
            .read(move |rows| {
                let open = rows.open_form_answers(&kept, interview)?;
                Ok::<_, beckon_store::Error>((rows.known_form_answers(&kept, &known_of)?, open))
            })
            .await?;
        let nobodys = open.into_iter().filter(|(of_form, _, answer)| {
            *of_form == formid && matches!(answer.outcome, FormOutcome::Nobody | FormOutcome::Several)
        });
        let again = |(_, key, answer): (String, AnswerKey, FormAnswer)| Said {
            key,
            userid: String::new(),
            words: answer.wish.clone().unwrap_or_default(),
            answer,
        };
        let mut said: Vec<Said> = nobodys.map(again).collect();
        let from = form.asked_at.div_euclid(1000) - DAY_S;
        let mut ids = Vec::new();
        let mut cursor = None;
        for _ in 0..PAGES {
            let to = (read.read_at.div_euclid(1000)).max(from);
            let page =
                client.wedoc_get_form_statistic_submitted(stands_under, from, to, FORM_SUBMITS_COUNT, cursor.as_ref());
            let page = page.await.map_err(|error| wecom_error(account, error))?.page;
            let keys = page.items.iter().map(|submit| (submit.answer_id, submit.submit_time));
            ids.extend(keys.filter(|key| !known.contains(key)));
            cursor = page.next;
            if cursor.is_none() || ids.len() >= NEW_ANSWERS {
                break;
            }
        }
        ids.truncate(NEW_ANSWERS);
        for some in ids.chunks(FORM_ANSWERS_COUNT) {
            let numbers: Vec<i64> = some.iter().map(|(answer, _)| *answer).collect();
            let answers = client.wedoc_get_form_answer(stands_under, &numbers).await;
            let answers = answers.map_err(|error| wecom_error(account, error))?;
            let counts = answers.iter().filter(|one| one.status != Some(FormAnswerStatus::Removed));
            said.extend(counts.filter_map(|one| {
                let key = some.iter().find(|(answer, _)| *answer == one.answer_id)?;
                Some(of_wecom(*key, one, form))
            }));
        }
        said.sort_by_key(|one| (one.answer.at, one.key));
        for one in said {
            self.take(&of, &formid, one, read).await?;
        }
        let now = self.engine.now_ms();
        Ok(self.engine.store().write(move |rows| rows.form_read(&of, &formid, now)).await?)
    }

    /// Finds out whose an answer is, heeds a "stop", and notes it.
    async fn take(self, of: &AccountId, formid: &str, said: Said, read: &mut FormsRead) -> Result<()> {
        let Said { key, userid, words, mut answer } = said;
        let before = answer.outcome;
        let id = answer.interview;
        let people = self.engine.store().read(move |rows| invited(rows, &rows.interview(id)?)).await?;
        let answerer = Answerer { userid: &userid, phone: &answer.phone, name: &answer.name };
        match who(&people, answerer) {
            Ok(candidate) => {
                answer.candidate = Some(candidate);
                answer.outcome = if answer.kind.is_some() { FormOutcome::Noted } else { FormOutcome::Unclear };
                if self.heed(candidate, &words).await?.is_some() {
                    read.opted_out.push(candidate);
                }
            }
            Err(outcome) => answer.outcome = outcome,
        }
        let (of, formid) = (of.clone(), formid.to_owned());
        let kept = self.engine.store().write(move |rows| keep(rows, (&of, &formid), key, answer)).await?;
        // What was nobody's and still is was told before.
        if kept.outcome != before || before == FormOutcome::Unclear {
            read.answers.push(kept);
        }
        Ok(())
    }
}

fn of_wecom(key: AnswerKey, one: &wecom::FormAnswer, form: &StoredForm) -> Said {
    let typed = one.interview();
    let kind = match typed.choice {
        Some(InterviewChoice::Accept) => Some(AnswerKind::Accepted),
        Some(InterviewChoice::Decline) => Some(AnswerKind::Declined),
        Some(InterviewChoice::OtherTime) => Some(AnswerKind::OtherTime),
        _ => None,
    };
    let cut = |text: &str, most: usize| text.chars().take(most).collect::<String>();
    let seconds = one.mtime.max(one.ctime).max(key.1);
    let answer = FormAnswer {
        interview: form.interview,
        starts_at: form.starts_at,
        candidate: None,
        name: cut(typed.name, TYPED_CHARS),
        phone: cut(typed.phone, TYPED_CHARS),
        kind,
        wish: Some(cut(typed.wished_time, WISH_CHARS)).filter(|wish| !wish.is_empty()),
        at: seconds.saturating_mul(1000),
        outcome: FormOutcome::Unclear,
    };
    Said { key, userid: one.by.userid.clone(), words: typed.wished_time.to_owned(), answer }
}

/// Notes an answer and that it was read.
fn keep(
    rows: &Writer<'_>,
    of: (&AccountId, &str),
    key: AnswerKey,
    mut answer: FormAnswer,
) -> beckon_store::Result<FormAnswer> {
    if let (Some(candidate), Some(kind)) = (answer.candidate, answer.kind) {
        let interview = rows.interview(answer.interview)?;
        match interview.people.iter().find(|one| one.id == candidate) {
            None => answer = FormAnswer { candidate: None, outcome: FormOutcome::Nobody, ..answer },
            Some(one) if superseded(one.answer.as_ref(), &answer, interview.starts_at) => {
                answer.outcome = FormOutcome::Later;
            }
            Some(_) => {
                let new = NewAnswer { interview: answer.interview, candidate, kind, wish: answer.wish.clone() };
                rows.note_answer_about(&new, AnswerSource::Form, (answer.at, Some(answer.starts_at)))?;
            }
        }
    }
    rows.keep_form_answer(of, key, &answer)?;
    Ok(answer)
}

/// Whether what is known of a person says more than this answer.
fn superseded(known: Option<&CandidateAnswer>, answer: &FormAnswer, starts_at: i64) -> bool {
    known.is_some_and(|known| known.at > answer.at || (answer.starts_at != starts_at && !known.earlier))
}
