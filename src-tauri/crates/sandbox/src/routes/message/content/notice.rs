//! miniprogram_notice.

use super::check::Check;
use crate::answer::{Refusal, refuse};
use crate::object::Object;

/// appid needed (90200) and linked (90207, 90206), page at most 1024 bytes (90204), title and description 4 to 12
/// characters, at most 10 rows (90201) of key 1 to 10 (90202) and value 1 to 30 (90203) characters; never to @all.
pub(super) fn check(request: &Object<'_>, notice: &Object<'_>, check: &Check<'_>) -> Result<(), Refusal> {
    let appid = notice.need("appid", 90200)?;
    if !appid.starts_with("wx") {
        return refuse(90207);
    }
    let linked = check.app().and_then(|app| app.mini_programs.as_ref());
    if linked.is_some_and(|linked| !linked.iter().any(|known| known == appid)) {
        return refuse(90206);
    }
    notice.within("page", 1024, 90204)?;
    notice.need("title", 41016)?;
    notice.chars("title", 4..=12, 40058)?;
    notice.chars("description", 4..=12, 40058)?;
    notice.flag("emphasis_first_item")?;
    for row in notice.objects("content_item", 0..=10, 90201)?.unwrap_or_default() {
        row.need("key", 90202)?;
        row.chars("key", 1..=10, 90202)?;
        row.need("value", 90203)?;
        row.chars("value", 1..=30, 90203)?;
    }
    if request.text("touser")? == Some("@all") {
        return refuse(40058);
    }
    Ok(())
}
