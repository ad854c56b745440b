//! What goes out as a spreadsheet comes in again as it was, and runs nothing.

mod common;

use common::Folder;

const PEOPLE: &str = "name,userid,phone,room\n\u{5f20}\u{4f1f},00123,13800000001,301\n=cmd()|x,formula,,\n\
    \u{674e}\u{96f7},lilei,,\u{ff1d}1+1\n";

#[test]
fn people_who_go_out_come_in_again_as_they_were() {
    for ending in ["csv", "xlsx"] {
        let folder = Folder::new();
        let sheet = folder.file("people.csv", PEOPLE.as_bytes());
        assert_eq!(folder.run_with("candidates import", &[sheet.to_str().unwrap()]).code, Some(0));
        let out = folder.path().join(format!("out.{ending}"));
        let ran = folder.run_with("candidates export --json", &[out.to_str().unwrap()]);
        assert_eq!((ran.code, &ran.last()["rows"]), (Some(0), &3.into()), "{ending}: {ran:?}");
        let again = folder.run_with("candidates export --json", &[out.to_str().unwrap()]);
        assert_eq!(again.code, Some(2), "{ending}: nothing is overwritten: {again:?}");

        let other = Folder::new();
        assert_eq!(other.run_with("candidates import", &[out.to_str().unwrap()]).code, Some(0), "{ending}");
        let rows = other.run("candidates list --json").lines();
        assert_eq!(rows[0]["userid"], "00123", "{ending}: zeros stay");
        assert_eq!(rows[0]["fields"]["room"], "301", "{ending}: own columns stay");
        assert_eq!(rows[1]["name"], "=cmd()|x", "{ending}: the very name");
        assert_eq!(rows[2]["fields"]["room"], "\u{ff1d}1+1", "{ending}: the very width");
        if ending == "csv" {
            let text = std::fs::read_to_string(&out).unwrap();
            assert!(text.contains("\"'=cmd()|x\""), "Excel would run it otherwise: {text}");
            assert!(text.contains("\"'\u{ff1d}1+1\""), "Chinese Excel takes the wide sign for the other: {text}");
        }
    }
}

#[test]
fn columns_are_chosen_and_another_ending_is_refused() {
    let folder = Folder::new();
    let sheet = folder.file("people.csv", PEOPLE.as_bytes());
    folder.run_with("candidates import", &[sheet.to_str().unwrap()]);
    let out = folder.path().join("out.csv");
    let ran = folder.run_with("candidates export --columns room,name --search 138", &[out.to_str().unwrap()]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let expected = "\u{feff}\"room\",\"name\"\r\n\"301\",\"\u{5f20}\u{4f1f}\"\r\n";
    assert_eq!(std::fs::read_to_string(&out).unwrap(), expected, "these columns of whom the search finds");
    let pdf = folder.path().join("out.pdf");
    assert_eq!(folder.run_with("candidates export", &[pdf.to_str().unwrap()]).code, Some(2), "no spreadsheet");
    assert!(!pdf.exists(), "and no file");
}

#[test]
fn the_log_goes_out_with_its_reasons() {
    let folder = Folder::new();
    assert_eq!(folder.run("demo --recipients 40").code, Some(0), "a send to look at");
    let out = folder.path().join("log.csv");
    let ran = folder.run_with("log --json --export", &[out.to_str().unwrap()]);
    assert_eq!((ran.code, &ran.last()["rows"]), (Some(0), &40.into()), "{ran:?}");
    let text = std::fs::read_to_string(&out).unwrap();
    assert_eq!(text.lines().count(), 41, "a header and a row each");
    assert!(text.contains("outside the app's visible range"), "reasons in words: {text}");
}
