//! The data folder: what one file holds, and what happens where it is gone or damaged.

use std::fs;
use std::path::PathBuf;

use super::common::Folder;
use super::table::{By, Outcome, Table};

/// What is done to a database: how it is called, who thought of it, and the doing.
type Spoiler = (&'static str, By, fn(PathBuf));

const KIND: &str = "data folder";

pub fn cases(table: &mut Table) {
    table.case(
        (KIND, "db-1", By::Handed),
        ("import 20,200 people, copy beckon.db alone", "the people are in the copy"),
        |folder| {
            let rows: String = (0..20_200).map(|n| format!("Person {n},p{n}\n")).collect();
            let file = folder.file("many.csv", format!("name,userid\n{rows}").as_bytes());
            folder.run(&format!("candidates import {}", file.display()));
            let other = Folder::new();
            fs::create_dir_all(other.path()).unwrap();
            fs::copy(database(folder), database(&other)).unwrap();
            let listed = other.run("candidates list --json").lines().len();
            Outcome::of(format!("{listed} people"), listed == 20_200)
        },
    );
    let spoilers: [Spoiler; 5] = [
        ("db-2 missing", By::Handed, |file| fs::remove_file(file).unwrap()),
        ("db-2 empty", By::Handed, |file| fs::write(file, b"").unwrap()),
        ("db-2 cut in half", By::Handed, |file| {
            let bytes = fs::read(&file).unwrap();
            fs::write(file, &bytes[..bytes.len() / 2]).unwrap();
        }),
        ("noise", By::Own, |file| fs::write(file, [7; 50_000]).unwrap()),
        ("another program's file", By::Own, |file| fs::write(file, b"<html>sign in</html>").unwrap()),
    ];
    for (case, by, spoil) in spoilers {
        table.case(
            (KIND, case, by),
            (
                "candidates list, a copy beside it",
                "stops, with what the copy holds and how to take it back; then 2 people",
            ),
            |folder| {
                folder.fill(&["gao1", "meng2"]);
                let made = folder.run("data backup");
                spoil(database(folder));
                let ran = folder.run("candidates list --json");
                let told = ran.code == Some(1) && ran.stdout.is_empty() && ran.stderr.contains("2 people");
                let next = ran.stderr.split('`').find_map(|part| part.strip_prefix("beckon-cli data restore"));
                let back = folder.run(&format!("data restore {} --yes", next.unwrap_or_default()));
                let listed = folder.run("candidates list --json").lines().len();
                let right = made.code == Some(0) && told && back.code == Some(0) && listed == 2;
                Outcome::of(ran.stderr, right)
            },
        );
    }
    table.case(
        (KIND, "missing, no copy", By::Own),
        ("candidates list", "told that something was there, and how to begin empty; then it is"),
        |folder| {
            folder.run("campaign pause 1");
            fs::remove_file(database(folder)).unwrap();
            let ran = folder.run("candidates list");
            let wrong = folder.run("data start-empty --word yes");
            let asked = folder.run("data start-empty");
            let begun = folder.run("data start-empty --word empty");
            let listed = folder.run("candidates list");
            let right = (ran.code, wrong.code, asked.code, begun.code, listed.code)
                == (Some(1), Some(2), Some(2), Some(0), Some(0))
                && ran.stderr.contains("data start-empty --word empty");
            Outcome::of(ran.stderr, right)
        },
    );
    table.case((KIND, "a new folder", By::Own), ("candidates list", "not a word"), |folder| {
        let ran = folder.run("candidates list");
        Outcome::of(ran.stderr.clone(), !ran.stderr.contains("warning"))
    });
    table.case(
        (KIND, "restore by name", By::Own),
        ("data restore --from NAME --yes", "as it was then; the later list put aside"),
        |folder| {
            folder.fill(&["gao1"]);
            let name = folder.run("data backup --json").last()["name"].as_str().unwrap().to_owned();
            folder.fill(&["meng2"]);
            let ran = folder.run(&format!("data restore --from {name} --yes"));
            let listed = folder.run("candidates list --json").lines().len();
            Outcome::of(
                ran.stdout.clone(),
                ran.code == Some(0)
                    && listed == 1
                    && ran.stdout.contains("beckon.damaged-") == ran.stdout.contains("is now"),
            )
        },
    );
    table.case(
        (KIND, "restore what is none", By::Own),
        ("data restore --from x --yes", "told how to see the names"),
        |folder| {
            folder.fill(&["gao1"]);
            Outcome::words(&folder.run("data restore --from x --yes"), 2, &["`data backups` lists them"])
        },
    );
    table.case((KIND, "check", By::Own), ("data check, a copy cut in half", "the copy is named, exit 1"), |folder| {
        folder.fill(&["gao1"]);
        let name = folder.run("data backup --json").last()["name"].as_str().unwrap().to_owned();
        let copy = folder.path().join("backups").join(&name);
        let bytes = fs::read(&copy).unwrap();
        fs::write(&copy, &bytes[..bytes.len() / 2]).unwrap();
        Outcome::words(&folder.run("data check"), 1, &[&name, "beckon.db"])
    });
    table.case((KIND, "after the end", By::Own), ("candidates import, then look", "no journal is left"), |folder| {
        folder.fill(&["gao1"]);
        let left = fs::read_dir(folder.path()).unwrap().flatten().any(|entry| entry.file_name() == "beckon.db-wal");
        Outcome::of(format!("journal: {left}"), !left)
    });
}

fn database(folder: &Folder) -> PathBuf {
    folder.path().join("beckon.db")
}
