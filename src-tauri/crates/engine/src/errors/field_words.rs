//! What is wrong with a field, as a sentence of the command line. The one table of fields and problems; the window has
//! its own words for the same problems (`problem_…` in its message files), and a test looks for both.
//!
//! Never in here: a value. A field can hold a secret.

use beckon_model::{FieldError, FieldProblem, FormField};

/// What people call a field on the command line.
#[must_use]
pub fn field_name(field: &FormField) -> String {
    let name = match field {
        FormField::Name => "the name",
        FormField::CorpId => "the company id (--corp-id)",
        FormField::AgentId => "the agent id (--agent-id)",
        FormField::Secret => "the secret",
        FormField::ApiHost => "the API host (--api-host)",
        FormField::ProxyUrl => "the proxy (--proxy)",
        FormField::ProxyUser => "the name of the proxy's login",
        FormField::ProxyPassword => "the password of the proxy's login (--proxy-password-env)",
        FormField::Content => "the content",
        FormField::Media => "the picture or file",
        FormField::Userid => "the WeCom id",
        FormField::Phone => "the phone",
        FormField::Email => "the e-mail address",
        FormField::Position => "the position",
        FormField::Tag => "the tag",
        FormField::StartsAt => "the time to start (--at)",
        FormField::Starts => "the start (--starts)",
        FormField::Zone => "the zone (--zone)",
        FormField::CandidateZone => "the candidate's zone (--candidate-zone)",
        FormField::Minutes => "the length in minutes",
        FormField::Candidates => "the candidates",
        FormField::Round => "the round",
        FormField::Place => "the place",
        FormField::Link => "the link",
        FormField::Interviewers => "the id of an interviewer",
        FormField::Contact => "the contact",
        FormField::Notes => "the notes",
        FormField::WorkingHours => "the working hours",
        FormField::Wish => "the candidate's words",
        FormField::PerMinute => "the calls in a minute",
        FormField::PerDay => "the messages in a day",
        FormField::PerMemberMinute => "the messages to one member in a minute",
        FormField::Late => "how late it may be",
        FormField::PerMemberHour => "the messages to one member in an hour",
        FormField::Parallel => "the calls at a time",
        FormField::Word => "the word",
        FormField::Custom(name) => return format!("the field {name:?}"),
    };
    name.to_owned()
}

/// What is wrong, as the rest of a sentence that begins with the field.
fn words(problem: FieldProblem) -> &'static str {
    match problem {
        FieldProblem::Required => "is missing",
        FieldProblem::NotANumber => "must be a whole number such as 1000002",
        FieldProblem::TooLong => "is too long: 64 characters at most",
        FieldProblem::TooLongText => "is too long: 200 characters at most, 2,000 for links and notes",
        FieldProblem::StrangeCharacters => "contains a space or a character that this value never has: copy it again",
        FieldProblem::Swapped => "stands in the place of another value, and that one stands here: exchange the two",
        FieldProblem::IsSecret => "looks like an app's Secret: copy the value again from WeCom's admin console",
        FieldProblem::IsCorpId => "looks like a company id: copy the value again from the app's page",
        FieldProblem::IsAppId => {
            "looks like the id of an official account or a mini program: copy the value again from WeCom's admin console"
        }
        FieldProblem::IsAgentId => {
            "is only a number, like an agent id: copy the value again from WeCom's admin console"
        }
        FieldProblem::IsProviderId => {
            "looks like the id that a service provider sees: copy the value again from WeCom's admin console"
        }
        FieldProblem::IsAppSecret => {
            "looks like the secret of an official account or a mini program: copy the app's own from WeCom's admin console"
        }
        FieldProblem::IsWebhookKey => {
            "looks like a group robot's key, which writes into one group: copy the value again from WeCom's admin console"
        }
        FieldProblem::IsToken => {
            "looks like an access token, which lasts two hours: copy the value again from WeCom's admin console"
        }
        FieldProblem::Taken => "is already in use",
        FieldProblem::NotAUrl => {
            "must be a URL such as https://qyapi.weixin.qq.com, or of a relay such as https://gate.example.com/wecom"
        }
        FieldProblem::NotHttps => {
            "must use https: the Secret travels in the address, and over http anyone on the way can read it"
        }
        FieldProblem::RobotWebhook => {
            "is a group robot's webhook, which writes into one group: an app sends through https://qyapi.weixin.qq.com"
        }
        FieldProblem::ConsolePage => {
            "is a page of the admin console, for a browser: the API host is https://qyapi.weixin.qq.com"
        }
        FieldProblem::DocumentationPage => {
            "is a page of WeCom's documentation: the API host is https://qyapi.weixin.qq.com"
        }
        FieldProblem::OtherProduct => {
            "is another product's (WeChat, Feishu or DingTalk): WeCom's API host is https://qyapi.weixin.qq.com"
        }
        FieldProblem::LoginInHost => {
            "must not contain a user name or password: the login of a proxy belongs to --proxy"
        }
        FieldProblem::QueryInHost => "must end before the ? or #: Beckon adds the path and values of each call itself",
        FieldProblem::NotAProxy => {
            "must be a URL such as http://proxy.example.com:8080 or socks5://proxy.example.com:1080, system or none"
        }
        FieldProblem::LoginInAddress => {
            "cannot be read: a login in it must spell its special characters as %XX (@ is %40, # is %23); give name and \
         password separately instead"
        }
        FieldProblem::Colon => "must not contain a colon: HTTP puts one between name and password",
        FieldProblem::Past => "has passed",
        FieldProblem::OutOfRange => "is out of range",
        FieldProblem::NotALink => "must begin with https:// or http://",
        FieldProblem::NotATime => "must be a date and a time such as 2026-11-25 14:00",
        FieldProblem::NotAZone => "must be a zone such as Asia/Shanghai",
        FieldProblem::NotAUserid => "must be 1 to 64 letters, digits and _-@. and begin with a letter or digit",
        FieldProblem::NotAnEmail => "is not an e-mail address",
        FieldProblem::NotAPhone => "is not a phone number",
        FieldProblem::TooLongToOpen => "is too long to be opened in another program: copy it instead",
        FieldProblem::ClocksChange => "does not exist or exists twice there: the clocks change on that day",
        FieldProblem::ControlCharacter => "contains an invisible control character",
        FieldProblem::NoFieldName => "needs at least one letter or digit in its name",
        FieldProblem::OtherLength => "gives two different lengths",
        FieldProblem::FileEnds => "comes after the end of the uploaded file: WeCom keeps it for three days",
        FieldProblem::TooLarge => "is too large: WeCom accepts pictures of up to 10 MiB and files of up to 20 MiB",
        FieldProblem::TooSmall => "is empty or nearly so: WeCom accepts only more than 5 bytes",
        FieldProblem::NotAPicture => "is not a JPG or PNG",
        FieldProblem::DamagedPicture => "is damaged or incomplete",
        FieldProblem::Unreadable => "cannot be read",
        FieldProblem::NotTheWord => "must be: empty",
    }
}

/// What is wrong with these fields, in one line.
pub(crate) fn sentences(fields: &[FieldError]) -> String {
    fields.iter().map(sentence).collect::<Vec<_>>().join("; ")
}

fn sentence(FieldError { field, problem, moment }: &FieldError) -> String {
    let wrong = moment.as_ref().map_or_else(|| words(*problem).to_owned(), crate::when::sentence);
    format!("{} {wrong}", field_name(field))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(field: FormField, problem: FieldProblem) -> FieldError {
        FieldError { field, problem, moment: None }
    }

    #[test]
    fn every_problem_has_words_in_both_languages_of_the_window() {
        for messages in
            [include_str!("../../../../../ui/messages/en.json"), include_str!("../../../../../ui/messages/zh-CN.json")]
        {
            let messages: serde_json::Value = serde_json::from_str(messages).unwrap();
            for problem in FieldProblem::ALL {
                let word = serde_json::to_value(problem).unwrap();
                let key = format!("problem_{}", word.as_str().unwrap());
                assert!(messages.get(&key).is_some(), "{key} has no words in the window");
            }
        }
    }

    #[test]
    fn no_sentence_holds_a_word_of_the_program() {
        for name in FormField::ALL {
            for problem in FieldProblem::ALL {
                let sentence = sentence(&field(name.clone(), problem));
                let code = |word: &str| word.contains('_') && word.chars().all(|c| c.is_ascii_lowercase() || c == '_');
                assert!(!sentence.split(' ').any(code), "{sentence}");
            }
        }
        assert_eq!(
            sentence(&field(FormField::Custom("面试时间".to_owned()), FieldProblem::Required)),
            "the field \"面试时间\" is missing",
            "a field of a person's own is called as they called it"
        );
    }

    #[test]
    fn a_field_is_read_as_it_is_written() {
        let written = serde_json::to_string(&[FormField::ApiHost, FormField::Custom("面试官".to_owned())]).unwrap();
        assert_eq!(written, r#"["api_host","面试官"]"#, "a custom field is called what its list calls it");
        let read: Vec<FormField> = serde_json::from_str(&written).unwrap();
        assert_eq!(read, [FormField::ApiHost, FormField::Custom("面试官".to_owned())], "and comes back as it was");
    }
}
