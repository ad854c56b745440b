//! What is wrong with a row or worth a remark, and where it stands.

use beckon_model::{ImportProblemKind, LeftOutKind, MomentProblem};

/// What is wrong with a row or worth a remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub kind: ImportProblemKind,
    /// The value in question.
    pub value: String,
    /// Why it is no moment, where that is what is wrong.
    pub moment: Option<MomentProblem>,
}

impl From<(ImportProblemKind, String)> for Problem {
    fn from((kind, value): (ImportProblemKind, String)) -> Self {
        Self { kind, value, moment: None }
    }
}

/// The same with the number of its column, where it is one cell's, and its line, where that is not the row's.
#[derive(Debug)]
pub(super) struct Told {
    pub problem: Problem,
    pub column: Option<usize>,
    pub line: Option<u64>,
}

impl Told {
    pub fn of_row(problem: Problem) -> Self {
        Self { problem, column: None, line: None }
    }

    pub fn of_cell(problem: Problem, column: usize) -> Self {
        Self { problem, column: Some(column), line: None }
    }
}

/// Why a row imports no one.
#[derive(Debug)]
pub(super) enum NoPerson {
    /// It holds none.
    LeftOut(LeftOutKind),
    /// Something is wrong with it.
    Refused(Told),
}
