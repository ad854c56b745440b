//! A line of the team's log as JSON or of a table, and what else the team shows in a table.

use beckon_model::{ClaimState, Team, TeamLine, TeamRole, TeamStatus, TeamTls};
use serde::Serialize;

use crate::out::table;
use crate::words;

/// The head of a table of the log.
pub const HEAD: [&str; 6] = ["claim", "at", "person", "occasion", "by", "state"];

/// An invitation as scripts read it.
#[derive(Serialize)]
pub struct LogLine {
    claim: String,
    company: String,
    person: String,
    userid: String,
    occasion: String,
    again: u32,
    /// Why again.
    why: Option<String>,
    by: String,
    here: bool,
    state: ClaimState,
    errcode: Option<i32>,
    msgid: Option<String>,
    /// When it was claimed, UTC ms of the server.
    at: i64,
    settled_at: Option<i64>,
    given_back_by: Option<String>,
    given_back_why: Option<String>,
}

impl From<TeamLine> for LogLine {
    fn from(line: TeamLine) -> Self {
        let TeamLine { claim, corp_id, person, userid, occasion, again, why, by, here, state, errcode, msgid, .. } =
            line;
        Self {
            claim,
            company: corp_id,
            person,
            userid,
            occasion,
            again,
            why,
            by,
            here,
            state,
            errcode,
            msgid,
            at: line.at,
            settled_at: line.settled_at,
            given_back_by: line.given_back_by,
            given_back_why: line.given_back_why,
        }
    }
}

impl LogLine {
    /// As a row of a table.
    pub fn cells(&self) -> [String; 6] {
        let again = if self.again > 0 { format!(" (again, {})", self.again) } else { String::new() };
        let state = beckon_engine::claim_state(self.state);
        let state = match (&self.given_back_by, &self.given_back_why, self.errcode) {
            (Some(by), Some(why), _) => format!("{state} by {by}: {why}"),
            (_, _, Some(errcode)) if errcode != 0 => format!("{state} ({errcode})"),
            _ => state.to_owned(),
        };
        let by = if self.here { format!("{} (here)", self.by) } else { self.by.clone() };
        [self.claim.clone(), words::time(self.at), self.userid.clone(), format!("{}{again}", self.occasion), by, state]
    }
}

/// The team in a table.
pub fn details(team: &Team) -> String {
    table(["team", &team.corp_id], rows(team).into_iter())
}

/// The team and how it is, in a table.
pub fn status(status: &TeamStatus) -> String {
    let TeamStatus { team, role, server, skew_ms, leads, recruiters, untold, .. } = status;
    let clock = match skew_ms / 1000 {
        0 => "as the server's".to_owned(),
        ahead if ahead > 0 => format!("{} ahead of the server's", words::counted(ahead.unsigned_abs(), "second")),
        behind => format!("{} behind the server's", words::counted(behind.unsigned_abs(), "second")),
    };
    let people = format!(
        "{}, {}",
        words::counted(u64::from(*leads), "lead"),
        words::counted(u64::from(*recruiters), "recruiter")
    );
    let more = [
        ["you are".to_owned(), self::role(*role).to_owned()],
        ["members".to_owned(), people],
        ["server".to_owned(), format!("PostgreSQL {server}")],
        ["clock".to_owned(), clock],
        ["reports that wait".to_owned(), untold.to_string()],
    ];
    table(["team", &team.corp_id], rows(team).into_iter().chain(more))
}

fn rows(team: &Team) -> [[String; 2]; 4] {
    let tls = match team.tls {
        TeamTls::Platform => "TLS, checked by the system",
        TeamTls::Authority => "TLS, checked by the team's own authority",
        TeamTls::Plain => "without TLS, on this machine",
    };
    let password = match team.password_place {
        beckon_model::SecretPlace::Keyring => "in the keyring",
        _ => "not stored: --team-password-env VAR",
    };
    [
        ["login".to_owned(), team.login.clone()],
        ["at".to_owned(), team.at.clone()],
        ["connection".to_owned(), tls.to_owned()],
        ["password".to_owned(), password.to_owned()],
    ]
}

/// What a member may do, in a word.
pub fn role(role: TeamRole) -> &'static str {
    match role {
        TeamRole::Recruiter => "recruiter",
        TeamRole::Lead => "lead",
    }
}
