//! Which customer is behind the id that a form, a meeting or a sheet knows a person by (path/98729).

use serde::Deserialize;
use serde_json::json;

use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::limits;
use crate::wire::{coded, filled};

coded! {
    /// Where a `tmp_external_userid` comes from (`business_type`). Each has ids of its own.
    pub enum TmpIdOf {
        /// A meeting.
        Meeting = 1,
        /// A form.
        Form = 2,
        /// A smart sheet.
        Sheet = 3,
    }
}

/// What is known of some ids.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct TmpIdsConverted {
    /// Those of customers.
    #[serde(default)]
    pub results: Vec<TmpIdConverted>,
    /// The others: no customer of a visible member, or an id of another app.
    #[serde(default)]
    pub invalid_tmp_external_userid_list: Vec<String>,
}

/// The customer behind an id.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct TmpIdConverted {
    /// The id that was asked about.
    #[serde(deserialize_with = "filled")]
    pub tmp_external_userid: String,
    /// The customer.
    #[serde(deserialize_with = "filled")]
    pub external_userid: String,
}

impl Client {
    /// POST `/cgi-bin/idconvert/convert_tmp_external_userid`: the customers behind 1 to 100 ids that this app was given.
    ///
    /// # Errors
    /// Any [`Error`]; 48002 without the customer-contact right.
    pub async fn idconvert_convert_tmp_external_userid(
        &self,
        of: TmpIdOf,
        ids: &[&str],
    ) -> Result<TmpIdsConverted, Error> {
        let mut found = Findings::default();
        let list = At::root("tmp_external_userid_list");
        found.must(At::root("business_type"), !matches!(of, TmpIdOf::Other(_)), "1, 2 or 3");
        found.count(list, ids.len(), 1..=limits::TMP_EXTERNAL_USERIDS_COUNT);
        found.ids(list, ids);
        found.into_result()?;
        // user_type 1 is a customer; the others are people of linked companies.
        let request = json!({ "business_type": of, "user_type": 1, "tmp_external_userid_list": ids });
        self.post_json("/cgi-bin/idconvert/convert_tmp_external_userid", &request).await?.into_reply()
    }
}
