//! The group of tags "Beckon" in WeCom: looked up, and made where it is not there.
//!
//! Never in here: a tag of another group.

use beckon_model::Stage;
use wecom::{Client, CorpTagGroup, Error};

use super::stage::name;
use crate::message::interview_words::Language;

/// The group, by its name. More than one of that name count as one.
const GROUP: &str = "Beckon";

/// The tags of the stages there are, in both languages.
#[derive(Debug)]
pub(super) struct Tags(Vec<(Stage, String)>);

impl Tags {
    /// Looks them up, and makes what is missing in whichever language there is already, else in this one. Where the answer to
    /// that is lost, WeCom is asked for the list again before anything else.
    pub async fn ready(client: &Client, language: Language) -> Result<Self, Error> {
        let found = Self::of(&client.externalcontact_get_corp_tag_list().await?);
        let missing: Vec<&str> = Stage::ALL
            .into_iter()
            .filter(|stage| found.id(*stage).is_none())
            .map(|stage| name(stage, language))
            .collect();
        if missing.is_empty() {
            return Ok(found);
        }
        let made = client.externalcontact_add_corp_tag(GROUP, &missing).await;
        if let Err(error @ (Error::Refused(_) | Error::NotSent(_) | Error::NoToken(_))) = made {
            return Err(error);
        }
        let found = Self::of(&client.externalcontact_get_corp_tag_list().await?);
        match made {
            Err(error) if Stage::ALL.into_iter().any(|stage| found.id(stage).is_none()) => Err(error),
            _ => Ok(found),
        }
    }

    fn of(groups: &[CorpTagGroup]) -> Self {
        let ours = groups.iter().filter(|group| group.group_name == GROUP).flat_map(|group| &group.tag);
        let stage = |called: &str| {
            let named =
                |stage: &Stage| [Language::Chinese, Language::English].map(|one| name(*stage, one)).contains(&called);
            Stage::ALL.into_iter().find(named)
        };
        Self(ours.filter_map(|tag| Some((stage(&tag.name)?, tag.id.clone()))).collect())
    }

    fn id(&self, of: Stage) -> Option<&str> {
        self.0.iter().find(|(stage, _)| *stage == of).map(|(_, id)| id.as_str())
    }

    /// What to add and what to take away, so that of the tags of all stages this one alone is there.
    pub fn change(&self, wanted: Stage, there: &[String]) -> (Vec<&str>, Vec<&str>) {
        let has = |id: &str| there.iter().any(|one| one == id);
        let right = self.0.iter().any(|(stage, id)| *stage == wanted && has(id));
        let others = self.0.iter().filter(|(stage, id)| *stage != wanted && has(id));
        (self.id(wanted).filter(|_| !right).into_iter().collect(), others.map(|(_, id)| id.as_str()).collect())
    }
}
