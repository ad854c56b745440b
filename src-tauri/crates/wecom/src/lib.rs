//! A client of WeCom's (企业微信) server API for one self-built app (自建应用) of one company.
//!
//! One [`Client`] is one app: it fetches and keeps that app's token, makes calls, and says of every failure whether
//! the request can have been processed. It never retries, except once after a token that WeCom no longer takes.
//! Never in here: anything of Beckon, a database, a decision on when to send.
//!
//! Limits are checked before anything leaves, all at once, each with its place, its limit and the actual size; they
//! stand in [`limits`] with the page they come from. Where pages disagree, the stricter one is followed, and the line
//! says so. Where WeCom would cut a text without a word, it is refused here.
//!
//! # Messages
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let company = beckon_sandbox::Sandbox::start(beckon_sandbox::Config::default()).await?;
//! use wecom::{Client, Config, Message, Named, Text};
//!
//! let client = Client::new(Config::new("ww0123456789abcdef", 1_000_002, "the app's secret"))?;
//! # let own = wecom::Config::new(company.corp_id(), company.agent_id(), company.secret());
//! # let client = wecom::Client::new(wecom::Config { host: company.base_url(), ..own })?;
//! let message = Message::new(client.agent_id(), Named::member("zhangwei"), Text::new("面试改到 3 号会议室"));
//! let reply = client.send(message.to_body()?).await?;
//! assert!(reply.invaliduser.is_empty(), "errcode 0 can still name people who got nothing");
//! # Ok(())
//! # }
//! ```
//! All eleven kinds, cards, recall and update: [`message`].
//!
//! # Failures
//! Every failure is one of five, and two of them leave open whether WeCom did what it was asked.
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let company = beckon_sandbox::Sandbox::start(beckon_sandbox::Config::default()).await?;
//! # let own = wecom::Config::new(company.corp_id(), company.agent_id(), company.secret());
//! # let client = wecom::Client::new(wecom::Config { host: company.base_url(), ..own })?;
//! # let body = br#"{"touser":"zhangwei","msgtype":"text","agentid":1000002,"text":{"content":"a"}}"#.to_vec();
//! use wecom::{Error, NotSent};
//!
//! match client.send(body).await {
//!     Ok(reply) => println!("accepted: {}", reply.msgid),
//!     Err(Error::NotSent(NotSent::ProxyLogin)) => println!("the proxy wants a password"),
//!     Err(Error::NotSent(why)) => println!("it never left: {why}"),
//!     Err(Error::NoToken(why)) => println!("it never left, for there is no token: {why}"),
//!     Err(Error::Refused(refused)) => println!("WeCom says no: {} {:?}", refused.errcode, refused.kind()),
//!     // The connection was lost, or somebody else answered: it may have been processed all the same.
//!     Err(error @ (Error::Unanswered(_) | Error::BadReply(_))) => assert!(error.may_have_been_processed()),
//! }
//! # Ok(())
//! # }
//! ```
//! What each of WeCom's codes means, and what a person can do about it, in English and Chinese: [`errcode`].
//!
//! # The way out
//! ```
//! use wecom::{Client, Config, Network, Proxy, Timeouts};
//!
//! let proxy = Proxy::Through("http://anna:secret@proxy.example.com:8080".parse()?);
//! let network = Network { proxy, ca_file: None, timeouts: Timeouts::default() };
//! let client = Client::new(Config { network, ..Config::new("ww0123456789abcdef", 1_000_002, "the app's secret") })?;
//! assert!(!format!("{client:?}").contains("secret"), "nothing that is shown has a secret in it");
//! # Ok::<(), wecom::ConfigError>(())
//! ```
//! TLS is rustls with the roots of the system and, if given, those of a PEM file. Plain http goes to loopback only.
//!
//! # Tokens
//! A token is fetched by one caller for all, kept in memory only, and replaced ten minutes before its end. A token that
//! WeCom refuses (40014, 42001) is replaced and the call repeated, once. A wrong secret is asked about once: each try
//! brings the address nearer to an hour's block. Make a new client when the secret has changed.
//!
//! # Contacts
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let company = beckon_sandbox::Sandbox::start(beckon_sandbox::Config::default()).await?;
//! # let own = wecom::Config::new(company.corp_id(), company.agent_id(), company.secret());
//! # let client = wecom::Client::new(wecom::Config { host: company.base_url(), ..own })?;
//! use wecom::MemberStatus;
//!
//! let userid = client.user_getuserid("10000000001").await?;
//! let member = client.user_get(&userid).await?;
//! assert_eq!(member.status, Some(MemberStatus::Active));
//! for department in client.department_simplelist(None).await? {
//!     println!("{}: {:?}", department.id, client.user_simplelist(department.id).await?);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Meetings
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let company = beckon_sandbox::Sandbox::start(beckon_sandbox::Config::default()).await?;
//! # let own = wecom::Config::new(company.corp_id(), company.agent_id(), company.secret());
//! # let client = wecom::Client::new(wecom::Config { host: company.base_url(), ..own })?;
//! use wecom::{Meeting, MeetingPeople, MeetingSettings, MeetingTime};
//!
//! let people = MeetingPeople { admin_userid: "wangfang".into(), invitees: vec!["zhangwei".into()] };
//! let (title, time) = ("面试 林一 后端".into(), MeetingTime { start: 2_719_533_600, duration: 3600 });
//! let (description, location, settings) = (String::new(), String::new(), MeetingSettings::default());
//! let interview = Meeting { people, title, time, description, location, cal_id: None, settings, reminders: vec![] };
//! let id = client.meeting_create(&interview).await?.meetingid;
//! println!("{}", client.meeting_get_info(&id).await?.meeting_link);
//! # Ok(())
//! # }
//! ```
//!
//! # Files
//! ```standalone_crate
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let company = beckon_sandbox::Sandbox::start(beckon_sandbox::Config::default()).await?;
//! # let own = wecom::Config::new(company.corp_id(), company.agent_id(), company.secret());
//! # let client = wecom::Client::new(wecom::Config { host: company.base_url(), ..own })?;
//! # let folder = tempfile::tempdir()?;
//! # std::env::set_current_dir(folder.path())?;
//! # std::fs::write("offer.pdf", "%PDF-1.7")?;
//! use wecom::{MediaFile, MediaKind};
//!
//! let file = MediaFile::on_disk("offer.pdf").await?.named("录用通知书.pdf");
//! let media = client.media_upload(MediaKind::File, &file).await?;
//! println!("{} is good until {} (UTC ms)", media.media_id, media.expires_at_ms());
//!
//! let mut download = client.media_get(&media.media_id, None).await?;
//! while let Some(piece) = download.piece().await? {
//!     println!("{} bytes of {:?}", piece.len(), download.filename);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Schedules
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let company = beckon_sandbox::Sandbox::start(beckon_sandbox::Config::default()).await?;
//! # let own = wecom::Config::new(company.corp_id(), company.agent_id(), company.secret());
//! # let client = wecom::Client::new(wecom::Config { host: company.base_url(), ..own })?;
//! use wecom::{Occurrences, RemindAt, Reminders, ResponseStatus, Schedule};
//!
//! let interview = Schedule {
//!     start_time: 1_772_416_800,
//!     end_time: 1_772_420_400,
//!     attendees: vec!["zhangwei".into(), "li.na".into()],
//!     summary: "面试：后端工程师".into(),
//!     reminders: Some(Reminders::at(&[RemindAt::QuarterHour])),
//!     ..Schedule::default()
//! };
//! let id = client.schedule_add(&interview).await?;
//! let read = client.schedule_get(&[&id]).await?.remove(0);
//! if read.attendees.iter().any(|one| one.response_status == Some(ResponseStatus::Declined)) {
//!     let later = Schedule { start_time: 1_772_503_200, end_time: 1_772_506_800, ..read.to_schedule() };
//!     client.schedule_update(&id, &later, Occurrences::All, false).await?;
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Candidates who are WeChat users
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let company = beckon_sandbox::Sandbox::start(beckon_sandbox::Config::default()).await?;
//! # let own = wecom::Config::new(company.corp_id(), company.agent_id(), company.secret());
//! # let client = wecom::Client::new(wecom::Config { host: company.base_url(), ..own })?;
//! use wecom::{ContactWay, CustomerMessage, CustomerTask, WayMembers};
//!
//! // A code that nobody else gets: whoever scans it comes back with this state.
//! let way = ContactWay { state: "kqzvw".into(), ..ContactWay::qr_code(WayMembers::One("wangfang".into())) };
//! let way = client.externalcontact_add_contact_way(&way).await?;
//! # let scanned = company.outsider("陆雪").ok_or("no room")?;
//! # company.outsider_opens(&scanned, &way.qr_code).ok_or("no such code")?;
//! # company.colleague_opens_chat("wangfang", &scanned);
//!
//! let mut cursor = None;
//! let customer = loop {
//!     let read = client.externalcontact_batch_get_by_user(&["wangfang"], 100, cursor.as_ref()).await?;
//!     if let Some(row) = read.page.items.iter().find(|row| row.follow.state == "kqzvw") {
//!         break row.contact.external_userid.clone();
//!     }
//!     cursor = Some(read.page.next.ok_or("not yet")?);
//! };
//!
//! let message = CustomerMessage { text: "面试改到周三 10:00".into(), attachments: Vec::new() };
//! let task = client.externalcontact_add_msg_template(&CustomerTask::new(&customer, "wangfang", message)?).await?;
//! # company.advance(std::time::Duration::from_secs(5));
//! // Nothing is sent before she confirms it in 群发助手.
//! let rows = client.externalcontact_get_groupmsg_send_result(&task.msgid, "wangfang", 500, None).await?;
//! println!("{:?}", rows.items[0].status);
//! # Ok(())
//! # }
//! ```
//!
//! # Chats with outsiders
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let company = beckon_sandbox::Sandbox::start(beckon_sandbox::Config::default()).await?;
//! # let own = wecom::Config::new(company.corp_id(), company.agent_id(), company.secret());
//! # let client = wecom::Client::new(wecom::Config { host: company.base_url(), ..own })?;
//! use wecom::{ServiceContent, ServiceMessage, ServiceOrigin, SyncAsked, with_scene_param};
//!
//! let open_kfid = client.kf_account_list(0, 100).await?.remove(0).open_kfid;
//! let link = with_scene_param(&client.kf_add_contact_way(&open_kfid, "interview").await?, "candidate42")?;
//! println!("whoever opens {link} in WeChat and writes can be answered for 48 hours");
//!
//! # company.service().open(&link, "wmLIN");
//! # company.service().write(&open_kfid, "wmLIN", "你好");
//! let asked = SyncAsked { open_kfid: &open_kfid, cursor: None, token: "", limit: 1000 };
//! let come = client.kf_sync_msg(&asked).await?;
//! let wrote = come.incoming.iter().find(|one| one.origin == ServiceOrigin::Customer).ok_or("nobody wrote")?;
//! let answer = ServiceMessage {
//!     touser: wrote.external_userid.clone(),
//!     open_kfid: open_kfid.clone(),
//!     msgid: "answer-1".into(),
//!     content: ServiceContent::Text("面试在 6 月 12 日 10:00".into()),
//! };
//! client.kf_send_msg(&answer.msgid, answer.to_body()?).await?;
//! println!("keep {:?} for the next call", come.next.map(|cursor| cursor.as_str().to_owned()));
//! # assert_eq!(company.service().chat(&open_kfid, "wmLIN").len(), 2);
//! # Ok(())
//! # }
//! ```
//!
//! How a form is made and read, and how a smart sheet is kept, is shown in the modules `forms` and `sheets`.
//!
//! # Links that tell who opened them
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let company = beckon_sandbox::Sandbox::start(beckon_sandbox::Config::default()).await?;
//! # let own = wecom::Config::new(company.corp_id(), company.agent_id(), company.secret());
//! # let client = wecom::Client::new(wecom::Config { host: company.base_url(), ..own })?;
//! # let code = company.oauth_code(company.agent_id(), "zhangwei", false).ok_or("no such app")?;
//! use secrecy::SecretString;
//! use wecom::{Scope, Visitor};
//!
//! println!("{}", client.oauth_url("https://hr.example.com/confirm", Scope::Base, "interview42")?);
//! println!("{}", client.web_login_url("https://hr.example.com/confirm", "interview42")?);
//! match client.auth_getuserinfo(&SecretString::from(code)).await? {
//!     Visitor::Member { userid, .. } => println!("{userid} confirmed"),
//!     Visitor::Stranger { external_userid, .. } => println!("{external_userid:?} confirmed"),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Group robots
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let company = beckon_sandbox::Sandbox::start(beckon_sandbox::Config::default()).await?;
//! use wecom::{Robot, RobotConfig, RobotMessage};
//!
//! let config = RobotConfig::from_webhook_url("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=KEY")?;
//! # let config = RobotConfig { host: company.base_url(), ..RobotConfig::new(company.robot_key()) };
//! let robot = Robot::new(config)?;
//! robot.send(&RobotMessage::Markdown("**3 号会议室** <@zhangwei>".into())).await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Callbacks
//! ```
//! use wecom::CallbackKeys;
//!
//! let keys = CallbackKeys::new("QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "wx5823bf96d3bd56c7")?;
//! let echostr = "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==";
//! let signature = "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3";
//! let answer = keys.echo(signature, "1409659589", "263014780", echostr)?;
//! assert_eq!(answer, b"1616140317555161061");
//! # Ok::<(), wecom::CallbackError>(())
//! ```

mod addresses;
mod app;
mod callback;
mod check;
mod client;
mod config;
mod config_error;
mod contacts;
mod envelope;
pub mod errcode;
mod error;
mod external;
mod failure;
mod forms;
mod head;
mod host;
mod invalid;
pub mod limits;
mod media;
mod meeting;
mod meeting_room;
pub mod message;
mod oauth;
mod page;
mod probe;
mod proxy;
mod robot;
mod schedule;
mod server_time;
mod service;
mod sheets;
mod token;
mod transport;
mod wire;

pub use app::{AgentBrief, AgentGet};
pub use callback::{CallbackError, CallbackKeys};
pub use client::{Client, TokenHead};
pub use config::{Clock, Config, DEFAULT_HOST, Network, Timeouts};
pub use config_error::ConfigError;
pub use contacts::{
    Department, DepartmentBrief, EmailType, Gender, MemberDepartment, MemberStatus, Tag, TagMembers, User, UserBrief,
};
pub use error::{BadReply, Error, NotSent, Refused, Unanswered};
pub use external::{
    AcquisitionCustomer, AcquisitionDetail, AcquisitionGet, AcquisitionLink, AcquisitionQuota, AcquisitionRange,
    AddWay, Attachment, ByUser, ChatStatus, ChatType, ContactWay, ContactWayCreated, ContactWayRead, CorpTag,
    CorpTagGroup, CreatedBy, CustomerMessage, CustomerTask, ExternalContact, ExternalContactGet, ExternalKind,
    FollowTag, FollowUser, Followed, GroupMsg, GroupMsgQuery, GroupMsgResult, GroupMsgTask, NewAcquisitionLink,
    QuotaPart, Remark, ResultStatus, Scene, TaskCreated, TaskStatus, TmpIdConverted, TmpIdOf, TmpIdsConverted,
    WayMembers, customer_channel_url,
};
pub use forms::{
    FilledBy, FormAnswer, FormAnswerStatus, FormCounts, FormInfo, FormReply, FormSubmit, FormSubmits, InterviewChoice,
    InterviewForm, InterviewReply, PhoneQuestion,
};
pub use head::ReplyHead;
pub use host::{ApiHost, HostFault, HostNote, read_host};
pub use media::{Download, Media, MediaFile, MediaKind, upload_name};
pub use meeting::{
    InMeeting, Meeting, MeetingChange, MeetingCreated, MeetingInfo, MeetingMember, MeetingOutsider, MeetingPeople,
    MeetingPresence, MeetingReminder, MeetingRing, MeetingSettings, MeetingStatus, MeetingTime, MuteOnEntry,
};
pub use meeting_room::{
    BookedRoom, KeepSchedule, MeetingRoom, OnGrid, RoomBooked, RoomBookedFor, RoomBooking, RoomBookingInfo,
    RoomBookingStatus, RoomEquipment, RoomPlace, RoomSpan,
};
pub use message::{
    Invalid, Message, Named, Problem, Recipients, SendReply, Text, Unit, Violation, narrowed, valid_userid,
};
pub use oauth::{Scope, UserDetail, Visitor};
pub use page::{Cursor, Page};
pub use probe::{
    Answered, Behind, Certificate, NoConnection, Probe, ProxyKind, Route, RouteRule, TlsReason, Tunnel, proxy_variable,
};
pub use proxy::{Proxy, ProxyUrl};
pub use robot::{Robot, RobotArticle, RobotConfig, RobotMessage};
pub use schedule::{
    Attendee, Calendar, CalendarCreated, CalendarRange, Color, Excluded, Occurrences, RemindAt, Reminders, RepeatType,
    ResponseStatus, Schedule, ScheduleRead, ScheduleStatus, Share, SharePermission, ShareRefused,
};
pub use service::{
    Handover, MenuButton, SendFailure, ServiceAccount, ServiceAddress, ServiceContent, ServiceEvent, ServiceIncoming,
    ServiceMenu, ServiceMessage, ServiceOrigin, ServiceSaid, ServiceSent, ServiceSession, ServiceState, ServiceSync,
    SessionChange, SyncAsked, with_scene_param,
};
pub use sheets::{
    Cell, SheetColumn, SheetColumnKind, SheetDoc, SheetField, SheetPart, SheetRecord, SheetRecordPage, SheetRow,
    SheetRowChange,
};
