//! What a page of messages and events means for chats, links, answers, opt-outs and rows of the log: all of it, with the cursor
//! behind it, in one transaction.
//!
//! Never in here: a question to WeCom.

use beckon_model::{
    Account, AccountId, CampaignId, CandidateId, DeliveryState, OutsideEvent, OutsideHappening, Reason, Step,
};
use beckon_store::{LinkSeen, Result, ServiceChat, ServiceRead, Writer};
use wecom::limits::KF_HISTORY_S;
use wecom::{ServiceEvent, ServiceIncoming, ServiceOrigin, ServiceSaid, ServiceSync, SessionChange};

use super::answer::Said;
use super::limits::{READING_MS, SEEN_MS, WORDS_CHARS};
use super::welcome::Welcome;
use crate::hash::{digest, hex};
use crate::message::button;
use crate::outside::kept::kept_as;
use crate::outside::opt_out::heeded;
use crate::outside::whose::{Speaker, Whose};
use crate::text::one_line;

/// A page as it was read.
pub(super) struct PageRead {
    pub account: Account,
    pub open_kfid: String,
    /// The cursor that was asked with.
    pub asked: Option<String>,
    pub page: ServiceSync,
    /// When, UTC ms, by this machine's clock and by WeCom's.
    pub now: i64,
    pub server_now: i64,
}

/// What was kept, and what follows from it.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub events: Vec<OutsideEvent>,
    pub welcomes: Vec<Welcome>,
    /// Somebody wants no more messages.
    pub opted_out: bool,
    /// Campaigns of which a row has moved.
    pub campaigns: Vec<CampaignId>,
    /// Customers who wrote although a colleague has their chat, as far as is known.
    pub doubtful: Vec<String>,
}

/// Keeps a page; `None` where somebody else went on from the same cursor meanwhile, and has kept it.
///
/// # Errors
/// [`beckon_store::Error::Changed`] when the account became another company's meanwhile.
pub(super) fn keep(rows: &Writer<'_>, read: &PageRead) -> Result<Option<Kept>> {
    let PageRead { account, open_kfid, asked, page, now, server_now } = read;
    if !account.id.is_practice() && rows.account(&account.id)?.corp_id != account.corp_id {
        return Err(beckon_store::Error::Changed);
    }
    let of = kept_as(account);
    let before = rows.service_read(&of, open_kfid)?.unwrap_or_default();
    if before.cursor != *asked {
        return Ok(None);
    }
    let whose = Whose::of(rows, &of)?;
    let mut reading =
        Reading { rows, account, of, open_kfid, now: *now, server_now: *server_now, whose, kept: Kept::default() };
    let gap = reading.gap(&before)?;
    for incoming in &page.incoming {
        reading.take(incoming)?;
    }
    // While more follows, everything up to the last message of the page is known.
    let until = match page.has_more {
        false => Some(*server_now),
        true => page.incoming.iter().filter_map(|one| one.send_time).max().map(|seconds| reading.moment(seconds)),
    };
    let place = ServiceRead {
        cursor: page.next.as_ref().map(|next| next.as_str().to_owned()),
        read_at: [until, before.read_at, gap.map(|(_, to)| to)].into_iter().flatten().max(),
        gap: gap.or(before.gap),
        waits_until: None,
        wait_ms: 0,
    };
    rows.set_service_read(&reading.of, open_kfid, &place)?;
    rows.forget_seen(&reading.of, server_now - SEEN_MS)?;
    Ok(Some(reading.kept))
}

struct Reading<'a, 'r> {
    rows: &'a Writer<'r>,
    account: &'a Account,
    of: AccountId,
    open_kfid: &'a str,
    now: i64,
    server_now: i64,
    whose: Whose,
    kept: Kept,
}

impl Reading<'_, '_> {
    /// The time of which nobody knows what was written, if nobody read for longer than WeCom keeps it; tells of it.
    fn gap(&mut self, before: &ServiceRead) -> Result<Option<(i64, i64)>> {
        let oldest = self.server_now - KF_HISTORY_S * 1000;
        let since = match before.read_at {
            Some(read_at) => Some(read_at),
            None => self.rows.first_service_link(&self.of)?,
        };
        // A reading takes its time, and what it has begun to read does not go away meanwhile.
        let gap = since.filter(|since| *since < oldest - READING_MS).map(|since| (since, oldest));
        if let Some((from, to)) = gap {
            self.tell(None, self.now, OutsideHappening::Gap { from, to })?;
        }
        Ok(gap)
    }

    fn take(&mut self, incoming: &ServiceIncoming) -> Result<()> {
        let at = incoming.send_time.map_or(self.server_now, |seconds| self.moment(seconds));
        let msgid = match incoming.msgid.as_str() {
            "" => hex(&digest(&[format!("{incoming:?}").as_bytes()])),
            msgid => msgid.to_owned(),
        };
        if !self.rows.note_seen(&self.of, &msgid, at)? {
            return Ok(());
        }
        if let ServiceSaid::Event(ServiceEvent::SendFailed { fail_msgid, fail_type }) = &incoming.said {
            return self.failed(fail_msgid, fail_type.code(), at);
        }
        let who = incoming.external_userid.as_str();
        if who.is_empty() {
            return Ok(());
        }
        let chat = self.rows.service_chat(&self.of, self.open_kfid, who)?.unwrap_or_else(|| self.new_chat(who));
        match &incoming.said {
            ServiceSaid::Event(ServiceEvent::Entered { scene_param, welcome_code, .. }) => {
                self.entered(chat, (scene_param, welcome_code.as_ref()), at)
            }
            ServiceSaid::Event(ServiceEvent::SessionChanged { change, new_servicer_userid, .. }) => {
                let has = (*change != SessionChange::Ended).then(|| new_servicer_userid.clone());
                self.colleague(chat, has, at)
            }
            ServiceSaid::Event(ServiceEvent::Recalled { recall_msgid }) => self.recalled(chat, recall_msgid, at),
            ServiceSaid::Event(_) => Ok(()),
            _ if incoming.origin == ServiceOrigin::Colleague => {
                self.colleague(chat, Some(incoming.servicer_userid.clone()), at)
            }
            said if incoming.origin == ServiceOrigin::Customer => self.wrote(chat, said, (&incoming.msgid, at)),
            _ => Ok(()),
        }
    }

    fn new_chat(&self, who: &str) -> ServiceChat {
        ServiceChat { open_kfid: self.open_kfid.to_owned(), external_userid: who.to_owned(), ..ServiceChat::default() }
    }

    /// A moment of WeCom's, UTC ms; none is later than now.
    fn moment(&self, seconds: i64) -> i64 {
        seconds.saturating_mul(1000).min(self.server_now)
    }

    fn entered(&mut self, mut chat: ServiceChat, (link, code): (&str, Option<&String>), at: i64) -> Result<()> {
        let ours = !link.is_empty() && self.rows.has_link(&self.of, link)?;
        chat.entered_at = chat.entered_at.max(Some(at));
        let who = chat.external_userid.clone();
        let mut is_new = false;
        if ours {
            chat.link = Some(link.to_owned());
            self.rows.link_seen(link, LinkSeen::default(), at)?;
            is_new = self.rows.note_came(&self.of, &who, link)?;
        }
        self.rows.set_service_chat(&self.of, &chat)?;
        if !ours {
            return Ok(());
        }
        if is_new {
            self.whose = Whose::of(self.rows, &self.of)?;
        }
        let candidate = match self.whose.speaker(&who) {
            Speaker::One(candidate) => {
                self.tell(Some(candidate), at, OutsideHappening::Opened)?;
                Some(candidate)
            }
            Speaker::Unsure(_) if is_new => {
                self.not_told_apart(&who, None, at)?;
                None
            }
            _ => None,
        };
        let opted_out = match candidate {
            Some(candidate) => self.is_opted_out(candidate)?,
            None => false,
        };
        if let Some(code) = code.filter(|_| !opted_out) {
            let name = self.name(candidate)?;
            let welcome = Welcome { customer: who, candidate, name, code: code.clone(), at };
            self.kept.welcomes.extend(Some(welcome).filter(|welcome| welcome.in_time(self.server_now)));
        }
        Ok(())
    }

    fn wrote(&mut self, mut chat: ServiceChat, said: &ServiceSaid, (msgid, at): (&str, i64)) -> Result<()> {
        let who = chat.external_userid.clone();
        let words = match said {
            ServiceSaid::Text { content, .. } => shortened(content),
            ServiceSaid::Other { msgtype } => format!("[{}]", shortened(msgtype)),
            ServiceSaid::Event(_) => return Ok(()),
        };
        let is_last = chat.wrote_at.is_none_or(|wrote_at| at >= wrote_at);
        if is_last {
            chat.wrote_at = Some(at);
            chat.sent = self.rows.service_sent_since(&self.account.id, &who, at)?;
            let known = self.whose.speaker(&who) != Speaker::Nobody;
            chat.last_words = known.then(|| words.clone());
            chat.last_msgid = known.then(|| msgid.to_owned());
        }
        // Who has written already needs no word that they have to.
        self.kept.welcomes.retain(|welcome| welcome.customer != who);
        if chat.colleague.is_some() && !self.kept.doubtful.contains(&who) {
            self.kept.doubtful.push(who.clone());
        }
        if let Some(link) = &chat.link {
            self.rows.link_seen(link, LinkSeen { wrote: true, ..LinkSeen::default() }, at)?;
        }
        self.rows.set_service_chat(&self.of, &chat)?;
        match self.whose.speaker(&who) {
            Speaker::One(candidate) => self.said(candidate, &who, said, (words, at)),
            Speaker::Unsure(_) => self.not_told_apart(&who, Some(words), at),
            Speaker::Nobody => Ok(()),
        }
    }

    /// What a candidate says.
    fn said(
        &mut self,
        candidate: CandidateId,
        who: &str,
        said: &ServiceSaid,
        (words, at): (String, i64),
    ) -> Result<()> {
        let speaker = Said { account: &self.account.id, candidate, customer: who, at };
        let what = match said {
            ServiceSaid::Text { content, menu_id } => match menu_id.as_deref().and_then(button::pressed) {
                Some(pressed) => Some(speaker.press(self.rows, pressed)?),
                None if heeded(self.rows, candidate, content, self.now)? => {
                    self.kept.opted_out = true;
                    Some(OutsideHappening::OptedOut { words: words.clone(), kept: self.is_opted_out(candidate)? })
                }
                None => speaker.text(self.rows, content)?,
            },
            _ => None,
        };
        self.tell(Some(candidate), at, what.unwrap_or(OutsideHappening::Wrote { words }))
    }

    fn colleague(&mut self, mut chat: ServiceChat, has: Option<String>, at: i64) -> Result<()> {
        if chat.colleague == has {
            return Ok(());
        }
        chat.colleague = has;
        self.rows.set_service_chat(&self.of, &chat)?;
        let Speaker::One(candidate) = self.whose.speaker(&chat.external_userid) else { return Ok(()) };
        let what = match chat.colleague {
            Some(colleague) => {
                OutsideHappening::ColleagueHasChat { colleague: Some(colleague).filter(|who| !who.is_empty()) }
            }
            None => OutsideHappening::ChatFree,
        };
        self.tell(Some(candidate), at, what)
    }

    fn recalled(&mut self, mut chat: ServiceChat, msgid: &str, at: i64) -> Result<()> {
        if chat.last_msgid.as_deref() == Some(msgid) {
            (chat.last_words, chat.last_msgid) = (None, None);
            self.rows.set_service_chat(&self.of, &chat)?;
        }
        let Speaker::One(candidate) = self.whose.speaker(&chat.external_userid) else { return Ok(()) };
        self.tell(Some(candidate), at, OutsideHappening::Recalled)
    }

    /// A message that WeCom had taken did not arrive. Whoever settles its row later finds that noted.
    fn failed(&mut self, msgid: &str, fail_type: i64, at: i64) -> Result<()> {
        self.rows.note_service_failure(&self.of, msgid, fail_type, at)?;
        let row = self.rows.outside_row_of_msgid(&self.account.id, msgid)?;
        let Some(row) = row.filter(|row| row.state == DeliveryState::Accepted) else { return Ok(()) };
        let reason = Reason::SendFailed { fail_type };
        self.rows.step(row.id, &Step::Bounce { reason }, self.now)?;
        self.kept.campaigns.push(row.campaign);
        let what = OutsideHappening::Failed { delivery: row.id, campaign: row.campaign, fail_type };
        self.tell(row.candidate, at, what)
    }

    fn not_told_apart(&mut self, who: &str, words: Option<String>, at: i64) -> Result<()> {
        let Speaker::Unsure(candidates) = self.whose.speaker(who) else { return Ok(()) };
        let candidates = candidates.to_vec();
        let names = candidates.iter().map(|id| Ok(self.rows.candidate(*id)?.person.name)).collect::<Result<_>>()?;
        let what = OutsideHappening::NotToldApart { customer: who.to_owned(), candidates, names, words };
        self.tell(None, at, what)
    }

    fn is_opted_out(&self, candidate: CandidateId) -> Result<bool> {
        Ok(self.rows.opt_out_of(candidate)?.is_some_and(|noted| noted.lifted_at.is_none()))
    }

    fn name(&self, candidate: Option<CandidateId>) -> Result<Option<String>> {
        candidate.map(|id| Ok(self.rows.candidate(id)?.person.name)).transpose()
    }

    fn tell(&mut self, candidate: Option<CandidateId>, at: i64, what: OutsideHappening) -> Result<()> {
        let name = self.name(candidate)?;
        self.kept.events.push(OutsideEvent { account: self.account.id.clone(), at, candidate, name, what });
        Ok(())
    }
}

/// On one line, and no longer than it is kept.
fn shortened(text: &str) -> String {
    one_line(text).chars().take(WORDS_CHARS).collect()
}
