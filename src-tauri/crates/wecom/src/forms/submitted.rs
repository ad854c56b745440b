//! How many filled a form in, and who (path/97818). Who did not is left out: only a form for named members knows.
//!
//! Never in here: what they answered, or a loop over pages.

use serde::Deserialize;
use serde::de::Error as _;
use serde_json::{Value, json};

use super::answer::FilledBy;
use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::invalid::Unit;
use crate::limits;
use crate::page::{Cursor, Page};
use crate::wire::{flag, number, some_number};

/// How often a form was filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct FormCounts {
    /// Answers.
    #[serde(deserialize_with = "number")]
    pub fill_cnt: i64,
    /// People who answered; `None` when the answer does not say.
    #[serde(default, deserialize_with = "some_number")]
    pub fill_user_cnt: Option<i64>,
    /// People who could and did not; `None` when the answer does not say. Of a form for everybody nobody knows who could.
    #[serde(default, deserialize_with = "some_number")]
    pub unfill_user_cnt: Option<i64>,
}

/// An answer, without what it says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct FormSubmit {
    /// Who it is from.
    #[serde(flatten)]
    pub by: FilledBy,
    /// When, Unix seconds.
    #[serde(default, deserialize_with = "number")]
    pub submit_time: i64,
    /// By which [`Client::wedoc_get_form_answer`] reads it; unique in its form.
    #[serde(deserialize_with = "number")]
    pub answer_id: i64,
}

/// A page of answers.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FormSubmits {
    /// Of the whole form.
    pub counts: FormCounts,
    /// The answers of the days that were asked about.
    pub page: Page<FormSubmit>,
}

/// As the page of the call has it, and as newer SDKs read it: one entry for each form that was asked about.
#[derive(Deserialize)]
#[serde(untagged)]
enum Answered {
    Several { statistic_list: Vec<Statistic> },
    One(Statistic),
}

#[derive(Deserialize)]
struct Statistic {
    #[serde(flatten)]
    counts: FormCounts,
    #[serde(default)]
    submit_users: Vec<FormSubmit>,
    #[serde(default, deserialize_with = "flag")]
    has_more: bool,
    #[serde(default, deserialize_with = "some_number")]
    cursor: Option<i64>,
}

/// What stands in an answer about one form. More that cannot be asked for would be lost without a word, so it is no answer.
#[derive(Deserialize)]
#[serde(try_from = "Answered")]
struct Told(Statistic);

impl TryFrom<Answered> for Told {
    type Error = serde_json::Error;

    fn try_from(answered: Answered) -> Result<Self, Self::Error> {
        let told = match answered {
            Answered::One(told) => Some(told),
            Answered::Several { statistic_list } => statistic_list.into_iter().next(),
        };
        told.filter(|told| !told.has_more || told.cursor.is_some())
            .map(Self)
            .ok_or_else(|| serde_json::Error::custom("no form, or more without a cursor"))
    }
}

impl Client {
    /// POST `/cgi-bin/wedoc/get_form_statistic` with `req_type` 1: how often a form was filled in. `repeated_id` is one of
    /// [`Client::wedoc_get_form_info`].
    ///
    /// Asked as its page has it, with one object. SDKs of 2026 send a list of such objects to the same call
    /// (unconfirmed); an answer of either kind is read.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn wedoc_get_form_statistic(&self, repeated_id: &str) -> Result<FormCounts, Error> {
        let mut found = Findings::default();
        found.text(At::root("repeated_id"), repeated_id).needed();
        found.into_result()?;
        Ok(self.statistic(&json!({ "repeated_id": repeated_id, "req_type": 1 })).await?.counts)
    }

    /// POST `/cgi-bin/wedoc/get_form_statistic` with `req_type` 2: who filled a form in between two times, Unix seconds;
    /// `limit` 1 to 10,000. WeCom counts whole days, from midnight before the first to midnight after the second. Whether
    /// the last cursor is good for what comes later is on no page (unconfirmed): begin anew and pass over known answers.
    ///
    /// # Errors
    /// As [`Client::wedoc_get_form_statistic`].
    pub async fn wedoc_get_form_statistic_submitted(
        &self,
        repeated_id: &str,
        start_time: i64,
        end_time: i64,
        limit: usize,
        cursor: Option<&Cursor>,
    ) -> Result<FormSubmits, Error> {
        let mut found = Findings::default();
        found.text(At::root("repeated_id"), repeated_id).needed();
        found.must(At::root("start_time"), start_time >= 0, "a time after 1970, in Unix seconds");
        found.must(At::root("end_time"), start_time <= end_time, "at or after start_time");
        found.size(At::root("limit"), Unit::Entries, limit, &(1..=limits::FORM_SUBMITS_COUNT));
        // This call has numbers where others have texts.
        let from = cursor.map(|cursor| cursor.as_str().parse::<u64>());
        found.must(At::root("cursor"), !matches!(from, Some(Err(_))), "one that this call answered");
        found.into_result()?;
        let mut asked = json!({
            "repeated_id": repeated_id, "req_type": 2, "start_time": start_time, "end_time": end_time, "limit": limit,
        });
        if let Some(Ok(from)) = from {
            asked["cursor"] = json!(from);
        }
        let told = self.statistic(&asked).await?;
        let next = told.cursor.filter(|_| told.has_more).map(|cursor| Cursor(cursor.to_string()));
        Ok(FormSubmits { counts: told.counts, page: Page { items: told.submit_users, next } })
    }

    async fn statistic(&self, asked: &Value) -> Result<Statistic, Error> {
        let Told(statistic) = self.post_json("/cgi-bin/wedoc/get_form_statistic", asked).await?.into_reply()?;
        Ok(statistic)
    }
}
