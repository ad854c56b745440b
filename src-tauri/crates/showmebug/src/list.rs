//! The list of a team's interviews, a page at a time. Who looks for a lost room must know whether a list is whole.
//!
//! Never in here: an item that is left out without the page being called incomplete.

use jiff::Timestamp;
use serde_json::Value;

use crate::base::Base;
use crate::choices::{CREATED_MARGIN_MS, ITEM_CREATED, ITEM_NAMES, LIST_ITEMS, STATUS_QUERY, SURELY_WHOLE_BELOW};
use crate::client::Client;
use crate::error::{Error, NotSent, Problem};
use crate::kinds::Status;
use crate::limits::PAGE_COUNT;
use crate::link::Link;
use crate::wire::{Fields, count, first_text, number, objects, text, uid};

/// Which interviews are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// A keyword of the "pad name". That this is the candidate's name is a guess: whoever must not overlook a room leaves it
    /// out and compares [`Listed::name`].
    pub search: Option<String>,
    /// Made at this moment (UTC milliseconds) or later. Items whose moment cannot be read are kept.
    pub created_from_ms: Option<i64>,
    /// Any where it is empty.
    pub status: Vec<Status>,
    /// From 1; 0 is taken for 1.
    pub page: u32,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterviewPage {
    /// At most 50 as asked for, in ShowMeBug's order.
    pub items: Vec<Listed>,
    /// Nothing that was wanted can be missing: this is the first page, its `count` says that it is all (without `count`, it is
    /// short), and every item could be read.
    pub complete: bool,
}

/// An interview of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// ShowMeBug's id.
    pub uid: String,
    /// The name.
    pub name: String,
    /// When it was made, UTC milliseconds; none where the answer names no zone.
    pub created_at_ms: Option<i64>,
    /// How far it is.
    pub status: Option<Status>,
    /// The candidate's link; none too when it leads to another host.
    pub candidate_url: Option<Link>,
    /// The link that interviewers share; likewise.
    pub interviewer_url: Option<Link>,
}

impl Client {
    /// Interviews of the team.
    ///
    /// # Errors
    /// Any [`Error`]; nothing is changed by this call.
    pub async fn list(&self, wanted: &ListQuery) -> Result<InterviewPage, Error> {
        let number = wanted.page.max(1);
        let (page, per_page) = (number.to_string(), PAGE_COUNT.to_string());
        let mut query = vec![("page", page.as_str()), ("per_page", per_page.as_str())];
        query.extend(wanted.search.as_deref().map(|search| ("search", search)));
        query.extend(wanted.status.iter().map(|status| (STATUS_QUERY, status.word())));
        let from = wanted.created_from_ms.map(moment).transpose()?;
        query.extend(from.as_deref().map(|from| ("created_time_start", from)));
        let data = self.get("interviews", &query).await?;
        let mut page = read(&data, self.base()).ok_or(Error::bad(200, Problem::Fields))?;
        page.complete &= number == 1;
        let from = wanted.created_from_ms.unwrap_or(i64::MIN);
        page.items.retain(|item| item.created_at_ms.is_none_or(|at| at >= from));
        Ok(page)
    }
}

/// A moment as the query has it, some time before the wanted one.
fn moment(ms: i64) -> Result<String, Error> {
    let from = Timestamp::from_millisecond(ms.saturating_sub(CREATED_MARGIN_MS));
    from.map(|from| from.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()).map_err(|_| Error::NotSent(NotSent::Request))
}

fn read(data: &Value, base: &Base) -> Option<InterviewPage> {
    let list = LIST_ITEMS.iter().find_map(|name| data.get(*name)).unwrap_or(data);
    let (objects, others) = objects(list)?;
    let entries = objects.len() + others;
    let items: Vec<Listed> = objects.into_iter().filter_map(|fields| listed(fields, base)).collect();
    let all = match count(data.get("count")) {
        Some(count) => count <= entries as u64,
        None => entries < SURELY_WHOLE_BELOW,
    };
    Some(InterviewPage { complete: all && items.len() == entries, items })
}

fn listed(fields: &Fields, base: &Base) -> Option<Listed> {
    let link = |name: &str| Link::read(fields.get(name), base).ok();
    let (candidate_url, interviewer_url) = (link("candidate_url"), link("interviewer_url"));
    let candidate_url = candidate_url.filter(|link| Some(link) != interviewer_url.as_ref());
    Some(Listed {
        uid: uid(fields.get("uid"))?,
        name: first_text(fields, &ITEM_NAMES)?,
        created_at_ms: ITEM_CREATED.iter().find_map(|name| created(fields.get(*name))),
        status: text(fields.get("status")).and_then(|word| Status::read(&word)),
        candidate_url,
        interviewer_url,
    })
}

/// A moment with a zone, or a number of seconds or milliseconds since 1970. Without a zone it could be hours away.
fn created(value: Option<&Value>) -> Option<i64> {
    /// 1973 in milliseconds, the year 5138 in seconds.
    const MILLISECONDS_FROM: i64 = 100_000_000_000;
    if let Some(number) = number(value) {
        return (number > 0).then(|| if number >= MILLISECONDS_FROM { number } else { number * 1000 });
    }
    let text = text(value)?;
    let rails = || text.strip_suffix(" UTC").map(|plain| format!("{plain} +0000")).unwrap_or_else(|| text.clone());
    let parsed = text.parse::<Timestamp>().ok();
    let at = parsed.or_else(|| Timestamp::strptime("%Y-%m-%d %H:%M:%S %z", rails()).ok())?;
    Some(at.as_millisecond())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn page(data: &Value) -> InterviewPage {
        read(data, &Base::read("https://www.showmebug.com").unwrap()).unwrap()
    }

    #[test]
    fn a_list_is_whole_only_when_nothing_can_be_missing() {
        let item = json!({ "uid": "A1", "candidate_name": "李娜" });
        for (data, complete, why) in [
            (json!({ "interviews": [item], "count": 1 }), true, "the count says so"),
            (json!({ "interviews": [item], "count": "2" }), false, "one is on another page"),
            (json!({ "interviews": [item] }), true, "no service pages by one"),
            (json!({ "interviews": vec![item.clone(); 10] }), false, "a page may have ten"),
            (json!([item]), true, "a bare list"),
            (json!({ "interviews": [item, { "candidate_name": "李娜" }], "count": 2 }), false, "one without uid"),
            (json!({ "interviews": [item, { "uid": "A2" }], "count": 2 }), false, "one without a name"),
            (json!({ "interviews": [item, "A2"], "count": 2 }), false, "one that is no object"),
            (json!({ "interviews": [], "count": 0 }), true, "none"),
        ] {
            assert_eq!(page(&data).complete, complete, "{why}: a lost room must not look as if it were not there");
        }
    }

    #[test]
    fn a_moment_without_a_zone_is_none() {
        for (value, at) in [
            (json!("2026-03-02T02:00:00Z"), Some(1_772_416_800_000)),
            (json!("2026-03-02T10:00:00.000+08:00"), Some(1_772_416_800_000)),
            (json!("2026-03-02 10:00:00 +0800"), Some(1_772_416_800_000)),
            (json!("2026-03-02 02:00:00 UTC"), Some(1_772_416_800_000)),
            (json!(1_772_416_800), Some(1_772_416_800_000)),
            (json!("1772416800000"), Some(1_772_416_800_000)),
            (json!("2026-03-02 10:00:00"), None),
            (json!("yesterday"), None),
            (json!(0), None),
        ] {
            assert_eq!(created(Some(&value)), at, "{value}");
        }
    }

    #[test]
    fn links_of_another_host_are_left_out() {
        let own = "https://www.showmebug.com/pads/A1";
        let item = json!({ "uid": "A1", "name": "n", "candidate_url": own, "interviewer_url": "https://example.com/" });
        let listed = page(&json!([item])).items.remove(0);
        assert_eq!(listed.candidate_url.map(|link| link.expose().to_owned()).as_deref(), Some(own), "own");
        assert_eq!(listed.interviewer_url, None, "somebody else's");
    }
}
