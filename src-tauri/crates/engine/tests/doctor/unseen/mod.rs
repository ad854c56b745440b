//! Broken set-ups that the doctor was not built with: its examination. Each is made for real, with sockets, certificates,
//! proxies, gateways, keyrings and WeCom's own states, and says which step has to stop, what is to be changed, and by whom.
//! Whatever else the doctor tells to change was right: an accusation of it is a wrong one.
//!
//! Never in here: a set-up to which the doctor's rules were fitted one by one; a rule has to hold for the kind.

mod desk;
mod desks;
mod gateways;
mod judge;
mod messages;
mod names;
mod network;
mod page;
mod pages;
mod proxies;
mod second;
mod tls;
mod wecom;

use std::pin::Pin;

use beckon_model::{DoctorFix, DoctorStep, DoctorWho};
pub use desk::with_names;
use judge::Told;

/// What the doctor finds; nothing where the system does not let anybody make the set-up.
type Made = Pin<Box<dyn Future<Output = Option<Told>> + Send>>;

/// A set-up and what has to be said of it.
pub struct Row {
    pub name: &'static str,
    /// What is broken.
    pub what: &'static str,
    /// A public report of somebody who met it, `owner/repository#number`; empty where none is known.
    pub like: &'static str,
    /// The steps that may find it; none where everything works in the end.
    pub step: &'static [DoctorStep],
    /// What is to be changed. Of several each is possible, and all have to be named in this order.
    pub change: &'static [DoctorFix],
    /// Who does that, or any of these.
    pub who: &'static [DoctorWho],
    /// What may be named besides, as less likely.
    pub may: &'static [DoctorFix],
    pub made: fn() -> Made,
}

/// Set-ups of an area: name, what is broken, whom it happened to; the step, what to change, who does it; and how it is made.
macro_rules! setups {
    ($($name:ident: $what:literal, $like:literal =>
        [$($step:ident)*] [$($change:ident)*] [$($who:ident)*] $(or [$($may:ident)*])?; $made:expr;)+) => {
        pub const ROWS: &[crate::unseen::Row] = &[$(crate::unseen::Row {
            name: stringify!($name),
            what: $what,
            like: $like,
            step: &[$(beckon_model::DoctorStep::$step),*],
            change: &[$(beckon_model::DoctorFix::$change),*],
            who: &[$(beckon_model::DoctorWho::$who),*],
            may: &[$($(beckon_model::DoctorFix::$may),*)?],
            made: || Box::pin($made),
        }),+];
    };
}
use setups;

/// All set-ups, area by area.
pub fn all() -> impl Iterator<Item = &'static Row> {
    let areas = [
        desks::ROWS,
        names::ROWS,
        proxies::ROWS,
        tls::ROWS,
        pages::ROWS,
        gateways::ROWS,
        network::ROWS,
        wecom::ROWS,
        messages::ROWS,
        second::ROWS,
    ];
    areas.into_iter().flatten()
}
