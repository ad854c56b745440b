//! The delimiter of a text: the one that most lines have the same number of times.
//!
//! The full-width ones (`，`, `；`, `｜`), which an input method puts where the others are meant, are delimiters only where
//! no other is, and where the header and every line below it have them equally often: in sentences they are commas.

use super::record::Records;

/// In order of preference where the counts are equal.
const DELIMITERS: [char; 4] = [',', '\t', ';', '|'];
const FULL_WIDTH: [char; 3] = ['，', '；', '｜'];

/// Lines that are looked at.
const LOOKED_AT: usize = 50;

/// The delimiter, unless the file has `declared` one, and how often most lines have it.
pub(super) fn find(text: &str, declared: Option<char>) -> (char, usize) {
    if let Some(declared) = declared {
        return (declared, most(&counts(text, declared)).1);
    }
    let mut best = (0, DELIMITERS[0], 0);
    for delimiter in DELIMITERS {
        let (score, usual) = most(&counts(text, delimiter));
        if score > best.0 {
            best = (score, delimiter, usual);
        }
    }
    if best.0 == 0 {
        for delimiter in FULL_WIDTH {
            let counts = counts(text, delimiter);
            if counts.len() > 1 && counts[0] > 0 && counts.iter().all(|count| *count == counts[0]) {
                return (delimiter, counts[0]);
            }
        }
    }
    (best.1, best.2)
}

/// How often each of the first records has a delimiter.
fn counts(text: &str, delimiter: char) -> Vec<usize> {
    let (mut records, mut fields, mut counts) = (Records::new(text, delimiter, 0, 1), Vec::new(), Vec::new());
    while counts.len() < LOOKED_AT && records.read(&mut fields).is_some() {
        counts.push(fields.len() - 1);
    }
    counts
}

/// A score of how many lines have the same count, and that count.
fn most(counts: &[usize]) -> (usize, usize) {
    let agreeing = |count: usize| counts.iter().filter(|other| **other == count).count() * count.min(4);
    counts.iter().filter(|count| **count > 0).map(|count| (agreeing(*count), *count)).max().unwrap_or((0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter(text: &str) -> char {
        find(text, None).0
    }

    #[test]
    fn the_delimiter_is_found_below_titles_and_beside_commas_in_texts() {
        assert_eq!(delimiter("a,b,c\n1,2,3\n"), ',', "the usual one");
        assert_eq!(delimiter("2026, autumn\nname;job\nA;x, y\nB;z\n"), ';', "a title with a comma");
        assert_eq!(delimiter("name\tcity\nA, B\tC\n"), '\t', "copied out of a sheet");
        assert_eq!(delimiter("\"a;b;c\",d\n\"e;f;g\",h\n"), ',', "quoted text is no structure");
        assert_eq!(delimiter("name\nA\n"), ',', "one column has none");
        assert_eq!(delimiter("a;b\nx;\"open\ny;z\n"), ';', "a quote that never ends hides nothing");
        assert_eq!(delimiter("a;b\rc;d\r"), ';', "the line ends of an old Mac");
    }

    #[test]
    fn full_width_delimiters_are_taken_only_where_the_whole_file_has_them() {
        assert_eq!(delimiter("姓名，账号，手机\n李华，lihua，1\n"), '，', "an input method was on");
        assert_eq!(delimiter("姓名｜账号\n李华｜lihua\n"), '｜', "another one");
        assert_eq!(delimiter("姓名,备注\n李华,你好，再见\n"), ',', "in a text it is a comma of the text");
        assert_eq!(delimiter("备注\n你好，再见\n好\n"), ',', "the header has none");
    }
}
