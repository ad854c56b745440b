//! Every limit says where it comes from, so that whoever doubts a number can look it up.

const LIMITS: [&str; 6] = [
    include_str!("../src/limits.rs"),
    include_str!("../src/limits/customers.rs"),
    include_str!("../src/limits/forms.rs"),
    include_str!("../src/limits/meeting_rooms.rs"),
    include_str!("../src/limits/meetings.rs"),
    include_str!("../src/limits/service.rs"),
];

/// The limits that are not WeCom's.
const OWN: [&str; 3] = ["REPLY_BYTES", "TOKENS_PER_MINUTE", "LIST_REPLY_BYTES"];

/// Whether a text names a page of WeCom's documentation by its number.
fn names_a_page(words: &str) -> bool {
    let numbers = words.split("path/").skip(1);
    numbers.into_iter().any(|rest| rest.bytes().take_while(u8::is_ascii_digit).count() == 5)
}

#[test]
fn every_limit_names_the_page_it_comes_from() {
    let (mut words, mut limits) = (String::new(), 0);
    for line in LIMITS.iter().flat_map(|part| part.lines()).map(str::trim) {
        if let Some(comment) = line.strip_prefix("///") {
            words += comment;
        } else if let Some(constant) = line.strip_prefix("pub const ") {
            let name = constant.split(':').next().unwrap_or_default();
            assert!(names_a_page(&words) || OWN.contains(&name), "{name} says {words:?}, and no page");
            limits += 1;
            words.clear();
        } else {
            words.clear();
        }
    }
    assert!(limits > 90, "the search went astray: {limits} limits");
}
