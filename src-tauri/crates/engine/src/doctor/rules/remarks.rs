//! What passed by itself: said quietly, and nothing has to be done.

use beckon_model::doctor::CallEnd;
use beckon_model::{Certainty, DoctorCode};

use super::found::Found;

/// From when on an answer counts as slow, milliseconds. People notice.
const SLOW_MS: u32 = 5_000;

pub(super) fn rule(found: &mut Found<'_>) {
    for made in found.calls() {
        if !matches!(made.end, CallEnd::Done { .. }) {
            continue;
        }
        let call = ("call", made.call.path().to_owned());
        if made.tries > 1 {
            let params = [call.clone(), ("tries", made.tries.to_string())];
            found.add(made.step, DoctorCode::Repeated, Certainty::Certain, &[made.at], &params);
        }
        if made.took_ms >= SLOW_MS {
            let params = [call, ("seconds", (made.took_ms / 1000).to_string())];
            found.add(made.step, DoctorCode::Slow, Certainty::Certain, &[made.at], &params);
        }
    }
}
