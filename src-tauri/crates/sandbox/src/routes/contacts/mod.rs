//! The address book as an app sees it: inside its visible range, and no further. Source: "Contacts" path/90193.

pub(super) mod departments;
pub(super) mod lookups;
pub(super) mod tags;
pub(super) mod users;
