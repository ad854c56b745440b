//! The company's tags for customers. Source: path/92117 (lists and changes), 92118 (marking).

use serde_json::{Value, json};

use super::{employee, enter, follow};
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::object::Object;
use crate::state::tags::{Tag, TagGroup};
use crate::visit::Visit;

/// Tags that a company has at most (40126).
const MOST: usize = 10_000;

/// `POST get_corp_tag_list` {tag_id, group_id}: all groups, or those named, or those of the tags named; with both the groups
/// count.
pub(in crate::routes) fn list(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let (tags, groups) = (request.texts("tag_id")?, request.texts("group_id")?);
    let by_group = |group: &&TagGroup| groups.is_empty() || groups.contains(&group.id.as_str());
    let by_tag = |tag: &&Tag| !groups.is_empty() || tags.is_empty() || tags.contains(&tag.id.as_str());
    let wanted = |group: &TagGroup| {
        let tags: Vec<&Tag> = group.tags.iter().filter(by_tag).collect();
        (!tags.is_empty()).then(|| shown(group, &tags))
    };
    let found: Vec<Value> = visit.company.tags.0.iter().filter(by_group).filter_map(wanted).collect();
    ok(json!({ "tag_group": found }))
}

fn shown(group: &TagGroup, tags: &[&Tag]) -> Value {
    let tag = |tag: &&Tag| json!({ "id": tag.id, "name": tag.name, "create_time": tag.created_ms / 1000, "order": tag.order });
    json!({
        "group_id": group.id, "group_name": group.name, "create_time": group.created_ms / 1000, "order": group.order,
        "tag": tags.iter().map(tag).collect::<Value>(),
    })
}

/// `POST add_corp_tag` {group_id or group_name, order, tag: [{name, order}]}: 40063 without a group or a tag, 40068 for an
/// unknown group, 41018 for a tag without a name, 40072 for a name above 30 characters, 40126 beyond 10,000 tags. A name
/// that the group has already stays as it is.
pub(in crate::routes) fn add(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let named = request.chars("group_name", 1..=30, 40072)?;
    let order = request.integer("order")?.unwrap_or_default();
    let mut wanted: Vec<(&str, i64)> = Vec::new();
    for tag in request.need_objects("tag", 1..=MOST, 40063)? {
        let name = tag.chars("name", 1..=30, 40072)?.ok_or(Refusal::code(41018))?;
        let order = tag.integer("order")?.unwrap_or_default();
        if !wanted.iter().any(|(known, _)| *known == name) {
            wanted.push((name, order));
        }
    }
    let company = &mut *visit.company;
    if company.tags.count() + wanted.len() > MOST {
        return refuse(40126);
    }
    let now_ms = company.now_ms();
    let groups = &mut company.tags.0;
    let at = match (request.text("group_id")?, named) {
        (Some(id), _) => groups.iter().position(|group| group.id == id).ok_or(Refusal::code(40068))?,
        (None, Some(name)) => groups.iter().position(|group| group.name == name).unwrap_or_else(|| {
            let id = format!("et{}", company.dice.letters(30));
            groups.push(TagGroup { id, name: name.to_owned(), order, created_ms: now_ms, tags: Vec::new() });
            groups.len() - 1
        }),
        (None, None) => return refuse(40063),
    };
    for (name, order) in &wanted {
        if !groups[at].tags.iter().any(|tag| tag.name == *name) {
            let id = format!("et{}", company.dice.letters(30));
            groups[at].tags.push(Tag { id, name: (*name).to_owned(), order: *order, created_ms: now_ms });
        }
    }
    let added: Vec<&Tag> =
        groups[at].tags.iter().filter(|tag| wanted.iter().any(|(name, _)| *name == tag.name)).collect();
    ok(json!({ "tag_group": shown(&groups[at], &added) }))
}

/// `POST mark_tag` {userid, external_userid, add_tag, remove_tag}: 40063 without a tag, 40068 for an unknown one; any of the
/// company's tags may be used.
pub(in crate::routes) fn mark(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let userid = employee(visit, app, request.need("userid", 41009)?)?;
    let external_userid = request.need("external_userid", 41035)?;
    let (added, removed) = (request.texts("add_tag")?, request.texts("remove_tag")?);
    if added.is_empty() && removed.is_empty() {
        return refuse(40063);
    }
    if added.iter().chain(&removed).any(|id| !visit.company.tags.has(id)) {
        return refuse(40068);
    }
    let tags = &mut follow(visit.company, external_userid, &userid)?.tag_ids;
    tags.retain(|id| !removed.contains(&id.as_str()) && !added.contains(&id.as_str()));
    tags.extend(added.iter().map(|id| (*id).to_owned()));
    tags.sort_unstable();
    tags.dedup();
    ok(json!({}))
}
