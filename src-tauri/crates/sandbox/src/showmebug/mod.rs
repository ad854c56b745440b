//! The practice ShowMeBug: a strict platform for technical interviews, beside the practice company on the same port.
//! Like the company it imports nothing else of the project, so that a mistake in the client is not mirrored here.
//!
//! # What it answers
//! | area | method and path |
//! |---|---|
//! | token | `POST /oauth/token.json`, form or JSON, answered without an envelope |
//! | team | `GET /open_api/v1/me` |
//! | interviews | `POST` and `GET /open_api/v1/interviews`, `POST /open_api/v1/batch_interviews`, `PATCH` and `DELETE /open_api/v1/interviews/UID`, `GET /open_api/v1/interviews/UID/result` |
//! | written tests | `GET /open_api/v1/exams`, `POST /open_api/v1/batch_written_pads`, `GET /open_api/v1/written_pads` |
//! | links | `/pads/…`: a page for whoever opens one, not in the journal; entering a room begins its interview, and an interviewer can end it there with a sample result |
//!
//! Every other path or method is 404 with an empty body.
//!
//! # How strict it is
//! Unknown parameters, values of another type and missing required ones are refused. The documentation is silent on many
//! points; here it is:
//!
//! | question | here |
//! |---|---|
//! | how an error arrives | 401 (40101), 404 (40401) and 422 (42201) with the envelope; no sessions left is HTTP 200 with 40301 |
//! | when a session is taken | when a room is made; a deleted room gives none back |
//! | `name` or `candidate_name` | `candidate_name` in a single create and an edit, `name` in a batch; the other is unknown |
//! | a repeated create | another room |
//! | a bad item in a batch, or one `uid` twice | the whole batch is refused |
//! | too few sessions for a batch | the whole batch is refused |
//! | an edit | takes what a create takes, answers what a create answers; who interviews still has the same link |
//! | `status` in a query | `status[]=a&status[]=b` |
//! | `created_time_start` | ISO 8601 with a zone, or a date and time of Beijing |
//! | the items of a list | `uid`, `name`, `status`, `creator_id`, `created_at`, and the links unless [`Team::links_in_list`] is off |
//! | a result before the end | the state, nothing else |
//! | an interview that is gone | 404 for everything, a second delete too |
//! | texts | 100 characters of a name, 255 of any other text |
//! | written tests in a batch | 100, and no session |
//!
//! # Who gets in
//! Everything but the token wants `Authorization: Bearer`: an access token, or with [`Team::static_token`] the base64 of
//! `key:secret`. Links, tokens and uids are made from the secret and cannot be guessed without it.

mod answer;
pub(crate) mod door;
mod handle;
mod interviews;
mod listing;
mod page;
mod params;
pub(crate) mod room;
mod routes;
pub(crate) mod state;
mod team;
mod written;

pub use handle::ShowMeBug;
pub use room::{Interviewer, Room, Status, WrittenTest};
pub use team::{Exam, Member, Team};
