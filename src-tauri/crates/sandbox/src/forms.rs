//! Who fills forms (收集表) in, what they answer, and why a form does not take it. Only plain values; nothing here runs.

/// Somebody who opens the link of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormFiller<'a> {
    /// A WeChat user, customer or not, by external_userid.
    Outsider(&'a str),
    /// A member of the company, by userid.
    Member(&'a str),
}

/// What somebody answers to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormEntry {
    /// To a text, and to every other kind that is no choice.
    Text(String),
    /// To a choice: keys of its options.
    Options(Vec<i64>),
}

/// Why a form did not take an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotFilled {
    /// The link leads to no form.
    NoForm,
    /// The company knows nobody by this id.
    Nobody,
    /// The form is for named members only, and this is none of them.
    NotInvited,
    /// It was to end by now (`timed_finish`).
    Ended,
    /// They have filled it in, and nobody may twice.
    Twice,
    /// It is not to be filled in without a name.
    NotAnonymous,
    /// The question with this id does not take this, misses an answer, or does not exist.
    Question(i64),
}
