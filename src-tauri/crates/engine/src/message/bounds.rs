//! What Beckon takes of files and templates at most, in one table. What WeCom takes is in `wecom/limits.rs`, what a file of a
//! spreadsheet may grow into in `sheet/budget.rs`.
//!
//! Never in here: how something is counted.

/// Bytes of one text of a template: WeCom's longest has 2048, and conditions choose among several.
pub(crate) const TEXT_BYTES: usize = 16 * 1024;

/// Texts of one template: a card of WeCom's has 40.
pub(crate) const TEXTS: usize = 100;

/// Fields and conditions that stand in one text.
pub(crate) const TAGS: usize = 500;

/// Words and signs between two braces.
pub(crate) const PARTS: usize = 100;

/// Brackets that lie in each other.
pub(crate) const NESTED: usize = 16;

/// Conditions that lie in each other, their further choices (`elif`) included.
pub(crate) const CONDITIONS: usize = 50;

/// Bytes of the stack on which a template is read: ten times what the deepest one needs when nothing is optimised.
pub(crate) const STACK_BYTES: usize = 8 * 1024 * 1024;

/// Different fields that a template asks for.
pub(crate) const FIELDS: usize = 100;

/// Bytes that one text comes to when it is filled in: far more than WeCom takes, so that an error names the full
/// length.
pub(crate) const OUTPUT_BYTES: usize = 64 * 1024;

/// Instructions that filling in one text may take. A template has no loops, so only a mistake in its reading could need more.
pub(crate) const FUEL: u64 = 50_000;

/// Values of a file of templates, texts, lists and objects included: a thousand templates have 20,000.
pub(crate) const VALUES: usize = 200_000;

/// Bytes of a file of templates, with its pictures and files: 64 MiB.
pub const TEMPLATES_BYTES: usize = 64 * 1024 * 1024;
