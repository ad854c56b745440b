//! Secrets that are lent, API hosts, names of files that are sent, and what WeCom said.

use beckon_sandbox::{Config, Fault, FaultRule, When};

use super::common::way::{Behind, PASSWORD, Relay};
use super::common::{Folder, Ran, Town, VARIABLE, connected, send};
use super::table::{By, Outcome, Table};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n0123456789";

pub fn cases(table: &mut Table) {
    passwords(table);
    variables(table);
    hosts(table);
    relays(table);
    names(table);
    words(table);
}

/// A case with the way to a company as its input.
fn passwords(table: &mut Table) {
    let typed = [
        ("proxy-1", By::Handed, "a%41b"),
        ("proxy-1", By::Handed, "100%25"),
        ("proxy-2", By::Own, "p@ss:w/rd#?"),
        ("proxy-3", By::Own, "  two  blanks  "),
        ("proxy-4", By::Own, "密码ｐａｓｓ"),
        ("proxy-5", By::Own, "%"),
        ("proxy-6", By::Own, "%00%zz%e4%bd"),
        ("proxy-7", By::Own, "a+b&c=d;e"),
        ("proxy-8", By::Own, "\"quoted' \\back\\ `tick`"),
        ("proxy-9", By::Own, "😀"),
        ("proxy-10", By::Own, "::::"),
    ];
    for (case, by, password) in typed {
        table.case(("proxy password", case, by), (password, "arrives as typed"), |folder| {
            let behind = Behind::new(&format!("anna:{password}"));
            behind.connect(folder, ("anna", password));
            behind.tried();
            let line = format!("account test real --secret-env {VARIABLE} --proxy-password-env {PASSWORD}");
            let ran = behind.run(folder, &line, (behind.town.company.secret(), password));
            let tried = behind.tried();
            let right = ran.code == Some(0) && tried.iter().all(|login| *login == format!("anna:{password}"));
            Outcome::of(format!("exit {:?}, the proxy got {tried:?}", ran.code), right && !tried.is_empty())
        });
    }
    let line_break = ("a line break at the end of the variable", "left out and told");
    table.case(("proxy password", "proxy-11", By::Own), line_break, |folder| {
        let behind = Behind::new("anna:secret");
        behind.connect(folder, ("anna", "secret"));
        let line = format!("account test real --secret-env {VARIABLE} --proxy-password-env {PASSWORD}");
        let ran = behind.run(folder, &line, (behind.town.company.secret(), "secret\r\n"));
        Outcome::words(&ran, 0, &["the line break at the end of TEST_PROXY_PASSWORD was removed"])
    });
}

/// What stands in the variables, or does not.
fn variables(table: &mut Table) {
    let test = |folder: &Folder, town: &Town, line: &str, secret: Option<&str>| -> Ran {
        folder.connect(&town.company);
        let mut command = folder.command(line.split_whitespace());
        secret.map(|secret| command.env(VARIABLE, secret));
        command.output().unwrap().into()
    };
    let town = Town::new(Config::default());
    let good = town.company.secret().to_owned();
    let line = format!("account test real --secret-env {VARIABLE}");
    let padded = format!(" {good}\n");
    let inputs: [(&str, Option<&str>, i32, &str); 4] = [
        ("unset", None, 2, "TEST_APP_SECRET is not set"),
        ("empty", Some(""), 2, "TEST_APP_SECRET is empty"),
        ("blanks alone", Some(" \n "), 2, "TEST_APP_SECRET is empty"),
        ("blanks and a line break around", Some(&padded), 0, "spaces or line breaks around the secret"),
    ];
    for (number, (input, secret, code, words)) in (1..).zip(inputs) {
        let case = format!("lent-{number}");
        table.case(("lent secret", &case, By::Own), (input, words), |folder| {
            Outcome::words(&test(folder, &town, &line, secret), code, &[words])
        });
    }
    let value = ("the secret itself in place of the variable's name", "told, and not repeated as a value");
    table.case(("lent secret", "lent-5", By::Own), value, |folder| {
        let ran = test(folder, &town, "account test real --secret-env a=b", None);
        Outcome::words(&ran, 2, &["give the name of the variable, not its value"])
    });
    let nothing = ("no secret at all", "told which option lends one");
    table.case(("lent secret", "lent-6", By::Own), nothing, |folder| {
        Outcome::words(&test(folder, &town, "account test real", None), 4, &["--secret-env VAR"])
    });
}

fn add(folder: &Folder, host: &str) -> Ran {
    let line = format!(
        "account add --name a --corp-id ww0123456789abcdef --agent-id 1000002 --vault session --json \
        --secret-env {VARIABLE} --api-host"
    );
    let mut command = folder.command(line.split_whitespace());
    command.arg(host).env(VARIABLE, "0123456789012345678901234567890123456789012").output().unwrap().into()
}

fn hosts(table: &mut Table) {
    const WECOM: &str = "https://qyapi.weixin.qq.com";
    // What is typed, what it becomes, and a piece of the note about it.
    let corrected = [
        ("https://qyapi.weixin.qq.com/", WECOM, "slashes"),
        ("https://qyapi.weixin.qq.com/cgi-bin", WECOM, "/cgi-bin"),
        ("https://qyapi.weixin.qq.com/cgi-bin/gettoken?corpid=a&corpsecret=marked", WECOM, "/cgi-bin"),
        ("HTTPS://QYAPI.WEIXIN.QQ.COM", WECOM, "capital letters"),
        ("qyapi.weixin.qq.com", WECOM, "https://"),
        ("  https://qyapi.weixin.qq.com\n", WECOM, "spaces"),
        ("ｈｔｔｐｓ：／／ｑｙａｐｉ．ｗｅｉｘｉｎ．ｑｑ．ｃｏｍ", WECOM, "full-width"),
        ("https://qyapi.weixin.qq.com.", WECOM, "the dot"),
        ("https://qyapi.weixin.qq.com:443", WECOM, "the default port"),
        ("“https://qyapi.weixin.qq.com”。", WECOM, "punctuation"),
        ("https://gate.example.com/wxproxy", "https://gate.example.com/wxproxy", ""),
        ("https://gate.example.com/wxproxy/cgi-bin/", "https://gate.example.com/wxproxy", "/cgi-bin"),
        ("https://10.1.2.3:8443", "https://10.1.2.3:8443", "IP address"),
    ];
    for (number, (typed, url, note)) in (1..).zip(corrected) {
        let case = format!("host-{number}");
        table.case(("API host", &case, By::Own), (typed, url), |folder| {
            let ran = add(folder, typed);
            let stored = folder.run("account show a --json");
            let told = if note.is_empty() { !ran.stderr.contains("API host") } else { ran.stderr.contains(note) };
            let shown = format!("{} {} {}", ran.stdout, ran.stderr, stored.stdout);
            let right = ran.code == Some(0) && stored.last()["api_host"] == url && told && !shown.contains("marked");
            Outcome::of(format!("{} {}", stored.last()["api_host"], ran.stderr), right)
        });
    }
    let refused = [
        ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=marked", "group robot's webhook"),
        ("https://work.weixin.qq.com/wework_admin/frame#apps", "admin console"),
        ("https://developer.work.weixin.qq.com/document/path/91039", "documentation"),
        ("https://open.work.weixin.qq.com/devtool/query?e=60020", "documentation"),
        ("https://api.weixin.qq.com/cgi-bin/token", "another product"),
        ("http://gate.example.com", "must use https"),
        ("https://anna:marked@gate.example.com", "user name or password"),
        ("https://gate.example.com/wx?key=marked", "before the ?"),
        ("gate example com", "must be a URL"),
        ("ftp://gate.example.com", "must be a URL"),
    ];
    for (number, (typed, words)) in (14..).zip(refused) {
        let case = format!("host-{number}");
        table.case(("API host", &case, By::Own), (typed, words), |folder| {
            let ran = add(folder, typed);
            let kept = format!("{} {}", ran.stderr, folder.run("account list --json").stdout);
            let mut outcome = Outcome::words(&ran, 2, &["the API host (--api-host)", words]);
            outcome.right &= !kept.contains("marked");
            outcome
        });
    }
}

/// A relay below a path passes everything on, uploads too.
fn relays(table: &mut Table) {
    for (case, line) in [
        ("relay-1", "account test real"),
        ("relay-2", "doctor --account real --skip-message"),
        ("relay-3", "send --account real --template picture --to all --yes"),
    ] {
        table.case(("API host", case, By::Own), (line, "works below the path of a relay"), |folder| {
            let town = Town::new(Config::default());
            let relay = Relay::to(&town);
            folder.fill(&["zhangwei"]);
            let picture = folder.file("map.pdf", PNG);
            folder.run_with("template add --name picture --kind file", &[picture.to_str().unwrap()]);
            folder.connect(&town.company);
            let host = format!("account set real --api-host http://{}/wxproxy/", relay.address);
            let set = folder.run(&host);
            let ran = folder.run_with_secret(&format!("{line} --secret-env {VARIABLE}"), town.company.secret());
            let right = set.code == Some(0) && ran.code == Some(0);
            Outcome::of(format!("{} {}", ran.stdout, ran.stderr), right)
        });
    }
}

fn names(table: &mut Table) {
    let inputs = [
        ("offer \"final\".pdf", "offer 'final'.pdf"),
        ("back\\slash.pdf", "back-slash.pdf"),
        ("two\r\nlines.pdf", "two  lines.pdf"),
        ("a\"; filename=\"b.exe", "a'; filename='b.exe"),
        (".hidden", "hidden"),
        ("what? me: <you>|*.pdf", "what- me- -you---.pdf"),
        ("invoice\u{202e}fdp.exe", "invoicefdp.exe"),
        ("con.pdf", "_con.pdf"),
        ("录用通知书（最终版）.pdf", "录用通知书（最终版）.pdf"),
        ("🎉 offer.pdf", "🎉 offer.pdf"),
        ("tab\there.pdf", "tab here.pdf"),
        ("ends with a dot.", "ends with a dot"),
    ];
    for (number, (name, sent)) in (1..).zip(inputs) {
        let case = format!("name-{number}");
        table.case(("file name", &case, By::Own), (name, sent), |folder| {
            let town = Town::new(Config::default());
            folder.fill(&["zhangwei"]);
            folder.connect(&town.company);
            let file = folder.file(name, PNG);
            let added = folder.run_with("template add --json --name file --kind file", &[file.to_str().unwrap()]);
            let kept = added.last()["content"]["media"]["name"].as_str().unwrap_or_default().to_owned();
            let line = format!("send --account real --template file --to all --yes --secret-env {VARIABLE}");
            let ran = folder.run_with_secret(&line, town.company.secret());
            let calls = town.company.journal();
            let upload = calls.iter().find(|call| call.path.ends_with("/media/upload"));
            let body = upload.map(|call| String::from_utf8_lossy(&call.body).into_owned()).unwrap_or_default();
            let told = (name == sent) || added.stderr.contains("recipients see it as");
            let right = kept == sent && told && ran.code == Some(0) && body.contains(&format!("filename=\"{sent}\""));
            Outcome::of(format!("{kept} {} {}", added.stderr, ran.stderr), right)
        });
    }
    let long = "很".repeat(80) + ".pdf";
    table.case(("file name", "name-13", By::Own), (&long, "cut before its ending, and told"), |folder| {
        let file = folder.file(&long, PNG);
        let added = folder.run_with("template add --json --name file --kind file", &[file.to_str().unwrap()]);
        let kept = added.last()["content"]["media"]["name"].as_str().unwrap_or_default().to_owned();
        Outcome::of(kept.clone(), kept.len() <= 200 && kept.ends_with("很.pdf") && added.stderr.contains("recipients"))
    });
    for (case, kind, bytes, words) in [
        ("name-14", "file", &b""[..], "more than 5 bytes"),
        ("name-15", "image", &b"GIF89a....."[..], "is not a JPG or PNG"),
        ("name-16", "image", PNG, "damaged or incomplete"),
    ] {
        table.case(("file name", case, By::Own), (kind, words), |folder| {
            let file = folder.file("a.png", bytes);
            let line = format!("template add --name file --kind {kind}");
            let mut outcome = Outcome::words(&folder.run_with(&line, &[file.to_str().unwrap()]), 2, &[words]);
            outcome.right &= !outcome.said.contains('_');
            outcome
        });
    }
}

/// WeCom's answer to a call, and where its words have to be.
fn words(table: &mut Table) {
    let codes = [
        ("ip-1", By::Handed, "message/send", 60020),
        ("ip-2", By::Own, "gettoken", 60020),
        ("said-1", By::Own, "message/send", 301_042),
        ("said-2", By::Own, "gettoken", 40001),
        ("said-3", By::Own, "message/send", 301_002),
        ("said-4", By::Own, "message/send", 48002),
        ("said-5", By::Own, "gettoken", 50003),
        ("said-6", By::Own, "message/send", 40056),
    ];
    for (case, by, call, code) in codes {
        let input = format!("{code} to {call}");
        let expected = "its words and the address in send, log and campaign, in words and JSON";
        table.case(("what WeCom said", case, by), (&input, expected), |folder| stopped(folder, call, code));
    }
    let refused = ("40058 to message/send", "its words in the log, of everybody who shared the call");
    table.case(("what WeCom said", "said-7", By::Own), refused, |_| {
        let (town, folder) = with_fault(&["zhangwei", "li.na"], "message/send", 40058);
        let text = folder.file("same.txt", b"the same for all");
        folder.run_with("template add --name hello", &[text.to_str().unwrap()]);
        let ran = send(&town, &folder, "--to all --yes");
        let lines = folder.run("log --json").lines();
        let said = |line: &serde_json::Value| line["wecom_said"].as_str().is_some_and(|said| said.contains("hint: ["));
        Outcome::of(format!("{lines:?}"), ran.code == Some(3) && lines.len() == 2 && lines.iter().all(said))
    });
    for (case, line, call) in [
        ("said-8", "account test real", "agent/get"),
        ("said-9", "candidates check --account real", "user/list_id"),
        ("said-10", "send --account real --template hello --to all --test-to zhangwei", "message/send"),
        ("said-11", "candidates lookup --account real", "user/getuserid"),
    ] {
        let input = format!("60020 to {call} of `{line}`");
        table.case(("what WeCom said", case, By::Own), (&input, "its words and the address"), |_| {
            let (town, folder) = with_fault(&["zhangwei"], "*", 60020);
            let new = folder.file("new.csv", b"name,phone\nSomebody,13900000000\n");
            folder.run_with("candidates import", &[new.to_str().unwrap()]);
            let ran = folder.run_with_secret(&format!("{line} --secret-env {VARIABLE}"), town.company.secret());
            Outcome::words(&ran, 4, &["from ip: 127.0.0.1", "WeCom said: \"", "hint: ["])
        });
    }
}

fn with_fault(people: &[&str], call: &str, code: i64) -> (Town, Folder) {
    let (town, folder) = connected(Config::default(), people);
    let when = When::Range { from: 1, to: 99 };
    town.company.set_faults(vec![FaultRule { call: call.into(), when, fault: Fault::ErrCode(code) }]);
    (town, folder)
}

fn stopped(_: &Folder, call: &str, code: i64) -> Outcome {
    let (town, folder) = with_fault(&["zhangwei", "li.na"], call, code);
    let sent = send(&town, &folder, "--to all --yes");
    let (log, campaign) = (folder.run("log --json"), folder.run("campaign show 1 --json"));
    let (log_text, show_text) = (folder.run("log"), folder.run("campaign show 1"));
    let list = folder.run("campaign list --json");
    let about_address = matches!(code, 60020 | 301_042);
    let words = [&sent.stderr, &show_text.stdout].iter().all(|text| text.contains("from ip: 127.0.0.1"));
    let address = !about_address
        || [&log_text.stdout, &sent.stderr, &show_text.stdout].iter().all(|text| {
            let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            one_line.contains("127.0.0.1")
        });
    let json = [sent.lines(), log.lines(), campaign.lines(), list.lines()].iter().flatten().all(|line| {
        line["ip"] == "127.0.0.1" && line["wecom_said"].as_str().is_some_and(|said| said.contains("hint: ["))
    });
    let secret = town.company.secret();
    let kept = [&sent, &log, &campaign].iter().any(|ran| format!("{ran:?}").contains(secret));
    let right = sent.code == Some(4) && log.lines().len() == 2 && words && address && json && !kept;
    Outcome::of(format!("exit {:?} {} {}", sent.code, sent.stderr, show_text.stdout), right)
}
