//! Making a smart sheet, and who may open it (path/97460, 97461).

use serde::Deserialize;
use serde_json::json;

use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::invalid::Problem;
use crate::limits;
use crate::wire::filled;

/// `doc_type` of a smart sheet.
const SMART_SHEET: i64 = 10;

/// A document that was made.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct SheetDoc {
    /// By which every other call names it. No call tells it again.
    #[serde(deserialize_with = "filled")]
    pub docid: String,
    /// What people open.
    #[serde(deserialize_with = "filled")]
    pub url: String,
}

impl Client {
    /// POST `/cgi-bin/wedoc/create_doc`: makes a smart sheet with one to three administrators. Keep its id at once: every call makes
    /// another one, so that one whose answer was lost stays behind, and no call finds it (path/97460).
    ///
    /// # Errors
    /// Any [`Error`]; 48002 when the app is not among the callable apps of documents.
    pub async fn wedoc_create_smartsheet(&self, name: &str, admins: &[&str]) -> Result<SheetDoc, Error> {
        let mut found = Findings::default();
        found.text(At::root("doc_name"), name).needed().chars(limits::DOC_NAME_CHARS);
        let list = At::root("admin_users");
        if admins.is_empty() {
            found.wrong(list, Problem::Missing);
        }
        found.count(list, admins.len(), 0..=limits::DOC_ADMINS_COUNT);
        found.userids(list, admins);
        found.into_result()?;
        let request = json!({ "doc_type": SMART_SHEET, "doc_name": name, "admin_users": admins });
        self.post_json("/cgi-bin/wedoc/create_doc", &request).await?.into_reply()
    }

    /// POST `/cgi-bin/wedoc/mod_doc_join_rule`: lets nobody but its members open a document, and nobody share it outside. Who may
    /// open a new one is on no page (unconfirmed).
    ///
    /// # Errors
    /// Any [`Error`]; 640003 for one that was deleted.
    pub async fn wedoc_close_to_others(&self, docid: &str) -> Result<(), Error> {
        let mut found = Findings::default();
        found.text(At::root("docid"), docid).needed();
        found.into_result()?;
        let request = json!({ "docid": docid, "enable_corp_internal": false, "ban_share_external": true });
        self.post_json("/cgi-bin/wedoc/mod_doc_join_rule", &request).await.map(drop)
    }
}
