//! WeChat customer service (微信客服). Source: path/94638 (overview) and the pages of its calls.

pub(super) mod accounts;
mod content;
pub(super) mod send;
pub(super) mod session;
pub(super) mod sync;

use crate::answer::{Refusal, refuse};
use crate::config::SecretOf;
use crate::object::Object;
use crate::service::Managed;
use crate::visit::Visit;

/// Token and admission for the callable apps of customer service; 48002 for others, 95017 while the API is off.
fn enter(visit: &mut Visit<'_>) -> Result<usize, Refusal> {
    let app = visit.enter_any()?;
    let admitted = &visit.company.apps[app];
    match admitted.of {
        SecretOf::App if !visit.company.desk.api => refuse(95017),
        SecretOf::App if admitted.customer_service => Ok(app),
        _ => refuse(48002),
    }
}

/// `open_kfid` of an account that the API manages: 95000 without one, 95004 for an unknown one, 95011 or 95012 for one that
/// is managed otherwise.
fn account<'a>(visit: &Visit<'_>, request: &Object<'a>) -> Result<&'a str, Refusal> {
    let open_kfid = request.need("open_kfid", 95000)?;
    match visit.company.desk.account(open_kfid).map(|account| account.managed) {
        None => refuse(95004),
        Some(Managed::Client) => refuse(95011),
        Some(Managed::Elsewhere) => refuse(95012),
        Some(Managed::Api) => Ok(open_kfid),
    }
}

/// A string of at most `bytes` letters, digits, `_` and `-`, else 40058; absent is fine.
fn word<'a>(request: &Object<'a>, name: &str, bytes: usize) -> Result<Option<&'a str>, Refusal> {
    match request.within(name, bytes, 40058)? {
        Some(text) if !text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte)) => refuse(40058),
        text => Ok(text),
    }
}
