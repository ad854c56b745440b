//! Interviews on the command line: agreed on, listed, called off, and written as a calendar file.

mod common;

use beckon_sandbox::Config;
use common::{Folder, connected, count, send};
use serde_json::json;

#[test]
fn an_interview_from_its_beginning_to_its_end() {
    let folder = Folder::new();
    folder.fill(&["zhangwei", "lina"]);
    let add =
        ["--starts", "2099-11-25 14:00", "--place", "3F, 301", "--round", "first round", "--notes", "ask about SQL"];
    let line = "interview add --candidate zhangwei --candidate LINA --zone Asia/Shanghai --minutes 45 \
        --interviewer wang=Wang --json";
    let ran = folder.run_with(line, &add);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let saved = ran.last();
    assert_eq!(saved["starts"], "2099-11-25T14:00", "{saved}");
    assert_eq!(saved["people"].as_array().map(Vec::len), Some(2), "both, whatever the case of the id: {saved}");
    assert_eq!(saved["interviewers"], json!([{ "name": "Wang", "userid": "wang" }]), "{saved}");

    let ics = folder.path().join("interview.ics");
    let write = |more: &[&str]| {
        let ran = folder.run_with("interview calendar 1 --out", &[&[ics.to_str().unwrap()], more].concat());
        assert_eq!(ran.code, Some(0), "{ran:?}");
        std::fs::read_to_string(&ics).unwrap()
    };
    let file = write(&[]);
    assert!(file.contains("\r\nDTSTART:20991125T060000Z\r\n"), "{file}");
    assert!(!file.contains("SQL"), "notes never leave: {file}");
    let off = folder.run("interview cancel 1 --json").last();
    assert_eq!((&off["called_off"], &off["sequence"]), (&json!(true), &json!(1)), "{off}");
    let again = folder.run_with("interview calendar 1 --out", &[ics.to_str().unwrap()]);
    assert_eq!((again.code, std::fs::read_to_string(&ics).unwrap()), (Some(2), file), "nothing is overwritten untold");
    assert!(write(&["--interviewer", "--overwrite"]).contains("\r\nMETHOD:CANCEL\r\n"), "the entry goes away");
    let listed = folder.run("interview list");
    assert!(listed.stdout.contains("called off") && listed.stdout.contains("2099-11-25 14:00"), "{listed:?}");
}

#[test]
fn what_cannot_be_is_told_and_not_kept() {
    let folder = Folder::new();
    folder.fill(&["zhangwei"]);
    for (candidate, starts, zone, says) in [
        ("nobody", "2099-11-25 14:00", "Asia/Shanghai", "nobody"),
        ("zhangwei", "2020-11-25 14:00", "Asia/Shanghai", "has passed"),
        ("zhangwei", "2099-11-25 14:00", "Asia/Beijing", "--zone"),
        ("zhangwei", "next week", "Asia/Shanghai", "2026-11-25 14:00"),
        ("zhangwei", "2027-03-28 02:30", "Europe/Berlin", "clocks change"),
    ] {
        let ran = folder.run_with("interview add --candidate", &[candidate, "--starts", starts, "--zone", zone]);
        assert_eq!(ran.code, Some(2), "{starts} {zone}: {ran:?}");
        assert!(ran.stderr.contains(says), "{starts} {zone}: {ran:?}");
    }
    assert_eq!(folder.run("interview list --json").stdout, "", "nothing was kept");
}

#[test]
fn one_spreadsheet_gives_each_person_an_interview() {
    let folder = Folder::new();
    let csv = "name,userid,interview date,interview time,room\nA,a,2099-11-25,14:00,301\nB,b,2099-11-25,soon,302\n";
    let sheet = folder.file("interviews.csv", csv.as_bytes());
    let untaken = folder.path().join("untaken.csv");
    let arguments = [sheet.to_str().unwrap(), "--zone", "Asia/Tokyo", "--untaken", untaken.to_str().unwrap()];
    let ran = folder.run_with("candidates import --json", &arguments);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let (good, told) = (&ran.last()["good"], &ran.last()["interviews"]);
    assert_eq!((good, count(told, "made"), count(told, "problems")), (&json!(2), 1, 1), "both come in: {ran:?}");
    let first = &told["first"][0]["starts_words"];
    assert_eq!(
        (&told["zone"], first),
        (&json!("Asia/Tokyo"), &json!("Wed 2099-11-25 14:00 (Asia/Tokyo, UTC+9)")),
        "{told}"
    );
    let listed = folder.run("interview list --json").last();
    assert_eq!((&listed["starts"], &listed["zone"]), (&json!("2099-11-25T14:00"), &json!("Asia/Tokyo")), "{listed}");
    let rest = std::fs::read_to_string(&untaken).unwrap();
    assert!(rest.contains("\"B\"") && rest.contains("soon"), "the row to mend: {rest}");
    let again = folder.run_with("candidates import --json", &arguments);
    assert_eq!(again.code, Some(2), "no file is overwritten: {again:?}");
    let as_it_is = folder.run_with("candidates import --json", &arguments[..1]).last();
    assert_eq!(as_it_is["interviews"]["unchanged"], 1, "and the zone is remembered: {as_it_is}");
}

#[test]
fn a_change_says_who_knows_the_old_time_and_reaches_them_alone() {
    let (town, folder) = connected(Config::default(), &["wangfang", "liuyang"]);
    let add = "interview add --json --candidate wangfang --candidate liuyang --zone Asia/Shanghai --starts";
    let id = folder.run_with(add, &["2099-11-25 14:00"]).last()["id"].to_string();
    let text = folder.file(
        "when.txt",
        b"{{ name }}: {% if interview.was %}{{ interview.was }} -> {% endif %}{{ interview.starts }}",
    );
    folder.run_with("template add --name hello", &[text.to_str().unwrap()]);
    let sent = send(&town, &folder, "--to userid:wangfang --yes");
    assert_eq!(count(&sent.last(), "accepted"), 1, "{sent:?}");
    assert_eq!(
        folder.run(&format!("interview changes {id} --json")).lines().len(),
        1,
        "the other joined one who was told"
    );

    let moved = folder.run_with(&format!("interview move {id} --json --starts"), &["2099-11-26 15:00"]);
    assert_eq!(moved.code, Some(0), "{moved:?}");
    assert!(moved.stderr.contains(&format!("send --to correction:{id}")), "what is left to send: {moved:?}");
    let lines = folder.run(&format!("interview changes {id} --json")).lines();
    let kinds: Vec<_> = lines.iter().map(|line| (&line["name"], &line["kind"])).collect();
    let expected =
        [(&json!("Name of wangfang"), &json!("correction")), (&json!("Name of liuyang"), &json!("invitation"))];
    assert_eq!(kinds, expected, "{lines:?}");
    assert_eq!(lines[0]["was"], 4_099_269_600_000_i64, "the start that was told: {lines:?}");
    let shown = folder.run(&format!("preview --account real --template hello --to correction:{id} --json")).last();
    let said = "Name of wangfang: Wed, 25 Nov 2099 14:00 (Beijing time) -> Thu, 26 Nov 2099 15:00 (Beijing time)";
    assert_eq!(shown["text"], said, "{shown}");
    let sent = send(&town, &folder, &format!("--to correction:{id} --yes"));
    assert_eq!((sent.code, count(&sent.last(), "accepted")), (Some(0), 1), "{sent:?}");
    let off = folder.run(&format!("interview cancel {id}"));
    assert!(off.stderr.contains(&format!("1 candidate of interview {id}")), "{off:?}");
    assert!(off.stderr.contains(&format!("send --to cancellation:{id}")), "{off:?}");
    let again = send(&town, &folder, &format!("--to correction:{id} --yes"));
    assert_eq!(again.code, Some(2), "there is no one to correct any more: {again:?}");
    let unknown = folder.run("interview changes 99");
    assert_eq!(unknown.code, Some(2), "{unknown:?}");
}

#[test]
fn interviewers_are_told_about_their_candidates() {
    let (town, folder) = connected(Config::default(), &["wangfang", "liuyang"]);
    let times = ["--starts", "2099-11-25 14:00", "--zone", "Asia/Shanghai", "--interviewer"];
    let added =
        folder.run_with("interview add --json --candidate wangfang", &[&times[..], &["zhangwei=Mr Zhang"]].concat());
    let id = added.last()["id"].to_string();
    let text = folder.file("notice.txt", b"{{ name }} meets {{ candidate.name }} at {{ interview.time }}");
    folder.run_with("template add --name hello", &[text.to_str().unwrap()]);
    let shown = folder.run(&format!("preview --account real --template hello --to interviewers:{id} --json")).last();
    assert_eq!(shown["text"], "Mr Zhang meets Name of wangfang at 14:00", "{shown}");
    assert_eq!((&shown["candidate"], &shown["about"][0]), (&json!(null), &json!("Name of wangfang")), "{shown}");
    let sent = send(&town, &folder, &format!("--to interviewers:{id} --yes"));
    assert_eq!((sent.code, count(&sent.last(), "accepted")), (Some(0), 1), "{sent:?}");
    assert!(town.messages()[0].contains("\"zhangwei\""), "to the interviewer: {:?}", town.messages());
    let invited = send(&town, &folder, &format!("--to invited:{id} --dry-run"));
    assert_eq!(
        invited.last()["problems"][0]["reason"],
        "for_interviewers",
        "the text is not for candidates: {invited:?}"
    );
    let nobody = folder.run("send --account real --template hello --to interviewers:x");
    assert_eq!(nobody.code, Some(2), "an interview has a number: {nobody:?}");
}

#[test]
fn what_candidates_say_is_noted_and_the_others_are_asked() {
    let (town, folder) = connected(Config::default(), &["wangfang", "liuyang"]);
    let line = "interview add --json --candidate wangfang --candidate liuyang";
    let soon = jiff::Zoned::now().checked_add(jiff::ToSpan::hours(3)).unwrap();
    let added = folder.run_with(line, &["--starts", &soon.strftime("%Y-%m-%d %H:%M").to_string()]).last();
    let (id, first) = (added["id"].to_string(), added["people"][0]["id"].to_string());
    assert_eq!(folder.run("interview list --unanswered --json").last()["id"], added["id"], "nobody has answered");
    let noted = folder.run_with(&format!("interview answer {id} {first} other-time --json --wish"), &["Friday"]).last();
    let answer = &noted["people"][0]["answer"];
    assert_eq!((&answer["kind"], &answer["wish"]), (&json!("other_time"), &json!("Friday")), "{noted}");
    assert_eq!((&answer["source"], &answer["earlier"]), (&json!("hand"), &json!(false)), "{noted}");
    let lines = folder.run("outside answers --json").lines();
    let told: Vec<_> = lines.iter().map(|line| (&line["name"], &line["answer"], &line["wish"])).collect();
    let nothing = (&json!("Name of liuyang"), &json!("none"), &json!(null));
    assert_eq!(
        told,
        [(&json!("Name of wangfang"), &json!("other_time"), &json!("Friday")), nothing],
        "a line for each"
    );
    assert_eq!(folder.run("outside answers --none --json").lines().len(), 1, "those who say nothing");
    let sent = send(&town, &folder, &format!("--to unanswered:{id} --yes"));
    assert_eq!((sent.code, count(&sent.last(), "accepted")), (Some(0), 1), "the other alone: {sent:?}");
    let stranger = folder.run(&format!("interview answer {id} 999 accepted"));
    assert_eq!(stranger.code, Some(2), "{stranger:?}");
    assert!(stranger.stderr.contains("candidate 999 is not invited"), "{stranger:?}");
    let unknown = folder.run(&format!("interview answer {id} {first} maybe"));
    assert_eq!(unknown.code, Some(2), "no word of the list: {unknown:?}");
}
