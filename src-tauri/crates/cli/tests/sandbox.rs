//! The practice company as a program: what it prints is enough to send to it, and a file of faults is obeyed or refused.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Stdio};

use common::{Folder, Ran, VARIABLE, count};
use serde_json::Value;

/// A practice company in a process of its own; it ends with the test, however that ends.
struct Running {
    child: Child,
    stdout: BufReader<ChildStdout>,
    said: Value,
}

impl Running {
    fn start(folder: &Folder, line: &str) -> Self {
        let mut command = folder.command(format!("sandbox --json {line}").split_whitespace());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        stdout.read_line(&mut first).unwrap();
        let said = serde_json::from_str(&first).unwrap_or_else(|error| panic!("{error}: {first:?}"));
        Self { child, stdout, said }
    }

    fn text(&self, key: &str) -> String {
        let value = &self.said[key];
        value.as_str().map_or_else(|| value.to_string(), str::to_owned)
    }

    /// Adds the account `real` with the values it printed, as a person would.
    fn connect(&self, folder: &Folder) {
        let [host, corp_id, agent_id] = ["host", "corp_id", "agent_id"].map(|key| self.text(key));
        let line = format!(
            "account add --name real --corp-id {corp_id} --agent-id {agent_id} --api-host {host} --vault session \
             --secret-env {VARIABLE}"
        );
        let added = folder.run_with_secret(&line, &self.text("secret"));
        assert_eq!(added.code, Some(0), "what is printed can be entered: {added:?}");
    }

    /// Runs a command that takes the company's secret.
    fn run(&self, folder: &Folder, line: &str) -> Ran {
        folder.run_with_secret(&format!("{line} --json --secret-env {VARIABLE}"), &self.text("secret"))
    }

    /// Sends it a signal; how it ended, and what it said last.
    #[cfg(unix)]
    fn ends_on(mut self, signal: &str) -> (Option<i32>, Value) {
        let kill = std::process::Command::new("kill").args([signal, &self.child.id().to_string()]).status();
        assert!(kill.unwrap().success(), "the signal was sent");
        let mut rest = String::new();
        self.stdout.read_to_string(&mut rest).unwrap();
        let last = rest.lines().last().unwrap_or_else(|| panic!("nothing at the end"));
        (self.child.wait().unwrap().code(), serde_json::from_str(last).unwrap())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
#[cfg(unix)]
fn what_it_prints_is_enough_to_send_and_a_signal_ends_it() {
    for signal in ["-INT", "-TERM"] {
        let folder = Folder::new();
        folder.fill(&["zhangwei", "nobody.of.this.company"]);
        let company = Running::start(&folder, "--port 0");
        assert!(company.text("host").starts_with("http://127.0.0.1:"), "on this machine only: {}", company.said);
        assert_eq!(count(&company.said, "members"), 40, "{}", company.said);
        assert_eq!(company.text("showmebug_base_url"), company.text("host"), "ShowMeBug is on the same port");
        company.connect(&folder);
        let tested = company.run(&folder, "account test real");
        assert_eq!(tested.code, Some(0), "the three values belong together: {tested:?}");
        let sent = company.run(&folder, "send --account real --template hello --to all --yes");
        assert_eq!(count(&sent.last(), "accepted"), 1, "{sent:?}");
        let (code, last) = company.ends_on(signal);
        assert_eq!(code, Some(0), "{signal} is how it is meant to end");
        let practice = &last["practice"];
        assert_eq!((count(practice, "delivered"), count(practice, "invalid")), (1, 1), "its own count: {last}");
    }
}

#[test]
fn the_same_seed_makes_the_same_company() {
    let folder = Folder::new();
    let values = |line: &str| {
        let company = Running::start(&folder, line);
        ["corp_id", "agent_id", "secret", "showmebug_key", "showmebug_secret"].map(|key| company.text(key))
    };
    assert_eq!(values("--port 0 --seed 7"), values("--port 0 --seed 7"), "accounts of yesterday work today");
    assert_ne!(values("--port 0 --seed 7")[2], values("--port 0 --seed 8")[2], "another seed, another secret");
    let (one, other) = (values("--port 0"), values("--port 0"));
    assert!(
        [0, 2, 3, 4].iter().all(|at| one[*at] != other[*at]),
        "without a seed id, key and secrets are new: {one:?}, {other:?}"
    );
}

#[test]
fn the_faults_of_a_file_are_played() {
    let folder = Folder::new();
    let rules = r#"[{ "call": "gettoken", "when": { "nth": 1 }, "fault": { "err_code": 60020 } }]"#;
    // With the mark that some editors put before UTF-8.
    let file = folder.file("faults.json", format!("\u{feff}{rules}").as_bytes());
    let company = Running::start(&folder, &format!("--port 0 --faults {}", file.display()));
    company.connect(&folder);
    let refused = company.run(&folder, "account test real");
    assert_eq!(refused.code, Some(4), "the first gettoken is refused: {refused:?}");
    assert_eq!(refused.error_code().as_deref(), Some("ip_not_trusted"), "with the code of the rule: {refused:?}");
    assert_eq!(company.run(&folder, "account test real").code, Some(0), "only the first");
}

#[test]
fn a_broken_file_is_told_with_line_and_column_and_nothing_starts() {
    let folder = Folder::new();
    let broken = [
        ("no JSON", "[\n  { \"call\": ", "line 2 column 12"),
        ("no such fault", "[\n\n{\"call\":\"*\",\"when\":\"always\",\"fault\":\"html\"}]", "line 3 column"),
        ("no list", "{\"call\":\"*\"}", "line 1 column 0"),
        (
            "a key that no rule has",
            "[{\"call\":\"*\",\"when\":{\"range\":{\"from\":1,\"to\":2,\"step\":3}},\"fault\":\"empty_body\"}]",
            "`step`",
        ),
    ];
    for (what, text, place) in broken {
        let file = folder.file("faults.json", text.as_bytes());
        let ran = folder.run_with("sandbox --port 0 --json --faults", &[file.to_str().unwrap()]);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{what}: nothing starts: {ran:?}");
        assert!(ran.stderr.contains(place), "{what}: {ran:?}");
        assert!(ran.stderr.contains("faults.json"), "{what}: which file: {ran:?}");
    }
    let missing = folder.run("sandbox --port 0 --faults not-there.json");
    assert_eq!(missing.code, Some(2), "{missing:?}");
}

#[test]
fn a_port_that_is_taken_is_told() {
    let folder = Folder::new();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let ran = folder.run(&format!("sandbox --port {port}"));
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""), "{ran:?}");
    assert!(ran.stderr.contains(&port.to_string()), "which one: {ran:?}");
    assert_eq!(folder.run("sandbox").code, Some(2), "the port is chosen, 0 for any");
}
