//! What the bytes are made from: the files of the corpus, those of other tests, and what is too large to be kept.

use std::fs;
use std::path::Path;

use crate::run::CURRENT;
use crate::target::Target;

/// What is larger is read as it is and nothing is made from it.
const SMALL: usize = 64 * 1024;

/// Inputs to read as they are, and those of them that others are made from.
pub struct Seeds {
    pub all: Vec<Vec<u8>>,
    pub small: Vec<Vec<u8>>,
}

impl Seeds {
    pub fn of(target: Target) -> Self {
        // In the order of their names, so that a seed makes the same on every machine.
        let kept = fs::read_dir(target.corpus()).into_iter().flatten().map(|entry| entry.unwrap().path());
        let mut files: Vec<_> = kept.filter(|file| !file.ends_with(CURRENT)).collect();
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures");
        files.sort();
        match target {
            Target::Workbook => {
                files.extend(["excel.xlsx", "hostile/merged-columns.xlsx"].map(|name| fixtures.join(name)))
            }
            Target::Text => files.push(fixtures.join("gb18030.csv")),
            _ => {}
        }
        let mut all: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).unwrap()).collect();
        all.extend(made(target));
        let small = all.iter().filter(|bytes| bytes.len() <= SMALL).cloned().collect();
        Self { all, small }
    }
}

/// What was seen to end the program, or to take long, and is too large to be kept as a file.
fn made(target: Target) -> Vec<Vec<u8>> {
    let of = |text: String| text.into_bytes();
    match target {
        Target::Template => {
            let fields: String = (0..2000).map(|number| format!("{{{{ unknown{number} }}}}")).collect();
            let sum = |times| format!("{{{{ 1{} }}}}", "+1".repeat(times));
            vec![of(fields), of(sum(26_500)), of(sum(7_000)), of("{{ a.".to_owned() + &"a.".repeat(8_000))]
        }
        Target::TemplateFile => {
            let articles = vec!["{}"; 300_000].join(",");
            let content = format!(r#"{{"kind":"news","articles":[{articles}]}}"#);
            let deep = "[".repeat(100_000);
            vec![of(format!(r#"{{"beckon_templates":1,"templates":[{{"name":"t","content":{content}}}]}}"#)), of(deep)]
        }
        Target::AccountFile => vec![of("[".repeat(60_000)), of(" ".repeat(70_000))],
        Target::Replies => {
            let long = "a|".repeat(1024 * 1024);
            vec![
                of(format!(r#"{{"errcode":0,"errmsg":"ok","invaliduser":"{long}","msgid":"M"}}"#)),
                of("[".repeat(60_000)),
            ]
        }
        Target::Text => vec![of("姓名,手机\n".to_owned() + &"\"a,b\n".repeat(20_000)), of(",".repeat(200_000))],
        Target::Planted => {
            ["good", "panics", "differs", "long sentence", "much memory", "ends"].map(|word| word.into()).into()
        }
        Target::Workbook => Vec::new(),
    }
}
