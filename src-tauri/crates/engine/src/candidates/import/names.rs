//! What headers are called, in Chinese and English. Never in here: which row is the header.

use beckon_model::ColumnUse;

use crate::text::half_width;
use crate::text::is_invisible;

/// What a header names, if it is known.
pub(super) fn known(header: &str) -> Option<ColumnUse> {
    named(header, NAMES)
}

/// What a header names in a file that speaks of interviews.
pub(super) fn known_beside(header: &str) -> Option<ColumnUse> {
    named(header, NAMES_BESIDE)
}

/// What a header names, and whether only beside others that speak of an interview.
pub(crate) fn known_header(header: &str) -> Option<(ColumnUse, bool)> {
    let beside = || known_beside(header).map(|used| (used, true));
    known(header).map(|used| (used, false)).or_else(beside)
}

/// Every name that a header has by itself, folded, with what it names.
pub(crate) fn aliases() -> impl Iterator<Item = (&'static str, ColumnUse)> {
    NAMES.iter().flat_map(|(used, names)| names.iter().map(|name| (*name, *used)))
}

fn named(header: &str, names: &[(ColumnUse, &[&str])]) -> Option<ColumnUse> {
    let mut depth = 0_u32;
    let mut plain = String::new();
    for c in half_width(header).to_lowercase().chars() {
        match c {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth = depth.saturating_sub(1),
            '-' | '_' | '*' | ':' | '\'' => {}
            c if depth > 0 || c.is_whitespace() || is_invisible(c) => {}
            c => plain.push(c),
        }
    }
    names.iter().find(|(_, names)| names.contains(&plain.as_str())).map(|(used, _)| *used)
}

/// Names in lower case without blanks, hyphens, underscores, stars and what stands in brackets.
const NAMES: &[(ColumnUse, &[&str])] = &[
    (
        ColumnUse::Name,
        &[
            "name",
            "fullname",
            "candidate",
            "candidatename",
            "姓名",
            "名字",
            "候选人",
            "候选人姓名",
            "应聘者",
            "应聘者姓名",
        ],
    ),
    (
        ColumnUse::Userid,
        &[
            "userid",
            "wecomid",
            "wecomuserid",
            "wecomaccount",
            "企业微信账号",
            "企业微信帐号",
            "企业微信id",
            "企微账号",
            "企微id",
            "成员账号",
            "账号",
            "帐号",
        ],
    ),
    (
        ColumnUse::Phone,
        &[
            "phone",
            "phonenumber",
            "mobile",
            "mobilephone",
            "mobilenumber",
            "tel",
            "cell",
            "手机",
            "手机号",
            "手机号码",
            "电话",
            "联系电话",
            "联系方式",
            "电话号码",
        ],
    ),
    (
        ColumnUse::Email,
        &["email", "mail", "emailaddress", "邮箱", "电子邮箱", "邮件", "邮箱地址", "电子邮件", "个人邮箱"],
    ),
    (
        ColumnUse::Position,
        &["position", "jobtitle", "job", "role", "职位", "岗位", "应聘职位", "应聘岗位", "职位名称", "岗位名称"],
    ),
    (ColumnUse::Tags, &["tags", "tag", "标签"]),
    (
        ColumnUse::Starts,
        &[
            "interviewtime",
            "interviewstart",
            "interviewstarttime",
            "interviewdatetime",
            "面试时间",
            "面试开始时间",
            "面试日期时间",
            "面试日期及时间",
        ],
    ),
    (ColumnUse::Day, &["interviewdate", "interviewday", "面试日期", "面试日"]),
    (ColumnUse::Minutes, &["interviewlength", "interviewduration", "interviewminutes", "面试时长"]),
    (ColumnUse::Round, &["interviewround", "面试轮次", "面试轮数"]),
    (ColumnUse::Format, &["interviewformat", "interviewtype", "面试形式", "面试方式"]),
    (
        ColumnUse::Place,
        &["interviewplace", "interviewlocation", "interviewroom", "面试地点", "面试地址", "面试房间", "面试会议室"],
    ),
    (ColumnUse::Link, &["interviewlink", "interviewurl", "meetinglink", "面试链接", "会议链接", "视频会议链接"]),
    (ColumnUse::Interviewers, &["interviewers", "interviewer", "面试官", "面试官姓名"]),
];

/// Names that mean the interview only in a file that speaks of one: elsewhere a date or a room can be anything.
const NAMES_BESIDE: &[(ColumnUse, &[&str])] = &[
    (ColumnUse::Starts, &["time", "start", "starts", "starttime", "时间", "开始时间"]),
    (ColumnUse::Day, &["date", "day", "日期"]),
    (ColumnUse::Minutes, &["length", "duration", "minutes", "时长", "分钟"]),
    (ColumnUse::Round, &["round", "轮次"]),
    (ColumnUse::Format, &["format", "形式", "方式"]),
    (ColumnUse::Place, &["place", "location", "room", "venue", "地点", "地址", "房间", "会议室"]),
    (ColumnUse::Link, &["link", "url", "链接"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_in_both_languages_and_with_remarks() {
        for header in ["姓名", "* 姓名（必填）", "Full Name", "full_name", "候选人:", "ＮＡＭＥ"] {
            assert_eq!(known(header), Some(ColumnUse::Name), "{header}");
        }
        assert_eq!(known("E-mail"), Some(ColumnUse::Email), "a hyphen");
        assert_eq!(known("部门"), None, "anything else is the person's own");
    }
}
