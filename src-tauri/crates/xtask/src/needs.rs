//! How much of the set-up a command needs.

/// How much of the set-up a command needs; each level includes the ones before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Needs(u8);

impl Needs {
    /// A compiler, for the command line.
    pub const COMPILER: Self = Self(0);
    /// What the window is built from and shown with, and Node for the UI.
    pub const WINDOW: Self = Self(1);
    /// The servers that Rust's tests talk to.
    pub const RUST_TEST: Self = Self(2);
    /// What drives the window in a test.
    pub const WINDOW_TEST: Self = Self(3);
    /// All of it.
    pub const EVERYTHING: Self = Self::WINDOW_TEST;

    /// Whether this level covers the other.
    pub fn include(self, other: Self) -> bool {
        other <= self
    }
}
