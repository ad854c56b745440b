//! A day of the calendar, as far as plain data need it: read from `2026-10-01`, with its place in the week.
//!
//! Never in here: zones, moments, or texts as people write them; those are read by the engine.

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day {
    pub year: i32,
    pub month: u8,
    pub day: u8,
}

impl Day {
    /// The day at the beginning of a text such as `2026-10-01` or `2026-10-01T14:00`, if it exists.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.get(..10)?.split('-');
        let (year, month, day) =
            (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let exists = (1..=12).contains(&month) && (1..=length(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// Its place in the week, Monday 0.
    pub fn weekday(self) -> usize {
        // Sakamoto's way of counting from a Sunday.
        const BEFORE: [i32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
        let year = if self.month < 3 { self.year - 1 } else { self.year };
        let months = BEFORE[usize::from(self.month) - 1];
        let sunday_first =
            (year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + months + i32::from(self.day))
                .rem_euclid(7);
        usize::try_from((sunday_first + 6).rem_euclid(7)).unwrap_or_default()
    }
}

/// Whether it is a Saturday or a Sunday.
#[cfg(test)]
pub(crate) fn is_weekend(day: Day) -> bool {
    day.weekday() >= 5
}

fn length(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_with_their_place_in_the_week() {
        for (text, weekday) in [
            ("2026-11-23", Some(0)),
            ("2026-11-29T09:00", Some(6)),
            ("2024-02-29", Some(3)),
            ("2000-01-01", Some(5)),
            ("2026-02-29", None),
            ("2026-13-01", None),
            ("2026-1-1", None),
            ("", None),
            ("二〇二六年十月一日", None),
        ] {
            assert_eq!(Day::read(text).map(Day::weekday), weekday, "{text}");
        }
    }

    #[test]
    fn weeks_go_on_over_every_month_and_year() {
        let mut weekday = 5; // 2000-01-01
        for year in 2000..2101 {
            for month in 1..=12 {
                for day in 1..=length(year, month) {
                    assert_eq!(Day { year, month, day }.weekday(), weekday, "{year}-{month}-{day}");
                    weekday = (weekday + 1) % 7;
                }
            }
        }
    }
}
