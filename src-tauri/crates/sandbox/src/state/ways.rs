//! How outsiders become contacts: contact ways and acquisition links, and what opening one does.

use std::collections::BTreeMap;

use crate::customers::{Customers, Follow, Relation};
use crate::dice::Dice;
use crate::limits::DAY_MS;
use crate::newest::Newest;

/// Bytes of contact ways that are kept.
const WAY_BYTES: usize = 16 * 1024 * 1024;

/// Where the addresses of contact ways and of acquisition links begin, after the base URL.
pub(crate) const WAYS: &str = "/qr/";
pub(crate) const LINKS: &str = "/ca/";

/// Whom an entrance adds: one of these members.
#[derive(Debug, Clone)]
pub(crate) struct Behind {
    pub(crate) agent_id: i64,
    pub(crate) created_ms: i64,
    pub(crate) skip_verify: bool,
    /// As they were given.
    pub(crate) users: Vec<String>,
    pub(crate) parties: Vec<i64>,
    /// The members with the function among all of those, as the company spells them; never empty.
    pub(crate) members: Vec<String>,
}

/// A contact way.
#[derive(Debug, Clone)]
pub(crate) struct Way {
    pub(crate) behind: Behind,
    pub(crate) kind: i64,
    pub(crate) scene: i64,
    pub(crate) remark: String,
    pub(crate) state: String,
}

/// An acquisition link.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    pub(crate) behind: Behind,
    pub(crate) name: String,
}

/// How many customers acquisition links may still add.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Quota {
    /// All that were ever used.
    pub(crate) used: u32,
    pub(crate) balance: u32,
    /// Unix seconds.
    pub(crate) expires: i64,
}

/// All ways in.
#[derive(Debug)]
pub(crate) struct Entrances {
    base_url: String,
    /// By config_id.
    pub(crate) ways: Newest<String, Way>,
    /// By link_id.
    pub(crate) links: BTreeMap<String, Link>,
    /// `None`: the acquisition assistant was not bought.
    pub(crate) quota: Option<Quota>,
}

/// What an address leads to.
pub(crate) enum Entrance<'a> {
    Way(&'a Way),
    Link { link_id: &'a str, link: &'a Link, customer_channel: String },
}

impl Entrances {
    pub(crate) fn new(base_url: String, balance: Option<u32>, now_ms: i64) -> Self {
        let quota = balance.map(|balance| Quota { used: 0, balance, expires: (now_ms + 365 * DAY_MS) / 1000 });
        Self { base_url, ways: Newest::up_to(WAY_BYTES), links: BTreeMap::new(), quota }
    }

    /// The address of a contact way's QR code. WeCom's leads to a picture, this one to a page that stands for scanning it.
    pub(crate) fn qr_code(&self, config_id: &str) -> String {
        format!("{}{WAYS}{config_id}", self.base_url)
    }

    /// The address of an acquisition link.
    pub(crate) fn url(&self, link_id: &str) -> String {
        format!("{}{LINKS}{link_id}", self.base_url)
    }

    /// What a path and its query lead to; `None` for a way or link that does not exist any more. Of a `customer_channel`
    /// the first 64 bytes count.
    pub(crate) fn find(&self, path: &str, query: &str) -> Option<Entrance<'_>> {
        if let Some(config_id) = path.strip_prefix(WAYS) {
            return self.ways.get(config_id).filter(|way| way.scene == 2).map(Entrance::Way);
        }
        let (link_id, link) = self.links.get_key_value(path.strip_prefix(LINKS)?)?;
        let given = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "customer_channel");
        let given = given.map(|(_, value)| value.into_owned()).unwrap_or_default();
        let end = (0..=given.len().min(64)).rev().find(|end| given.is_char_boundary(*end)).unwrap_or(0);
        Some(Entrance::Link { link_id, link, customer_channel: given[..end].to_owned() })
    }

    /// The path and the query of an address of this company.
    pub(crate) fn split<'a>(&self, url: &'a str) -> Option<(&'a str, &'a str)> {
        let rest = url.strip_prefix(&self.base_url)?;
        Some(rest.split_once('?').unwrap_or((rest, "")))
    }

    /// Lets somebody open an address: the userid of the member whom they have as a contact, or asked, from then on. `None`
    /// for nobody, for an address that leads nowhere, and for an acquisition link without quota. Whoever has one of the
    /// members as a contact already stays with that one, and costs nothing.
    pub(crate) fn open(
        &mut self,
        path: &str,
        query: &str,
        external_userid: &str,
        customers: &mut Customers,
        now_ms: i64,
    ) -> Option<String> {
        let entrance = self.find(path, query)?;
        let (behind, state, link_id) = match &entrance {
            Entrance::Way(way) => (&way.behind, way.state.clone(), None),
            Entrance::Link { link_id, link, customer_channel } => {
                (&link.behind, customer_channel.clone(), Some((*link_id).to_owned()))
            }
        };
        let customer = customers.get(external_userid)?;
        let known = customer.follows.iter().find(|follow| behind.members.contains(&follow.userid) && !follow.deleted);
        if let Some(known) = known {
            return Some(known.userid.clone());
        }
        let userid = &behind.members[Dice::of(&[path, external_userid]).below(behind.members.len())];
        let relation = if behind.skip_verify { Relation::Half } else { Relation::Asked };
        let add_way = if link_id.is_some() { 16 } else { 1 };
        let begun = Follow { relation, add_way, state, link_id, ..Follow::new(userid, customer, now_ms) };
        let userid = userid.clone();
        if begun.link_id.is_some() {
            let quota = self.quota.as_mut().filter(|quota| quota.balance > 0)?;
            (quota.used, quota.balance) = (quota.used + 1, quota.balance - 1);
        }
        customers.follow(external_userid, begun);
        Some(userid)
    }
}
