//! Who belongs to the team, and logins for them.
//!
//! Never in here: a password that the server could read.

use uuid::Uuid;

use crate::error::Result;
use crate::ledger::Ledger;
use crate::password::Password;

/// What a member may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Invites people, sees the log.
    Recruiter,
    /// The same, and makes and closes logins, gives back what others have claimed, sees figures.
    Lead,
}

impl Role {
    fn word(self) -> &'static str {
        match self {
            Self::Recruiter => "recruiter",
            Self::Lead => "lead",
        }
    }

    fn read(word: &str) -> Self {
        if word == "lead" { Self::Lead } else { Self::Recruiter }
    }
}

/// Somebody for whom a login is to be made.
#[derive(Debug, Clone)]
pub struct Invitee {
    /// Made by the caller: the same id again is harmless.
    pub id: Uuid,
    /// The login's name: a to z, 0 to 9, dots, hyphens and underscores, 63 at most, a letter first.
    pub login: String,
    /// What the login may do.
    pub role: Role,
    /// Its password; the server gets a verifier only.
    pub password: Password,
}

/// Somebody who belongs, or belonged, to the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The login's name.
    pub login: String,
    /// What the login may do.
    pub role: Role,
    /// Since when, UTC ms.
    pub added_at: i64,
    /// Until when, UTC ms.
    pub removed_at: Option<i64>,
}

/// How things are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Who asks.
    pub login: String,
    /// What they may do.
    pub role: Role,
    /// The server's clock, UTC ms.
    pub now: i64,
    /// The server's version, such as `15.18`.
    pub server: String,
    /// Leads of the team.
    pub leads: i32,
    /// Recruiters of the team.
    pub recruiters: i32,
}

impl Ledger {
    /// Who asks, as what, and what time it is there.
    ///
    /// # Errors
    /// [`crate::Refusal::NotAMember`].
    pub async fn status(&self) -> Result<Status> {
        let rows = self.query("SELECT * FROM beckon_team.status($1)", &[&self.corp]).await?;
        let row = rows.first().ok_or_else(|| crate::Error::Other("an answer without a row".to_owned()))?;
        Ok(Status {
            login: row.get(0),
            role: Role::read(row.get(1)),
            now: row.get(2),
            server: row.get(3),
            leads: row.get(4),
            recruiters: row.get(5),
        })
    }

    /// Everybody who belongs or belonged to the team, by login.
    ///
    /// # Errors
    /// [`crate::Refusal::NotAMember`].
    pub async fn members(&self) -> Result<Vec<Member>> {
        let rows = self.query("SELECT * FROM beckon_team.members($1)", &[&self.corp]).await?;
        let member = |row: &tokio_postgres::Row| Member {
            login: row.get(0),
            role: Role::read(row.get(1)),
            added_at: row.get(2),
            removed_at: row.get(3),
        };
        Ok(rows.iter().map(member).collect())
    }

    /// Makes a login; for leads. `true` when it is new: the same id again changes nothing, the password neither.
    ///
    /// # Errors
    /// [`crate::Refusal::LeadOnly`], [`crate::Refusal::LoginTaken`], [`crate::Refusal::NotValid`].
    pub async fn invite(&self, invitee: &Invitee) -> Result<bool> {
        let Invitee { id, login, role, password } = invitee;
        let sql = "SELECT beckon_team.invite($1, $2, $3, $4, $5)";
        self.value(sql, &[&self.corp, id, login, &role.word(), &password.verifier()]).await
    }

    /// Closes a login: a lead anybody's, everybody their own. What they did stays in the log, and what they have claimed
    /// stays claimed. `false`: it was closed already.
    ///
    /// # Errors
    /// [`crate::Refusal::LeadOnly`], [`crate::Refusal::LastLead`].
    pub async fn remove_member(&self, login: &str) -> Result<bool> {
        self.value("SELECT beckon_team.remove_member($1, $2)", &[&self.corp, &login]).await
    }
}
