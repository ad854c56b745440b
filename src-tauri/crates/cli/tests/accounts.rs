//! Accounts on the command line: secrets come in by stdin or a variable, and what does not work says why.

mod common;

use std::io::Write;
use std::process::Stdio;

use beckon_sandbox::Config;
use common::{Folder, Ran, Town, VARIABLE};

const ADD: &str = "account add --name acme --corp-id ww0123456789abcdef";

#[test]
fn blanks_are_taken_away_and_told() {
    let folder = Folder::new();
    let line = format!("{ADD} --vault session --secret-env {VARIABLE} --json --agent-id");
    let mut command = folder.command(line.split(' '));
    let added: Ran = command.arg(" 1000002\t").env(VARIABLE, " a-secret-with-blanks ").output().unwrap().into();
    assert_eq!(added.code, Some(0), "blanks pasted along are no error: {added:?}");
    let line = added.last();
    assert_eq!(line["trimmed"], serde_json::json!(["agent_id", "secret"]), "what was changed is told");
    assert!(
        added.stderr.contains("spaces were removed around the agent id (--agent-id), the secret"),
        "people are told: {added:?}"
    );
    assert_eq!((&line["agent_id"], &line["name"]), (&1_000_002.into(), &"acme".into()), "the clean values are kept");
    assert!(!added.stdout.contains("a-secret"), "the secret never comes back");
    assert_eq!(folder.run("account show acme --json").last()["secret_place"], "session", "and it was not stored");
}

#[test]
fn what_the_doctor_would_find_in_the_values_is_said_when_they_are_typed() {
    let folder = Folder::new();
    let line = format!("{ADD} --agent-id １０００００2 --vault session --secret-env {VARIABLE} --json");
    let robot = folder.run_with_secret(&line, "0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f");
    assert_eq!(robot.code, Some(2), "a robot's key is no Secret: {robot:?}");
    assert!(robot.stderr.contains("the secret looks like a group robot's key"), "and is explained: {robot:?}");
    assert!(!robot.stderr.contains("0a1b2c3d"), "without being repeated: {robot:?}");
    let kept = folder.run_with_secret(&line, "a-secret");
    let told = (kept.code, kept.last()["folded"].clone(), kept.last()["unusual"].clone());
    let wanted = (Some(0), serde_json::json!(["agent_id"]), serde_json::json!(["secret"]));
    assert_eq!(told, wanted, "corrected or only unlikely is kept: {kept:?}");
    assert_eq!(kept.last()["agent_id"], 1_000_002, "as it is used");
    assert!(kept.stderr.contains("became half-width in the agent id"), "people are told: {kept:?}");
    assert!(kept.stderr.contains("WeCom's have 43 characters"), "of what is unlikely too: {kept:?}");

    let file = folder.path().join("account.json");
    assert_eq!(folder.run(&format!("account export acme {}", file.display())).code, Some(0));
    let text =
        std::fs::read_to_string(&file).unwrap().replace("ww0123456789abcdef", "wpAbCdEfGhIjKlMnOpQrStUvWxYz0123");
    std::fs::write(&file, text).unwrap();
    let import = format!("account import {} --name b --vault session --secret-env {VARIABLE}", file.display());
    let imported = folder.run_with_secret(&import, "a-secret");
    assert!(imported.stderr.contains("looks like the id that a service provider sees"), "a file too: {imported:?}");
}

#[test]
fn an_agent_id_that_is_no_number_is_refused_beside_its_field() {
    let folder = Folder::new();
    let line = format!("{ADD} --agent-id 100000x --vault session --secret-env {VARIABLE} --json");
    let refused = folder.run_with_secret(&line, "secret");
    assert_eq!(refused.code, Some(2), "bad input: {refused:?}");
    assert!(refused.stderr.contains("the agent id (--agent-id) must be a whole number"), "{refused:?}");
    assert_eq!(refused.error_code().as_deref(), Some("invalid"), "scripts read the code");
    assert_eq!(refused.stdout, "", "errors stay away from stdout");
    assert_eq!(folder.run("account show acme").code, Some(2), "nothing was kept");
}

#[test]
#[cfg(target_os = "linux")]
fn a_missing_keyring_is_told_and_nothing_is_kept_instead() {
    let folder = Folder::new();
    let refused =
        folder.run_with_secret(&format!("{ADD} --agent-id 1 --secret-env {VARIABLE} --json"), "marked-secret");
    assert_eq!(refused.code, Some(4), "no credential can be kept: {refused:?}");
    assert!(refused.stderr.contains("there is no keyring on this desktop"), "says what is missing: {refused:?}");
    assert!(refused.stderr.contains("--vault session"), "offers the way without: {refused:?}");
    assert_eq!(refused.error_code().as_deref(), Some("keyring_missing"), "scripts read the code");
    assert_eq!(folder.run("account show acme").code, Some(2), "no half account is left");
    let inside = |folder: std::path::PathBuf| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let copies = inside(folder.path().join("backups"));
    for file in inside(folder.path()).chain(copies).filter(|path| path.is_file()) {
        let bytes = std::fs::read(file).unwrap();
        assert!(!bytes.windows(13).any(|window| window == b"marked-secret"), "never a quiet plain file");
    }
}

#[test]
fn a_secret_comes_from_one_line_of_stdin() {
    let town = Town::new(Config::default());
    let folder = Folder::new();
    let line = format!(
        "account add --name real --corp-id {} --agent-id {} --api-host {} --secret-stdin --vault session --json",
        town.company.corp_id(),
        town.company.agent_id(),
        town.company.base_url()
    );
    let mut child = folder.command(line.split(' ')).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(format!("{}\r\nignored\n", town.company.secret()).as_bytes()).unwrap();
    let added: Ran = child.wait_with_output().unwrap().into();
    assert_eq!(added.last()["trimmed"], serde_json::json!([]), "the line's end is no blank of the secret");
    let hint = &town.company.secret()[40..];
    assert_eq!(added.last()["secret_hint"], hint, "the first line is the secret, whole");
}

#[test]
fn a_variable_that_is_missing_or_empty_is_named() {
    let folder = Folder::new();
    let line = format!("{ADD} --agent-id 1 --vault session --secret-env {VARIABLE}");
    for (ran, why) in [(folder.run(&line), "is not set"), (folder.run_with_secret(&line, " "), "is empty")] {
        assert_eq!(ran.code, Some(2), "bad input: {ran:?}");
        assert!(ran.stderr.contains(&format!("{VARIABLE} {why}")), "the variable is named: {ran:?}");
    }
}

#[test]
fn a_test_says_which_value_is_wrong() {
    let town = Town::new(Config::default());
    let folder = Folder::new();
    folder.connect(&town.company);
    let test = format!("account test real --secret-env {VARIABLE} --json");

    let good = folder.run_with_secret(&test, town.company.secret());
    assert_eq!((good.code, &good.last()["enabled"]), (Some(0), &true.into()), "all three belong together: {good:?}");

    let forgotten = folder.run("account test real --json");
    assert_eq!(forgotten.code, Some(4), "a session-only secret has to be given again: {forgotten:?}");
    assert!(forgotten.stderr.contains("--secret-env"), "and how: {forgotten:?}");

    let wrong = folder.run_with_secret(&test, "not-the-secret-of-this-app");
    assert_eq!((wrong.code, wrong.error_code().as_deref()), (Some(4), Some("secret_wrong")), "{wrong:?}");
    assert!(wrong.stderr.contains("40001"), "administrators search for the number: {wrong:?}");

    town.company.set_trusted_ips(Some(Vec::new()));
    let refused = folder.run_with_secret(&test, town.company.secret());
    assert_eq!((refused.code, refused.error_code().as_deref()), (Some(4), Some("ip_not_trusted")), "{refused:?}");
    assert!(refused.stderr.contains("127.0.0.1"), "the administrator needs the address: {refused:?}");
}

#[test]
fn without_a_network_the_exit_code_says_network() {
    let town = Town::new(Config::default());
    let folder = Folder::new();
    folder.connect(&town.company);
    let secret = town.company.secret().to_owned();
    drop(town);
    let refused = folder.run_with_secret(&format!("account test real --secret-env {VARIABLE} --json"), &secret);
    assert_eq!((refused.code, refused.error_code().as_deref()), (Some(5), Some("connect")), "{refused:?}");
    assert!(!refused.stderr.contains(&secret), "the secret travels in the URL, and no error may show it: {refused:?}");
}

#[test]
fn the_practice_company_is_always_there() {
    let folder = Folder::new();
    let names: Vec<_> = folder.run("account list --json").lines().iter().map(|line| line["name"].clone()).collect();
    assert_eq!(names, ["practice"], "listed without being added");
    assert_eq!(folder.run("account test practice").code, Some(0), "and it answers");
    assert_eq!(folder.run("account remove practice").code, Some(2), "nobody can remove it");
    let taken = folder.run_with_secret(
        &format!("account add --name practice --corp-id w --agent-id 1 --secret-env {VARIABLE} --vault session"),
        "s",
    );
    assert_eq!(taken.code, Some(2), "nor take its name: {taken:?}");
}

#[test]
fn a_removed_account_is_gone() {
    let town = Town::new(Config::default());
    let folder = Folder::new();
    folder.connect(&town.company);
    let removed = folder.run("account remove real --json");
    assert_eq!(
        (removed.code, removed.last()),
        (Some(0), serde_json::json!({ "removed": "real", "kept": 0, "called_off": 0, "published": 0 })),
        "{removed:?}"
    );
    let unknown = folder.run("account remove real");
    assert_eq!(unknown.code, Some(2), "there is nothing to remove twice");
    assert!(unknown.stderr.contains("\"real\""), "the error names what was asked for: {unknown:?}");
}

#[test]
fn an_account_is_given_other_values_in_place() {
    let town = Town::new(Config::default());
    let folder = Folder::new();
    folder.connect(&town.company);
    let set = folder.run("account set real --name lab --colour plum --proxy socks5://anna@proxy.example.com --json");
    assert_eq!(set.code, Some(2), "a login needs its password: {set:?}");
    let line = format!(
        "account set real --name lab --colour plum --proxy socks5://anna@proxy.example.com --proxy-password-env {VARIABLE}"
    );
    let set = folder.run_with_secret(&format!("{line} --json"), "marked-password");
    assert_eq!(set.code, Some(0), "{set:?}");
    assert!(set.stderr.contains("not stored"), "without a keyring the password is given each time: {set:?}");
    let shown = folder.run("account show lab --json").last();
    assert_eq!((&shown["colour"], &shown["agent_id"]), (&"plum".into(), &1_000_002.into()), "what is not named stays");
    let proxy = serde_json::json!({ "kind": "through", "url": "socks5://proxy.example.com:1080", "user": "anna" });
    assert_eq!(shown["proxy"], proxy, "the login's name and the address, and no password");
    let all = format!("{shown}{set:?}");
    assert!(!all.contains("marked-password"), "the password never comes back");
    let test = folder.run_with_secret(&format!("account test lab --secret-env {VARIABLE}"), town.company.secret());
    assert_eq!(test.code, Some(4), "the proxy's password is a credential that is missing: {test:?}");
    assert!(test.stderr.contains("--proxy-password-env"), "and how to give it: {test:?}");
    let back = folder.run("account set lab --proxy none --json").last();
    assert_eq!(back["proxy"], serde_json::json!({ "kind": "none" }), "{back}");
}

#[test]
fn a_password_on_the_command_line_is_refused() {
    let town = Town::new(Config::default());
    let folder = Folder::new();
    folder.connect(&town.company);
    let refused = folder.run("account set real --proxy http://anna:pw@proxy.example.com:8080 --json");
    assert_eq!(refused.code, Some(2), "other programs could read it: {refused:?}");
    assert!(refused.stderr.contains("--proxy-password-env"), "says the other way: {refused:?}");
    assert_eq!(folder.run("account show real --json").last()["proxy"]["kind"], "system", "nothing has changed");
}

#[test]
fn a_secret_is_replaced_only_by_one_that_works() {
    let town = Town::new(Config::default());
    let folder = Folder::new();
    folder.connect(&town.company);
    let rotate = format!("account rotate-secret real --secret-env {VARIABLE} --json");
    let refused = folder.run_with_secret(&rotate, "not-the-secret-of-this-app");
    assert_eq!((refused.code, refused.error_code().as_deref()), (Some(4), Some("secret_wrong")), "{refused:?}");
    let before = folder.run("account show real --json").last();
    assert!(town.company.secret().ends_with(before["secret_hint"].as_str().unwrap()), "the old one is still noted");
    let new = town.company.reset_secret(town.company.agent_id()).unwrap();
    let rotated = folder.run_with_secret(&rotate, &new);
    assert_eq!(rotated.code, Some(0), "{rotated:?}");
    assert!(new.ends_with(rotated.last()["secret_hint"].as_str().unwrap()), "the new one is noted");
    assert!(!format!("{rotated:?}").contains(&new), "and never shown");
}

#[test]
fn an_account_goes_to_a_colleague_without_its_secret() {
    let town = Town::new(Config::default());
    let (mine, theirs) = (Folder::new(), Folder::new());
    mine.connect(&town.company);
    mine.run("account set real --colour brown --proxy none");
    let file = mine.path().join("../account.json");
    let exported = mine.run_with("account export real", &[file.to_str().unwrap()]);
    assert_eq!(exported.code, Some(0), "{exported:?}");
    assert!(!std::fs::read_to_string(&file).unwrap().contains(town.company.secret()), "the secret is not in it");
    let import =
        ["account", "import", file.to_str().unwrap(), "--vault", "session", "--secret-env", VARIABLE, "--json"];
    let imported: Ran = theirs.command(import).env(VARIABLE, town.company.secret()).output().unwrap().into();
    assert_eq!(imported.code, Some(0), "{imported:?}");
    assert_eq!(imported.last()["colour"], "brown", "with all its values: {imported:?}");
    let test = format!("account test real --secret-env {VARIABLE}");
    assert_eq!(theirs.run_with_secret(&test, town.company.secret()).code, Some(0), "and it works there");
    assert!(!imported.stderr.contains("not WeCom"), "this machine is nobody else: {imported:?}");

    let text = std::fs::read_to_string(&file).unwrap().replace(&town.company.base_url(), "https://wecom.evil.example");
    let elsewhere = theirs.file("elsewhere.json", text.as_bytes());
    let line = ["account", "import", elsewhere.to_str().unwrap(), "--name", "b", "--secret-env", "NOT_SET", "--json"];
    let stopped: Ran = theirs.command(line).output().unwrap().into();
    assert!(
        stopped.stderr.contains("https://wecom.evil.example, which is not WeCom"),
        "where it would go: {stopped:?}"
    );
    assert_eq!(theirs.run("account list --json").lines().len(), 2, "and that before anything is kept");

    let other = theirs.file("other.json", b"{\"beckon_templates\":1}");
    let import =
        ["account", "import", other.to_str().unwrap(), "--vault", "session", "--secret-env", VARIABLE, "--json"];
    let refused: Ran = theirs.command(import).env(VARIABLE, "s").output().unwrap().into();
    assert_eq!((refused.code, refused.error_code().as_deref()), (Some(2), Some("account_file")), "{refused:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn where_a_secret_is_and_that_the_keyring_is_missing_are_said() {
    let town = Town::new(Config::default());
    let folder = Folder::new();
    folder.connect(&town.company);
    let said = folder.run("account secret real --json");
    assert_eq!(said.code, Some(0), "nothing of this account needs the keyring: {said:?}");
    let line = said.last();
    assert_eq!(
        (&line["secret_place"], &line["keyring"]["kind"]),
        (&"session".into(), &"secret_service".into()),
        "{line}"
    );
    assert_eq!(line["keyring"]["state"], "missing", "tests run without one");
    let moved = folder.run("account secret real --to keyring --json");
    assert_eq!(moved.code, Some(4), "there is nothing to move and nowhere to move it to: {moved:?}");
}

#[test]
fn a_bundle_says_much_and_nothing_secret_and_overwrites_nothing() {
    let town = Town::new(Config::default());
    let folder = Folder::new();
    folder.connect(&town.company);
    folder.fill(&["zhangwei"]);
    let file = folder.path().join("../report.txt");
    let bundle = ["--account", "real", "--out", file.to_str().unwrap(), "--json"];
    let made = folder.run_with("bundle", &bundle);
    assert_eq!(made.code, Some(0), "{made:?}");
    let text = std::fs::read_to_string(&file).unwrap();
    for words in ["account 1, the chosen one", "face: command line", "candidate: 1", "api host: this computer"] {
        assert!(text.contains(words), "who helps needs {words:?}: {text}");
    }
    for secret in ["zhangwei", "你好", "real\n", town.company.secret(), town.company.corp_id()] {
        assert!(!text.contains(secret), "{secret:?} is nobody else's business: {text}");
    }
    assert_eq!(folder.run_with("bundle", &bundle).code, Some(2), "the file is there already");
}

#[test]
fn the_level_of_what_is_told_is_a_word_of_the_list() {
    let folder = Folder::new();
    assert_eq!(folder.run("account list --log-level loud").code, Some(2), "there is no such level");
    assert_eq!(folder.run("account list --log-level debug").code, Some(0), "and this is one");
}
