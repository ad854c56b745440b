//! A slow machine is no failure: no test asserts how long something took.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// A line that asserts how long something took. How long a run takes may be measured to choose a moment in it.
fn measures(line: &str) -> bool {
    let line = line.trim_start();
    let time =
        [".elapsed()", "Instant::now()", "performance.now()", "Date.now() - "].iter().any(|way| line.contains(way));
    let asserts = ["assert", "expect(", "took <", "took >"].iter().any(|way| line.contains(way));
    !line.starts_with("//") && time && asserts
}

#[test]
fn no_test_measures_time() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["tests/e2e", "ui/src/test"] {
        files(&root.join(folder), &mut found);
    }
    for krate in fs::read_dir(root.join("src-tauri/crates")).unwrap() {
        let tests = krate.unwrap().path().join("tests");
        if tests.is_dir() {
            files(&tests, &mut found);
        }
    }
    found
        .retain(|file| file.extension().is_some_and(|ending| ["rs", "mjs", "ts"].iter().any(|known| ending == *known)));
    assert!(found.len() > 100, "the search went astray: {} files", found.len());
    let mut problems = Vec::new();
    for file in found {
        let name = file.strip_prefix(root).unwrap().display().to_string();
        let text = fs::read_to_string(&file).unwrap();
        let lines = text.lines().filter(|line| measures(line));
        problems.extend(lines.map(|line| format!("{name}: {}", line.trim())));
    }
    assert!(problems.is_empty(), "a limit that catches hangs is enough:\n{}", problems.join("\n"));
}

#[test]
fn what_measures_is_found() {
    for line in [
        "assert!(begin.elapsed() < limit)",
        "expect(performance.now() - at).toBeLessThan(9)",
        "assert.ok(Date.now() - at < 1500)",
    ] {
        assert!(measures(line), "{line} fails on a slow machine");
    }
    for line in
        ["// assert!(begin.elapsed() < limit)", "const at = Date.now() + HOUR;", "whole = whole.min(begun.elapsed());"]
    {
        assert!(!measures(line), "{line} measures nothing");
    }
}
