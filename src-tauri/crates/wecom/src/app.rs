//! `agent/get`: the app behind the token (path/90227).

use serde_json::Value;

use crate::client::Client;
use crate::error::Error;

/// What WeCom says about the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgentGet {
    /// `agentid`.
    pub agentid: i64,
    /// The app's name.
    pub name: String,
    /// False when the administrator stopped it (`close` 1).
    pub enabled: bool,
    /// Members named one by one in the visible range.
    pub users: Vec<String>,
    /// Departments in the visible range.
    pub departments: Vec<i64>,
    /// Tags in the visible range.
    pub tags: Vec<i64>,
}

impl Client {
    /// GET `/cgi-bin/agent/get`: proves that agent id and secret belong together.
    ///
    /// # Errors
    /// Any [`Error`]; 301002 for an agent id of another app, 40056 for one that does not exist.
    pub async fn agent_get(&self) -> Result<AgentGet, Error> {
        let agentid = self.agent_id().to_string();
        let envelope = self.get("/cgi-bin/agent/get", &[("agentid", &agentid)]).await?;
        let fields = &envelope.fields;
        let list = |outer: &str, inner: &str| -> Vec<Value> {
            fields.get(outer).and_then(|o| o.get(inner)).and_then(Value::as_array).cloned().unwrap_or_default()
        };
        let numbers = |values: Vec<Value>| values.iter().filter_map(Value::as_i64).collect();
        let answered = fields.get("agentid").and_then(Value::as_i64).ok_or_else(|| envelope.bad("no agentid"))?;
        let users = list("allow_userinfos", "user");
        Ok(AgentGet {
            agentid: answered,
            name: fields.get("name").and_then(Value::as_str).unwrap_or_default().to_owned(),
            enabled: fields.get("close").and_then(Value::as_i64) != Some(1),
            users: users.iter().filter_map(|u| u.get("userid")?.as_str().map(str::to_owned)).collect(),
            departments: numbers(list("allow_partys", "partyid")),
            tags: numbers(list("allow_tags", "tagid")),
        })
    }
}
