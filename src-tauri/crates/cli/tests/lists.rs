//! Files of people and of text on the command line: what cannot be used is told with its place, and a check writes
//! nothing.

mod common;

use common::Folder;
use serde_json::json;

const BAD: &[u8] = b"name,userid\n<img src=x onerror=alert(1)>,a\nB\n=cmd(),a\n,d\nE,e\n";

#[test]
fn bad_rows_are_told_by_line_and_good_rows_are_taken() {
    let folder = Folder::new();
    let file = folder.file("people.csv", BAD);
    let ran = folder.run_with("candidates import --json", &[file.to_str().unwrap()]);
    assert_eq!(ran.code, Some(0), "the good rows are in the list: {ran:?}");
    let lines = ran.lines();
    let told: Vec<_> = lines.iter().filter(|line| line["line"].is_u64()).collect();
    let places: Vec<_> = told.iter().map(|line| (line["line"].as_u64(), line["problem"].as_str())).collect();
    let expected = [(Some(3), Some("short")), (Some(4), Some("duplicate")), (Some(5), Some("name_missing"))];
    assert_eq!(places, expected, "each with the line that an editor shows");
    let last = ran.last();
    let summary =
        json!({ "dry_run": false, "rows": 5, "good": 3, "added": 3, "updated": 0, "skipped": 1, "problems": 1 });
    for (key, count) in summary.as_object().unwrap() {
        assert_eq!(&last[key], count, "the last line counts every row: {key} of {last}");
    }
    let names: Vec<_> = folder.run("candidates list --json").lines().iter().map(|line| line["name"].clone()).collect();
    assert_eq!(names, ["<img src=x onerror=alert(1)>", "B", "E"], "markup is text");
}

#[test]
fn interviewers_without_an_id_are_named() {
    let folder = Folder::new();
    let csv = "姓名,企业微信账号,面试时间,面试官\n甲,a,2099-11-25 14:00,wangfang=王芳、李强\n乙,b,2099-11-25 15:00,李强/王芳（wangfang）/lina\n";
    let file = folder.file("people.csv", csv.as_bytes());
    let ran = folder.run_with("candidates import --json", &[file.to_str().unwrap()]);
    assert_eq!(ran.code, Some(0), "they are taken all the same: {ran:?}");
    let told = &ran.last()["interviews"];
    assert_eq!((&told["without_id"], &told["first_without_id"]), (&json!(2), &json!(["李强", "lina"])), "{told}");
    assert!(ran.stderr.contains("2 interviewers without a WeCom id") && ran.stderr.contains("李强, lina"), "{ran:?}");
    let again = folder.run_with("candidates import --dry-run", &[file.to_str().unwrap()]);
    assert!(again.stderr.contains("李强, lina"), "a check says it too, also of interviews that are there: {again:?}");
    let kept = folder.run("interview list --json").lines();
    let who = |line: usize| kept[line]["interviewers"].clone();
    let wang = json!({ "name": "王芳", "userid": "wangfang" });
    assert_eq!((&who(0)[0], &who(1)[1]), (&wang, &wang), "each as one person: {kept:?}");
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = Folder::new();
    let file = folder.file("people.csv", BAD);
    let ran = folder.run_with("candidates import --dry-run --json", &[file.to_str().unwrap()]);
    assert_eq!((ran.code, &ran.last()["added"]), (Some(0), &3.into()), "it says what would happen: {ran:?}");
    let list = folder.run("candidates list --json");
    assert_eq!((list.code, list.stdout.as_str()), (Some(0), ""), "the list is as empty as before");
}

#[test]
fn files_that_cannot_be_used_are_refused() {
    let folder = Folder::new();
    let cases: [(&str, &[u8], &str); 6] = [
        ("who.csv", b"who,userid\na,b\n", "name_column_missing"),
        ("empty.csv", b"", "file_empty"),
        ("book.xlsx", b"PK\x03\x04\x00\xff\n1", "file_damaged"),
        ("book.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file_damaged"),
        ("paper.csv", b"%PDF-1.7\n", "file_unsupported"),
        ("photo.csv", b"\x00\x01\x02\x03\x04\x05\x06\x07", "file_not_text"),
    ];
    for (name, bytes, code) in cases {
        let file = folder.file(name, bytes);
        let ran = folder.run_with("candidates import --json", &[file.to_str().unwrap()]);
        assert_eq!((ran.code, ran.error_code().as_deref()), (Some(2), Some(code)), "{name}: {ran:?}");
    }
    let file = folder.file("none.csv", b"name,userid\n,a\n");
    assert_eq!(folder.run_with("candidates import", &[file.to_str().unwrap()]).code, Some(2), "not one good row");
    let missing = folder.run("candidates import no-such-file.csv");
    assert_eq!(missing.code, Some(2), "a file that is not there is bad input: {missing:?}");
    assert!(missing.stderr.contains("no-such-file.csv"), "and it is named: {missing:?}");
}

#[test]
fn a_file_that_is_too_large_is_refused_unread() {
    let folder = Folder::new();
    let path = folder.file("large.csv", b"");
    std::fs::File::options().write(true).open(&path).unwrap().set_len(65 * 1024 * 1024).unwrap();
    let ran = folder.run_with("candidates import --json", &[path.to_str().unwrap()]);
    assert_eq!((ran.code, ran.error_code().as_deref()), (Some(2), Some("file_too_large")), "{ran:?}");
}

/// 姓名,手机号,时间 with one person, twice: as Chinese Excel writes it.
const GB18030: &[u8] =
    b"\xd0\xd5\xc3\xfb,\xca\xd6\xbb\xfa\xba\xc5,\xca\xb1\xbc\xe4\r\n\xc0\xee\xbb\xaa,+86 138-0000-0001,11/25 14:00\r\n\
    \xc0\xee\xbb\xaa,13800000001,12/1 9:30\r\n";

#[test]
fn a_file_of_chinese_excel_is_read_and_its_columns_can_be_chosen() {
    let folder = Folder::new();
    let path = folder.file("people.csv", GB18030);
    let file = path.to_str().unwrap();
    let ran = folder.run_with("candidates import --dry-run --on-duplicate add --json", &[file]);
    assert_eq!(ran.last()["added"], 2, "both rows, if a person says so: {ran:?}");
    let rest = path.with_file_name("rest.csv");
    let args = ["--map", "when=时间", "--untaken", rest.to_str().unwrap(), file];
    let ran = folder.run_with("candidates import --json", &args);
    assert_eq!((ran.code, &ran.last()["skipped"]), (Some(0), &1.into()), "the second row is the same person: {ran:?}");
    let list = folder.run("candidates list --json").lines();
    assert_eq!((&list[0]["name"], &list[0]["phone"]), (&"李华".into(), &"13800000001".into()), "decoded and folded");
    assert!(list[0]["fields"]["时间"].as_str().unwrap().ends_with("-11-25 14:00"), "brought into one form: {list:?}");
    let rest = std::fs::read_to_string(rest).unwrap();
    assert!(rest.contains("\"12/1 9:30\",\"3\""), "the row that was left out, with its line: {rest}");
    let wrong = folder.run_with("candidates import --map birthday=时间", &[file]);
    assert_eq!(wrong.code, Some(2), "a field that is none: {wrong:?}");
    let again = folder.run_with("candidates import --on-duplicate skip --json", &[file]);
    assert_eq!(again.last()["skipped"], 2, "both are there now: {again:?}");
}

#[test]
fn a_search_narrows_the_list() {
    let folder = Folder::new();
    folder.fill(&["zhangwei", "li.na"]);
    let found = folder.run("candidates list --search LI.NA --json").lines();
    assert_eq!(found.len(), 1, "one of two: {found:?}");
    assert_eq!(found[0]["userid"], "li.na", "compared without case");
}

#[test]
fn broken_syntax_is_told_with_its_place() {
    let folder = Folder::new();
    let file = folder.file("t.txt", "Hi\n你好 {{ name }".as_bytes());
    let ran = folder.run_with("template add --name t --json", &[file.to_str().unwrap()]);
    assert_eq!((ran.code, ran.error_code().as_deref()), (Some(2), Some("template_syntax")), "{ran:?}");
    assert!(ran.stderr.contains("line 2, column 12"), "counted in characters, as editors do: {ran:?}");
    assert_eq!(folder.run("template list --json").stdout, "", "nothing was saved");
}

#[test]
fn unknown_fields_are_warned_of_with_their_place() {
    let folder = Folder::new();
    let file = folder.file("t.txt", "\u{feff}Dear {{ name }},\n{{ room }}".as_bytes());
    let ran = folder.run_with("template add --name t --json", &[file.to_str().unwrap()]);
    assert_eq!(ran.code, Some(0), "a field may come with a later import: {ran:?}");
    let expected = json!([{
        "field": "room", "line": 2, "place": "text.content", "column": 4, "needed": true, "suggestion": "interview.place"
    }]);
    assert_eq!(ran.last()["unknown_fields"], expected, "in JSON");
    assert!(ran.stderr.contains("line 2, column 4") && ran.stderr.contains("\"room\""), "and in words: {ran:?}");
    let shown = folder.run("template show t --json").last();
    assert_eq!(shown["body"], "Dear {{ name }},\n{{ room }}", "the editor's mark is no part of the message");
}

#[test]
fn the_same_name_again_makes_a_new_version() {
    let folder = Folder::new();
    for (text, version) in [("one", 1), ("two", 2), ("two", 2)] {
        let file = folder.file("t.txt", text.as_bytes());
        let ran = folder.run_with("template add --name t --json", &[file.to_str().unwrap()]);
        assert_eq!((ran.code, &ran.last()["version"]), (Some(0), &version.into()), "{text}: {ran:?}");
    }
    assert_eq!(folder.run("template list --json").lines().len(), 1, "versions are not templates");
}

#[test]
fn a_preview_is_the_request() {
    let folder = Folder::new();
    folder.fill(&["zhangwei", "li.na", "wangfang"]);
    let ran = folder.run("preview --account practice --template hello --to all --limit 2 --json");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let lines = ran.lines();
    assert_eq!(lines.len(), 2, "as many as asked for");
    assert_eq!((&lines[1]["index"], &lines[1]["total"]), (&1.into(), &3.into(),), "its place in the selection");
    let request = lines[0]["request"].as_str().unwrap();
    let body: serde_json::Value = serde_json::from_str(request).unwrap();
    assert_eq!(body["touser"], "zhangwei", "the body of message/send itself");
    assert_eq!(body["text"]["content"], "你好 Name of zhangwei", "the fields are filled in");
    assert_eq!(lines[0]["bytes"], "你好 Name of zhangwei".len(), "bytes, not characters");
}

#[test]
fn a_preview_says_why_somebody_is_held_back() {
    let folder = Folder::new();
    folder.fill(&["zhangwei", ""]);
    let held = folder.run("preview --account practice --template hello --to all --json").lines().remove(1);
    assert_eq!(
        (&held["reason"], &held["request"]),
        (&"no_userid".into(), &json!(null)),
        "the kind word, and no request"
    );
    let bad = folder.run("preview --account practice --template hello --to everyone");
    assert_eq!(bad.code, Some(2), "a selection that is none: {bad:?}");
    assert!(bad.stderr.contains("all, search:TEXT, tag:TAG or userid:ID[,ID]"), "says what it can be: {bad:?}");
    for (line, what) in [
        ("preview --account nobody --template hello --to all", "account called \"nobody\""),
        ("preview --account practice --template none --to all", "template called \"none\""),
    ] {
        let ran = folder.run(line);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.stderr.contains(what), "what is missing is named: {ran:?}");
    }
}
