//! svelte-check can pass without having checked anything. So a type error is planted in a scratch `.ts` and a scratch
//! `.svelte` file, and the check must find both. The files are taken away again however it ends.

use std::fs;
use std::path::PathBuf;

use crate::shell::{Heard, Outcome, listen, npm, ui};

/// Scratch files, and a type error for each.
const PLANTED: [(&str, &str); 2] = [
    ("planted-type-error.ts", "export const planted: number = 'not a number';\n"),
    (
        "PlantedTypeError.svelte",
        "<script lang=\"ts\">\n  const planted: number = 'not a number';\n</script>\n\n{planted}\n",
    ),
];

/// Fails when `npm run check` does not find the planted errors.
pub fn is_found() -> Outcome {
    println!("\nPlanting a type error in a scratch .ts and a scratch .svelte: the next check must fail");
    let heard = {
        let _scratch = Scratch::planted()?;
        listen(npm().args(["run", "check"]).env("NO_COLOR", "1"))?
    };
    verdict(&heard)
}

fn verdict(heard: &Heard) -> Outcome {
    if heard.success {
        return Err("the check passed although there were type errors".into());
    }
    let missed: Vec<_> = PLANTED.iter().map(|(name, _)| *name).filter(|name| !names(heard, name)).collect();
    if missed.is_empty() {
        println!("Both were found.");
        Ok(())
    } else {
        Err(format!("the check did not find the type error in {}", missed.join(" and ")))
    }
}

fn names(heard: &Heard, file: &str) -> bool {
    heard.lines.iter().any(|line| line.contains(file))
}

struct Scratch(Vec<PathBuf>);

impl Scratch {
    fn planted() -> Outcome<Self> {
        let files = PLANTED.map(|(name, text)| (ui().join("src").join(name), text));
        // Made first: it takes away whatever is there by then, even when the second file cannot be written.
        let scratch = Self(files.iter().map(|(path, _)| path.clone()).collect());
        for (path, text) in &files {
            fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))?;
        }
        Ok(scratch)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        for path in &self.0 {
            if let Err(problem) = fs::remove_file(path) {
                eprintln!("Please delete {}: {problem}", path.display());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(success: bool, lines: &[&str]) -> Heard {
        Heard { success, lines: lines.iter().map(|&line| line.to_owned()).collect() }
    }

    #[test]
    fn a_check_that_passes_has_checked_nothing() {
        assert!(verdict(&heard(true, &["0 errors"])).is_err(), "with planted errors, success is the failure");
    }

    #[test]
    fn a_check_that_fails_for_another_reason_has_not_found_them() {
        let missed = verdict(&heard(false, &["/ui/src/planted-type-error.ts:1:14"])).unwrap_err();
        assert!(missed.contains("PlantedTypeError.svelte"), "components must be checked too, got: {missed}");
    }

    #[test]
    fn both_found_is_what_is_wanted() {
        let lines = ["ui/src/planted-type-error.ts:1:14", "ui/src/PlantedTypeError.svelte:2:9"];
        assert_eq!(verdict(&heard(false, &lines)), Ok(()), "the check works");
    }
}
