//! A value as the bytes of a request.

use serde::ser::Serialize;

/// A value as JSON. Only checked values come here: texts, whole numbers and a ratio that is a number, which always
/// serialise.
pub(super) fn json(value: &impl Serialize) -> Vec<u8> {
    // Most messages fit: growing step by step would copy them again and again.
    let mut body = Vec::with_capacity(1024);
    match serde_json::to_writer(&mut body, value) {
        Ok(()) => body,
        Err(_) => Vec::new(),
    }
}
