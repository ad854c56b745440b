//! What is left of a secret in the memory of the program that uses it.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::fs::{self, File};
use std::io::{ErrorKind, Read, Seek, SeekFrom};
use std::process::Stdio;
use std::time::Duration;

use beckon_sandbox::{Config, Fault, FaultRule, When};
use common::{SEND, VARIABLE, connected};

/// Copies while a message is under way: the environment in which the program was started, the vault's for this session, the
/// client's for the next token, and the log's list of what it must not write.
const COPIES: usize = 4;

/// Memory is searched in pieces of so many bytes.
const PIECE: usize = 4096;
static EMPTY: [u8; 2 * PIECE] = [0; 2 * PIECE];

/// How often `mark` stands in the memory of a process; nothing where the system lets nobody look.
fn copies(process: u32, mark: &[u8]) -> Option<usize> {
    let mut memory = match File::open(format!("/proc/{process}/mem")) {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => return None,
        opened => opened.unwrap(),
    };
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let mut found = 0;
    for line in maps.lines().filter(|line| line.split(' ').nth(1).is_some_and(|rights| rights.starts_with("rw"))) {
        let (start, end) = line.split(' ').next().and_then(|range| range.split_once('-')).unwrap();
        let (start, end) = (u64::from_str_radix(start, 16).unwrap(), u64::from_str_radix(end, 16).unwrap());
        memory.seek(SeekFrom::Start(start)).unwrap();
        let mut bytes = Vec::new();
        // Pages that are nobody's yet cannot be read.
        let _ = (&mut memory).take(end - start).read_to_end(&mut bytes);
        // Most of it is empty, which is seen at once.
        for at in (0..bytes.len()).step_by(PIECE) {
            let piece = &bytes[at..bytes.len().min(at + PIECE + mark.len() - 1)];
            if piece != &EMPTY[..piece.len()] {
                found += piece.windows(mark.len()).filter(|window| *window == mark).count();
            }
        }
    }
    Some(found)
}

#[test]
fn a_secret_in_use_stands_in_memory_only_where_it_is_needed() {
    let held = FaultRule { call: "message/send".into(), when: When::Always, fault: Fault::Delay(3_600_000) };
    let mut config = Config { faults: vec![held], ..Config::default() };
    config.apps[0].secret = "MARKED-SECRET-7Jq2vX9LwK4dRtY8mZ3pN6cB1fGhQ".to_owned();
    let (town, folder) = connected(config, &["zhangwei"]);
    let mut command = folder.command(format!("{SEND} --secret-env {VARIABLE} --to all --yes").split(' '));
    command.env(VARIABLE, town.company.secret()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    // The message is at the company, which does not answer: the program holds the secret and waits.
    while town.messages().is_empty() {
        std::thread::sleep(Duration::from_millis(10));
    }
    let found = copies(child.id(), town.company.secret().as_bytes());
    child.kill().unwrap();
    child.wait().unwrap();
    match found {
        // Not even another program of the same user may look, which is meant so.
        None => {}
        Some(found) => {
            assert!(found > 0, "a search that finds nothing searched nothing");
            assert!(found <= COPIES, "what was used is wiped when it is let go: {found} copies");
        }
    }
}
