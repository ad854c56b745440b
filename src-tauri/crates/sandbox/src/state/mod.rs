//! What the company remembers of each of its areas: sent mail, mass sends, welcomes, open doors, calendars, ways in,
//! customer service, forms, smart sheets, meetings, meeting rooms.
//!
//! Never in here: an answer to a call. The routes read and change this, and it knows none of them.

pub(crate) mod diary;
pub(crate) mod doors;
pub(crate) mod forms;
pub(crate) mod mail;
pub(crate) mod mass;
pub(crate) mod meetings;
pub(crate) mod repeat;
pub(crate) mod rooms;
pub(crate) mod service;
pub(crate) mod sheets;
pub(crate) mod tags;
pub(crate) mod ways;
pub(crate) mod welcomes;
