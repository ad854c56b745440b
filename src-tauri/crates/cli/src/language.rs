//! The language of the reader: the one that was asked for, else the system's.
//!
//! Never in here: words.

use clap::ValueEnum;

/// A language that Beckon's window has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// English.
    #[value(name = "en")]
    English,
    /// Chinese, simplified.
    #[value(name = "zh-CN", alias = "zh")]
    Chinese,
}

impl Language {
    /// Chinese where the terminal's locale is Chinese, otherwise English.
    pub fn of_system() -> Self {
        let set = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set).unwrap_or_default();
        if locale.starts_with("zh") { Self::Chinese } else { Self::English }
    }
}
