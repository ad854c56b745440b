//! How people write down who interviews, and whom Beckon reads.

use proptest::prelude::*;

use super::interviewer::{BETWEEN, interviewers};
use crate::text::half_width;

fn read(cell: &str) -> Vec<(String, String)> {
    interviewers(cell).into_iter().map(|who| (who.name, who.userid.unwrap_or_default())).collect()
}

#[test]
fn a_name_and_the_id_beside_it_are_one_person() {
    for cell in [
        "王芳(wangfang)",
        "王芳（wangfang）",
        "王芳 (wangfang)",
        "王芳<wangfang>",
        "王芳＜wangfang＞",
        "王芳【wangfang】",
        "王芳[wangfang]",
        "wangfang（王芳）",
        "wangfang<王芳>",
        "wangfang=王芳",
        "wangfang＝王芳",
        "wangfang = 王芳",
        "王芳=wangfang",
        "王芳/wangfang",
        "wangfang/王芳",
        "王芳 / wangfang",
        "王芳／wangfang",
        "王芳 wangfang",
        "wangfang 王芳",
        "王芳\u{3000}wangfang",
        " 王芳（ wangfang ）\u{200b}",
    ] {
        assert_eq!(read(cell), [("王芳".to_owned(), "wangfang".to_owned())], "{cell:?}");
    }
    for (cell, name, userid) in [
        ("Tom <tom_k>", "Tom", "tom_k"),
        ("Lina(lina)", "Lina", "lina"),
        ("tom_k=Tom", "Tom", "tom_k"),
        ("Wang Fang(wang.fang)", "Wang Fang", "wang.fang"),
        ("wangfang (Wang Fang)", "Wang Fang", "wangfang"),
        ("Tom King/tomking2", "Tom King", "tomking2"),
        ("Wang Fang fang.wang", "Wang Fang", "fang.wang"),
        ("王芳(Cindy)", "王芳", "Cindy"),
        ("王芳(10086)", "王芳", "10086"),
        ("李娜/LiNa", "李娜", "LiNa"),
        ("李娜/na.li", "李娜", "na.li"),
        ("张伟 zhang_wei", "张伟", "zhang_wei"),
        ("欧阳娜/ouyangna", "欧阳娜", "ouyangna"),
        ("王老师(wangls)", "王老师", "wangls"),
        ("wangls(王老师)", "王老师", "wangls"),
        ("王强(研发部)(wangqiang)", "王强(研发部)", "wangqiang"),
    ] {
        assert_eq!(read(cell), [(name.to_owned(), userid.to_owned())], "{cell:?}");
    }
}

#[test]
fn what_is_not_certain_stays_a_name() {
    for cell in [
        "wangfang",
        "王芳",
        "Tom King",
        "王强(研发部)",
        "wangfang(研发部)",
        "wangfang(二面)",
        "wangfang(待定)",
        "王芳(HR)",
        "王芳(hrbp)",
        "王芳(P7)",
        "王芳(3F)",
        "王芳(2)",
        "王芳(13800138000)",
        "王芳(010-12345678)",
        "王芳<wf@example.com>",
        "wangfang(Tom)",
        "Tom(tking)",
        "Tom King (London)",
        "wangfang (on leave)",
        "王芳 lina",
        "王芳 李娜",
        "王芳 wang",
        "王芳 Cindy",
        "李娜 lina 李雷 lilei",
        "王芳 李娜 wangfang",
        "李娜 liuyang",
        "李娜 yangli",
        "(wangfang)",
        "王芳()",
        "=王芳",
        "wangfang=",
        "a=b=c",
        "王芳A",
        "王芳 2",
        "Lina=Tom",
    ] {
        assert_eq!(read(cell), [(cell.to_owned(), String::new())], "{cell:?}");
    }
}

#[test]
fn people_stay_several() {
    for (cell, names) in [
        ("王芳/李娜", &["王芳", "李娜"][..]),
        ("wangfang/lina", &["wangfang", "lina"]),
        ("王芳/lina", &["王芳", "lina"]),
        ("李娜/liuyang", &["李娜", "liuyang"]),
        ("王强、李娜,Tom;A\nB\r\nC，D；E", &["王强", "李娜", "Tom", "A", "B", "C", "D", "E"]),
        ("、/,;", &[]),
    ] {
        let wanted: Vec<_> = names.iter().map(|name| ((*name).to_owned(), String::new())).collect();
        assert_eq!(read(cell), wanted, "{cell:?}");
    }
    let three = [("王芳", "wangfang"), ("李娜", "lina"), ("王强", "")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    for cell in ["王芳/wangfang/李娜/lina/王强", "wangfang=王芳，李娜（lina）、王强", "王芳 wangfang\n李娜<lina>\n王强"]
    {
        assert_eq!(read(cell), three, "{cell:?}");
    }
}

/// What a cell can be made of.
fn somebody() -> impl Strategy<Value = String> {
    let names = ["王芳", "李娜", "欧阳娜", "Tom King", "赵敏"];
    let ids = ["wangfang", "li.na", "OuYangNa", "tomking", "w1"];
    let forms = ["N", "I", "N(I)", "N（I）", "I(N)", "I（N）", "N<I>", "I=N", "N=I", "N I", "I N"];
    (0..5_usize, 0..5_usize, proptest::sample::select(forms.to_vec())).prop_map(move |(name, id, form)| {
        form.chars()
            .map(|c| match c {
                'N' => names[name].to_owned(),
                'I' => ids[id].to_owned(),
                c => c.to_string(),
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn nobody_is_lost_and_nobody_is_made_up(
        people in proptest::collection::vec(somebody(), 0..6), between in proptest::sample::select(BETWEEN.to_vec())
    ) {
        let cell = people.join(&between.to_string());
        prop_assert_eq!(interviewers(&cell).len(), people.len(), "{}", cell);
    }

    #[test]
    fn no_letter_of_a_cell_is_lost(cell in "[王芳李娜a-dlinwagf1_.()（）<>=/、, ＝／\n-]{0,24}") {
        let letters = |text: &str| {
            let mut all: Vec<char> = half_width(text).chars().filter(|c| c.is_alphanumeric()).collect();
            all.sort_unstable();
            all
        };
        let read: String = read(&cell).into_iter().map(|(name, userid)| name + &userid).collect();
        prop_assert_eq!(letters(&read), letters(&cell));
    }

    #[test]
    fn whatever_a_cell_holds_ids_are_ids_and_names_are_there(cell in "\\PC{0,40}") {
        for who in interviewers(&cell) {
            prop_assert!(!who.name.is_empty() && who.userid.is_none_or(|id| wecom::valid_userid(&id)), "{}", cell);
        }
    }
}
