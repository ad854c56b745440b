//! Changing and cancelling a schedule (path/97720, 97723).

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde::{Deserialize, Serialize as SerializeFields};

use super::Schedule;
use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;

/// Which occurrences of a repeating schedule are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Occurrences {
    /// All; the only choice where nothing repeats.
    #[default]
    All,
    /// Only the one that starts here, Unix seconds.
    Only(i64),
    /// The one that starts here and those after it, Unix seconds.
    From(i64),
}

impl Occurrences {
    const fn op_mode(self) -> i64 {
        match self {
            Self::All => 0,
            Self::Only(_) => 1,
            Self::From(_) => 2,
        }
    }

    const fn op_start_time(self) -> Option<i64> {
        match self {
            Self::All => None,
            Self::Only(start) | Self::From(start) => Some(start),
        }
    }
}

struct WithId<'a> {
    schedule_id: &'a str,
    schedule: &'a Schedule,
}

impl Serialize for WithId<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut schedule = serializer.serialize_map(None)?;
        schedule.serialize_entry("schedule_id", self.schedule_id)?;
        self.schedule.serialize_into(&mut schedule)?;
        schedule.end()
    }
}

#[derive(SerializeFields)]
struct Update<'a> {
    skip_attendees: i64,
    op_mode: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    op_start_time: Option<i64>,
    schedule: WithId<'a>,
}

#[derive(SerializeFields)]
struct Delete<'a> {
    schedule_id: &'a str,
    op_mode: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    op_start_time: Option<i64>,
}

#[derive(Deserialize)]
struct Updated {
    #[serde(default)]
    schedule_id: String,
}

impl Client {
    /// POST `/cgi-bin/oa/schedule/update`: **overwrites** the whole schedule; what is not given is gone. Begin with
    /// [`ScheduleRead::to_schedule`](crate::ScheduleRead). Calendar and creator stay. With `skip_attendees` those who were
    /// invited stay, whatever `schedule` says.
    ///
    /// Answers the new `schedule_id` of the occurrences that were set apart, if any were.
    ///
    /// # Errors
    /// Any [`Error`]; 90482 for a start that is no occurrence's, 90706 for a move into the past, 90700 while a room is
    /// booked.
    pub async fn schedule_update(
        &self,
        schedule_id: &str,
        schedule: &Schedule,
        occurrences: Occurrences,
        skip_attendees: bool,
    ) -> Result<Option<String>, Error> {
        let mut found = Findings::default();
        let at = At::root("schedule");
        found.text(at.name("schedule_id"), schedule_id).needed();
        schedule.check(at, &mut found);
        found.into_result()?;
        let update = Update {
            skip_attendees: i64::from(skip_attendees),
            op_mode: occurrences.op_mode(),
            op_start_time: occurrences.op_start_time(),
            schedule: WithId { schedule_id, schedule },
        };
        let updated: Updated = self.post_json("/cgi-bin/oa/schedule/update", &update).await?.into_reply()?;
        Ok(Some(updated.schedule_id).filter(|new| !new.is_empty()))
    }

    /// POST `/cgi-bin/oa/schedule/del`: cancels a schedule; WeCom tells the attendees. It can still be read.
    ///
    /// # Errors
    /// Any [`Error`]; 90461 for an unknown id, 90460 when it was cancelled before.
    pub async fn schedule_del(&self, schedule_id: &str, occurrences: Occurrences) -> Result<(), Error> {
        let mut found = Findings::default();
        found.text(At::root("schedule_id"), schedule_id).needed();
        found.into_result()?;
        let (op_mode, op_start_time) = (occurrences.op_mode(), occurrences.op_start_time());
        self.post_json("/cgi-bin/oa/schedule/del", &Delete { schedule_id, op_mode, op_start_time }).await.map(drop)
    }
}
