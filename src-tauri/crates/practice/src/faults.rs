//! The failures that a newcomer can switch on, as fault rules of the practice company.

use beckon_model::PracticeFault;
use beckon_sandbox::{Fault, FaultRule, When};

/// The rules of a failure. Only messages fail: the account can be tested all the while.
pub(crate) fn rules(fault: PracticeFault) -> Vec<FaultRule> {
    let after = |count: u64| When::Range { from: count + 1, to: u64::MAX };
    let (when, fault) = match fault {
        PracticeFault::Slow => (When::Always, Fault::Delay(2000)),
        PracticeFault::Busy => (When::EveryNth(3), Fault::ErrCode(-1)),
        PracticeFault::LimitReached => (When::Nth(11), Fault::ErrCode(45009)),
        PracticeFault::ReplyLost => (When::EveryNth(4), Fault::ReplyLost),
        // Of forty sample people two are held back: the last one is asked about three times, and never answered.
        PracticeFault::Unknown => (after(37), Fault::ReplyLost),
        PracticeFault::SignInPage => (When::EveryNth(5), Fault::HtmlPage),
        PracticeFault::NetworkGone => (after(5), Fault::ResetBeforeProcessing),
        PracticeFault::IpNotTrusted => (When::Always, Fault::ErrCode(60020)),
        PracticeFault::SecretReset => (after(5), Fault::ErrCode(40001)),
    };
    vec![FaultRule { call: "message/send".into(), when, fault }]
}
