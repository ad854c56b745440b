//! External contacts: candidates who are WeChat users. Source: path/92109 (overview) and the pages of its calls.

pub(super) mod acquisition;
pub(super) mod attachments;
pub(super) mod contacts;
pub(super) mod convert;
pub(super) mod mass;
pub(super) mod remark;
pub(super) mod tags;
pub(super) mod tasks;
pub(crate) mod ways;

use serde_json::Value;

use crate::answer::{Refusal, refuse};
use crate::company::Company;
use crate::config::SecretOf;
use crate::customers::{Customer, Follow, Relation};
use crate::object::Object;
use crate::visit::Visit;

/// Token and admission, for the secret of customer contact and the callable apps of Customer Contact; 48002 for others.
/// What employees have confirmed by now is sent by now.
fn enter(visit: &mut Visit<'_>) -> Result<usize, Refusal> {
    let app = visit.enter_any()?;
    visit.company.settle();
    let admitted = &visit.company.apps[app];
    match admitted.of {
        SecretOf::Customers => Ok(app),
        SecretOf::App if admitted.customer_contact => Ok(app),
        _ => refuse(48002),
    }
}

/// The userid of a visible member with the customer-contact function as the company spells it: 60111 for nobody, 60011 for
/// somebody outside the visible range, 84074 without the function.
fn employee(visit: &Visit<'_>, app: usize, userid: &str) -> Result<String, Refusal> {
    let company = &*visit.company;
    let Some(member) = company.member_of(userid) else { return refuse(60111) };
    if !company.sees(app, member) {
        return refuse(60011);
    }
    let userid = &company.members[member].userid;
    if company.contact_members.contains(userid) { Ok(userid.clone()) } else { refuse(84074) }
}

/// A customer with a follower whom the app sees, else 40096; 84061 when none of those has opened the chat so far.
fn customer<'a>(visit: &'a Visit<'_>, app: usize, external_userid: &str) -> Result<&'a Customer, Refusal> {
    let company = &*visit.company;
    let found = company.customers.get(external_userid).ok_or(Refusal::code(40096))?;
    let mut seen = found
        .follows
        .iter()
        .filter(|follow| follow.relation != Relation::Asked && company.visible(app, &follow.userid).is_some());
    match (seen.clone().next(), seen.any(|follow| follow.relation == Relation::Whole)) {
        (None, _) => refuse(40096),
        (Some(_), false) => refuse(84061),
        (Some(_), true) => Ok(found),
    }
}

/// The contact of a member with a customer: 40096 for an unknown customer, 84061 while the member has not opened the chat,
/// 84084 for a customer of others.
fn follow<'a>(company: &'a mut Company, external_userid: &str, userid: &str) -> Result<&'a mut Follow, Refusal> {
    if company.customers.get(external_userid).is_none() {
        return refuse(40096);
    }
    match company.customers.follow_mut(external_userid, userid) {
        Some(follow) if follow.relation == Relation::Whole => Ok(follow),
        Some(follow) if follow.relation == Relation::Half => refuse(84061),
        _ => refuse(84084),
    }
}

/// The rows of a page and the cursor behind them, empty at the end. A `limit` above `most` counts as `default`, as
/// path/93338 says of results.
fn page(rows: Vec<Value>, request: &Object<'_>, most: i64, default: i64) -> Result<(Vec<Value>, String), Refusal> {
    let asked = request.choice("limit", 1..=i64::MAX, default, 40058)?;
    let limit = usize::try_from(if asked > most { default } else { asked }).unwrap_or(usize::MAX);
    let from: usize =
        request.text("cursor")?.map_or(Ok(0), |cursor| cursor.parse().map_err(|_| Refusal::code(40058)))?;
    let end = from.saturating_add(limit);
    let next = if rows.len() > end { end.to_string() } else { String::new() };
    Ok((rows.into_iter().skip(from).take(limit).collect(), next))
}
