//! One person: read, and written where something is to change.
//!
//! Never in here: a note that takes the place of one that a person typed.

use beckon_model::{WriteBackLeft, WriteBackPart, WriteBackPerson};
use wecom::limits::REMARK_CHARS;
use wecom::{Error, FollowUser, Remark};

use super::{Round, Written};
use crate::outside::matching::number;

/// Pages of the colleagues of one customer: 500 each.
const PAGES: usize = 4;

impl Round {
    /// Notes in `outcome` what was written and what was left.
    pub(super) async fn one(&self, one: &Written, outcome: &mut WriteBackPerson) -> Result<(), Error> {
        let Some((nickname, follow)) = self.read(one).await? else {
            outcome.left.push(WriteBackLeft::NoContact);
            return Ok(());
        };
        if self.set.remark {
            self.remark(one, (&nickname, &follow), outcome).await?;
        }
        if self.set.tags {
            self.tag(one, &follow, outcome).await?;
        }
        Ok(())
    }

    /// The customer's own name, and what the colleague has noted; absent where the colleague has them no more.
    async fn read(&self, one: &Written) -> Result<Option<(String, FollowUser)>, Error> {
        let mut cursor = None;
        for _ in 0..PAGES {
            let read = self.client.externalcontact_get(&one.external_userid, cursor.as_ref()).await?;
            if let Some(follow) = read.followers.items.into_iter().find(|follow| follow.userid == one.colleague) {
                return Ok(Some((read.contact.name, follow)));
            }
            cursor = read.followers.next;
            if cursor.is_none() {
                break;
            }
        }
        Ok(None)
    }

    async fn remark(
        &self,
        one: &Written,
        (nickname, follow): (&str, &FollowUser),
        outcome: &mut WriteBackPerson,
    ) -> Result<(), Error> {
        let mut notes = Remark::default();
        let (name, there) = (one.candidate.person.name.trim(), follow.remark.trim());
        let phone = one.candidate.person.phone.as_deref().and_then(number);
        let missing =
            phone.filter(|phone| !follow.remark_mobiles.iter().any(|known| number(known).as_ref() == Some(phone)));
        if one.opted_out {
            if there != name || missing.is_some() {
                outcome.left.push(WriteBackLeft::OptedOut);
            }
            return Ok(());
        }
        // WeCom itself puts the customer's own name there.
        if there != name && !there.is_empty() && there != nickname.trim() {
            outcome.left.push(WriteBackLeft::OwnRemark);
        } else if there != name && name.chars().count() > REMARK_CHARS {
            outcome.left.push(WriteBackLeft::NameTooLong);
        } else if there != name {
            notes.remark = Some(name.to_owned());
        }
        notes.remark_mobiles = missing
            .map(|phone| follow.remark_mobiles.iter().cloned().chain([phone]).filter(|one| !one.is_empty()).collect());
        if notes == Remark::default() {
            return Ok(());
        }
        self.client.externalcontact_remark(&one.colleague, &one.external_userid, &notes).await?;
        outcome.wrote.extend(notes.remark.map(|_| WriteBackPart::Remark));
        outcome.wrote.extend(notes.remark_mobiles.map(|_| WriteBackPart::Phone));
        Ok(())
    }

    async fn tag(&self, one: &Written, follow: &FollowUser, outcome: &mut WriteBackPerson) -> Result<(), Error> {
        let (Some(stage), Some(tags)) = (one.stage, &self.tags) else { return Ok(()) };
        let there: Vec<String> =
            follow.tags.iter().map(|tag| tag.tag_id.clone()).chain(follow.tag_id.iter().cloned()).collect();
        let (add, remove) = tags.change(stage, &there);
        if add.is_empty() && remove.is_empty() {
            return Ok(());
        }
        self.client.externalcontact_mark_tag(&one.colleague, &one.external_userid, &add, &remove).await?;
        outcome.wrote.push(WriteBackPart::Tag);
        Ok(())
    }
}
