//! What the company remembers of forms: their questions and rules, and what was answered.
//!
//! Never in here: which errcode something gets.

use serde_json::Value;

use crate::dice::Dice;
use crate::forms::{FormEntry, NotFilled};
use crate::newest::Newest;
use crate::range::Granted;

/// Bytes of forms that are kept, each counting 1 KiB more than it has.
const BYTES: usize = 16 * 1024 * 1024;

/// Where the links of forms begin, after the base URL.
pub(crate) const PATH: &str = "/forms/";

/// `reply_type` of single choices, multiple choices and drop-down lists.
pub(crate) const SINGLE: i64 = 2;
pub(crate) const MULTIPLE: i64 = 3;
pub(crate) const DROP_DOWN: i64 = 15;

/// `validation_type` of a mobile number of mainland China.
const MAINLAND_MOBILE: i64 = 5;

/// All forms of the company.
#[derive(Debug)]
pub(crate) struct Cabinet {
    base_url: String,
    /// By formid.
    forms: Newest<String, Form>,
}

/// A form.
#[derive(Debug)]
pub(crate) struct Form {
    pub(crate) formid: String,
    pub(crate) repeated_id: String,
    /// Index of the app that made it.
    pub(crate) app: usize,
    /// `form_info` as it was given.
    pub(crate) info: Value,
    pub(crate) questions: Vec<Question>,
    /// The members who may fill it in; `None`: everybody.
    pub(crate) invited: Option<Granted>,
    pub(crate) allow_multi_fill: bool,
    pub(crate) can_anonymous: bool,
    /// Unix seconds.
    pub(crate) finishes: Option<i64>,
    /// Ids ascend from 1.
    pub(crate) answers: Vec<Answer>,
}

/// A question of a form.
#[derive(Debug)]
pub(crate) struct Question {
    pub(crate) id: i64,
    pub(crate) reply_type: i64,
    pub(crate) must_reply: bool,
    /// Keys of its options.
    pub(crate) options: Vec<i64>,
    pub(crate) validation_type: i64,
}

/// An answer to a form.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) answer_id: i64,
    pub(crate) by: Person,
    pub(crate) anonymous: bool,
    /// Unix seconds.
    pub(crate) at: i64,
    /// A manager of the form took it out.
    pub(crate) removed: bool,
    pub(crate) entries: Vec<(i64, FormEntry)>,
}

/// Who answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    /// userid of a member, else external_userid.
    pub(crate) id: String,
    pub(crate) member: bool,
    pub(crate) name: String,
}

impl Cabinet {
    pub(crate) fn new(base_url: String) -> Self {
        Self { base_url, forms: Newest::up_to(BYTES) }
    }

    /// Keeps a form whose description has so many bytes.
    pub(crate) fn insert(&mut self, form: Form, bytes: usize) {
        self.forms.insert(form.formid.clone(), form, 1024 + bytes);
    }

    pub(crate) fn get(&self, formid: &str) -> Option<&Form> {
        self.forms.get(formid)
    }

    pub(crate) fn get_mut(&mut self, formid: &str) -> Option<&mut Form> {
        self.forms.get_mut(formid)
    }

    pub(crate) fn repeated(&self, repeated_id: &str) -> Option<&Form> {
        self.forms.iter().map(|(_, form)| form).find(|form| form.repeated_id == repeated_id)
    }

    /// The link of a form, the same one every time. Nothing of the formid is in it, as nobody can tell one from a link.
    pub(crate) fn link(&self, formid: &str) -> String {
        format!("{}{PATH}{}", self.base_url, Dice::of(&[&self.base_url, formid]).letters(24))
    }

    /// The formid behind a link.
    pub(crate) fn behind(&self, link: &str) -> Option<String> {
        self.forms.iter().map(|(formid, _)| formid).find(|formid| self.link(formid) == link).cloned()
    }

    /// The formid behind the path of a link.
    pub(crate) fn at(&self, path: &str) -> Option<String> {
        self.behind(&format!("{}{path}", self.base_url))
    }

    /// The external_userid of whom a form of this app knows by this id.
    pub(crate) fn outsider(&self, app: usize, tmp_external_userid: &str) -> Option<&str> {
        let own = self.forms.iter().map(|(_, form)| form).filter(|form| form.app == app);
        let mut outsiders = own.flat_map(|form| form.answers.iter().map(move |answer| (form, answer)));
        let known = |(form, answer): &(&Form, &Answer)| {
            !answer.by.member && !answer.anonymous && form.tmp_external_userid(&answer.by.id) == tmp_external_userid
        };
        outsiders.find(known).map(|(_, answer)| answer.by.id.as_str())
    }
}

impl Form {
    /// By which this form names somebody outside; another one in each form.
    pub(crate) fn tmp_external_userid(&self, external_userid: &str) -> String {
        format!("ou{}", Dice::of(&[&self.formid, external_userid]).letters(30))
    }

    /// The answers that count.
    pub(crate) fn counting(&self) -> impl Iterator<Item = &Answer> {
        self.answers.iter().filter(|answer| !answer.removed)
    }

    /// Takes an answer at this time, UTC milliseconds; its id.
    pub(crate) fn fill(
        &mut self,
        by: Person,
        anonymous: bool,
        entries: &[(i64, FormEntry)],
        now_ms: i64,
    ) -> Result<i64, NotFilled> {
        let at = now_ms.div_euclid(1000);
        if self.finishes.is_some_and(|finishes| at >= finishes) {
            return Err(NotFilled::Ended);
        }
        if anonymous && !self.can_anonymous {
            return Err(NotFilled::NotAnonymous);
        }
        if !self.allow_multi_fill && self.counting().any(|answer| answer.by == by) {
            return Err(NotFilled::Twice);
        }
        if let Some((id, _)) = entries.iter().find(|(id, _)| !self.questions.iter().any(|question| question.id == *id))
        {
            return Err(NotFilled::Question(*id));
        }
        for question in &self.questions {
            let mut own = entries.iter().filter(|(id, _)| *id == question.id).map(|(_, entry)| entry);
            if !question.takes(own.next()) || own.next().is_some() {
                return Err(NotFilled::Question(question.id));
            }
        }
        let answer_id = self.answers.last().map_or(1, |last| last.answer_id + 1);
        self.answers.push(Answer { answer_id, by, anonymous, at, removed: false, entries: entries.to_vec() });
        Ok(answer_id)
    }
}

impl Question {
    fn takes(&self, entry: Option<&FormEntry>) -> bool {
        let choice = matches!(self.reply_type, SINGLE | MULTIPLE | DROP_DOWN);
        match entry {
            None => !self.must_reply,
            Some(FormEntry::Text(text)) if choice || text.is_empty() => false,
            Some(FormEntry::Text(text)) => self.validation_type != MAINLAND_MOBILE || mainland_mobile(text),
            Some(FormEntry::Options(keys)) => {
                choice
                    && !keys.is_empty()
                    && (self.reply_type == MULTIPLE || keys.len() == 1)
                    && keys.iter().all(|key| self.options.contains(key))
            }
        }
    }
}

fn mainland_mobile(text: &str) -> bool {
    text.len() == 11 && text.starts_with('1') && text.bytes().all(|byte| byte.is_ascii_digit())
}
