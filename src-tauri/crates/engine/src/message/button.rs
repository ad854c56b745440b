//! The buttons under an invitation in a customer-service chat: their words, and the ids by which a press comes back.
//!
//! Never in here: what a press leads to.

use beckon_model::{AnswerKind, InterviewId};
use wecom::MenuButton;

/// What marks an id as one of ours.
const OURS: &str = "beckon";

/// The buttons with their words, in the order in which they are shown. A candidate reads them in WeChat.
const BUTTONS: [(AnswerKind, &str); 3] =
    [(AnswerKind::Accepted, "接受"), (AnswerKind::Declined, "谢绝"), (AnswerKind::OtherTime, "换个时间")];

/// A press on a button, or its words typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pressed {
    pub interview: InterviewId,
    /// The start that the invitation spoke of, UTC ms.
    pub starts_at: i64,
    pub kind: AnswerKind,
}

/// The buttons of an invitation to an interview that starts then (UTC ms).
pub(crate) fn buttons(interview: InterviewId, starts_at: i64) -> Vec<MenuButton> {
    let button = |(kind, words): (AnswerKind, &str)| MenuButton {
        id: format!("{OURS}:{}:{starts_at}:{}", interview.0, kind.as_str()),
        content: words.to_owned(),
    };
    BUTTONS.map(button).into()
}

/// What an id says that came back; none of one that is not ours.
pub(crate) fn pressed(id: &str) -> Option<Pressed> {
    let mut parts = id.split(':');
    let (ours, interview, starts_at, kind) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    if ours != OURS || parts.next().is_some() {
        return None;
    }
    let kind = BUTTONS.iter().map(|(kind, _)| *kind).find(|known| known.as_str() == kind)?;
    Some(Pressed { interview: InterviewId(interview.parse().ok()?), starts_at: starts_at.parse().ok()?, kind })
}

/// What somebody means who types the very words of a button.
pub(crate) fn typed(text: &str) -> Option<AnswerKind> {
    BUTTONS.iter().find(|(_, words)| *words == text.trim()).map(|(kind, _)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_comes_back_as_it_was_meant() {
        let longest = buttons(InterviewId(i64::MAX), i64::MIN);
        for (button, (kind, words)) in longest.iter().zip(BUTTONS) {
            assert!(button.id.len() <= 64, "WeCom takes no longer id: {}", button.id);
            let meant = Pressed { interview: InterviewId(i64::MAX), starts_at: i64::MIN, kind };
            assert_eq!(pressed(&button.id), Some(meant));
            assert_eq!(typed(&format!(" {words}\n")), Some(kind), "typed with blanks around it");
        }
        for other in
            ["", "beckon", "beckon:1:2:none", "beckon:1:2:accepted:x", "other:1:2:accepted", "beckon:x:2:accepted"]
        {
            assert_eq!(pressed(other), None, "{other}");
        }
    }
}
