//! The team's log: who was invited, by which colleague, and what became of it; and giving a claim back.
//!
//! Never in here: what a message says.

use std::io::Cursor;

use beckon_ledger::{Filter, Line, LogPlace, State};
use beckon_model::{ClaimState, TEAM_LOG_ROWS, TeamLine, TeamLog, TeamLogFilter, TeamProblem};
use beckon_sheet::{Format, write};
use beckon_store::StoredTeam;
use uuid::Uuid;

use super::problem::failed;
use super::{desk, values};
use crate::doors::Team;
use crate::errors::{Error, ImportError, Result};

/// Lines that are asked for at once for a file.
const PAGE_ROWS: u32 = 1000;

/// The columns of the log as a file.
const COLUMNS: [&str; 12] =
    ["at", "company", "person", "userid", "occasion", "again", "why", "by", "state", "errcode", "msgid", "settled_at"];

impl Team<'_> {
    /// A page of the team's log, newest first, [`TEAM_LOG_ROWS`] lines at most.
    ///
    /// # Errors
    /// [`Error::Team`].
    pub async fn log(self, filter: TeamLogFilter) -> Result<TeamLog> {
        self.page(&filter, TEAM_LOG_ROWS).await
    }

    /// The lines that a filter finds as CSV, as spreadsheet programs read it; whole pages are asked for, so that nobody
    /// else's line is missed or doubled.
    ///
    /// # Errors
    /// [`Error::Team`]; [`Error::Import`] when the file cannot be written.
    pub async fn export(self, filter: TeamLogFilter) -> Result<Vec<u8>> {
        let (mut rows, mut filter) = (Vec::new(), filter);
        loop {
            let page = self.page(&filter, PAGE_ROWS).await?;
            rows.extend(page.lines.iter().map(cells));
            filter.behind = page.next;
            if filter.behind.is_none() {
                break;
            }
        }
        let mut file = Cursor::new(Vec::new());
        let header = COLUMNS.map(str::to_owned);
        write(Format::Csv, &mut file, &header, rows).map_err(|error| Error::from(ImportError::from(error)))?;
        Ok(file.into_inner())
    }

    /// Gives a claim back, so that colleagues may have the person: one's own, or as a lead anybody's. Nothing that has left,
    /// or may have, is given back. The state is where the claim is now: given back, or unknown where a lead ends the wait for
    /// a laptop of which nothing is heard any more.
    ///
    /// # Errors
    /// [`TeamProblem::WhyNeeded`], [`TeamProblem::UnknownClaim`], [`TeamProblem::NotReleased`] and others as [`Error::Team`].
    pub async fn release(self, claim: &str, why: &str) -> Result<ClaimState> {
        let why = values::why(why)?;
        let unknown = || Error::Team(TeamProblem::UnknownClaim);
        let claim = Uuid::parse_str(claim.trim()).map_err(|_| unknown())?;
        let released = desk::ledger(self.engine).await?.release(&[claim], &why).await.map_err(failed)?;
        match released.first().map(|(_, state)| state_of(*state)).ok_or_else(unknown)? {
            state @ (ClaimState::GivenBack | ClaimState::Unknown) => Ok(state),
            state => Err(Error::Team(TeamProblem::NotReleased { state })),
        }
    }

    async fn page(self, filter: &TeamLogFilter, rows: u32) -> Result<TeamLog> {
        let team = desk::stored(self.engine).await?.ok_or(Error::Team(TeamProblem::NotJoined))?;
        let behind = filter.behind.as_deref().map(place).transpose()?;
        let wanted = Filter {
            userid: filter.userid.clone(),
            member: filter.by.clone(),
            occasion: filter.occasion.clone(),
            states: (!filter.states.is_empty()).then(|| filter.states.iter().map(|state| asked(*state)).collect()),
            since: filter.since,
        };
        let most = i32::try_from(rows).unwrap_or(i32::MAX);
        let lines = desk::ledger(self.engine).await?.log(&wanted, behind, most).await.map_err(failed)?;
        let is_full = lines.len() >= rows as usize;
        let next =
            lines.last().filter(|_| is_full).map(|line| format!("{} {}", line.place.claimed_us, line.place.claim));
        Ok(TeamLog { lines: lines.into_iter().map(|line| seen(&team, line)).collect(), next })
    }
}

/// The place that [`TeamLog::next`] named.
fn place(behind: &str) -> Result<LogPlace> {
    let read = behind.split_once(' ').and_then(|(us, claim)| Some((us.parse().ok()?, Uuid::parse_str(claim).ok()?)));
    let (claimed_us, claim) = read.ok_or(Error::NotFound("page"))?;
    Ok(LogPlace { claimed_us, claim })
}

fn seen(team: &StoredTeam, line: Line) -> TeamLine {
    let (given_back_by, given_back_why) = line.given_back.unzip();
    TeamLine {
        claim: line.place.claim.to_string(),
        corp_id: team.corp_id.clone(),
        person: line.userid.to_lowercase(),
        userid: line.userid,
        occasion: line.occasion,
        again: line.again.try_into().unwrap_or_default(),
        why: line.why,
        by: line.member,
        here: line.device == team.device,
        state: state_of(line.state),
        errcode: line.errcode,
        msgid: line.msgid,
        at: line.place.claimed_us / 1000,
        settled_at: line.settled_at,
        given_back_by,
        given_back_why,
    }
}

fn cells(line: &TeamLine) -> Vec<String> {
    let TeamLine { corp_id, person, userid, occasion, again, why, by, errcode, msgid, .. } = line.clone();
    let time = |at: i64| jiff::Timestamp::from_millisecond(at).map(|at| at.to_string()).unwrap_or_default();
    let errcode = errcode.map(|errcode| errcode.to_string()).unwrap_or_default();
    let settled_at = line.settled_at.map(time).unwrap_or_default();
    let (why, msgid, state) = (why.unwrap_or_default(), msgid.unwrap_or_default(), line.state.as_str().to_owned());
    vec![
        time(line.at),
        corp_id,
        person,
        userid,
        occasion,
        again.to_string(),
        why,
        by,
        state,
        errcode,
        msgid,
        settled_at,
    ]
}

/// The ledger's state as people read it.
pub(crate) fn state_of(state: State) -> ClaimState {
    match state {
        State::Claimed => ClaimState::Claimed,
        State::Asked => ClaimState::Asked,
        State::Accepted => ClaimState::Accepted,
        State::Rejected => ClaimState::Rejected,
        State::Unknown => ClaimState::Unknown,
        State::Recalled => ClaimState::Recalled,
        State::GivenBack => ClaimState::GivenBack,
        State::OptedOut => ClaimState::OptedOut,
    }
}

fn asked(state: ClaimState) -> State {
    match state {
        ClaimState::Claimed => State::Claimed,
        ClaimState::Asked => State::Asked,
        ClaimState::Accepted => State::Accepted,
        ClaimState::Rejected => State::Rejected,
        ClaimState::Unknown => State::Unknown,
        ClaimState::Recalled => State::Recalled,
        ClaimState::GivenBack => State::GivenBack,
        ClaimState::OptedOut => State::OptedOut,
    }
}
