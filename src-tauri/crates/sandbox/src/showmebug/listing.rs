//! The team, and the list of its interviews page by page. Source: the team page and the interview page of the Open API;
//! paging as the list of exams has it.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use serde_json::{Value, json};

use super::answer::{Answer, Refused};
use super::params::{Params, TEXT_CHARS};
use super::room::{Room, Status};
use super::state::Office;
use super::team::Member;

const BEIJING: Offset = jiff::tz::offset(8);

/// `GET /me`: the team, its sessions and its members, filtered.
pub(super) fn me(office: &Office, query: &[u8]) -> Result<Answer, Refused> {
    let params = Params::of_pairs(query, &["email_search", "phone_search", "ids_search"])?;
    let (email, phone) = (params.text("email_search", TEXT_CHARS)?, params.text("phone_search", TEXT_CHARS)?);
    let id = params.integer("ids_search")?;
    let wanted = |member: &&Member| {
        email.is_none_or(|part| member.email.contains(part))
            && phone.is_none_or(|part| member.phone.contains(part))
            && id.is_none_or(|id| member.id == id)
    };
    let team = &office.team;
    let members = team.members.iter().filter(wanted).map(|one| json!({ "id": one.id, "name": one.name }));
    let left: Value = if team.quota_as_text { office.quota.to_string().into() } else { office.quota.into() };
    Ok(Answer::Data(json!({
        "id": 1, "name": team.name, "email": "team@example.com", "phone": "13800000100", "left_quota": left,
        "members_count": team.members.len(), "members": members.collect::<Vec<_>>(),
    })))
}

/// `GET /interviews`: those that are not deleted, the newest first.
pub(super) fn interviews(office: &Office, query: &[u8]) -> Result<Answer, Refused> {
    const KNOWN: [&str; 6] = ["search", "creator_id", "status", "created_time_start", "page", "per_page"];
    let params = Params::of_pairs(query, &KNOWN)?;
    let (search, creator) = (params.text("search", TEXT_CHARS)?, params.integer("creator_id")?);
    let since = params.text("created_time_start", TEXT_CHARS)?.map(moment).transpose()?;
    let states = params.texts("status")?;
    if let Some(unknown) = states.iter().find(|state| Status::ALL.iter().all(|known| known.as_str() != **state)) {
        let unknown: String = unknown.chars().take(40).collect();
        return Err(Refused::param(format!("status {unknown} is unknown")));
    }
    let wanted = |room: &&Room| {
        !room.deleted
            && search.is_none_or(|part| room.name.contains(part))
            && creator.is_none_or(|id| room.creator_id == id)
            && since.is_none_or(|since| room.created_ms >= since)
            && (states.is_empty() || states.contains(&room.status.as_str()))
    };
    let mut rooms: Vec<&Room> = office.rooms.iter().map(|(_, room)| room).filter(wanted).collect();
    rooms.sort_by_key(|room| std::cmp::Reverse(room.number));
    let item = |room: &&Room| {
        let mut item = json!({
            "uid": room.uid, "name": room.name, "status": room.status.as_str(), "creator_id": room.creator_id,
            "created_at": stamp(room.created_ms),
        });
        if office.team.links_in_list {
            item["candidate_url"] = room.candidate_url.clone().into();
            item["interviewer_url"] = room.interviewer_url.clone().into();
        }
        item
    };
    Ok(Answer::Data(
        json!({ "count": rooms.len(), "interviews": page(&params, &rooms)?.iter().map(item).collect::<Vec<_>>() }),
    ))
}

/// The part of a list that `page` (from 1) and `per_page` (25, at most 50) ask for.
pub(super) fn page<'a, T>(params: &Params, all: &'a [T]) -> Result<&'a [T], Refused> {
    let page = params.within("page", 1..=i64::from(i32::MAX), 1)?;
    let per_page = params.within("per_page", 1..=50, 25)?;
    let from = usize::try_from((page - 1) * per_page).unwrap_or(usize::MAX).min(all.len());
    let to = from.saturating_add(usize::try_from(per_page).unwrap_or(0)).min(all.len());
    Ok(&all[from..to])
}

/// A moment as ShowMeBug writes it: in Beijing, with milliseconds.
pub(super) fn stamp(ms: i64) -> String {
    let zoned = Timestamp::from_millisecond(ms).unwrap_or_default().to_zoned(TimeZone::fixed(BEIJING));
    zoned.strftime("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string()
}

/// UTC milliseconds of a moment in a query: ISO 8601 with a zone, else a date and time of Beijing.
fn moment(text: &str) -> Result<i64, Refused> {
    let zoned = text.parse::<Timestamp>().ok();
    let civil =
        || text.parse::<DateTime>().ok()?.to_zoned(TimeZone::fixed(BEIJING)).ok().map(|zoned| zoned.timestamp());
    let moment = zoned.or_else(civil).ok_or_else(|| Refused::param("created_time_start is no date and time"))?;
    Ok(moment.as_millisecond())
}
