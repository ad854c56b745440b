//! The public holidays of China, and the days at weekends that are worked instead, as the State Council announces them year by
//! year. A day is written as `2026-10-01`, on whichever clock the caller reads it.
//!
//! A year is added when its notice (国务院办公厅关于…年部分节假日安排的通知) is out, from the notice, compared with what others
//! read in it; until then nothing is known of it, and whoever asks is told so.
//!
//! Never in here: a date that was calculated or guessed; the names of the holidays in any language.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::words::words;

words! {
    /// A public holiday.
    pub enum Holiday {
        /// 元旦
        NewYear = "new_year",
        /// 春节
        SpringFestival = "spring_festival",
        /// 清明节
        Qingming = "qingming",
        /// 劳动节
        Labour = "labour",
        /// 端午节
        DragonBoat = "dragon_boat",
        /// 中秋节
        MidAutumn = "mid_autumn",
        /// 国庆节
        National = "national",
        /// 国庆节、中秋节 in one
        NationalMidAutumn = "national_mid_autumn",
    }
}

/// What is announced of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DayOf {
    /// Nothing: a day like any other.
    Usual,
    /// It is off.
    Off {
        /// For this holiday.
        holiday: Holiday,
    },
    /// It is worked although it is a Saturday or Sunday.
    MadeUp {
        /// For this holiday.
        holiday: Holiday,
    },
    /// The notice for its year is not known.
    Unknown {
        /// That year.
        year: i32,
    },
}

/// A holiday as it is announced: its first and last day off, and the days that are worked for it, as (month, day).
struct Announced(Holiday, (u8, u8), (u8, u8), &'static [(u8, u8)]);

/// The notice for a year.
struct Notice {
    year: i32,
    holidays: &'static [Announced],
}

use Holiday as H;

/// 2025: <https://www.gov.cn/zhengce/content/202411/content_6986382.htm>, 国办发明电〔2024〕12号.
/// 2026: <https://www.gov.cn/zhengce/content/202511/content_7047090.htm>.
/// Both were compared with the tables of NateScarlet/holiday-cn and lanceliao/china-holiday-calender.
const NOTICES: [Notice; 2] = [
    Notice {
        year: 2025,
        holidays: &[
            Announced(H::NewYear, (1, 1), (1, 1), &[]),
            Announced(H::SpringFestival, (1, 28), (2, 4), &[(1, 26), (2, 8)]),
            Announced(H::Qingming, (4, 4), (4, 6), &[]),
            Announced(H::Labour, (5, 1), (5, 5), &[(4, 27)]),
            Announced(H::DragonBoat, (5, 31), (6, 2), &[]),
            Announced(H::NationalMidAutumn, (10, 1), (10, 8), &[(9, 28), (10, 11)]),
        ],
    },
    Notice {
        year: 2026,
        holidays: &[
            Announced(H::NewYear, (1, 1), (1, 3), &[(1, 4)]),
            Announced(H::SpringFestival, (2, 15), (2, 23), &[(2, 14), (2, 28)]),
            Announced(H::Qingming, (4, 4), (4, 6), &[]),
            Announced(H::Labour, (5, 1), (5, 5), &[(5, 9)]),
            Announced(H::DragonBoat, (6, 19), (6, 21), &[]),
            Announced(H::MidAutumn, (9, 25), (9, 27), &[]),
            Announced(H::National, (10, 1), (10, 7), &[(9, 20), (10, 10)]),
        ],
    },
];

/// What is announced of a day; a text that is no day is a usual one.
#[must_use]
pub fn day_of(day: &str) -> DayOf {
    Day::read(day).map_or(DayOf::Usual, announced)
}

pub(crate) fn announced(Day { year, month, day }: Day) -> DayOf {
    let Some(notice) = NOTICES.iter().find(|notice| notice.year == year) else {
        return DayOf::Unknown { year };
    };
    let date = (month, day);
    for Announced(holiday, first, last, made_up) in notice.holidays {
        if (*first..=*last).contains(&date) {
            return DayOf::Off { holiday: *holiday };
        }
        if made_up.contains(&date) {
            return DayOf::MadeUp { holiday: *holiday };
        }
    }
    DayOf::Usual
}

/// Whether a day is worked where `usual` says which days of the week are, Monday first.
pub(crate) fn is_worked(day: Day, usual: [bool; 7]) -> bool {
    match announced(day) {
        DayOf::Off { .. } => false,
        DayOf::MadeUp { .. } => true,
        DayOf::Usual | DayOf::Unknown { .. } => usual[day.weekday()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day::is_weekend;

    fn days(year: i32) -> impl Iterator<Item = Day> {
        (1..=12)
            .flat_map(move |month| (1..=31).filter_map(move |day| Day::read(&format!("{year}-{month:02}-{day:02}"))))
    }

    #[test]
    fn each_year_has_as_many_days_as_its_notice_says() {
        for (year, off, made_up) in [(2025, 28, 5), (2026, 33, 6)] {
            let count = |wanted: fn(DayOf) -> bool| days(year).filter(|day| wanted(announced(*day))).count();
            assert_eq!(count(|of| matches!(of, DayOf::Off { .. })), off, "days off in {year}");
            assert_eq!(count(|of| matches!(of, DayOf::MadeUp { .. })), made_up, "days worked in {year}");
        }
    }

    #[test]
    fn only_weekends_are_made_up() {
        for year in [2025, 2026] {
            let made_up: Vec<Day> = days(year).filter(|day| matches!(announced(*day), DayOf::MadeUp { .. })).collect();
            assert!(made_up.iter().all(|day| is_weekend(*day)), "only weekends are made up: {made_up:?}");
        }
    }

    #[test]
    fn single_days_are_as_announced() {
        for (day, of) in [
            ("2025-01-01", DayOf::Off { holiday: H::NewYear }),
            ("2025-01-02", DayOf::Usual),
            ("2025-01-26", DayOf::MadeUp { holiday: H::SpringFestival }),
            ("2025-02-04", DayOf::Off { holiday: H::SpringFestival }),
            ("2025-10-11", DayOf::MadeUp { holiday: H::NationalMidAutumn }),
            ("2026-02-14", DayOf::MadeUp { holiday: H::SpringFestival }),
            ("2026-02-23", DayOf::Off { holiday: H::SpringFestival }),
            ("2026-09-20", DayOf::MadeUp { holiday: H::National }),
            ("2026-09-25", DayOf::Off { holiday: H::MidAutumn }),
            ("2026-10-08", DayOf::Usual),
            ("2027-01-01", DayOf::Unknown { year: 2027 }),
            ("2024-10-01", DayOf::Unknown { year: 2024 }),
            ("soon", DayOf::Usual),
        ] {
            assert_eq!(day_of(day), of, "{day}");
        }
    }

    #[test]
    fn a_made_up_sunday_is_worked_and_a_holiday_is_not() {
        let usual = [true, true, true, true, true, false, false];
        for (day, worked) in [
            ("2026-09-20", true),
            ("2026-09-27", false),
            ("2026-10-01", false),
            ("2026-10-08", true),
            ("2027-10-01", true),
        ] {
            assert_eq!(is_worked(Day::read(day).unwrap(), usual), worked, "{day}");
        }
    }
}
