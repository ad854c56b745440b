//! The team's log, and figures of it.
//!
//! Never in here: what a message says.

use tokio_postgres::Row;
use uuid::Uuid;

use crate::claims::State;
use crate::error::Result;
use crate::ledger::Ledger;

/// Which lines are wanted; what is absent leaves none out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this person.
    pub userid: Option<String>,
    /// Of this login.
    pub member: Option<String>,
    /// For this occasion.
    pub occasion: Option<String>,
    /// In one of these states.
    pub states: Option<Vec<State>>,
    /// Claimed at this moment or later, UTC ms.
    pub since: Option<i64>,
}

/// A line's place in the log: the next page begins behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// When it was claimed, UTC microseconds.
    pub claimed_us: i64,
    /// Its claim.
    pub claim: Uuid,
}

/// One invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where it stands, and its claim.
    pub place: Place,
    /// The person.
    pub userid: String,
    /// What for.
    pub occasion: String,
    /// How many went before.
    pub again: i32,
    /// Why again.
    pub why: Option<String>,
    /// Whose it is.
    pub member: String,
    /// On which laptop.
    pub device: Uuid,
    /// Where it is.
    pub state: State,
    /// WeCom's errcode.
    pub errcode: Option<i32>,
    /// WeCom's message id.
    pub msgid: Option<String>,
    /// When it came to its end, UTC ms.
    pub settled_at: Option<i64>,
    /// Who gave it back, and why.
    pub given_back: Option<(String, String)>,
}

/// Invitations of a day by one member that are in one state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayFigure {
    /// The day in UTC, `YYYY-MM-DD`.
    pub day: String,
    /// Whose.
    pub member: String,
    /// Which.
    pub state: State,
    /// How many.
    pub invitations: i64,
}

fn line(row: &Row) -> Result<Line> {
    let by: Option<String> = row.get(12);
    Ok(Line {
        place: Place { claimed_us: row.get(10), claim: row.get(0) },
        userid: row.get(1),
        occasion: row.get(2),
        again: row.get(3),
        why: row.get(4),
        member: row.get(5),
        device: row.get(6),
        state: State::read(row.get(7))?,
        errcode: row.get(8),
        msgid: row.get(9),
        settled_at: row.get(11),
        given_back: by.map(|by| (by, row.get::<_, Option<String>>(13).unwrap_or_default())),
    })
}

impl Ledger {
    /// A page of the log, newest first, `rows` lines at most (1000 at most).
    ///
    /// # Errors
    /// [`crate::Refusal::NotAMember`].
    pub async fn log(&self, filter: &Filter, behind: Option<Place>, rows: i32) -> Result<Vec<Line>> {
        let Filter { userid, member, occasion, states, since } = filter;
        let states: Option<Vec<&str>> = states.as_ref().map(|states| states.iter().map(|state| state.word()).collect());
        let (us, claim) = (behind.map(|place| place.claimed_us), behind.map(|place| place.claim));
        let sql = "SELECT * FROM beckon_team.log($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        let found =
            self.query(sql, &[&self.corp, userid, member, occasion, &states, since, &us, &claim, &rows]).await?;
        found.iter().map(line).collect()
    }

    /// Invitations by day, member and state since this moment (UTC ms); for leads.
    ///
    /// # Errors
    /// [`crate::Refusal::LeadOnly`].
    pub async fn figures(&self, since: i64) -> Result<Vec<DayFigure>> {
        let rows = self.query("SELECT * FROM beckon_team.figures($1, $2)", &[&self.corp, &since]).await?;
        let figure = |row: &Row| {
            let state = State::read(row.get(2))?;
            Ok(DayFigure { day: row.get(0), member: row.get(1), state, invitations: row.get(3) })
        };
        rows.iter().map(figure).collect()
    }
}
