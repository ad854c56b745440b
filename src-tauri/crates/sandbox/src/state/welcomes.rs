//! Candidates who have just become contacts and wait for a welcome.

use std::collections::HashMap;

/// welcome_codes, with the time they were made and whether they were used.
pub(crate) type Welcomes = HashMap<String, (i64, bool)>;
