//! The company's external contacts: candidates who are WeChat users. None of them exists.
//!
//! Never in here: an answer to a call, or a way by which somebody becomes a contact.

use std::collections::HashMap;

use crate::dice::Dice;
use crate::roster::Member;

/// Members with the customer-contact function, unless a company says otherwise.
pub(crate) const CUSTOMER_CONTACT: [&str; 5] = ["wangfang", "SophiaDavis", "song-wei", "zhangwei", "EmmaClark"];

const NAMES: [&str; 16] = [
    "陆雪",
    "Oscar",
    "小鱼",
    "韩松",
    "Nina 妮娜",
    "贺一鸣",
    "Peter Pan",
    "夏天",
    "江南",
    "Ruby",
    "苏苏",
    "Leo 李奥",
    "温言",
    "Zoe",
    "钟意",
    "白鹿",
];

/// People that the company keeps at most, so that a stranger on the machine cannot fill it without end.
const MOST: usize = 20_000;

/// When the first customers were added: 2026-01-01, Unix seconds.
const LONG_AGO: i64 = 1_767_225_600;

/// A WeChat user. Without a follow it is an outsider whom no member has as a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// The same for all apps of the company.
    pub external_userid: String,
    /// WeChat nickname.
    pub name: String,
    /// The members who have the customer as a contact, in the order of their coming.
    pub follows: Vec<Follow>,
}

/// A member's contact with a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follow {
    /// userid of the member.
    pub userid: String,
    /// How far it has come.
    pub relation: Relation,
    /// The customer deleted the member: the member's client and all calls still show the customer, but messages end with
    /// status 2 (not a friend).
    pub deleted: bool,
    /// The customer has written to the member.
    pub wrote: bool,
    /// The member's name for the customer.
    pub remark: String,
    /// The member's notes.
    pub description: String,
    /// The member's note of the customer's company.
    pub remark_corp_name: String,
    /// The member's notes of phone numbers.
    pub remark_mobiles: Vec<String>,
    /// Ids of the company's tags.
    pub tag_ids: Vec<String>,
    /// When it began, Unix seconds.
    pub createtime: i64,
    /// Who began it: the member's userid or the customer's external_userid.
    pub oper_userid: String,
    /// As WeCom's `add_way`.
    pub add_way: i64,
    /// `state` of the contact way, or `customer_channel` of the acquisition link, that was opened.
    pub state: String,
    /// The acquisition link that was opened.
    pub link_id: Option<String>,
    /// Ascends through the company: where a list goes on.
    pub(crate) number: u64,
}

/// How far a contact has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The customer asked and the member has not agreed: no call shows it.
    Asked,
    /// The customer was let in without the member's doing, and the member has not opened the chat: most calls answer 84061.
    Half,
    /// Both have each other.
    Whole,
}

impl Customer {
    /// The contact with this member, whom the company spells so.
    #[must_use]
    pub fn follow(&self, userid: &str) -> Option<&Follow> {
        self.follows.iter().find(|follow| follow.userid == userid)
    }

    /// userids of the members whose contact every call shows.
    pub fn followers(&self) -> impl Iterator<Item = &str> {
        self.follows.iter().filter(|follow| follow.relation == Relation::Whole).map(|follow| follow.userid.as_str())
    }
}

impl Follow {
    /// A contact as it begins, with the customer's own name as the remark.
    pub(crate) fn new(userid: &str, customer: &Customer, now_ms: i64) -> Self {
        Self {
            userid: userid.to_owned(),
            relation: Relation::Whole,
            deleted: false,
            wrote: false,
            remark: customer.name.clone(),
            description: String::new(),
            remark_corp_name: String::new(),
            remark_mobiles: Vec::new(),
            tag_ids: Vec::new(),
            createtime: now_ms / 1000,
            oper_userid: customer.external_userid.clone(),
            add_way: 1,
            state: String::new(),
            link_id: None,
            number: 0,
        }
    }
}

/// All WeChat users whom the company knows, in the order of their coming.
#[derive(Debug, Default)]
pub(crate) struct Customers {
    all: Vec<Customer>,
    places: HashMap<String, usize>,
    follows: u64,
}

impl Customers {
    /// So many customers of the members with the function; every eighth has deleted the member.
    pub(crate) fn of(members: &[String], count: usize, seed: u64) -> Self {
        let mut customers = Self::default();
        if members.is_empty() {
            return customers;
        }
        let mut dice = Dice::new(seed ^ 0x0063_7573_746F_6D65);
        for at in 0..count {
            let name = NAMES[at % NAMES.len()];
            let name = if at < NAMES.len() { name.to_owned() } else { format!("{name}{}", at / NAMES.len() + 1) };
            let id = format!("wm{}", dice.letters(30));
            let customer = Customer { external_userid: id.clone(), name, follows: Vec::new() };
            let first = &members[at % members.len()];
            let second = Some(&members[(at + 1) % members.len()]).filter(|second| at % 5 == 4 && *second != first);
            customers.add(customer.clone());
            for userid in std::iter::once(first).chain(second) {
                let begun = Follow::new(userid, &customer, LONG_AGO * 1000);
                customers.follow(&id, Follow { deleted: at % 8 == 7, oper_userid: userid.clone(), ..begun });
            }
        }
        customers
    }

    /// Adds somebody; false when the company keeps too many.
    pub(crate) fn add(&mut self, customer: Customer) -> bool {
        let room = self.all.len() < MOST;
        if room {
            self.places.insert(customer.external_userid.clone(), self.all.len());
            self.all.push(customer);
        }
        room
    }

    /// A WeChat user with this name, or with one of the company's own choice, whom no member has as a contact. The same
    /// id is the same person.
    pub(crate) fn outsider(&mut self, external_userid: String, name: Option<&str>) -> Option<&Customer> {
        if !self.places.contains_key(&external_userid) {
            let mut dice = Dice::of(&[&external_userid]);
            let name = name.unwrap_or(NAMES[dice.below(NAMES.len())]).to_owned();
            self.add(Customer { external_userid: external_userid.clone(), name, follows: Vec::new() });
        }
        self.get(&external_userid)
    }

    /// Lets a contact begin, in place of one with the same member.
    pub(crate) fn follow(&mut self, external_userid: &str, follow: Follow) {
        self.follows += 1;
        let number = self.follows;
        if let Some(customer) = self.get_mut(external_userid) {
            customer.follows.retain(|known| known.userid != follow.userid);
            customer.follows.push(Follow { number, ..follow });
        }
    }

    pub(crate) fn get(&self, external_userid: &str) -> Option<&Customer> {
        self.places.get(external_userid).map(|at| &self.all[*at])
    }

    pub(crate) fn get_mut(&mut self, external_userid: &str) -> Option<&mut Customer> {
        self.places.get(external_userid).map(|at| &mut self.all[*at])
    }

    /// The contact of a customer with a member.
    pub(crate) fn follow_mut(&mut self, external_userid: &str, userid: &str) -> Option<&mut Follow> {
        self.get_mut(external_userid)?.follows.iter_mut().find(|follow| follow.userid == userid)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Customer> {
        self.all.iter()
    }
}

/// Those of `named` who are members, as the company spells them and in its order.
pub(crate) fn with_function(members: &[Member], named: &[String]) -> Vec<String> {
    let named = |member: &&Member| named.iter().any(|userid| userid.eq_ignore_ascii_case(&member.userid));
    members.iter().filter(named).map(|member| member.userid.clone()).collect()
}
