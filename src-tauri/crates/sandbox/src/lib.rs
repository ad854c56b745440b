//! The practice company: a strict WeCom over real HTTP on 127.0.0.1, to learn on, to show and to test against.
//! It imports nothing else of the project, so that a mistake in the client is not mirrored in the server that tests it.
//!
//! # Start one
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> std::io::Result<()> {
//! use beckon_sandbox::{Config, Sandbox};
//!
//! let company = Sandbox::start(Config::default()).await?;
//! println!("{} {} {}", company.base_url(), company.corp_id(), company.agent_id());
//! assert_eq!(company.members().len(), 40);
//! company.stop().await;
//! # Ok(())
//! # }
//! ```
//!
//! # How strict it is
//! - Business errors come with HTTP 200 and WeCom's envelope; an unknown path is 404 with an empty body.
//! - Where sources about WeCom disagree, the stricter reading holds.
//! - What WeCom cuts or drops without a word is cut or dropped without a word; only [`Sandbox::journal`] tells.
//! - Time is the company's own: the real time, moved forward by [`Sandbox::advance`].
//!
//! # Faults
//! [`FaultRule`] spoils chosen calls over real TCP: resets, lost replies, cut bodies, sign-in pages.

mod answer;
mod body;
mod company;
mod config;
mod customers;
mod dice;
mod fault;
mod journal;
mod limits;
mod media;
mod multipart;
mod object;
mod range;
mod reply;
mod roster;
mod routes;
mod sandbox;
mod server;
mod visit;

pub use config::{App, Config, Limits, Range};
pub use customers::Customer;
pub use fault::{Fault, FaultRule, When};
pub use journal::{Call, Cut, Figures, Outcome, Recipient};
pub use roster::{Member, roster};
pub use sandbox::Sandbox;
