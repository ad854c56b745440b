//! People as a company has them: common and rare names, numbers, addresses. The same in every run.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use beckon_model::CandidateDraft;
use rusqlite::{Connection, named_params, params};

use crate::Outcome;

const FAMILY: [(&str, &str); 24] = [
    ("张", "zhang"),
    ("王", "wang"),
    ("李", "li"),
    ("赵", "zhao"),
    ("刘", "liu"),
    ("陈", "chen"),
    ("杨", "yang"),
    ("黄", "huang"),
    ("周", "zhou"),
    ("吴", "wu"),
    ("徐", "xu"),
    ("孙", "sun"),
    ("马", "ma"),
    ("朱", "zhu"),
    ("胡", "hu"),
    ("郭", "guo"),
    ("何", "he"),
    ("林", "lin"),
    ("高", "gao"),
    ("罗", "luo"),
    ("郑", "zheng"),
    ("梁", "liang"),
    ("谢", "xie"),
    ("欧阳", "ouyang"),
];
const GIVEN: [(&str, &str); 20] = [
    ("伟", "wei"),
    ("芳", "fang"),
    ("娜", "na"),
    ("敏", "min"),
    ("静", "jing"),
    ("丽", "li"),
    ("强", "qiang"),
    ("磊", "lei"),
    ("军", "jun"),
    ("洋", "yang"),
    ("勇", "yong"),
    ("艳", "yan"),
    ("杰", "jie"),
    ("涛", "tao"),
    ("明", "ming"),
    ("超", "chao"),
    ("秀", "xiu"),
    ("霞", "xia"),
    ("平", "ping"),
    ("刚", "gang"),
];
const POSITIONS: [&str; 6] = ["软件工程师（上海）", "产品经理", "数据分析师", "Recruiter", "测试工程师", "运营专员"];
const TAGS: [&str; 4] = ["校招", "社招", "上海", "内推"];

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % sides
    }
}

pub struct Crowd {
    pub people: Vec<CandidateDraft>,
}

impl Crowd {
    pub fn new(count: usize) -> Self {
        let mut dice = Dice(7);
        Self { people: (0..count).map(|number| person(number, &mut dice)).collect() }
    }

    /// How long a plain table takes for the same rows.
    pub fn bare(&self, path: &Path) -> Outcome<Duration> {
        let mut database = Connection::open(path)?;
        database.pragma_update(None, "journal_mode", "wal")?;
        database.execute_batch(
            "CREATE TABLE candidate (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, userid TEXT COLLATE NOCASE, phone TEXT,
             email TEXT, position TEXT, tags TEXT, fields TEXT); CREATE INDEX a ON candidate (userid);
             CREATE INDEX b ON candidate (name);",
        )?;
        let began = Instant::now();
        let rows = database.transaction()?;
        for CandidateDraft { name, userid, phone, email, position, tags, fields } in &self.people {
            let (tags, fields) = (serde_json::to_string(tags)?, serde_json::to_string(fields)?);
            rows.prepare_cached("INSERT INTO candidate VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
                .execute(params![name, userid, phone, email, position, tags, fields])?;
        }
        rows.commit()?;
        Ok(began.elapsed())
    }

    /// A log of so many rows, from plain SQL: nobody waits for a million messages.
    pub fn log(path: &Path, count: usize) -> Outcome {
        let mut database = Connection::open(path)?;
        let rows = database.transaction()?;
        rows.execute_batch(
            "INSERT INTO campaign (id, account, account_name, template, template_name, template_version, state, approval,
             created_at) VALUES (1, 'a', 'a', 1, 't', 1, 'finished', '', 1)",
        )?;
        rows.execute(
            "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < :count)
             INSERT INTO delivery (campaign, candidate, name, userid, body, body_sha256, state, errcode, msgid, due_at,
             changed_at) SELECT 1, id, name, userid, zeroblob(300), printf('%064x', n), 'accepted', 0, 'msgid' || n, 1, 1
             FROM n JOIN candidate ON id = 1 + (n * 7919) % (SELECT count(*) FROM candidate)",
            named_params! { ":count": count },
        )?;
        rows.commit()?;
        Ok(())
    }
}

fn person(number: usize, dice: &mut Dice) -> CandidateDraft {
    let (family, spelt) = FAMILY[dice.roll(FAMILY.len())];
    let (first, first_spelt) = GIVEN[dice.roll(GIVEN.len())];
    let (second, second_spelt) = if dice.roll(4) == 0 { ("", "") } else { GIVEN[dice.roll(GIVEN.len())] };
    // Somebody has the rarest name of all.
    let name = if number == 31_415 { "龘龘".to_owned() } else { format!("{family}{first}{second}") };
    let userid = format!("{spelt}{first_spelt}{second_spelt}{number}");
    CandidateDraft {
        name,
        phone: Some(format!("1{}{:08}", 30 + dice.roll(70), dice.roll(100_000_000))),
        email: Some(format!("{userid}@example.com")),
        userid: Some(userid),
        position: Some(POSITIONS[dice.roll(POSITIONS.len())].to_owned()),
        tags: vec![TAGS[dice.roll(TAGS.len())].to_owned()],
        fields: BTreeMap::from([("面试时间".to_owned(), format!("2026-11-25 {:02}:00", 9 + dice.roll(9)))]),
    }
}
