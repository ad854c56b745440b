//! The log as a program has it: planted secrets do not arrive, and the level changes while it runs.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

use beckon_logfile::{LogFiles, know, newest, start};
use beckon_model::LogLevel;
use secrecy::SecretString;

#[test]
fn planted_secrets_do_not_arrive_and_the_level_is_the_one_that_is_set() {
    let folder = tempfile::tempdir().unwrap();
    let files = LogFiles::open(folder.path(), 1_800_000_000_000).unwrap();
    let levels = start(Some(files), LogLevel::Info).unwrap();
    know(&SecretString::from("marked secret"));
    let token = "markedToken0".repeat(12);
    tracing::info!(target: "beckon_engine", error = "marked secret", "planted in a field");
    tracing::info!(target: "beckon_engine", "planted in the words: {token}");
    tracing::warn!(target: "hyper", "GET https://host/cgi-bin/x?access_token=markedshort&debug=1");
    tracing::info!(target: "hyper", "another library's everyday talk");
    tracing::debug!(target: "beckon_engine", "not at this level");
    levels.set(LogLevel::Debug);
    tracing::debug!(target: "wecom", "at this level");
    levels.set(LogLevel::Warn);
    tracing::info!(target: "beckon_engine", "no longer");

    let text = newest(folder.path(), 100_000);
    assert!(!text.to_lowercase().contains("marked"), "no secret may be written down: {text}");
    let found = ["planted in a field", "planted in the words", "debug=1", "at this level"];
    assert!(found.iter().all(|words| text.contains(words)), "what is around them is there: {text}");
    for missing in ["everyday talk", "not at this level", "no longer"] {
        assert!(!text.contains(missing), "{missing:?} was below its level: {text}");
    }
}
