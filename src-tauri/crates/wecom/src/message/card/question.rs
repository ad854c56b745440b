//! Cards that ask: vote_interaction with one question, multiple_interaction with up to three.

use serde::Serialize;

use super::callback::AppHasCallbackUrl;
use super::parts::{MainTitle, Source, check_task_id};
use crate::check::{At, Findings};
use crate::invalid::Problem;
use crate::limits::{self, advised};
use crate::message::sealed::Part;

/// A card with one question whose options are ticked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VoteInteraction {
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Source>,
    main_title: MainTitle,
    task_id: String,
    pub(super) checkbox: Checkbox,
    submit_button: SubmitButton,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) replace_text: String,
}

impl VoteInteraction {
    /// With a title, 16 characters advised, and a `task_id` of 1 to 128 bytes of letters, digits and `_-@`, each used once
    /// by the app.
    pub fn new(
        _: AppHasCallbackUrl,
        title: impl Into<String>,
        task_id: impl Into<String>,
        checkbox: Checkbox,
        submit_button: SubmitButton,
    ) -> Self {
        let (main_title, task_id) = (MainTitle::new(title), task_id.into());
        Self { source: None, main_title, task_id, checkbox, submit_button, replace_text: String::new() }
    }
}

impl Part for VoteInteraction {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        self.source.check(at.name("source"), found);
        let (title, desc) = (advised::VOTE_TITLE_CHARS, advised::QUESTION_DESC_CHARS);
        self.main_title.check(at.name("main_title"), title, desc, found);
        check_task_id(&self.task_id, true, at, found);
        self.checkbox.check(at.name("checkbox"), found);
        self.submit_button.check(at.name("submit_button"), found);
        found.text(at.name("replace_text"), &self.replace_text);
    }
}

/// A card with one to three questions, one option each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MultipleInteraction {
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Source>,
    main_title: MainTitle,
    task_id: String,
    pub(super) select_list: Vec<Selection>,
    submit_button: SubmitButton,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) replace_text: String,
}

impl MultipleInteraction {
    /// With a title, 36 characters advised; a `task_id` of 1 to 128 bytes of letters, digits and `_-@`, each used once by
    /// the app; 1 to 3 questions, each with another key.
    pub fn new(
        _: AppHasCallbackUrl,
        title: impl Into<String>,
        task_id: impl Into<String>,
        questions: impl IntoIterator<Item = Selection>,
        submit_button: SubmitButton,
    ) -> Self {
        let (main_title, task_id) = (MainTitle::new(title), task_id.into());
        let select_list = questions.into_iter().collect();
        Self { source: None, main_title, task_id, select_list, submit_button, replace_text: String::new() }
    }
}

impl Part for MultipleInteraction {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        self.source.check(at.name("source"), found);
        let (title, desc) = (advised::TITLE_CHARS, advised::QUESTION_DESC_CHARS);
        self.main_title.check(at.name("main_title"), title, desc, found);
        check_task_id(&self.task_id, true, at, found);
        let list = at.name("select_list");
        found.count(list, self.select_list.len(), 1..=limits::CARD_SELECTS_COUNT);
        for (number, select) in self.select_list.iter().enumerate() {
            select.check(list.entry(number), found);
        }
        // The callback tells the questions apart by their keys only.
        found.distinct(list, "question_key", self.select_list.iter().map(|select| select.question_key.as_str()));
        self.submit_button.check(at.name("submit_button"), found);
        found.text(at.name("replace_text"), &self.replace_text);
    }
}

/// What both have.
macro_rules! question {
    ($card:ident) => {
        impl $card {
            /// Who it is from.
            #[must_use]
            pub fn source(mut self, source: Source) -> Self {
                self.source = Some(source);
                self
            }

            /// Text beside the title, 160 characters advised.
            #[must_use]
            pub fn desc(mut self, desc: impl Into<String>) -> Self {
                self.main_title.desc = desc.into();
                self
            }
        }
    };
}
question!(VoteInteraction);
question!(MultipleInteraction);

/// A question with options, of which one is chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Selection {
    question_key: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    title: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) disable: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    selected_id: String,
    option_list: Vec<Choice>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Choice {
    id: String,
    text: String,
}

impl Selection {
    /// A key of 1 to 1024 bytes and 1 to 10 options: ids of 1 to 128 bytes, each another, and words, 16 characters
    /// advised.
    pub fn new(
        question_key: impl Into<String>,
        options: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        let options = options.into_iter().map(|(id, text)| Choice { id: id.into(), text: text.into() });
        let (title, selected_id) = (String::new(), String::new());
        Self { question_key: question_key.into(), title, disable: false, selected_id, option_list: options.collect() }
    }

    /// What is asked.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// The id of the option that is chosen beforehand.
    #[must_use]
    pub fn selected_id(mut self, id: impl Into<String>) -> Self {
        self.selected_id = id.into();
        self
    }
}

impl Part for Selection {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        found.text(at.name("question_key"), &self.question_key).needed().bytes(limits::CARD_QUESTION_KEY_BYTES);
        found.text(at.name("title"), &self.title);
        found.text(at.name("selected_id"), &self.selected_id);
        if !self.selected_id.is_empty() && !self.option_list.iter().any(|option| option.id == self.selected_id) {
            found.wrong(at.name("selected_id"), Problem::NotAnOption);
        }
        let list = at.name("option_list");
        found.count(list, self.option_list.len(), 1..=limits::CARD_OPTIONS_COUNT);
        for (number, Choice { id, text }) in self.option_list.iter().enumerate() {
            let at = list.entry(number);
            found.text(at.name("id"), id).needed().bytes(limits::CARD_OPTION_ID_BYTES);
            found.text(at.name("text"), text).needed().advised(advised::OPTION_TEXT_CHARS);
        }
        found.distinct(list, "id", self.option_list.iter().map(|option| option.id.as_str()));
    }
}

/// The question of a vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checkbox {
    question_key: String,
    mode: Choose,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) disable: bool,
    option_list: Vec<VoteOption>,
}

/// `mode` of a vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(into = "u8")]
pub enum Choose {
    /// One option.
    One,
    /// As many as one likes.
    Several,
}

impl From<Choose> for u8 {
    fn from(choose: Choose) -> Self {
        match choose {
            Choose::One => 0,
            Choose::Several => 1,
        }
    }
}

impl Checkbox {
    /// A key of 1 to 1024 bytes and 1 to 20 options.
    pub fn new(question_key: impl Into<String>, mode: Choose, options: impl IntoIterator<Item = VoteOption>) -> Self {
        let option_list = options.into_iter().collect();
        Self { question_key: question_key.into(), mode, disable: false, option_list }
    }
}

impl Part for Checkbox {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        found.text(at.name("question_key"), &self.question_key).needed().bytes(limits::CARD_QUESTION_KEY_BYTES);
        let list = at.name("option_list");
        found.count(list, self.option_list.len(), 1..=limits::CARD_VOTE_OPTIONS_COUNT);
        let mut ticked = false;
        for (number, option) in self.option_list.iter().enumerate() {
            let at = list.entry(number);
            found.text(at.name("id"), &option.id).needed().bytes(limits::CARD_OPTION_ID_BYTES);
            found.text(at.name("text"), &option.text).needed().advised(advised::VOTE_OPTION_TEXT_CHARS);
            if option.is_checked && ticked && self.mode == Choose::One {
                found.wrong(at.name("is_checked"), Problem::SecondTick);
            }
            ticked |= option.is_checked;
        }
        found.distinct(list, "id", self.option_list.iter().map(|option| option.id.as_str()));
    }
}

/// An option of a vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VoteOption {
    id: String,
    text: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    is_checked: bool,
}

impl VoteOption {
    /// An id of 1 to 128 bytes, another for each option, and words, 17 characters advised.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self { id: id.into(), text: text.into(), is_checked: false }
    }

    /// Ticked beforehand.
    #[must_use]
    pub fn checked(mut self) -> Self {
        self.is_checked = true;
        self
    }
}

/// The button that sends the answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SubmitButton {
    text: String,
    key: String,
}

impl SubmitButton {
    /// Words, 10 characters advised, and the key that the callback names, 1 to 1024 bytes.
    pub fn new(text: impl Into<String>, key: impl Into<String>) -> Self {
        Self { text: text.into(), key: key.into() }
    }
}

impl Part for SubmitButton {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        found.text(at.name("text"), &self.text).needed().advised(advised::BUTTON_TEXT_CHARS);
        found.text(at.name("key"), &self.key).needed().bytes(limits::CARD_KEY_BYTES);
    }
}
