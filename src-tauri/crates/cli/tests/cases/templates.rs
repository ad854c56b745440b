//! Templates: other tools' fields, braces as text, files that are no plain text, values in markdown.

use super::common::{Folder, Ran};
use super::table::{By, Outcome, Table};

const KIND: &str = "templates";

/// A file that was handed to the project.
fn input(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/cases/inputs/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Two people with columns of many kinds.
fn people(folder: &Folder) {
    imported(
        folder,
        "姓名,企业微信账号,会议室,预计薪资(元),Start Date,C++,C#,123,for,true,a.b,\"say \"\"hi\"\"\",📅,name_2\n\
         高一鸣,gao1,3楼301,20000,2027-01-04,4年,2年,壹,为,真,点,嗨,日历,二\n\
         李娜,li.na,,18000,,1年,,,,,,,,\n"
            .as_bytes(),
    );
}

fn imported(folder: &Folder, bytes: &[u8]) {
    let file = folder.file("people.csv", bytes);
    let ran = folder.run_with("candidates import", &[file.to_str().unwrap()]);
    assert_eq!(ran.code, Some(0), "the people are needed: {ran:?}");
}

fn add(folder: &Folder, bytes: &[u8], more: &str) -> Ran {
    let file = folder.file("template.txt", bytes);
    folder.run_with(&format!("template add --name t {more}"), &[file.to_str().unwrap()])
}

fn shown(folder: &Folder) -> String {
    folder.run("template show t").stdout.trim_end().to_owned()
}

fn first_preview(folder: &Folder) -> serde_json::Value {
    let ran = folder.run("preview --account practice --template t --to userid:gao1 --json");
    ran.lines().into_iter().next().unwrap_or_default()
}

pub fn cases(table: &mut Table) {
    other_tools(table);
    braces(table);
    no_words(table);
    names(table);
    links(table);
    files(table);
    markdown(table);
}

/// What is warned of, and what it becomes with `--repair`.
fn other_tools(table: &mut Table) {
    for (case, file, repaired) in [
        ("e04-single", "e04-other-tool-single.txt", "{{ name }}您好，请于{{ interview.starts }}到场。"),
        ("e04-cn", "e04-other-tool-cn.txt", "{{ name }}您好，请于{{ interview.starts }}到场。"),
        ("e04-dollar", "e04-other-tool-dollar.txt", "{{ name }}您好，请于{{ interview.starts }}到场。"),
        ("e04-full", "e04-other-tool-full.txt", "{{ name }}您好，请于{{ interview.starts }}到场。"),
        ("e04-hash", "e04-other-tool-hash.txt", "{{ name }}您好，请于{{ interview.starts }}到场。"),
        ("e04-paren", "e04-other-tool-paren.txt", "{{ name }}您好，请于{{ interview.starts }}到场。"),
        ("e04-percent", "e04-other-tool-percent.txt", "{{ name }}您好，请于{{ interview.starts }}到场。"),
        ("e04-square", "e04-other-tool-square.txt", "{{ name }}您好，请于{{ name }}到场。"),
        ("e04-word", "e04-other-tool-word.txt", "{{ name }}您好，请于{{ interview.starts }}到场。"),
    ] {
        let text = String::from_utf8(input(file)).unwrap();
        table.case((KIND, case, By::Handed), (text.trim(), "a warning, and --repair writes the fields"), |folder| {
            other_tool(folder, text.trim(), repaired)
        });
    }
    for (case, text, repaired) in [
        ("other-1", "{会议室}见", "{{ 会议室 }}见"),
        ("other-2", "{{ name }}，%START_DATE%", "{{ name }}，{{ Start_Date }}"),
        ("other-3", "#{name} 您好", "{{ name }} 您好"),
        ("other-4", "*|NAME|* 您好", "{{ name }} 您好"),
        ("other-5", "<%= name %> 您好", "{{ name }} 您好"),
        ("other-6", "{ 姓 名 } 您好", "{{ name }} 您好"),
        ("other-7", "{{姓名} 您好", "{{ name }} 您好"),
        ("other-8", "{{姓名｝｝您好", "{{ name }}您好"),
        ("other-9", "{#姓名#}您好", "{{ name }}您好"),
        ("other-10", "［姓名］您好", "{{ name }}您好"),
        ("other-11", "{{{姓名}}}您好", "{{ name }}您好"),
        ("other-12", "{{{ name }}}您好", "{{ name }}您好"),
        ("other-13", "$name 您好", "{{ name }} 您好"),
        ("other-14", "$name$ 您好", "{{ name }} 您好"),
        ("other-15", "《姓名》您好", "{{ name }}您好"),
        ("other-16", "%{name} 您好", "{{ name }} 您好"),
    ] {
        table.case((KIND, case, By::Own), (text, "a warning or an error, and --repair writes the field"), |folder| {
            other_tool(folder, text, repaired)
        });
    }
    for (case, text) in [
        ("prose-1", "【重要】请带好【身份证】，第 #1 题占 50%，#2 题占 50%"),
        ("prose-2", "【面试时间】12月15日 14:00\n【面试地点】3楼301"),
        ("prose-3", "姓名:{{ name }} [地图](https://x.com) <font color=\"info\">好</font>"),
        ("prose-5", "月薪 $5000，US$name_2，阅读《职位说明》，$userName=lihua$"),
        ("prose-4", "if (a) { b(); } 和 ((1+2)*3)，见 https://x.com/?q=%E5%A7%93%E5%90%8D"),
    ] {
        table.case((KIND, case, By::Own), (text, "no warning: it is what somebody wants to say"), |folder| {
            people(folder);
            let ran = add(folder, text.as_bytes(), "");
            Outcome::of(&ran.stderr, ran.code == Some(0) && ran.stderr.is_empty())
        });
    }
    table.case(
        (KIND, "check-1", By::Own),
        ("{姓名} in a template that is checked before sending", "the warning stands in the check as well"),
        |folder| {
            people(folder);
            add(folder, "{姓名}您好".as_bytes(), "");
            let ran = folder.run("send --account practice --template t --to userid:gao1 --dry-run --json");
            let kind = ran.last()["remarks"][0]["kind"].clone();
            Outcome::of(format!("{kind} {}", ran.stderr), kind == "other_tool" && ran.stderr.contains("another tool"))
        },
    );
}

fn other_tool(folder: &Folder, text: &str, repaired: &str) -> Outcome {
    people(folder);
    let warned = add(folder, text.as_bytes(), "");
    let told = warned.stderr.contains("{{") && warned.stderr.contains("--repair");
    let ran = add(folder, text.as_bytes(), "--repair");
    let now = shown(folder);
    Outcome::of(format!("{} => {now}", warned.stderr), told && ran.code == Some(0) && now == repaired)
}

fn braces(table: &mut Table) {
    table.case(
        (KIND, "e02", By::Handed),
        ("{{1,2},{3,4}} in a piece of C++, and {{TODO}}", "told how braces are written as text"),
        |folder| {
            people(folder);
            let ran = add(folder, &input("e02-literal-braces.txt"), "");
            Outcome::words(&ran, 2, &["{{ \"{{\" }}", "--repair"])
        },
    );
    table.case(
        (KIND, "e02-repair", By::Own),
        ("the same with --repair", "saved, the braces stand in the message as typed, {{TODO}} is told"),
        |folder| {
            people(folder);
            let ran = add(folder, &input("e02-literal-braces.txt"), "--repair");
            let now = shown(folder);
            let right = ran.code == Some(0) && now.contains("{{ \"{{\" }}1,2},{3,4}};") && ran.stderr.contains("TODO");
            Outcome::of(format!("{} => {now}", ran.stderr), right)
        },
    );
    table.case(
        (KIND, "braces-1", By::Own),
        ("{{ \"{{\" }}1,2},{3,4}}; in a message", "the message holds {{1,2},{3,4}};"),
        |folder| {
            people(folder);
            add(folder, "a = {{ \"{{\" }}1,2},{3,4}};".as_bytes(), "");
            let said = first_preview(folder)["text"].to_string();
            Outcome::of(&said, said == "\"a = {{1,2},{3,4}};\"")
        },
    );
    for (case, text, words) in [
        ("braces-2", "打{%折", &["--repair"][..]),
        ("braces-3", "{{ }}", &["{{ \"{{\" }}"]),
        ("braces-4", "{{ name or “同学” }}", &["“", "--repair"]),
        ("braces-5", "{{ room number }}", &["one field"]),
        ("braces-6", "{{ name || 'you' }}", &["is not a field"]),
        ("braces-7", "{{#if name}}您好{{/if}}", &["the character # cannot stand between {{ and }}"]),
    ] {
        table.case((KIND, case, By::Own), (text, "refused in plain words, with what to write"), |folder| {
            people(folder);
            let ran = add(folder, text.as_bytes(), "");
            let outcome = Outcome::words(&ran, 2, words);
            Outcome::of(&outcome.said, outcome.right && !ran.stderr.contains("unexpected"))
        });
    }
    for (case, text, means) in [
        ("unseen-1", "{{ na\u{200b}me }}您好", "高一鸣您好"),
        ("unseen-2", "{{\u{a0}name\u{3000}}}您好", "高一鸣您好"),
        ("unseen-3", "\u{feff}{{ \u{feff}name }}\r\n您好", "高一鸣\n您好"),
    ] {
        table.case((KIND, case, By::Own), (text, "what nobody sees is no part of a field"), |folder| {
            people(folder);
            add(folder, text.as_bytes(), "");
            let said = first_preview(folder)["text"].as_str().unwrap_or_default().to_owned();
            Outcome::of(&said, said == means)
        });
    }
}

fn no_words(table: &mut Table) {
    for (case, text) in [
        ("a part of nothing", "尾号 {{ 手机号[-4:] }}"),
        ("a whole interview", "面试：{{ interview }}"),
        ("a list", "{{ [name] }}"),
        ("a program's yes", "{{ name is defined }}"),
        ("a program's nothing", "{{ none }}"),
    ] {
        table.case((KIND, case, By::Own), (text, "held back: nobody gets [] or {'date': …"), |folder| {
            people(folder);
            add(folder, text.as_bytes(), "");
            let preview = first_preview(folder);
            Outcome::of(format!("{} {}", preview["why"], preview["text"]), preview["why"].is_string())
        });
    }
}

fn names(table: &mut Table) {
    table.case(
        (KIND, "e06", By::Handed),
        (
            "{{ 面试时间 }} of a column that became the interview's",
            "the message says the time, or what to write is told",
        ),
        |folder| {
            imported(folder, &input("e06-readme-columns.csv"));
            let added = add(folder, &input("e06-readme-template.txt"), "");
            let preview = first_preview(folder);
            let works =
                preview["text"].as_str().is_some_and(|text| text.contains("2026-12-15") || text.contains("12月15日"));
            let told =
                [&added.stderr, &preview["why"].to_string()].iter().all(|said| said.contains("interview.starts"));
            Outcome::of(format!("{} | {}", added.stderr, preview["why"]), works || told)
        },
    );
    for (case, text, suggestion) in [
        ("name-1", "{{ Nmae }}", "{{ name }}"),
        ("name-2", "{{ 手机号码 }}", "{{ phone }}"),
        ("name-3", "{{ 面试地点 }}", "{{ interview.place }}"),
        ("name-4", "{{ interview.start }}", "{{ interview.starts }}"),
        ("name-5", "{{ ｎａｍｅ }}", "{{ name }}"),
        ("name-6", "{{ 预计薪资 }}", "{{ 预计薪资_元 }}"),
        ("name-7", "{{ 预计薪资(元) }}", "{{ 预计薪资_元 }}"),
        ("name-8", "{{ start_date }}", "{{ Start_Date }}"),
        ("name-9", "{{ a.b }}", "{{ a_b }}"),
        ("name-10", "{{ 123 }}", "{{ _123 }}"),
        ("name-11", "{{ \"姓名\" }}", "{{ name }}"),
        ("name-12", "{% if 姓名 %}您好{% endif %}", "{{ name }}"),
        ("name-13", "{{ 手机号[-4:] }}", "{{ phone[-4:] }}"),
        ("name-14", "{{ interview }}", "{{ interview.starts }}"),
    ] {
        table.case((KIND, case, By::Own), (text, "the field that is meant is named"), |folder| {
            people(folder);
            Outcome::words(&add(folder, text.as_bytes(), ""), 0, &[suggestion])
        });
    }
    table.case(
        (KIND, "name-12", By::Own),
        ("{{ nmae }} in the check before sending", "held back, and the field that is meant is named"),
        |folder| {
            people(folder);
            add(folder, b"{{ nmae }}", "");
            let ran = folder.run("send --account practice --template t --to userid:gao1 --dry-run");
            Outcome::words(&ran, 2, &["nmae", "use {{ name }}"])
        },
    );
    table.case(
        (KIND, "header-1", By::Own),
        ("every column as `template fields` says that it is written", "each message holds the value of its column"),
        |folder| {
            people(folder);
            let fields = folder.run("template fields --json").lines();
            let own = fields.iter().filter(|field| {
                let key = field["key"].as_str().unwrap_or_default();
                !key.contains('.') && !["name", "userid", "phone", "email", "position"].contains(&key)
            });
            let keys: Vec<String> = own.map(|field| field["key"].as_str().unwrap_or_default().to_owned()).collect();
            let text: String = keys.iter().map(|key| format!("[{{{{ {key} }}}}]")).collect();
            add(folder, text.as_bytes(), "");
            let said = first_preview(folder)["text"].as_str().unwrap_or_default().to_owned();
            let values = ["3楼301", "20000", "2027-01-04", "4年", "2年", "壹", "为", "真", "点", "嗨", "日历", "二"];
            let right = keys.len() == values.len() && values.iter().all(|value| said.contains(&format!("[{value}]")));
            Outcome::of(format!("{} => {said}", keys.join(" ")), right)
        },
    );
}

fn links(table: &mut Table) {
    table.case(
        (KIND, "link-1", By::Own),
        ("a card whose link begins with HTTPS://", "sent with https://, as WeCom documents it"),
        |folder| {
            people(folder);
            let card = r#"{"kind":"textcard","title":"面试","description":"{{ name }}","url":"HTTPS://Example.com/{{ userid }}","btntxt":""}"#;
            add(folder, card.as_bytes(), "--kind json");
            let preview = first_preview(folder);
            let url = preview["content"]["url"].as_str().unwrap_or_default().to_owned();
            Outcome::of(format!("{url} {}", preview["why"]), url == "https://Example.com/gao1" && preview["why"].is_null())
        },
    );
}

fn files(table: &mut Table) {
    table.case((KIND, "e07-gb18030", By::Handed), ("a template in GB18030", "read as it was written"), |folder| {
        add(folder, &input("e07-template-gb18030.txt"), "");
        let now = shown(folder);
        Outcome::of(&now, now == "{{ name }}您好，请查收。")
    });
    table.case((KIND, "e07-rtf", By::Handed), ("a template in RTF", "refused by kind"), |folder| {
        Outcome::words(&add(folder, &input("e07-template.rtf"), ""), 2, &["RTF", "plain text"])
    });
    let utf16 =
        |text: &str, mark: &[u8]| [mark, &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()].concat();
    for (case, what, bytes) in [
        ("file-1", "UTF-16 with a mark", utf16("{{ name }}您好\r\n第二行", b"\xff\xfe")),
        ("file-2", "UTF-16 without a mark", utf16("{{ name }}您好\r\n第二行", b"")),
        ("file-3", "UTF-8 with a mark and line ends of old Macs", "\u{feff}{{ name }}您好\r第二行".as_bytes().to_vec()),
    ] {
        table.case((KIND, case, By::Own), (what, "read as it was written, one kind of line end"), |folder| {
            add(folder, &bytes, "");
            let now = shown(folder);
            Outcome::of(&now, now == "{{ name }}您好\n第二行")
        });
    }
    for (case, what, bytes, word) in [
        ("file-4", "a PDF", &b"%PDF-1.7\n%\xe2\xe3"[..], "PDF"),
        ("file-5", "a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture"),
        ("file-6", "an archive", b"PK\x03\x04\x14\0\0\0", "archive"),
        (
            "file-7",
            "zero bytes between the letters",
            b"Hello {{ name }}, you are\0invited to our office",
            "binary data",
        ),
        ("file-8", "an old Word document", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0", "old document"),
    ] {
        table.case((KIND, case, By::Own), (what, "refused by kind, nothing saved"), |folder| {
            let outcome = Outcome::words(&add(folder, bytes, ""), 2, &[word]);
            Outcome::of(&outcome.said, outcome.right && folder.run("template list --json").stdout.is_empty())
        });
    }
}

fn markdown(table: &mut Table) {
    table.case(
        (KIND, "a07", By::Handed),
        ("values with *, _, links, backticks and HTML in markdown", "the check says whose value may look otherwise"),
        |folder| {
            imported(folder, &input("a07-people.csv"));
            add(folder, &input("a07-markdown.txt"), "--kind markdown");
            let ran = folder.run("send --account practice --template t --to all --dry-run --json");
            let told = ran.last()["formats"].to_string();
            let values = ["*dev*_snake_case", "```html", "孟<font>可", "[点我](http://x)", "a`b"];
            Outcome::of(&told, values.iter().all(|value| told.contains(value)) && ran.stderr.contains("Markdown"))
        },
    );
    for (case, template, value, told) in [
        ("markdown-1", "**{{ name }}** {{ 备注 }}", "**加急**", true),
        ("markdown-2", "**{{ name }}** {{ 备注 }}", "snake_case_name 3 * 4", false),
        ("markdown-3", "{{ 备注 }}", "> 5 年", true),
        ("markdown-4", "经验 {{ 备注 }}", "> 5 年", false),
        ("markdown-5", "{{ name }}，没有别的", "**加急**", false),
    ] {
        let expected = if told { "told in the preview" } else { "nothing to tell" };
        table.case((KIND, case, By::Own), (&format!("{template} with {value}"), expected), |folder| {
            imported(folder, format!("姓名,企业微信账号,备注\n高一鸣,gao1,{value}\n").as_bytes());
            add(folder, template.as_bytes(), "--kind markdown");
            let preview = first_preview(folder);
            let said = preview["remarks"].to_string();
            let sent = preview["text"].as_str().unwrap_or_default().to_owned();
            let whole = !template.contains("备注") || sent.contains(value);
            Outcome::of(format!("{said} {sent}"), (said != "[]") == told && whole)
        });
    }
}
