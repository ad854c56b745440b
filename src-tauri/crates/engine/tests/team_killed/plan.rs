//! What goes wrong in one story, made from its seed alone, so that a story can be told again.

use std::ops::RangeInclusive;

use fastrand::Rng;

/// The points at which a sender ends itself, and how often it passes each at least.
pub const POINTS: [(&str, usize); 10] = [
    ("commit.before", 30),
    ("commit.after", 30),
    ("request.before", 60),
    ("request.after", 60),
    ("team.claim.before", 2),
    ("team.claim.after", 2),
    ("team.lease.before", 8),
    ("team.lease.after", 8),
    ("team.tell.before", 5),
    ("team.tell.after", 5),
];

/// Bytes of a login with the longest question that is asked here, a claim of 64 people, and its answer.
const LONGEST: u64 = 16_000;

/// A story.
#[derive(Debug, Clone)]
pub struct Plan {
    pub seed: u64,
    /// Both laptops have the same people.
    pub people: usize,
    /// One after the other.
    pub troubles: Vec<Trouble>,
    /// Bytes after which a laptop's connections to the ledger are cut until the end of the troubles.
    pub cuts: [Option<RangeInclusive<u64>>; 2],
    /// Whether the laptops name the same occasion. Otherwise nothing keeps them apart, which the verdict has to see.
    pub together: bool,
}

/// One thing that goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// A laptop's sender is killed at this moment.
    Kill(usize, Moment),
    /// Both are, at once.
    KillBoth(Moment),
    /// A laptop's sender ends itself where it passes a point for the n-th time.
    Point(usize, &'static str, usize),
    /// The ledger's server ends as by a power cut, and is back after so many milliseconds.
    PowerCut(Moment, u64),
}

/// When.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// So many milliseconds after the senders' start: while they open, check, freeze, claim.
    Milliseconds(u64),
    /// When so many more calls have arrived, and some milliseconds later: while they send.
    Calls(u64, u64),
}

impl Plan {
    /// The story of a seed: two to five troubles, and in two of three stories connections that are cut besides.
    pub fn of(seed: u64, people: usize) -> Self {
        let mut dice = Rng::with_seed(seed);
        let troubles = (0..dice.usize(2..=5)).map(|_| Trouble::of(&mut dice, people)).collect();
        let cuts =
            [(); 2].map(|()| (dice.u32(0..3) > 0).then(|| dice.u64(500..4000)..=dice.u64(LONGEST * 2..LONGEST * 6)));
        Self { seed, people, troubles, cuts, together: true }
    }
}

impl Trouble {
    fn of(dice: &mut Rng, people: usize) -> Self {
        let laptop = dice.usize(0..2);
        match dice.u32(0..10) {
            0..=3 => Self::Kill(laptop, Moment::of(dice, people)),
            4 => Self::KillBoth(Moment::of(dice, people)),
            5 | 6 => {
                let (point, passings) = POINTS[dice.usize(0..POINTS.len())];
                Self::Point(laptop, point, dice.usize(1..=passings))
            }
            _ => Self::PowerCut(Moment::of(dice, people), dice.u64(0..400)),
        }
    }
}

impl Moment {
    fn of(dice: &mut Rng, people: usize) -> Self {
        match dice.u32(0..3) {
            0 => Self::Milliseconds(dice.u64(0..400)),
            _ => Self::Calls(dice.u64(0..people as u64 / 2), dice.u64(0..20)),
        }
    }
}
