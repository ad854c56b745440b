//! What is wrong with a field of a form. Each problem has words in the command line and in the window.
//!
//! Never in here: the words.

use serde::{Deserialize, Serialize};

use crate::MomentProblem;
use crate::words::words;

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

/// Makes the fields, of which those that have a name of their own can be listed.
macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident,)+) => {
        /// A field of a form.
        #[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(test, derive(ts_rs::TS))]
        #[serde(rename_all = "snake_case")]
        pub enum FormField {
            $($(#[$doc])* $name,)+
            /// A custom field of a person, by the name that its list gives it.
            #[serde(untagged)]
            Custom(String),
        }

        impl FormField {
            /// All but the custom ones.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
        }
    };
}

fields! {
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
    /// A candidate's own words about an interview.
    Wish,
    /// How late a reminder may be.
    Late,
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
    /// When people work.
    WorkingHours,
    /// The word that confirms what cannot be undone.
    Word,
}

words! {
    /// What is wrong with a field.
    pub enum FieldProblem {
        /// Nothing is there.
        Required = "required",
        /// No whole number.
        NotANumber = "not_a_number",
        /// More than 64 characters.
        TooLong = "too_long",
        /// More than 200 characters, or 2,000 of links and notes.
        TooLongText = "too_long_text",
        /// Characters that no value of this kind has.
        StrangeCharacters = "strange_characters",
        /// What another field wants, which has what this one wants.
        Swapped = "swapped",
        /// Written like an app's Secret.
        IsSecret = "is_secret",
        /// Written like a company id.
        IsCorpId = "is_corp_id",
        /// Written like the id of an official account or a mini program.
        IsAppId = "is_app_id",
        /// Written like an agent id.
        IsAgentId = "is_agent_id",
        /// Written like a company id as a service provider sees it.
        IsProviderId = "is_provider_id",
        /// Written like the secret of an official account or a mini program.
        IsAppSecret = "is_app_secret",
        /// Written like a group robot's key.
        IsWebhookKey = "is_webhook_key",
        /// Written like an access token.
        IsToken = "is_token",
        /// Another one has it.
        Taken = "taken",
        /// No URL of a host.
        NotAUrl = "not_a_url",
        /// Not https.
        NotHttps = "not_https",
        /// A group robot's webhook.
        RobotWebhook = "robot_webhook",
        /// A page of the admin console.
        ConsolePage = "console_page",
        /// A page of WeCom's documentation.
        DocumentationPage = "documentation_page",
        /// Another product's API.
        OtherProduct = "other_product",
        /// A host with a name or password in it.
        LoginInHost = "login_in_host",
        /// A host with a question mark or hash in it.
        QueryInHost = "query_in_host",
        /// No proxy.
        NotAProxy = "not_a_proxy",
        /// A proxy's login that cannot be read as it stands in the address.
        LoginInAddress = "login_in_address",
        /// A colon in the name of a proxy's login.
        Colon = "colon",
        /// A time that has passed.
        Past = "past",
        /// Too small or too large.
        OutOfRange = "out_of_range",
        /// No http or https link.
        NotALink = "not_a_link",
        /// No date and time.
        NotATime = "not_a_time",
        /// No zone of the IANA.
        NotAZone = "not_a_zone",
        /// Nothing that can be a `userid`.
        NotAUserid = "not_a_userid",
        /// No mail address.
        NotAnEmail = "not_an_email",
        /// Not a phone number.
        NotAPhone = "not_a_phone",
        /// More than an address takes that opens another program.
        TooLongToOpen = "too_long_to_open",
        /// A time that does not exist or exists twice: the clocks change.
        ClocksChange = "clocks_change",
        /// An invisible control character.
        ControlCharacter = "control_character",
        /// No letter or digit in the name of a field.
        NoFieldName = "no_field_name",
        /// Two lengths that differ.
        OtherLength = "other_length",
        /// A time after the end of the uploaded file.
        FileEnds = "file_ends",
        /// A picture or file of too many bytes.
        TooLarge = "too_large",
        /// A file of too few bytes.
        TooSmall = "too_small",
        /// No picture of a kind that WeCom takes.
        NotAPicture = "not_a_picture",
        /// A picture that is damaged or not complete.
        DamagedPicture = "damaged_picture",
        /// A file that cannot be read.
        Unreadable = "unreadable",
        /// Not the word that was asked for.
        NotTheWord = "not_the_word",
    }
}
