//! What one run has seen, as a file: whoever helps judges it on another computer.
//!
//! Such a file comes from somebody else, so it is read with limits. Never in here: a conclusion.

use beckon_model::Observations;
use beckon_model::doctor::Observation;
use serde::{Deserialize, Serialize};

/// Bytes of a recording.
pub const RECORDING_BYTES: usize = 1024 * 1024;

/// Observations of a recording; a run makes about thirty.
const MOST: usize = 1000;

/// The format that is written.
const FORMAT: u32 = 1;

/// Why a file is no recording that can be judged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordingError {
    /// More than [`RECORDING_BYTES`].
    #[error("it has more than 1 MiB, and no recording of the doctor is that long")]
    TooLong,
    /// More than a run can make.
    #[error("it has more than 1000 observations, and no run of the doctor makes that many")]
    TooMany,
    /// A later version wrote it.
    #[error("it was recorded by a later version of Beckon (format {0}): update Beckon, then judge it again")]
    Later(u32),
    /// It is something else.
    #[error("it is not a recording of the doctor: make one with `beckon-cli doctor --account A --record FILE`")]
    Other,
}

#[derive(Serialize)]
struct Written<'a> {
    beckon_doctor: u32,
    observations: &'a Observations,
}

#[derive(Deserialize)]
struct Read {
    beckon_doctor: u32,
    #[serde(default)]
    observations: Vec<serde_json::Value>,
}

/// What was seen, as the text of a file.
#[must_use]
pub fn write_recording(seen: &Observations) -> String {
    let written = Written { beckon_doctor: FORMAT, observations: seen };
    serde_json::to_string_pretty(&written).unwrap_or_default() + "\n"
}

/// Reads a recording.
///
/// # Errors
/// [`RecordingError`].
pub fn read_recording(bytes: &[u8]) -> Result<Observations, RecordingError> {
    if bytes.len() > RECORDING_BYTES {
        return Err(RecordingError::TooLong);
    }
    let read: Read = serde_json::from_slice(bytes).map_err(|_| RecordingError::Other)?;
    if read.beckon_doctor > FORMAT {
        return Err(RecordingError::Later(read.beckon_doctor));
    }
    if read.observations.len() > MOST {
        return Err(RecordingError::TooMany);
    }
    let one = |value| serde_json::from_value::<Observation>(value).map_err(|_| RecordingError::Other);
    let seen: Result<Vec<Observation>, RecordingError> = read.observations.into_iter().map(one).collect();
    Ok(Observations::from(seen?))
}
