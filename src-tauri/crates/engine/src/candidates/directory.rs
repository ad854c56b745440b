//! From people to members: look-ups by phone or mail, the address book as far as an app sees it, and whether each person
//! is in there.
//!
//! Wrong look-ups above 20 % of the company's members block the look-ups for a day (path/90312). So:
//! 1. Count the members that the app sees; the company has no fewer.
//! 2. A fifth of them, less the wrong look-ups of the last 24 hours, may go wrong.
//! 3. Ask for one person after the other, and stop before the one that could be too many.
//! 4. Put what was found into the list in one step, also when it ended early.
//!
//! Never in here: a guess.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use beckon_model::{
    Account, AccountId, Candidate, Directory, DirectoryMember, DirectoryPart, DirectoryPlace, JobProgress, LookupBy,
    LookupOutcome, LookupReport, LookupRequest, LookupRow, LookupStop, ReachReport, Route, Selection,
};
use wecom::{Client, EmailType, NotSent};

use crate::Engine;
use crate::doors::Candidates;
use crate::errors::ui_error::ui_error;
use crate::errors::{Result, wecom_error};

/// Wrong look-ups in a day, in percent of the company's members (path/90312).
const WRONG_PERCENT: u64 = 20;
const DAY_MS: i64 = 86_400_000;

/// No member that the app sees has this phone or address.
const NOBODY: i64 = 46004;
/// No phone number; no address.
const NO_NUMBER: [i64; 2] = [60103, 60105];

/// People of a look-up that are listed one by one.
const TOLD: usize = 1000;

impl Candidates<'_> {
    /// Looks up everybody of a selection who has no `userid`, and puts those found into the list.
    ///
    /// # Errors
    /// [`crate::Error::Wecom`] when the app's range cannot be read, [`crate::Error::SecretNeeded`]. A failure on the way
    /// is told in the report, with what was found before it.
    pub async fn lookup_start(self, request: LookupRequest) -> Result<LookupReport> {
        let LookupRequest { account, to, by, company_members } = request;
        let (account, client) = self.engine.accounts().client(&account).await?;
        self.engine.0.people.stop_lookup.store(false, Ordering::Relaxed);
        let selected = self.selected(to).await?;
        let (people, mapped): (Vec<_>, Vec<_>) = selected.into_iter().partition(|one| one.person.userid.is_none());
        let members = match company_members {
            Some(members) => members,
            // Who stops meanwhile is heard before the first person is asked for.
            None => self.members(&account, &client).await?.map_or(0, |members| members.len() as u64),
        };
        let of = account.id.clone();
        let since = self.engine.now_ms() - DAY_MS;
        let wrong = self.engine.store().read(move |rows| rows.wrong_lookups(&of, since)).await?;
        let mut asking = Asking {
            engine: self.engine,
            account: &account,
            client: &client,
            by,
            wrong,
            allowed: members * WRONG_PERCENT / 100,
        };
        let (mut rows, mut stopped) = (Vec::with_capacity(people.len()), None);
        for (done, one) in (0..).zip(&people) {
            self.note_lookup(Some(JobProgress { done, total: Some(people.len() as u64) }));
            let outcome = match stopped {
                Some(_) => LookupOutcome::NotAsked,
                None => asking.ask(one).await.unwrap_or_else(|why| {
                    stopped = Some(why);
                    LookupOutcome::NotAsked
                }),
            };
            let value = asking.value(one).map(str::to_owned);
            rows.push(LookupRow { candidate: one.id, name: one.person.name.clone(), value, outcome });
        }
        self.note_lookup(None);
        self.put_found(&account.id, rows, (mapped.len() as u64, stopped)).await
    }

    /// How far the look-up or the check is that runs now: people, or parts of the visible range.
    #[must_use]
    pub fn lookup_progress(self) -> Option<JobProgress> {
        *self.engine.0.people.lookup()
    }

    /// Ends the look-up or the check that runs now; what was looked up stays.
    pub fn lookup_stop(self) {
        self.engine.0.people.stop_lookup.store(true, Ordering::Relaxed);
    }

    fn note_lookup(self, progress: Option<JobProgress>) {
        *self.engine.0.people.lookup() = progress;
    }

    /// Gives those found their `userid`, unless somebody else has it.
    async fn put_found(
        self,
        account: &AccountId,
        mut rows: Vec<LookupRow>,
        (mapped_before, stopped): (u64, Option<LookupStop>),
    ) -> Result<LookupReport> {
        let known = self.selected(Selection::All).await?;
        let mut taken: BTreeMap<String, String> =
            known.into_iter().filter_map(|one| Some((one.person.userid?.to_lowercase(), one.person.name))).collect();
        let mut found = BTreeMap::new();
        for row in &mut rows {
            let LookupOutcome::Found { userid } = &row.outcome else { continue };
            if let Some(name) = taken.get(&userid.to_lowercase()) {
                row.outcome = LookupOutcome::SameUserid { userid: userid.clone(), name: name.clone() };
                continue;
            }
            taken.insert(userid.to_lowercase(), row.name.clone());
            found.insert(row.candidate.0, userid.clone());
        }
        let (total, count) = (rows.len() as u64, found.len() as u64);
        let account = account.clone();
        let change = self.change(move |rows, now| {
            let before = rows.map_candidates(&found, now)?;
            for id in found.keys() {
                rows.note_reach(&account, beckon_model::CandidateId(*id), true, now)?;
            }
            Ok(before)
        });
        let changed = if count == 0 { None } else { Some(change.await?) };
        rows.sort_by_key(|row| matches!(row.outcome, LookupOutcome::Found { .. }));
        rows.truncate(TOLD);
        Ok(LookupReport { found: count, total, mapped_before, stopped, rows, changed })
    }

    /// Looks whether the members of a selection are inside the app's visible range, and notes it.
    ///
    /// # Errors
    /// [`crate::Error::Wecom`] when the range cannot be read: nothing is noted then.
    pub async fn reach_check(self, account: &AccountId, to: Selection) -> Result<ReachReport> {
        let (account, client) = self.engine.accounts().client(account).await?;
        self.engine.0.people.stop_lookup.store(false, Ordering::Relaxed);
        let members = self.members(&account, &client).await;
        self.note_lookup(None);
        let nobody =
            ReachReport { reachable: 0, unreachable: 0, unmapped: 0, other_route: 0, members: 0, stopped: false };
        let Some(members) = members? else { return Ok(ReachReport { stopped: true, ..nobody }) };
        let now = self.engine.now_ms();
        let note = move |rows: &beckon_store::Writer<'_>| {
            let mut report = ReachReport { members: members.len() as u64, ..nobody };
            for Candidate { id, person, route, .. } in rows.selected(&to)? {
                if route != Route::Member {
                    report.other_route += 1;
                    continue;
                }
                let Some(userid) = person.userid else {
                    report.unmapped += 1;
                    continue;
                };
                let reachable = members.contains(&userid.to_lowercase());
                *(if reachable { &mut report.reachable } else { &mut report.unreachable }) += 1;
                rows.note_reach(&account.id, id, reachable, now)?;
            }
            Ok(report)
        };
        self.engine.store().write(note).await
    }

    /// What the app of an account sees of the company.
    ///
    /// # Errors
    /// [`crate::Error::Wecom`], [`crate::Error::SecretNeeded`].
    pub async fn directory_get(self, account: &AccountId) -> Result<Directory> {
        let (account, client) = self.engine.accounts().client(account).await?;
        let failed = |error| wecom_error(&account, error);
        let range = client.agent_get().await.map_err(failed)?;
        let mut departments = Vec::new();
        // Without a department in its range the app may not ask for any.
        if !range.departments.is_empty() {
            departments = client.department_list(None).await.map_err(failed)?;
        }
        departments.sort_by_key(|department| (department.parentid, -department.order, department.id));
        let departments = departments.into_iter().map(|department| DirectoryPart {
            id: department.id,
            name: department.name,
            parent: department.parentid,
        });
        let tags = client.tag_list().await.map_err(failed)?.into_iter();
        let tags = tags.map(|tag| DirectoryPart { id: tag.tagid, name: tag.tagname, parent: 0 });
        Ok(Directory { departments: departments.collect(), tags: tags.collect(), single: range.users.len() as u64 })
    }

    /// The members of a part of it whom the app sees, by name.
    ///
    /// # Errors
    /// As [`Candidates::directory_get`].
    pub async fn directory_members(self, account: &AccountId, of: DirectoryPlace) -> Result<Vec<DirectoryMember>> {
        let (account, client) = self.engine.accounts().client(account).await?;
        let failed = |error| wecom_error(&account, error);
        let mut members: Vec<DirectoryMember> = match of {
            DirectoryPlace::Department { id } => {
                let members = client.user_simplelist(id).await.map_err(failed)?.into_iter();
                members.map(|member| DirectoryMember { userid: member.userid, name: member.name }).collect()
            }
            DirectoryPlace::Tag { id } => {
                let members = client.tag_get(id).await.map_err(failed)?.userlist.into_iter();
                members.map(|member| DirectoryMember { userid: member.userid, name: member.name }).collect()
            }
            DirectoryPlace::Single => {
                let mut members = Vec::new();
                for userid in client.agent_get().await.map_err(failed)?.users {
                    let member = client.user_get(&userid).await.map_err(failed)?;
                    members.push(DirectoryMember { userid: member.userid, name: member.name });
                }
                members
            }
        };
        members.sort_by(|one, other| (&one.name, &one.userid).cmp(&(&other.name, &other.userid)));
        Ok(members)
    }

    /// The `userid`s of all members that the app sees, in lower case; nothing when a person stopped it on the way.
    async fn members(self, account: &Account, client: &Arc<Client>) -> Result<Option<HashSet<String>>> {
        let failed = |error| wecom_error(account, error);
        let range = client.agent_get().await.map_err(failed)?;
        let mut members: HashSet<String> = range.users.iter().map(|userid| userid.to_lowercase()).collect();
        let mut departments = Vec::new();
        if !range.departments.is_empty() {
            departments = client.department_simplelist(None).await.map_err(failed)?;
        }
        let total = (departments.len() + range.tags.len()) as u64;
        let mut parts = 0..;
        let mut go_on = || {
            self.note_lookup(Some(JobProgress { done: parts.next().unwrap_or(total), total: Some(total) }));
            !self.engine.0.people.stop_lookup.load(Ordering::Relaxed)
        };
        for department in departments {
            if !go_on() {
                return Ok(None);
            }
            let inside = client.user_simplelist(department.id).await.map_err(failed)?;
            members.extend(inside.into_iter().map(|member| member.userid.to_lowercase()));
        }
        for tag in range.tags {
            if !go_on() {
                return Ok(None);
            }
            let carriers = client.tag_get(tag).await.map_err(failed)?.userlist;
            members.extend(carriers.into_iter().map(|member| member.userid.to_lowercase()));
        }
        Ok(Some(members))
    }
}

/// A look-up under way.
struct Asking<'a> {
    engine: &'a Engine,
    account: &'a Account,
    client: &'a Arc<Client>,
    by: LookupBy,
    /// Wrong ones within 24 hours.
    wrong: u64,
    allowed: u64,
}

impl Asking<'_> {
    fn value<'p>(&self, one: &'p Candidate) -> Option<&'p str> {
        match self.by {
            LookupBy::Mobile => one.person.phone.as_deref(),
            LookupBy::Email => one.person.email.as_deref(),
        }
    }

    /// What comes of one person, or why nobody else is asked for.
    async fn ask(&mut self, one: &Candidate) -> std::result::Result<LookupOutcome, LookupStop> {
        let Some(value) = self.value(one) else { return Ok(LookupOutcome::NoValue) };
        if self.engine.0.people.stop_lookup.load(Ordering::Relaxed) {
            return Err(LookupStop::Asked);
        }
        if self.wrong >= self.allowed {
            return Err(LookupStop::TooManyWrong { wrong: self.wrong, allowed: self.allowed });
        }
        let found = match self.by {
            LookupBy::Mobile => {
                let Some(number) = number(value) else { return Ok(LookupOutcome::BadValue) };
                self.client.user_getuserid(&number).await
            }
            LookupBy::Email => self.client.user_get_userid_by_email(value, EmailType::Company).await,
        };
        match found {
            Ok(userid) => Ok(LookupOutcome::Found { userid }),
            Err(wecom::Error::NotSent(NotSent::Invalid(_))) => Ok(LookupOutcome::BadValue),
            Err(error) => match error.refused().map(|refused| refused.errcode) {
                Some(NOBODY) => self.nobody().await,
                Some(code) if NO_NUMBER.contains(&code) => Ok(LookupOutcome::BadValue),
                _ => Err(LookupStop::Failed { error: ui_error(&wecom_error(self.account, error)) }),
            },
        }
    }

    /// Counts a wrong look-up, for this run and for the next 24 hours.
    async fn nobody(&mut self) -> std::result::Result<LookupOutcome, LookupStop> {
        self.wrong += 1;
        let (account, now) = (self.account.id.clone(), self.engine.now_ms());
        let noted = self.engine.store().write(move |rows| rows.note_wrong_lookup(&account, now)).await;
        noted.map(|()| LookupOutcome::Nobody).map_err(|error| LookupStop::Failed { error: ui_error(&error.into()) })
    }
}

/// The number as WeCom knows it: without blanks and hyphens, and without the code of mainland China. Nothing when it
/// cannot be a number.
pub(crate) fn number(phone: &str) -> Option<String> {
    let plain: String = phone.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '(' | ')')).collect();
    let plain = plain.strip_prefix("+86").or_else(|| plain.strip_prefix("0086")).unwrap_or(&plain);
    let digits = plain.strip_prefix('+').unwrap_or(plain);
    let is_number = (5..=31).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| plain.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_asked_for_as_wecom_keeps_it() {
        assert_eq!(number("+86 138-0013-8000").as_deref(), Some("13800138000"), "mainland numbers have no code");
        assert_eq!(number("+1 415 555 0100").as_deref(), Some("+14155550100"), "others keep theirs");
        for wrong in ["", "ask him", "1380013800x", "1234"] {
            assert_eq!(number(wrong), None, "{wrong:?} would only count as a wrong look-up");
        }
    }
}
