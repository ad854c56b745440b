//! What somebody says in a chat about an interview: a press on a button, its words typed, or the wish that follows "another time".
//!
//! Never in here: a guess. What could be about two interviews is about none.

use std::collections::BTreeMap;

use beckon_model::{AccountId, AnswerSource, CandidateId, InterviewId, NewAnswer, OutsideHappening, WISH_CHARS};
use beckon_store::{Error, Result, Writer};
use serde_json::Value;

use super::limits::{INVITATIONS, WISH_MS};
use crate::message::button::{self, Pressed};

/// Who says something, and when by WeCom's clock (UTC ms).
#[derive(Clone, Copy)]
pub(super) struct Said<'a> {
    pub account: &'a AccountId,
    pub candidate: CandidateId,
    pub customer: &'a str,
    pub at: i64,
}

impl Said<'_> {
    /// Notes a press on a button.
    pub fn press(self, rows: &Writer<'_>, pressed: Pressed) -> Result<OutsideHappening> {
        self.note(rows, pressed, None, AnswerSource::Button)
    }

    /// Notes what a text says, if it is an answer: the very words of a button, or the wish after "another time".
    pub fn text(self, rows: &Writer<'_>, text: &str) -> Result<Option<OutsideHappening>> {
        if let Some(kind) = button::typed(text) {
            return match self.asked(rows)? {
                Some((interview, starts_at)) => {
                    self.note(rows, Pressed { interview, starts_at, kind }, None, AnswerSource::Text).map(Some)
                }
                None => Ok(None),
            };
        }
        let Some((interview, starts_at)) = rows.open_wish(self.candidate, self.at - WISH_MS)? else { return Ok(None) };
        let wish: String = text.trim().chars().take(WISH_CHARS).collect();
        if wish.is_empty() {
            return Ok(None);
        }
        let pressed = Pressed { interview, starts_at, kind: beckon_model::AnswerKind::OtherTime };
        self.note(rows, pressed, Some(wish), AnswerSource::Text).map(Some)
    }

    fn note(
        self,
        rows: &Writer<'_>,
        pressed: Pressed,
        wish: Option<String>,
        source: AnswerSource,
    ) -> Result<OutsideHappening> {
        let Pressed { interview, starts_at, kind } = pressed;
        let new = NewAnswer { interview, candidate: self.candidate, kind, wish: wish.clone() };
        match rows.note_answer_about(&new, source, (self.at, Some(starts_at))) {
            Ok(_) => {
                let earlier = rows.interview(interview)?.starts_at != starts_at;
                Ok(OutsideHappening::Answered { interview, answer: kind, wish, earlier })
            }
            Err(Error::NotFound) => Ok(OutsideHappening::NotInvited { answer: kind }),
            Err(error) => Err(error),
        }
    }

    /// The interview about which buttons were sent to them, and the start that the last of them spoke of; none where there are
    /// several that have not begun.
    fn asked(self, rows: &Writer<'_>) -> Result<Option<(InterviewId, i64)>> {
        // WeCom's time of a message is in whole seconds.
        let bodies = rows.service_bodies(self.account, self.customer, self.at + 999, INVITATIONS)?;
        let mut asked = BTreeMap::new();
        for pressed in bodies.iter().filter_map(|body| first_button(body)) {
            if pressed.starts_at > self.at {
                // The newest is first.
                asked.entry(pressed.interview.0).or_insert((pressed.interview, pressed.starts_at));
            }
        }
        let only = if asked.len() == 1 { asked.into_values().next() } else { None };
        Ok(only)
    }
}

/// What the first button under a message of ours says.
fn first_button(body: &[u8]) -> Option<Pressed> {
    let body: Value = serde_json::from_slice(body).ok()?;
    button::pressed(body["msgmenu"]["list"][0]["click"]["id"].as_str()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_buttons_under_a_message_say_what_it_asked() {
        let id = &button::buttons(InterviewId(7), 5000)[0].id;
        let body =
            format!(r#"{{"msgtype":"msgmenu","msgmenu":{{"list":[{{"type":"click","click":{{"id":"{id}"}}}}]}}}}"#);
        let asked = first_button(body.as_bytes()).map(|pressed| (pressed.interview, pressed.starts_at));
        assert_eq!(asked, Some((InterviewId(7), 5000)), "which interview, and when");
        for body in ["", "{}", r#"{"msgtype":"text","text":{"content":"a"}}"#, r#"{"msgmenu":{"list":[]}}"#] {
            assert_eq!(first_button(body.as_bytes()), None, "{body}");
        }
    }
}
