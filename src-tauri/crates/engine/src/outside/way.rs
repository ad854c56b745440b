//! The way to a person through an account, out of what the last sync found; and what somebody says about it.
//!
//! Never in here: a question to WeCom.

use std::collections::HashMap;

use beckon_model::{
    Account, AccountId, Candidate, CandidateId, LinkShown, MatchCertainty, Outsider, PersonOutside, PersonWay, Route,
    Way,
};
use beckon_store::{Customer, Match, Reader};

use super::kept::kept_as;
use super::matching::Claims;
use super::person_chat::{Shown, of_person};
use super::qr;
use super::routes::{Routes, customers};
use crate::doors::Outside;
use crate::errors::{Result, not_found};

impl Outside<'_> {
    /// What is known of the ways to a person, and the links there are.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for a person or an account that is gone.
    pub async fn person(self, candidate: CandidateId, account: &AccountId) -> Result<PersonOutside> {
        let account = self.engine.accounts().get(account).await?;
        let now = self.engine.now_ms();
        let shown = self.engine.store().read(move |rows| person(rows, candidate, &account, now)).await;
        shown.map_err(|error| not_found(error, "candidate"))
    }

    /// Notes that a customer is this person, and no one else.
    ///
    /// # Errors
    /// As [`Outside::person`]; also for a customer whom the last sync did not read and who opened no chat.
    pub async fn match_confirm(
        self,
        candidate: CandidateId,
        account: &AccountId,
        external_userid: String,
    ) -> Result<PersonOutside> {
        self.say(candidate, account, external_userid, MatchCertainty::Confirmed).await
    }

    /// Notes that a customer is not this person, whatever else speaks for it.
    ///
    /// # Errors
    /// As [`Outside::match_confirm`].
    pub async fn match_reject(
        self,
        candidate: CandidateId,
        account: &AccountId,
        external_userid: String,
    ) -> Result<PersonOutside> {
        self.say(candidate, account, external_userid, MatchCertainty::Rejected).await
    }

    async fn say(
        self,
        candidate: CandidateId,
        account: &AccountId,
        external_userid: String,
        certainty: MatchCertainty,
    ) -> Result<PersonOutside> {
        let account = self.engine.accounts().get(account).await?;
        let since = self.engine.now_ms();
        let said = self.engine.store().write(move |rows| {
            let of = kept_as(&account);
            if rows.candidate(candidate)?.practice != account.id.is_practice()
                || (rows.customer(&of, &external_userid)?.is_empty()
                    && !rows.has_service_chat(&of, &external_userid)?)
            {
                return Err(beckon_store::Error::NotFound);
            }
            let one = Match { candidate, external_userid, certainty, since };
            match certainty {
                MatchCertainty::Confirmed => rows.confirm_match(&of, &one)?,
                _ => rows.note_match(&of, &one)?,
            }
            person(rows, candidate, &account, since)
        });
        said.await.map_err(|error| not_found(error, "customer"))
    }
}

fn person(rows: &Reader<'_>, id: CandidateId, account: &Account, now: i64) -> beckon_store::Result<PersonOutside> {
    let of = kept_as(account);
    let candidate = rows.candidate(id)?;
    let matches = rows.live_matches(&of)?;
    let claims = Claims::of(&matches);
    let owners = rows.link_owners(&of)?;
    let outsider = |one: &&Match| outsider(rows, &of, one, (&claims, &owners));
    let customer = claims.certain(id).as_ref().map(outsider).transpose()?;
    let maybe = claims.possible(id).iter().map(outsider).collect::<beckon_store::Result<_>>()?;
    let sync = rows.customer_sync(&of)?;
    let read_at = sync.as_ref().map(|sync| sync.read_at);
    let way = way(rows, &candidate, account, now)?;
    let links = rows.outside_links(id, &of)?;
    let Shown { chat, chats, missed } = of_person(rows, &of, id, &links)?;
    let links = links.into_iter().map(|link| super::link::of_account(link, account));
    let shown = |link: beckon_model::OutsideLink| LinkShown { qr: qr::of_link(&link), link };
    Ok(PersonOutside {
        way: PersonWay { candidate: id, account: account.id.clone(), way, customer, maybe, read_at },
        colleagues: sync.map(|sync| sync.colleagues).unwrap_or_default(),
        links: links.map(shown).collect(),
        chat,
        chats,
        missed,
    })
}

/// What somebody chose comes first: no one is written to by a way that was not meant.
fn way(rows: &Reader<'_>, candidate: &Candidate, account: &Account, now: i64) -> beckon_store::Result<Way> {
    if candidate.practice != account.id.is_practice() {
        return Ok(Way::Copy);
    }
    let mut checks = rows.reach_of_candidate(candidate.id)?.into_iter().filter(|reach| reach.account == account.id);
    let out_of_reach = checks.any(|reach| !reach.reachable);
    Ok(match candidate.route {
        Route::None => Way::Copy,
        Route::Member if candidate.person.userid.is_some() && !out_of_reach => Way::Member,
        // A team's account writes to members only.
        _ if account.team => Way::Copy,
        // As a send would go now.
        _ => match Routes::of(rows, account, now)?.route(candidate.id) {
            Ok(Some(route)) => route.to.way(),
            Ok(None) | Err(_) => Way::Copy,
        },
    })
}

fn outsider(
    rows: &Reader<'_>,
    of: &AccountId,
    one: &Match,
    (claims, owners): (&Claims<'_>, &HashMap<String, CandidateId>),
) -> beckon_store::Result<Outsider> {
    let customers = customers(rows, of, one, owners)?;
    let also = claims.also(&one.external_userid, one.candidate).into_iter();
    let also = also.map(|id| Ok(rows.candidate(id)?.person.name)).collect::<beckon_store::Result<_>>()?;
    let first = customers.first();
    Ok(Outsider {
        external_userid: one.external_userid.clone(),
        name: first.map(|customer| customer.name.clone()).unwrap_or_default(),
        certainty: one.certainty,
        since: one.since,
        half: first.is_some_and(|customer| customer.half),
        followers: customers.into_iter().map(|Customer { follower, .. }| follower).collect(),
        also,
    })
}
