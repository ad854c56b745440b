//! The texts that searches look at, packed: many rows in one value, so that looking through all of them costs little more
//! than reading them, for words of any length, and a row costs next to nothing when it is written.
//!
//! 1. A block holds the folded texts of 512 people or 1024 rows of the log, by id, with a zero byte between them.
//! 2. The last block, still growing, is not packed: its rows are looked at one by one.
//! 3. A changed or removed row takes its block away (triggers in `003.sql`), so that nothing erased is kept.
//! 4. The writer packs what is missing before it commits.
//!
//! Never in here: an answer that differs from looking at every row.

use std::ops::ControlFlow;

use rusqlite::{Connection, Row, params};

use crate::error::Result;
use crate::words::{BETWEEN, Words};

/// A table whose rows are searched.
pub(crate) struct Shelf {
    /// Of `_text` and `_text_stale`.
    pub table: &'static str,
    /// Rows of a block, as a power of two. The triggers know it too.
    pub bits: u32,
    /// What `text` reads; the id comes first.
    pub columns: &'static str,
    /// The folded text of a row.
    pub text: fn(&Row<'_>) -> rusqlite::Result<String>,
}

/// In which order ids are found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// The smallest first.
    Up,
    /// The largest first.
    Down,
}

type Found<'a> = &'a mut dyn FnMut(i64) -> ControlFlow<()>;

impl Shelf {
    /// Ids of the rows whose text has all `words`, in order, from the one after `after` until `found` has enough.
    pub fn search(
        &self,
        rows: &Connection,
        words: &Words,
        (order, after): (Order, Option<i64>),
        found: Found<'_>,
    ) -> Result<()> {
        let stale = self.stale(rows)?;
        let tail = self.packed_to(rows, &stale)? << self.bits;
        let search = Search { shelf: self, rows, words, order, after: after.unwrap_or(order.start()) };
        let tail = (tail, i64::MAX);
        let enough = match order {
            Order::Up => search.packed(&stale, found)?,
            Order::Down => search.one_by_one(tail, found)?,
        };
        if enough.is_continue() {
            match order {
                Order::Up => search.one_by_one(tail, found).map(|_| ()),
                Order::Down => search.packed(&stale, found).map(|_| ()),
            }?;
        }
        Ok(())
    }

    /// Packs every full block that is not.
    pub fn keep(&self, rows: &Connection) -> Result<()> {
        let stale = self.stale(rows)?;
        let next = self.packed_to(rows, &stale)?;
        let sql = format!("SELECT coalesce(max(id), 0) FROM {}", self.table);
        let newest: i64 = rows.prepare_cached(&sql)?.query_row([], |row| row.get(0))?;
        for block in stale {
            self.pack(rows, block, block + 1)?;
            let sql = format!("DELETE FROM {}_text_stale WHERE block = ?1", self.table);
            rows.prepare_cached(&sql)?.execute([block])?;
        }
        self.pack(rows, next, newest >> self.bits)
    }

    /// Takes the block of a row away that is about to be put back under its old id.
    pub fn unpack(&self, rows: &Connection, id: i64) -> Result<()> {
        let block = id >> self.bits;
        let sql =
            format!("INSERT OR IGNORE INTO {0}_text_stale SELECT block FROM {0}_text WHERE block = ?1", self.table);
        rows.prepare_cached(&sql)?.execute([block])?;
        rows.prepare_cached(&format!("DELETE FROM {}_text WHERE block = ?1", self.table))?.execute([block])?;
        Ok(())
    }

    /// Packs the blocks from `first` to the one before `end`. One without rows is kept as nothing.
    fn pack(&self, rows: &Connection, first: i64, end: i64) -> Result<()> {
        if first >= end {
            return Ok(());
        }
        let sql = format!("SELECT {} FROM {} WHERE id >= ?1 AND id < ?2 ORDER BY id", self.columns, self.table);
        let mut query = rows.prepare_cached(&sql)?;
        let mut people = query.query(params![first << self.bits, end << self.bits])?;
        let (mut block, mut texts, mut place) = (first, Vec::new(), 0);
        while let Some(row) = people.next()? {
            let id: i64 = row.get(0)?;
            while id >> self.bits > block {
                self.put(rows, block, &texts)?;
                (block, place) = (block + 1, 0);
                texts.clear();
            }
            let wanted = id & self.mask();
            texts.resize(texts.len() + usize::try_from(wanted - place).unwrap_or_default(), BETWEEN);
            place = wanted;
            texts.extend_from_slice((self.text)(row)?.as_bytes());
        }
        for block in block..end {
            self.put(rows, block, &texts)?;
            texts.clear();
        }
        Ok(())
    }

    fn put(&self, rows: &Connection, block: i64, texts: &[u8]) -> Result<()> {
        let sql = format!("INSERT OR REPLACE INTO {}_text (block, texts) VALUES (?1, ?2)", self.table);
        rows.prepare_cached(&sql)?.execute(params![block, texts])?;
        Ok(())
    }

    fn stale(&self, rows: &Connection) -> Result<Vec<i64>> {
        let mut query = rows.prepare_cached(&format!("SELECT block FROM {}_text_stale ORDER BY block", self.table))?;
        Ok(query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// The first block after those that are packed or were.
    fn packed_to(&self, rows: &Connection, stale: &[i64]) -> Result<i64> {
        let sql = format!("SELECT coalesce(max(block) + 1, 0) FROM {}_text", self.table);
        let packed: i64 = rows.prepare_cached(&sql)?.query_row([], |row| row.get(0))?;
        Ok(packed.max(stale.last().map_or(0, |block| block + 1)))
    }

    fn mask(&self) -> i64 {
        (1 << self.bits) - 1
    }
}

impl Order {
    /// Before the first id.
    fn start(self) -> i64 {
        if self == Self::Up { -1 } else { i64::MAX }
    }

    fn word(self) -> &'static str {
        if self == Self::Up { "ASC" } else { "DESC" }
    }
}

struct Search<'a> {
    shelf: &'a Shelf,
    rows: &'a Connection,
    words: &'a Words,
    order: Order,
    after: i64,
}

impl Search<'_> {
    /// All blocks below the growing one; the stale ones in their turn, row by row.
    fn packed(&self, stale: &[i64], found: Found<'_>) -> Result<ControlFlow<()>> {
        let (mut stale, bits) = (stale.to_vec(), self.shelf.bits);
        let start = self.after >> bits;
        let condition = if self.order == Order::Up {
            // Taken from the end: the next one in order is the last.
            stale.reverse();
            "block >= ?1"
        } else {
            "block <= ?1"
        };
        stale.retain(|block| if self.order == Order::Up { *block >= start } else { *block <= start });
        let sql = format!(
            "SELECT block, texts FROM {}_text WHERE {condition} ORDER BY block {}",
            self.shelf.table,
            self.order.word()
        );
        let mut query = self.rows.prepare_cached(&sql)?;
        let mut blocks = query.query([start])?;
        let mut places = Vec::new();
        while let Some(row) = blocks.next()? {
            let block: i64 = row.get(0)?;
            while let Some(between) = stale.pop_if(|stale| self.is_before(*stale, block)) {
                if self.one_by_one((between << bits, (between + 1) << bits), found)?.is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
            places.clear();
            self.words.places(row.get_ref(1)?.as_blob().unwrap_or_default(), &mut places);
            if self.order == Order::Down {
                places.reverse();
            }
            let ids = places.iter().map(|place| (block << bits) | place);
            for id in ids.filter(|id| self.is_before(self.after, *id)) {
                if found(id).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
        }
        while let Some(rest) = stale.pop() {
            if self.one_by_one((rest << bits, (rest + 1) << bits), found)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// The rows from the first id to the one before the last, each looked at by itself.
    fn one_by_one(&self, (first, end): (i64, i64), found: Found<'_>) -> Result<ControlFlow<()>> {
        let (first, end) = match self.order {
            Order::Up => (first.max(self.after.saturating_add(1)), end),
            Order::Down => (first, end.min(self.after)),
        };
        let Shelf { table, columns, .. } = self.shelf;
        let sql = format!("SELECT {columns} FROM {table} WHERE id >= ?1 AND id < ?2 ORDER BY id {}", self.order.word());
        let mut query = self.rows.prepare_cached(&sql)?;
        let mut rows = query.query([first, end])?;
        while let Some(row) = rows.next()? {
            if self.words.are_in((self.shelf.text)(row)?.as_bytes()) && found(row.get(0)?).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn is_before(&self, one: i64, other: i64) -> bool {
        if self.order == Order::Up { one < other } else { one > other }
    }
}
