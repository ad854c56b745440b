//! `cargo xtask types`: writes the TypeScript twins of the model's types. The test that compares them does the writing,
//! so that both see the same types.

use crate::shell::{self, Outcome};

/// Writes `ui/src/lib/backend/types.ts`.
pub fn types() -> Outcome {
    let test = ["test", "--quiet", "--package", "beckon-model", "--lib", "bindings"];
    shell::run(shell::cargo().args(test).env("BECKON_WRITE_TYPES", "1"))
}
