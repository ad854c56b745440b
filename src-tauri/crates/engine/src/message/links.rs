//! The links that let somebody into a room or to a test, wherever a text has one: the one place that decides whether a
//! message may hold it, and the one that hides it from whoever reads over a shoulder. Pure.
//!
//! 1. A link is known by its path and query. Its host may be written in many ways, and leads there or nowhere.
//! 2. A text is read as a browser would (`decoded`). A link is in it where its signs stand, whatever follows them.
//! 3. What proves in the query that somebody may interview is such a link by itself: a query can be in any order, or cut.
//! 4. Of two links at one place the longer one is meant: the candidates' may be the interviewers' with something behind it.
//!
//! Never in here: a link in anything that can be printed.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use beckon_model::{Reason, TemplateContent};
use beckon_store::{KnownLink, LinkOf};

use crate::message::calendar::calendar_file;
use crate::message::decoded::decoded;
use crate::message::recipient::{Recipient, To};

/// Signs of path and query from which on they tell a link from others, whatever its host.
const TELLING: usize = 8;

/// Signs of the shortest link.
const START: usize = 4;

/// What stands for the part of a link that lets somebody in.
const HIDDEN: &str = "/••••••";

/// The known links.
#[derive(Default)]
pub(crate) struct Links {
    keys: HashMap<Vec<char>, Known>,
    /// Their first signs, for a quick look at each place of a text.
    starts: HashSet<[char; START]>,
    lengths: BTreeSet<usize>,
    /// One of them has no slash.
    bare: bool,
}

#[derive(Clone, Copy)]
struct Known {
    of: LinkOf,
    gone: bool,
}

impl std::fmt::Debug for Links {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Links").field("count", &self.keys.len()).finish()
    }
}

impl Links {
    /// All of them.
    pub fn new(known: impl IntoIterator<Item = KnownLink>) -> Self {
        let mut links = Self::default();
        let known: Vec<(Vec<char>, KnownLink)> = known.into_iter().map(|known| (key(&known.link), known)).collect();
        let is_interviewers = |known: &KnownLink| known.of == LinkOf::Interviewers;
        let others: BTreeSet<Vec<char>> =
            known.iter().filter(|(_, known)| !is_interviewers(known)).flat_map(|(key, _)| proofs(key)).collect();
        let mut keys = Vec::new();
        for (key, known) in known {
            let of_theirs = proofs(&key).into_iter().filter(|proof| is_interviewers(&known) && !others.contains(proof));
            keys.extend(of_theirs.map(|proof| (proof, known.of, known.gone)));
            links.bare |= !key.contains(&'/');
            keys.push((key, known.of, known.gone));
        }
        for (key, of, gone) in keys {
            let Some(start) = key.first_chunk() else { continue };
            links.starts.insert(*start);
            links.lengths.insert(key.len());
            // What lets interviewers in does so whoever else it lets in; what leads somewhere does not lead nowhere.
            let before = links.keys.get(&key).copied().unwrap_or(Known { of, gone });
            let of = if before.of == LinkOf::Interviewers { before.of } else { of };
            links.keys.insert(key, Known { of, gone: gone && before.gone });
        }
        links
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Why a message must not leave as it is, if so: what goes to a candidate holds no link for interviewers, and no message one
    /// that leads nowhere any more.
    pub fn refuse(&self, recipient: &Recipient, content: &TemplateContent) -> Option<Reason> {
        if self.is_empty() {
            return None;
        }
        let candidate = matches!(recipient.to, To::Candidate(_));
        let mut refused = None;
        content.each_text(|place, text| {
            if refused.is_none() {
                refused = self.refuse_text(candidate, place, text);
            }
        });
        if let (None, TemplateContent::Calendar(calendar), Some(interview)) = (&refused, content, &recipient.interview)
        {
            let file = calendar_file(interview, recipient.reads_calendar(), &calendar.title);
            refused = self.refuse_text(candidate, "calendar.file", &file);
        }
        let name = content.media().map(|media| media.name.as_str()).unwrap_or_default();
        refused.or_else(|| self.refuse_text(candidate, "file.name", name))
    }

    /// The same of one text, at this place of a message to a candidate or to somebody else.
    pub fn refuse_text(&self, candidate: bool, place: &str, text: &str) -> Option<Reason> {
        let found = self.found(text);
        if candidate && found.iter().any(|(known, _)| known.of == LinkOf::Interviewers) {
            return Some(Reason::InterviewerLink { place: place.to_owned() });
        }
        found.iter().any(|(known, _)| known.gone).then_some(Reason::RoomDeleted)
    }

    /// A text in which nobody can read the links.
    pub fn masked(&self, text: &str) -> String {
        let mut masked = String::with_capacity(text.len());
        let mut shown = 0;
        for (_, Range { start, end }) in self.found(text) {
            if start >= shown {
                masked.push_str(&text[shown..start]);
                masked.push_str(HIDDEN);
            }
            shown = shown.max(end);
        }
        masked.push_str(&text[shown..]);
        masked
    }

    /// The links of a text in its order, and their bytes in it.
    fn found(&self, text: &str) -> Vec<(Known, Range<usize>)> {
        // Most texts have no slash, no equals sign, nor anything that could become one.
        if self.is_empty() || !(self.bare || text.contains(['/', '\\', '%', '&', '=', '／', '＼', '％', '＆', '＝']))
        {
            return Vec::new();
        }
        let signs = decoded(text);
        let chars: Vec<char> = signs.iter().map(|sign| sign.c).collect();
        let mut found: Vec<(Known, Range<usize>)> = Vec::new();
        let mut covered = 0;
        for (at, start) in chars.windows(START).enumerate() {
            if start.first_chunk().is_none_or(|start: &[char; START]| !self.starts.contains(start)) {
                continue;
            }
            let lengths = self.lengths.iter().rev().filter(|length| at + **length > covered);
            let mut longest =
                lengths.filter_map(|length| Some((*self.keys.get(chars.get(at..at + length)?)?, at + length)));
            if let Some((known, end)) = longest.next() {
                covered = end;
                let bytes = signs[at..end].iter().map(|sign| sign.to).max().unwrap_or_default();
                found.push((known, signs[at].from..bytes));
            }
        }
        found
    }
}

/// By what a link is known: path and query; host and all where these are short.
fn key(link: &str) -> Vec<char> {
    let link: String = decoded(link).into_iter().map(|sign| sign.c).collect();
    let rest = link.split_once(":/").map_or(link.as_str(), |(_, rest)| rest);
    let rest = rest.trim_end_matches(['/', '?', '#', '&']);
    let path = rest.find(['/', '?', '#']).map_or("", |at| &rest[at..]);
    let key = if path.chars().count() < TELLING { rest.strip_prefix("www.").unwrap_or(rest) } else { path };
    key.chars().collect()
}

/// Parts of a link's query that could let somebody in by themselves: with a value that is long and has a digit.
fn proofs(key: &[char]) -> Vec<Vec<char>> {
    let query = key.iter().position(|c| *c == '?').map_or(&[][..], |at| &key[at + 1..]);
    let is_proof = |part: &&[char]| {
        let value = part.iter().position(|c| *c == '=').map_or(&[][..], |at| &part[at + 1..]);
        value.len() >= TELLING && value.iter().any(char::is_ascii_digit)
    };
    query.split(|c| matches!(c, '&' | '#')).filter(is_proof).map(<[char]>::to_vec).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use beckon_model::{CalendarContent, CandidateDraft, TextContent, TextNoticeContent};
    use proptest::prelude::*;

    use super::*;
    use crate::message::render::Renderer;

    const INTERVIEWERS: &str = "https://www.ShowMeBug.com/pads/AbC123?token=T_9-z&role=i";
    const CANDIDATES: &str = "https://www.ShowMeBug.com/pads/AbC123";

    fn links() -> Links {
        let known = |link: &str, of| KnownLink { link: link.to_owned(), of, gone: false };
        Links::new([known(CANDIDATES, LinkOf::Candidates), known(INTERVIEWERS, LinkOf::Interviewers)])
    }

    /// Ways in which a link gets into a text.
    fn written(link: &str, way: usize) -> String {
        let percent = |text: &str| text.bytes().map(|byte| format!("%{byte:02x}")).collect::<String>();
        let signs = |text: &str| text.replace(':', "%3A").replace('/', "%2F").replace('?', "%3F").replace('=', "%3D");
        let (scheme, rest) = link.split_once("://").unwrap();
        let (host, path) = rest.split_once('/').unwrap();
        match way {
            0 => link.to_owned(),
            1 => format!("{}://{}/{path}", scheme.to_uppercase(), host.to_uppercase()),
            2 => rest.to_owned(),
            3 => format!("//{rest}"),
            4 => signs(link).replace('&', "%26"),
            5 => percent(link),
            6 => percent(&percent(link)),
            7 => link.replace('/', "\\/").replace('&', "\\u0026"),
            8 => link.replace('&', "&amp;").replace('/', "&#x2F;").replace(':', "&colon;"),
            9 => link.bytes().map(|byte| format!("&#{byte};")).collect(),
            10 => format!("{scheme}://{host}:443//{path}#top"),
            11 => format!("https://login.example.com/?next={}", signs(link).replace('&', "%26")),
            12 => link.replacen("pads", "p\u{200b}ads", 1),
            13 => format!("{scheme}://{host}/\r\n {path}"),
            14 => link.replace("https://", "ｈttps：／／"),
            15 => format!("{scheme}://reader@{}/{path}", host.trim_start_matches("www.")),
            16 => format!("[进入]({link})，谢谢"),
            17 => format!("{scheme}://{host}/{}", path.replacen('?', "/?", 1)),
            18 => link.replacen("AbC", "A\u{ad}b\u{202e}C\u{fe0f}", 1),
            19 => link.replace('_', "\\_").replace('=', "\\="),
            20 => link.replacen("AbC", "A&ZeroWidthSpace;b&Tab;C", 1),
            _ => format!("<a href=\"{link}\">x</a>"),
        }
    }
    const WAYS: usize = 22;

    fn holds(text: &str) -> bool {
        matches!(links().refuse_text(true, "text.content", text), Some(Reason::InterviewerLink { .. }))
    }

    #[test]
    fn an_interviewers_link_is_known_however_it_is_written() {
        for way in 0..WAYS {
            let text = format!("您好，{}，请查收", written(INTERVIEWERS, way));
            assert!(holds(&text), "{text}");
            assert!(!holds(&format!("您好，{}，请查收", written(CANDIDATES, way))), "the candidates' own: {way}");
            let hidden = links().masked(&text);
            assert!(!hidden.contains("T_9-z") && hidden.contains("请查收"), "the rest is still read: {hidden}");
            assert!(links().refuse_text(false, "", &text).is_none(), "an interviewer may have it");
        }
        assert_eq!(
            links().masked(&format!("a {CANDIDATES} b")),
            "a https://www.ShowMeBug.com/•••••• b",
            "the host stays"
        );
        assert!(!holds("https://www.showmebug.com/pads/AbC124?token=T_9-z&role=i"), "another room");
    }

    #[test]
    fn of_two_links_at_one_place_the_longer_one_is_meant() {
        let known = |link: &str, of, gone| KnownLink { link: link.to_owned(), of, gone };
        let own = "https://h.example/room/1234567?as=candidate";
        let links = Links::new([
            known("https://h.example/room/1234567", LinkOf::Interviewers, false),
            known(own, LinkOf::Candidates, false),
            known("https://h.example/room/gone-77", LinkOf::Candidates, true),
            known("https://h.example/9", LinkOf::Interviewers, false),
        ]);
        let refused = |text: &str| links.refuse_text(true, "", text).map(|reason| reason.kind());
        assert_eq!(refused(own), None, "the candidates' link begins like the interviewers'");
        assert_eq!(refused("https://h.example/room/1234567?as=x"), Some("interviewer_link"), "anything else does not");
        assert_eq!(refused("see h.example/room/gone-77."), Some("room_deleted"), "it leads nowhere");
        assert_eq!(refused("http://www.h.example/9"), Some("interviewer_link"), "a short path counts with its host");
        assert_eq!(refused("https://other.example/9"), None, "and is nothing elsewhere");
    }

    #[test]
    fn what_proves_an_interviewer_is_known_wherever_it_stands_in_a_query() {
        let known = |link: &str, of| KnownLink { link: link.to_owned(), of, gone: false };
        let links = Links::new([
            known(
                "https://h.example/pads/AbC123?team=showmebug1&token=S3cretT0ken&role=interviewer",
                LinkOf::Interviewers,
            ),
            known("https://h.example/pads/AbC123?team=showmebug1", LinkOf::Candidates),
        ]);
        let refused = |text: &str| links.refuse_text(true, "", text).is_some();
        for query in ["role=interviewer&token=S3cretT0ken", "from=wecom&token=S3cretT0ken&role=x", "token=S3cretT0ken"]
        {
            assert!(refused(&format!("https://h.example/pads/AbC123?{query}")), "{query}");
        }
        assert!(refused("token%3DS3cretT0ken") && refused("token＝S3cretT0ken"), "however it is written");
        assert!(!links.masked("?x=1&token=S3cretT0ken").contains("S3cret"), "nor is it shown");
        assert!(!refused("https://h.example/pads/AbC123?team=showmebug1"), "what candidates have too proves nothing");
        assert!(!refused("https://other.example/?role=interviewer"), "a word proves nothing");
    }

    proptest! {
        #[test]
        fn whatever_template_and_people_no_candidates_message_holds_an_interviewers_link(
            parts in prop::collection::vec((0..6_usize, "[ -~你，]{0,12}"), 1..6),
            ways in (0..WAYS, 0..WAYS, 0..WAYS),
            (kind, cut) in (0..3_usize, 1..INTERVIEWERS.len()),
        ) {
            let pasted = written(INTERVIEWERS, ways.0);
            let (one, other) = INTERVIEWERS.split_at(cut);
            let fields = [("链接", written(INTERVIEWERS, ways.1)), ("one", one.to_owned()), ("other", other.to_owned())];
            let person = CandidateDraft {
                name: "李娜".into(),
                position: Some(written(INTERVIEWERS, ways.2)),
                fields: fields.map(|(name, value)| (name.to_owned(), value)).into(),
                ..CandidateDraft::default()
            };
            let text: String = parts.iter().map(|(part, text)| match part {
                0 => "{{ 链接 }}".to_owned(),
                1 => "{{ position or 'x' }}".to_owned(),
                2 => "{{ one }}{{ other }}".to_owned(),
                3 => pasted.replace(['{', '}'], ""),
                4 => "{{ name|upper }}".to_owned(),
                _ => text.replace(['{', '}', '#', '%'], ""),
            }).collect();
            let content = match kind {
                0 => TemplateContent::text(&text),
                1 => TemplateContent::Markdown(TextContent { content: text }),
                _ => TemplateContent::TextNotice(TextNoticeContent { url: text, ..TextNoticeContent::default() }),
            };
            let recipient = Recipient::of_person(&person);
            let rendered = Renderer::new(&content).unwrap().render(&recipient, 0);
            let refused = links().refuse(&recipient, &rendered.content);
            let mut holds = false;
            rendered.content.each_text(|_, text| {
                let text = text.to_lowercase();
                holds |= (0..WAYS).any(|way| text.contains(&written(INTERVIEWERS, way).to_lowercase()));
            });
            prop_assert!(!holds || refused.is_some(), "it would leave: {:?}", rendered.content);
        }
    }

    #[test]
    fn a_calendar_file_is_a_part_of_the_message() {
        let mut interview = crate::message::calendar::tests::interview("一面", "3F");
        interview.plan.link = Some(INTERVIEWERS.to_owned());
        let mut recipient = Recipient::of_person(&CandidateDraft {
            name: "李娜".into(),
            fields: BTreeMap::new(),
            ..CandidateDraft::default()
        });
        recipient.interview = Some(interview);
        let content = TemplateContent::Calendar(CalendarContent { title: "面试".into(), media: None });
        let refused = links().refuse(&recipient, &content);
        assert_eq!(refused, Some(Reason::InterviewerLink { place: "calendar.file".into() }), "its lines are folded");
    }
}
