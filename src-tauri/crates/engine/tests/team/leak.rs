//! The passwords of a team: they are in the keyring, in the answers that show them once, and nowhere else.

use std::fs;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use beckon_engine::ui_error;
use beckon_model::{TeamJoin, TeamLogFilter, TeamRole, VaultChoice};
use tracing_subscriber::filter::LevelFilter;

use crate::laptop::{Laptop, PASSWORD, draft, join, server};

/// What was logged or answered.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<u8>>>);

impl Write for Seen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seen {
    fn note(&mut self, text: &str) {
        self.write_all(text.as_bytes()).unwrap();
    }

    fn holds(&self, secret: &str) -> bool {
        self.0.lock().unwrap().windows(secret.len()).any(|part| part == secret.as_bytes())
    }
}

#[tokio::test]
async fn no_password_is_logged_answered_or_written() {
    let mut seen = Seen::default();
    let writer = seen.clone();
    let logged = tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE).with_writer(move || writer.clone());
    let _logging = tracing::subscriber::set_default(logged.finish());

    let server = server();
    let (lead, laptop) = (Laptop::new(), Laptop::new());
    let wanted = draft(&server, VaultChoice::Session);
    seen.note(&format!("{wanted:?}"));
    let created = lead.engine.team().create(wanted).await.unwrap();
    seen.note(&format!("{created:?}"));
    let invited = lead.engine.team().invite("gao", TeamRole::Recruiter).await.unwrap();
    seen.note(&format!("{invited:?} {}", invited.file));
    let joining = join(&invited);
    seen.note(&format!("{joining:?}"));
    let wrong = TeamJoin { password: "not-the-password-of-gao".into(), ..joining.clone() };
    let refused = laptop.engine.team().join(wrong).await.unwrap_err();
    seen.note(&format!("{refused} {refused:?} {:?}", ui_error(&refused)));
    let joined = laptop.engine.team().join(joining).await.unwrap();
    seen.note(&serde_json::to_string(&joined).unwrap());
    seen.note(&serde_json::to_string(&laptop.engine.team().status().await.unwrap()).unwrap());
    seen.note(&serde_json::to_string(&laptop.engine.team().log(TeamLogFilter::default()).await.unwrap()).unwrap());

    assert!(seen.holds("gao"), "the test hears what is answered");
    let passwords = [PASSWORD, created.password.as_deref().unwrap(), &invited.password, "not-the-password-of-gao"];
    for password in passwords {
        assert!(!seen.holds(password), "a password was logged or answered: {password}");
        for folder in [&lead.folder, &laptop.folder] {
            for entry in fs::read_dir(folder.path()).unwrap() {
                let path = entry.unwrap().path();
                let bytes = fs::read(&path).unwrap_or_default();
                let holds = bytes.windows(password.len()).any(|part| part == password.as_bytes());
                assert!(!holds, "{} holds a password", path.display());
            }
        }
    }
    for folder in [&lead.folder, &laptop.folder] {
        assert!(folder.path().join("beckon.db").is_file(), "the folders were searched");
    }
}
