//! `cargo xtask types`: writes the TypeScript twins of the model's types, and the numbers and lists that Rust decides. The
//! tests that compare them do the writing, so that both see the same.

use crate::shell::{self, Outcome};

/// Writes `types.ts` and `constants.ts` in `ui/src/lib/backend`.
pub fn types() -> Outcome {
    let types = ["test", "--quiet", "--package", "beckon-model", "--lib", "bindings"];
    let constants = ["test", "--quiet", "--package", "beckon-engine", "--test", "constants"];
    [&types[..], &constants[..]]
        .into_iter()
        .try_for_each(|test| shell::run(shell::cargo().args(test).env("BECKON_WRITE_TYPES", "1")))
}
