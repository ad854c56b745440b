//! Enums whose values are words: the same one in JSON, in the database, in the names of files and on the command line.
//!
//! Never in here: words for people.

/// Makes such an enum, with its values in the order in which people read them.
macro_rules! words {
    ($(#[$about:meta])* pub enum $of:ident { $($(#[$doc:meta])* $name:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(test, derive(ts_rs::TS))]
        pub enum $of {
            $($(#[$doc])* #[serde(rename = $word)] $name,)+
        }

        impl $of {
            /// All of them, in the order in which people read them.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$name),+];

            /// Its word.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)+
                }
            }

            /// The value of a word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|value| value.as_str() == word)
            }
        }
    };
}

pub(crate) use words;
