//! Forms (收集表) by which candidates answer who can press no button of Beckon's: customers of a colleague, and whoever got a text
//! by hand.
//!
//! 1. `make` asks WeCom for a form about one start of one interview, whose words are in `words`. The intent is on the disk
//!    before: WeCom finds no form again whose id was lost.
//! 2. `read` reads the answers that are new and notes each once, as every answer is noted.
//! 3. `who` says whose an answer is, and `senders` which customers are behind the names that forms have for them; `settle` notes it.
//! 4. What is nobody's answer so far a person can `give` to somebody.
//!
//! Never in here: when to look for answers, or a guess at who answered.

mod give;
mod make;
mod read;
mod senders;
mod settle;
mod who;
mod words;
