//! What is wrong with a field, as a sentence of the command line. The one table of fields and problems; the window has
//! its own words for the same problems (`problem_…` in its message files), and a test looks for both.
//!
//! Never in here: a value. A field can hold a secret.

use beckon_model::FieldError;

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
const PROBLEMS: [(&str, &str); 33] = [
    ("required", "is missing"),
    ("not_a_number", "must be a whole number such as 1000002"),
    ("too_long", "is too long: 64 characters at most"),
    ("too_long_text", "is too long: 200 characters at most, 2,000 for links and notes"),
    ("taken", "is taken"),
    (
        "not_a_url",
        "must be a URL such as https://qyapi.weixin.qq.com, or of a relay such as https://gate.example.com/wecom",
    ),
    ("not_https", "must use https: the Secret travels in the address, and with http everybody on the way can read it"),
    (
        "robot_webhook",
        "is a group robot's webhook, which writes into one group: an app sends through https://qyapi.weixin.qq.com",
    ),
    ("console_page", "is a page of the admin console, for a browser: the API host is https://qyapi.weixin.qq.com"),
    ("documentation_page", "is a page of WeCom's documentation: the API host is https://qyapi.weixin.qq.com"),
    (
        "other_product",
        "is another product's (WeChat, Feishu or DingTalk): WeCom's API host is https://qyapi.weixin.qq.com",
    ),
    ("login_in_host", "must not hold a user name or password: the login of a proxy belongs to --proxy"),
    ("query_in_host", "must end before the ? or #: Beckon adds the path and values of each call itself"),
    (
        "not_a_proxy",
        "must be a URL such as http://proxy.example.com:8080 or socks5://proxy.example.com:1080, system or none",
    ),
    (
        "login_in_address",
        "cannot be read: a login in it must spell its special characters as %XX (@ is %40, # is %23); give name and \
         password on their own instead",
    ),
    ("colon", "must not hold a colon: HTTP puts one between name and password"),
    ("past", "has passed"),
    ("out_of_range", "is out of range"),
    ("not_a_link", "must begin with https:// or http://"),
    ("not_a_time", "must be a date and a time such as 2026-11-25 14:00"),
    ("not_a_zone", "must be a zone such as Asia/Shanghai"),
    ("not_a_userid", "must be 1 to 64 letters, digits and _-@. and begin with a letter or digit"),
    ("not_an_email", "is no mail address"),
    ("clocks_change", "does not exist or exists twice there: the clocks change on that day"),
    ("control_character", "holds an invisible control character"),
    ("no_field_name", "needs at least one letter or digit in its name"),
    ("file_ends", "comes after the end of the uploaded file: WeCom keeps it for three days"),
    ("too_large", "is too large: WeCom takes pictures of up to 10 MiB and files of up to 20 MiB"),
    ("too_small", "is empty or nearly so: WeCom takes more than 5 bytes"),
    ("not_a_picture", "is no JPG or PNG"),
    ("damaged_picture", "is damaged or not complete"),
    ("unreadable", "cannot be read"),
    ("not_the_word", "must be: empty"),
];

/// What is wrong with these fields, in one line.
pub(crate) fn sentences(fields: &[FieldError]) -> String {
    fields.iter().map(sentence).collect::<Vec<_>>().join("; ")
}

/// What people call a field on the command line.
#[must_use]
pub fn field_name(field: &str) -> String {
    words(&FIELDS, field).map_or_else(|| format!("the field {field:?}"), str::to_owned)
}

fn sentence(FieldError { field, problem, moment }: &FieldError) -> String {
    if let Some(moment) = moment {
        return format!("{} {}", field_name(field), crate::when::sentence(moment));
    }
    format!("{} {}", field_name(field), words(&PROBLEMS, problem).unwrap_or("cannot be used"))
}

fn words(table: &[(&str, &'static str)], word: &str) -> Option<&'static str> {
    table.iter().find(|(of, _)| *of == word).map(|(_, words)| *words)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// The crates that say what is wrong with a field.
    const SOURCES: [&str; 3] = ["src", "../model/src", "../cli/src"];

    /// The first two texts in quotation marks of each `field(…)`, `problem(…)` and `take(…)`, and those of `FieldError`.
    fn said(source: &str) -> (Vec<String>, Vec<String>) {
        let (mut fields, mut problems) = (Vec::new(), Vec::new());
        let texts = |rest: &str| -> Vec<Option<String>> {
            let call = rest.split(')').next().unwrap_or_default();
            let quoted = |part: &str| part.trim().strip_prefix('"')?.strip_suffix('"').map(str::to_owned);
            call.split(',').take(2).map(quoted).collect()
        };
        // Not what `Debug` calls a field.
        let source = source.replace(".field(", "");
        for call in ["field(", "problem(", "take("] {
            for found in source.split(call).skip(1).map(texts) {
                fields.extend(found.first().cloned().flatten());
                problems.extend(found.get(1).cloned().flatten());
            }
        }
        for rest in source.split("problem: \"").skip(1) {
            problems.extend(rest.split('"').next().map(str::to_owned));
        }
        (fields, problems)
    }

    fn sources(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("field_words.rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                // Tests make fields of their own.
                found.push(text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default().to_owned());
            }
        }
    }

    #[test]
    fn every_problem_has_words_in_the_command_line_and_in_both_languages_of_the_window() {
        let mut texts = Vec::new();
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        SOURCES.iter().for_each(|folder| sources(&here.join(folder), &mut texts));
        let (mut fields, mut problems) = (Vec::new(), Vec::new());
        for text in &texts {
            let (field, problem) = said(text);
            fields.extend(field);
            problems.extend(problem);
        }
        // What is wrong with a picture is a word by itself, out of a function.
        let media = texts.iter().find(|text| text.contains("fn problem(error: &wecom::Error)")).unwrap();
        let of_media = media.split("fn problem(error: &wecom::Error)").nth(1).unwrap();
        problems.extend(of_media.split("=> \"").skip(1).filter_map(|rest| rest.split('"').next().map(str::to_owned)));
        assert!(problems.len() > 40 && fields.len() > 30, "they were found: {} and {}", problems.len(), fields.len());
        let word = |text: &&String| !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        for field in fields.iter().filter(word) {
            assert!(FIELDS.iter().any(|(known, _)| known == field), "{field} has no name in the command line");
        }
        for problem in problems.iter().filter(word) {
            assert!(PROBLEMS.iter().any(|(known, _)| known == problem), "{problem} has no words in the command line");
        }
        for problem in PROBLEMS.iter().map(|(problem, _)| problem) {
            for language in ["en", "zh-CN"] {
                let messages = here.join(format!("../../../ui/messages/{language}.json"));
                let messages = std::fs::read_to_string(messages).unwrap();
                assert!(messages.contains(&format!("\"problem_{problem}\"")), "{problem} has no words in {language}");
            }
        }
    }

    #[test]
    fn no_sentence_holds_a_word_of_the_program() {
        for (field, _) in FIELDS {
            for (problem, _) in PROBLEMS {
                let sentence = sentence(&crate::errors::field(field, problem));
                let code = |word: &str| word.contains('_') && word.chars().all(|c| c.is_ascii_lowercase() || c == '_');
                assert!(!sentence.split(' ').any(code), "{sentence}");
            }
        }
        let own = sentence(&crate::errors::field("面试时间", "strange"));
        assert_eq!(
            own, "the field \"面试时间\" cannot be used",
            "a field of a person's own is called as they called it"
        );
    }
}
