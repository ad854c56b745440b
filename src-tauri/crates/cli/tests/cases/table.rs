//! The table of cases: who made each, what goes in, what a person expects, what came.

use std::fmt;

use super::common::{Folder, Ran};

/// Who made an input.
#[derive(Clone, Copy)]
pub enum By {
    /// It was handed to the project.
    Handed,
    /// The project's own.
    Own,
}

/// What came of a case.
pub struct Outcome {
    /// What the program said, as short as it shows the point.
    pub said: String,
    /// Whether that is what is expected.
    pub right: bool,
}

impl Outcome {
    /// What was said, and whether it is right.
    pub fn of(said: impl Into<String>, right: bool) -> Self {
        Self { said: said.into(), right }
    }

    /// A run that has to end with this code and to say all of these words, on stdout or stderr.
    pub fn words(ran: &Ran, code: i32, words: &[&str]) -> Self {
        let all = format!("{}\n{}", ran.stdout.trim(), ran.stderr.trim());
        let right = ran.code == Some(code) && words.iter().all(|word| all.contains(word));
        Self {
            said: format!("exit {}: {}", ran.code.map_or("-".to_owned(), |code| code.to_string()), all.trim()),
            right,
        }
    }
}

/// All cases that ran.
#[derive(Default)]
pub struct Table(Vec<Row>);

struct Row {
    kind: &'static str,
    case: String,
    by: By,
    input: String,
    expected: String,
    outcome: Outcome,
}

impl Table {
    /// Runs a case in a data folder of its own.
    pub fn case(
        &mut self,
        (kind, case, by): (&'static str, &str, By),
        (input, expected): (&str, &str),
        run: impl FnOnce(&Folder) -> Outcome,
    ) {
        let outcome = run(&Folder::new());
        let (case, input, expected) = (case.to_owned(), input.to_owned(), expected.to_owned());
        self.0.push(Row { kind, case, by, input, expected, outcome });
    }

    /// Puts the cases of another table behind these.
    pub fn add(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The cases whose outcome is not the expected one.
    pub fn wrong(&self) -> Vec<String> {
        self.0.iter().filter(|row| !row.outcome.right).map(Row::to_string).collect()
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let by = match self.by {
            By::Handed => "handed",
            By::Own => "own",
        };
        let mark = if self.outcome.right { "right" } else { "WRONG" };
        let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let cut = |text: String| {
            if text.chars().count() > 300 { text.chars().take(300).chain(['…']).collect() } else { text }
        };
        let (input, expected, said) = (line(&self.input), line(&self.expected), cut(line(&self.outcome.said)));
        write!(f, "{mark} | {} | {} | {by} | {input} | {expected} | {said}", self.kind, self.case)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "outcome | kind | case | made by | input | expected | what came")?;
        self.0.iter().try_for_each(|row| writeln!(f, "{row}"))?;
        let right = self.0.iter().filter(|row| row.outcome.right).count();
        let handed = self.0.iter().filter(|row| matches!(row.by, By::Handed)).count();
        write!(f, "{right} of {} cases right, {handed} of them handed", self.0.len())
    }
}
