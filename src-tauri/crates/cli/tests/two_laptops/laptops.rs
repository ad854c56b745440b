//! A company, a PostgreSQL, and two data folders that have joined its team.

use std::collections::HashMap;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use beckon_sandbox::{Call, Config, Fault, FaultRule, Member, Range, When, roster};
use postgres_folder::Server;

use crate::common::{Folder, Ran, Town, VARIABLE};

/// The variable in which tests keep the password of a login.
pub const TEAM_PASSWORD: &str = "TEST_TEAM_PASSWORD";

/// The server's own password.
const ADMINISTRATOR: &str = "of-tests-only";

/// A folder whose account is the team's.
pub struct Laptop {
    pub folder: Folder,
    pub login: &'static str,
    password: String,
}

/// All of it.
pub struct Team {
    pub town: Town,
    /// A lead, and a recruiter whom she invited.
    pub laptops: [Laptop; 2],
    pub people: Vec<Member>,
    _server: Server,
}

impl Team {
    /// A company of so many, all of whom messages reach; a call takes so many milliseconds.
    pub fn start(people: usize, latency_ms: u64) -> Self {
        let mut people = roster(people, 1);
        people.iter_mut().for_each(|member| (member.visible, member.licensed) = (true, true));
        let latency = Duration::from_millis(latency_ms);
        let mut config = Config { roster: Some(people.clone()), latency, ..Config::default() };
        config.apps[0].range = Range::Everyone;
        let town = Town::new(config);
        let server = Server::start(ADMINISTRATOR).unwrap_or_else(|error| panic!("{error}"));
        let laptops = joined(&town, &server);
        Self { town, laptops, people, _server: server }
    }

    /// Puts people and a template into a laptop.
    pub fn fill(&self, laptop: &Laptop, people: &[Member], text: &str) {
        let rows: String = people.iter().map(|person| format!("{},{}\n", person.name, person.userid)).collect();
        let file = laptop.folder.file("people.csv", format!("name,userid\n{rows}").as_bytes());
        laptop.done(self, "candidates import", &[file.to_str().unwrap()]);
        let file = laptop.folder.file("hello.txt", text.as_bytes());
        laptop.done(self, "template add --name hello", &[file.to_str().unwrap()]);
    }

    /// Calls that reached the company, by the people whom they named.
    pub fn named(&self) -> HashMap<String, Vec<Call>> {
        let mut named: HashMap<String, Vec<Call>> = HashMap::new();
        for call in self.sends() {
            for recipient in &call.recipients {
                named.entry(recipient.userid.clone()).or_default().push(call.clone());
            }
        }
        named
    }

    /// Calls of `message/send`, in the order of their arrival.
    pub fn sends(&self) -> Vec<Call> {
        let calls = self.town.company.journal().into_iter();
        calls.filter(|call| call.path.ends_with("/message/send") && call.processed).collect()
    }

    /// Times that an app asked for a token: each laptop does once.
    pub fn tokens(&self) -> usize {
        self.town.company.journal().iter().filter(|call| call.path.ends_with("/gettoken")).count()
    }

    /// How long a message takes from now on.
    pub fn delay(&self, ms: u64) {
        let slow = FaultRule { call: "message/send".into(), when: When::Always, fault: Fault::Delay(ms) };
        self.town.company.set_faults(vec![slow]);
    }
}

impl Laptop {
    /// The program with everything that it may be asked for.
    pub fn command(&self, team: &Team, line: &str) -> Command {
        let mut command = self.folder.command(line.split_whitespace());
        command.env(VARIABLE, team.town.company.secret()).env(TEAM_PASSWORD, &self.password);
        command
    }

    /// Runs a command that has to succeed.
    pub fn done(&self, team: &Team, line: &str, more: &[&str]) -> Ran {
        let ran = Ran::from(self.command(team, line).args(more).output().unwrap());
        assert_eq!(ran.code, Some(0), "{} needs `{line}`: {ran:?}", self.login);
        ran
    }

    /// Begins a send to everybody on this laptop for the occasion `day`.
    pub fn begin(&self, team: &Team) -> Child {
        let line = format!(
            "send --account real --template hello --to all --occasion day --yes --json --secret-env {VARIABLE} \
             --team-password-env {TEAM_PASSWORD}"
        );
        self.command(team, &line).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }
}

fn joined(town: &Town, server: &Server) -> [Laptop; 2] {
    let [lead, colleague] = [Folder::new(), Folder::new()];
    [&lead, &colleague].iter().for_each(|folder| folder.connect(&town.company));
    let run = |folder: &Folder, line: String, (variable, value): (&str, &str)| {
        let ran = Ran::from(folder.command(line.split_whitespace()).env(variable, value).output().unwrap());
        assert_eq!(ran.code, Some(0), "`{line}` is needed: {ran:?}");
        ran
    };
    let password =
        |ran: &Ran| ran.last()["password"].as_str().unwrap_or_else(|| panic!("no password: {ran:?}")).to_owned();
    let (url, corp) = (server.url("postgres"), town.company.corp_id());
    let create =
        format!("team create --url {url} --password-env ADMIN --vault session --company {corp} --login mei --json");
    let mei = password(&run(&lead, create, ("ADMIN", ADMINISTRATOR)));
    let file = colleague.file("gao.json", b"");
    let invite =
        format!("team invite gao --out {} --overwrite --json --team-password-env {TEAM_PASSWORD}", file.display());
    let gao = password(&run(&lead, invite, (TEAM_PASSWORD, &mei)));
    let join = format!("team join {} --password-env {TEAM_PASSWORD} --vault session", file.display());
    run(&colleague, join, (TEAM_PASSWORD, &gao));
    for (folder, password) in [(&lead, &mei), (&colleague, &gao)] {
        run(folder, "account set real --team on".to_owned(), (TEAM_PASSWORD, password));
    }
    [Laptop { folder: lead, login: "mei", password: mei }, Laptop { folder: colleague, login: "gao", password: gao }]
}
