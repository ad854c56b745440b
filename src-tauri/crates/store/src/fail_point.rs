//! Named points at which the crash tests end the program, and others wait for it to pass: around a transaction, a copy and a
//! restore here, around a request and a turn of the sender in the engine. Without the feature `fail-points`, as in everything that is shipped, they are nothing.
//!
//! Never in here: a decision. A point that nobody watches changes nothing.

/// Passes the point `name`: whatever `at_fail_point` asked for is done now.
#[inline]
pub fn fail_point(name: &str) {
    #[cfg(feature = "fail-points")]
    fail::fail_point!(name);
    #[cfg(not(feature = "fail-points"))]
    let _ = name;
}

/// Does `action` on the passing thread whenever the point `name` is passed, in place of an earlier one.
///
/// # Errors
/// Why the point cannot be watched.
#[cfg(feature = "fail-points")]
pub fn at_fail_point(name: &str, action: impl Fn() + Send + Sync + 'static) -> Result<(), String> {
    fail::cfg_callback(name, action)
}

#[cfg(all(test, feature = "fail-points"))]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn a_watched_point_acts_each_time_and_no_other_does() {
        let passed = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&passed);
        at_fail_point("test.here", move || {
            count.fetch_add(1, Ordering::SeqCst);
        })
        .unwrap();
        for name in ["test.here", "test.there", "test.here"] {
            fail_point(name);
        }
        assert_eq!(passed.load(Ordering::SeqCst), 2, "a crash test counts on ending at the point that it names");
    }
}
