//! The handle on the practice ShowMeBug while it runs: what it has, and what people there would do.

use serde_json::Value;

use super::room::{Room, Status, WrittenTest};
use crate::fault::{FaultRule, Faults};
use crate::journal::Call;
use crate::server::Town;

/// The practice ShowMeBug of a [`Sandbox`](crate::Sandbox).
#[derive(Clone, Copy)]
pub struct ShowMeBug<'a> {
    town: &'a Town,
    key: &'a str,
    secret: &'a str,
}

impl<'a> ShowMeBug<'a> {
    pub(crate) fn of(town: &'a Town, key: &'a str, secret: &'a str) -> Self {
        Self { town, key, secret }
    }

    /// The application's key.
    #[must_use]
    pub fn key(self) -> &'a str {
        self.key
    }

    /// The application's secret.
    #[must_use]
    pub fn secret(self) -> &'a str {
        self.secret
    }

    /// Every room that is kept, deleted ones too, in the order of their making.
    #[must_use]
    pub fn rooms(self) -> Vec<Room> {
        let company = self.town.company();
        let mut rooms: Vec<Room> = company.showmebug.rooms.iter().map(|(_, room)| room.clone()).collect();
        rooms.sort_by_key(|room| room.number);
        rooms
    }

    /// Every written test that is kept, in the order of their issue.
    #[must_use]
    pub fn written_tests(self) -> Vec<WrittenTest> {
        let company = self.town.company();
        let mut tests: Vec<WrittenTest> = company.showmebug.tests.iter().map(|(_, test)| test.clone()).collect();
        tests.sort_by_key(|test| test.id);
        tests
    }

    /// Its calls in the order of arrival, as [`Sandbox::journal`](crate::Sandbox::journal) has the company's; bodies of the
    /// token path are left out.
    #[must_use]
    pub fn journal(self) -> Vec<Call> {
        self.town.company().showmebug.journal.calls()
    }

    /// How many older calls the journal holds no more.
    #[must_use]
    pub fn forgotten(self) -> u64 {
        self.town.company().showmebug.journal.forgotten()
    }

    /// Replaces the fault rules of its calls; their counters begin again at 1.
    pub fn set_faults(self, rules: Vec<FaultRule>) {
        self.town.company().showmebug.faults = Faults::new(rules);
    }

    /// Lets an interview begin. False when there is no such room.
    pub fn start(self, uid: &str) -> bool {
        self.change(uid, |room| room.status = Status::Started)
    }

    /// Lets an interview end with this result: the members of an object stand in the answer beside its state. False when
    /// there is no such room.
    pub fn end(self, uid: &str, result: Value) -> bool {
        self.change(uid, |room| {
            room.status = Status::Ended;
            room.result = result;
        })
    }

    fn change(self, uid: &str, change: impl FnOnce(&mut Room)) -> bool {
        self.town.company().showmebug.room(uid).map(change).is_some()
    }

    /// Sessions left.
    #[must_use]
    pub fn quota(self) -> i64 {
        self.town.company().showmebug.quota
    }

    /// Changes how many sessions are left.
    pub fn set_quota(self, sessions: i64) {
        self.town.company().showmebug.quota = sessions;
    }

    /// Ends every access token now: 401.
    pub fn expire_tokens(self) {
        self.town.company().showmebug.tokens.retain(|_| false);
    }

    /// Takes or refuses the base64 of `key:secret` as a token from now on.
    pub fn set_static_token(self, taken: bool) {
        self.town.company().showmebug.team.static_token = taken;
    }

    /// Puts links into the items of the list of interviews from now on, or leaves them out.
    pub fn set_links_in_list(self, carried: bool) {
        self.town.company().showmebug.team.links_in_list = carried;
    }
}

/// Shows nothing that opens it.
impl std::fmt::Debug for ShowMeBug<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ShowMeBug").field("key", &self.key).finish_non_exhaustive()
    }
}
