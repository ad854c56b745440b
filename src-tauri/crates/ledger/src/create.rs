//! Setting a ledger up, with an administrator's login: schema, roles, a company with its first lead. The administrator's
//! login is used here and kept nowhere.

use std::time::Duration;

use tokio::time::timeout;

use crate::connect::connect;
use crate::error::{Error, Result};
use crate::members::Invitee;
use crate::place::{Login, Place};
use crate::schema::migrate;

/// How long all of it may take, another laptop's before it included.
const CREATE: Duration = Duration::from_secs(120);

/// Makes the ledger where it is missing, brings an older one to this program's shape, and founds the company `corp` with its
/// first lead (`lead.role` is not asked). `true` when the lead is new; the same lead with the same id again is harmless.
///
/// # Errors
/// Those of a connection; [`Error::Newer`], [`Error::ChangedStep`]; [`crate::Refusal::LoginTaken`]; [`crate::Refusal::NotAllowed`] when
/// the administrator may not make roles. Nothing is changed then.
pub async fn create(place: &Place, administrator: &Login, corp: &str, lead: &Invitee) -> Result<bool> {
    run(place, administrator, Some((corp, lead))).await
}

/// Brings the ledger to this program's shape, and changes nothing else.
///
/// # Errors
/// Like [`create`].
pub async fn upgrade(place: &Place, administrator: &Login) -> Result<()> {
    run(place, administrator, None).await.map(|_| ())
}

async fn run(place: &Place, administrator: &Login, company: Option<(&str, &Invitee)>) -> Result<bool> {
    let (mut client, wire) = connect(place, administrator).await?;
    let driver = wire.drive();
    let work = migrate(&mut client, async |transaction| {
        let Some((corp, lead)) = company else { return Ok(false) };
        let found = "SELECT beckon_team.found($1, $2, $3, $4)";
        let verifier = lead.password.verifier();
        Ok(transaction.query_one(found, &[&corp, &lead.id, &lead.login, &verifier]).await?.get(0))
    });
    let answer = timeout(CREATE, work).await.unwrap_or(Err(Error::TimedOut));
    driver.abort();
    answer
}
