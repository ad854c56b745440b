//! Which copies stay. Pure.
//!
//! 1. The newest three, whatever they are.
//! 2. Of each hour of the last day, and of each day of the last week, the newest.
//! 3. What somebody asked for and what was made before a migration: the newest three of each.
//! 4. For a month, one that holds more of anything than every newer one that stays: an emptier copy never replaces a fuller
//!    one. After a month people who were removed have to be gone from the copies too, unless the newer ones hold nothing.
//!
//! Never in here: a file.

use beckon_model::{Backup, BackupWhy, Holds};

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
const MONTH_MS: i64 = 30 * DAY_MS;
/// Copies that stay whatever their age.
const NEWEST: usize = 3;

/// For each of `backups`, the newest first, whether it stays.
pub(super) fn keep(backups: &[Backup], now_ms: i64) -> Vec<bool> {
    let mut slots = Vec::new();
    let mut named = [0_usize; 2];
    let mut kept: Vec<Holds> = Vec::new();
    let decide = |(number, backup): (usize, &Backup)| {
        let age = now_ms - backup.taken_at;
        let slot = if age < DAY_MS {
            Some((HOUR_MS, backup.taken_at.div_euclid(HOUR_MS)))
        } else if age < 7 * DAY_MS {
            Some((DAY_MS, backup.taken_at.div_euclid(DAY_MS)))
        } else {
            None
        };
        let first_of_slot = slot.is_some_and(|slot| !slots.contains(&slot));
        slots.extend(slot.filter(|_| first_of_slot));
        let asked_for = match backup.why {
            BackupWhy::Hand => Some(&mut named[0]),
            BackupWhy::Migration => Some(&mut named[1]),
            _ => None,
        };
        let asked_for = asked_for.is_some_and(|count| {
            *count += 1;
            *count <= NEWEST
        });
        let holds = backup.holds.unwrap_or_default();
        let fuller = if age < MONTH_MS {
            !kept.iter().any(|newer| newer.covers(&holds))
        } else {
            kept.iter().all(Holds::is_empty)
        };
        let stays = number < NEWEST || first_of_slot || asked_for || fuller;
        if stays {
            kept.push(holds);
        }
        stays
    };
    backups.iter().enumerate().map(decide).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: i64 = 1_795_320_000_000;

    fn backup(age_ms: i64, people: u64) -> Backup {
        let holds = Some(Holds { people, ..Holds::default() });
        Backup { name: String::new(), taken_at: NOW - age_ms, why: BackupWhy::Hourly, bytes: 1, holds }
    }

    #[test]
    fn hours_of_a_day_and_days_of_a_week_stay() {
        // One every ten minutes for ten days, all of them equally full.
        let all: Vec<Backup> = (0..1440).map(|n| backup(n * HOUR_MS / 6, 5)).collect();
        let stays = keep(&all, NOW).into_iter().filter(|stays| *stays).count();
        assert!((28..=36).contains(&stays), "24 hours, 6 days and the newest three: {stays}");
    }

    #[test]
    fn an_emptier_copy_never_replaces_a_fuller_one() {
        let mut all: Vec<Backup> = (0..60).map(|n| backup(n * HOUR_MS, 0)).collect();
        all.push(backup(90 * DAY_MS, 5000));
        assert_eq!(keep(&all, NOW).last(), Some(&true), "the list of three months ago is the only one with people");
        all.insert(0, backup(0, 10));
        assert_eq!(keep(&all, NOW).last(), Some(&false), "who was removed on purpose is gone after a month");
        all.push(backup(20 * DAY_MS, 400));
        all.sort_by_key(|backup| std::cmp::Reverse(backup.taken_at));
        let stays: Vec<u64> = all
            .iter()
            .zip(keep(&all, NOW))
            .filter(|(_, stays)| *stays)
            .map(|(backup, _)| backup.holds.unwrap().people)
            .collect();
        assert!(stays.contains(&400) && !stays.contains(&5000), "and until then can come back: {stays:?}");
    }

    proptest! {
        #[test]
        fn for_whatever_is_taken_away_a_newer_one_holds_as_much(ages in proptest::collection::vec((0..700_i64, 0..9_u64), 1..60)) {
            let mut ages = ages;
            ages.sort_unstable();
            let all: Vec<Backup> = ages.iter().map(|(hours, people)| backup(hours * HOUR_MS, *people)).collect();
            let stays = keep(&all, NOW);
            for (number, backup) in all.iter().enumerate().filter(|(number, _)| !stays[*number]) {
                let covered = all.iter().zip(&stays).take(number).any(|(newer, stays)| {
                    *stays && newer.holds.unwrap().covers(&backup.holds.unwrap())
                });
                prop_assert!(covered, "number {number} is lost: {:?}", backup.holds);
            }
        }
    }
}
