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
        return (declared, Trial::of(text, declared).usual);
    }
    let mut best = Trial { score: 0, usual: 0, agreed: false };
    let mut found = DELIMITERS[0];
    for delimiter in DELIMITERS {
        let trial = Trial::of(text, delimiter);
        if trial.score > best.score {
            (best, found) = (trial, delimiter);
        }
    }
    if best.score == 0 {
        for delimiter in FULL_WIDTH {
            let trial = Trial::of(text, delimiter);
            if trial.agreed {
                return (delimiter, trial.usual);
            }
        }
    }
    (found, best.usual)
}

/// How a text reads with a delimiter.
struct Trial {
    /// How many records agree, and how often they have it; less for each record whose quotes make no sense with it.
    score: usize,
    /// How often most of them have it.
    usual: usize,
    /// Whether there are several records, and all agree.
    agreed: bool,
}

impl Trial {
    fn of(text: &str, delimiter: char) -> Self {
        let (mut records, mut fields) = (Records::new(text, delimiter, 0, 1), Vec::new());
        let (mut counts, mut odd) = (Vec::new(), 0);
        while counts.len() < LOOKED_AT && records.read(&mut fields).is_some() {
            counts.push(fields.len() - 1);
            odd += usize::from(fields.iter().any(|field| field.mixed));
        }
        let agreeing = |count: usize| counts.iter().filter(|other| **other == count).count() * count.min(4);
        let most = counts.iter().filter(|count| **count > 0).map(|count| (agreeing(*count), *count)).max();
        let (score, usual) = most.unwrap_or((0, 0));
        let agreed = counts.len() > 1 && usual > 0 && counts.iter().all(|count| *count == usual);
        Self { score: score.saturating_sub(2 * odd), usual, agreed }
    }
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
