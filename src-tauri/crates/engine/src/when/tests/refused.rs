//! What is refused, and the piece that is named.

use super::{Kind, refused};

#[test]
fn what_is_not_understood_is_named() {
    for (text, piece) in [
        ("12月15日 14:00（腾讯会议）", "腾讯会议"),
        ("12月15日 14:00 腾讯会议", "腾讯会议"),
        ("下周三 14:00", "下周三"),
        ("soon", "soon"),
        ("2026-W51 14:00", "W51"),
        ("2026-349 14:00", "2026-349"),
        ("12026-12-15 14:00", "12026-12-15"),
        ("2026-12-15 14:000", "14:000"),
        ("2026-12-15 14:00!", "!"),
        ("2026-12-15 14:00 (", "("),
        ("2026-12-15 14:00 ()", "()"),
        ("2026-12-15 14:00 CST", "CST"),
        ("2026-12-15 14", "14"),
        ("2026-12-15 1400", "1400"),
        ("T2026-12-15 14:00", "T2026-12-15"),
        ("15日 14:00", "15日"),
        ("2026-12-15 14:00 60分钟", "钟"),
        ("1795579200", "1795579200"),
        ("2026-12-15 14.30 pm", "14.30"),
        ("2026-12-15 14.30", "14.30"),
        ("2026-12-15 14-00", "14-00"),
        ("差一刻三点", "差一刻三点"),
    ] {
        assert_eq!(refused(text), (Kind::NotUnderstood, piece.to_owned()), "{text}");
    }
}

#[test]
fn what_could_mean_two_things_or_nothing_is_not_guessed() {
    for (text, kind) in [
        ("", Kind::Empty),
        (" \u{3000}", Kind::Empty),
        ("2026-02-30 14:00", Kind::NoSuchDay),
        ("2月30日 14:00", Kind::NoSuchDay),
        ("2月29日 14:00", Kind::NoSuchDay),
        ("13/13/2026 14:00", Kind::NoSuchDay),
        ("9999-12-31 23:30", Kind::NoSuchDay),
        ("15/12 14:00", Kind::NoSuchDay),
        ("2026-12-15 25:00", Kind::NoSuchTime),
        ("2026-12-15 24:30", Kind::NoSuchTime),
        ("2026-12-15 14:60", Kind::NoSuchTime),
        ("3/4/2026 14:00", Kind::DayOrMonth),
        ("3.4.2026 14:00", Kind::DayOrMonth),
        ("26-12-15 14:00", Kind::ShortYear),
        ("15-Dec-26 14:00", Kind::ShortYear),
        ("12月15日(周三) 14:00", Kind::Weekday),
        ("Mon 2026-12-15 14:00", Kind::Weekday),
        ("周二 14:00", Kind::NoDay),
        ("14:00", Kind::NoDay),
        ("2026-12-15", Kind::NoTime),
        ("2026-12-15 2026-12-15 14:00", Kind::Twice),
        ("2026-12-15 14:00 15:00", Kind::Twice),
        ("2026-12-15 14:00 15", Kind::Twice),
        ("12月15日下午三点五", Kind::Twice),
        ("2026-12-15 下午2点 pm", Kind::Twice),
        ("2026-12-15 14:00:30", Kind::Seconds),
        ("2026-12-15 14:00 [Asia/Beijing]", Kind::UnknownZone),
        ("2026-12-15 14:00+15:00", Kind::UnknownZone),
        ("2026-12-15 14:00 [Asia/Tokyo]", Kind::TwoZones),
        ("2026-12-15T14:00+09:00[Asia/Shanghai]", Kind::TwoZones),
        ("2026-12-15 14:00 北京时间 东京时间", Kind::TwoZones),
    ] {
        assert_eq!(refused(text).0, kind, "{text}");
    }
}
