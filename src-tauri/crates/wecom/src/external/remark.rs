//! What a member notes of a customer, written by the app (path/92115).
//!
//! Never in here: whether a note may be written over. WeCom keeps no older one.

use serde::Serialize;

use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::limits;

/// Notes to change; `None` leaves one as it is, and at least one must be there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remark {
    /// The member's name for the customer, up to 20 characters.
    pub remark: Option<String>,
    /// The member's notes, up to 150 characters.
    pub description: Option<String>,
    /// The member's note of the customer's company, up to 20 characters; only of WeChat users.
    pub remark_company: Option<String>,
    /// Phone numbers, in place of all that are there: read those first. An empty list clears them.
    pub remark_mobiles: Option<Vec<String>>,
}

#[derive(Serialize)]
struct Request<'a> {
    userid: &'a str,
    external_userid: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    remark: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remark_company: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remark_mobiles: Option<Vec<&'a str>>,
}

impl Client {
    /// POST `/cgi-bin/externalcontact/remark`: changes what `userid` notes of a customer. Parallel calls for one customer
    /// can be refused (45035).
    ///
    /// # Errors
    /// Any [`Error`]; 84061 without a contact, or while the member has not opened the chat.
    pub async fn externalcontact_remark(
        &self,
        userid: &str,
        external_userid: &str,
        notes: &Remark,
    ) -> Result<(), Error> {
        let mut found = Findings::default();
        found.text(At::root("userid"), userid).needed().userid();
        found.text(At::root("external_userid"), external_userid).needed();
        found.must(At::root("remark"), *notes != Remark::default(), "given where no other note is");
        for (name, note, limit) in [
            ("remark", &notes.remark, limits::REMARK_CHARS),
            ("description", &notes.description, limits::REMARK_DESCRIPTION_CHARS),
            ("remark_company", &notes.remark_company, limits::REMARK_CHARS),
        ] {
            found.text(At::root(name), note.as_deref().unwrap_or_default()).chars(limit);
        }
        found.ids(At::root("remark_mobiles"), notes.remark_mobiles.as_deref().unwrap_or_default());
        found.into_result()?;
        // "Fill in one empty string" to clear them, says the page; that it means an entry of the list is unconfirmed.
        let mobiles = notes.remark_mobiles.as_ref().map(|all| match all.as_slice() {
            [] => vec![""],
            all => all.iter().map(String::as_str).collect(),
        });
        let request = Request {
            userid,
            external_userid,
            remark: notes.remark.as_deref(),
            description: notes.description.as_deref(),
            remark_company: notes.remark_company.as_deref(),
            remark_mobiles: mobiles,
        };
        self.post_json("/cgi-bin/externalcontact/remark", &request).await.map(drop)
    }
}
