//! External contacts: candidates who are WeChat users. Source: path/92109 (overview) and the pages of its calls.

pub(super) mod attachments;
pub(super) mod contacts;
pub(crate) mod mass;
pub(super) mod tasks;
pub(crate) mod ways;

use crate::answer::{Refusal, refuse};
use crate::config::SecretOf;
use crate::customers::{Customer, service};
use crate::visit::Visit;

/// Token and admission, for the secret of customer contact and the callable apps of Customer Contact; 48002 for others.
fn enter(visit: &mut Visit<'_>) -> Result<usize, Refusal> {
    let app = visit.enter_any()?;
    let admitted = &visit.company.apps[app];
    match admitted.of {
        SecretOf::Customers => Ok(app),
        SecretOf::App if admitted.customer_contact => Ok(app),
        _ => refuse(48002),
    }
}

/// The userid of a visible member with the customer-contact function as the company spells it: 60111 for nobody the app
/// sees, 84074 without the function.
fn employee(visit: &Visit<'_>, app: usize, userid: &str) -> Result<String, Refusal> {
    let Some(member) = visit.company.visible(app, userid) else { return refuse(60111) };
    let userid = &visit.company.members[member].userid;
    match service(&visit.company.members).find(|known| known == userid) {
        Some(known) => Ok(known.to_owned()),
        None => refuse(84074),
    }
}

/// A customer with a follower whom the app sees, else 40096.
fn customer<'a>(visit: &'a Visit<'_>, app: usize, external_userid: &str) -> Result<&'a Customer, Refusal> {
    let company = &*visit.company;
    let found = company.customers.iter().find(|customer| customer.external_userid == external_userid);
    let seen = |customer: &&Customer| customer.followers.iter().any(|userid| company.visible(app, userid).is_some());
    found.filter(seen).ok_or(Refusal::code(40096))
}
