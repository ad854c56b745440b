//! Meeting rooms. Source: path/93619 (rooms), 93620 (bookings).

pub(super) mod booking;
pub(super) mod looking;

use crate::answer::{Refusal, refuse};
use crate::visit::Visit;

/// What no page names a code for: a room that is taken or needs approval, an unknown room or booking, a span that is over.
const UNNAMED: i64 = 40058;

/// Token and admission for the callable apps of Meeting rooms; 48002 for others.
fn enter(visit: &mut Visit<'_>) -> Result<usize, Refusal> {
    let app = visit.enter()?;
    if visit.company.apps[app].meeting_rooms { Ok(app) } else { refuse(48002) }
}
