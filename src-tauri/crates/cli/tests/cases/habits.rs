//! Habits of the command line: `-`, `~`, a closed pipe, exit codes.

use std::process::Stdio;
use std::time::Duration;

use beckon_sandbox::Config;

use super::common::{Folder, Ran, SEND, VARIABLE, connected};
use super::table::{By, Outcome, Table};

const PEOPLE: &str = "name,userid\n高一鸣,gao1\n孟二可,meng2\n";

pub fn cases(table: &mut Table) {
    pipes(table);
    dashes(table);
    homes(table);
    ends(table);
}

/// Runs a line with these bytes on stdin.
fn fed(folder: &Folder, line: &str, bytes: &[u8]) -> Ran {
    let mut command = folder.command(line.split_whitespace());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), bytes).unwrap();
    child.wait_with_output().unwrap().into()
}

/// Runs a line whose reader of stdout, and of stderr where `both`, goes away at once.
fn unheard(folder: &Folder, line: &str, both: bool) -> Option<i32> {
    let mut command = folder.command(line.split_whitespace());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    if both {
        drop(child.stderr.take());
    }
    child.wait_with_output().unwrap().status.code()
}

fn pipes(table: &mut Table) {
    let kind = "pipe";
    let quiet = |line: &'static str, both: bool| {
        move |folder: &Folder| {
            folder.fill(&["gao1", "meng2"]);
            let code = unheard(folder, line, both);
            Outcome::of(format!("{code:?}"), code == Some(0))
        }
    };
    for (case, by, line) in [
        ("cli-1", By::Handed, "candidates list"),
        ("json list", By::Own, "candidates list --json"),
        ("templates", By::Own, "template list"),
        ("one template", By::Own, "template show hello"),
        ("starters", By::Own, "template starters"),
        ("codes", By::Own, "errcode permission"),
        ("log", By::Own, "log"),
        ("campaigns", By::Own, "campaign list --json"),
        ("preview", By::Own, "preview --account practice --template hello --to all"),
    ] {
        table.case((kind, case, by), (&format!("{line} | head -0"), "a quiet end"), quiet(line, false));
    }
    table.case(
        (kind, "nobody hears anything", By::Own),
        ("candidates import FILE 2>&1 | head -0", "the import is whole all the same"),
        |folder| {
            folder.file("p.csv", PEOPLE.as_bytes());
            let code = unheard(
                folder,
                &format!("candidates import {}", folder.file("p.csv", PEOPLE.as_bytes()).display()),
                true,
            );
            let there = folder.run("candidates list --json").lines().len();
            Outcome::of(format!("{code:?}, {there} people"), code == Some(0) && there == 2)
        },
    );
    table.case(
        (kind, "a send that nobody hears", By::Own),
        ("send … --yes 2>&1 | head -0", "everybody is written to, and the code is that of the send"),
        |_| {
            let (town, folder) = connected(Config::default(), &["nobody1", "nobody2"]);
            let line = format!("{SEND} --secret-env {VARIABLE} --to all --yes");
            let mut command = folder.command(line.split(' '));
            command.env(VARIABLE, town.company.secret()).stdout(Stdio::piped()).stderr(Stdio::piped());
            let mut child = command.spawn().unwrap();
            drop((child.stdout.take(), child.stderr.take()));
            let code = child.wait().unwrap().code();
            let rows = folder.run("log --json").lines().len();
            Outcome::of(format!("{code:?}, {rows} rows"), code == Some(3) && rows == 2)
        },
    );
}

fn dashes(table: &mut Table) {
    let kind = "dash";
    let imports = |bytes: Vec<u8>| {
        move |folder: &Folder| Outcome::words(&fed(folder, "candidates import - --json", &bytes), 0, &["\"added\":2"])
    };
    table.case(
        (kind, "people on stdin", By::Own),
        ("candidates import - < people.csv", "2 people"),
        imports(PEOPLE.into()),
    );
    let excel = include_bytes!("../../../../../tests/fixtures/excel.xlsx").to_vec();
    table.case((kind, "a workbook on stdin", By::Own), ("candidates import - < excel.xlsx", "its people"), |folder| {
        Outcome::words(&fed(folder, "candidates import - --json", &excel), 0, &["\"dry_run\":false"])
    });
    table.case(
        (kind, "nothing on stdin", By::Own),
        ("candidates import - < /dev/null", "told: nothing in it"),
        |folder| Outcome::words(&fed(folder, "candidates import -", b""), 2, &["no rows"]),
    );
    table.case((kind, "a template on stdin", By::Own), ("template add - --name t", "saved"), |folder| {
        let added = fed(folder, "template add - --name t", "您好 {{ name }}".as_bytes());
        let shown = folder.run("template show t");
        Outcome::of(shown.stdout.clone(), added.code == Some(0) && shown.stdout == "您好 {{ name }}\n")
    });
    table.case((kind, "people on stdout", By::Own), ("candidates export -", "CSV and nothing else"), |folder| {
        folder.fill(&["gao1"]);
        let ran = folder.run("candidates export - --json");
        Outcome::of(
            ran.stdout.clone(),
            ran.code == Some(0) && ran.stdout.lines().count() == 2 && ran.stdout.contains("gao1"),
        )
    });
    table.case(
        (kind, "templates from stdout to stdin", By::Own),
        ("template export - | template import -", "the same template"),
        |folder| {
            folder.fill(&["gao1"]);
            let written = folder.run("template export -");
            let other = Folder::new();
            let read = fed(&other, "template import -", written.stdout.as_bytes());
            let shown = other.run("template show hello");
            Outcome::of(
                shown.stdout.clone(),
                read.code == Some(0) && shown.stdout == folder.run("template show hello").stdout,
            )
        },
    );
    table.case(
        (kind, "two things on one stdin", By::Own),
        ("account import - --secret-stdin", "refused: stdin holds one"),
        |folder| Outcome::words(&fed(folder, "account import - --secret-stdin", b"{}"), 2, &["stdin cannot hold both"]),
    );
    table.case((kind, "the log on stdout", By::Own), ("log --export -", "CSV: a header"), |folder| {
        let ran = folder.run("log --export -");
        Outcome::of(ran.stdout.clone(), ran.code == Some(0) && ran.stdout.lines().count() == 1)
    });
    table.case((kind, "a report on stdout", By::Own), ("bundle --out -", "the text"), |folder| {
        let ran = folder.run("bundle --out -");
        Outcome::of(
            ran.stdout.lines().next().unwrap_or_default(),
            ran.code == Some(0) && ran.stdout.lines().count() > 5,
        )
    });
}

fn homes(table: &mut Table) {
    let kind = "home";
    let at_home = |folder: &Folder, line: &str, variable: Option<&str>| {
        let home = folder.path().parent().unwrap().join("home");
        std::fs::create_dir_all(&home).unwrap();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_beckon-cli"));
        super::common::without_surroundings(&mut command);
        command.env("HOME", &home).current_dir(&home).args(line.split(' '));
        if let Some(value) = variable {
            command.env("BECKON_DATA_DIR", value);
        }
        (Ran::from(command.output().unwrap()), home)
    };
    table.case(
        (kind, "cli-2", By::Handed),
        ("BECKON_DATA_DIR=~/beckon from a unit file", "the home folder"),
        move |folder| {
            let (ran, home) = at_home(folder, "template starter invitation.en", Some("~/beckon"));
            let right = ran.code == Some(0) && home.join("beckon/beckon.db").exists() && !home.join("~").exists();
            Outcome::of(format!("{:?}", ran.code), right)
        },
    );
    table.case((kind, "--data-dir=~/beckon", By::Own), ("--data-dir=~/beckon", "the home folder"), move |folder| {
        let (ran, home) = at_home(folder, "--data-dir=~/beckon template starter invitation.en", None);
        Outcome::of(format!("{:?}", ran.code), home.join("beckon/beckon.db").exists() && !home.join("~").exists())
    });
    table.case(
        (kind, "--out=~/report.txt", By::Own),
        ("bundle --out=~/report.txt", "in the home folder"),
        move |folder| {
            let (ran, home) = at_home(folder, "bundle --out=~/report.txt", Some("~/d"));
            Outcome::of(ran.stdout, home.join("report.txt").exists() && !home.join("~").exists())
        },
    );
    table.case(
        (kind, "~$people.csv", By::Own),
        ("candidates import ~$people.csv", "Excel's own name stays a name"),
        move |folder| {
            let home = folder.path().parent().unwrap().join("home");
            std::fs::create_dir_all(&home).unwrap();
            std::fs::write(home.join("~$people.csv"), PEOPLE).unwrap();
            let (ran, _) = at_home(folder, "candidates import ~$people.csv", Some("~/d"));
            Outcome::words(&ran, 0, &["2 rows"])
        },
    );
}

/// A send to forty people at a slow company, stopped by another process.
fn stopped(by: &str) -> (Ran, u64) {
    let members = beckon_sandbox::roster(40, 1);
    let userids: Vec<&str> = members.iter().map(|member| member.userid.as_str()).collect();
    let (town, folder) = connected(Config { latency: Duration::from_secs(2), ..Config::default() }, &userids);
    let mut command = folder.command(format!("{SEND} --secret-env {VARIABLE} --to all --yes").split(' '));
    command.env(VARIABLE, town.company.secret()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    while town.messages().len() < 8 {
        std::thread::sleep(Duration::from_millis(10));
    }
    let other = folder.run(by);
    assert_eq!(other.code, Some(0), "the other process has to do its part: {other:?}");
    (child.wait_with_output().unwrap().into(), town.messages().len() as u64)
}

fn ends(table: &mut Table) {
    for (by, code, why) in
        [("campaign pause 1", 6, "6: rows wait"), ("campaign cancel 1 --yes", 3, "3: some get nothing")]
    {
        let input = format!("send …, and elsewhere {by}");
        table.case(("exit code", by, By::Own), (&input, why), |_| {
            let (ran, sent) = stopped(by);
            Outcome::of(format!("exit {:?} after {sent} of 40", ran.code), ran.code == Some(code) && sent < 40)
        });
    }
}
