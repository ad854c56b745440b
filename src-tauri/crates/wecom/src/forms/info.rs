//! The link to a form, and the id by which its answers are read (path/97460, 97817).

use serde::Deserialize;
use serde_json::json;

use crate::check::{At, Findings};
use crate::client::Client;
use crate::envelope::Envelope;
use crate::error::Error;
use crate::wire::filled;

/// A form as it is now. Its questions and settings are left out: they are as they were made.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct FormInfo {
    /// `formid`.
    #[serde(default)]
    pub formid: String,
    /// Its title.
    #[serde(default)]
    pub form_title: String,
    /// One id for each time that the form repeats; exactly one when it does not. The answers stand under it.
    #[serde(default)]
    pub repeated_id: Vec<String>,
}

#[derive(Deserialize)]
struct Shared {
    #[serde(deserialize_with = "filled")]
    share_url: String,
}

#[derive(Deserialize)]
struct Info {
    form_info: FormInfo,
}

impl Client {
    /// POST `/cgi-bin/wedoc/doc_share` with a `formid`: the link by which the form is filled in.
    ///
    /// # Errors
    /// Any [`Error`]; 301085 for an id that is no form's of this app. That it is this code is a reading of its name
    /// (unconfirmed).
    pub async fn wedoc_doc_share(&self, formid: &str) -> Result<String, Error> {
        Ok(self.of_form("/cgi-bin/wedoc/doc_share", formid).await?.into_reply::<Shared>()?.share_url)
    }

    /// POST `/cgi-bin/wedoc/get_form_info`: a form as it is now.
    ///
    /// # Errors
    /// As [`Client::wedoc_doc_share`].
    pub async fn wedoc_get_form_info(&self, formid: &str) -> Result<FormInfo, Error> {
        Ok(self.of_form("/cgi-bin/wedoc/get_form_info", formid).await?.into_reply::<Info>()?.form_info)
    }

    async fn of_form(&self, path: &str, formid: &str) -> Result<Envelope, Error> {
        let mut found = Findings::default();
        found.text(At::root("formid"), formid).needed();
        found.into_result()?;
        self.post_json(path, &json!({ "formid": formid })).await
    }
}
