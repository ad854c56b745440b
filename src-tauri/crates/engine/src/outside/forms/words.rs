//! What the form says, in the language of the interview: Chinese where its round, its place or a name holds a Chinese character.
//! The form is seen by everybody who has its link.
//!
//! Never in here: a name of anybody, or a link.

use beckon_model::{Candidate, Interview};
use wecom::limits::FORM_TITLE_CHARS;
use wecom::{InterviewForm, PhoneQuestion};

use crate::message::interview_words::{Language, interview_fields};

/// A mobile number of mainland China, as numbers are compared.
fn is_mainland(phone: &str) -> bool {
    phone.len() == 11 && phone.starts_with('1') && phone.bytes().all(|byte| byte.is_ascii_digit())
}

/// The form about the start that the interview has now.
pub(super) fn form(interview: &Interview, people: &[Candidate], manager: &str, now_ms: i64) -> InterviewForm {
    let mut seen = format!("{} {}", interview.plan.round, interview.plan.place.as_deref().unwrap_or_default());
    people.iter().for_each(|one| seen.push_str(&one.person.name));
    let language = Language::of(&seen);
    let say = |chinese: &str, english: &str| match language {
        Language::Chinese => chinese.to_owned(),
        Language::English => english.to_owned(),
    };
    let fields = interview_fields(interview, language, now_ms);
    let field = |name: &str| fields.get(name).map_or("", String::as_str);
    let round = if field("round").is_empty() { say("面试", "Interview") } else { field("round").to_owned() };
    // WeCom takes neither control characters nor more than so many.
    let title = format!("{round} {}", field("starts"));
    let title = title.chars().map(|c| if c.is_control() { ' ' } else { c }).take(FORM_TITLE_CHARS).collect();
    let phones: Vec<String> = people.iter().filter_map(|one| one.person.same_phone()).collect();
    InterviewForm {
        title,
        desc: say(
            "请答复这个时间的面试。可以多次填写，以最后一次为准。",
            "Please answer for this time. You can answer again: the last answer counts.",
        ),
        choice: say("您能参加吗？", "Can you come?"),
        accept: say("能参加", "Yes, I will come"),
        decline: say("不能参加", "No, I cannot come"),
        other_time: say("希望改到其他时间", "I would like another time"),
        wished_time: say(
            "希望的时间，或其他想说的话（可不填）",
            "The time you would like, or anything else you want to say (optional)",
        ),
        phone: Some(PhoneQuestion {
            title: say("您应聘时留下的手机号", "Your phone number, as in your application"),
            mainland: !phones.is_empty() && phones.iter().all(|phone| is_mainland(phone)),
            needed: true,
        }),
        name: Some(say("您的姓名", "Your name")),
        managers: vec![manager.to_owned()],
        timed_finish: Some(interview.starts_at.div_euclid(1000)),
        notify: false,
        again: true,
    }
}
