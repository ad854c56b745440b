//! What is wrong with a field of a form. Each problem has words in the command line and in the window.
//!
//! Never in here: the words.

use serde::{Deserialize, Serialize};

use crate::MomentProblem;

/// One field that needs attention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FieldError {
    /// The field of the request, of `Limits` or of `InterviewDraft`, or the name of a person's own field.
    pub field: String,
    /// What is wrong with it.
    pub problem: FieldProblem,
    /// Of a text that is no moment: why, and the piece that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub moment: Option<MomentProblem>,
}

macro_rules! problems {
    ($($(#[$about:meta])* $name:ident,)+) => {
        /// What is wrong with a field.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(test, derive(ts_rs::TS))]
        #[serde(rename_all = "snake_case")]
        pub enum FieldProblem {
            $($(#[$about])* $name,)+
        }

        impl FieldProblem {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
        }
    };
}

problems! {
    /// Nothing is there.
    Required,
    /// No whole number.
    NotANumber,
    /// More than 64 characters.
    TooLong,
    /// More than 200 characters, or 2,000 of links and notes.
    TooLongText,
    /// Another one has it.
    Taken,
    /// No URL of a host.
    NotAUrl,
    /// Not https.
    NotHttps,
    /// A group robot's webhook.
    RobotWebhook,
    /// A page of the admin console.
    ConsolePage,
    /// A page of WeCom's documentation.
    DocumentationPage,
    /// Another product's API.
    OtherProduct,
    /// A host with a name or password in it.
    LoginInHost,
    /// A host with a question mark or hash in it.
    QueryInHost,
    /// No proxy.
    NotAProxy,
    /// A proxy's login that cannot be read as it stands in the address.
    LoginInAddress,
    /// A colon in the name of a proxy's login.
    Colon,
    /// A time that has passed.
    Past,
    /// Too small or too large.
    OutOfRange,
    /// No http or https link.
    NotALink,
    /// No date and time.
    NotATime,
    /// No zone of the IANA.
    NotAZone,
    /// Nothing that can be a `userid`.
    NotAUserid,
    /// No mail address.
    NotAnEmail,
    /// A time that does not exist or exists twice: the clocks change.
    ClocksChange,
    /// An invisible control character.
    ControlCharacter,
    /// No letter or digit in the name of a field.
    NoFieldName,
    /// Two lengths that differ.
    OtherLength,
    /// A time after the end of the uploaded file.
    FileEnds,
    /// A picture or file of too many bytes.
    TooLarge,
    /// A file of too few bytes.
    TooSmall,
    /// No picture of a kind that WeCom takes.
    NotAPicture,
    /// A picture that is damaged or not complete.
    DamagedPicture,
    /// A file that cannot be read.
    Unreadable,
    /// Not the word that was asked for.
    NotTheWord,
}
