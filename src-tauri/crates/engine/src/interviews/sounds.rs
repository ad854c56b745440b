//! Whether a user id sounds like a name: the usual surnames in pinyin, or the words of a name in Latin letters.
//!
//! A yes is certain, a no says nothing: the list is short, and nicknames sound like nobody. Never in here: what follows from it.

/// How the usual surnames are written in ids.
#[rustfmt::skip]
const SURNAMES: [(&str, &str); 180] = [
    ("ai", "艾"), ("an", "安"), ("bai", "白柏"), ("ban", "班"), ("bao", "包鲍"), ("bei", "贝"), ("bi", "毕"), ("bian", "卞边"),
    ("cai", "蔡"), ("cao", "曹"), ("cen", "岑"), ("chai", "柴"), ("chang", "常"), ("che", "车"), ("chen", "陈谌陳"),
    ("cheng", "程成"), ("chu", "储褚楚"), ("cong", "丛"), ("cui", "崔"), ("dai", "戴代"), ("dang", "党"), ("deng", "邓鄧"),
    ("diao", "刁"), ("ding", "丁"), ("dong", "董"), ("dou", "窦"), ("du", "杜"), ("duan", "段"), ("fan", "范樊"),
    ("fang", "方房"), ("fei", "费"), ("feng", "冯封馮"), ("fu", "傅付符"), ("gan", "甘"), ("gao", "高"), ("ge", "葛盖"),
    ("geng", "耿"), ("gong", "龚宫巩"), ("gou", "苟"), ("gu", "顾古谷顧"), ("guan", "关管"), ("guo", "郭"), ("han", "韩韓"),
    ("hang", "杭"), ("hao", "郝"), ("he", "何贺和"), ("hong", "洪"), ("hou", "侯"), ("hu", "胡扈"), ("hua", "华花"),
    ("huang", "黄黃"), ("huo", "霍"), ("ji", "季纪吉姬"), ("jia", "贾賈"), ("jian", "简"), ("jiang", "蒋江姜蔣"), ("jiao", "焦"),
    ("jin", "金靳"), ("jing", "景荆井"), ("ju", "鞠"), ("kang", "康"), ("ke", "柯"), ("kong", "孔"), ("kuang", "匡邝"),
    ("lai", "赖"), ("lan", "兰蓝"), ("lang", "郎"), ("lao", "劳"), ("lei", "雷"), ("leng", "冷"), ("li", "李黎厉利栗"),
    ("lian", "连廉"), ("liang", "梁"), ("liao", "廖"), ("lin", "林蔺"), ("ling", "凌"), ("liu", "刘柳劉"), ("long", "龙龍"),
    ("lou", "娄楼"), ("lu", "卢陆鲁路盧陸吕"), ("luo", "罗骆洛羅"), ("lv", "吕呂"), ("lyu", "吕呂"), ("ma", "马麻馬"), ("man", "满"),
    ("mao", "毛茅"), ("mei", "梅"), ("meng", "孟蒙"), ("mi", "米"), ("miao", "苗缪"), ("min", "闵"), ("ming", "明"),
    ("mo", "莫"), ("mu", "穆牟"), ("ni", "倪"), ("nie", "聂"), ("ning", "宁"), ("niu", "牛"), ("ou", "欧区"), ("ouyang", "欧"),
    ("pan", "潘"), ("pang", "庞"), ("pei", "裴"), ("peng", "彭"), ("piao", "朴"), ("ping", "平"), ("pu", "蒲濮朴"),
    ("qi", "齐祁戚"), ("qian", "钱"), ("qiang", "强"), ("qiao", "乔"), ("qin", "秦覃"), ("qiu", "邱丘仇"), ("qu", "曲瞿屈"),
    ("ran", "冉"), ("rao", "饶"), ("ren", "任"), ("rong", "荣"), ("ruan", "阮"), ("sang", "桑"), ("sha", "沙"),
    ("shan", "单"), ("shao", "邵"), ("shen", "沈申"), ("sheng", "盛"), ("shi", "石史施时"), ("shu", "舒"), ("situ", "司"),
    ("song", "宋"), ("su", "苏蘇"), ("sun", "孙孫"), ("tan", "谭谈覃譚"), ("tang", "唐汤"), ("tao", "陶"), ("tian", "田"),
    ("tong", "童佟"), ("tu", "涂屠"), ("wan", "万萬"), ("wang", "王汪"), ("wei", "魏韦卫"), ("wen", "文温闻"), ("weng", "翁"),
    ("wu", "吴武伍邬巫吳"), ("xi", "席奚"), ("xia", "夏"), ("xiang", "向项"), ("xiao", "萧肖蕭"), ("xie", "谢解謝"), ("xin", "辛"),
    ("xing", "邢"), ("xiong", "熊"), ("xu", "徐许許"), ("xue", "薛"), ("yan", "阎严颜闫燕"), ("yang", "杨羊阳楊"), ("yao", "姚"),
    ("ye", "叶葉"), ("yi", "易"), ("yin", "尹殷"), ("ying", "应"), ("you", "尤游"), ("yu", "于余俞喻虞郁"), ("yuan", "袁苑"),
    ("yue", "岳乐"), ("zang", "臧"), ("zeng", "曾"), ("zhai", "翟"), ("zhan", "詹占展"), ("zhang", "张章張"), ("zhao", "赵趙"),
    ("zhen", "甄"), ("zheng", "郑鄭"), ("zhong", "钟鍾"), ("zhou", "周"), ("zhu", "朱祝诸竺"), ("zhuang", "庄"), ("zhuge", "诸"),
    ("zong", "宗"), ("zou", "邹"), ("zuo", "左"),
];

/// Whether an id is that of a name: it has the surname at the one end, and something that can be a given name beside it.
pub(super) fn sounds_like(name: &str, userid: &str) -> bool {
    let first = name.chars().find(|c| c.is_alphabetic());
    match first {
        Some(c) if !c.is_ascii() => {
            let mut surnames = SURNAMES.iter().filter(|(_, all)| all.contains(c));
            surnames.any(|(sound, _)| begins_with(userid, sound) || ends_with(userid, sound))
        }
        _ => sounds_like_all_of(name, userid),
    }
}

/// Whether an id is made of all words of a name in Latin letters, the first of them in front or at the end; digits may follow.
pub(super) fn sounds_like_all_of(name: &str, userid: &str) -> bool {
    let plain = |text: &str| text.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
    let mut words: Vec<String> = name.split_whitespace().map(plain).collect();
    let id = plain(userid.trim_end_matches(|c: char| c.is_ascii_digit()));
    let same = |words: &[String]| !id.is_empty() && words.concat() == id;
    let forwards = name.is_ascii() && same(&words);
    if !words.is_empty() {
        words.rotate_left(1);
    }
    forwards || name.is_ascii() && same(&words)
}

/// The surname, and a new syllable after it: `liuyang` does not begin with `li`.
fn begins_with(userid: &str, surname: &str) -> bool {
    let (Some(start), Some(rest)) = (userid.get(..surname.len()), userid.get(surname.len()..)) else { return false };
    let vowel = |b: u8| b"aeiouv".contains(&b.to_ascii_lowercase());
    let new_syllable = match rest.as_bytes() {
        [b'_' | b'-' | b'.', next, ..] => next.is_ascii_alphabetic(),
        [b'A'..=b'Z', ..] => userid.bytes().any(|b| b.is_ascii_lowercase()),
        [b'z' | b'c' | b's', b'h', next, ..] => vowel(*next),
        [first, next, ..] => first.is_ascii_alphabetic() && !vowel(*first) && vowel(*next),
        _ => false,
    };
    start.eq_ignore_ascii_case(surname) && new_syllable
}

/// The surname behind a sign or with a capital: `yangli` does not end with `li`.
fn ends_with(userid: &str, surname: &str) -> bool {
    let Some(at) = userid.len().checked_sub(surname.len()).filter(|at| *at > 0) else { return false };
    let (Some(before), Some(end)) = (userid.get(..at), userid.get(at..)) else { return false };
    let begins = before.ends_with(['_', '-', '.'])
        || end.starts_with(|c: char| c.is_ascii_uppercase()) && before.ends_with(|c: char| c.is_ascii_lowercase());
    end.eq_ignore_ascii_case(surname) && begins
}
