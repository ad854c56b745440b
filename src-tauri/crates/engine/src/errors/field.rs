//! A field of a form that cannot be used.

use beckon_model::{FieldError, FieldProblem, FormField};

use super::Error;

/// Characters of an account's or template's name.
pub(crate) const NAME_CHARS: usize = 64;

/// A field and what is wrong with it.
pub(crate) fn field(field: FormField, problem: FieldProblem) -> FieldError {
    FieldError { field, problem, moment: None }
}

/// One field is wrong.
pub(crate) fn invalid(of: FormField, problem: FieldProblem) -> Error {
    Error::Invalid(vec![field(of, problem)])
}
