//! Templates that a lead shares with the team.
//!
//! Never in here: a message to anybody.

use tokio_postgres::Row;

use crate::error::Result;
use crate::ledger::Ledger;

/// A template of the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedTemplate {
    /// Its name, 200 letters at most; upper and lower case are one.
    pub name: String,
    /// Counted by the ledger, from 1.
    pub version: i32,
    /// The kind of its message, in Beckon's words.
    pub kind: String,
    /// A file of templates with this one in it, a million letters at most; absent in a list.
    pub body: Option<String>,
    /// Who shared it.
    pub shared_by: String,
    /// When, UTC ms.
    pub shared_at: i64,
}

impl Ledger {
    /// Shares a template with the team; for leads. Returns its version: the one there is where nothing is new.
    ///
    /// # Errors
    /// [`crate::Refusal::LeadOnly`]; [`crate::Refusal::NotValid`] for one that is too long.
    pub async fn share_template(&self, name: &str, kind: &str, body: &str) -> Result<i32> {
        let sql = "SELECT beckon_team.share_template($1, $2, $3, $4)";
        self.value(sql, &[&self.corp, &name, &kind, &body]).await
    }

    /// The newest version of each template of the team, by name, without their bodies; 1000 at most.
    ///
    /// # Errors
    /// [`crate::Refusal::NotAMember`].
    pub async fn templates(&self) -> Result<Vec<SharedTemplate>> {
        self.templates_named(None).await
    }

    /// The newest version of one of them.
    ///
    /// # Errors
    /// [`crate::Refusal::NotAMember`].
    pub async fn template(&self, name: &str) -> Result<Option<SharedTemplate>> {
        Ok(self.templates_named(Some(name)).await?.pop())
    }

    async fn templates_named(&self, name: Option<&str>) -> Result<Vec<SharedTemplate>> {
        let rows = self.query("SELECT * FROM beckon_team.templates($1, $2)", &[&self.corp, &name]).await?;
        let template = |row: &Row| SharedTemplate {
            name: row.get(0),
            version: row.get(1),
            kind: row.get(2),
            body: row.get(3),
            shared_by: row.get(4),
            shared_at: row.get(5),
        };
        Ok(rows.iter().map(template).collect())
    }
}
