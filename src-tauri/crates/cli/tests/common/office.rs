//! A company with an interview that wants to be in WeCom's calendars.

use beckon_sandbox::{Config, Fault, FaultRule, When};

use super::{Folder, Ran, Town, VARIABLE, connected};

/// A folder with an interview of a member and two interviewers.
pub fn agreed() -> (Town, Folder) {
    let (town, folder) = connected(Config::default(), &["zhangwei"]);
    add(&folder);
    (town, folder)
}

/// One more such interview.
pub fn add(folder: &Folder) {
    let starts = ["--starts", "2099-11-25 14:00"];
    let line = "interview add --candidate zhangwei --zone Asia/Shanghai --minutes 60 --round first \
        --interviewer wangfang=Wang --interviewer li.na=Li";
    let added = folder.run_with(line, &starts);
    assert_eq!(added.code, Some(0), "{added:?}");
}

/// `interview …` with the company's secret, as JSON.
pub fn interview(town: &Town, folder: &Folder, line: &str) -> Ran {
    folder.run_with_secret(&format!("interview {line} --secret-env {VARIABLE} --json"), town.company.secret())
}

/// The next call of a path fails so.
pub fn fail(town: &Town, call: &str, fault: Fault) {
    town.company.set_faults(vec![FaultRule { call: format!("/cgi-bin/{call}"), when: When::Nth(1), fault }]);
}
