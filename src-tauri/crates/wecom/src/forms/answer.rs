//! What people answered (path/97819).

use serde::Deserialize;
use serde_json::json;

use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::limits;
use crate::wire::{coded, number};

coded! {
    /// Whether an answer still counts (`answer_status`).
    pub enum FormAnswerStatus {
        /// It does.
        Counts = 1,
        /// A manager of the form took it out.
        Removed = 3,
    }
}

/// Who filled a form in. Nothing is known of who did it anonymously.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct FilledBy {
    /// userid of a member, else empty.
    #[serde(default)]
    pub userid: String,
    /// Names somebody who is no member, else empty. Each form has another for the same person; of a customer
    /// [`Client::idconvert_convert_tmp_external_userid`] tells the external_userid, of others nothing does (path/98729).
    #[serde(default)]
    pub tmp_external_userid: String,
    /// The name in WeCom or WeChat: a hint, no proof.
    #[serde(default)]
    pub user_name: String,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct FormAnswer {
    /// Unique in its form.
    #[serde(deserialize_with = "number")]
    pub answer_id: i64,
    /// Who it is from.
    #[serde(flatten)]
    pub by: FilledBy,
    /// When it came, Unix seconds.
    #[serde(default, deserialize_with = "number")]
    pub ctime: i64,
    /// When it was last changed, Unix seconds.
    #[serde(default, deserialize_with = "number")]
    pub mtime: i64,
    /// Whether it still counts; `None` when the answer does not say, as on the older page.
    #[serde(rename = "answer_status")]
    pub status: Option<FormAnswerStatus>,
    /// One for each question that was answered.
    #[serde(default, rename = "reply", deserialize_with = "items")]
    pub replies: Vec<FormReply>,
}

/// What was answered to a question. Files, departments and other kinds are left out.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct FormReply {
    /// The question.
    #[serde(deserialize_with = "number")]
    pub question_id: i64,
    /// The text; empty for another kind of question.
    #[serde(default)]
    pub text_reply: String,
    /// Keys of the options.
    #[serde(default)]
    pub option_reply: Vec<i64>,
}

#[derive(Deserialize)]
struct Answers {
    answer: List,
}

#[derive(Deserialize)]
struct List {
    #[serde(default)]
    answer_list: Vec<FormAnswer>,
}

fn items<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<FormReply>, D::Error> {
    #[derive(Deserialize)]
    struct Reply {
        #[serde(default)]
        items: Vec<FormReply>,
    }
    Ok(Reply::deserialize(deserializer)?.items)
}

impl Client {
    /// POST `/cgi-bin/wedoc/get_form_answer`: 1 to 100 answers of a form, by the ids of
    /// [`Client::wedoc_get_form_statistic_submitted`]. Whether ids that it does not know are left out or refused is on no
    /// page (unconfirmed).
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn wedoc_get_form_answer(&self, repeated_id: &str, answer_ids: &[i64]) -> Result<Vec<FormAnswer>, Error> {
        let mut found = Findings::default();
        found.text(At::root("repeated_id"), repeated_id).needed();
        found.count(At::root("answer_ids"), answer_ids.len(), 1..=limits::FORM_ANSWERS_COUNT);
        found.into_result()?;
        let asked = json!({ "repeated_id": repeated_id, "answer_ids": answer_ids });
        let envelope = self.post_json("/cgi-bin/wedoc/get_form_answer", &asked).await?;
        Ok(envelope.into_reply::<Answers>()?.answer.answer_list)
    }
}
