//! Meeting rooms (会议室) of the company's offices: which there are, when they are taken, and booking them (path/93619, 93620).
//!
//! There is no lock: somebody else may take a room between a look and a booking, and no page says with which code the second
//! one is refused. So any refusal of a booking says "choose again". A room that needs approval can be looked at, not booked.
//! Never in here: the rooms of ShowMeBug, in which code is written; adding or changing a room, which is the administrator's.

mod book;
mod booked;
mod grid;
mod list;

pub use book::{KeepSchedule, RoomBooked, RoomBookedFor, RoomBooking};
pub use booked::{BookedRoom, RoomBookingInfo, RoomBookingStatus};
pub use grid::{OnGrid, RoomSpan};
pub use list::{MeetingRoom, RoomEquipment, RoomPlace};
