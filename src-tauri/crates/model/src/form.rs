//! What is wrong with a field of a form. Each problem has words in the command line and in the window.
//!
//! Never in here: the words.

use serde::{Deserialize, Serialize};

use crate::MomentProblem;

/// One field that needs attention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FieldError {
    /// Which one.
    pub field: FormField,
    /// What is wrong with it.
    pub problem: FieldProblem,
    /// Of a text that is no moment: why, and the piece that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub moment: Option<MomentProblem>,
}

macro_rules! listed {
    ($(#[$about:meta])* $of:ident { $($(#[$doc:meta])* $name:ident,)+ } $({ $($more:tt)+ })?) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(test, derive(ts_rs::TS))]
        #[serde(rename_all = "snake_case")]
        pub enum $of {
            $($(#[$doc])* $name,)+
            $($($more)+)?
        }

        impl $of {
            /// All that have a name of their own.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
        }
    };
}

listed! {
/// A field of a form.
FormField {
    /// What an account, a template or a person is called.
    Name,
    /// The company's id.
    CorpId,
    /// The app's id.
    AgentId,
    /// The app's Secret.
    Secret,
    /// Where WeCom's API is.
    ApiHost,
    /// The address of a proxy.
    ProxyUrl,
    /// The name of a proxy's login.
    ProxyUser,
    /// The password of a proxy's login.
    ProxyPassword,
    /// What a template says.
    Content,
    /// A picture or file.
    Media,
    /// The id of a member.
    Userid,
    /// A phone number.
    Phone,
    /// A mail address.
    Email,
    /// What somebody applies for.
    Position,
    /// A tag.
    Tag,
    /// When a send starts.
    StartsAt,
    /// When an interview starts.
    Starts,
    /// The zone of a time.
    Zone,
    /// The zone in which the candidates are.
    CandidateZone,
    /// The length of an interview.
    Minutes,
    /// Whom an interview is with.
    Candidates,
    /// The round of an interview.
    Round,
    /// The room of an interview.
    Place,
    /// The link of an interview.
    Link,
    /// Who asks the questions.
    Interviewers,
    /// Whom to call about an interview.
    Contact,
    /// What else is known of an interview.
    Notes,
    /// Calls in a minute.
    PerMinute,
    /// Messages in a day.
    PerDay,
    /// Messages to one member in a minute.
    PerMemberMinute,
    /// Messages to one member in an hour.
    PerMemberHour,
    /// Calls at a time.
    Parallel,
    /// The word that confirms what cannot be undone.
    Word,
}
{
    /// A custom field of a person, by the name that its list gives it.
    #[serde(untagged)]
    Custom(String),
}
}

listed! {
/// What is wrong with a field.
#[derive(Copy)]
FieldProblem {
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
}
