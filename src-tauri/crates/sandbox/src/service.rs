//! The accounts of WeChat customer service (微信客服) that the company has. Only plain values; nothing here runs.

use crate::dice::Dice;

/// An account of customer service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceAccount {
    /// Its id.
    pub open_kfid: String,
    /// What WeChat shows as its name.
    pub name: String,
    /// Who answers there.
    pub managed: Managed,
}

/// Where the messages of an account are read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Managed {
    /// By apps, over the API.
    Api,
    /// By colleagues in WeCom: the API is refused with 95011.
    Client,
    /// Not inside WeCom: the API is refused with 95012.
    Elsewhere,
}

/// One account that apps manage and one that colleagues do, with ids made from `seed`.
pub(crate) fn accounts(seed: u64) -> Vec<ServiceAccount> {
    let mut dice = Dice::new(seed ^ 0x6B65_6675);
    let mut account = |name: &str, managed| ServiceAccount {
        open_kfid: format!("wk{}", dice.letters(30)),
        name: name.to_owned(),
        managed,
    };
    vec![account("面试邀约", Managed::Api), account("员工服务", Managed::Client)]
}
