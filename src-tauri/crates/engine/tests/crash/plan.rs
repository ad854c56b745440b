//! What happens in one story, made from its seed alone, so that a story can be told again.

use fastrand::Rng;

/// The points at which the program ends itself.
pub const POINTS: [&str; 4] = ["commit.before", "commit.after", "request.before", "request.after"];

/// Whether everybody's message is their own, or all share it (and so share calls).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    Personal,
    Same,
}

impl Text {
    pub fn name(self) -> &'static str {
        match self {
            Self::Personal => "personal",
            Self::Same => "same",
        }
    }

    /// The template.
    pub fn template(self) -> &'static str {
        match self {
            Self::Personal => "{{ name }}（{{ userid }}）您好：面试改到 3 号会议室。\"确认\"请回复 1",
            Self::Same => "您好：面试改到 3 号会议室。\"确认\"请回复 1",
        }
    }
}

/// How the program ends before its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// It is killed so many times at most; it may be done before.
    Kills(usize),
    /// It ends itself when it passes this point for the `passing`-th time, once.
    Point { point: &'static str, passing: usize },
}

/// A story.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    pub text: Text,
    pub recipients: usize,
    pub ending: Ending,
    pub seed: u64,
}

/// When to kill a program that has just been started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// So many milliseconds after its start: while it opens, settles what was left behind, freezes.
    Milliseconds(u64),
    /// When so many more calls have arrived, and some milliseconds later: while it sends.
    Calls(u64, u64),
}

impl Plan {
    pub fn new(text: Text, recipients: usize, ending: Ending, seed: u64) -> Self {
        Self { text, recipients, ending, seed }
    }

    /// The story of a seed. Of five, three are kills, one ends at a point, and in one people share calls.
    pub fn of(seed: u64, recipients: usize) -> Self {
        let mut dice = Rng::with_seed(seed);
        let text = if seed % 5 == 4 { Text::Same } else { Text::Personal };
        let at_a_point = match text {
            Text::Personal => seed % 5 == 3,
            Text::Same => seed % 10 == 4,
        };
        let ending = if at_a_point {
            let point = POINTS[usize::try_from(seed / 10).unwrap_or_default() % POINTS.len()];
            let passing = match text {
                // Early passings as often as late ones: how many there are depends on how commits are grouped.
                Text::Personal => 1 << dice.u32(1..=recipients.max(2).ilog2()),
                Text::Same if point.starts_with("request") => 2,
                Text::Same => 8,
            };
            Ending::Point { point, passing: dice.usize(1..=passing) }
        } else {
            Ending::Kills(dice.usize(1..=4))
        };
        // A call takes a thousand people, and there have to be calls to be ended between.
        let recipients = if text == Text::Same { recipients * 5 / 2 } else { recipients };
        Self { text, recipients, ending, seed }
    }
}

impl Moment {
    /// The next moment of a story in which so many people still wait.
    pub fn next(dice: &mut Rng, text: Text, waiting: usize) -> Self {
        let calls = if text == Text::Same { waiting.div_ceil(1000) * 3 / 2 } else { waiting };
        match dice.u32(0..3) {
            0 => Self::Milliseconds(dice.u64(0..150)),
            _ => Self::Calls(dice.u64(0..=(calls * 2 / 3) as u64), dice.u64(0..20)),
        }
    }
}
