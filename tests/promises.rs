//! What `docs/security.md` and `docs/reliability.md` promise: every promise names tests that exist, and those that are about the source itself are here.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

use std::fs;
use std::path::{Path, PathBuf};

/// Where files are made, and why not with `new_private_file`: relative to `src-tauri`.
const MAKERS: [(&str, &str); 10] = [
    ("crates/store/src/private.rs", "the one helper: 0600, and nothing is overwritten"),
    ("crates/cli/src/files.rs", "what commands write: 0600 beside its place, then in it unless something is there"),
    ("crates/store/src/backup/copy.rs", "the lock of the copies, which holds nothing"),
    ("crates/store/src/backup/restore.rs", "a copy of a private file, with its rights, in the private folder"),
    ("crates/engine/src/folder.rs", "the locks of sending and importing, which hold nothing"),
    ("crates/logfile/src/files.rs", "goes on at the end of its files, 0600, and imports nothing that has the helper"),
    ("crates/postgres-folder/src/lib.rs", "the files of a server of tests and trials, its own in a private folder"),
    ("crates/model/src/bindings.rs", "the types of the UI, written by developers"),
    ("crates/wecom/build.rs", "a table, while Beckon is built"),
    ("build.rs", "permissions of the window, while Beckon is built"),
];

/// How a file can be made or overwritten.
const WAYS: [&str; 7] = [
    "fs::write(",
    "File::create(",
    "File::create_new(",
    "OpenOptions::new(",
    "File::options(",
    "fs::copy(",
    "persist(",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && name != "node_modules" {
            found.extend(files(&path, endings));
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(path);
        }
    }
    found
}

fn page() -> String {
    fs::read_to_string(root().join("docs/security.md")).unwrap()
}

/// A part of the page, by its heading.
fn part<'a>(page: &'a str, heading: &str) -> &'a str {
    let rest = page.split_once(heading).unwrap_or_else(|| panic!("{heading} is missing")).1;
    rest.split_once("\n## ").map_or(rest, |(part, _)| part)
}

/// The names behind `Tests:` of a promise.
fn tests_of(promise: &str) -> Vec<&str> {
    let named = promise.split_once("Tests:").map_or("", |(_, named)| named);
    named.split('`').skip(1).step_by(2).collect()
}

#[test]
fn every_promise_names_tests_and_each_of_them_exists() {
    let mut code = String::new();
    for (folder, endings) in
        [("src-tauri", [".rs"]), ("tests", [".rs"]), ("tests/e2e", [".mjs"]), ("ui/src/test", [".ts"])]
    {
        files(&root().join(folder), &endings).iter().for_each(|file| code.push_str(&fs::read_to_string(file).unwrap()));
    }
    for (page, heading, at_least) in
        [("security", "## What is defended, and how", 18), ("reliability", "## Promises", 15)]
    {
        let page = fs::read_to_string(root().join(format!("docs/{page}.md"))).unwrap();
        let promises: Vec<&str> = part(&page, heading).split("\n- **").skip(1).collect();
        assert!(promises.len() >= at_least, "the page was read wrongly: {} promises", promises.len());
        for promise in promises {
            let title = promise.split("**").next().unwrap();
            let tests = tests_of(promise);
            assert!(!tests.is_empty(), "{title} is claimed, and no test is named");
            for test in tests {
                // Of tests that are made from a list, the beginning of their names.
                let made = test.ends_with('_')
                    && (code.contains(&format!("\"{test}{{")) || code.contains(&format!("fn {test}")));
                let there =
                    made || ["fn {}(", "'{}'", "\"{}\""].iter().any(|how| code.contains(&how.replace("{}", test)));
                assert!(there, "{title} names the test {test:?}, which does not exist");
            }
        }
    }
}

#[test]
fn the_page_says_where_to_report_to() {
    let page = page();
    let telling = part(&page, "## Telling us");
    assert!(telling.contains("Report a vulnerability"), "the button of the repository is the way");
    assert!(!telling.contains('@'), "no address that nobody reads: {telling}");
}

#[test]
fn files_are_made_in_one_place() {
    let folder = root().join("src-tauri");
    let mut problems = Vec::new();
    for file in files(&folder, &[".rs"]) {
        let name = file.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/");
        let is_program = !name.contains("/tests/") && !name.contains("/examples/") && !name.starts_with("crates/xtask");
        if !is_program || MAKERS.iter().any(|(maker, _)| *maker == name) {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        // Tests stand at the end of a file.
        let text = ["#[cfg(test)]\nmod tests", "#[cfg(all(test"]
            .iter()
            .fold(&*text, |text, tests| text.split(tests).next().unwrap_or(text));
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        problems.extend(
            code.filter(|line| WAYS.iter().any(|way| line.contains(way)))
                .map(|line| format!("{name}: {}", line.trim())),
        );
    }
    assert!(
        problems.is_empty(),
        "make files with new_private_file, or say in MAKERS why not:\n{}",
        problems.join("\n")
    );
    for (maker, why) in MAKERS {
        assert!(folder.join(maker).exists(), "{maker} is gone ({why}): take it out of the list");
    }
}

#[test]
fn the_page_in_the_window_is_strict() {
    let json = |path: &str| {
        serde_json::from_str::<serde_json::Value>(&fs::read_to_string(root().join(path)).unwrap()).unwrap()
    };
    let app = &json("tauri.conf.json")["app"];
    assert_eq!(app["withGlobalTauri"], false, "no page finds Tauri by itself");
    let rules = app["security"]["csp"].as_str().unwrap();
    for rule in
        ["default-src 'self'", "script-src 'self';", "object-src 'none'", "base-uri 'none'", "form-action 'none'"]
    {
        assert!(rules.contains(rule), "{rule} is missing in {rules}");
    }
    for loose in ["unsafe-eval", "https:", "*"] {
        assert!(!rules.contains(loose), "{loose} lets something in from elsewhere: {rules}");
    }
    assert_eq!(fs::read_dir(root().join("src-tauri/capabilities")).unwrap().count(), 1, "one capability");
    let capability = json("src-tauri/capabilities/main.json");
    assert_eq!(capability["windows"], serde_json::json!(["main"]), "for one window");
    assert!(capability.get("remote").is_none(), "and for no page from elsewhere");
    assert_eq!(
        capability["permissions"],
        serde_json::json!([]),
        "nothing but the commands, which the build adds by name"
    );
}
