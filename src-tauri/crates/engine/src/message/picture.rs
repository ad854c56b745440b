//! Whether a picture is there to its end: half a file still begins like a whole one, and WeCom would deliver it. Pure.
//!
//! Never in here: whether WeCom takes a picture, which is the client's to say.

/// Whether a JPEG or PNG has all its parts. Another file is not judged.
pub(crate) fn is_whole(bytes: &[u8]) -> bool {
    if let Some(chunks) = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n") {
        return png(chunks);
    }
    if bytes.starts_with(&[0xff, 0xd8]) { jpeg(&bytes[2..]) } else { true }
}

/// Length, name, data and checksum of each chunk, from the header to the end.
fn png(mut rest: &[u8]) -> bool {
    let mut first = true;
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = u32::from_be_bytes(*length) as usize;
        let Some((named, after)) = length.checked_add(4).and_then(|length| after.split_at_checked(length)) else {
            return false;
        };
        let Some((sum, after)) = after.split_first_chunk::<4>() else { return false };
        if (first && !named.starts_with(b"IHDR")) || crc32(named) != u32::from_be_bytes(*sum) {
            return false;
        }
        if named.starts_with(b"IEND") {
            return true;
        }
        (rest, first) = (after, false);
    }
    false
}

/// Segments up to the scan, and the mark of the end somewhere behind it.
fn jpeg(mut rest: &[u8]) -> bool {
    while let [0xff, kind, after @ ..] = rest {
        match kind {
            0xff => rest = &rest[1..],
            0x01 | 0xd0..=0xd7 => rest = after,
            _ => {
                let Some((length, _)) = after.split_first_chunk::<2>() else { return false };
                let Some(behind) = after.get(usize::from(u16::from_be_bytes(*length))..) else { return false };
                if *kind == 0xda {
                    return behind.windows(2).any(|pair| pair == [0xff, 0xd9]);
                }
                rest = behind;
            }
        }
    }
    false
}

/// The checksum of PNG (ISO 3309).
fn crc32(bytes: &[u8]) -> u32 {
    let table: [u32; 256] =
        std::array::from_fn(|n| (0..8).fold(n as u32, |c, _| if c & 1 == 1 { 0xedb8_8320 ^ (c >> 1) } else { c >> 1 }));
    let step = |c: u32, byte: &u8| table[((c ^ u32::from(*byte)) & 0xff) as usize] ^ (c >> 8);
    bytes.iter().fold(u32::MAX, step) ^ u32::MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One white pixel.
    const PNG: &[u8] = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00\x00\x0aIDATx\x9cc\xf8\x0f\x00\x01\x01\x01\x00\xb18\xf6\x14\x00\x00\x00\x00IEND\xaeB`\x82";

    /// A frame, a table and a scan, as short as they can be.
    const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x04ab\xff\xda\0\x03x\x12\x34\xff\x00\x56\xff\xd9";

    #[test]
    fn a_picture_that_ends_early_is_not_whole() {
        for whole in [PNG, JPEG] {
            assert!(is_whole(whole), "to its end");
            for end in 9..whole.len() {
                assert!(!is_whole(&whole[..end]), "cut off after {end} of {} bytes", whole.len());
            }
        }
        let mut spoilt = PNG.to_vec();
        spoilt[45] ^= 1;
        assert!(!is_whole(&spoilt), "a byte of it is another one");
        assert!(is_whole(b"%PDF-1.7"), "a file of another kind is not judged");
    }
}
