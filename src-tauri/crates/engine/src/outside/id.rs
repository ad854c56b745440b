//! The id of a link: random, so that it says nothing of a person and cannot be guessed.

use beckon_model::LINK_ID_CHARS;

use crate::errors::{Error, Result};

const CHARS: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";

/// A new one: about 134 bits.
pub(super) fn new() -> Result<String> {
    let mut id = String::with_capacity(LINK_ID_CHARS);
    let mut bytes = [0; 2 * LINK_ID_CHARS];
    while id.len() < LINK_ID_CHARS {
        getrandom::fill(&mut bytes).map_err(|error| {
            Error::Store(beckon_store::Error::Other(format!("the system has no random numbers: {error}")))
        })?;
        // Beyond the last whole round some characters would come more often than others.
        let fair = bytes.iter().map(|byte| usize::from(*byte)).filter(|byte| *byte < 256 - 256 % CHARS.len());
        id.extend(fair.take(LINK_ID_CHARS - id.len()).map(|byte| char::from(CHARS[byte % CHARS.len()])));
    }
    Ok(id)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn an_id_is_random_and_fits_everywhere() {
        let ids: HashSet<String> = (0..200).map(|_| new().unwrap()).collect();
        assert_eq!(ids.len(), 200, "no two are the same");
        let plain = |id: &String| id.len() == 26 && id.bytes().all(|byte| CHARS.contains(&byte));
        assert!(ids.iter().all(plain), "26 characters that no address has to escape");
        let seen: HashSet<char> = ids.iter().flat_map(|id| id.chars()).collect();
        assert_eq!(seen.len(), 36, "and all of them occur");
    }
}
