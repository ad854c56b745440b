//! Who is on the way in: codes of links that were opened, and tickets.

use std::collections::HashMap;

/// Open doors.
#[derive(Debug, Default)]
pub(crate) struct Doors {
    pub(crate) codes: HashMap<String, Code>,
    /// Per user_ticket: member and end.
    pub(crate) tickets: HashMap<String, (usize, i64)>,
}

#[derive(Debug, Clone)]
pub(crate) struct Code {
    pub(crate) app: usize,
    pub(crate) who: String,
    pub(crate) private: bool,
    pub(crate) made_ms: i64,
    pub(crate) used: bool,
}
