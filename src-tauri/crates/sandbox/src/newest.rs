//! A map of bounded weight: what is too much pushes out what is oldest. Everything that a caller can make the company keep
//! is in one. No HTTP and no clock here.

use std::borrow::Borrow;
use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

/// The newest entries, up to a total weight; one that weighs more by itself is kept alone.
#[derive(Debug)]
pub(crate) struct Newest<K, V> {
    most: usize,
    weight: usize,
    turn: u64,
    held: HashMap<K, Held<V>>,
    /// Every entry in the order of its coming, with some that are gone.
    order: VecDeque<(u64, K)>,
}

#[derive(Debug)]
struct Held<V> {
    turn: u64,
    weight: usize,
    value: V,
}

impl<K: Clone + Eq + Hash, V> Newest<K, V> {
    /// An empty one that holds entries of this weight in all, in whatever unit its owner counts.
    pub(crate) fn up_to(most: usize) -> Self {
        Self { most, weight: 0, turn: 0, held: HashMap::new(), order: VecDeque::new() }
    }

    /// Keeps an entry as the newest, in place of one of the same key.
    pub(crate) fn insert(&mut self, key: K, value: V, weight: usize) {
        self.turn += 1;
        let held = Held { turn: self.turn, weight, value };
        self.order.push_back((self.turn, key.clone()));
        self.weight += weight;
        if let Some(before) = self.held.insert(key, held) {
            self.weight -= before.weight;
        }
        while self.weight > self.most && self.held.len() > 1 {
            self.forget_oldest();
        }
        if self.order.len() > 2 * self.held.len() + 64 {
            let held = &self.held;
            self.order.retain(|(turn, key)| held.get(key).is_some_and(|held| held.turn == *turn));
        }
    }

    fn forget_oldest(&mut self) {
        let Some((turn, key)) = self.order.pop_front() else { return };
        if self.held.get(&key).is_some_and(|held| held.turn == turn) {
            self.remove(&key);
        }
    }

    pub(crate) fn remove<Q: Eq + Hash + ?Sized>(&mut self, key: &Q)
    where
        K: Borrow<Q>,
    {
        if let Some(held) = self.held.remove(key) {
            self.weight -= held.weight;
        }
    }

    pub(crate) fn get<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.held.get(key).map(|held| &held.value)
    }

    pub(crate) fn get_mut<Q: Eq + Hash + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.held.get_mut(key).map(|held| &mut held.value)
    }

    /// All entries, in no order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.held.iter().map(|(key, held)| (key, &held.value))
    }

    /// Keeps only what `keep` says.
    pub(crate) fn retain(&mut self, keep: impl Fn(&V) -> bool) {
        let weight = &mut self.weight;
        self.held.retain(|_, held| {
            let keeps = keep(&held.value);
            *weight -= if keeps { 0 } else { held.weight };
            keeps
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(newest: &Newest<u32, ()>) -> Vec<u32> {
        let mut keys: Vec<u32> = newest.iter().map(|(key, ())| *key).collect();
        keys.sort_unstable();
        keys
    }

    #[test]
    fn the_oldest_go_first_and_one_alone_may_be_heavy() {
        let mut newest = Newest::up_to(10);
        for key in 1..=4 {
            newest.insert(key, (), 4);
        }
        assert_eq!(keys(&newest), [3, 4], "three times four is more than ten");
        newest.insert(3, (), 4);
        newest.insert(5, (), 4);
        assert_eq!(keys(&newest), [3, 5], "one that came again is young again");
        newest.insert(6, (), 100);
        assert_eq!(keys(&newest), [6], "the newest is kept, whatever it weighs");
    }

    #[test]
    fn what_is_taken_out_weighs_nothing_any_more() {
        let mut newest = Newest::up_to(10);
        for key in 0..100_000 {
            newest.insert(7, (), 5);
            newest.insert(key, (), 5);
            newest.remove(&key);
        }
        newest.retain(|()| true);
        assert!(newest.order.len() < 200, "nothing grows in secret: {}", newest.order.len());
        newest.retain(|()| false);
        assert_eq!(newest.weight, 0, "and nothing is left");
    }
}
