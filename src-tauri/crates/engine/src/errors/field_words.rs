//! What is wrong with a field, as a sentence of the command line. The one table of fields and problems; the window has
//! its own words for the same problems (`problem_…` in its message files), and a test looks for both.
//!
//! Never in here: a value. A field can hold a secret.

use beckon_model::{FieldError, FieldProblem};

/// What people call a field. A field that is not here is a person's own, called as they called it.
const FIELDS: [(&str, &str); 38] = [
    ("name", "the name"),
    ("corp_id", "the company id (--corp-id)"),
    ("agent_id", "the agent id (--agent-id)"),
    ("secret", "the secret"),
    ("api_host", "the API host (--api-host)"),
    ("proxy_url", "the proxy (--proxy)"),
    ("proxy_user", "the name of the proxy's login"),
    ("proxy_password", "the password of the proxy's login (--proxy-password-env)"),
    ("content", "the content"),
    ("media", "the picture or file"),
    ("userid", "the WeCom id"),
    ("phone", "the phone"),
    ("email", "the e-mail address"),
    ("position", "the position"),
    ("tags", "the tags"),
    ("tag", "the tag"),
    ("starts_at", "the time to start (--at)"),
    ("starts", "the start (--starts)"),
    ("ends", "the end"),
    ("zone", "the zone (--zone)"),
    ("candidate_zone", "the candidate's zone (--candidate-zone)"),
    ("minutes", "the length in minutes"),
    ("candidates", "the candidates"),
    ("round", "the round"),
    ("format", "the format"),
    ("place", "the place"),
    ("link", "the link"),
    ("interviewers", "the id of an interviewer"),
    ("contact", "the contact"),
    ("notes", "the notes"),
    ("day", "the day"),
    ("column", "the column"),
    ("per_minute", "the calls in a minute"),
    ("per_day", "the messages in a day"),
    ("per_member_minute", "the messages to one member in a minute"),
    ("per_member_hour", "the messages to one member in an hour"),
    ("parallel", "the calls at a time"),
    ("word", "the word"),
];

/// What is wrong, as the rest of a sentence that begins with the field.
fn words(problem: FieldProblem) -> &'static str {
    match problem {
        FieldProblem::Required => "is missing",
        FieldProblem::NotANumber => "must be a whole number such as 1000002",
        FieldProblem::TooLong => "is too long: 64 characters at most",
        FieldProblem::TooLongText => "is too long: 200 characters at most, 2,000 for links and notes",
        FieldProblem::Taken => "is taken",
        FieldProblem::NotAUrl => {
            "must be a URL such as https://qyapi.weixin.qq.com, or of a relay such as https://gate.example.com/wecom"
        }
        FieldProblem::NotHttps => {
            "must use https: the Secret travels in the address, and with http everybody on the way can read it"
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
        FieldProblem::LoginInHost => "must not hold a user name or password: the login of a proxy belongs to --proxy",
        FieldProblem::QueryInHost => "must end before the ? or #: Beckon adds the path and values of each call itself",
        FieldProblem::NotAProxy => {
            "must be a URL such as http://proxy.example.com:8080 or socks5://proxy.example.com:1080, system or none"
        }
        FieldProblem::LoginInAddress => {
            "cannot be read: a login in it must spell its special characters as %XX (@ is %40, # is %23); give name and \
         password on their own instead"
        }
        FieldProblem::Colon => "must not hold a colon: HTTP puts one between name and password",
        FieldProblem::Past => "has passed",
        FieldProblem::OutOfRange => "is out of range",
        FieldProblem::NotALink => "must begin with https:// or http://",
        FieldProblem::NotATime => "must be a date and a time such as 2026-11-25 14:00",
        FieldProblem::NotAZone => "must be a zone such as Asia/Shanghai",
        FieldProblem::NotAUserid => "must be 1 to 64 letters, digits and _-@. and begin with a letter or digit",
        FieldProblem::NotAnEmail => "is no mail address",
        FieldProblem::ClocksChange => "does not exist or exists twice there: the clocks change on that day",
        FieldProblem::ControlCharacter => "holds an invisible control character",
        FieldProblem::NoFieldName => "needs at least one letter or digit in its name",
        FieldProblem::OtherLength => "says two lengths that differ",
        FieldProblem::FileEnds => "comes after the end of the uploaded file: WeCom keeps it for three days",
        FieldProblem::TooLarge => "is too large: WeCom takes pictures of up to 10 MiB and files of up to 20 MiB",
        FieldProblem::TooSmall => "is empty or nearly so: WeCom takes more than 5 bytes",
        FieldProblem::NotAPicture => "is no JPG or PNG",
        FieldProblem::DamagedPicture => "is damaged or not complete",
        FieldProblem::Unreadable => "cannot be read",
        FieldProblem::NotTheWord => "must be: empty",
    }
}

/// What is wrong with these fields, in one line.
pub(crate) fn sentences(fields: &[FieldError]) -> String {
    fields.iter().map(sentence).collect::<Vec<_>>().join("; ")
}

/// What people call a field on the command line.
#[must_use]
pub fn field_name(field: &str) -> String {
    let known = FIELDS.iter().find(|(of, _)| *of == field);
    known.map_or_else(|| format!("the field {field:?}"), |(_, name)| (*name).to_owned())
}

fn sentence(FieldError { field, problem, moment }: &FieldError) -> String {
    let wrong = moment.as_ref().map_or_else(|| words(*problem).to_owned(), crate::when::sentence);
    format!("{} {wrong}", field_name(field))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::path::Path;

    use super::*;
    use crate::errors::field;

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

    fn sources(folder: &Path, found: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else {
                // Tests make fields of their own.
                let text = std::fs::read_to_string(&path).unwrap();
                found.push_str(text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default());
            }
        }
    }

    #[test]
    fn every_field_has_a_name_in_the_command_line() {
        let (mut code, here) = (String::new(), Path::new(env!("CARGO_MANIFEST_DIR")));
        sources(&here.join("src"), &mut code);
        // Not what `Debug` calls a field.
        let code = code.replace(".field(", "");
        let calls = ["field(\"", "problem(\"", "take(\""];
        let behind = calls.iter().flat_map(|call| code.split(call).skip(1));
        let named: HashSet<&str> = behind.filter_map(|rest| rest.split('"').next()).collect();
        assert!(named.len() > 15, "they were found: {named:?}");
        for name in named {
            assert!(FIELDS.iter().any(|(known, _)| *known == name), "{name} has no name in the command line");
        }
    }

    #[test]
    fn no_sentence_holds_a_word_of_the_program() {
        for (name, _) in FIELDS {
            for problem in FieldProblem::ALL {
                let sentence = sentence(&field(name, *problem));
                let code = |word: &str| word.contains('_') && word.chars().all(|c| c.is_ascii_lowercase() || c == '_');
                assert!(!sentence.split(' ').any(code), "{sentence}");
            }
        }
        assert_eq!(
            sentence(&field("面试时间", FieldProblem::Required)),
            "the field \"面试时间\" is missing",
            "a field of a person's own is called as they called it"
        );
    }
}
