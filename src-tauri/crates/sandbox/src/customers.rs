//! The company's external contacts: candidates who are WeChat users. None of them exists.

use crate::dice::Dice;
use crate::roster::Member;

/// Members with the customer-contact function, where the roster has them.
const SERVICE: [&str; 5] = ["wangfang", "SophiaDavis", "song-wei", "zhangwei", "EmmaClark"];

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

/// A WeChat user whom members of the company added as a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// The same for all apps of the company.
    pub external_userid: String,
    /// WeChat nickname.
    pub name: String,
    /// userids of the members who added the customer.
    pub followers: Vec<String>,
    /// False: the customer deleted the member; messages then end with status 2 (not a friend).
    pub friend: bool,
}

/// Sixteen customers of the members with the function; every eighth has deleted the member.
pub(crate) fn customers(members: &[Member], seed: u64) -> Vec<Customer> {
    let service: Vec<&str> = service(members).collect();
    if service.is_empty() {
        return Vec::new();
    }
    let mut dice = Dice::new(seed ^ 0x0063_7573_746F_6D65);
    let customer = |(at, name): (usize, &&str)| {
        let first = service[at % service.len()];
        let second = (at % 5 == 4).then(|| service[(at + 1) % service.len()]).filter(|userid| *userid != first);
        Customer {
            external_userid: format!("wm{}", dice.letters(30)),
            name: (*name).to_owned(),
            followers: [first].into_iter().chain(second).map(str::to_owned).collect(),
            friend: at % 8 != 7,
        }
    };
    NAMES.iter().enumerate().map(customer).collect()
}

/// Members with the customer-contact function.
pub(crate) fn service(members: &[Member]) -> impl Iterator<Item = &str> {
    members.iter().map(|member| member.userid.as_str()).filter(|userid| SERVICE.contains(userid))
}
