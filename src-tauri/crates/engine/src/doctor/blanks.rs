//! What stands in a sentence where a recording holds nothing.
//!
//! Never in here: a value.

use std::collections::BTreeMap;

/// What stands in a sentence for what was not seen, or what a recording does not hold.
pub(super) const UNNAMED: &str = "…";

/// What stands in the sentences of results.
const BLANKS: [&str; 18] = [
    "host",
    "proxy",
    "ip",
    "ips",
    "app",
    "userid",
    "users",
    "departments",
    "tags",
    "people",
    "count",
    "bytes",
    "blocked",
    "balance",
    "managed",
    "errcode",
    "team_host",
    "team_login",
];

/// Fills what a recording does not hold, so that every sentence has all its values.
pub(super) fn fill(params: &mut BTreeMap<String, String>) {
    for name in BLANKS {
        params.entry(name.to_owned()).or_insert_with(|| UNNAMED.to_owned());
    }
}
