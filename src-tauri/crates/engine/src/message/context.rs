//! What a template sees: the one place that names the fields of a message.
//!
//! Never in here: how a template is read or filled in.

use std::collections::BTreeMap;

use beckon_model::{Candidate, CandidateDraft, Interviewer, STANDARD_FIELDS, exact_key, field_key};
use minijinja::Value;

use crate::message::entry::{FORM, ROOM_FIELDS, TEST};
use crate::message::interview_words::{INTERVIEW_FIELDS, WAS};
use crate::message::recipient::To;

/// The name that everything about an interview is a part of.
pub(crate) const INTERVIEW: &str = "interview";

/// The name that everything about the candidates of an interviewer's message is a part of.
pub(crate) const CANDIDATE: &str = "candidate";

/// What the templates see of one recipient. Of a candidate the standard fields, the person's own by their keys, and those of
/// the interview as `interview.…`; of an interviewer name and `userid`, the interview, and the fields of the candidates as
/// `candidate.…`; of a candidate's written test the link as `candidate.test`. Empty values are left out, so that they count as missing. `between` stands between values of several people.
pub(crate) fn context(to: &To, interview: &BTreeMap<String, String>, test: Option<&str>, between: &str) -> Value {
    let mut seen = match to {
        To::Candidate(candidate) => values(&candidate.person),
        To::Interviewer(Interviewer { name, userid }, _) => {
            let [named, id] = [("name", Some(name)), ("userid", userid.as_ref())];
            let filled = [named, id].into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?.clone())));
            filled.collect()
        }
    };
    let part = |values: BTreeMap<String, String>| Value::from(values);
    // Last, so that a column of that name cannot hide it. A column may be called `candidate`: only interviewers' messages
    // have candidates.
    let interview = part(interview.clone());
    seen.remove(INTERVIEW);
    let candidates = match to {
        To::Candidate(_) if test.is_none() && seen.contains_key(CANDIDATE) => None,
        To::Candidate(_) => Some(part(test.map(|test| (TEST.to_owned(), test.to_owned())).into_iter().collect())),
        To::Interviewer(_, people) => Some(part(together(people, between))),
    };
    let seen = seen.into_iter().map(|(key, value)| (key, Value::from(value)));
    let parts = [(INTERVIEW.to_owned(), Some(interview)), (CANDIDATE.to_owned(), candidates)];
    let parts = parts.into_iter().filter_map(|(key, value)| Some((key, value?)));
    seen.chain(parts).collect::<BTreeMap<_, _>>().into()
}

/// The filled fields of a person by their keys. Where two columns have the same key, it is that of the column that is called
/// so; of two others it is neither's, unless they say the same. Each has its exact key as well.
fn values(person: &CandidateDraft) -> BTreeMap<String, String> {
    let CandidateDraft { name, userid, phone, email, position, fields, .. } = person;
    let filled = |value: &str| !value.trim().is_empty();
    let own: Vec<(&String, String, &String)> = fields
        .iter()
        .filter(|(_, value)| filled(value))
        .map(|(header, value)| (header, field_key(header), value))
        .collect();
    let mut seen = BTreeMap::new();
    for (header, key, value) in &own {
        seen.entry(exact_key(header)).or_insert_with(|| (*value).clone());
        let rival = own
            .iter()
            .any(|(other, other_key, said)| other_key == key && other != header && said != value && *header != key);
        if !rival {
            seen.insert(key.clone(), (*value).clone());
        }
    }
    let standard = [Some(name), userid.as_ref(), phone.as_ref(), email.as_ref(), position.as_ref()];
    let standard = STANDARD_FIELDS.iter().zip(standard).filter_map(|(key, value)| Some((*key, value?)));
    seen.extend(standard.filter(|(_, value)| filled(value)).map(|(key, value)| (key.to_owned(), value.clone())));
    seen
}

/// The fields of several people, the different values of each one after the other.
fn together(people: &[Candidate], between: &str) -> BTreeMap<String, String> {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (key, value) in people.iter().flat_map(|candidate| values(&candidate.person)) {
        let known = all.entry(key).or_default();
        if !known.contains(&value) {
            known.push(value);
        }
    }
    all.into_iter().map(|(key, values)| (key, values.join(between))).collect()
}

/// Whether somebody can have the field `name`, which is dotted when it is part of another. `own` are the keys of the
/// fields that people in the list have.
pub(crate) fn is_known(name: &str, own: &[String]) -> bool {
    let of_interview = name.split_once('.').is_some_and(|(of, part)| {
        of == INTERVIEW && INTERVIEW_FIELDS.iter().chain(&ROOM_FIELDS).chain(&[FORM, WAS]).any(|field| *field == part)
    });
    let of_person = |name: &str| STANDARD_FIELDS.contains(&name) || own.iter().any(|key| key == name);
    let of_candidate =
        name.split_once('.').is_some_and(|(of, part)| of == CANDIDATE && (part == TEST || of_person(part)));
    of_person(name) || of_interview || of_candidate
}

#[cfg(test)]
mod tests {
    use beckon_model::{TemplateContent, TextContent, field_keys};
    use proptest::prelude::*;

    use super::*;
    use crate::message::recipient::Recipient;
    use crate::message::render::Renderer;

    fn rendered(fields: &[(&str, &str)], text: &str) -> String {
        let fields = fields.iter().map(|(header, value)| ((*header).to_owned(), (*value).to_owned()));
        let person = CandidateDraft { name: "李娜".into(), fields: fields.collect(), ..CandidateDraft::default() };
        let renderer = Renderer::new(&TemplateContent::text(text)).unwrap_or_else(|error| panic!("{text}: {error}"));
        let rendered = renderer.render(&Recipient::of_person(&person), 0);
        assert_eq!(rendered.problems, [], "{text}");
        let TemplateContent::Text(TextContent { content }) = rendered.content else { panic!("a text stays a text") };
        content
    }

    #[test]
    fn words_of_the_template_language_are_headers_like_others() {
        let words = "for if in is and or not else elif true false none True None loop self super range dict debug namespace \
            name userid position interview with set block macro";
        for word in words.split_whitespace() {
            let key = field_key(word);
            let text =
                format!("{{{{ {key} }}}}{{{{ {key} or 'x' }}}}{{% if {key} %}}{{{{ {key}|upper }}}}{{% endif %}}");
            assert_eq!(rendered(&[(word, "v")], &text), "vvV", "{word} is written {key}");
        }
    }

    proptest! {
        #[test]
        fn every_column_is_reached_as_it_is_written(one in "\\PC{1,8}", other in "[ab +#.()-]{1,3}", third in "[ab +#.()-]{1,3}") {
            let mut headers: Vec<&str> = [one.trim(), other.trim(), third.trim()].into_iter().filter(|header| !header.is_empty()).collect();
            headers.sort_unstable();
            headers.dedup();
            let values: Vec<String> = (0..headers.len()).map(|number| format!("value {number}")).collect();
            let fields: Vec<(&str, &str)> = headers.iter().copied().zip(values.iter().map(String::as_str)).collect();
            for (key, value) in field_keys(&headers).iter().zip(&values) {
                prop_assert_eq!(&rendered(&fields, &format!("{{{{ {key} }}}}")), value, "written {}", key);
            }
        }
    }
}
