//! What a selection names and the list does not have: said before anything is done, and refused unless it is allowed.

use beckon_model::{ErrorCode, Missing, Selection};

use crate::failure::Failure;
use crate::out::say;
use crate::session::Session;
use crate::words;

/// Parts that are listed one by one.
const LISTED: usize = 20;

/// The missing parts of a selection, each said on standard error.
///
/// # Errors
/// When there are some and it is not `allowed` to go on without them.
pub async fn missing(session: &Session, to: &Selection, allowed: bool) -> Result<Vec<Missing>, Failure> {
    let missing = session.engine.candidates().missing(to.clone()).await?;
    if !allowed && !missing.is_empty() {
        return Err(refused(session, to, &missing).await);
    }
    tell(&missing);
    Ok(missing)
}

/// Says each on standard error.
pub fn tell(missing: &[Missing]) {
    for part in missing.iter().take(LISTED) {
        say!("not found: {}", words::missing(part));
    }
    if missing.len() > LISTED {
        say!("not found: {} more", missing.len() - LISTED);
    }
}

/// Why nothing is done.
pub async fn refused(session: &Session, to: &Selection, missing: &[Missing]) -> Failure {
    let nobody = to.asked() == Some(missing.len());
    if nobody && session.engine.candidates().sizes().await.is_ok_and(|(people, _)| people == 0) {
        return Failure::missing(ErrorCode::NothingToSend, missing, "the candidate list is empty: import people first");
    }
    let mut parts: Vec<String> = missing.iter().take(LISTED).map(words::missing).collect();
    if missing.len() > LISTED {
        parts.push(format!("and {} more", missing.len() - LISTED));
    }
    let parts = parts.join("; ");
    if nobody {
        return Failure::missing(ErrorCode::NothingToSend, missing, format!("{parts}; nothing was done"));
    }
    let text = format!("{parts}; nothing was done (--allow-missing goes on without)");
    Failure::missing(ErrorCode::Invalid, missing, text)
}

/// As JSON: each as the selection of that part alone.
pub fn words_of(missing: &[Missing]) -> Vec<String> {
    missing.iter().map(Missing::to_string).collect()
}
