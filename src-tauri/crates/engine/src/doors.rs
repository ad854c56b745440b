//! The doors of the rooms: everything that the window and the command line do goes through one of them. A door is the engine
//! by another name, free to make and to copy; what it does is written in its room.
//!
//! Never in here: what a room does.

use crate::engine::Engine;

macro_rules! doors {
    ($($(#[$about:meta])* $name:ident: $door:ident;)+) => {
        $(
            $(#[$about])*
            #[derive(Clone, Copy)]
            pub struct $door<'e> {
                pub(crate) engine: &'e Engine,
            }
        )+

        impl Engine {
            $(
                $(#[$about])*
                #[must_use]
                pub fn $name(&self) -> $door<'_> {
                    $door { engine: self }
                }
            )+
        }
    };
}

doors! {
    /// Accounts, their secrets, and what they may send.
    accounts: Accounts;
    /// The people of the list, imports among them, and the company's directory.
    candidates: Candidates;
    /// Templates, and the pictures and files that go with them.
    templates: Templates;
    /// Interviews.
    interviews: Interviews;
    /// Interviews in people's WeCom calendars, with meetings and meeting rooms.
    published: Publishing;
    /// Reminders of interviews: rules, and what is due.
    reminders: Reminders;
    /// The check before a send, the preview, the start and the test.
    send: Sending;
    /// Sends that were started: what can still be done about them.
    campaigns: Campaigns;
    /// What became of each message.
    log: Log;
    /// Why an account does not work.
    doctor: Doctor;
    /// The text for whoever helps.
    report: Report;
    /// The connection to ShowMeBug.
    showmebug: Connection;
    /// Rooms of interviews at ShowMeBug.
    rooms: Rooms;
    /// Written tests of ShowMeBug.
    written: Written;
    /// Candidates who are no members: how they are reached, and who wants no messages.
    outside: Outside;
    /// The team and its ledger: who belongs to it, what it knows of all laptops.
    team: Team;
}
