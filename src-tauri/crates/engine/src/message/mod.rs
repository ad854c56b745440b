//! One message to one person: its recipient, what a template sees of them, the filled-in texts, and the request body.
//!
//! Never in here: a send of many, the network, or what helps a person while they write a template.

pub(crate) mod body;
pub(crate) mod bounds;
pub(crate) mod button;
pub(crate) mod calendar;
pub(crate) mod context;
pub(crate) mod decoded;
pub(crate) mod entry;
pub(crate) mod grammar;
pub(crate) mod interview_words;
pub(crate) mod language;
pub(crate) mod links;
pub(crate) mod markdown;
pub(crate) mod named;
pub(crate) mod outside_body;
pub(crate) mod picture;
pub(crate) mod recipient;
pub(crate) mod recipients;
pub(crate) mod render;
pub(crate) mod route;
pub(crate) mod spot;
pub(crate) mod tags;
pub(crate) mod template_mistake;
