//! One word for one thing on the command line too: no help, sentence or error of it uses a word that the window refuses
//! (`ui/src/test/vocabulary.test.ts`). Read from the sources, because many of them take a rare mishap to be shown.

use std::fs;
use std::path::Path;

/// What is refused, and what to say in its place. A blank at an end stands for the end of the word.
const REFUSED: [(&str, &str); 22] = [
    (" anew", "again"),
    (" once more", "again"),
    (" at hand", "available"),
    (" taken in ", "imported"),
    (" take in ", "import"),
    (" taken back", "recalled"),
    (" take back", "recall"),
    (" left out", "held back, or not imported"),
    (" fit to ", "can be sent"),
    (" put right", "fix"),
    (" the own ", "their own"),
    (" own field", "custom field"),
    (" own column", "custom field"),
    (" of before there were", "before … existed"),
    (" is told", "who tells whom, in the active voice"),
    (" are told", "who tells whom, in the active voice"),
    (" there already", "already in the list"),
    (" is there already", "already exists"),
    (" lost for good", "unknown"),
    (" nobody", "no one"),
    (" whom ", "who"),
    (" withdraw", "cancel, call off"),
];

/// What a person can read of a source: its texts, and where it is one of arguments, the comments that become help.
fn told(source: &str, is_args: bool) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut told = Vec::new();
    for line in source.lines().map(str::trim) {
        match line.strip_prefix("///") {
            Some(help) if is_args => told.push(help.to_owned()),
            _ if line.starts_with("//") => {}
            _ => told.extend(line.split('"').skip(1).step_by(2).map(str::to_owned)),
        }
    }
    told
}

fn refused(text: &str) -> Option<&'static str> {
    let padded = format!(" {} ", text.to_lowercase().replace([',', '.', ';', ':', '?'], " "));
    REFUSED.iter().find(|(word, _)| padded.contains(word)).map(|(_, say)| *say)
}

fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if let Ok(text) = fs::read_to_string(&path) {
            found.push((path.display().to_string(), text));
        }
    }
}

#[test]
fn each_thing_has_its_one_word() {
    let mut files = Vec::new();
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    sources(&crates.join("cli/src"), &mut files);
    for errors in ["error.rs", "field_words.rs", "file_fault.rs"] {
        let path = crates.join("engine/src/errors").join(errors);
        files.push((path.display().to_string(), fs::read_to_string(path).unwrap()));
    }
    let mut read = 0;
    let mut found = Vec::new();
    for (path, text) in &files {
        for line in told(text, path.contains("args")) {
            read += 1;
            if let Some(say) = refused(&line) {
                found.push(format!("{path}: {line:?}: {say}"));
            }
        }
    }
    assert!(read > 1000, "the texts were found: {read}");
    assert!(found.is_empty(), "say it otherwise:\n{}", found.join("\n"));
}

#[test]
fn a_planted_sentence_is_refused() {
    let planted = "/// Tags to take back\nfn f() { say!(\"the secret is not at hand\"); } // nobody reads this\n";
    let found: Vec<_> = told(planted, true).iter().filter_map(|text| refused(text)).collect();
    assert_eq!(found, ["recall", "available"], "help and texts count, other comments do not");
    assert_eq!(refused("Beckon does not know what happened after it"), None, "what is well written is not");
}
