//! The written part of the roster: forty people, the words others are made of, departments and tags.
//! Data only.

/// userid, name, position, department, tags.
pub(super) type HandMade = (&'static str, &'static str, &'static str, i64, &'static [i64]);

/// Department id, name, English name, parent.
pub(crate) const DEPARTMENT_TREE: &[(i64, &str, &str, i64)] = &[
    (1, "练习公司", "Practice Company", 0),
    (2, "技术部", "Engineering", 1),
    (3, "产品设计部", "Product & Design", 1),
    (4, "市场销售部", "Sales & Marketing", 1),
    (5, "人力资源部", "Human Resources", 1),
    (6, "财务部", "Finance", 1),
    (7, "前端组", "Front End", 2),
];

/// Tag id and name.
pub(crate) const TAGS: &[(i64, &str)] = &[(1, "面试官 Interviewers"), (2, "校招 Campus 2026"), (3, "空标签 Empty")];

/// Departments of made members who are visible.
pub(super) const DEPARTMENTS: &[i64] = &[2, 2, 3, 4, 5, 7];

/// Visible, but without a valid licence.
pub(super) const UNLICENSED: &[&str] = &["hujun", "tangyi", "ethan-moore"];

/// The first forty: 24 with Chinese names, 16 with English ones; department 6 is outside the visible range.
pub(super) const HAND_MADE: &[HandMade] = &[
    ("zhangwei", "张伟", "高级后端工程师", 2, &[1]),
    ("li.na", "李娜", "产品经理", 3, &[]),
    ("wangfang", "王芳", "招聘经理", 5, &[1]),
    ("liuyang", "刘洋", "前端工程师", 7, &[2]),
    ("chen_jing", "陈静", "交互设计师", 3, &[2]),
    ("yang-min", "杨敏", "测试工程师", 2, &[]),
    ("zhaolei", "赵磊", "算法工程师", 2, &[2]),
    ("huangting", "黄婷", "市场专员", 4, &[]),
    ("00123", "周洁", "数据分析师", 2, &[]),
    ("wu.hao", "吴昊", "财务主管", 6, &[]),
    ("xuyan", "徐妍", "会计", 6, &[]),
    ("sunpeng", "孙鹏", "运维工程师", 2, &[]),
    ("malin", "马琳", "视觉设计师", 3, &[2]),
    ("zhu.xiaoyu", "朱晓雨", "前端实习生", 7, &[2]),
    ("hujun", "胡俊", "销售经理", 4, &[]),
    ("guo_lin", "郭琳", "薪酬专员", 5, &[]),
    ("linfeng", "林峰", "架构师", 2, &[1]),
    ("heyu", "何雨", "客户成功经理", 4, &[]),
    ("00207", "高远", "安全工程师", 2, &[]),
    ("luo.jia", "罗佳", "内容运营", 4, &[]),
    ("liangchen", "梁晨", "后端工程师", 2, &[2]),
    ("song-wei", "宋薇", "人力资源业务伙伴", 5, &[1]),
    ("ouyang.qing", "欧阳清", "技术总监", 2, &[1]),
    ("tangyi", "唐艺", "产品实习生", 3, &[2]),
    ("EmmaClark", "Emma Clark", "Product Manager", 3, &[1]),
    ("james.wilson", "James Wilson", "Backend Engineer", 2, &[]),
    ("OliviaBrown", "Olivia Brown", "UX Researcher", 3, &[]),
    ("noah_smith", "Noah Smith", "Data Scientist", 2, &[2]),
    ("SophiaDavis", "Sophia Davis", "Recruiter", 5, &[1]),
    ("liam.taylor", "Liam Taylor", "Sales Director", 4, &[]),
    ("AvaMartin", "Ava Martin", "Financial Analyst", 6, &[]),
    ("ethan-moore", "Ethan Moore", "Front End Engineer", 7, &[2]),
    ("MiaThompson", "Mia Thompson", "Marketing Manager", 4, &[]),
    ("lucas.white", "Lucas White", "Site Reliability Engineer", 2, &[]),
    ("00451", "Grace Harris", "Office Manager", 5, &[]),
    ("HenryLewis", "Henry Lewis", "Treasurer", 6, &[]),
    ("chloe.walker", "Chloe Walker", "Graphic Designer", 3, &[2]),
    ("DanielHall", "Daniel Hall", "QA Engineer", 2, &[]),
    ("ella_young", "Ella Young", "Account Executive", 4, &[]),
    ("JackKing", "Jack King", "Engineering Manager", 2, &[1]),
];

/// Family and given names, each with its spelling in a userid.
pub(super) type Names = (&'static [(&'static str, &'static str)], &'static [(&'static str, &'static str)]);

pub(super) const NAMES_ZH: Names = (
    &[
        ("王", "wang"),
        ("李", "li"),
        ("张", "zhang"),
        ("刘", "liu"),
        ("陈", "chen"),
        ("杨", "yang"),
        ("赵", "zhao"),
        ("黄", "huang"),
        ("周", "zhou"),
        ("吴", "wu"),
        ("诸葛", "zhuge"),
        ("吕", "lv"),
    ],
    &[
        ("思远", "siyuan"),
        ("雨桐", "yutong"),
        ("浩然", "haoran"),
        ("欣怡", "xinyi"),
        ("子涵", "zihan"),
        ("明轩", "mingxuan"),
        ("佳宁", "jianing"),
        ("文博", "wenbo"),
        ("晓", "xiao"),
        ("婧", "jing"),
        ("立群", "liqun"),
        ("海燕", "haiyan"),
    ],
);

pub(super) const NAMES_EN: Names = (
    &[
        ("Adams", "Adams"),
        ("Baker", "Baker"),
        ("Carter", "Carter"),
        ("Evans", "Evans"),
        ("Foster", "Foster"),
        ("Green", "Green"),
        ("Hughes", "Hughes"),
        ("O'Neill", "ONeill"),
        ("Parker", "Parker"),
        ("Scott", "Scott"),
    ],
    &[
        ("Alice", "Alice"),
        ("Ben", "Ben"),
        ("Charlotte", "Charlotte"),
        ("David", "David"),
        ("Eva", "Eva"),
        ("Frank", "Frank"),
        ("Hannah", "Hannah"),
        ("Isaac", "Isaac"),
        ("Julia", "Julia"),
        ("Zoë", "Zoe"),
    ],
);

pub(super) const POSITIONS_ZH: &[&str] =
    &["后端工程师", "前端工程师", "产品经理", "测试工程师", "运营专员", "销售顾问", "人事专员", "设计师"];

pub(super) const POSITIONS_EN: &[&str] =
    &["Software Engineer", "Product Manager", "Designer", "Sales Manager", "Recruiter", "Data Analyst"];
