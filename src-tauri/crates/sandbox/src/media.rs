//! Files people uploaded, what kind they are, and how long they live. Looks at bytes only as far as WeCom does.

use bytes::Bytes;

use crate::answer::{Refusal, refuse};
use crate::limits::DAY_MS;
use crate::newest::Newest;

/// A media_id lives three days (path/90253).
const LIFE_MS: i64 = 3 * DAY_MS;
const MIB: usize = 1024 * 1024;

/// What an upload is used as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Image,
    Voice,
    Video,
    File,
}

impl Kind {
    /// By the `type` of an upload.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "image" => Some(Self::Image),
            "voice" => Some(Self::Voice),
            "video" => Some(Self::Video),
            "file" => Some(Self::File),
            _ => None,
        }
    }

    /// Whether these bytes may be uploaded as this kind: more than 5 bytes (44001, 40006), not above the size (45001: image
    /// 10 MB, voice 2 MB, video 10 MB, file 20 MB), of the right format (image JPG or PNG 40123, voice AMR 301017 of at
    /// most 60 s 45007, video MP4 40004).
    pub(crate) fn accepts(self, bytes: &[u8]) -> Result<(), Refusal> {
        let limit = match self {
            Self::Voice => 2 * MIB,
            Self::Image | Self::Video => 10 * MIB,
            Self::File => 20 * MIB,
        };
        match bytes.len() {
            0 => return refuse(44001),
            1..=5 => return refuse(40006),
            length if length > limit => return refuse(45001),
            _ => {}
        }
        match self {
            Self::Image if !is_picture(bytes) => refuse(40123),
            Self::Voice if amr_ms(bytes).is_none() => refuse(301_017),
            Self::Voice if amr_ms(bytes) > Some(60_000) => refuse(45007),
            Self::Video if bytes.get(4..8) != Some(b"ftyp") => refuse(40004),
            _ => Ok(()),
        }
    }
}

/// JPG or PNG by its first bytes.
pub(crate) fn is_picture(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xFF, 0xD8, 0xFF]) || bytes.starts_with(b"\x89PNG\r\n\x1a\n")
}

/// Length of an AMR narrow-band recording in milliseconds; `None` when it is no AMR. Frames of 20 ms, whose first byte
/// tells their size.
fn amr_ms(bytes: &[u8]) -> Option<u32> {
    const SIZES: [usize; 16] = [13, 14, 16, 18, 20, 21, 27, 32, 6, 1, 1, 1, 1, 1, 1, 1];
    let mut rest = bytes.strip_prefix(b"#!AMR\n")?;
    let mut ms = 0;
    while let Some(head) = rest.first() {
        rest = rest.get(SIZES[usize::from(head >> 3 & 0x0F)]..).unwrap_or_default();
        ms += 20;
    }
    Some(ms)
}

/// An uploaded file.
#[derive(Debug, Clone)]
pub(crate) struct Media {
    pub(crate) kind: Kind,
    pub(crate) name: String,
    pub(crate) bytes: Bytes,
    created_ms: i64,
    /// Only the robot with this key may use it.
    robot: Option<String>,
}

impl Media {
    pub(crate) fn content_type(&self) -> &'static str {
        match self.kind {
            Kind::Image if self.bytes.starts_with(b"\x89PNG") => "image/png",
            Kind::Image => "image/jpeg",
            Kind::Voice => "audio/amr",
            Kind::Video => "video/mp4",
            Kind::File => "application/octet-stream",
        }
    }
}

/// What an upload counts for beside its bytes, so that many small ones end somewhere, too.
const UPLOAD_COSTS: usize = 64 * 1024;

/// The uploads of the company, up to so many bytes.
#[derive(Debug)]
pub(crate) struct Library(Newest<String, Media>);

impl Library {
    pub(crate) fn keeping(bytes: usize) -> Self {
        Self(Newest::up_to(bytes))
    }

    pub(crate) fn keep(&mut self, id: String, kind: Kind, name: String, bytes: Bytes, now: i64, robot: Option<String>) {
        self.0.retain(|media| now - media.created_ms < LIFE_MS);
        let weight = bytes.len() + name.len() + UPLOAD_COSTS;
        self.0.insert(id, Media { kind, name, bytes, created_ms: now, robot }, weight);
    }

    /// A living upload that every app of the company may use.
    pub(crate) fn get(&self, id: &str, now: i64) -> Option<&Media> {
        self.alive(id, now).filter(|media| media.robot.is_none())
    }

    /// A living upload of this robot.
    pub(crate) fn of_robot(&self, id: &str, key: &str, now: i64) -> Option<&Media> {
        self.alive(id, now).filter(|media| media.robot.as_deref() == Some(key))
    }

    fn alive(&self, id: &str, now: i64) -> Option<&Media> {
        self.0.get(id).filter(|media| now - media.created_ms < LIFE_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amr_is_measured_by_its_frames() {
        let frames = |n: usize| [b"#!AMR\n".to_vec(), [&[0x3C][..], &[0; 31]].concat().repeat(n)].concat();
        assert_eq!(amr_ms(&frames(50)), Some(1000), "50 frames of 12.2 kbit/s are a second");
        assert_eq!(amr_ms(&frames(3001)), Some(60_020), "one frame past the minute");
        assert_eq!(amr_ms(b"RIFF....WAVE"), None, "a WAV is no AMR");
    }

    #[test]
    fn the_oldest_uploads_make_room() {
        let mut library = Library::keeping(4 * MIB);
        for number in 0..60 {
            let bytes = Bytes::from(vec![0; MIB]);
            library.keep(number.to_string(), Kind::File, "a.bin".into(), bytes, 0, None);
        }
        let kept: Vec<_> = (0..60).filter(|number| library.get(&number.to_string(), 0).is_some()).collect();
        assert_eq!(kept, [57, 58, 59], "three of a MiB and their costs fit into four");
    }

    #[test]
    fn an_upload_ends_after_three_days() {
        let mut library = Library::keeping(MIB);
        library.keep("m".into(), Kind::File, "a.txt".into(), Bytes::from_static(b"123456"), 0, None);
        assert!(library.get("m", LIFE_MS - 1).is_some(), "alive to the last millisecond");
        assert!(library.get("m", LIFE_MS).is_none(), "and not after it");
        assert!(library.of_robot("m", "key", 0).is_none(), "a robot has uploads of its own");
    }
}
