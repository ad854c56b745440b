//! `cargo xtask types`: writes what the window has of Rust's: the TypeScript twins of the model's types, the numbers and lists
//! that Rust decides, and the answers that the window's tests replay. The tests that compare them do the writing, so that
//! both see the same.

use crate::shell::{self, Outcome};

/// Package and test of each, by what is written.
const WRITERS: [[&str; 4]; 3] = [
    ["--package", "beckon-model", "--lib", "bindings"],
    ["--package", "beckon-engine", "--test", "constants"],
    ["--package", "beckon-practice", "--test", "golden"],
];

/// Writes `types.ts` and `constants.ts` in `ui/src/lib/backend`, and `ui/src/test/golden/answers.json`.
pub fn types() -> Outcome {
    WRITERS.into_iter().try_for_each(|test| {
        shell::run(shell::cargo().args(["test", "--quiet"]).args(test).env("BECKON_WRITE_TYPES", "1"))
    })
}
