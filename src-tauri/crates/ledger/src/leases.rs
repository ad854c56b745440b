//! Leave for calls, counted over all laptops of an app in the server's time, and what became of them.
//!
//! Never in here: a clock of this laptop.

use uuid::Uuid;

use crate::claims::State;
use crate::error::Result;
use crate::ledger::Ledger;

/// What WeCom allows an app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Calls in any 60 seconds.
    pub per_minute: i32,
    /// Calls at once.
    pub parallel: i32,
    /// People in a day of Beijing.
    pub per_day: i32,
    /// Messages to one person in any 60 seconds.
    pub person_per_minute: i32,
    /// Messages to one person in an hour.
    pub person_per_hour: i32,
}

/// Somebody whom a call reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The person's id at WeCom.
    pub userid: String,
    /// The right to invite them; absent for what is no invitation, such as a test message.
    pub claim: Option<Uuid>,
}

/// A call that wants to leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Made by the caller: the same again is the same call, until it is settled.
    pub id: Uuid,
    /// Whom it reaches: one at least.
    pub people: Vec<Person>,
}

/// Whether a call may leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leave {
    /// Yes, within [`Leave::GOOD_FOR_MS`] from the asking; later it has to be asked again, with the same id.
    Go,
    /// Not yet: ask again after so many milliseconds.
    Wait(u64),
    /// No: this claim of the call may not leave any more. Ask without it.
    Lost(Uuid),
}

impl Leave {
    /// How long leave is good for, in milliseconds from when it was asked.
    pub const GOOD_FOR_MS: u64 = 10_000;
}

/// What became of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Which.
    pub claim: Uuid,
    /// [`State::Accepted`], [`State::Rejected`], [`State::Unknown`] or [`State::Recalled`]; [`State::Claimed`] when nothing of it
    /// has reached anybody and it is going to be asked again, or given back.
    pub state: State,
    /// WeCom's errcode.
    pub errcode: Option<i32>,
    /// WeCom's message id.
    pub msgid: Option<String>,
}

/// The end of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// Which.
    pub call: Uuid,
    /// What became of its claims; none: it says nothing of them, such as a call that was put back before it left.
    pub outcomes: Vec<Outcome>,
}

impl Ledger {
    /// Asks leave for several calls of the app `agent` at once; answers stand as the calls do. Every claim of a call that
    /// may go is asked from now on: it can no longer be given back by a lead. Calls that have `ended` are over at once for
    /// the count of those that run; what became of them is told by [`Ledger::settle`].
    ///
    /// # Errors
    /// [`crate::Refusal::CallIsSettled`]. After [`crate::Error::TimedOut`] and [`crate::Error::Cut`] ask again with the same ids.
    pub async fn lease(&self, agent: i32, calls: &[Call], ended: &[Uuid], limits: Limits) -> Result<Vec<Leave>> {
        let ids: Vec<Uuid> = calls.iter().map(|call| call.id).collect();
        let people = || (1i32..).zip(calls).flat_map(|(at, call)| call.people.iter().map(move |person| (at, person)));
        let of: Vec<i32> = people().map(|(at, _)| at).collect();
        let claims: Vec<Option<Uuid>> = people().map(|(_, person)| person.claim).collect();
        let userids: Vec<&str> = people().map(|(_, person)| person.userid.as_str()).collect();
        let Limits { per_minute, parallel, per_day, person_per_minute, person_per_hour } = limits;
        let sql = "SELECT wait_ms, lost FROM beckon_team.lease($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
        let rows = self
            .query(
                sql,
                &[
                    &self.corp,
                    &agent,
                    &self.device,
                    &ids,
                    &of,
                    &claims,
                    &userids,
                    &ended,
                    &per_minute,
                    &parallel,
                    &per_day,
                    &person_per_minute,
                    &person_per_hour,
                ],
            )
            .await?;
        let leave = |row: &tokio_postgres::Row| match (row.get::<_, Option<Uuid>>(1), row.get::<_, i64>(0)) {
            (Some(claim), _) => Leave::Lost(claim),
            (None, 0) => Leave::Go,
            (None, wait) => Leave::Wait(wait.unsigned_abs()),
        };
        Ok(rows.iter().map(leave).collect())
    }

    /// Tells what became of calls, in one durable step and as often as one likes: only the call that a claim was last asked
    /// with counts, and what has come to an end stays so. Several outcomes of a claim are told in their order. Returns how
    /// many were news.
    ///
    /// # Errors
    /// [`crate::Refusal::NotValid`] for a state that is no outcome.
    pub async fn settle(&self, ends: &[End]) -> Result<i32> {
        let calls: Vec<Uuid> = ends.iter().map(|end| end.call).collect();
        let outcomes =
            || (1i32..).zip(ends).flat_map(|(at, end)| end.outcomes.iter().map(move |outcome| (at, outcome)));
        let of: Vec<i32> = outcomes().map(|(at, _)| at).collect();
        let claims: Vec<Uuid> = outcomes().map(|(_, outcome)| outcome.claim).collect();
        let states: Vec<&str> = outcomes().map(|(_, outcome)| outcome.state.word()).collect();
        let errcodes: Vec<Option<i32>> = outcomes().map(|(_, outcome)| outcome.errcode).collect();
        let msgids: Vec<Option<&str>> = outcomes().map(|(_, outcome)| outcome.msgid.as_deref()).collect();
        let sql = "SELECT beckon_team.settle($1, $2, $3, $4, $5, $6, $7, $8)";
        self.value(sql, &[&self.corp, &self.device, &calls, &of, &claims, &states, &errcodes, &msgids]).await
    }

    /// WeCom told this laptop that a limit of the app is reached: all laptops wait so many milliseconds, a day at most.
    /// Returns how long they wait now.
    ///
    /// # Errors
    /// [`crate::Refusal::NotAMember`].
    pub async fn brake(&self, agent: i32, errcode: i32, wait_ms: i64) -> Result<i64> {
        self.value("SELECT beckon_team.brake($1, $2, $3, $4)", &[&self.corp, &agent, &errcode, &wait_ms]).await
    }
}
