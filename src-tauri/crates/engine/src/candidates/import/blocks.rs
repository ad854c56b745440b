//! A long list that grows without being copied: where a usual one doubles, it is there twice and a half for a moment.
//!
//! Never in here: what the list is of.

/// Entries of a block.
const BLOCK: usize = 1 << 14;

/// A list in blocks of one length.
#[derive(Debug)]
pub(super) struct Blocks<T>(Vec<Vec<T>>);

impl<T> Default for Blocks<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Blocks<T> {
    /// Adds one at the end. Says at which place.
    pub fn push(&mut self, entry: T) -> usize {
        if self.0.last().is_none_or(|block| block.len() == BLOCK) {
            self.0.push(Vec::with_capacity(if self.0.is_empty() { 0 } else { BLOCK }));
        }
        let before = (self.0.len() - 1) * BLOCK;
        let block = &mut self.0[before / BLOCK];
        block.push(entry);
        before + block.len() - 1
    }

    /// The one at a place that [`Blocks::push`] said.
    pub fn at(&self, place: usize) -> &T {
        &self.0[place / BLOCK][place % BLOCK]
    }

    /// The same, to change it.
    pub fn at_mut(&mut self, place: usize) -> &mut T {
        &mut self.0[place / BLOCK][place % BLOCK]
    }

    /// All of them, to change them.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.iter_mut().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_found_at_its_place() {
        let mut blocks = Blocks::default();
        let places: Vec<usize> = (0..3 * BLOCK + 5).map(|number| blocks.push(number)).collect();
        assert!(places.iter().all(|place| blocks.at(*place) == place), "they stand in the order in which they came");
        blocks.iter_mut().for_each(|number| *number += 1);
        *blocks.at_mut(BLOCK) = 0;
        assert_eq!(
            (*blocks.at(BLOCK - 1), *blocks.at(BLOCK), *blocks.at(BLOCK + 1)),
            (BLOCK, 0, BLOCK + 2),
            "and change"
        );
    }
}
