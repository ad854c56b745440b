//! The meeting rooms (会议室) that the practice company has. Data only; when they are taken stands elsewhere.

/// A meeting room of an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingRoom {
    /// `meetingroom_id`.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// People it has room for.
    pub capacity: i64,
    /// Its city.
    pub city: String,
    /// Its building.
    pub building: String,
    /// Its floor.
    pub floor: String,
    /// 1 television, 2 telephone, 3 projector, 4 whiteboard, 5 video.
    pub equipment: Vec<i64>,
    /// Somebody has to approve a booking: apps cannot book it.
    pub need_approval: bool,
    /// The administrator switched it off.
    pub out_of_use: bool,
}

/// id, name, capacity, city, building, floor, equipment, needs approval.
type Written = (i64, &'static str, i64, &'static str, &'static str, &'static str, &'static [i64], bool);

const ROOMS: [Written; 5] = [
    (1, "望海", 4, "深圳", "科兴大厦", "3层", &[4], false),
    (2, "莲花山", 8, "深圳", "科兴大厦", "3层", &[1, 4, 5], false),
    (3, "董事会议室", 20, "深圳", "科兴大厦", "20层", &[1, 2, 3, 5], true),
    (4, "豫园", 6, "上海", "浦江中心", "12层", &[1, 4], false),
    (5, "外滩", 12, "上海", "浦江中心", "12层", &[3, 5], false),
];

/// The rooms of the default company: in two cities, one of which needs approval.
pub(crate) fn meeting_rooms() -> Vec<MeetingRoom> {
    let room = |&(id, name, capacity, city, building, floor, equipment, need_approval): &Written| MeetingRoom {
        id,
        name: name.to_owned(),
        capacity,
        city: city.to_owned(),
        building: building.to_owned(),
        floor: floor.to_owned(),
        equipment: equipment.to_vec(),
        need_approval,
        out_of_use: false,
    };
    ROOMS.iter().map(room).collect()
}
