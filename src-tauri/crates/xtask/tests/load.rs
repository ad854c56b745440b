//! The load beside a test run is busy while somebody holds it, and never outlives whoever started it.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

use std::process::{Child, Command, Stdio};

fn busy() -> Child {
    Command::new(env!("CARGO_BIN_EXE_xtask")).arg("busy").stdin(Stdio::piped()).spawn().unwrap()
}

#[test]
fn a_busy_process_ends_with_whoever_holds_it() {
    let mut busy = busy();
    assert!(busy.try_wait().unwrap().is_none(), "busy as long as it is held");
    // What the system does with our end of the pipe when we die, whatever the reason.
    drop(busy.stdin.take());
    assert!(busy.wait().unwrap().success(), "it ends by itself; nobody is left to end it");
}
