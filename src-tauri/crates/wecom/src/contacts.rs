//! `user/get`: one member in the app's visible range (path/90196).

use serde_json::Value;

use crate::client::Client;
use crate::error::Error;

/// A member, as far as apps made since 2022-06-20 may see one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// `userid`.
    pub userid: String,
    /// Display name.
    pub name: String,
    /// Job title.
    pub position: String,
    /// 1 active, 2 disabled, 4 not activated, 5 left the company.
    pub status: i64,
}

impl Client {
    /// GET `/cgi-bin/user/get`.
    ///
    /// # Errors
    /// Any [`Error`]; 60111 when the member does not exist or is outside the visible range.
    pub async fn user_get(&self, userid: &str) -> Result<User, Error> {
        let envelope = self.get("/cgi-bin/user/get", &[("userid", userid)]).await?;
        let text = |name: &str| envelope.fields.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let user = User {
            userid: text("userid"),
            name: text("name"),
            position: text("position"),
            status: envelope.fields.get("status").and_then(Value::as_i64).unwrap_or_default(),
        };
        if user.userid.is_empty() { Err(envelope.bad("no userid")) } else { Ok(user) }
    }
}
