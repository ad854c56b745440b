//! A test: the message of one person, sent to a member of one's own to look at it. It takes the way of every message, from
//! the frozen row to the settled answer, as a campaign of its own that says what it is.
//!
//! Never in here: another text than that person's. Only the recipient and the duplicate check's interval differ.

use beckon_model::{
    AccountId, Campaign, CampaignId, CandidateFilter, CandidateId, FieldProblem, FormField, TeamWish, TestRequest,
    duplicate_interval_s,
};
use beckon_store::{NewCampaign, NewDelivery, Reader, Writer};
use sha2::{Digest, Sha256};

use crate::doors::Sending;
use crate::errors::{Error, Result, invalid};
use crate::hash::{digest, hex};
use crate::message::body::Frame;
use crate::message::recipient::Recipient;
use crate::message::route::Ways;
use crate::send::plan::{Plan, request};
use crate::text::filled;

impl Sending<'_> {
    /// Sends the message of one person of a selection to a member, marked as a test. What was approved stays approved.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an id that cannot be one, [`Error::NotFound`] when the selection is shorter,
    /// [`Error::NotSendable`] when the message itself is not fit to leave; and as [`Sending::start`].
    pub async fn test(self, test: TestRequest) -> Result<Campaign> {
        let userid = filled(&test.userid).ok_or_else(|| invalid(FormField::Userid, FieldProblem::Required))?;
        if !wecom::valid_userid(&userid) {
            return Err(invalid(FormField::Userid, FieldProblem::NotAUserid));
        }
        let (account, client) = self.engine.accounts().client(&test.send.account).await?;
        self.plan_with_files(&test.send).await?;
        let slot = self.engine.campaigns().claim_sending(&account.id)?;
        let now = self.engine.now_ms();
        let frozen = self
            .engine
            .store()
            .write(move |rows| freeze(rows, Plan::make(rows, account, &test.send, now)?, (test.index, userid), now));
        let campaign = self.engine.campaigns().get(frozen.await?).await?;
        self.engine.campaigns().run(slot, &campaign, client);
        Ok(campaign)
    }

    /// Who gets a test of this account unless someone else is named: the one who got the last; in the practice company
    /// one of its people.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn tester(self, account: AccountId) -> Result<Option<String>> {
        Ok(self.engine.store().read(move |rows| tester(rows, &account)).await?)
    }
}

fn tester(rows: &Reader<'_>, account: &AccountId) -> beckon_store::Result<Option<String>> {
    let last = rows.last_tester(account)?;
    if last.is_some() || !account.is_practice() {
        return Ok(last);
    }
    let people =
        rows.candidates(&beckon_model::CandidateQuery { filter: CandidateFilter::default(), after: None, limit: 0 })?;
    let member = people.rows.into_iter().find(|row| row.practice && row.person.userid.is_some() && !row.opted_out);
    Ok(member.and_then(|row| row.person.userid))
}

/// Writes the message of the `index`-th person down as a campaign of one row, to be sent to `userid`.
fn freeze(rows: &Writer<'_>, plan: Plan, (index, userid): (u64, String), now: i64) -> Result<CampaignId> {
    let interval = duplicate_interval_s(rows.campaign_count(true)?, true);
    let index = usize::try_from(index).unwrap_or(usize::MAX);
    let made = plan.made(rows, &plan.renderer()?, index)?;
    // The person whose message it is may want none: this one goes to oneself. Whoever gets it has to want it.
    Ways::of(rows, &plan.account.id)?.wanted(None, Some(&userid)).map_err(Error::NotSendable)?;
    // Who is in the list is a candidate, whoever the message is for.
    if let Some(id) = rows.candidate_of_userid(&userid)? {
        let somebody = Recipient::of_person(&rows.candidate(id)?.person);
        if let Some(refused) = plan.guard.refuse(&somebody, &made.rendered.content) {
            return Err(Error::NotSendable(refused));
        }
    }
    let frame = Frame { duplicate_interval_s: interval, ..plan.frame(&made.rendered.content) };
    let body = request(&made.rendered, frame, &userid).map_err(Error::NotSendable)?;
    let about: Vec<CandidateId> = made.recipient.candidates().iter().map(|candidate| candidate.id).collect();
    let sha256 = hex(&Sha256::digest(&body));
    let template = plan.template.ok_or(Error::NotFound("template"))?;
    let team = plan.account.team;
    let campaign = rows.insert_campaign(&NewCampaign {
        account: plan.account.id,
        account_name: plan.account.name,
        template: template.id,
        template_name: template.name,
        template_version: template.version,
        approval: hex(&digest(&[b"test", &body])),
        created_at: now,
        starts_at: None,
        test: true,
        // It invites nobody: only what WeCom allows the app is shared with the team.
        team: team.then(TeamWish::default),
        key: None,
    })?;
    let delivery = NewDelivery {
        candidate: None,
        about,
        name: userid.clone(),
        outside: None,
        userid: Some(userid),
        text_sha256: None,
        body: Ok((body, sha256)),
        shared: None,
        claim: None,
        told: None,
    };
    rows.insert_delivery(campaign, &delivery, now)?;
    Ok(campaign)
}
