//! Faults the company and the practice ShowMeBug play on purpose: which call, when, what. Rules decide; the server carries them out.

use serde::{Deserialize, Serialize};

use crate::dice::Dice;

/// A rule that spoils calls. Tests, the practice screen and `beckon-cli sandbox --faults FILE` use the same rules; a file
/// holds a JSON array of them. The company and the practice ShowMeBug each count their own calls.
///
/// Every rule counts the calls that match its `call` by itself, from 1. Delays of all rules that fire add up; of the
/// other faults the first in order is played.
///
/// ```
/// use beckon_sandbox::{Fault, FaultRule, When};
///
/// let rules: Vec<FaultRule> = serde_json::from_str(r#"[
///     { "call": "message/send", "when": { "every_nth": 5 },              "fault": { "err_code": 45009 } },
///     { "call": "message/send", "when": { "nth": 3 },                    "fault": "reply_lost" },
///     { "call": "gettoken",     "when": { "range": { "from": 1, "to": 2 } }, "fault": { "http_status": 502 } },
///     { "call": "*",            "when": { "seeded": { "seed": 7, "percent": 10 } }, "fault": "reset_before_processing" },
///     { "call": "*",            "when": "always",                        "fault": { "delay": 250 } }
/// ]"#)?;
/// assert_eq!(rules[0], FaultRule { call: "message/send".into(), when: When::EveryNth(5), fault: Fault::ErrCode(45009) });
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaultRule {
    /// End of the path, whole segments (`message/send`, `gettoken`); `*` stands for any one segment, so that `*` alone is
    /// every call. A method may come first: `POST interviews`, `DELETE interviews/*`.
    pub call: String,
    /// Which of these calls.
    pub when: When,
    /// What happens to them.
    pub fault: Fault,
}

/// Which of the matching calls a rule spoils. Calls are counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum When {
    /// The n-th, the 2n-th and so on; 0 is never.
    EveryNth(u64),
    /// Only the n-th.
    Nth(u64),
    /// All from `from` to `to`, both included.
    Range {
        /// First call.
        from: u64,
        /// Last call.
        to: u64,
    },
    /// About `percent` in a hundred, the same ones for the same seed.
    Seeded {
        /// Start of the sequence.
        seed: u64,
        /// 0 to 100.
        percent: u8,
    },
    /// All.
    Always,
}

/// What a fault does. All of them happen on the wire, over real TCP.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// This errcode in a proper envelope. Not processed.
    ErrCode(i64),
    /// This errcode in a proper envelope, with this HTTP status. Not processed.
    ErrCodeWithStatus {
        /// HTTP status.
        status: u16,
        /// errcode.
        code: i64,
    },
    /// This HTTP status with a short text, as a gateway would. Not processed.
    HttpStatus(u16),
    /// So many milliseconds before the call is processed.
    Delay(u64),
    /// The connection is reset (RST) without a reply. Not processed.
    ResetBeforeProcessing,
    /// Processed; then the connection closes without a reply.
    ReplyLost,
    /// Processed; then the connection is reset (RST) without a reply.
    ResetAfterProcessing,
    /// Processed; the reply announces its full length, stops in the middle and the connection closes.
    CutBody,
    /// Processed; the reply is complete for HTTP, but its JSON stops in the middle.
    CutJson,
    /// HTTP 200 with the sign-in page of a hotel network. Not processed: it never left the hotel.
    HtmlPage,
    /// HTTP 200, errcode 0 and nothing else, as a gateway makes it up that answers for others. Not processed.
    BareOk,
    /// Processed; blanks make the reply so many bytes long.
    Padded(u32),
    /// Processed; a byte that is no UTF-8 stands in the reply.
    InvalidUtf8,
    /// Processed; HTTP 200 with an empty body.
    EmptyBody,
    /// Processed; the reply is valid JSON so far, and never ends.
    EndlessBody,
    /// Processed; the reply comes at one byte a second.
    SlowDrip,
    /// ShowMeBug only: processed twice, as when a gateway repeats a call; the second answer is given.
    ProcessedTwice,
    /// ShowMeBug only: processed; the answer lacks the candidate's link, of its first item when it has many.
    LinkMissing,
    /// ShowMeBug only: processed; every link in the answer is of a host that is nobody's.
    OtherHost,
    /// ShowMeBug only: processed; the items of the answer come in the opposite order.
    Reordered,
    /// ShowMeBug only: processed; the last item is missing in the answer.
    ItemMissing,
}

/// The rules in force with their counters.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    rules: Vec<(FaultRule, u64)>,
}

/// What is to happen to one call.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Plan {
    pub(crate) delay_ms: u64,
    pub(crate) fault: Option<Fault>,
}

impl Plan {
    /// Whether the caller gets an answer.
    pub(crate) fn answered(&self) -> bool {
        use Fault::{ReplyLost, ResetAfterProcessing, ResetBeforeProcessing};
        !matches!(self.fault, Some(ResetBeforeProcessing | ReplyLost | ResetAfterProcessing))
    }
}

impl Faults {
    pub(crate) fn new(rules: Vec<FaultRule>) -> Self {
        Self { rules: rules.into_iter().map(|rule| (rule, 0)).collect() }
    }

    /// Counts a call in every rule that matches it and says what is to happen.
    pub(crate) fn plan(&mut self, method: &str, path: &str) -> Plan {
        let mut plan = Plan::default();
        for (rule, seen) in self.rules.iter_mut().filter(|(rule, _)| matches(&rule.call, method, path)) {
            *seen += 1;
            if !fires(&rule.when, *seen) {
                continue;
            }
            match &rule.fault {
                Fault::Delay(ms) => plan.delay_ms = plan.delay_ms.saturating_add(*ms),
                fault => plan.fault = plan.fault.or_else(|| Some(fault.clone())),
            }
        }
        plan
    }
}

fn matches(call: &str, method: &str, path: &str) -> bool {
    let (wanted, call) = call.split_once(' ').unwrap_or((method, call));
    let mut segments = path.trim_start_matches('/').rsplit('/');
    let mut named = call.trim_start_matches('/').rsplit('/');
    wanted == method && named.all(|part| segments.next().is_some_and(|segment| part == "*" || part == segment))
}

fn fires(when: &When, nth: u64) -> bool {
    match *when {
        When::EveryNth(n) => n != 0 && nth.is_multiple_of(n),
        When::Nth(n) => nth == n,
        When::Range { from, to } => (from..=to).contains(&nth),
        When::Seeded { seed, percent } => Dice::new(seed ^ nth.rotate_left(17)).below(100) < usize::from(percent),
        When::Always => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(call: &str, when: When, fault: Fault) -> FaultRule {
        FaultRule { call: call.into(), when, fault }
    }

    fn hits(when: When) -> Vec<u64> {
        (1..=10).filter(|nth| fires(&when, *nth)).collect()
    }

    #[test]
    fn when_counts_from_one() {
        assert_eq!(hits(When::EveryNth(4)), [4, 8], "every 4th is the 4th and the 8th");
        assert!(hits(When::EveryNth(0)).is_empty(), "every 0th is never, and divides nothing by zero");
        assert_eq!(hits(When::Nth(1)), [1], "the first call is number 1");
        assert_eq!(hits(When::Range { from: 3, to: 5 }), [3, 4, 5], "both ends belong to the range");
        assert_eq!(hits(When::Always).len(), 10, "always is always");
    }

    #[test]
    fn seeded_is_repeatable_and_near_its_share() {
        let of = |seed| (1..=10_000).filter(|n| fires(&When::Seeded { seed, percent: 10 }, *n)).collect::<Vec<u64>>();
        assert_eq!(of(7), of(7), "the same seed spoils the same calls");
        assert_ne!(of(7), of(8), "another seed spoils others");
        assert!((900..1100).contains(&of(7).len()), "10 percent of 10,000 is about 1,000, got {}", of(7).len());
        assert!((1..=100).all(|n| fires(&When::Seeded { seed: 1, percent: 100 }, n)), "100 percent is all");
        assert!(!(1..=100).any(|n| fires(&When::Seeded { seed: 1, percent: 0 }, n)), "0 percent is none");
    }

    #[test]
    fn call_is_compared_by_whole_segments_from_the_end() {
        let matches = |call: &str, path: &str| super::matches(call, "POST", path);
        assert!(matches("message/send", "/cgi-bin/message/send"));
        assert!(matches("/cgi-bin/gettoken", "/cgi-bin/gettoken"), "a full path may be written");
        assert!(matches("*", "/anything") && matches("*", "/"), "every call");
        assert!(!matches("token", "/cgi-bin/gettoken"), "half a segment is no match");
        assert!(!matches("message/send", "/cgi-bin/appchat/send"));
        assert!(matches("POST interviews", "/open_api/v1/interviews"), "a method may come first");
        assert!(!matches("GET interviews", "/open_api/v1/interviews"), "and is compared");
        assert!(matches("interviews/*", "/open_api/v1/interviews/K3"), "a star is any segment");
        assert!(!matches("interviews/*", "/open_api/v1/interviews"), "but one there has to be");
    }

    #[test]
    fn delays_add_up_and_the_first_other_fault_wins() {
        let mut faults = Faults::new(vec![
            rule("*", When::Always, Fault::Delay(5)),
            rule("gettoken", When::Nth(2), Fault::EmptyBody),
            rule("gettoken", When::Always, Fault::HtmlPage),
            rule("*", When::Always, Fault::Delay(7)),
        ]);
        let first = faults.plan("GET", "/cgi-bin/gettoken");
        assert_eq!(first, Plan { delay_ms: 12, fault: Some(Fault::HtmlPage) });
        assert_eq!(faults.plan("GET", "/cgi-bin/gettoken").fault, Some(Fault::EmptyBody), "rules are tried in order");
        assert_eq!(faults.plan("GET", "/cgi-bin/agent/get").fault, None, "a rule for gettoken leaves agent/get alone");
    }

    #[test]
    fn a_misspelt_rule_is_refused() {
        let wrong = r#"{ "call": "*", "when": "always", "fault": "html_page", "percent": 3 }"#;
        assert!(serde_json::from_str::<FaultRule>(wrong).is_err(), "an unknown key must not be ignored");
    }
}
