//! How WeCom writes values: numbers with a meaning, numbers as texts, flags as numbers.
//!
//! Never in here: an error for a number that is not known; WeCom adds some without notice.

/// Makes a coded enum: `Name = number` for each documented value, and `Other(i64)` for the rest.
macro_rules! coded {
    ($(#[$about:meta])* pub enum $name:ident { $($(#[$means:meta])* $value:ident = $code:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$means])* $value,)+
            /// A number that is not documented.
            Other(i64),
        }

        impl $name {
            /// The number that WeCom uses.
            #[must_use]
            pub const fn code(self) -> i64 {
                match self {
                    $(Self::$value => $code,)+
                    Self::Other(code) => code,
                }
            }
        }

        impl From<i64> for $name {
            fn from(code: i64) -> Self {
                match code {
                    $($code => Self::$value,)+
                    code => Self::Other(code),
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::wire::number(deserializer).map(Self::from)
            }
        }
    };
}

pub(crate) use coded;
use serde::de::{Deserialize, Deserializer, Error, Unexpected};
use serde_json::Value;

/// A whole number, whether written as one or as a text: WeCom does both, for `created_at` and `gender` for example. An
/// empty text is 0.
pub(crate) fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let read = match &value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) if text.is_empty() => Some(0),
        Value::String(text) => text.parse().ok(),
        _ => None,
    };
    read.ok_or_else(|| D::Error::invalid_type(Unexpected::Other("no whole number"), &"a whole number"))
}

/// As [`number`], of a field that may not be there.
pub(crate) fn some_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    number(deserializer).map(Some)
}

/// A text that a reply is worth nothing without, such as an id.
pub(crate) fn filled<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.is_empty() { Err(D::Error::invalid_length(0, &"a text")) } else { Ok(text) }
}

/// true and false, which WeCom also writes as 1 and 0.
pub(crate) fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::Bool(flag) => Ok(flag),
        Value::Number(number) => Ok(number.as_i64() != Some(0)),
        _ => Err(D::Error::invalid_type(Unexpected::Other("no flag"), &"0, 1, true or false")),
    }
}

/// Writes a flag as 1 or 0.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
pub(crate) fn one_or_zero<S: serde::Serializer>(flag: &bool, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_i64(i64::from(*flag))
}

#[cfg(test)]
mod tests {
    coded! {
        /// For the test.
        pub enum Colour {
            /// One.
            Red = 1,
            /// Minus one.
            None = -1,
        }
    }

    #[test]
    fn numbers_keep_their_value_known_or_not() {
        for (json, colour) in
            [("1", Colour::Red), ("\"1\"", Colour::Red), ("-1", Colour::None), ("7", Colour::Other(7))]
        {
            assert_eq!(serde_json::from_str::<Colour>(json).unwrap(), colour, "{json}");
        }
        assert_eq!(serde_json::to_string(&Colour::Other(7)).unwrap(), "7", "what came in goes out");
        for wrong in ["1.5", "\"red\"", "true", "[]"] {
            assert!(serde_json::from_str::<Colour>(wrong).is_err(), "{wrong} is no number");
        }
    }
}
