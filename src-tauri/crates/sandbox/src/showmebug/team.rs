//! What a practice ShowMeBug starts with: its application, its people, its sessions, its exams. Only plain values.

use crate::dice::Dice;

/// A team and its one application.
#[derive(Clone)]
pub struct Team {
    /// The application's key, `client_id` of the token call.
    pub key: String,
    /// The application's secret.
    pub secret: String,
    /// Name of the team.
    pub name: String,
    /// Members of the team; the first one made what names no creator.
    pub members: Vec<Member>,
    /// Sessions left; each room takes one.
    pub quota: i64,
    /// `left_quota` is a numeric string instead of a number: the documentation has both.
    pub quota_as_text: bool,
    /// The exams of the team.
    pub exams: Vec<Exam>,
    /// Takes the base64 of `key:secret` as a token, too. Off by default.
    pub static_token: bool,
    /// The items of the list of interviews carry their links. On by default.
    pub links_in_list: bool,
    /// Life of an access token in seconds.
    pub token_seconds: u32,
}

/// A member of the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// `user_id` of a creator.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Mail, for `email_search`.
    pub email: String,
    /// Phone, for `phone_search`.
    pub phone: String,
}

/// An exam that can be issued as a written test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exam {
    /// `exam_id`.
    pub id: i64,
    /// Name.
    pub name: String,
    /// How many questions it has.
    pub questions_count: u32,
    /// Minutes; 0 is unlimited.
    pub duration: u32,
    /// The most points somebody can have.
    pub total_score: u32,
}

impl Team {
    /// A team of three with 100 sessions and three exams; key and secret are made from `seed`.
    pub(crate) fn seeded(seed: u64) -> Self {
        let mut dice = Dice::new(seed ^ 0x7368_6F77_6D65);
        let member = |id: i64, name: &str, mail: &str, phone: &str| Member {
            id,
            name: name.to_owned(),
            email: mail.to_owned(),
            phone: phone.to_owned(),
        };
        let exam = |id: i64, name: &str, questions_count: u32, duration: u32| Exam {
            id,
            name: name.to_owned(),
            questions_count,
            duration,
            total_score: 100,
        };
        Self {
            key: dice.letters(32),
            secret: dice.letters(64),
            name: "Beckon 练习团队".to_owned(),
            members: vec![
                member(101, "周敏", "zhou.min@example.com", "13800000101"),
                member(102, "Anna Berg", "anna.berg@example.com", "13800000102"),
                member(103, "许杰", "xu.jie@example.com", "13800000103"),
            ],
            quota: 100,
            quota_as_text: false,
            exams: vec![
                exam(501, "后端工程师笔试", 12, 90),
                exam(502, "Frontend basics", 8, 60),
                exam(503, "算法练习", 3, 0),
            ],
            static_token: false,
            links_in_list: true,
            token_seconds: 7200,
        }
    }
}

/// Shows the team, not what opens it.
impl std::fmt::Debug for Team {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Team").field("name", &self.name).field("quota", &self.quota).finish_non_exhaustive()
    }
}
