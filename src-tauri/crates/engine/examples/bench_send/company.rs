//! The practice company in a process of its own, and what the bench asks it.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::time::Duration;

use beckon_sandbox::{Config, Range, Sandbox, roster};

use crate::Outcome;
use crate::figures::own;

/// A company that runs; it ends with this value.
pub struct Company {
    process: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    /// Base URL, corp id, agent id, secret.
    pub at: [String; 4],
}

impl Company {
    /// Starts one whose calls take so long, with so many people, all of whom messages reach.
    pub fn start(latency_ms: u64, people: usize) -> Outcome<Self> {
        let mut process = own("company")?
            .args([latency_ms.to_string(), people.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let questions = process.stdin.take();
        let answers = BufReader::new(process.stdout.take().ok_or("no stdout")?);
        let mut company = Self { process, questions, answers, at: Default::default() };
        let address = company.answer()?;
        for (place, word) in company.at.iter_mut().zip(address.split_whitespace()) {
            word.clone_into(place);
        }
        Ok(company)
    }

    /// When the calls of `message/send` arrived, UTC ms, and how often a token was asked for.
    pub fn journal(&mut self) -> Outcome<(Vec<i64>, usize)> {
        self.questions.as_mut().ok_or("the company has ended")?.write_all(b"journal\n")?;
        let tokens = self.answer()?.trim().parse()?;
        let times = self.answer()?.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
        Ok((times, tokens))
    }

    pub fn secret(&self) -> &str {
        &self.at[3]
    }

    fn answer(&mut self) -> Outcome<String> {
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        Ok(line)
    }
}

impl Drop for Company {
    fn drop(&mut self) {
        // Its end of input tells it to end.
        self.questions.take();
        let _ = self.process.wait();
    }
}

/// The process: says where it is, answers questions, and ends with its input.
pub fn main(arguments: &[&str]) -> Outcome {
    let [latency_ms, people] = arguments else { return Err("company LATENCY PEOPLE".into()) };
    let mut people = roster(people.parse()?, 1);
    people.iter_mut().for_each(|member| (member.visible, member.licensed) = (true, true));
    let latency = Duration::from_millis(latency_ms.parse()?);
    let mut config = Config { roster: Some(people), latency, ..Config::default() };
    config.apps[0].range = Range::Everyone;
    let runtime = tokio::runtime::Runtime::new()?;
    let company = runtime.block_on(Sandbox::start(config))?;
    println!("{} {} {} {}", company.base_url(), company.corp_id(), company.agent_id(), company.secret());
    for _ in std::io::stdin().lines().map_while(Result::ok) {
        let journal = company.journal();
        let calls = |path| journal.iter().filter(move |call| call.path.ends_with(path));
        println!("{}", calls("/gettoken").count());
        let times: Vec<String> = calls("/message/send").map(|call| call.time_ms.to_string()).collect();
        println!("{}", times.join(" "));
    }
    Ok(())
}
