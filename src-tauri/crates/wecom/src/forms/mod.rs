//! Forms (收集表): people who are no members and nobody's contacts answer questions behind a link, and the app reads the
//! answers (path/97462). An app sees only the forms that it made itself, and needs the right to documents (path/97392).
//!
//! What somebody without WeCom sees behind the link, and whether WeChat wants them to log in there, is on no page
//! (unconfirmed). Never in here: a word that people read, or when to look for answers.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let company = beckon_sandbox::Sandbox::start(beckon_sandbox::Config::default()).await?;
//! # let own = wecom::Config::new(company.corp_id(), company.agent_id(), company.secret());
//! # let client = wecom::Client::new(wecom::Config { host: company.base_url(), ..own })?;
//! use wecom::{InterviewForm, PhoneQuestion};
//!
//! let form = InterviewForm {
//!     title: "后端工程师面试 6 月 12 日 10:00".into(),
//!     desc: String::new(),
//!     choice: "您能参加吗？".into(),
//!     accept: "参加".into(),
//!     decline: "不参加".into(),
//!     other_time: "希望改期".into(),
//!     wished_time: "希望的时间".into(),
//!     phone: Some(PhoneQuestion { title: "手机号".into(), mainland: true, needed: false }),
//!     name: None,
//!     managers: vec!["wangfang".into()],
//!     timed_finish: None,
//!     notify: true,
//!     again: false,
//! };
//! let formid = client.wedoc_create_form(&form).await?;
//! println!("keep {formid}, and send {}", client.wedoc_doc_share(&formid).await?);
//!
//! # use beckon_sandbox::{FormEntry, FormFiller};
//! # let lin = company.outsider("小林").ok_or("full")?;
//! # let link = client.wedoc_doc_share(&formid).await?;
//! # company.forms().fill(&link, FormFiller::Outsider(&lin), &[(1, FormEntry::Options(vec![1]))]).expect("taken");
//! # let (from, to) = (company.now_ms() / 1000 - 86_400, company.now_ms() / 1000);
//! let repeated_id = client.wedoc_get_form_info(&formid).await?.repeated_id.remove(0);
//! let submitted = client.wedoc_get_form_statistic_submitted(&repeated_id, from, to, 100, None).await?;
//! let ids: Vec<i64> = submitted.page.items.iter().map(|submit| submit.answer_id).collect();
//! for answer in client.wedoc_get_form_answer(&repeated_id, &ids).await? {
//!     println!("{}: {:?}", answer.by.user_name, answer.interview());
//! }
//! # Ok(())
//! # }
//! ```

mod answer;
mod info;
mod interview;
mod submitted;

pub use answer::{FilledBy, FormAnswer, FormAnswerStatus, FormReply};
pub use info::FormInfo;
pub use interview::{InterviewChoice, InterviewForm, InterviewReply, PhoneQuestion};
pub use submitted::{FormCounts, FormSubmit, FormSubmits};
