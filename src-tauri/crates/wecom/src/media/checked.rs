//! A file before it is uploaded: whether WeCom would take it as what it is meant to be.

use std::ops::RangeInclusive;

use super::file::MediaFile;
use super::kind::{AMR, MediaKind};
use crate::check::{At, Findings};
use crate::error::Error;
use crate::invalid::Unit;
use crate::limits;

impl MediaFile {
    /// Whether WeCom would take it as this kind: name, size, first bytes.
    ///
    /// # Errors
    /// [`NotSent::Invalid`](crate::NotSent) with everything that is wrong, [`NotSent::File`](crate::NotSent) when it
    /// cannot be read.
    pub async fn check(&self, kind: MediaKind) -> Result<(), Error> {
        check(self, kind, &kind.allowed_bytes()).await.map(drop)
    }
}

/// Bytes that tell the kind of a file, and more.
const HEAD: u64 = 16;

/// Checks a file before it is uploaded: its name, its size, its kind, and the length of a recording. Answers its media
/// type.
pub(crate) async fn check(
    file: &MediaFile,
    kind: MediaKind,
    allowed: &RangeInclusive<usize>,
) -> Result<&'static str, Error> {
    let (mut found, media) = (Findings::default(), At::root("media"));
    let legal = |name: &str| !name.is_empty() && !name.chars().any(|c| c.is_control() || "\"\\/".contains(c));
    found.must(media.name("filename"), legal(&file.name), "a name without quotes, slashes and control characters");
    let length = usize::try_from(file.length).unwrap_or(usize::MAX);
    found.size(media, Unit::Bytes, length, allowed);
    if !allowed.contains(&length) {
        return found.into_result().map(|()| "").map_err(Error::from);
    }
    let head = file.head(if kind == MediaKind::Voice { file.length } else { HEAD }).await?;
    let media_type = kind.media_type(&head);
    found.must(media, media_type.is_some(), kind.wanted());
    if let Some(frames) = head.strip_prefix(AMR).filter(|_| kind == MediaKind::Voice) {
        found.size(media, Unit::Seconds, amr_ms(frames).div_ceil(1000), &(0..=limits::VOICE_S));
    }
    found.into_result()?;
    Ok(media_type.unwrap_or_default())
}

/// Length in milliseconds of AMR frames, 20 each; the first byte of a frame tells its size (RFC 4867, 5.3).
fn amr_ms(mut frames: &[u8]) -> usize {
    const SIZES: [usize; 16] = [13, 14, 16, 18, 20, 21, 27, 32, 6, 1, 1, 1, 1, 1, 1, 1];
    let mut ms = 0;
    while let Some(first) = frames.first() {
        frames = frames.get(SIZES[usize::from(first >> 3 & 0x0F)]..).unwrap_or_default();
        ms += 20;
    }
    ms
}

#[cfg(test)]
mod tests {
    use super::super::kind::{JPG, PNG};
    use super::*;
    use crate::error::NotSent;

    fn amr(frames: usize) -> Vec<u8> {
        [AMR.to_vec(), [&[0x3C][..], &[0; 31]].concat().repeat(frames)].concat()
    }

    async fn told(kind: MediaKind, name: &str, bytes: Vec<u8>) -> String {
        match check(&MediaFile::from_bytes(name, bytes), kind, &kind.allowed_bytes()).await {
            Ok(media_type) => media_type.to_owned(),
            Err(Error::NotSent(NotSent::Invalid(violations))) => violations.to_string(),
            Err(other) => panic!("{other:?}"),
        }
    }

    #[tokio::test]
    async fn kinds_are_told_by_the_first_bytes() {
        let padded = |head: &[u8]| [head, &[0; 16]].concat();
        let image = |head: &[u8]| told(MediaKind::Image, "a.png", padded(head));
        assert_eq!(image(b"\x89PNG\r\n\x1a\n").await, "image/png", "PNG");
        assert_eq!(image(b"\xFF\xD8\xFF\xE0").await, "image/jpeg", "JPG, whatever its name says");
        assert_eq!(image(b"GIF89a").await, "media must be a JPG or PNG", "a GIF is refused by WeCom (40123)");
        assert_eq!(told(MediaKind::Video, "a", padded(b"\0\0\0\x18ftypisom")).await, "video/mp4", "MP4");
        assert_eq!(told(MediaKind::Video, "a", padded(b"RIFF....AVI ")).await, "media must be an MP4 video", "AVI");
        assert_eq!(told(MediaKind::Voice, "a", padded(b"ID3")).await, "media must be an AMR recording", "MP3");
        assert_eq!(told(MediaKind::File, "a", padded(b"%PDF")).await, "application/octet-stream", "any file");
    }

    #[tokio::test]
    async fn sizes_at_the_edge_and_one_past() {
        let sized = async |kind, head: &[u8], length: usize| {
            let mut bytes = head.to_vec();
            bytes.resize(length, 0);
            told(kind, "a", bytes).await
        };
        const MIB: usize = 1 << 20;
        // A recording of 2 MiB is too long whatever is in it, but it is not too large.
        let long = "media has 3227 seconds, at most 60 are allowed";
        for (kind, head, limit, at_the_edge) in [
            (MediaKind::Image, PNG, 10 * MIB, "image/png"),
            (MediaKind::Image, JPG, 10 * MIB, "image/jpeg"),
            (MediaKind::Voice, AMR, 2 * MIB, long),
            (MediaKind::Video, b"\0\0\0\x18ftypisom", 10 * MIB, "video/mp4"),
            (MediaKind::File, b"", 20 * MIB, "application/octet-stream"),
        ] {
            assert_eq!(sized(kind, head, limit).await, at_the_edge, "{kind} of {limit} bytes");
            let past = format!("media has {} bytes, at most {limit} are allowed", limit + 1);
            assert_eq!(sized(kind, head, limit + 1).await, past, "{kind}, one past");
            assert_eq!(sized(kind, head, 5).await, "media has 5 bytes, at least 6 are needed", "{kind} of five bytes");
        }
        for (kind, head, smallest) in [
            (MediaKind::Image, JPG, "image/jpeg"),
            (MediaKind::Voice, AMR, "audio/amr"),
            (MediaKind::File, b"", "application/octet-stream"),
        ] {
            assert_eq!(sized(kind, head, 6).await, smallest, "{kind}: more than five bytes are enough");
        }
    }

    #[tokio::test]
    async fn a_recording_has_sixty_seconds() {
        assert_eq!(told(MediaKind::Voice, "a", amr(3000)).await, "audio/amr", "60 s of 50 frames each");
        let past = "media has 61 seconds, at most 60 are allowed";
        assert_eq!(told(MediaKind::Voice, "a", amr(3001)).await, past, "one frame past");
    }

    #[tokio::test]
    async fn a_name_cannot_leave_its_quotes() {
        for name in ["", "a\"; filename=\"b", "a\r\nb", "../a", "a\\b"] {
            let told = told(MediaKind::File, name, vec![0; 6]).await;
            assert!(told.starts_with("media.filename must be"), "{name:?} would write headers of its own: {told}");
        }
        assert_eq!(told(MediaKind::File, "简历 (1).pdf", vec![0; 6]).await, "application/octet-stream", "a usual name");
    }
}
