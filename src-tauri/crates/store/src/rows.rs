//! What a transaction may do: read through [`Reader`], and write through [`Writer`], which can read as well. Their
//! methods are in the files of the tables.

use std::ops::Deref;

use rusqlite::Connection;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::Result;

/// Reads.
#[derive(Debug)]
pub struct Reader<'a>(&'a Connection);

/// Reads and writes.
#[derive(Debug)]
pub struct Writer<'a>(Reader<'a>);

impl<'a> Reader<'a> {
    pub(crate) fn new(connection: &'a Connection) -> Self {
        Self(connection)
    }

    pub(crate) fn connection(&self) -> &'a Connection {
        self.0
    }
}

impl<'a> Writer<'a> {
    pub(crate) fn new(connection: &'a Connection) -> Self {
        Self(Reader(connection))
    }
}

impl<'a> Deref for Writer<'a> {
    type Target = Reader<'a>;

    fn deref(&self) -> &Reader<'a> {
        &self.0
    }
}

/// A list, map or enum as stored.
pub(crate) fn to_json(value: &impl Serialize) -> Result<String> {
    Ok(serde_json::to_string(value)?)
}

/// The reverse, inside rusqlite's row reading.
pub(crate) fn from_json<T: DeserializeOwned>(text: &str) -> rusqlite::Result<T> {
    serde_json::from_str(text)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error)))
}

/// A stored word that must be one of an enum's.
pub(crate) fn from_word<T>(word: &str, read: impl Fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    read(word).ok_or_else(|| {
        let error = format!("unknown word {word:?}").into();
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, error)
    })
}
