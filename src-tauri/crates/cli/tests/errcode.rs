//! Error codes on the command line: words for those WeCom knows, and a plain no for all others.

mod common;

use common::{Folder, count};
use serde_json::Value;

#[test]
fn a_known_code_is_explained_for_people_and_for_scripts() {
    let folder = Folder::new();
    for (code, kind) in [("60020", "network-policy"), ("-1", "server"), ("40001", "credential"), ("0", "ok")] {
        let line = folder.run(&format!("errcode {code} --json")).last();
        assert_eq!((line["errcode"].to_string().as_str(), &line["kind"]), (code, &Value::from(kind)), "{line}");
        let ran = folder.run(&format!("errcode {code}"));
        assert_eq!(ran.code, Some(0), "{ran:?}");
        for key in ["meaning_en", "fix_en"] {
            let words = line[key].as_str().unwrap_or_default();
            assert!(!words.is_empty() && ran.stdout.contains(words), "people read the same {key}: {ran:?}");
        }
    }
    assert!(!folder.path().exists(), "a look at a list makes no data folder");
}

#[test]
fn a_code_that_is_pasted_with_what_stands_around_it_is_found() {
    let folder = Folder::new();
    for text in ["60020,", "errcode: 60020", "{\"errcode\":60020,\"errmsg\":\"not allow 1.2.3.4\"}", "（60020）"] {
        let ran = folder.run_with("errcode --json", &[text]);
        assert_eq!((ran.code, count(&ran.last(), "errcode")), (Some(0), 60020), "{text}: {ran:?}");
    }
}

#[test]
fn an_unknown_code_is_bad_input() {
    let folder = Folder::new();
    for code in ["123456789", "-2", "9223372036854775807"] {
        let ran = folder.run(&format!("errcode {code} --json"));
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{code}: nothing is made up: {ran:?}");
        assert!(ran.stderr.contains(code), "{code}: which one: {ran:?}");
        assert_eq!(ran.error_code().as_deref(), Some("not_found"), "{code}: {ran:?}");
    }
}

#[test]
fn advice_says_whether_to_repeat_the_request() {
    let folder = Folder::new();
    for (code, repeat, words) in [
        ("60020", "no", "refused again"),
        ("42001", "after_token_refresh", "fresh token"),
        ("45009", "after_back_off", "after a wait"),
    ] {
        assert_eq!(folder.run(&format!("errcode {code} --json")).last()["repeat"], repeat, "{code}");
        let ran = folder.run(&format!("errcode {code}"));
        assert!(ran.stdout.contains(words), "{code}: {ran:?}");
    }
}

#[test]
fn words_find_the_codes_that_mean_them() {
    let folder = Folder::new();
    for (words, code) in [("IP", 60020), ("可信IP", 60020), ("ACCESS_TOKEN", 42001)] {
        let ran = folder.run(&format!("errcode {words} --json"));
        let codes: Vec<Value> = ran.lines().iter().map(|line| line["errcode"].clone()).collect();
        assert!(codes.contains(&Value::from(code)), "{words} leads to {code}: {codes:?}");
        assert!(codes.len() < 200, "{words}: not everything");
    }
    let ran = folder.run("errcode 40001x --json");
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "neither a code nor in any meaning: {ran:?}");
}
