//! Tells the team who is who at WeCom, and who could be reached: what the answers to a campaign say of its people.
//!
//! Never in here: a phone number or a mail address in clear.

use beckon_ledger::{Known, Ledger};
use beckon_model::{CampaignId, Candidate, DeliveryState, Reason, Route};

use super::keyed::Keyed;
use crate::engine::Engine;
use crate::errors::Result;
use crate::team::desk;
use crate::team::problem::failed;

/// People who are noted in one question.
const AT_A_TIME: usize = 500;

/// Notes those of a campaign of whom WeCom has said whether it reached them.
///
/// # Errors
/// [`crate::Error::Team`], [`crate::Error::Store`].
pub(super) async fn note(engine: &Engine, ledger: &Ledger, campaign: CampaignId) -> Result<()> {
    let Some(team) = desk::stored(engine).await? else { return Ok(()) };
    let Some(keyed) = Keyed::new(&team.hash_key) else { return Ok(()) };
    let people = engine.store().read(move |rows| rows.reached(campaign)).await?;
    let known: Vec<Known> =
        people.iter().filter_map(|(person, state, reason)| known(&keyed, person, *state, reason.as_ref())).collect();
    for part in known.chunks(AT_A_TIME) {
        ledger.note_people(part).await.map_err(failed)?;
    }
    Ok(())
}

fn known(keyed: &Keyed, person: &Candidate, state: DeliveryState, reason: Option<&Reason>) -> Option<Known> {
    let reachable = match (state, reason) {
        (DeliveryState::Accepted | DeliveryState::Recalled, _) => true,
        (DeliveryState::Rejected, Some(Reason::NotVisible | Reason::Unlicensed)) => false,
        _ => return None,
    };
    let Candidate { person, practice: false, .. } = person else { return None };
    Some(Known {
        userid: person.userid.clone()?,
        name: person.name.clone(),
        route: Route::Member.as_str().to_owned(),
        reachable: Some(reachable),
        phone_hmac: person.phone.as_deref().and_then(|phone| keyed.phone(phone)),
        mail_hmac: person.email.as_deref().and_then(|mail| keyed.mail(mail)),
    })
}
