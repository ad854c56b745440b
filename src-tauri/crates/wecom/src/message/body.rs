//! The bytes of a message on the wire. Order and form of the fields are fixed: WeCom recognises a repeat by its bytes.
//!
//! Never in here: checks, and `\uXXXX` escapes, which WeCom refuses or shows as typed.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Content, Message};

impl<C: Content> Serialize for Message<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut body = serializer.serialize_map(None)?;
        for (name, ids) in self.to.joined() {
            body.serialize_entry(name, &ids)?;
        }
        body.serialize_entry("msgtype", C::MSGTYPE)?;
        body.serialize_entry("agentid", &self.agentid)?;
        body.serialize_entry(C::MSGTYPE, &self.content)?;
        if let Some(safe) = self.safe {
            body.serialize_entry("safe", &safe)?;
        }
        if self.enable_id_trans {
            body.serialize_entry("enable_id_trans", &1)?;
        }
        if let Some(seconds) = self.duplicate_check {
            body.serialize_entry("enable_duplicate_check", &1)?;
            body.serialize_entry("duplicate_check_interval", &seconds)?;
        }
        body.end()
    }
}
