//! Small inputs of other people's making, and what a person expects of the program: each is run through the command line,
//! and the table of all of them is printed. `handed` inputs were given to the project, `own` ones are of its making.
//!
//! One file for each kind of fault. Never in here: how the program does it.
#![allow(clippy::unwrap_used, reason = "tests may fail")]
#![allow(clippy::print_stdout, reason = "the table is what the test is for")]

#[path = "../common/mod.rs"]
mod common;

mod data;
mod files;
mod habits;
mod imports;
mod selections;
mod table;
mod templates;
mod times;
mod wecom;

use table::Table;

#[test]
fn every_case_is_as_a_person_expects() {
    let kinds: [fn(&mut Table); 8] = [
        times::cases,
        imports::cases,
        selections::cases,
        templates::cases,
        wecom::cases,
        files::cases,
        data::cases,
        habits::cases,
    ];
    let mut table = Table::default();
    // Each kind on a thread of its own: most of the time is the program's, and that of its disk. They are printed in order.
    std::thread::scope(|scope| {
        let running = kinds.map(|kind| {
            scope.spawn(move || {
                let mut table = Table::default();
                kind(&mut table);
                table
            })
        });
        running.into_iter().for_each(|kind| table.add(kind.join().unwrap()));
    });
    println!("{table}");
    let wrong = table.wrong();
    assert!(wrong.is_empty(), "{} of {} cases are not as expected:\n{}", wrong.len(), table.len(), wrong.join("\n"));
}
