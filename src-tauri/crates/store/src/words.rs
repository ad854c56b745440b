//! What a search compares: texts and words, folded alike. Pure.
//!
//! Never in here: SQL; a character of a query that means more than itself.

use memchr::memmem::Finder;
use memchr::{memchr, memchr_iter, memrchr};

/// Between the texts of a block.
pub(crate) const BETWEEN: u8 = 0;

/// Adds `text` as it is compared: in lower case, character by character so that a part of a text folds like the text;
/// without control characters, which the packing uses for itself.
pub(crate) fn fold_into(folded: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            // Most of what is in a list, without a look into the tables of Unicode.
            ' '..='~' => folded.push(c.to_ascii_lowercase()),
            '\u{4e00}'..='\u{9fff}' => folded.push(c),
            c if c.is_whitespace() => folded.push(' '),
            c if c.is_control() => {}
            c => folded.extend(c.to_lowercase()),
        }
    }
}

/// `text` as it is compared.
pub(crate) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(&mut folded, text);
    folded
}

/// Words that all have to be found somewhere in a text.
pub(crate) struct Words {
    /// The longest first: the rarer the word that is looked for, the fewer texts have to be looked at.
    all: Vec<Finder<'static>>,
}

impl Words {
    /// The words of what somebody typed.
    pub fn of(search: &str) -> Self {
        let mut words = Self { all: Vec::new() };
        folded(search).split_whitespace().for_each(|word| words.add(word));
        words
    }

    /// Adds a word, taken as it is.
    pub fn add(&mut self, word: &str) {
        self.all.push(Finder::new(word).into_owned());
        self.all.sort_by_key(|word| std::cmp::Reverse(word.needle().len()));
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether a text has all of them.
    pub fn are_in(&self, text: &[u8]) -> bool {
        self.all.iter().all(|word| word.find(text).is_some())
    }

    /// The positions, from 0, of those of `texts` that have all of the words. Must not be asked without a word.
    pub fn places(&self, texts: &[u8], found: &mut Vec<i64>) {
        let Some(rarest) = self.all.first() else { return };
        let (mut from, mut position) = (0, 0);
        while let Some(hit) = rarest.find(&texts[from..]) {
            let hit = from + hit;
            position += count(BETWEEN, &texts[from..hit]);
            let begin = memrchr(BETWEEN, &texts[..hit]).map_or(0, |before| before + 1);
            let end = memchr(BETWEEN, &texts[hit..]).map_or(texts.len(), |after| hit + after);
            if self.all[1..].iter().all(|word| word.find(&texts[begin..end]).is_some()) {
                found.push(position);
            }
            if end == texts.len() {
                return;
            }
            (from, position) = (end + 1, position + 1);
        }
    }
}

fn count(byte: u8, bytes: &[u8]) -> i64 {
    i64::try_from(memchr_iter(byte, bytes).count()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_place_is_the_number_of_the_text() {
        let texts = [folded("张伟"), String::new(), folded("Zhang WEI\u{1}"), folded("李雷 zhang")].join("\0");
        let places = |search: &str| {
            let mut found = Vec::new();
            Words::of(search).places(texts.as_bytes(), &mut found);
            found
        };
        assert_eq!(places("zhang"), [2, 3], "without case, and an empty text counts as a place");
        assert_eq!(places("wei ZHANG"), [2], "every word has to be there, in any order");
        assert_eq!(places("伟"), [0], "one character is enough");
        assert_eq!(places("g 李"), [3], "a word may stand anywhere in the text");
        assert_eq!(places("伟 wei"), [] as [i64; 0], "never across two texts");
    }

    proptest! {
        #[test]
        fn the_short_way_folds_as_unicode_says(text in "\\PC{0,12}[ -~一-龥\\t\\u{85}ΣİẞǅＡ]{0,8}") {
            let kept = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !c.is_control());
            let wanted: String = kept.flat_map(char::to_lowercase).collect();
            prop_assert_eq!(folded(&text), wanted, "a text of before and one of now are found by the same word");
        }

        #[test]
        fn a_block_is_searched_as_each_of_its_texts(
            texts in prop::collection::vec("[a-cA-C张伟Σς ]{0,6}", 0..12), search in "[a-c张伟σ]{1,2}( [a-c伟]{1,2})?",
        ) {
            let texts: Vec<String> = texts.iter().map(|text| folded(text)).collect();
            let words = Words::of(&search);
            let mut found = Vec::new();
            words.places(texts.join("\0").as_bytes(), &mut found);
            let alone = |(place, text): (i64, &String)| words.are_in(text.as_bytes()).then_some(place);
            let expected: Vec<i64> = (0..).zip(&texts).filter_map(alone).collect();
            prop_assert_eq!(found, expected, "packing must not change what is found");
        }
    }
}
