//! The access token: kept in memory, fetched by one caller for all.
//!
//! 1. A token that is not due is handed out at once. One without a known end is not due until it is refused.
//! 2. Otherwise the callers queue up; the first fetches, the others take what it got, token or error.
//! 3. A token that was refused is forgotten only if it is still the one that was refused.
//!
//! Never in here: HTTP, the disk, a clock of its own.

use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use secrecy::SecretString;

use crate::error::Error;
use crate::limits::TOKEN_EARLY_S;

/// A token as ShowMeBug hands it out, with its life in seconds where that is told.
#[derive(Debug)]
pub(crate) struct Fetched {
    pub value: SecretString,
    pub expires_in_s: Option<i64>,
}

pub(crate) type Token = Arc<SecretString>;

#[derive(Debug, Default)]
pub(crate) struct TokenSlot {
    held: Mutex<Held>,
    flight: tokio::sync::Mutex<()>,
}

#[derive(Debug, Default)]
struct Held {
    token: Option<(Token, Due)>,
    /// Flights so far, and how the last one failed.
    flights: u64,
    failure: Option<Error>,
}

/// Usable from `from_ms` (a clock set back makes it due) to `until_ms`.
#[derive(Debug, Clone, Copy)]
struct Due {
    from_ms: i64,
    until_ms: i64,
}

impl TokenSlot {
    /// The token, fetched when there is none or it is due.
    pub async fn get<F>(&self, now_ms: impl Fn() -> i64, fetch: impl FnOnce() -> F) -> Result<Token, Error>
    where
        F: Future<Output = Result<Fetched, Error>>,
    {
        let seen = match self.look(now_ms()) {
            Ok(token) => return Ok(token),
            Err(flights) => flights,
        };
        let _turn = self.flight.lock().await;
        {
            let held = self.held();
            if held.flights > seen
                && let Some(failure) = &held.failure
            {
                return Err(failure.clone());
            }
        }
        if let Ok(token) = self.look(now_ms()) {
            return Ok(token);
        }
        let fetched = fetch().await;
        let mut held = self.held();
        held.flights += 1;
        match fetched {
            Ok(fetched) => {
                let token = Arc::new(fetched.value);
                held.token = Some((Arc::clone(&token), Due::after(now_ms(), fetched.expires_in_s)));
                held.failure = None;
                Ok(token)
            }
            Err(error) => {
                held.token = None;
                held.failure = Some(error.clone());
                Err(error)
            }
        }
    }

    /// Forgets `refused`, unless another token has taken its place.
    pub fn forget(&self, refused: &Token) {
        let mut held = self.held();
        if held.token.as_ref().is_some_and(|(token, _)| Arc::ptr_eq(token, refused)) {
            held.token = None;
        }
    }

    /// A usable token, or the number of flights so far.
    fn look(&self, now_ms: i64) -> Result<Token, u64> {
        let held = self.held();
        match &held.token {
            Some((token, due)) if (due.from_ms..due.until_ms).contains(&now_ms) => Ok(Arc::clone(token)),
            _ => Err(held.flights),
        }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Due {
    fn after(from_ms: i64, expires_in_s: Option<i64>) -> Self {
        let until_ms = expires_in_s.map_or(i64::MAX, |life_s| {
            let life_s = life_s.clamp(1, 365 * 86_400);
            from_ms + (life_s * 1000 - (TOKEN_EARLY_S * 1000).min(life_s * 500))
        });
        Self { from_ms, until_ms }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};

    use secrecy::ExposeSecret;

    use super::*;
    use crate::error::NotSent;

    fn fetched(name: &str, expires_in_s: Option<i64>) -> Fetched {
        Fetched { value: SecretString::from(name.to_owned()), expires_in_s }
    }

    #[tokio::test]
    async fn a_hundred_callers_cause_one_fetch_and_share_its_failure() {
        for works in [true, false] {
            let (slot, fetches) = (Arc::new(TokenSlot::default()), Arc::new(AtomicUsize::new(0)));
            let calls = (0..100).map(|_| {
                let (slot, fetches) = (Arc::clone(&slot), Arc::clone(&fetches));
                tokio::spawn(async move {
                    let fetch = || async move {
                        fetches.fetch_add(1, Ordering::SeqCst);
                        tokio::task::yield_now().await;
                        if works { Ok(fetched("one", None)) } else { Err(Error::NotSent(NotSent::Dns)) }
                    };
                    slot.get(|| 0, fetch).await.is_ok()
                })
            });
            let calls: Vec<_> = calls.collect();
            for call in calls {
                assert_eq!(call.await.unwrap(), works, "every caller gets what the first one got");
            }
            assert_eq!(fetches.load(Ordering::SeqCst), 1, "one flight for all who wait");
        }
    }

    #[tokio::test]
    async fn only_the_refused_token_is_forgotten() {
        let slot = TokenSlot::default();
        let old = slot.get(|| 0, || async { Ok(fetched("old", None)) }).await.unwrap();
        slot.forget(&old);
        let new = slot.get(|| 0, || async { Ok(fetched("new", None)) }).await.unwrap();
        slot.forget(&old);
        let kept = slot.get(|| i64::MAX - 1, || async { panic!("it has no end") }).await.unwrap();
        assert!(Arc::ptr_eq(&kept, &new), "a late refusal of the old token must not cost the new one");
    }

    #[tokio::test]
    async fn a_token_is_replaced_before_its_end_and_after_any_jump_of_the_clock() {
        for (life, now, name) in [
            (7200, 7_139_999, "a"),
            (7200, 7_140_000, "b"),
            (7200, -1, "b"),
            (10, 4_999, "a"),
            (10, 5_000, "b"),
            (i64::MAX, 86_400_000, "a"),
            (-5, 499, "a"),
        ] {
            let (slot, clock) = (TokenSlot::default(), AtomicI64::new(0));
            let now_ms = || clock.load(Ordering::SeqCst);
            slot.get(now_ms, || async { Ok(fetched("a", Some(life))) }).await.unwrap();
            clock.store(now, Ordering::SeqCst);
            let next = slot.get(now_ms, || async { Ok(fetched("b", None)) }).await.unwrap();
            assert_eq!(next.expose_secret(), name, "a token of {life} s after {now} ms");
        }
    }
}
