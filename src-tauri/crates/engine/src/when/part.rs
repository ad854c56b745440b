//! Words for the part of the day and the hours that go with them: one table.
//!
//! Never in here: a guess. An hour that does not go with its word makes no time.

/// The part of the day that a word names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// 凌晨
    Dawn,
    /// 早上, 早晨, 清晨
    Morning,
    /// 上午
    Forenoon,
    /// 中午
    Noon,
    /// noon, 正午
    ExactNoon,
    /// 下午
    Afternoon,
    /// 傍晚
    Dusk,
    /// 晚上
    Evening,
    /// 夜里, 半夜, 深夜, 午夜
    Night,
    /// midnight: of which day?
    Midnight,
    /// am
    Am,
    /// pm
    Pm,
}

/// What hours mean with a word.
struct Hours {
    /// What 12 means; 24 is the midnight that ends the day.
    twelve: Option<u32>,
    /// Hours of the clock of twelve that go with the word, both ends included.
    from: u32,
    to: u32,
    /// What is added to these.
    add: u32,
    /// Hours of the clock of 24 that say the same again, both ends included.
    again: (u32, u32),
}

impl Part {
    const fn hours(self) -> Hours {
        let (twelve, (from, to, add), again) = match self {
            Self::Dawn => (Some(0), (1, 6, 0), (0, 6)),
            // Nobody can say whether 早上12点 and 上午12点 are noon or midnight; Excel's 上午12:00 is midnight.
            Self::Morning => (None, (4, 11, 0), (4, 11)),
            Self::Forenoon => (None, (1, 11, 0), (1, 11)),
            Self::Noon => (Some(12), (1, 2, 12), (11, 14)),
            Self::ExactNoon => (Some(12), (12, 12, 0), (12, 12)),
            Self::Afternoon => (Some(12), (1, 11, 12), (13, 23)),
            Self::Dusk => (None, (4, 8, 12), (16, 20)),
            Self::Evening => (Some(24), (5, 11, 12), (17, 24)),
            Self::Night => (Some(24), (9, 11, 12), (21, 24)),
            Self::Midnight => (None, (1, 0, 0), (1, 0)),
            Self::Am => (Some(0), (1, 11, 0), (0, 11)),
            Self::Pm => (Some(12), (1, 11, 12), (13, 23)),
        };
        Hours { twelve, from, to, add, again }
    }

    /// The hour of the day, 0 to 24, and whether that is worth repeating: it is not the plain reading of the figures.
    pub fn hour(self, hour: u32) -> Option<(u32, bool)> {
        let Hours { twelve, from, to, add, again } = self.hours();
        match twelve {
            Some(means) if hour == 12 => Some((means, means != 12)),
            _ if (from..=to).contains(&hour) => Some((hour + add, false)),
            _ if (again.0..=again.1).contains(&hour) => Some((hour, hour > 12 || hour == 0)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_and_hour_makes_one_time_or_none() {
        for (part, hour, means) in [
            (Part::Dawn, 12, Some(0)),
            (Part::Dawn, 3, Some(3)),
            (Part::Dawn, 8, None),
            (Part::Morning, 8, Some(8)),
            (Part::Morning, 1, None),
            (Part::Morning, 12, None),
            (Part::Forenoon, 10, Some(10)),
            (Part::Forenoon, 15, None),
            (Part::Forenoon, 12, None),
            (Part::Noon, 12, Some(12)),
            (Part::Noon, 1, Some(13)),
            (Part::Noon, 11, Some(11)),
            (Part::Noon, 5, None),
            (Part::ExactNoon, 12, Some(12)),
            (Part::ExactNoon, 1, None),
            (Part::Afternoon, 2, Some(14)),
            (Part::Afternoon, 12, Some(12)),
            (Part::Afternoon, 14, Some(14)),
            (Part::Afternoon, 0, None),
            (Part::Dusk, 6, Some(18)),
            (Part::Dusk, 2, None),
            (Part::Evening, 8, Some(20)),
            (Part::Evening, 12, Some(24)),
            (Part::Evening, 20, Some(20)),
            (Part::Evening, 1, None),
            (Part::Evening, 0, None),
            (Part::Night, 11, Some(23)),
            (Part::Night, 2, None),
            (Part::Midnight, 12, None),
            (Part::Am, 12, Some(0)),
            (Part::Am, 14, None),
            (Part::Pm, 12, Some(12)),
            (Part::Pm, 2, Some(14)),
            (Part::Pm, 0, None),
        ] {
            assert_eq!(part.hour(hour).map(|(hour, _)| hour), means, "{part:?} {hour}");
        }
    }
}
