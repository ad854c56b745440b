//! The few things that are one of a kind: a token, an interview, a status.
//!
//! Never in here: text for people.

/// What is sent as the Bearer token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A token fetched with key and secret (`client_credentials`), kept in memory.
    OAuth,
    /// base64 of `key:secret`.
    Static,
}

/// `type_id` of an interview (api-interview, create; newer copy). 1 where none is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypeId {
    /// 1.
    Technical,
    /// 2.
    NonTechnical,
}

impl TypeId {
    pub(crate) fn number(self) -> i64 {
        match self {
            Self::Technical => 1,
            Self::NonTechnical => 2,
        }
    }
}

/// How far an interview is (api-interview, list).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// `interview_opened`: not started.
    Opened,
    /// `interview_started`: running.
    Started,
    /// `interview_ended`: finished.
    Ended,
}

impl Status {
    const ALL: [Self; 3] = [Self::Opened, Self::Started, Self::Ended];

    /// The word that ShowMeBug uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Opened => "interview_opened",
            Self::Started => "interview_started",
            Self::Ended => "interview_ended",
        }
    }

    pub(crate) fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }
}
