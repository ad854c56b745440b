//! This machine's zone, as TZ names it.

use super::super::table::{By, Outcome, Table};
use super::{KIND, ZONE, add, at, read, run, short, the_day, told};

pub fn cases(table: &mut Table) {
    let day = the_day();
    let text = format!("{day} 14:00");
    for zone in ["Asia/Beijing", "foo"] {
        let expected = told("no_zone", format!("TZ={zone}"));
        table.case((KIND, "no such TZ", By::Own), (&format!("TZ={zone} send --at"), &expected.words()), |folder| {
            expected.outcome(&at(folder, zone, &text))
        });
        table.case((KIND, "no such TZ", By::Own), (&format!("TZ={zone} interview add"), &expected.words()), |folder| {
            expected.outcome(&add(folder, zone, &[&text]))
        });
        table.case(
            (KIND, "no such TZ", By::Own),
            (&format!("TZ={zone} candidates import"), &expected.words()),
            |folder| {
                let sheet = folder.file("times.csv", format!("姓名,面试时间\n王,{text}\n").as_bytes());
                expected.outcome(&run(folder, zone, "candidates import --json", &[sheet.to_str().unwrap()]))
            },
        );
        let input = format!("TZ={zone} campaign list");
        table.case((KIND, "no such TZ", By::Own), (&input, "works, with a warning that names TZ"), |folder| {
            Outcome::words(&run(folder, zone, "campaign list", &[]), 0, &["warning", &format!("TZ={zone}"), "UTC"])
        });
    }
    let words = format!("{} {day} 14:00 (UTC+8)", short(day));
    table.case((KIND, "a TZ without a name", By::Own), ("TZ=CST-8 send --at", &words), |folder| {
        read(words.clone()).outcome(&at(folder, "CST-8", &text))
    });
    let expected = told("no_zone", "TZ=CST-8");
    table.case((KIND, "a TZ without a name", By::Own), ("TZ=CST-8 interview add", &expected.words()), |folder| {
        expected.outcome(&add(folder, "CST-8", &[&text]))
    });
    let expected = read(format!("{} {day} 14:00 (Asia/Shanghai, UTC+8)", short(day)));
    for (zone, more) in [("CST-8", &["--zone", ZONE][..]), ("foo", &["--zone", ZONE])] {
        let input = format!("TZ={zone} interview add --zone {ZONE}");
        table.case((KIND, "a zone that is said", By::Own), (&input, &expected.words()), |folder| {
            expected.outcome(&add(folder, zone, &[&[text.as_str()], more].concat()))
        });
    }
}
