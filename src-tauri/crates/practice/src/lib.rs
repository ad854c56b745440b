//! The practice company as an account of Beckon: runs the sandbox inside the program, and fills the lists with its
//! people and two starter templates. The practice ShowMeBug runs beside it.
//!
//! The window and the command line share this. Never in here: a real account, or anything that leaves the machine.

mod faults;

use std::sync::{Mutex, PoisonError};

use beckon_engine::{Engine, Parsed, PracticeHost, PracticeShowMeBug, Result};
use beckon_model::{
    CandidateDraft, Clock, ImportReport, PracticeFault, PracticeFigures, PracticeState, SystemClock, TemplateContent,
    TemplateDraft,
};
use beckon_sandbox::{Member, Sandbox};
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use secrecy::SecretString;

pub use beckon_sandbox::{Config, FaultRule};

/// Members of the practice company unless somebody asks for more.
pub const MEMBERS: usize = 40;

/// The tag of sample people.
pub const TAG: &str = "practice";

/// Starter templates: name and text, Chinese first.
pub const TEMPLATES: [(&str, &str); 2] = [
    ("面试邀请（练习）", include_str!("templates/zh.txt")),
    ("Interview invitation (practice)", include_str!("templates/en.txt")),
];

/// The practice company while it runs; it ends when dropped.
#[derive(Debug)]
pub struct Practice {
    company: Sandbox,
    playing: Mutex<Option<PracticeFault>>,
}

impl Practice {
    /// Starts a practice company with this many members on a free port of loopback. Its id and its secret are new every
    /// time: whoever else is on this machine has no business with it.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start(members: usize) -> std::io::Result<Self> {
        Self::of(Config { members, ..Config::unforeseen()? }).await
    }

    /// Starts the practice company that `config` describes.
    ///
    /// # Errors
    /// When the port cannot be had.
    pub async fn of(config: Config) -> std::io::Result<Self> {
        Ok(Self { company: Sandbox::start(config).await?, playing: Mutex::default() })
    }

    /// What the engine has to know of it.
    #[must_use]
    pub fn host(&self) -> PracticeHost {
        PracticeHost {
            host: self.company.base_url(),
            corp_id: self.company.corp_id().to_owned(),
            agent_id: self.company.agent_id(),
            secret: SecretString::from(self.company.secret().to_owned()),
            showmebug: PracticeShowMeBug {
                base_url: self.company.base_url(),
                key: self.company.showmebug().key().to_owned(),
                secret: SecretString::from(self.company.showmebug().secret().to_owned()),
            },
        }
    }

    /// What the window shows of it.
    #[must_use]
    pub fn state(&self) -> PracticeState {
        PracticeState { host: self.company.base_url(), members: self.company.members().len() as u64 }
    }

    /// What it has received: its own count.
    #[must_use]
    pub fn figures(&self) -> PracticeFigures {
        let figures = self.company.figures();
        PracticeFigures {
            calls: figures.calls,
            delivered: figures.delivered,
            invalid: figures.invalid,
            unlicensed: figures.unlicensed,
            dropped: figures.dropped,
            duplicates: figures.duplicates,
        }
    }

    /// Plays a failure on messages from now on, counted from the start; none ends it.
    pub fn play(&self, fault: Option<PracticeFault>) {
        self.company.set_faults(fault.map(faults::rules).unwrap_or_default());
        *self.playing.lock().unwrap_or_else(PoisonError::into_inner) = fault;
    }

    /// The failure being played.
    #[must_use]
    pub fn playing(&self) -> Option<PracticeFault> {
        *self.playing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts its people and the starter templates into the lists. Doing it again changes nothing more.
    ///
    /// # Errors
    /// [`beckon_engine::Error::Store`].
    pub async fn fill(&self, engine: &Engine) -> Result<ImportReport> {
        self.fill_at(engine, SystemClock.now_ms()).await
    }

    /// The same at `now_ms`, from which the interviews of its people are counted.
    ///
    /// # Errors
    /// [`beckon_engine::Error::Store`].
    pub async fn fill_at(&self, engine: &Engine, now_ms: i64) -> Result<ImportReport> {
        for (name, body) in TEMPLATES {
            let saved = engine.templates().named(name).await;
            if saved.is_err() {
                let content = TemplateContent::text(body);
                engine
                    .templates()
                    .save(TemplateDraft { id: None, name: name.to_owned(), content, starter: None })
                    .await?;
            }
        }
        let people = self.company.members().iter().enumerate();
        let people = people.map(|(index, member)| person(index, member, now_ms)).collect();
        engine.candidates().put(Parsed::of_people(people), true).await
    }
}

/// A member as a candidate, with an interview three days from now. Two of the first forty have a gap, so that a first
/// check shows what is held back and why: one has no WeCom id yet, one has no time.
fn person(index: usize, member: &Member, now_ms: i64) -> CandidateDraft {
    let mut fields = vec![("room".to_owned(), (index % 6 + 1).to_string())];
    if index != 11 {
        fields.push(("time".to_owned(), interview(index, now_ms)));
    }
    let filled = |text: &String| if text.is_empty() { None } else { Some(text.clone()) };
    CandidateDraft {
        name: member.name.clone(),
        userid: if index == 7 { None } else { Some(member.userid.clone()) },
        phone: filled(&member.mobile),
        email: filled(&member.email),
        position: filled(&member.position),
        tags: vec![TAG.to_owned()],
        fields: fields.into_iter().collect(),
    }
}

/// Day and time in Beijing, in a form that both languages read; every half hour from nine to half past four.
fn interview(index: usize, now_ms: i64) -> String {
    const DAYS_MS: i64 = 3 * 86_400_000;
    let slot = i8::try_from(index % 16).unwrap_or_default();
    let beijing = TimeZone::fixed(Offset::constant(8));
    let day = Timestamp::from_millisecond(now_ms + DAYS_MS).unwrap_or_default().to_zoned(beijing);
    format!("{} {:02}:{:02}", day.strftime("%Y-%m-%d"), 9 + slot / 2, slot % 2 * 30)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use beckon_engine::{NoSink, Parts};
    use beckon_model::{AccountId, Selection, SendRequest};
    use beckon_vault::{MissingKeyring, Vault};

    use super::*;

    #[tokio::test]
    async fn the_first_check_shows_ready_and_held_people() {
        let folder = tempfile::tempdir().unwrap();
        let practice = Practice::start(MEMBERS).await.unwrap();
        let engine = Engine::open(Parts {
            data_dir: folder.path().to_owned(),
            vault: Vault::new(MissingKeyring).unwrap(),
            clock: Arc::new(SystemClock),
            sink: Arc::new(NoSink),
            practice: Some(practice.host()),
        });
        let engine = engine.await.unwrap();
        practice.fill(&engine).await.unwrap();
        practice.fill(&engine).await.unwrap();
        for (name, _) in TEMPLATES {
            let template = engine.templates().named(name).await.unwrap().id;
            let to = Selection::Tag { tag: TAG.to_owned() };
            let plan = engine.send().check(SendRequest::new(AccountId::practice(), template, to)).await.unwrap();
            let expected = (MEMBERS as u64, MEMBERS as u64 - 2, 2);
            assert_eq!((plan.total, plan.ready, plan.held), expected, "{name}: filling twice makes nobody double");
        }
    }
}
