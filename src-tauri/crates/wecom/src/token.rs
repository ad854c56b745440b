//! The access token of one app: kept in memory, fetched by one caller for all, refreshed before it ends.
//!
//! 1. A token that is not due is handed out at once.
//! 2. Otherwise the callers queue up; the first fetches, the others take what it got, token or error.
//! 3. A token that WeCom refused is forgotten only if it is still the one that was refused.
//! 4. No more than [`TOKENS_PER_MINUTE`] are fetched; who comes then gets the last failure again.
//! 5. A wrong secret is remembered: asking again would block the address for an hour.
//!
//! Never in here: HTTP, the disk, a clock of its own.

use std::collections::VecDeque;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

use secrecy::{ExposeSecret, SecretString};

use crate::error::{Error, NotSent};
use crate::limits::TOKENS_PER_MINUTE;

/// How long before its end a token is replaced, in milliseconds.
const EARLY_MS: i64 = 600_000;

/// Spread of that moment, in milliseconds, so that several programs do not refresh in step.
const JITTER_MS: i64 = 60_000;

const MINUTE_MS: i64 = 60_000;

/// A token as WeCom hands it out.
#[derive(Debug)]
pub(crate) struct Fetched {
    pub value: SecretString,
    pub expires_in_s: i64,
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
    /// When the last ones left.
    fetched: VecDeque<i64>,
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
            if let Some(failure) = &held.failure
                && (held.flights > seen || failure.secret_is_wrong())
            {
                return Err(failure.clone());
            }
        }
        if let Ok(token) = self.look(now_ms()) {
            return Ok(token);
        }
        self.held().may_fetch(now_ms())?;
        let fetched = fetch().await;
        let mut held = self.held();
        held.flights += 1;
        match fetched {
            Ok(fetched) => {
                let from_ms = now_ms();
                let early = (EARLY_MS + jitter(&fetched.value)).min(fetched.expires_in_s * 500);
                let due = Due { from_ms, until_ms: from_ms + fetched.expires_in_s * 1000 - early };
                let token = Arc::new(fetched.value);
                held.token = Some((Arc::clone(&token), due));
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

    /// How the secret was refused, when it was.
    pub fn refused(&self) -> Option<Error> {
        self.held().failure.clone().filter(Error::secret_is_wrong)
    }

    /// A usable token, or the number of flights so far.
    fn look(&self, now_ms: i64) -> Result<Token, u64> {
        let held = self.held();
        match &held.token {
            Some((token, due)) if (due.from_ms..due.until_ms).contains(&now_ms) => Ok(Arc::clone(token)),
            _ => Err(held.flights),
        }
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    /// Counts a fetch, if there may be one.
    fn may_fetch(&mut self, now_ms: i64) -> Result<(), Error> {
        // A time to come is one of a clock that was set back.
        self.fetched.retain(|at| (0..MINUTE_MS).contains(&(now_ms - at)));
        if self.fetched.len() >= TOKENS_PER_MINUTE {
            return Err(self.failure.clone().unwrap_or(Error::NotSent(NotSent::TooOften)));
        }
        self.fetched.push_back(now_ms);
        Ok(())
    }
}

/// Differs from token to token; needs no source of chance.
fn jitter(token: &SecretString) -> i64 {
    let sum: i64 = token.expose_secret().bytes().fold(0, |sum, byte| (sum * 31 + i64::from(byte)) % JITTER_MS);
    sum
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};

    use super::*;
    use crate::error::Refused;

    fn fetched(name: &str) -> Fetched {
        Fetched { value: SecretString::from(name.to_owned()), expires_in_s: 7200 }
    }

    fn refused(errcode: i64) -> Error {
        let (errmsg, raw) = (String::new(), String::new());
        let (invaliduser, unlicenseduser) = (Vec::new(), Vec::new());
        Error::Refused(Box::new(Refused { errcode, errmsg, from_ip: None, invaliduser, unlicenseduser, raw }))
    }

    #[tokio::test]
    async fn a_thousand_callers_cause_one_fetch() {
        let slot = Arc::new(TokenSlot::default());
        let fetches = Arc::new(AtomicUsize::new(0));
        let calls = (0..1000).map(|_| {
            let (slot, fetches) = (Arc::clone(&slot), Arc::clone(&fetches));
            tokio::spawn(async move {
                let fetch = || async move {
                    fetches.fetch_add(1, Ordering::SeqCst);
                    tokio::task::yield_now().await;
                    Ok(fetched("one"))
                };
                slot.get(|| 0, fetch).await.is_ok()
            })
        });
        for call in calls.collect::<Vec<_>>() {
            assert!(call.await.unwrap(), "every caller gets the token");
        }
        assert_eq!(fetches.load(Ordering::SeqCst), 1, "WeCom blocks those who fetch often");
    }

    #[tokio::test]
    async fn waiting_callers_share_a_failure() {
        let slot = TokenSlot::default();
        let fetches = AtomicUsize::new(0);
        let fail = || async {
            fetches.fetch_add(1, Ordering::SeqCst);
            tokio::task::yield_now().await;
            Err(Error::NotSent(NotSent::Dns))
        };
        let (a, b) = tokio::join!(slot.get(|| 0, fail), slot.get(|| 0, fail));
        assert!(a.is_err() && b.is_err(), "nobody has a token");
        assert_eq!(fetches.load(Ordering::SeqCst), 1, "the second caller waited for the first one's answer");
        assert!(slot.get(|| 0, fail).await.is_err(), "a later caller tries for itself");
        assert_eq!(fetches.load(Ordering::SeqCst), 2, "a network failure is no reason never to try again");
    }

    #[tokio::test]
    async fn ten_tokens_a_minute_are_enough() {
        let slot = TokenSlot::default();
        let fetches = AtomicUsize::new(0);
        let fail = || async {
            fetches.fetch_add(1, Ordering::SeqCst);
            Err(refused(-1))
        };
        for now in 0..100 {
            let error = slot.get(|| now, fail).await.unwrap_err();
            assert_eq!(error.refused().map(|r| r.errcode), Some(-1), "the last answer stands");
        }
        assert_eq!(fetches.load(Ordering::SeqCst), TOKENS_PER_MINUTE, "WeCom blocks those who fetch often");
        assert!(slot.get(|| 60_000, fail).await.is_err(), "a minute later");
        assert_eq!(fetches.load(Ordering::SeqCst), TOKENS_PER_MINUTE + 1, "it may be asked again");
        let slot = TokenSlot::default();
        for _ in 0..TOKENS_PER_MINUTE {
            let token = slot.get(|| 0, || async { Ok(fetched("refused at once")) }).await.unwrap();
            slot.forget(&token);
        }
        let error = slot.get(|| 0, fail).await.unwrap_err();
        assert!(matches!(error, Error::NotSent(NotSent::TooOften)), "no failure to repeat: {error}");
    }

    #[tokio::test]
    async fn a_wrong_secret_is_asked_about_once() {
        let slot = TokenSlot::default();
        assert!(slot.get(|| 0, || async { Err(refused(40001)) }).await.is_err(), "wrong secret");
        let again = slot.get(|| 0, || async { panic!("asking again would block the address for an hour") }).await;
        assert_eq!(again.unwrap_err().refused().map(|r| r.errcode), Some(40001), "the same answer, without a call");
    }

    #[tokio::test]
    async fn only_the_refused_token_is_forgotten() {
        let slot = TokenSlot::default();
        let old = slot.get(|| 0, || async { Ok(fetched("old")) }).await.unwrap();
        slot.forget(&old);
        let new = slot.get(|| 0, || async { Ok(fetched("new")) }).await.unwrap();
        slot.forget(&old);
        let kept = slot.get(|| 0, || async { panic!("the new token was not refused") }).await.unwrap();
        assert!(Arc::ptr_eq(&kept, &new), "a late refusal of the old token must not cost the new one");
    }

    #[tokio::test]
    async fn a_token_is_replaced_before_its_end_and_after_any_jump_of_the_clock() {
        for (now, why) in
            [(6_600_000, "ten minutes before its end"), (-1, "clock set back"), (86_400_000, "clock set on")]
        {
            let slot = TokenSlot::default();
            let clock = AtomicI64::new(0);
            slot.get(|| clock.load(Ordering::SeqCst), || async { Ok(fetched("a")) }).await.unwrap();
            clock.store(now, Ordering::SeqCst);
            let next = slot.get(|| clock.load(Ordering::SeqCst), || async { Ok(fetched("b")) }).await.unwrap();
            assert_eq!(next.expose_secret(), "b", "{why}");
        }
    }
}
