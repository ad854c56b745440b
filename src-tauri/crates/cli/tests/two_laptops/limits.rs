//! A limit of an app is one limit, however many laptops send: both together make as many calls in a minute as may be, and
//! not one more. `cargo xtask bench team --rate` does it with 600 for three minutes.

use rusqlite::{Connection, OpenFlags};

use crate::laptops::{Laptop, Team};

const PER_MINUTE: usize = 40;

#[test]
fn two_laptops_together_make_as_many_calls_as_one_may() {
    let team = Team::start(PER_MINUTE * 3, 5);
    let halves: Vec<_> = team.people.chunks(PER_MINUTE * 3 / 2).collect();
    for (laptop, people) in team.laptops.iter().zip(halves) {
        team.fill(laptop, people, "{{ name }}您好");
        laptop.done(&team, &format!("account limits real --per-minute {PER_MINUTE} --json"), &[]);
    }
    // Slow until both are at it: one alone could use up the minute, and would never ask in vain.
    team.delay(3000);
    let mut senders = team.laptops.each_ref().map(|laptop| laptop.begin(&team));
    let by_both = || {
        let sends = team.sends();
        [0, 1].map(|at| {
            let own = &team.people[at * PER_MINUTE * 3 / 2..(at + 1) * PER_MINUTE * 3 / 2];
            sends.iter().filter(|call| own.iter().any(|person| person.userid == call.recipients[0].userid)).count()
        })
    };
    let mut until = |so: &dyn Fn() -> bool| {
        while !so() {
            let ended = senders.iter_mut().any(|sender| sender.try_wait().unwrap().is_some());
            assert!(!ended, "a sender ended before it was so; calls by both: {:?}", by_both());
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    };
    until(&|| by_both().iter().all(|calls| *calls > 0));
    team.delay(5);
    // Each has asked in vain, so the minute is used up; what has leave already may still be on its way.
    let asked_in_vain = |laptop: &Laptop| {
        let database =
            Connection::open_with_flags(laptop.folder.path().join("beckon.db"), OpenFlags::SQLITE_OPEN_READ_ONLY);
        let withdrawn = "SELECT count(*) FROM attempt WHERE outcome = 'withdrawn'";
        database.unwrap().query_row(withdrawn, (), |row| row.get::<_, i64>(0)).unwrap() > 0
    };
    until(&|| team.laptops.iter().all(asked_in_vain) && team.sends().len() >= PER_MINUTE);
    for mut sender in senders {
        sender.kill().unwrap();
        sender.wait().unwrap();
    }
    let sends = team.sends();
    assert_eq!(sends.len(), PER_MINUTE, "the minute is used up, and no call passes it");
    let by_both = by_both();
    assert!(by_both.iter().all(|calls| *calls > 0), "both had a part, or this proves nothing: {by_both:?}");
}
