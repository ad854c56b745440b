//! Opening a data folder: to send, to change, or only to look.
//!
//! Never in here: what is done on one that is open.

use beckon_store::{Sight, Store};

use crate::engine::{Engine, Parts};
use crate::errors::Result;

impl Engine {
    /// Opens the data folder and settles what an earlier run left open.
    ///
    /// # Errors
    /// [`Error::Store`](crate::Error::Store) when the database cannot be opened; with [`beckon_store::Error::Lost`] a person has to choose between
    /// [`restore`](crate::restore) and [`start_empty`](crate::start_empty).
    pub async fn open(parts: Parts) -> Result<Self> {
        let engine = Self::edit(parts)?;
        engine.campaigns().recover().await?;
        Ok(engine)
    }

    /// Opens the data folder to change what is in it. What an earlier run left open is left to whoever is going to send.
    ///
    /// # Errors
    /// As [`Engine::open`].
    pub fn edit(parts: Parts) -> Result<Self> {
        let store = Store::open(&parts.data_dir, parts.clock.now_ms())?;
        crate::candidates::import::end_what_was_left(&store, &parts.data_dir);
        Ok(Self::of(parts, store))
    }

    /// Opens the data folder to look at it, or at a copy: nothing is written, and nobody is kept from anything. Whatever would
    /// change something fails with [`beckon_store::Error::LookingOnly`].
    ///
    /// # Errors
    /// As [`Engine::open`].
    pub fn look(parts: Parts, sight: &Sight) -> Result<Self> {
        let store = Store::look(&parts.data_dir, sight)?;
        Ok(Self::of(parts, store))
    }
}
