//! The window tier: every story in a desktop session of its own (`tests/e2e/session.sh`), two at a time, each story's words
//! in one piece. One that fails stops no other. What the stories prove is in `docs/testing.md`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::counts::{self, Closing, Counts};
use crate::run::{FEATURES, built};
use crate::shell::{Heard, Outcome, cargo, hear, paint, program, root, run};
use crate::slowest::{Took, of_node};

/// Stories under way at once: more would wait for each other on two cores.
const AT_ONCE: usize = 2;

/// Runs every story against the app as it is built now.
pub fn window() -> Outcome<(bool, Closing)> {
    // The same packages and targets as the Rust tests, so that nothing is compiled again with other features.
    run(cargo().args(["build", "--workspace", "--exclude", "xtask", "--bins", "--tests"]).args(FEATURES))?;
    let app = built("beckon")?;
    let screens = root().join("target/screens");
    forget_pictures(&screens)?;
    let stories = stories(&root().join("tests/e2e"))?;
    println!("\n{} stories, {AT_ONCE} at a time; each is shown when it has ended", stories.len());
    let tell = |story: &PathBuf, heard: &Outcome<Heard>| match heard {
        Ok(heard) => println!("\n== {}\n{}", name(story), heard.text()),
        Err(problem) => println!("\n== {}\n{problem}", name(story)),
    };
    let ended = at_once(&stories, AT_ONCE, |story| hear(&mut session(&app, story)), tell);
    println!("Screenshots: {}", screens.display());
    Ok(joined(&stories, &ended))
}

fn session(app: &Path, story: &Path) -> std::process::Command {
    let mut session = program("bash");
    paint(session.arg(root().join("tests/e2e/session.sh")).arg(app).arg(story));
    session
}

/// The files of stories, the longest first, so that the last to end is a short one.
fn stories(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let read = |e: std::io::Error| format!("{}: {e}", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(read)? {
        let path = entry.map_err(read)?.path();
        if name(&path).ends_with(".test.mjs") {
            found.push((fs::metadata(&path).map_err(read)?.len(), path));
        }
    }
    found.sort_by(|a, b| b.cmp(a));
    Ok(found.into_iter().map(|(_, path)| path).collect())
}

/// A full run leaves the pictures of this run and no others.
fn forget_pictures(folder: &Path) -> Outcome {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().extension().is_some_and(|extension| extension == "png") {
            fs::remove_file(entry.path()).map_err(|e| format!("{}: {e}", entry.path().display()))?;
        }
    }
    Ok(())
}

fn name(story: &Path) -> String {
    story.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Does all of it, so many at once, and tells each when it has ended; gives what came of them in their order.
fn at_once<T: Sync, R: Send>(
    work: &[T],
    at_once: usize,
    run: impl Fn(&T) -> R + Sync,
    tell: impl Fn(&T, &R) + Sync,
) -> Vec<R> {
    let next = Mutex::new(work.iter().enumerate());
    let ended = Mutex::new(Vec::with_capacity(work.len()));
    let one_after_the_other = || {
        loop {
            let taken = next.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((place, one)) = taken else { return };
            let result = run(one);
            // Told while nobody else may: the words of a story stay together.
            let mut ended = ended.lock().unwrap_or_else(PoisonError::into_inner);
            tell(one, &result);
            ended.push((place, result));
        }
    };
    thread::scope(|scope| (0..at_once).for_each(|_| drop(scope.spawn(one_after_the_other))));
    let mut ended = ended.into_inner().unwrap_or_else(PoisonError::into_inner);
    ended.sort_by_key(|(place, _)| *place);
    ended.into_iter().map(|(_, result)| result).collect()
}

/// One line for each story, and all of them counted. A story that ended badly without a failed test to show for it, or
/// ran none, is one failure.
fn joined(stories: &[PathBuf], ended: &[Outcome<Heard>]) -> (bool, Closing) {
    let mut all = Closing::default();
    let mut good = true;
    for (story, ended) in stories.iter().zip(ended) {
        let (success, mut counts, took) = match ended {
            Ok(heard) => (heard.success, counts::node(&heard.lines).counts, of_node(&heard.lines)),
            Err(_) => (false, Counts::default(), Vec::new()),
        };
        if counts.failed == 0 && (!success || counts.passed == 0) {
            counts.failed = 1;
        }
        good &= counts.failed == 0;
        let Counts { passed, failed, skipped } = counts;
        all.lines.push(format!("{:<22} {passed} passed, {failed} failed, {skipped} skipped", name(story)));
        all.counts += counts;
        all.took.extend(took.into_iter().map(|took| Took { test: format!("{}: {}", name(story), took.test), ..took }));
    }
    (good, all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(success: bool, text: &str) -> Outcome<Heard> {
        Ok(Heard { success, lines: text.lines().map(str::to_owned).collect() })
    }

    #[test]
    fn stories_end_in_any_order_and_are_counted_in_theirs() {
        // The first ends only after the second has: two are really under way at once.
        let (second_ended, wait) = std::sync::mpsc::channel();
        let wait = Mutex::new(wait);
        let told = Mutex::new(Vec::new());
        let run = |story: &&str| {
            match *story {
                "first" => wait.lock().unwrap().recv().unwrap(),
                "second" => second_ended.send(()).unwrap(),
                _ => {}
            }
            story.len()
        };
        let ended = at_once(&["first", "second", "third one"], 2, run, |story, _| told.lock().unwrap().push(*story));
        assert_eq!(ended, [5, 6, 9], "results stand where their stories stand");
        assert_eq!(told.into_inner().unwrap().len(), 3, "each is told once");
    }

    #[test]
    fn a_story_that_fails_stops_no_other_and_one_that_says_nothing_has_failed() {
        let stories = ["a.test.mjs", "b.test.mjs", "c.test.mjs", "d.test.mjs"].map(PathBuf::from);
        let ended = [
            heard(true, "  ✔ a step (1500.5ms)\nℹ pass 3\nℹ fail 0"),
            heard(false, "ℹ pass 1\nℹ fail 1\nℹ skipped 2"),
            heard(false, "Xvfb failed to start"),
            Err("`bash` could not be started".to_owned()),
        ];
        let (good, closing) = joined(&stories, &ended);
        assert!(!good, "three of four failed");
        let counted = Counts { passed: 4, failed: 3, skipped: 2 };
        assert_eq!(closing.counts, counted, "what has no result must not look like success in the total");
        assert_eq!(closing.lines.len(), 4, "a line for each story");
        assert_eq!(closing.took[0].test, "a.test.mjs: a step", "a slow step is named with its story");
    }

    #[test]
    fn every_story_is_found() {
        let stories = stories(&root().join("tests/e2e")).unwrap();
        assert!(stories.len() >= 14, "one for each file, found {}", stories.len());
        assert!(stories.iter().any(|story| name(story) == "main.test.mjs"), "the first one among them");
    }
}
