//! Notes in WeCom who a customer is and how far they are, where somebody asked for it: the name and the phone as the colleague's
//! remark, and a tag of Beckon's own group.
//!
//! 1. Only of candidates who are a colleague's customer for certain, and for the colleague by whom messages go to them.
//! 2. Each is read first. What a person typed stays, and what is right already is not written.
//! 3. A round looks at so many people at most; the next one goes on behind the last of them.
//! 4. What WeCom refuses for one person stops no other. Where it gives no right at all, nothing is tried again by itself before
//!    the customers are read again.
//!
//! Never in here: a message to anybody, or a tag of other groups.

mod person;
mod stage;
mod tags;

use std::sync::Arc;

use beckon_model::{
    Account, AccountId, Candidate, CandidateId, Failure, Stage, WriteBack, WriteBackDone, WriteBackLeft,
    WriteBackPerson, WriteBackReport, WriteBackState,
};
use beckon_store::{Match, Reader};
use wecom::Client;

use super::kept::kept_as;
use super::matching::Claims;
use super::routes::customers;
use crate::doors::Outside;
use crate::errors::{Result, call_failure};
use crate::message::interview_words::Language;
use tags::Tags;

/// People of one round. Each costs three calls, and more only where a customer has more colleagues than a page holds.
const PEOPLE: usize = 100;

/// WeCom lets the app see none of it; elsewhere this is about one recipient.
const NO_RIGHT: i64 = 60011;

/// A candidate to be written back.
struct Written {
    candidate: Candidate,
    external_userid: String,
    colleague: String,
    stage: Option<Stage>,
    opted_out: bool,
}

/// What ends a round.
struct Halt(wecom::Error);

impl Outside<'_> {
    /// What an account writes back, and how the last round ended.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub async fn write_back_state(self, account: &AccountId) -> Result<WriteBackState> {
        let account = self.engine.accounts().get(account).await?.id;
        Ok(self.engine.store().read(move |rows| rows.write_back(&account)).await?)
    }

    /// Sets what is written back from now on. Nothing is written by this.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub async fn write_back_set(self, account: &AccountId, set: WriteBack) -> Result<WriteBackState> {
        let account = self.engine.accounts().get(account).await?.id;
        let saved = self.engine.store().write(move |rows| {
            let before = rows.write_back(&account)?;
            // How a round of something else ended says nothing of this.
            let state = if before.set == set { before } else { WriteBackState { set, last: None } };
            rows.set_write_back(&account, &state)?;
            Ok::<_, beckon_store::Error>(state)
        });
        Ok(saved.await?)
    }

    /// Writes back what an account is set to, and says what became of each person. Nothing is asked of WeCom where it is set to
    /// nothing.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`], [`crate::Error::Store`], and where the account's secret is missing. What WeCom says is in the
    /// answer.
    pub async fn write_back(self, account: &AccountId) -> Result<WriteBackDone> {
        // First alone, then read: where the last round ended is where this one goes on.
        let _alone = self.engine.0.outside.writing_back.lock().await;
        let state = self.write_back_state(account).await?;
        if !state.set.is_on() {
            return Ok(WriteBackDone::default());
        }
        let (account, client) = self.engine.accounts().client(account).await?;
        let (of, now, after) = (account.clone(), self.engine.now_ms(), state.last.and_then(|last| last.after));
        let (people, more) = self.engine.store().read(move |rows| due(rows, &of, now, after)).await?;
        let mut round = Round { client, set: state.set, tags: None, done: Vec::new(), through: after };
        let stopped = round.all(&people).await.err();
        let mut report = counted(&round.done);
        report.at = self.engine.now_ms();
        report.after = round.through.filter(|_| more || stopped.is_some());
        report.held = stopped.as_ref().is_some_and(|Halt(error)| {
            matches!(call_failure::sort(error), Failure::AccountRefused(_) | Failure::MessageRefused(_))
        });
        report.stopped = stopped.map(|Halt(error)| call_failure::why_not(&error));
        let (id, last) = (account.id, report.clone());
        let noted = self.engine.store().write(move |rows| {
            // Somebody may have set it otherwise meanwhile.
            let state = WriteBackState { last: Some(last), ..rows.write_back(&id)? };
            rows.set_write_back(&id, &state)
        });
        noted.await?;
        Ok(WriteBackDone { set: state.set, report, people: round.done })
    }

    /// Whether there is something to write back by itself: after the customers were read, after news of candidates, or where the
    /// last round did not come to its end.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub(crate) async fn write_back_due(self, account: &Account) -> Result<bool> {
        let (id, kept) = (account.id.clone(), kept_as(account));
        let due = self.engine.store().read(move |rows| {
            let WriteBackState { set, last } = rows.write_back(&id)?;
            let Some(read_at) = rows.customer_sync(&kept)?.map(|sync| sync.read_at).filter(|_| set.is_on()) else {
                return Ok::<_, beckon_store::Error>(false);
            };
            let Some(last) = last else { return Ok(true) };
            let unfinished = last.after.is_some() || last.stopped.is_some();
            Ok(read_at > last.at || (!last.held && (unfinished || rows.write_back_news()? > last.at)))
        });
        Ok(due.await?
            && self.engine.0.outside.is_time(("write_back", account.id.as_str(), ""), false, self.engine.now_ms()))
    }
}

/// The people of a round behind `after`, and whether there are more behind them.
fn due(
    rows: &Reader<'_>,
    account: &Account,
    now: i64,
    after: Option<CandidateId>,
) -> beckon_store::Result<(Vec<Written>, bool)> {
    let kept = kept_as(account);
    let (owners, matches) = (rows.link_owners(&kept)?, rows.live_matches(&kept)?);
    let claims = Claims::of(&matches);
    let behind = |one: &&Match| after.is_none_or(|after| one.candidate.0 > after.0);
    let mut certain: Vec<&Match> = claims.all_certain().filter(behind).collect();
    certain.sort_by_key(|one| one.candidate.0);
    let more = certain.len() > PEOPLE;
    let opted_out = rows.opted_out()?;
    let mut people = Vec::new();
    for one in certain.into_iter().take(PEOPLE) {
        let candidate = rows.candidate(one.candidate)?;
        let Some(customer) = customers(rows, &kept, one, &owners)?.into_iter().next() else { continue };
        if candidate.practice == account.id.is_practice() {
            people.push(Written {
                external_userid: one.external_userid.clone(),
                colleague: customer.follower.userid,
                stage: stage::of(rows, candidate.id, now)?,
                opted_out: opted_out.person(candidate.id).is_some(),
                candidate,
            });
        }
    }
    Ok((people, more))
}

/// A round on its way.
struct Round {
    client: Arc<Client>,
    set: WriteBack,
    /// Read before the first person who needs one.
    tags: Option<Tags>,
    done: Vec<WriteBackPerson>,
    /// The last person with whom the round is through.
    through: Option<CandidateId>,
}

impl Round {
    async fn all(&mut self, people: &[Written]) -> std::result::Result<(), Halt> {
        if self.set.tags && people.iter().any(|one| one.stage.is_some()) {
            let names: String = people.iter().map(|one| one.candidate.person.name.as_str()).collect();
            self.tags = Some(Tags::ready(&self.client, Language::of(&names)).await.map_err(Halt)?);
        }
        for one in people {
            let mut outcome = WriteBackPerson {
                candidate: one.candidate.id,
                name: one.candidate.person.name.clone(),
                colleague: one.colleague.clone(),
                wrote: Vec::new(),
                left: Vec::new(),
            };
            if let Err(error) = self.one(one, &mut outcome).await {
                match call_failure::sort(&error) {
                    Failure::MessageRefused(errcode) if errcode != NO_RIGHT => {
                        outcome.left.push(WriteBackLeft::Refused { errcode });
                    }
                    _ => {
                        // The person comes again; what was written before is told.
                        self.done.extend(Some(outcome).filter(|one| !one.wrote.is_empty()));
                        return Err(Halt(error));
                    }
                }
            }
            self.done.push(outcome);
            self.through = Some(one.candidate.id);
        }
        Ok(())
    }
}

fn counted(people: &[WriteBackPerson]) -> WriteBackReport {
    let mut report = WriteBackReport::default();
    for one in people {
        report.written += u64::from(!one.wrote.is_empty());
        report.right += u64::from(one.wrote.is_empty() && one.left.is_empty());
        for left in &one.left {
            match report.left.iter_mut().find(|(known, _)| known == left) {
                Some((_, count)) => *count += 1,
                None => report.left.push((left.clone(), 1)),
            }
        }
    }
    report
}
