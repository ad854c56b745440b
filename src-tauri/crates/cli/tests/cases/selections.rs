//! Selections that name somebody whom the list does not have.

use super::common::{Folder, Ran};
use super::table::{By, Outcome, Table};

/// Four people, one of them without a WeCom id, and a template `hello`.
fn people(folder: &Folder) {
    let rows = "姓名,企业微信账号,标签\n高一鸣,gao1,校招\n李娜,LiNa,校招\n王伟,wang.wei,社招\n张三,,社招\n";
    let file = folder.file("people.csv", rows.as_bytes());
    let imported = folder.run_with("candidates import", &[file.to_str().unwrap()]);
    assert_eq!(imported.code, Some(0), "the people are needed: {imported:?}");
    let text = folder.file("hello.txt", "你好 {{ name }}".as_bytes());
    let added = folder.run_with("template add --name hello", &[text.to_str().unwrap()]);
    assert_eq!(added.code, Some(0), "the template is needed: {added:?}");
}

/// An interview of 高一鸣, with one interviewer.
fn interview(folder: &Folder) {
    let line = "interview add --candidate gao1 --zone Asia/Shanghai --interviewer chenj=陈静 --starts";
    let added = folder.run_with(line, &["2099-12-15 14:00"]);
    assert_eq!(added.code, Some(0), "the interview is needed: {added:?}");
}

fn dry(folder: &Folder, to: &str, more: &str) -> Ran {
    people(folder);
    folder.run_with(&format!("send --account practice --template hello --dry-run {more} --to"), &[to])
}

pub fn cases(table: &mut Table) {
    let kind = "selections";
    table.case(
        (kind, "select-1", By::Handed),
        ("send --to userid:gao1,men2, where men2 is in no list", "men2 is named, nothing is sent, exit 2"),
        |folder| {
            people(folder);
            let ran = folder.run("send --account practice --template hello --yes --to userid:gao1,men2");
            let log = folder.run("log --json");
            let outcome = Outcome::words(&ran, 2, &["men2", "--allow-missing"]);
            Outcome::of(outcome.said, outcome.right && log.stdout.is_empty())
        },
    );
    table.case(
        (kind, "select-2", By::Own),
        ("the same with --allow-missing", "men2 is named, gao1 would get the message, exit 0"),
        |folder| {
            people(folder);
            let line = "send --account practice --template hello --dry-run --allow-missing --to userid:gao1,men2";
            Outcome::words(&folder.run(line), 0, &["not found", "men2", "1 of 1 person"])
        },
    );
    table.case(
        (kind, "select-3", By::Own),
        ("--dry-run --json, two ids that nobody has", "the plan lists both as missing, exit 2"),
        |folder| {
            let ran = dry(folder, "userid:gao1,a,b", "--json");
            let missing = ran.lines().first().map(|line| line["missing"].to_string()).unwrap_or_default();
            Outcome::of(&missing, ran.code == Some(2) && missing == r#"["userid:a","userid:b"]"#)
        },
    );
    for (number, to, expected, code, words) in [
        (
            "select-4",
            "userid:GAO1,gao1,Gao1",
            "one person, however often and in whatever case",
            0,
            &["1 of 1 person"][..],
        ),
        ("select-5", "userid:gao1,,LINA,", "two people: an empty part names nobody", 0, &["2 of 2 people"]),
        (
            "select-6",
            "userid：gao1，lina、wang.wei",
            "three people, set apart as Chinese is typed",
            0,
            &["3 of 3 people"],
        ),
        ("select-7", "userid:men2,MEN2,men2", "named once", 2, &["\"men2\""]),
        ("select-8", "tag:实习", "the tag is named", 2, &["实习", "tag"]),
        ("select-9", "search:没有这个人", "the words are named", 2, &["没有这个人"]),
        ("select-10", "invited:7", "the number is named", 2, &["interview 7"]),
        ("select-11", "interviewers:7,8", "both numbers are named", 2, &["interview 7", "interview 8"]),
        ("select-12", "invited:7,x", "the part that is no number is named", 2, &["\"x\""]),
        ("select-13", "id:1,99", "the number that nobody has is named", 2, &["number 99"]),
        ("select-14", "userid:tag:校招", "read as an id, which nobody has, and named", 2, &["tag:校招"]),
        ("select-15", " TAG： 校招 ", "blanks, case and a full-width colon are understood", 0, &["2 of 2 people"]),
        ("select-16", "userid:，、,", "nobody is named: refused", 2, &["choose recipients"]),
    ] {
        table.case((kind, number, By::Own), (&format!("--to {to:?}"), expected), |folder| {
            Outcome::words(&dry(folder, to, ""), code, words)
        });
    }
    table.case(
        (kind, "select-17", By::Own),
        ("interviewers of an interview that is there and of one that is not", "the one that is not is named, exit 2"),
        |folder| {
            people(folder);
            interview(folder);
            let line = "send --account practice --template hello --dry-run --to interviewers:1,2";
            let ran = folder.run(line);
            let outcome = Outcome::words(&ran, 2, &["interview 2"]);
            Outcome::of(outcome.said, outcome.right && !ran.stderr.contains("interview 1,"))
        },
    );
    table.case(
        (kind, "select-18", By::Own),
        ("candidates tag userid:gao1,nope --add x", "refused, and nobody has the tag"),
        |folder| {
            people(folder);
            let ran = folder.run("candidates tag userid:gao1,nope --add x");
            let tagged = folder.run("candidates list --json --search x");
            let outcome = Outcome::words(&ran, 2, &["nope"]);
            Outcome::of(outcome.said, outcome.right && !tagged.stdout.contains("\"x\""))
        },
    );
    table.case(
        (kind, "select-19", By::Own),
        ("the same with --allow-missing --json", "one changed, the other in `missing`, exit 0"),
        |folder| {
            people(folder);
            let ran = folder.run("candidates tag userid:gao1,nope --add x --allow-missing --json");
            let said = ran.last().to_string();
            Outcome::of(&said, ran.code == Some(0) && said == r#"{"changed":1,"missing":["userid:nope"]}"#)
        },
    );
    for (number, line) in [
        ("select-20", "candidates route tag:nobody none"),
        ("select-21", "preview --account practice --template hello --to userid:nobody"),
        ("select-22", "template preview --account practice --template hello --to search:nobody"),
        ("select-23", "candidates check userid:nobody --account practice"),
        ("select-24", "candidates lookup tag:nobody --account practice"),
        ("select-25", "candidates export out.csv --tag nobody"),
        ("select-26", "send --account practice --template hello --test-to gao1 --to userid:gao1,nobody"),
    ] {
        table.case((kind, number, By::Own), (line, "named, exit 2, nothing done"), |folder| {
            people(folder);
            let ran: Ran =
                folder.command(line.split(' ')).current_dir(folder.path().parent().unwrap()).output().unwrap().into();
            let written = folder.path().with_file_name("out.csv").exists();
            let outcome = Outcome::words(&ran, 2, &["nobody"]);
            Outcome::of(outcome.said, outcome.right && !written)
        });
    }
    table.case(
        (kind, "select-27", By::Own),
        ("--json, refused", "the error on stderr lists what is missing"),
        |folder| {
            people(folder);
            let ran = folder.run("send --account practice --template hello --yes --json --to userid:gao1,men2");
            let right = ran.code == Some(2) && ran.stderr.contains(r#""missing":["userid:men2"]"#);
            Outcome::of(ran.stderr, right)
        },
    );
}
