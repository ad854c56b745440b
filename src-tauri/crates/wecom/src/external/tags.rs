//! The company's tags for customers (path/92117, 92118). A tag belongs to a member and a customer: another member of the
//! same customer does not see it.
//!
//! Never in here: a tag's change or end. An app may change only tags that it made.

use serde::Deserialize;
use serde_json::json;

use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::limits;
use crate::wire::{filled, some_number};

/// A group of tags.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct CorpTagGroup {
    /// `group_id`.
    #[serde(deserialize_with = "filled")]
    pub group_id: String,
    /// Its name.
    #[serde(default)]
    pub group_name: String,
    /// When it was made, Unix seconds.
    #[serde(default, deserialize_with = "some_number")]
    pub create_time: Option<i64>,
    /// Its tags.
    #[serde(default)]
    pub tag: Vec<CorpTag>,
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct CorpTag {
    /// What [`Client::externalcontact_mark_tag`] and [`FollowUser::tag_id`](crate::FollowUser::tag_id) name.
    #[serde(deserialize_with = "filled")]
    pub id: String,
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// When it was made, Unix seconds.
    #[serde(default, deserialize_with = "some_number")]
    pub create_time: Option<i64>,
}

#[derive(Deserialize)]
struct Groups {
    #[serde(default)]
    tag_group: Vec<CorpTagGroup>,
}

#[derive(Deserialize)]
struct Group {
    tag_group: CorpTagGroup,
}

impl Client {
    /// POST `/cgi-bin/externalcontact/get_corp_tag_list`: all groups with all their tags.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn externalcontact_get_corp_tag_list(&self) -> Result<Vec<CorpTagGroup>, Error> {
        let envelope = self.post_json("/cgi-bin/externalcontact/get_corp_tag_list", &json!({})).await?;
        Ok(envelope.into_reply::<Groups>()?.tag_group)
    }

    /// POST `/cgi-bin/externalcontact/add_corp_tag`: adds tags to the group with this name, which is made when there is
    /// none. Names have 1 to 30 characters. What WeCom answers for a name that the group has is unconfirmed: read the
    /// list first.
    ///
    /// # Errors
    /// Any [`Error`]; 40126 beyond 10,000 tags of the company.
    pub async fn externalcontact_add_corp_tag(&self, group_name: &str, names: &[&str]) -> Result<CorpTagGroup, Error> {
        let mut found = Findings::default();
        found.text(At::root("group_name"), group_name).needed().chars(limits::CORP_TAG_NAME_CHARS);
        let list = At::root("tag");
        found.count(list, names.len(), 1..=limits::CORP_TAGS_COUNT);
        for (number, name) in names.iter().enumerate() {
            found.text(list.entry(number).name("name"), name).needed().chars(limits::CORP_TAG_NAME_CHARS);
        }
        found.distinct(list, "name", names.iter().copied());
        found.into_result()?;
        let tags: Vec<_> = names.iter().map(|name| json!({ "name": name })).collect();
        let request = json!({ "group_name": group_name, "tag": tags });
        let envelope = self.post_json("/cgi-bin/externalcontact/add_corp_tag", &request).await?;
        Ok(envelope.into_reply::<Group>()?.tag_group)
    }

    /// POST `/cgi-bin/externalcontact/mark_tag`: adds tags to a member's customer and takes others away, by their ids; any
    /// tag of the company. Parallel calls for one customer can be refused (45035).
    ///
    /// # Errors
    /// Any [`Error`]; 40068 for an unknown tag, 84084 for a customer of others.
    pub async fn externalcontact_mark_tag(
        &self,
        userid: &str,
        external_userid: &str,
        add_tag: &[&str],
        remove_tag: &[&str],
    ) -> Result<(), Error> {
        let mut found = Findings::default();
        found.text(At::root("userid"), userid).needed().userid();
        found.text(At::root("external_userid"), external_userid).needed();
        found.must(
            At::root("add_tag"),
            !add_tag.is_empty() || !remove_tag.is_empty(),
            "given where no tag is taken away",
        );
        found.ids(At::root("add_tag"), add_tag);
        found.ids(At::root("remove_tag"), remove_tag);
        found.into_result()?;
        let request = json!({
            "userid": userid, "external_userid": external_userid, "add_tag": add_tag, "remove_tag": remove_tag,
        });
        self.post_json("/cgi-bin/externalcontact/mark_tag", &request).await.map(drop)
    }
}
