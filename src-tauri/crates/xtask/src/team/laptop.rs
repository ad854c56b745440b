//! The two laptops of a trial: data folders that have joined the team, each with an account of the company, people and a
//! template, and a file for the terminal that sets what stands for the keyring.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::answer::answer;
use super::company::Company;
use crate::run::built;
use crate::shell::{Outcome, program};

/// The variables of a terminal in which the two secrets are; nothing of a trial goes into the keyring.
const SECRET: &str = "PRACTICE_SECRET";
const TEAM_PASSWORD: &str = "TEAM_PASSWORD";

/// What every command is told that asks the team.
pub const LENT: &str = "--team-password-env TEAM_PASSWORD";

/// A send to everybody, without its occasion.
pub const SEND: &str =
    "--account company --template hello --to all --secret-env PRACTICE_SECRET --team-password-env TEAM_PASSWORD";

/// People of the practice company whom messages reach.
const PEOPLE: &str = "name,userid\n张伟,zhangwei\n李娜,li.na\n王芳,wangfang\n刘洋,liuyang\n陈静,chen_jing\n杨敏,yang-min\n赵磊,zhaolei\n\
    黄婷,huangting\n周洁,00123\nEmma Clark,EmmaClark\nJames Wilson,james.wilson\nJack King,JackKing\n";

const TEMPLATE: &str = "{{ name }}您好，您的面试在 3 号会议室。";

/// A data folder that has joined.
pub struct Laptop {
    pub login: &'static str,
    pub role: &'static str,
    pub folder: PathBuf,
    pub password: String,
    /// What its terminal reads first.
    pub surroundings: PathBuf,
}

/// Both: those of an earlier day, or new ones.
pub fn both(folder: &Path, url: &str, administrator: &str, company: &Company) -> Outcome<[Laptop; 2]> {
    let kept = folder.join("passwords.json");
    let passwords = match fs::read_to_string(&kept).ok().and_then(|text| serde_json::from_str::<Value>(&text).ok()) {
        Some(passwords) => passwords,
        None => {
            let passwords = make(folder, url, administrator, company)?;
            write(&kept, &passwords.to_string())?;
            passwords
        }
    };
    let laptop = |login: &'static str, role| -> Outcome<Laptop> {
        let password =
            passwords[login].as_str().ok_or_else(|| format!("{}: no password of {login}", kept.display()))?;
        let (own, surroundings) = (folder.join(login), folder.join(format!("{login}.sh")));
        let path = built("beckon-cli")?.parent().map(Path::to_owned).unwrap_or_default();
        let lines =
            [("BECKON_DATA_DIR", &*own.to_string_lossy()), (SECRET, &company.secret), (TEAM_PASSWORD, password)];
        let lines: String = lines.iter().map(|(name, value)| format!("export {name}='{value}'\n")).collect();
        write(&surroundings, &format!("{lines}export PATH='{}':\"$PATH\"\n", path.display()))?;
        Ok(Laptop { login, role, folder: own, password: password.to_owned(), surroundings })
    };
    Ok([laptop("mei", "a lead")?, laptop("gao", "a recruiter")?])
}

/// The team, made by `mei`, who invites `gao`; the passwords of both.
fn make(folder: &Path, url: &str, administrator: &str, company: &Company) -> Outcome<Value> {
    let cli = |login: &str, words: &[&str], password: &str| -> Outcome<Value> {
        let mut cli = program(built("beckon-cli")?);
        cli.arg("--data-dir").arg(folder.join(login)).arg("--json").args(words);
        answer(cli.env(SECRET, &company.secret).env(TEAM_PASSWORD, password).env_remove("BECKON_DATA_DIR"))
    };
    let files = ["people.csv", "hello.txt", "gao.beckon-team"].map(|name| folder.join(name));
    write(&files[0], PEOPLE)?;
    write(&files[1], TEMPLATE)?;
    let [people, text, file] = files.map(|path| path.to_string_lossy().into_owned());
    let Company { host, corp_id, agent_id, .. } = company;
    let add = ["account", "add", "--name", "company", "--corp-id", corp_id, "--agent-id", agent_id, "--api-host", host];
    for login in ["mei", "gao"] {
        cli(login, &[&add, &["--vault", "session", "--secret-env", SECRET][..]].concat(), "")?;
        cli(login, &["candidates", "import", &people], "")?;
        cli(login, &["template", "add", "--name", "hello", &text], "")?;
    }
    let create = ["team", "create", "--url", url, "--password-env", TEAM_PASSWORD, "--vault", "session"];
    let made = cli("mei", &[&create, &["--company", corp_id, "--login", "mei"][..]].concat(), administrator)?;
    let lead = made["password"].as_str().ok_or("`team create` shows no password")?;
    let invited = cli("mei", &["team", "invite", "gao", "--out", &file, "--team-password-env", TEAM_PASSWORD], lead)?;
    let colleague = invited["password"].as_str().ok_or("`team invite` shows no password")?;
    cli("gao", &["team", "join", &file, "--password-env", TEAM_PASSWORD, "--vault", "session"], colleague)?;
    for (login, password) in [("mei", lead), ("gao", colleague)] {
        cli(login, &["account", "set", "company", "--team", "on"], password)?;
    }
    Ok(json!({ "mei": lead, "gao": colleague }))
}

fn write(file: &Path, text: &str) -> Outcome {
    fs::write(file, text).map_err(|e| format!("{}: {e}", file.display()))
}
