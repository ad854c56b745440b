//! The people of the practice company. None of them exists: phones are fictitious, mail goes to example.com.

mod people;

use crate::dice::Dice;
use people::{DEPARTMENTS, HAND_MADE, NAMES_EN, NAMES_ZH, POSITIONS_EN, POSITIONS_ZH};

pub(crate) use people::{DEPARTMENT_TREE, TAGS};

/// The department that the default app does not see.
const OUTSIDE: i64 = 6;
/// Members in one round of proportions: of these, [`CHINESE`] bear Chinese names and so on.
const ROUND: usize = 40;
const CHINESE: usize = 24;
const INVISIBLE: usize = 4;
const UNLICENSED: usize = 3;

/// A member (成员) of the practice company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The "account" of the console: 1-64 of digits, letters and `_-@.`, unique without regard to case.
    pub userid: String,
    /// Display name.
    pub name: String,
    /// Job title.
    pub position: String,
    /// Phone number, evidently fictitious: `100000.....` or the `555-01..` range kept for fiction.
    pub mobile: String,
    /// Mail address at example.com.
    pub email: String,
    /// Departments the member belongs to, the main one first.
    pub department: Vec<i64>,
    /// Tags the member carries.
    pub tags: Vec<i64>,
    /// Inside the visible range of an app with [`Range::Marked`](crate::Range::Marked).
    pub visible: bool,
    /// Has a valid basic API licence; without it messages do not arrive and the member is named in `unlicenseduser`.
    pub licensed: bool,
}

/// The first `members` people of the practice company. The first 40 are written by hand and always the same; later ones
/// are made from `seed`, in the same proportions: 24 Chinese and 16 English names in 40, of whom 4 are outside the
/// visible range and 3 visible but without a licence.
///
/// ```
/// let people = beckon_sandbox::roster(40, 1);
/// assert_eq!(people[0].userid, "zhangwei");
/// assert_eq!(people.iter().filter(|m| !m.visible).count(), 4);
/// ```
#[must_use]
pub fn roster(members: usize, seed: u64) -> Vec<Member> {
    let mut people: Vec<Member> = HAND_MADE.iter().enumerate().map(hand_made).collect();
    let mut dice = Dice::new(seed ^ 0x726F_7374_6572);
    while people.len() < members {
        let places = shuffled(&mut dice);
        for place in places {
            let number = people.len() + 1;
            people.push(made(&mut dice, place, number));
        }
    }
    people.truncate(members);
    people
}

fn hand_made((index, person): (usize, &people::HandMade)) -> Member {
    let &(userid, name, position, department, tags) = person;
    let visible = department != OUTSIDE;
    Member {
        userid: userid.to_owned(),
        name: name.to_owned(),
        position: position.to_owned(),
        mobile: if index < CHINESE { phone(index + 1) } else { format!("+120255501{:02}", index + 1) },
        email: mail(userid),
        department: vec![department],
        tags: tags.to_vec(),
        visible,
        licensed: !people::UNLICENSED.contains(&userid),
    }
}

/// The places 0..40 of one round in a random order; the place decides name, range and licence.
fn shuffled(dice: &mut Dice) -> Vec<usize> {
    let mut places: Vec<usize> = (0..ROUND).collect();
    for last in (1..places.len()).rev() {
        places.swap(last, dice.below(last + 1));
    }
    places
}

fn made(dice: &mut Dice, place: usize, number: usize) -> Member {
    let chinese = place < CHINESE;
    let (names, positions) = if chinese { (NAMES_ZH, POSITIONS_ZH) } else { (NAMES_EN, POSITIONS_EN) };
    let (family, given) = (names.0[dice.below(names.0.len())], names.1[dice.below(names.1.len())]);
    let (name, userid) = if chinese {
        (format!("{}{}", family.0, given.0), format!("{}{}{number}", family.1, given.1))
    } else {
        (format!("{} {}", given.0, family.0), format!("{}{}{number}", given.1, family.1))
    };
    // Two of each kind of exception among the Chinese names, the others among the English ones.
    let from_end = ROUND - 1 - place;
    let invisible = place < INVISIBLE / 2 || from_end < INVISIBLE / 2;
    let unlicensed = !invisible && (place == INVISIBLE / 2 || from_end < INVISIBLE / 2 + UNLICENSED - 1);
    Member {
        email: mail(&userid),
        userid,
        name,
        position: positions[dice.below(positions.len())].to_owned(),
        mobile: phone(number),
        department: vec![if invisible { OUTSIDE } else { DEPARTMENTS[dice.below(DEPARTMENTS.len())] }],
        tags: Vec::new(),
        visible: !invisible,
        licensed: !unlicensed,
    }
}

/// Eleven digits that no operator hands out: Chinese mobile numbers start with 13 to 19.
fn phone(number: usize) -> String {
    format!("100{number:08}")
}

fn mail(userid: &str) -> String {
    format!("{}@example.com", userid.to_ascii_lowercase())
}
