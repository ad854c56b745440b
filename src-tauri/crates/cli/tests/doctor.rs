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
    assert_eq!((skipped.code, steps), (Some(0), 15), "all steps, each a line: {skipped:?}");
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
fn what_is_wrong_decides_the_exit_code_and_names_the_fix() {
    let (town, folder) = (Town::new(Config::default()), Folder::new());
    folder.connect(&town.company);
    let wrong = folder.run_with_secret(DOCTOR, "Wrong0123456789abcdefghijklmnopqrstuvwxyz012");
    assert_eq!(wrong.code, Some(4), "a credential: {wrong:?}");
    assert_eq!(state(&wrong, "token"), ("failure".into(), "secret_wrong".into(), "secret".into()), "{wrong:?}");
    assert_eq!(state(&wrong, "app").1, "not_reached", "what depends on it was not done");
    let plain = folder.run_with_secret(&DOCTOR.replace(" --json", ""), "Wrong0123456789abcdefghijklmnopqrstuvwxyz012");
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
