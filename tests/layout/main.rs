//! Who may import whom, and how large a file may be. The table is the one of `docs/architecture.md`; an edge that is not
//! in it, and a circle of files inside a crate, fail here, before anybody gets used to them.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod circles;
mod source;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use cargo_metadata::{DependencyKind, MetadataCommand, Package};
use circles::{Crate, circle};

/// Which of our own packages a package may import.
const OURS: [(&str, &[&str]); 15] = [
    ("beckon-model", &[]),
    ("showmebug", &[]),
    ("wecom", &[]),
    ("beckon-sandbox", &[]),
    ("beckon-sheet", &[]),
    ("beckon-ledger", &[]),
    ("postgres-folder", &[]),
    ("beckon-store", &["beckon-model"]),
    ("beckon-logfile", &["beckon-model"]),
    ("beckon-vault", &["beckon-logfile", "beckon-model"]),
    (
        "beckon-engine",
        &[
            "beckon-ledger",
            "beckon-logfile",
            "beckon-model",
            "beckon-sheet",
            "beckon-store",
            "beckon-vault",
            "showmebug",
            "wecom",
        ],
    ),
    ("beckon-practice", &["beckon-engine", "beckon-model", "beckon-sandbox"]),
    ("beckon-cli", &["beckon-engine", "beckon-logfile", "beckon-model", "beckon-practice", "beckon-vault"]),
    ("beckon", &["beckon-engine", "beckon-logfile", "beckon-model", "beckon-practice", "beckon-vault"]),
    ("xtask", &["postgres-folder"]),
];

/// Libraries that these packages alone may import, by the beginning of their names.
const RESERVED: [(&str, &[&str]); 16] = [
    ("rusqlite", &["beckon-store"]),
    ("libsqlite3-sys", &["beckon-store"]),
    ("reqwest", &["showmebug", "wecom"]),
    ("tokio-postgres", &["beckon-ledger"]),
    ("postgres-protocol", &["beckon-ledger"]),
    ("rustls-tokio-postgres", &["beckon-ledger"]),
    ("keyring", &["beckon-vault"]),
    ("tauri", &["beckon"]),
    ("cfb", &["beckon-sheet"]),
    ("html5ever", &["beckon-sheet"]),
    ("ssfmt", &["beckon-sheet"]),
    ("chardetng", &["beckon-sheet"]),
    ("csv", &["beckon-sheet"]),
    ("encoding_rs", &["beckon-sheet"]),
    ("rust_xlsxwriter", &["beckon-sheet"]),
    ("zip", &["beckon-sheet"]),
];

/// Lines of a file, at most.
const LINES: usize = 400;

/// Lines that half of the files have at most.
const USUAL_LINES: usize = 120;

/// Why `package` may not import `wanted`.
fn forbidden(package: &str, wanted: &str) -> Option<String> {
    if OURS.iter().any(|(name, _)| *name == wanted) {
        let allowed = OURS.iter().find(|(name, _)| *name == package).map_or(&[] as &[&str], |(_, allowed)| *allowed);
        return (!allowed.contains(&wanted)).then(|| format!("{package} may import {allowed:?} of ours, not {wanted}"));
    }
    let (library, owners) = RESERVED.iter().find(|(library, _)| wanted.starts_with(library))?;
    (!owners.contains(&package))
        .then(|| format!("only {owners:?} may import {library}, but {package} imports {wanted}"))
}

fn packages() -> Vec<Package> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    MetadataCommand::new().manifest_path(manifest).no_deps().exec().unwrap().packages
}

#[test]
fn nobody_imports_what_is_not_theirs() {
    let mut problems = Vec::new();
    for package in packages() {
        // Tests may import whom they like: they are no part of the program.
        let imports = package.dependencies.iter().filter(|import| import.kind != DependencyKind::Development);
        problems.extend(imports.filter_map(|import| forbidden(&package.name, &import.name)));
    }
    assert!(problems.is_empty(), "see docs/architecture.md, \"Who calls whom\":\n{}", problems.join("\n"));
}

#[test]
fn every_package_has_its_place_in_the_table() {
    let mut found: Vec<String> = packages().iter().map(|package| package.name.to_string()).collect();
    let mut known: Vec<String> = OURS.iter().map(|(name, _)| (*name).to_owned()).collect();
    found.sort();
    known.sort();
    assert_eq!(found, known, "a new package says here, and in docs/architecture.md, whom it may import");
}

#[test]
fn the_rule_finds_what_it_is_for() {
    let planted = [
        ("beckon-cli", "beckon-store"),
        ("wecom", "beckon-model"),
        ("showmebug", "wecom"),
        ("beckon-cli", "showmebug"),
        ("beckon-sandbox", "wecom"),
        ("beckon-model", "beckon-engine"),
        ("beckon-engine", "reqwest"),
        ("beckon-engine", "tauri-plugin-notification"),
        ("beckon-cli", "rusqlite"),
        ("beckon-engine", "tokio-postgres"),
        ("beckon-ledger", "beckon-store"),
        ("beckon", "keyring"),
    ];
    for (package, wanted) in planted {
        assert!(forbidden(package, wanted).is_some(), "{package} must not import {wanted}");
    }
    let allowed =
        [("beckon-store", "rusqlite"), ("beckon", "tauri"), ("showmebug", "reqwest"), ("beckon-engine", "showmebug")];
    for (package, wanted) in allowed {
        assert_eq!(forbidden(package, wanted), None, "{package} is where {wanted} belongs");
    }
}

#[test]
fn no_file_needs_another_that_needs_it() {
    let read = |file: &Path| fs::read_to_string(file).ok();
    let (mut files, mut problems) = (0, Vec::new());
    for package in packages() {
        let programs = package.targets.iter().filter(|target| target.is_lib() || target.is_bin());
        for root in programs.map(|target| target.src_path.as_std_path()) {
            let imports = Crate::read(root, &read).imports();
            files += imports.len();
            let way = |way: Vec<PathBuf>| {
                let names = way
                    .iter()
                    .map(|file| file.strip_prefix(root.parent().unwrap()).unwrap_or(file).display().to_string());
                format!("{}: {}", package.name, names.collect::<Vec<_>>().join(" imports "))
            };
            problems.extend(circle(&imports).map(way));
        }
    }
    assert!(files > 400, "the search went astray: {files} files");
    assert!(problems.is_empty(), "files of a circle cannot be read one by one:\n{}", problems.join("\n"));
}

/// The circle of a crate of these files.
fn planted(files: &[(&str, &str)]) -> Option<Vec<PathBuf>> {
    let files: BTreeMap<PathBuf, &str> = files.iter().map(|(name, text)| (PathBuf::from(name), *text)).collect();
    circle(&Crate::read(Path::new("lib.rs"), &|file| files.get(file).map(|text| (*text).to_owned())).imports())
}

#[test]
fn a_circle_is_found_however_it_is_written() {
    let lib = "mod a; mod b;";
    for (a, b, how) in [
        ("use crate::b::B;", "use super::a::A;", "by imports"),
        ("macro_rules! a { () => {} } pub(crate) use a; use crate::b::B;", "crate::a::a!();", "by a macro"),
        ("fn a() -> crate::b::B { todo!() }", "use crate::{a::{self, A}};", "by a path in the middle, and a group"),
        ("pub use crate::b::B; struct A(B);", "use crate::a::A as Other;", "by what is handed on and used"),
        ("pub(in crate::b) fn a() { crate::b::b() }", "use crate::a::*;", "by all names"),
    ] {
        assert!(planted(&[("lib.rs", lib), ("a.rs", a), ("b.rs", b)]).is_some(), "{how}: {a} and {b}");
    }
    let handed_on = [
        ("lib.rs", "mod a; mod b; pub use b::B;"),
        ("a.rs", "use crate::B; mod inner { use super::super::b; }"),
        ("b/mod.rs", "mod c; pub(crate) use c::B;"),
        ("b/c.rs", "use crate::a;"),
    ];
    assert_eq!(
        planted(&handed_on).map(|way| way.len()),
        Some(2),
        "a name is followed through those who hand it on, to the file that defines it"
    );
}

#[test]
fn what_is_no_circle_is_left_alone() {
    let lib = "pub mod a; mod b; pub use a::A; pub use b::B;";
    for (a, b, why) in [
        (
            "use crate::b::B;",
            "// use crate::a::A;\nconst TEXT: &str = \"crate::a::A\";",
            "comments and texts import nothing",
        ),
        ("use crate::b::B;", "#[cfg(test)]\nmod tests { use crate::a::A; }", "tests may import whom they like"),
        ("use crate::b::B;", "#[cfg(test)]\nuse crate::a::{A, a};\nfn b() {}", "and so may what they need"),
        ("use crate::B;", "pub(in crate::a) struct B;", "who may see something is not imported by it"),
        ("pub use crate::b::B;", "use crate::a::A;", "who hands something on without using it needs nothing of it"),
    ] {
        assert_eq!(planted(&[("lib.rs", lib), ("a.rs", a), ("b.rs", b)]), None, "{why}: {a} and {b}");
    }
}

#[test]
fn every_file_is_short_and_says_what_it_is_for() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src-tauri", "tests"] {
        collect(&root.join(folder), &mut files);
    }
    assert!(files.len() > 100, "the search went astray: {} files", files.len());
    let (mut problems, mut lengths) = (Vec::new(), Vec::new());
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let (name, lines) = (file.strip_prefix(root).unwrap_or(&file).display(), text.lines().count());
        lengths.push(lines);
        if lines > LINES {
            problems.push(format!("{name} has {lines} lines, more than {LINES}"));
        }
        if !text.starts_with("//!") {
            problems.push(format!("{name} does not begin with what it is for (//!)"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    lengths.sort_unstable();
    let usual = lengths[lengths.len() / 2];
    assert!(usual <= USUAL_LINES, "half of all files have {usual} lines or more, not {USUAL_LINES} at most");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}
