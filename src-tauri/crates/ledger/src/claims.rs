//! Claims: the right to invite one person once for one occasion, had before anything leaves.
//!
//! Never in here: a claim that ends by itself.

use tokio_postgres::Row;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::ledger::Ledger;

/// A person who is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The claim's id, made by the caller from its row: the same again is the same claim.
    pub claim: Uuid,
    /// The person's id at WeCom; upper and lower case are one.
    pub userid: String,
    /// What for, 200 letters at most: one invitation each.
    pub occasion: String,
    /// Of the request that is to be sent.
    pub body_sha256: [u8; 32],
}

/// A person who is wanted although they have been invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Again {
    /// Who, with a claim of its own.
    pub wanted: Wanted,
    /// Why, for the log: 1 to 500 letters.
    pub why: String,
}

/// Where a claim is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Nothing has left.
    Claimed,
    /// Leave was given: something may have left.
    Asked,
    /// WeCom accepted it.
    Accepted,
    /// WeCom rejected it: nothing reached the person.
    Rejected,
    /// Nobody knows.
    Unknown,
    /// It was accepted and recalled.
    Recalled,
    /// Others may have the person.
    GivenBack,
    /// The person wants no invitations; there is no claim.
    OptedOut,
}

impl State {
    const WORDS: [(Self, &'static str); 8] = [
        (Self::Claimed, "claimed"),
        (Self::Asked, "asked"),
        (Self::Accepted, "accepted"),
        (Self::Rejected, "rejected"),
        (Self::Unknown, "unknown"),
        (Self::Recalled, "recalled"),
        (Self::GivenBack, "given_back"),
        (Self::OptedOut, "opted_out"),
    ];

    /// The ledger's word.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(state, _)| *state == self).map_or("", |(_, word)| word)
    }

    pub(crate) fn read(word: &str) -> Result<Self> {
        let found = Self::WORDS.iter().find(|(_, known)| *known == word);
        found.map(|(state, _)| *state).ok_or_else(|| Error::Other(format!("a state {word:?}")))
    }
}

/// Who has a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Their claim; absent for [`State::OptedOut`].
    pub claim: Option<Uuid>,
    /// The login; for [`State::OptedOut`] whoever noted it.
    pub member: String,
    /// Since when, UTC ms of the server.
    pub at: i64,
    /// Where their claim is.
    pub state: State,
    /// How many invitations for the same occasion went before.
    pub again: i32,
    /// Whether it is this login on this laptop.
    pub mine: bool,
}

impl Holder {
    fn read(row: &Row) -> Result<Option<Self>> {
        let Some(state) = row.get::<_, Option<&str>>(3) else { return Ok(None) };
        Ok(Some(Self {
            claim: row.get(2),
            member: row.get(4),
            at: row.get(5),
            state: State::read(state)?,
            again: row.get::<_, Option<i32>>(6).unwrap_or(0),
            mine: row.get(7),
        }))
    }
}

/// What became of a wanted person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The id that was asked with.
    pub claim: Uuid,
    /// Whether this laptop has the person, with this very claim. [`State::GivenBack`] is not to be sent all the same.
    pub mine: bool,
    /// Who has the person; absent when they gave them back at this very moment: ask again.
    pub holder: Option<Holder>,
}

impl Claim {
    /// Whether the message may be sent with this claim.
    #[must_use]
    pub fn may_leave(&self) -> bool {
        use State::{Asked, Claimed, Rejected, Unknown};
        let state = self.holder.as_ref().map(|holder| holder.state);
        self.mine && matches!(state, Some(Claimed | Asked | Rejected | Unknown))
    }

    fn read(row: &Row) -> Result<Self> {
        Ok(Self { claim: row.get(0), mine: row.get(1), holder: Holder::read(row)? })
    }
}

impl Ledger {
    /// Claims people, 200 at most, as many as can be had, in one durable step. The answers stand as the questions do.
    ///
    /// # Errors
    /// [`crate::Refusal::NotAMember`]. After [`Error::TimedOut`] and [`Error::Cut`] ask again with the same claims.
    pub async fn claim(&self, people: &[Wanted]) -> Result<Vec<Claim>> {
        let userids: Vec<&str> = people.iter().map(|wanted| wanted.userid.as_str()).collect();
        let occasions: Vec<&str> = people.iter().map(|wanted| wanted.occasion.as_str()).collect();
        let claims: Vec<Uuid> = people.iter().map(|wanted| wanted.claim).collect();
        let bodies: Vec<&[u8]> = people.iter().map(|wanted| wanted.body_sha256.as_slice()).collect();
        let sql = "SELECT * FROM beckon_team.claim($1, $2, $3, $4, $5, $6)";
        let rows = self.query(sql, &[&self.corp, &self.device, &userids, &occasions, &claims, &bodies]).await?;
        rows.iter().map(Claim::read).collect()
    }

    /// Who has each of these people (id at WeCom, occasion) now, 1000 at most; claims nobody. The answers stand as the
    /// questions do; absent: nobody has them.
    ///
    /// # Errors
    /// [`crate::Refusal::NotAMember`].
    pub async fn holders(&self, people: &[(String, String)]) -> Result<Vec<Option<Holder>>> {
        let (userids, occasions): (Vec<&str>, Vec<&str>) =
            people.iter().map(|(userid, occasion)| (userid.as_str(), occasion.as_str())).unzip();
        let sql = "SELECT * FROM beckon_team.holders($1, $2, $3, $4, NULL)";
        let rows = self.query(sql, &[&self.corp, &self.device, &userids, &occasions]).await?;
        rows.iter().map(Holder::read).collect()
    }

    /// Claims a person once more who has been invited for the occasion. Not mine: the last invitation has not come to
    /// an end, or somebody else was faster.
    ///
    /// # Errors
    /// [`crate::Refusal::NotValid`] without a reason.
    pub async fn again(&self, again: &Again) -> Result<Claim> {
        let Again { wanted: Wanted { claim, userid, occasion, body_sha256 }, why } = again;
        let sql = "SELECT * FROM beckon_team.again($1, $2, $3, $4, $5, $6, $7)";
        let body = body_sha256.as_slice();
        let rows = self.query(sql, &[&self.corp, &self.device, userid, occasion, claim, &body, why]).await?;
        rows.first().map_or_else(|| Err(Error::Other("an answer without a row".to_owned())), Claim::read)
    }

    /// Gives claims back: one's own while nothing has reached the person, a lead anybody's that was never asked. On what was
    /// asked ten minutes ago without news a lead gives up: it is [`State::Unknown`] then, and nobody has the person for free.
    /// Tells the state of each claim that exists; what has left stays as it is.
    ///
    /// # Errors
    /// [`crate::Refusal::LeadOnly`] for claims of others; [`crate::Refusal::NotValid`] without a reason.
    pub async fn release(&self, claims: &[Uuid], why: &str) -> Result<Vec<(Uuid, State)>> {
        let rows = self.query("SELECT * FROM beckon_team.release($1, $2, $3)", &[&self.corp, &claims, &why]).await?;
        rows.iter().map(|row| Ok((row.get(0), State::read(row.get(1))?))).collect()
    }
}
