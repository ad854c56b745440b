//! Reading what was answered by forms.
//!
//! 1. WeCom is asked who submitted each form. What was read before is passed over: the disk knows it.
//! 2. Each answer that is new is read, and so is each that was nobody's before: the list may know the number by now.
//! 3. Whoever says "stop" is written to no more. Then the answer is noted and counts as read, in one commit: what a crash
//!    interrupts is read again.
//!
//! Never in here: an answer that is dropped without a word.

use beckon_model::{
    Account, AccountId, AnswerKind, CandidateId, FormAnswer, FormAnswerId, FormOutcome, FormsRead, UnreadForm,
    WISH_CHARS,
};
use beckon_store::{AnswerKey, StoredAnswer, StoredForm};
use wecom::limits::{FORM_ANSWERS_COUNT, FORM_SUBMITS_COUNT};
use wecom::{Client, FormAnswerStatus, InterviewChoice};

use super::make::invited;
use super::settle::{is_nobodys, settle};
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
    userid: String,
    /// All of their own words.
    words: String,
    answer: StoredAnswer,
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
        let mut read = FormsRead {
            read_at,
            forms: 0,
            answers: Vec::new(),
            opted_out: Vec::new(),
            unread: Vec::new(),
            unconverted: None,
        };
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
        let again = |answer: StoredAnswer| Said {
            userid: String::new(),
            words: answer.said.wish.clone().unwrap_or_default(),
            answer,
        };
        let mut said: Vec<Said> =
            open.into_iter().filter(|one| one.formid == formid && is_nobodys(&one.said)).map(again).collect();
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
                Some(of_wecom((&of, &formid, *key), one, form))
            }));
        }
        said.sort_by_key(|one| (one.answer.said.at, one.answer.key));
        let senders: Vec<&str> = said.iter().map(|one| one.answer.sender.as_str()).collect();
        let senders = self.senders(account, client, interview, &senders).await?;
        let (before, stopped) = (read.answers.len(), read.opted_out.len());
        for one in said {
            let sender = senders.get(&one.answer.sender).copied();
            self.take(one, sender, read).await?;
        }
        if read.opted_out.len() > stopped {
            self.tell_heeded().await;
        }
        let nobodys = read.answers[before..].iter().any(is_nobodys);
        let now = self.engine.now_ms();
        let refused = self.engine.store().write(move |rows| {
            rows.form_read(&of, &formid, now)?;
            if nobodys { rows.form_senders_refused(&of, interview) } else { Ok(None) }
        });
        read.unconverted = refused.await?.or(read.unconverted);
        Ok(())
    }

    /// Finds out whose an answer is, heeds a "stop", and notes it.
    async fn take(self, said: Said, sender: Option<CandidateId>, read: &mut FormsRead) -> Result<()> {
        let now = self.engine.now_ms();
        let taken = self.engine.store().write(move |rows| {
            let Said { userid, words, answer } = said;
            let before = rows.known_form_answer((&answer.account, &answer.formid), answer.key)?;
            // Somebody may have said meanwhile whose it is.
            if before.as_ref().is_some_and(|before| !is_nobodys(&before.said)) {
                return Ok(None);
            }
            let people = invited(rows, &rows.interview(answer.said.interview)?)?;
            let FormAnswer { phone, name, .. } = &answer.said;
            let whose = who(&people, Answerer { userid: &userid, sender, phone, name });
            let settled = settle(rows, answer, whose, &words, now)?;
            // What was nobody's and still is was told before.
            let told = before.is_some_and(|before| before.said.outcome == settled.answer.said.outcome);
            Ok::<_, beckon_store::Error>(Some(settled).filter(|_| !told))
        });
        if let Some(settled) = taken.await? {
            read.opted_out.extend(settled.answer.said.candidate.filter(|_| settled.opted_out));
            read.answers.push(settled.answer.said);
        }
        Ok(())
    }
}

fn of_wecom((account, formid, key): (&AccountId, &str, AnswerKey), one: &wecom::FormAnswer, form: &StoredForm) -> Said {
    let typed = one.interview();
    let kind = match typed.choice {
        Some(InterviewChoice::Accept) => Some(AnswerKind::Accepted),
        Some(InterviewChoice::Decline) => Some(AnswerKind::Declined),
        Some(InterviewChoice::OtherTime) => Some(AnswerKind::OtherTime),
        _ => None,
    };
    let cut = |text: &str, most: usize| text.chars().take(most).collect::<String>();
    let seconds = one.mtime.max(one.ctime).max(key.1);
    let said = FormAnswer {
        // The database gives it one.
        id: FormAnswerId(0),
        interview: form.interview,
        starts_at: form.starts_at,
        candidate: None,
        given: false,
        name: cut(typed.name, TYPED_CHARS),
        phone: cut(typed.phone, TYPED_CHARS),
        kind,
        wish: Some(cut(typed.wished_time, WISH_CHARS)).filter(|wish| !wish.is_empty()),
        at: seconds.saturating_mul(1000),
        outcome: FormOutcome::Nobody,
    };
    let sender = one.by.tmp_external_userid.clone();
    let (account, formid) = (account.clone(), formid.to_owned());
    let answer = StoredAnswer { account, formid, key, sender, noted: None, said };
    Said { userid: one.by.userid.clone(), words: typed.wished_time.to_owned(), answer }
}
