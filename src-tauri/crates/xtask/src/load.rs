//! A load beside a test run: busy processes that end with the run, whatever ends it.

use std::io::{Read, stdin};
use std::process::{Child, Command, Stdio};
use std::thread;

use crate::shell::Outcome;

/// Busy processes, ended when this is dropped. They end by themselves when we are gone without a word.
pub struct Load(Vec<Child>);

impl Load {
    /// Starts so many.
    pub fn of(processes: u16) -> Outcome<Self> {
        let failed = |e| format!("a busy process could not be started: {e}");
        let ourselves = std::env::current_exe().map_err(failed)?;
        // Kept from the first on: what has been started is ended also when the next one cannot be.
        let mut load = Self(Vec::new());
        for _ in 0..processes {
            let busy = Command::new(&ourselves).arg("busy").stdin(Stdio::piped()).spawn().map_err(failed)?;
            load.0.push(busy);
        }
        Ok(load)
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        for busy in &mut self.0 {
            // It may have ended already, which is all that is wanted.
            let _ = busy.kill().and_then(|()| busy.wait());
        }
    }
}

/// Keeps one core busy until the standard input ends, which it does with whoever started us.
pub fn busy() -> Outcome {
    thread::spawn(|| {
        let mut turn = 0_u64;
        loop {
            turn = std::hint::black_box(turn.wrapping_add(1));
        }
    });
    let mut nothing = Vec::new();
    stdin().read_to_end(&mut nothing).map(drop).map_err(|e| e.to_string())
}
