//! The practice company: a strict WeCom over real HTTP on 127.0.0.1, to learn on, to show and to test against.
//! It imports nothing else of the project, so that a mistake in the client is not mirrored in the server that tests it.
//!
//! # Start one, send, look
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use beckon_sandbox::{Config, Outcome, Sandbox};
//! use serde_json::{Value, json};
//!
//! let company = Sandbox::start(Config::default()).await?;
//! let api = format!("{}/cgi-bin", company.base_url());
//!
//! let url = format!("{api}/gettoken?corpid={}&corpsecret={}", company.corp_id(), company.secret());
//! let token = reqwest::get(url).await?.json::<Value>().await?["access_token"].as_str().unwrap().to_owned();
//!
//! let body = json!({
//!     "touser": "zhangwei|HenryLewis", "msgtype": "text", "agentid": company.agent_id(), "text": { "content": "面试" },
//! });
//! let url = format!("{api}/message/send?access_token={token}");
//! let reply: Value = reqwest::Client::new().post(url).body(body.to_string()).send().await?.json().await?;
//!
//! // Partial failure is errcode 0: Henry works in Finance, which the app does not see.
//! assert_eq!((&reply["errcode"], &reply["invaliduser"]), (&json!(0), &json!("henrylewis")));
//! assert_eq!(company.journal()[1].recipients[0].outcome, Outcome::Delivered);
//! assert_eq!(company.figures().invalid, 1);
//! company.stop().await;
//! # Ok(())
//! # }
//! ```
//!
//! # What it is made of
//! - [`Config`] before the start: apps with their visible [`Range`], [`Limits`], faults, trusted IPs, people.
//! - [`roster`]: 40 people written by hand, more on demand; some outside the visible range, some without a licence.
//! - [`Sandbox`] while it runs: what an administrator would do (reset a secret, disable an app, set trusted IPs), what
//!   WeCom would do (expire or withdraw tokens), what people would do (open a link, answer an invitation, scan a
//!   code, confirm a task); codes, links, tasks and invitations have pages for it, too.
//! - [`Sandbox::service`]: what outsiders and colleagues do in chats of customer service, and what stands there.
//! - [`Sandbox::forms`]: outsiders and members who fill in forms.
//! - [`Sandbox::meetings`]: who comes and goes, and the book of meetings.
//! - [`Sandbox::meeting_rooms`]: who takes a room in WeCom itself, and the book of bookings.
//! - [`Sandbox::chats`]: what customers really got by tasks.
//! - [`Sandbox::journal`]: every call with its exact bytes and what became of each recipient; [`Sandbox::figures`]: totals.
//! - A clock of its own: real time, moved forward by [`Sandbox::advance`]. Tokens, uploads, recall, blocks obey it.
//!
//! # What it answers
//! | area | paths below `/cgi-bin/` |
//! |---|---|
//! | token | `gettoken` |
//! | messages | `message/send` (all eleven types), `message/recall`, `message/update_template_card`, `message/get_statistics` |
//! | app | `agent/get`, `agent/list`, `get_api_domain_ip`, `getcallbackip` |
//! | members | `user/get`, `user/simplelist`, `user/list`, `user/list_id`, `user/getuserid`, `user/get_userid_by_email`, `user/convert_to_openid`, `user/convert_to_userid` |
//! | departments, tags | `department/list`, `department/simplelist`, `department/get`, `tag/list`, `tag/get` |
//! | media | `media/upload`, `media/uploadimg`, `media/get` |
//! | external contacts | `externalcontact/` `get_follow_user_list`, `list`, `get`, `batch/get_by_user`, `add_msg_template`, `get_groupmsg_list_v2`, `get_groupmsg_task`, `get_groupmsg_send_result`, `remind_groupmsg_send`, `cancel_groupmsg_send`, `add_contact_way`, `get_contact_way`, `list_contact_way`, `del_contact_way`, `send_welcome_msg`, `remark`, `get_corp_tag_list`, `add_corp_tag`, `mark_tag`, `customer_acquisition/` `create_link`, `list_link`, `get`, `delete_link`, `customer`, `customer_acquisition_quota`; `idconvert/convert_tmp_external_userid` |
//! | customer service | `kf/` `account/list`, `add_contact_way`, `sync_msg`, `send_msg`, `send_msg_on_event`, `service_state/get`, `service_state/trans` |
//! | forms | `wedoc/` `create_form`, `doc_share` (of forms), `get_form_info`, `get_form_statistic`, `get_form_answer` |
//! | smart sheets | `wedoc/` `create_doc` (of smart sheets), `mod_doc_join_rule`, `smartsheet/` `get_sheet`, `get_fields`, `add_fields`, `get_records`, `add_records`, `update_records` |
//! | schedule | `oa/calendar/add`, `oa/schedule/` `add`, `update`, `del`, `get`, `get_by_calendar` |
//! | meetings | `meeting/` `create`, `update`, `cancel`, `get_info`, `get_user_meetingid` |
//! | meeting rooms | `oa/meetingroom/` `list`, `get_booking_info`, `bookinfo/get`, `book`, `book_by_schedule`, `book_by_meeting`, `cancel_book` |
//! | OAuth | `auth/getuserinfo`, `auth/getuserdetail` |
//! | group robot | `webhook/send`, `webhook/upload_media` |
//!
//! Links of contact ways, of the acquisition assistant and of customer service lead to pages of the company itself, on which
//! a candidate without a phone adds a colleague, writes, presses a button or refuses. They are not in the journal.
//!
//! On the same port there is a practice [ShowMeBug](showmebug), the platform for interview rooms, with a journal of its own.
//!
//! Every other path is 404 with an empty body. App group chats, callbacks and customer groups are not played.
//!
//! # How strict it is
//! Business errors come with HTTP 200, WeCom's envelope and the headers `Error-Code` and `Error-Msg`. What WeCom cuts or
//! drops without a word is cut or dropped without a word; only the journal tells. Where sources about WeCom disagree or
//! are silent, the company does this:
//!
//! | question | here |
//! |---|---|
//! | gettoken while a token lives | the same token, `expires_in` is what is left |
//! | gettoken from an IP that is not trusted | allowed, unless [`Config::trusted_ips_on_gettoken`] |
//! | a disabled app | 50003, at gettoken too |
//! | bad JSON, a trailing comma, `touser` that is no string | 40058 with `Warning: wrong json format.` |
//! | `safe`, `toparty`, `totag` of the wrong type | passed over: errcode 0 with that warning |
//! | a recognised repeat | errcode 0, the lists again, msgid and response_code of the first |
//! | only unlicensed recipients | errcode 0 and `unlicenseduser`; 81013 is for invalid ones |
//! | limits "in characters" of one page and bytes of another (textcard) | bytes |
//! | 666 KB of mpnews | 666,000 bytes |
//! | a file name given only as `filename*=` | 44001 |
//! | a response_code | 72 hours, once |
//! | a member in `userid_list` who is outside the range or without the function | spoils the whole call |
//! | a customer whose chat the member has not opened yet (half relation) | stands in `batch/get_by_user` and in an acquisition link's customers; every other call 84061, `add_msg_template` too |
//! | `total` of the acquisition quota | what was used so far, `balance` not among it |
//! | an acquisition link or QR code that somebody opens who is a customer of one of its members | changes nothing and costs nothing |
//! | a tag that is added under a name which its group has | the one that is there |
//! | mass messages "as many per month as the month has days" | 30 in 30 days, counted when the employee confirms |
//! | a msgid that an account of customer service has had | 95033, unless [`Config::service_repeats`] |
//! | `kf/sync_msg` without a callback's token | [`Limits::kf_syncs_per_minute`] for each account |
//! | a cursor of `kf/sync_msg` that is older than three days, or nobody's | goes on at the oldest that is kept; 40058 |
//! | more than 48 hours since the outsider wrote, or never; a sixth message; an ended session | 95031; 95001; 95013 |
//! | the code of an event that is unknown, old or used | 40029 |
//! | a form of another app, or none | 301085, by `formid` and by `repeated_id` |
//! | ids that are none in `get_form_answer` | are left out |
//! | an answer to a form that a manager took out | counts no more, is not listed, and can be read with `answer_status` 3 |
//! | who may open a new smart sheet | every member, and it may be shared outside |
//! | a row of `update_records` that is gone | 2022003, and no row of the call is changed |
//! | an app outside the callable apps of Meeting | 48002 |
//! | a meeting's title of "40 bytes or 20 characters" | both |
//! | an organiser who is not among the invitees | 400039 |
//! | the same meeting again | 400301 for five minutes, then 400302 until it is cancelled |
//! | a field of the paid package | 400226 |
//! | an app outside the callable apps of Meeting rooms | 48002 |
//! | a room that is taken, needs approval or is none; a span that is over | 40058 |
//! | the midnight that no question about bookings goes across | Beijing's |
//! | any update of a schedule that has a room | 90700 |
//! | `\uXXXX` in a body | read as JSON; the journal keeps the bytes |
//!
//! # Faults
//! [`FaultRule`] spoils chosen calls on the wire: resets, lost replies, cut bodies, sign-in pages, slow replies. Rules are
//! JSON, so that a file can hold them; [`Sandbox::set_faults`] changes them while the company runs.
//!
//! # Not for
//! Anything but loopback: it has no TLS and keeps everything in memory.
//!
//! # Who gets in
//! Every API of WeCom wants a token, `gettoken` the secret, a robot its key; there is no other door. [`Config::unforeseen`] makes them
//! anew at every start, for a company that others on the machine must not get into; [`Config::default`] makes the same ones
//! every time, for tests. What callers can make it keep is bounded: the oldest calls, uploads, messages and tasks go first,
//! and a caller that knows no token is heard for 64 KiB at most.

mod answer;
mod body;
mod company;
mod config;
mod customers;
mod dice;
mod fault;
mod forms;
mod invitations;
mod journal;
mod limits;
mod media;
mod meeting_rooms;
mod multipart;
mod newest;
mod object;
mod questionnaire;
mod range;
mod reply;
mod roster;
mod routes;
mod sandbox;
mod server;
mod service;
pub mod showmebug;
mod state;
mod visit;
mod visitors;
mod wechat;

pub use config::{App, Config, Limits, Range, SecretOf};
pub use customers::{Customer, Follow, Relation};
pub use fault::{Fault, FaultRule, When};
pub use forms::{FormEntry, FormFiller, NotFilled};
pub use journal::{Call, Cut, Figures, Outcome, Recipient};
pub use meeting_rooms::MeetingRoom;
pub use roster::{Member, roster};
pub use sandbox::{
    CustomerService, Forms, MeetingKept, MeetingRooms, MeetingVisitor, Meetings, RoomBookingKept, Sandbox,
    ScheduleKept, SheetKept, Sheets,
};
pub use service::{Managed, Repeated, ServiceAccount, ServiceLine, Speaker};
pub use state::mass::ChatMessage;
