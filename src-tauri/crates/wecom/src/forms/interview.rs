//! The one form that is made here: it asks a candidate about an interview (path/97462).
//!
//! Never in here: a word of it; all of them come from the caller.

use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::FormAnswer;
use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::invalid::Problem;
use crate::limits;
use crate::wire::{coded, filled};

/// `question_id` of each question, and its place. Those that may be left out are the last, so that they begin at 1.
const CHOICE: i64 = 1;
const WISHED_TIME: i64 = 2;
const PHONE: i64 = 3;
const NAME: i64 = 4;

/// `reply_type` of a text and of a single choice.
const TEXT: i64 = 1;
const SINGLE_CHOICE: i64 = 2;

/// `validation_type` of a mobile number of mainland China.
const MAINLAND_MOBILE: i64 = 5;

coded! {
    /// What a candidate says to an interview: the `key` of the option.
    pub enum InterviewChoice {
        /// Comes.
        Accept = 1,
        /// Does not come.
        Decline = 2,
        /// Would come at another time.
        OtherTime = 3,
    }
}

/// The question about the phone number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneQuestion {
    /// What it says.
    pub title: String,
    /// Whether WeCom takes a mobile number of mainland China only; any text otherwise.
    pub mainland: bool,
    /// Whether it must be answered.
    pub needed: bool,
}

/// A form that asks about one interview. Everybody who has its link can fill it in (`fill_out_auth` 0), with their name as far
/// as WeCom knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterviewForm {
    /// Which interview it is; up to 255 characters.
    pub title: String,
    /// More about it; empty for none.
    pub desc: String,
    /// The question with the three options, which must be answered.
    pub choice: String,
    /// The option [`InterviewChoice::Accept`].
    pub accept: String,
    /// The option [`InterviewChoice::Decline`].
    pub decline: String,
    /// The option [`InterviewChoice::OtherTime`].
    pub other_time: String,
    /// The question about the wished time, which can be left empty: what is answered is any text.
    pub wished_time: String,
    /// The question about the phone number. `None`: it is not asked.
    pub phone: Option<PhoneQuestion>,
    /// The question about the name, which must be answered, beside the one about the phone number. `None`: it is not asked.
    pub name: Option<String>,
    /// userids of those who see the answers in WeCom, at least one.
    pub managers: Vec<String>,
    /// When it takes no more answers, Unix seconds; `None`: never.
    pub timed_finish: Option<i64>,
    /// Whether WeCom tells the managers of each answer.
    pub notify: bool,
    /// Whether one person may answer again.
    pub again: bool,
}

#[derive(Deserialize)]
struct Created {
    #[serde(deserialize_with = "filled")]
    formid: String,
}

/// What a candidate answered. Texts are without blanks around them, empty where nothing was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InterviewReply<'a> {
    /// The option; `None` without one.
    pub choice: Option<InterviewChoice>,
    /// The wished time, in the candidate's own words.
    pub wished_time: &'a str,
    /// The phone number as it was typed: who knows it says that they are its owner, nothing proves it.
    pub phone: &'a str,
    /// The name as it was typed.
    pub name: &'a str,
}

impl Client {
    /// POST `/cgi-bin/wedoc/create_form`: makes a form and answers its id. Keep it at once: no call lists forms, and without
    /// it nothing can be read (path/97392). Every call makes another form, so one whose answer was lost leaves one behind
    /// that nobody has the link to.
    ///
    /// # Errors
    /// Any [`Error`]; 48002 when the app is not among the callable apps of documents.
    pub async fn wedoc_create_form(&self, form: &InterviewForm) -> Result<String, Error> {
        let mut found = Findings::default();
        form.check(&mut found);
        found.into_result()?;
        let envelope = self.post_json("/cgi-bin/wedoc/create_form", &form.request()).await?;
        Ok(envelope.into_reply::<Created>()?.formid)
    }
}

impl InterviewForm {
    fn check(&self, found: &mut Findings) {
        let info = At::root("form_info");
        found.text(info.name("form_title"), &self.title).needed().chars(limits::FORM_TITLE_CHARS);
        found.text(info.name("form_desc"), &self.desc);
        let question = info.name("form_question");
        let items = question.name("items");
        let choice = items.entry(0);
        found.text(choice.name("title"), &self.choice).needed();
        let options = choice.name("option_item");
        let texts = [&self.accept, &self.decline, &self.other_time];
        for (number, text) in texts.iter().enumerate() {
            found.text(options.entry(number).name("value"), text).needed();
        }
        // Nobody could tell them apart.
        found.distinct(options, "value", texts.into_iter().map(String::as_str));
        found.text(items.entry(1).name("title"), &self.wished_time).needed();
        if let Some(phone) = &self.phone {
            found.text(items.entry(2).name("title"), &phone.title).needed();
        }
        if let Some(name) = &self.name {
            found.text(items.entry(3).name("title"), name).needed();
            found.must(items.entry(3), self.phone.is_some(), "asked beside the phone number");
        }
        let setting = info.name("form_setting");
        let range = setting.name("setting_manager_range");
        let managers = range.name("userids");
        if self.managers.is_empty() {
            found.wrong(managers, Problem::Missing);
        }
        found.userids(managers, &self.managers);
        let finish = self.timed_finish.unwrap_or(1);
        let allowed = "a time after 1970 and before 2106, in Unix seconds";
        found.must(setting.name("timed_finish"), (1..=limits::FORM_FINISH_S).contains(&finish), allowed);
    }

    fn request(&self) -> Value {
        let mut items =
            vec![question(CHOICE, &self.choice, SINGLE_CHOICE), question(WISHED_TIME, &self.wished_time, TEXT)];
        items[0]["must_reply"] = json!(true);
        items[0]["option_item"] = json!([
            option(InterviewChoice::Accept, &self.accept),
            option(InterviewChoice::Decline, &self.decline),
            option(InterviewChoice::OtherTime, &self.other_time),
        ]);
        if let Some(phone) = &self.phone {
            let mut asked = question(PHONE, &phone.title, TEXT);
            asked["must_reply"] = json!(phone.needed);
            if phone.mainland {
                asked["question_extend_setting"] = json!({ "text_setting": { "validation_type": MAINLAND_MOBILE } });
            }
            items.push(asked);
        }
        if let Some(name) = &self.name {
            let mut asked = question(NAME, name, TEXT);
            asked["must_reply"] = json!(true);
            items.push(asked);
        }
        let mut setting = json!({
            "fill_out_auth": 0, "setting_manager_range": { "userids": self.managers }, "allow_multi_fill": self.again,
            "can_anonymous": false, "can_notify_submit": self.notify,
        });
        if let Some(finish) = self.timed_finish {
            setting["timed_finish"] = json!(finish);
        }
        let mut info =
            json!({ "form_title": self.title, "form_question": { "items": items }, "form_setting": setting });
        if !self.desc.is_empty() {
            info["form_desc"] = json!(self.desc);
        }
        json!({ "form_info": info })
    }
}

fn question(id: i64, title: &str, reply_type: i64) -> Value {
    json!({ "question_id": id, "title": title, "pos": id, "status": 1, "reply_type": reply_type, "must_reply": false })
}

fn option(choice: InterviewChoice, value: &str) -> Value {
    json!({ "key": choice, "value": value, "status": 1 })
}

impl FormAnswer {
    /// What it says, when it is one of an [`InterviewForm`].
    #[must_use]
    pub fn interview(&self) -> InterviewReply<'_> {
        let reply = |id: i64| self.replies.iter().find(|reply| reply.question_id == id);
        let text = |id: i64| reply(id).map_or("", |reply| reply.text_reply.trim());
        let choice = reply(CHOICE).and_then(|reply| reply.option_reply.first());
        InterviewReply {
            choice: choice.map(|key| InterviewChoice::from(*key)),
            wished_time: text(WISHED_TIME),
            phone: text(PHONE),
            name: text(NAME),
        }
    }
}
