//! Files that the program writes, and what stands in a calendar file.

use std::path::Path;

use super::common::{Folder, Ran};
use super::table::{By, Outcome, Table};

/// A command that writes a file, ready to run: the line, with `FILE` for the name.
const WRITING: [(&str, &str, &str); 7] = [
    ("interview calendar", "interview calendar 1 --out FILE", "i.ics"),
    ("candidates export", "candidates export FILE", "p.csv"),
    ("a workbook", "candidates export FILE", "p.xlsx"),
    ("log --export", "log --export FILE", "l.csv"),
    ("template export", "template export FILE", "t.json"),
    ("bundle", "bundle --out FILE", "r.txt"),
    ("account export", "account export acme FILE", "a.json"),
];

pub fn cases(table: &mut Table) {
    let kind = "overwrite";
    for (case, line, name) in WRITING {
        let by = if case == "interview calendar" { By::Handed } else { By::Own };
        table.case((kind, case, by), (&format!("{line}, which exists"), "refused, the file as it was"), |folder| {
            let file = prepared(folder, name);
            let ran = folder.run(&line.replace("FILE", file.to_str().unwrap()));
            let kept = std::fs::read(&file).unwrap() == b"mine";
            Outcome::of(ran.stderr.clone(), ran.code == Some(2) && kept && ran.stderr.contains("--overwrite"))
        });
        table.case(
            (kind, &format!("{case} --overwrite"), By::Own),
            (line, "written, for its owner's eyes"),
            |folder| {
                let file = prepared(folder, name);
                let ran = folder.run(&format!("{} --overwrite", line.replace("FILE", file.to_str().unwrap())));
                let written = std::fs::read(&file).unwrap();
                let right = ran.code == Some(0) && written != b"mine" && !written.is_empty() && is_private(&file);
                Outcome::of(format!("exit {:?}, {} bytes", ran.code, written.len()), right && alone(&file))
            },
        );
    }
    let other = Path::new("/dev/null");
    if other.exists() {
        table.case(
            (kind, "a device", By::Own),
            ("bundle --out /dev/null --overwrite", "written into, never replaced"),
            |folder| {
                let ran = folder.run("bundle --out /dev/null --overwrite");
                Outcome::of(format!("exit {:?}", ran.code), ran.code == Some(0) && !other.metadata().unwrap().is_file())
            },
        );
    }
    table.case((kind, "no such folder", By::Own), ("bundle --out nowhere/r.txt", "told, nothing made"), |folder| {
        let place = folder.path().join("nowhere/r.txt");
        Outcome::words(
            &folder.run(&format!("bundle --out {}", place.display())),
            2,
            &["r.txt: there is no such file or folder"],
        )
    });
    calendars(table);
}

/// A folder with one of everything, and a file that already exists.
fn prepared(folder: &Folder, name: &str) -> std::path::PathBuf {
    folder.fill(&["gao1"]);
    let day = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().tomorrow().unwrap();
    let starts = format!("{day} 14:00");
    let added = folder
        .run_with("interview add --candidate gao1 --zone Asia/Shanghai --contact li@example.com --starts", &[&starts]);
    assert_eq!(added.code, Some(0), "the interview is needed: {added:?}");
    let account =
        "account add --name acme --corp-id ww0123456789abcdef --agent-id 1000002 --vault session --secret-env S";
    let secret = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    let added: Ran = folder.command(account.split(' ')).env("S", secret).output().unwrap().into();
    assert_eq!(added.code, Some(0), "the account is needed: {added:?}");
    folder.file(name, b"mine")
}

#[cfg(unix)]
fn is_private(file: &Path) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&file.metadata().unwrap().permissions()) & 0o077 == 0
}

#[cfg(not(unix))]
fn is_private(_: &Path) -> bool {
    true
}

/// Whether nothing in the making was left beside a file.
fn alone(file: &Path) -> bool {
    let beside = std::fs::read_dir(file.parent().unwrap()).unwrap().flatten();
    !beside.map(|entry| entry.file_name()).any(|name| name.to_string_lossy().starts_with(".tmp"))
}

fn calendars(table: &mut Table) {
    let written = |folder: &Folder, more: &str| {
        let file = prepared(folder, "i.ics");
        folder.run(&format!("interview calendar 1 --out {} --overwrite {more}", file.display()));
        std::fs::read_to_string(file).unwrap()
    };
    table.case(("calendar", "PUBLISH", By::Own), ("interview calendar 1", "an organizer, no attendee"), |folder| {
        let file = written(folder, "");
        let has = |name: &str| file.contains(&format!("\r\n{name}"));
        let right =
            has("METHOD:PUBLISH") && has("ORGANIZER;CN=\"li@example.com\":mailto:li@example.com") && !has("ATTENDEE");
        Outcome::of(file.clone(), right && has("DTSTAMP") && has("UID") && has("SEQUENCE:0"))
    });
    for (case, more) in [("CANCEL", ""), ("CANCEL of interviewers", "--interviewer")] {
        table.case(
            ("calendar", case, By::Own),
            ("interview cancel 1; interview calendar 1", "organizer and attendee"),
            |folder| {
                prepared(folder, "i.ics");
                folder.run("interview cancel 1");
                let ran = folder.run(&format!("interview calendar 1 --out - {more}"));
                let has = |name: &str| ran.stdout.contains(&format!("\r\n{name}"));
                let right = has("METHOD:CANCEL") && has("ORGANIZER;") && has("ATTENDEE;") && has("STATUS:CANCELLED");
                Outcome::of(ran.stdout.clone(), right && has("SEQUENCE:1"))
            },
        );
    }
}
