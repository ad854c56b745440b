//! `doctor` on the command line: what scripts read, and how it ends.

mod common;

use beckon_sandbox::Config;
use common::{Folder, Ran, Town};

const DOCTOR: &str = "doctor --account real --secret-env TEST_APP_SECRET --json";

fn state(ran: &Ran, step: &str) -> (String, String, serde_json::Value) {
    let line = ran.lines().into_iter().find(|line| line["step"] == step).expect("every step is told");
    let text = |key: &str| line[key].as_str().expect("a word").to_owned();
    (text("state"), text("code"), line["fix"].clone())
}

#[test]
fn a_good_account_passes_and_its_message_waits_for_a_person() {
    let (town, folder) = (Town::new(Config::default()), Folder::new());
    folder.connect(&town.company);
    let skipped = folder.run_with_secret(&format!("{DOCTOR} --skip-message"), town.company.secret());
    let steps = skipped.lines().into_iter().filter(|line| line["step"].is_string()).count();
    assert_eq!((skipped.code, steps), (Some(0), 21), "all steps, each a line: {skipped:?}");
    let last = skipped.lines().pop().expect("a line");
    assert_eq!(last["findings"], serde_json::json!([]), "what it leads to is the last line: {last}");
    assert!(town.messages().is_empty(), "nobody wanted a message");
    let asked = folder.run_with_secret(DOCTOR, town.company.secret());
    assert_eq!(asked.code, Some(6), "nobody said to whom: {asked:?}");
    let to = town.company.members()[0].userid.clone();
    let sent = folder.run_with_secret(&format!("{DOCTOR} --to {to}"), town.company.secret());
    assert_eq!((sent.code, town.messages().len()), (Some(6), 1), "whether it arrived, a person knows: {sent:?}");
    assert_eq!(state(&sent, "message").1, "message_sent", "WeCom took it");
}

#[test]
fn ways_that_a_company_does_not_have_are_notes_and_change_no_exit_code() {
    let mut config = Config { acquisition_quota: None, ..Config::default() };
    config.apps[0].customer_contact = false;
    config.apps[0].customer_service = false;
    let (town, folder) = (Town::new(config), Folder::new());
    folder.connect(&town.company);
    let told = folder.run_with_secret(&format!("{DOCTOR} --skip-message"), town.company.secret());
    assert_eq!(told.code, Some(0), "it sends to members: {told:?}");
    let contact = ("note".into(), "customers_not_callable".into(), "customer_contact".into());
    assert_eq!(state(&told, "customers"), contact, "{told:?}");
    let service = ("note".into(), "service_not_callable".into(), "customer_service".into());
    assert_eq!(state(&told, "service"), service, "{told:?}");
    assert_eq!(state(&told, "acquisition").1, "acquisition_none", "nobody needs it");
    let plain = DOCTOR.replace(" --json", " --skip-message --lang en");
    let read = folder.run_with_secret(&plain, town.company.secret()).stdout;
    assert!(read.contains("note  Customer contact: ") && read.contains("客户与上下游"), "as in the window: {read}");
    let title = read.find("What your company need not have (").expect("under a title of their own");
    assert!(!read[..title].contains("What this leads to"), "and nothing is told to be wrong: {read}");
}

#[test]
fn what_is_wrong_decides_the_exit_code_and_names_the_fix() {
    let (town, folder) = (Town::new(Config::default()), Folder::new());
    folder.connect(&town.company);
    let wrong = folder.run_with_secret(DOCTOR, "Wrong0123456789abcdefghijklmnopqrstuvwxyz012");
    assert_eq!(wrong.code, Some(4), "a credential: {wrong:?}");
    assert_eq!(state(&wrong, "token"), ("failure".into(), "secret_wrong".into(), "secret".into()), "{wrong:?}");
    assert_eq!(state(&wrong, "app").1, "not_reached", "what depends on it was not done");
    let plain = folder
        .run_with_secret(&DOCTOR.replace(" --json", " --ask-again"), "Wrong0123456789abcdefghijklmnopqrstuvwxyz012");
    assert!(plain.stdout.contains("enter the Secret again"), "people read what to change: {}", plain.stdout);
    let forgotten = folder.run("doctor --account real --json");
    assert_eq!(forgotten.code, Some(4), "no secret at hand: {forgotten:?}");
    assert_eq!(state(&forgotten, "keyring").1, "secret_needed", "and it says so");
    let secret = town.company.secret().to_owned();
    drop(town);
    let gone = folder.run_with_secret(DOCTOR, &secret);
    assert_eq!((gone.code, state(&gone, "connect").1.as_str()), (Some(5), "connect_refused"), "{gone:?}");
    assert!(!gone.stdout.contains(&secret), "no secret in any answer");
}

#[test]
fn a_refused_secret_is_asked_about_once_in_ten_runs() {
    let (town, folder) = (Town::new(Config::default()), Folder::new());
    folder.connect(&town.company);
    let wrong = "Wrong0123456789abcdefghijklmnopqrstuvwxyz01";
    let asked = || town.company.journal().iter().filter(|call| call.path.contains("gettoken")).count();
    let before = asked();
    for _ in 0..10 {
        let told = folder.run_with_secret(&format!("{DOCTOR} --skip-message"), wrong);
        assert_eq!(told.code, Some(4), "a credential: {told:?}");
    }
    // Who answers is asked before, without any value.
    assert_eq!(asked() - before, 1, "each wrong question brings this address nearer to a block");
    folder.run_with_secret(&format!("{DOCTOR} --skip-message --ask-again"), wrong);
    assert_eq!(asked() - before, 2, "somebody said that something changed in the console");
}

#[test]
fn what_was_seen_is_judged_alike_on_another_computer_and_in_every_language() {
    let (town, folder) = (Town::new(Config::default()), Folder::new());
    folder.connect(&town.company);
    let wrong = "Wrong0123456789abcdefghijklmnopqrstuvwxyz01";
    let file = folder.path().join("seen.json");
    let here = folder.run_with_secret(&format!("{DOCTOR} --skip-message --record {}", file.display()), wrong);
    let findings = here.lines().into_iter().find(|line| line["findings"].is_array()).expect("what it leads to");
    let there = Folder::new();
    let text = std::fs::read_to_string(&file).expect("it was written");
    assert!(!text.contains(wrong) && !text.contains(town.company.corp_id()), "no value is written: {text}");
    for language in ["en", "zh-CN"] {
        let told = there.run(&format!("doctor --replay {} --lang {language} --json", file.display()));
        assert_eq!(told.code, Some(4), "as the run itself ended: {told:?}");
        let again = told.lines().into_iter().find(|line| line["findings"].is_array()).expect("what it leads to");
        assert_eq!(again, findings, "the same evidence, the same findings");
    }
    let chinese = there.run(&format!("doctor --replay {} --lang zh-CN", file.display()));
    assert!(chinese.stdout.contains("企业微信"), "in the language that was asked for: {}", chinese.stdout);
    std::fs::write(&file, "[".repeat(5000)).expect("a bad file");
    let bad = there.run(&format!("doctor --replay {}", file.display()));
    assert_eq!((bad.code, bad.stderr.trim().lines().count()), (Some(2), 1), "told in one sentence: {bad:?}");
}
