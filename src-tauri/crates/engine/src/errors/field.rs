//! A field of a form that cannot be used.

use beckon_model::{FieldError, FieldProblem};

/// Characters of an account's or template's name.
pub(crate) const NAME_CHARS: usize = 64;

/// A field and what is wrong with it.
pub(crate) fn field(field: &str, problem: FieldProblem) -> FieldError {
    FieldError { field: field.to_owned(), problem, moment: None }
}
