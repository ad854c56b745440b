//! What is given any bytes.

use std::path::{Path, PathBuf};

/// A reader of bytes that others made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    Workbook,
    Text,
    Template,
    TemplateFile,
    AccountFile,
    Replies,
    /// What breaks each of the rules, so that the test can be seen to fail.
    Planted,
}

/// All that Beckon has.
pub const TARGETS: [Target; 6] =
    [Target::Workbook, Target::Text, Target::Template, Target::TemplateFile, Target::AccountFile, Target::Replies];

impl Target {
    /// As it is called on the command line, and its folder in the corpus.
    pub fn name(self) -> &'static str {
        match self {
            Self::Workbook => "workbook",
            Self::Text => "text",
            Self::Template => "template",
            Self::TemplateFile => "template-file",
            Self::AccountFile => "account-file",
            Self::Replies => "replies",
            Self::Planted => "planted",
        }
    }

    pub fn of(name: &str) -> Option<Self> {
        TARGETS.into_iter().chain([Self::Planted]).find(|target| target.name() == name)
    }

    /// How many inputs the short form reads: some seconds' worth of unoptimised code.
    pub fn executions(self) -> u64 {
        match self {
            Self::Workbook => 400,
            Self::Text => 300,
            Self::Template => 100,
            Self::TemplateFile => 300,
            Self::AccountFile => 10_000,
            Self::Replies => 400,
            Self::Planted => 6,
        }
    }

    /// Where its files are kept.
    pub fn corpus(self) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(self.name())
    }
}
