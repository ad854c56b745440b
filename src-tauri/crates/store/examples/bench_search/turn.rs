//! The same question in turns: to the store, and with `LIKE`.

use std::time::{Duration, Instant};

use rusqlite::{Connection, ToSql};

use crate::Outcome;

const ROUNDS: usize = 9;
const LIKE_ROUNDS: usize = 3;

/// The question with `LIKE`; `{}` is the condition.
pub struct Like {
    pub page: &'static str,
    pub count: &'static str,
    pub columns: &'static [&'static str],
}

impl Like {
    /// How long page, and page and count, take.
    fn ask(&self, database: &Connection, search: &str) -> Outcome<(Duration, Duration)> {
        let words: Vec<String> = search.split_whitespace().map(|word| format!("%{word}%")).collect();
        let any = |word: usize| {
            let each = self.columns.iter().map(|column| format!("{column} LIKE ?{}", word + 1));
            format!("({})", each.collect::<Vec<_>>().join(" OR "))
        };
        let condition = (0..words.len()).map(any).collect::<Vec<_>>().join(" AND ");
        let condition = if words.is_empty() { "1".to_owned() } else { condition };
        let values: Vec<&dyn ToSql> = words.iter().map(|word| word as &dyn ToSql).collect();
        let began = Instant::now();
        let mut page = database.prepare(&self.page.replace("{}", &condition))?;
        let mut rows = page.query(&values[..])?;
        while let Some(row) = rows.next()? {
            let _name: String = row.get("name")?;
        }
        let paged = began.elapsed();
        let sql = self.count.replace("{}", &condition);
        let _count: u64 = database.query_row(&sql, &values[..], |row| row.get(0))?;
        Ok((paged, began.elapsed()))
    }
}

/// All questions to one list.
pub struct Turn {
    goal_ms: f64,
    slowest_ms: f64,
}

impl Turn {
    pub fn of(list: &str, goal_ms: f64) -> Self {
        println!("{:<16}{:>9}{:>12}{:>12}{:>14}{:>16}", list, "found", "ms", "slowest", "LIKE, page", "LIKE, + count");
        Self { goal_ms, slowest_ms: 0.0 }
    }

    /// Asks a question in both ways and prints a line.
    pub async fn take(
        &mut self,
        search: &str,
        database: &Connection,
        like: &Like,
        ask: impl AsyncFn() -> Outcome<u64>,
    ) -> Outcome {
        let mut found = ask().await?;
        let mut ours = Vec::new();
        for _ in 0..ROUNDS {
            let began = Instant::now();
            found = ask().await?;
            ours.push(ms(began.elapsed()));
        }
        let mut theirs = (Vec::new(), Vec::new());
        for _ in 0..LIKE_ROUNDS {
            let (page, all) = like.ask(database, search)?;
            theirs.0.push(ms(page));
            theirs.1.push(ms(all));
        }
        let (median, slowest) = (median(&mut ours), ours.last().copied().unwrap_or_default());
        self.slowest_ms = self.slowest_ms.max(median);
        let (page, all) = (self::median(&mut theirs.0), self::median(&mut theirs.1));
        let shown = if search.is_empty() { "(nothing)" } else { search };
        let wide = shown.chars().filter(|c| !c.is_ascii()).count();
        let pad = 16_usize.saturating_sub(shown.chars().count() + wide);
        println!("{shown}{:pad$}{found:>9}{median:>12.1}{slowest:>12.1}{page:>14.1}{all:>16.1}", "");
        Ok(())
    }

    /// Whether every question was answered in time.
    pub fn reached(&self) -> bool {
        println!("slowest {:.1} ms, goal {} ms\n", self.slowest_ms, self.goal_ms);
        self.slowest_ms <= self.goal_ms
    }
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
