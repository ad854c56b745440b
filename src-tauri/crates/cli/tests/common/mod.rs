//! Runs the real program on a data folder of its own, without a keyring and without anything from the environment of
//! whoever runs the tests.
#![allow(dead_code, reason = "every test program uses its own part")]
#![allow(clippy::unwrap_used, reason = "a helper of tests may fail them")]

pub mod office;
pub mod way;

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use beckon_sandbox::{Config, Sandbox};
use serde_json::Value;

/// The variable in which tests keep an app's secret.
pub const VARIABLE: &str = "TEST_APP_SECRET";

/// A program run to its end.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    /// stdout as JSON, one value a line.
    pub fn lines(&self) -> Vec<Value> {
        let read = |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}\n{self:?}"));
        self.stdout.lines().map(read).collect()
    }

    /// The last line of stdout.
    pub fn last(&self) -> Value {
        self.lines().pop().unwrap_or_else(|| panic!("nothing on stdout: {self:?}"))
    }

    /// The code of the error on stderr.
    pub fn error_code(&self) -> Option<String> {
        let objects = self.stderr.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        objects.filter_map(|object| object["error"]["code"].as_str().map(str::to_owned)).next_back()
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
        Self { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

/// A data folder.
pub struct Folder(tempfile::TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self) -> PathBuf {
        self.0.path().join("data")
    }

    /// A file beside the data.
    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// The program, ready to run with these arguments.
    pub fn command<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_beckon-cli"));
        without_surroundings(&mut command);
        command.arg("--data-dir").arg(self.path()).args(arguments);
        command
    }

    /// Runs the program. Text is cut at blanks; what contains some is given to [`Folder::run_with`].
    pub fn run(&self, line: &str) -> Ran {
        self.run_with(line, &[])
    }

    /// Runs the program with further arguments behind `line`.
    pub fn run_with(&self, line: &str, more: &[&str]) -> Ran {
        self.command(line.split_whitespace().chain(more.iter().copied())).output().unwrap().into()
    }

    /// Runs the program with an app's secret in [`VARIABLE`].
    pub fn run_with_secret(&self, line: &str, secret: &str) -> Ran {
        self.command(line.split_whitespace()).env(VARIABLE, secret).output().unwrap().into()
    }

    /// Puts people with these ids and the template `hello` into the folder.
    pub fn fill(&self, userids: &[&str]) {
        let rows: String = userids.iter().map(|id| format!("Name of {id},{id}\n")).collect();
        let people = self.file("people.csv", format!("name,userid\n{rows}").as_bytes());
        let imported = self.run_with("candidates import", &[people.to_str().unwrap()]);
        assert_eq!(imported.code, Some(0), "the people are needed: {imported:?}");
        let text = self.file("hello.txt", "你好 {{ name }}".as_bytes());
        let added = self.run_with("template add --name hello", &[text.to_str().unwrap()]);
        assert_eq!(added.code, Some(0), "the template is needed: {added:?}");
    }

    /// Adds the account `real` for a company's first app, its secret not stored.
    pub fn connect(&self, company: &Sandbox) {
        let line = format!(
            "account add --name real --corp-id {} --agent-id {} --api-host {} --vault session --secret-env {VARIABLE}",
            company.corp_id(),
            company.agent_id(),
            company.base_url()
        );
        let added = self.run_with_secret(&line, company.secret());
        assert_eq!(added.code, Some(0), "the account is needed: {added:?}");
    }
}

/// Nothing of the surroundings may decide a test: no data folder, no language, and on Linux no keyring. (Elsewhere there
/// always is one, so tests keep secrets out of it.)
pub fn without_surroundings(command: &mut Command) {
    command
        .env_remove("BECKON_DATA_DIR")
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", "en_US.UTF-8")
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
        .env_remove("XDG_RUNTIME_DIR")
        .env_remove("DISPLAY")
        .stdin(Stdio::null());
}

/// A company with its server on loopback, and a runtime that keeps it alive.
pub struct Town {
    pub company: Sandbox,
    _runtime: tokio::runtime::Runtime,
}

impl Town {
    pub fn new(config: Config) -> Self {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let company = runtime.block_on(Sandbox::start(config)).unwrap();
        Self { company, _runtime: runtime }
    }

    /// Bodies of the messages received.
    pub fn messages(&self) -> Vec<String> {
        let calls = self.company.journal();
        let messages = calls.iter().filter(|call| call.path.ends_with("/message/send"));
        messages.map(|call| String::from_utf8_lossy(&call.body).into_owned()).collect()
    }
}

/// A send with the account `real`; recipients and the rest come behind.
pub const SEND: &str = "send --account real --template hello --json";

/// A company, and a folder with its account, people with these ids and a template.
pub fn connected(config: Config, userids: &[&str]) -> (Town, Folder) {
    let (town, folder) = (Town::new(config), Folder::new());
    folder.fill(userids);
    folder.connect(&town.company);
    (town, folder)
}

/// Runs [`SEND`] with the company's secret.
pub fn send(town: &Town, folder: &Folder, more: &str) -> Ran {
    folder.run_with_secret(&format!("{SEND} --secret-env {VARIABLE} {more}"), town.company.secret())
}

/// A number in a line of JSON.
pub fn count(line: &Value, key: &str) -> u64 {
    line[key].as_u64().unwrap_or_else(|| panic!("{key} is no number in {line}"))
}
