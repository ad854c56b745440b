//! What a message is checked against, and what is found.

use crate::answer::{Refusal, refuse};
use crate::company::Company;
use crate::config::App;
use crate::journal::Cut;
use crate::media::Kind;
use crate::object::Object;

/// What is worth knowing of a message that passed.
#[derive(Debug, Default)]
pub(in crate::routes) struct Content {
    /// What is cut.
    pub(in crate::routes) cuts: Vec<Cut>,
    /// The card's own id, which an app uses only once.
    pub(in crate::routes) task_id: Option<String>,
    /// A card people can answer and the app can update.
    pub(in crate::routes) interactive: bool,
}

/// Who sends: it decides which uploads and which callbacks there are.
#[derive(Debug, Clone, Copy)]
pub(in crate::routes) enum Sender<'a> {
    /// An app, by its index.
    App(usize),
    /// A group robot, by its key.
    Robot(&'a str),
}

/// What the checks look at beside the message itself.
#[derive(Clone, Copy)]
pub(in crate::routes) struct Check<'a> {
    pub(in crate::routes) company: &'a Company,
    pub(in crate::routes) sender: Sender<'a>,
    pub(in crate::routes) safe: i64,
}

impl<'a> Check<'a> {
    /// A media_id that must be there (41006), alive and of this kind (40007). Returns the file's name.
    pub(in crate::routes) fn media(&self, object: &Object<'_>, name: &str, kind: Kind) -> Result<&'a str, Refusal> {
        let media_id = object.need(name, 41006)?;
        let (library, now) = (&self.company.media, self.company.now_ms());
        let found = match self.sender {
            Sender::App(_) => library.get(media_id, now),
            Sender::Robot(key) => library.of_robot(media_id, key, now),
        };
        match found.filter(|media| media.kind == kind) {
            Some(media) => Ok(&media.name),
            None => refuse(40007),
        }
    }

    pub(super) fn app(&self) -> Option<&'a App> {
        match self.sender {
            Sender::App(app) => Some(&self.company.apps[app]),
            Sender::Robot(_) => None,
        }
    }
}
