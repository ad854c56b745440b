//! Files and templates that were made to end the program: each is refused with one sentence that names the number and the
//! limit, by the real program, which gets too little memory to expand them.
//!
//! Never in here: what such a file holds otherwise; `beckon-sheet` tests its readers one by one.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a helper of tests may fail them")]

mod common;

use common::{Folder, Ran};

/// Address space of the program, KiB: enough for its allocator and threads, far too little for what these files ask for.
const ADDRESSES_KIB: u64 = 3 * 1024 * 1024;

/// Runs the program within [`ADDRESSES_KIB`].
fn within(folder: &Folder, line: &str, more: &[&str]) -> Ran {
    let program = folder.command(line.split_whitespace().chain(more.iter().copied()));
    let mut shell = std::process::Command::new("sh");
    common::without_surroundings(&mut shell);
    shell.arg("-c").arg(format!("ulimit -v {ADDRESSES_KIB} && ulimit -c 0 && exec \"$@\"")).arg("sh");
    shell.arg(program.get_program()).args(program.get_args()).output().unwrap().into()
}

/// Every text that was seen to end the program, and what is said of it.
fn texts() -> Vec<(String, &'static str)> {
    let fields = (0..2000).map(|number| format!("{{{{ unknown{number} }}}}")).collect::<String>();
    vec![
        (
            "{{ name|replace('', name|replace('', 'xxxxxxxxxx'))|indent(2000000000) }}".to_owned(),
            "\"indent\" does not exist",
        ),
        ("{{ [name, name]|join('x' * 2000000000) }}".to_owned(), "\"join\" does not exist"),
        ("{{ '%2000000000d'|format(1) }}".to_owned(), "\"format\" does not exist"),
        (
            "{% for i in range(100000) %}{{ range(100000)|sum }}{% endfor %}".to_owned(),
            "templates do not support {% for %}",
        ),
        (
            "{% set a = 'xxxxxxxx' %}".to_owned() + &"{% set a = a ~ a %}".repeat(40) + "{{ a }}",
            "templates do not support {% set %}",
        ),
        ("{{ 'x' * 2000000000 }}".to_owned(), "templates do not support *"),
        ("{{ 1".to_owned() + &"+1".repeat(26_500) + " }}", "53007 bytes; a template may have 16384"),
        ("{{ 1".to_owned() + &"+1".repeat(7_000) + " }}", "101 words and signs between two braces; 100 are allowed"),
        (fields.clone(), "bytes; a template may have 16384"),
        (fields[..14_000].to_owned(), "fields and conditions; 500 are allowed"),
    ]
}

#[test]
fn templates_that_grow_without_end_are_refused_with_a_sentence() {
    let folder = Folder::new();
    for (text, sentence) in texts() {
        let file = folder.file("template.txt", text.as_bytes());
        for line in ["template add --name t", "template add --name t --repair"] {
            let ran = within(&folder, line, &[file.to_str().unwrap()]);
            assert_eq!(ran.code, Some(2), "{text:.60}: bad input, and not the end of the program: {ran:?}");
            assert!(ran.stderr.contains(sentence), "{text:.60}: the sentence names what is too much: {ran:?}");
        }
        let file = serde_json::json!({ "beckon_templates": 1, "templates": [{ "name": "t", "content":
            { "kind": "text", "content": text } }] });
        let file = folder.file("templates.json", file.to_string().as_bytes());
        let ran = within(&folder, "template import", &[file.to_str().unwrap()]);
        assert_eq!(ran.code, Some(2), "{text:.60}: a file of templates is no way around: {ran:?}");
        assert!(ran.stderr.contains(sentence), "{text:.60}: it is told as well: {ran:?}");
    }
    assert_eq!(folder.run("template list --json").stdout, "", "and nothing was saved");
}

#[test]
fn a_file_of_templates_with_millions_of_values_is_refused_before_they_are_made() {
    let folder = Folder::new();
    let articles = vec!["{}"; 3_000_000].join(",");
    let content = format!(r#"{{"kind":"news","articles":[{articles}]}}"#);
    let file = format!(r#"{{"beckon_templates":1,"templates":[{{"name":"t","content":{content}}}]}}"#);
    let file = folder.file("templates.json", file.as_bytes());
    let ran = within(&folder, "template import", &[file.to_str().unwrap()]);
    assert_eq!(ran.code, Some(2), "bad input, and not the end of the program: {ran:?}");
    assert!(ran.stderr.contains("values, 200000 at most"), "the number and the limit: {ran:?}");
}

#[test]
fn a_workbook_of_merged_columns_is_refused_and_nothing_is_written() {
    let folder = Folder::new();
    let file = format!("{}/../../../tests/fixtures/hostile/merged-columns.xlsx", env!("CARGO_MANIFEST_DIR"));
    let ran = within(&folder, "candidates import", &[&file]);
    assert_eq!(ran.code, Some(2), "bad input, and not the end of the program: {ran:?}");
    assert!(ran.stderr.contains("1048576 bytes in row 1"), "the sentence has the number and the row: {ran:?}");
    assert_eq!(folder.run("candidates list --json").stdout, "", "and nobody is in the list");
}
