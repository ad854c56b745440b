//! Which meeting rooms there are (path/93619).

use serde::{Deserialize, Serialize};

use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::wire::{coded, flag, number};

coded! {
    /// What stands in a meeting room.
    pub enum RoomEquipment {
        /// A television.
        Television = 1,
        /// A telephone.
        Telephone = 2,
        /// A projector.
        Projector = 3,
        /// A whiteboard.
        Whiteboard = 4,
        /// A set for video meetings.
        Video = 5,
    }
}

/// Where rooms are asked for. WeCom takes no building without its city, and no floor without its building.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum RoomPlace {
    /// Everywhere.
    #[default]
    Anywhere,
    /// In a city.
    City(String),
    /// In a building.
    Building {
        /// Its city.
        city: String,
        /// Its name.
        building: String,
    },
    /// On a floor.
    Floor {
        /// The city.
        city: String,
        /// The building.
        building: String,
        /// Its name.
        floor: String,
    },
}

#[derive(Default, Serialize)]
pub(super) struct PlaceAsked<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    city: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    building: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    floor: Option<&'a str>,
}

impl RoomPlace {
    pub(super) fn asked(&self) -> PlaceAsked<'_> {
        let (city, building, floor) = match self {
            Self::Anywhere => (None, None, None),
            Self::City(city) => (Some(city), None, None),
            Self::Building { city, building } => (Some(city), Some(building), None),
            Self::Floor { city, building, floor } => (Some(city), Some(building), Some(floor)),
        };
        PlaceAsked {
            city: city.map(String::as_str),
            building: building.map(String::as_str),
            floor: floor.map(String::as_str),
        }
    }

    pub(super) fn check(&self, found: &mut Findings) {
        let asked = self.asked();
        for (name, text) in [("city", asked.city), ("building", asked.building), ("floor", asked.floor)] {
            if let Some(text) = text {
                found.text(At::root(name), text).needed();
            }
        }
    }
}

/// A meeting room.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct MeetingRoom {
    /// `meetingroom_id`.
    #[serde(deserialize_with = "number")]
    pub meetingroom_id: i64,
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// People it has room for; 0 when WeCom does not say.
    #[serde(default, deserialize_with = "number")]
    pub capacity: i64,
    /// Its city; empty for none.
    #[serde(default)]
    pub city: String,
    /// Its building; empty for none.
    #[serde(default)]
    pub building: String,
    /// Its floor; empty for none.
    #[serde(default)]
    pub floor: String,
    /// What stands in it.
    #[serde(default)]
    pub equipment: Vec<RoomEquipment>,
    /// Whether somebody has to approve a booking: then it is booked in WeCom, and by no app. That WeCom tells it is known from
    /// another SDK only (unconfirmed); an answer without it says no.
    #[serde(default, deserialize_with = "flag")]
    pub need_approval: bool,
}

#[derive(Serialize)]
struct Wanted<'a> {
    #[serde(flatten)]
    place: PlaceAsked<'a>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    equipment: &'a [RoomEquipment],
}

#[derive(Deserialize)]
struct List {
    #[serde(default)]
    meetingroom_list: Vec<MeetingRoom>,
}

impl Client {
    /// POST `/cgi-bin/oa/meetingroom/list`: the meeting rooms of a place in which all of this stands.
    ///
    /// # Errors
    /// Any [`Error`]; 48002 for an app that is not among the callable apps of Meeting rooms (unconfirmed).
    pub async fn meetingroom_list(
        &self,
        place: &RoomPlace,
        equipment: &[RoomEquipment],
    ) -> Result<Vec<MeetingRoom>, Error> {
        let mut found = Findings::default();
        place.check(&mut found);
        let at = At::root("equipment");
        for (number, one) in equipment.iter().enumerate() {
            found.must(at.entry(number), !matches!(one, RoomEquipment::Other(_)), "1 to 5");
        }
        found.into_result()?;
        let wanted = Wanted { place: place.asked(), equipment };
        let list: List = self.post_json("/cgi-bin/oa/meetingroom/list", &wanted).await?.into_reply()?;
        Ok(list.meetingroom_list)
    }
}
