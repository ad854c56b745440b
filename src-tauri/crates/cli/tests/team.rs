//! A team on the command line, in real processes on a real PostgreSQL: set up, invited, joined, looked at, left.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{Folder, Ran};
use postgres_folder::Server;
use serde_json::{Value, json};

/// The administrator's password.
const PASSWORD: &str = "administrator-of-tests";

/// The variable in which a command finds the password that it needs.
const VARIABLE: &str = "TEST_TEAM_PASSWORD";

/// A server, the lead's folder, and the lead's password.
struct Team {
    server: Server,
    lead: Folder,
    password: String,
}

impl Team {
    fn create() -> Self {
        let server = Server::start(PASSWORD).unwrap_or_else(|error| panic!("{error}"));
        let lead = Folder::new();
        let created = create(&server, &lead);
        assert_eq!(created.code, Some(0), "the team is needed: {created:?}");
        let password = created.last()["password"].as_str().unwrap().to_owned();
        Self { server, lead, password }
    }

    /// A command of the lead's that asks the ledger.
    fn run(&self, line: &str) -> Ran {
        run(&self.lead, line, &self.password)
    }

    /// A colleague's folder that has joined, and the password.
    fn colleague(&self, login: &str) -> (Folder, String) {
        let (file, password) = self.invite(login);
        let folder = Folder::new();
        let joined = join(&folder, &file, &password);
        assert_eq!(joined.code, Some(0), "{login} is needed: {joined:?}");
        (folder, password)
    }

    /// A connection file, and its password.
    fn invite(&self, login: &str) -> (PathBuf, String) {
        let file = self.lead.path().join(format!("{login}.json"));
        let invited = self.run(&format!("team invite {login} --out {}", file.display()));
        assert_eq!(invited.code, Some(0), "{login} is needed: {invited:?}");
        assert_eq!(invited.last()["user"], login, "as asked for");
        (file, invited.last()["password"].as_str().unwrap().to_owned())
    }
}

fn create(server: &Server, folder: &Folder) -> Ran {
    let line = format!(
        "team create --url {} --password-env {VARIABLE} --vault session --company ww1 --login mei --json",
        server.url("postgres")
    );
    with(folder, &line, PASSWORD)
}

fn join(folder: &Folder, file: &Path, password: &str) -> Ran {
    let line = format!("team join {} --password-env {VARIABLE} --vault session --json", file.display());
    with(folder, &line, password)
}

/// A command that asks the ledger. No password is in what it says, but where a login is made.
fn run(folder: &Folder, line: &str, password: &str) -> Ran {
    let ran = with(folder, &format!("{line} --json --team-password-env {VARIABLE} --log-level debug"), password);
    let said = format!("{}{}", ran.stdout, ran.stderr);
    assert!(!said.contains(password), "a password is said: {ran:?}");
    ran
}

fn with(folder: &Folder, line: &str, password: &str) -> Ran {
    folder.command(line.split_whitespace()).env(VARIABLE, password).output().unwrap().into()
}

/// What is wrong, as scripts read it.
fn problem(ran: &Ran) -> Value {
    let objects = ran.stderr.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    objects.map(|object| object["error"]["params"]["problem"].clone()).next_back().unwrap_or(Value::Null)
}

#[test]
fn a_team_from_its_beginning_to_the_end_of_a_login() {
    let team = Team::create();
    let again = create(&team.server, &team.lead);
    assert_eq!((again.code, again.last().get("password")), (Some(0), None), "again is harmless: {again:?}");

    let (file, password) = team.invite("gao");
    let written: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    let told = ["beckon_team", "company", "user", "tls"].map(|name| written[name].clone());
    assert_eq!(told, [json!(1), json!("ww1"), json!("gao"), json!("plain")], "what a colleague needs: {written}");
    assert!(!written.to_string().contains(&password), "and not the password");

    let laptop = Folder::new();
    let joined = join(&laptop, &file, &password);
    assert_eq!((joined.code, &joined.last()["team"]["login"]), (Some(0), &json!("gao")), "{joined:?}");
    let status = run(&laptop, "team status", &password);
    let told = status.last();
    assert_eq!((&told["role"], &told["leads"], &told["recruiters"]), (&json!("recruiter"), &json!(1), &json!(1)));
    let members: Vec<Value> = run(&laptop, "team members", &password).lines();
    assert_eq!(members.iter().map(|member| &member["login"]).collect::<Vec<_>>(), ["gao", "mei"], "by their logins");
    let log = run(&laptop, "team log --state claimed,asked --since 2026-01-01", &password);
    assert_eq!((log.code, log.stdout.as_str()), (Some(0), ""), "nothing was sent: {log:?}");
    let figures = run(&laptop, "team figures", &password);
    assert_eq!((figures.code, problem(&figures)), (Some(4), json!("lead_only")), "{figures:?}");
    let release = run(&laptop, "team release 0199-no-claim --why mistake", &password);
    assert_eq!((release.code, problem(&release)), (Some(2), json!("unknown_claim")), "{release:?}");

    let left = run(&laptop, "team leave", &password);
    assert_eq!((left.code, &left.last()["closed"]), (Some(0), &json!(true)), "{left:?}");
    let gone = laptop.run("team status --json");
    assert_eq!((gone.code, problem(&gone)), (Some(2), json!("not_joined")), "{gone:?}");
    let back = join(&laptop, &file, &password);
    assert_eq!((back.code, problem(&back)), (Some(4), json!("login_refused")), "the login is closed: {back:?}");
    let last = team.run("team remove mei");
    assert_eq!((last.code, problem(&last)), (Some(2), json!("last_lead")), "{last:?}");
}

#[test]
fn a_password_that_is_not_stored_is_asked_for_and_no_file_holds_it() {
    let team = Team::create();
    let (laptop, password) = team.colleague("gao");
    let without = laptop.run("team status --json");
    assert_eq!((without.code, problem(&without)), (Some(4), json!("password_needed")), "{without:?}");
    assert!(without.stderr.contains("--team-password-env"), "it says what to change: {}", without.stderr);
    let wrong = run(&laptop, "team status", "wrong-password");
    assert_eq!((wrong.code, problem(&wrong)), (Some(4), json!("login_refused")), "{wrong:?}");
    for (folder, secret) in [(&team.lead, &team.password), (&laptop, &password), (&laptop, &PASSWORD.to_owned())] {
        for entry in fs::read_dir(folder.path()).unwrap() {
            let path = entry.unwrap().path();
            let bytes = fs::read(&path).unwrap_or_default();
            let holds = bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
            assert!(!holds, "{} holds a password", path.display());
        }
    }
}

#[test]
fn a_file_that_is_none_is_refused_in_a_sentence() {
    let team = Team::create();
    let (file, password) = team.invite("gao");
    let text = fs::read_to_string(&file).unwrap();
    let laptop = Folder::new();
    for (text, told) in [
        ("{}".to_owned(), "bad_file"),
        (text.replace("\"gao\"", "\"gao\", \"password\": \"x\""), "bad_file"),
        (text.replace("\"beckon_team\": 1", "\"beckon_team\": 2"), "newer_file"),
        ("\u{0}\u{1}".repeat(40_000), "bad_file"),
    ] {
        let file = laptop.file("connection.json", text.as_bytes());
        let refused = join(&laptop, &file, &password);
        assert_eq!((refused.code, problem(&refused)), (Some(2), json!(told)), "{refused:?}");
        let first = refused.stderr.lines().next().unwrap();
        assert!(first.starts_with("error: ") && first.len() < 200, "one sentence: {first}");
    }
    let missing = join(&laptop, Path::new("/nowhere/connection.json"), &password);
    assert_eq!(missing.code, Some(2), "there is no such file: {missing:?}");
}

#[test]
fn an_account_asks_the_team_when_somebody_says_so() {
    let team = Team::create();
    let add = format!("account add --corp-id ww1 --agent-id 1000002 --vault session --secret-env {VARIABLE} --name");
    let secret = "abcdefghijklmnopqrstuvwxyz0123456789ABC_-xy";
    assert_eq!(with(&team.lead, &format!("{add} own"), secret).code, Some(0), "the account is needed");
    let other = format!("{} other", add.replace("ww1", "ww2"));
    assert_eq!(with(&team.lead, &other, secret).code, Some(0), "and one of another company");
    let on = team.lead.run("account set own --team on --json");
    assert_eq!((on.code, &on.last()["team"]), (Some(0), &json!(true)), "{on:?}");
    let refused = team.lead.run("account set other --team on --json");
    assert_eq!((refused.code, problem(&refused)), (Some(2), json!("other_company")), "{refused:?}");
    let nonsense = team.lead.run("account set own --team perhaps --json");
    assert_eq!(nonsense.code, Some(2), "{nonsense:?}");
    let left = team.run("team leave");
    assert_eq!((left.code, &left.last()["closed"]), (Some(0), &json!(false)), "the last lead's login stays: {left:?}");
    assert!(left.stderr.contains("--team off"), "it says what the account does now: {}", left.stderr);
    let off = team.lead.run("account set own --team off --json");
    assert_eq!((off.code, &off.last()["team"]), (Some(0), &json!(false)), "{off:?}");
}

#[test]
fn what_cannot_be_reached_is_a_matter_of_the_network() {
    let mut team = Team::create();
    let (laptop, password) = team.colleague("gao");
    team.server.stop("fast").unwrap();
    let gone = run(&laptop, "team status", &password);
    assert_eq!((gone.code, problem(&gone)), (Some(5), json!("unreachable")), "{gone:?}");
    let left = run(&laptop, "team leave", &password);
    assert_eq!(
        (left.code, &left.last()["problem"]["kind"]),
        (Some(0), &json!("unreachable")),
        "one can leave: {left:?}"
    );
    let new = Folder::new();
    let nowhere = format!(
        "team create --url postgres://administrator@127.0.0.1:1/x?sslmode=disable --password-env {VARIABLE} --company ww1 --vault session --json"
    );
    let refused = with(&new, &nowhere, PASSWORD);
    assert_eq!((refused.code, problem(&refused)), (Some(5), json!("unreachable")), "{refused:?}");
    let plain = nowhere.replace("127.0.0.1:1", "192.0.2.1:5432");
    let refused = with(&new, &plain, PASSWORD);
    assert_eq!((refused.code, problem(&refused)), (Some(2), json!("plain_elsewhere")), "{refused:?}");
    let no_company = nowhere.replace("--company ww1", "");
    let refused = with(&new, &no_company, PASSWORD);
    assert_eq!((refused.code, problem(&refused)), (Some(2), json!("company_needed")), "{refused:?}");
}

#[test]
fn what_a_team_shares_is_noted_listed_and_taken_over() {
    let team = Team::create();
    let (laptop, password) = team.colleague("gao");
    let noted = run(&laptop, "team opt-out Li.Na --why asked", &password);
    assert_eq!((noted.code, &noted.last()["noted"]), (Some(0), &json!(true)), "{noted:?}");
    let lifted = run(&laptop, "team opt-in li.na --why back", &password);
    assert_eq!((lifted.code, problem(&lifted)), (Some(4), json!("lead_only")), "{lifted:?}");
    let lifted = team.run("team opt-in li.na --why back");
    assert_eq!((lifted.code, &lifted.last()["lifted"]), (Some(0), &json!(true)), "{lifted:?}");

    let text = team.lead.file("first.txt", b"Hello {{ name }}");
    assert_eq!(team.lead.run(&format!("template add {} --name First", text.display())).code, Some(0), "it is needed");
    let shared = team.run("team templates --share First");
    assert_eq!((shared.code, &shared.last()["version"]), (Some(0), &json!(1)), "{shared:?}");
    let list = run(&laptop, "team templates", &password);
    assert_eq!((&list.last()["name"], &list.last()["by"]), (&json!("First"), &json!("mei")), "{list:?}");
    let taken = run(&laptop, "team templates --take First", &password);
    assert_eq!((taken.code, &taken.last()["body"]), (Some(0), &json!("Hello {{ name }}")), "{taken:?}");
    let refused = run(&laptop, "team templates --share First", &password);
    assert_eq!((refused.code, problem(&refused)), (Some(4), json!("lead_only")), "{refused:?}");
    let fill = run(&laptop, "team fill --yes", &password);
    assert_eq!((fill.code, fill.stdout.as_str()), (Some(0), ""), "there is nobody to ask for: {fill:?}");
}
