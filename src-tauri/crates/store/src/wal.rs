//! The journal of transactions beside a database (`beckon.db-wal`), read without SQLite: what is committed in it, and whether it is
//! damaged. The format is described at sqlite.org/fileformat2.html (section 4) and sqlite.org/walformat.html.
//!
//! SQLite takes the frames up to the first whose checksum is not right, and forgets everything behind it without a word: that is
//! how it undoes a transaction that was not written to its end. Noise in the middle looks the same to it, and then what is
//! forgotten had been answered. They are told apart by what stands behind the bad frame:
//!
//! 1. A program that is killed leaves the beginning of its last transaction; no commit follows.
//! 2. With `synchronous=FULL` a transaction is written only after the one before is on the disk. When the power fails, blocks of
//!    the last one may be missing in any order, even while its commit is there. So when frames of a *later* transaction follow,
//!    the bad one had been on the disk: it is damage.
//! 3. When only the commit of the same transaction follows, a block that never reached the disk shows as zeros or as what stood
//!    there before, and never as noise. The same holds for a commit frame at the end of the file, where nothing stood before.
//! 4. A transaction that does not fit into memory is written twice, and its checksums only at the end. One so large is not
//!    accused.
//!
//! A frame is known as a true one by its checksum, which goes on from the one that is stored before it, and by the salts of the
//! journal. What an earlier round of the journal left behind has other salts.
//!
//! Never in here: a change to a file.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;

use beckon_model::LostFound;

/// Bytes before the first frame, and before the page in each.
const HEAD: usize = 32;
const FRAME_HEAD: usize = 24;

/// The least part of a file that a system writes as one, bytes.
const BLOCK: usize = 4096;

/// The least page of a database, bytes.
const LEAST_PAGE: usize = 512;

/// So few bytes can be zeros by chance.
const BY_CHANCE: usize = 16;

/// Frames of a transaction that may have been written twice: less than the writer's memory for pages.
const SPILLED: u64 = 4096;

/// How far the first salt of an earlier round may lie behind: it grows by one with each.
const ROUNDS: u32 = 1 << 16;

/// What stands in a journal.
#[derive(Debug, Default)]
pub(crate) struct Wal {
    /// The size of its pages, bytes.
    pub page_size: u64,
    /// Where the newest committed content of each page stands, by the number of the page.
    pub pages: BTreeMap<u32, u64>,
    /// Pages of the database after the last commit; 0 without one.
    pub length: u32,
    /// The damage, if there is any: what and where.
    pub damage: Option<LostFound>,
}

#[derive(Clone, Copy)]
struct Head {
    big_endian: bool,
    page_size: usize,
    salts: [u32; 2],
    sums: [u32; 2],
}

/// A frame that is not right.
struct Bad {
    number: u64,
    commits: bool,
    kind: Kind,
}

/// What follows upon it.
#[derive(Default)]
struct Behind {
    /// Whether any frame does, also one of an earlier round.
    any: bool,
    /// Whether one of them is noise.
    noise: bool,
    /// The first true frame that ends a transaction, and the last true one.
    commit: Option<u64>,
    last: u64,
}

#[derive(PartialEq)]
enum Kind {
    /// It bears the salts of this journal, and nothing in it shows that it never reached the disk.
    Ours,
    /// It may never have reached the disk.
    Unwritten,
    /// Neither ours nor of an earlier round.
    Noise,
}

/// Reads the journal at this path; an empty one where there is none.
pub(crate) fn read(path: &Path) -> io::Result<Wal> {
    let file = match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Wal::default()),
        opened => opened?,
    };
    let length = file.metadata()?.len();
    let mut file = BufReader::with_capacity(1 << 20, file);
    let mut bytes = [0; HEAD];
    if length < HEAD as u64 || file.read_exact(&mut bytes).is_err() {
        return Ok(Wal::default());
    }
    let Some(head) = Head::of(&bytes) else {
        // A header is synced before the first frame follows it.
        let written = length >= (HEAD + FRAME_HEAD + LEAST_PAGE) as u64 && bytes.iter().any(|byte| *byte != 0);
        let damage = written.then_some(LostFound::JournalHead);
        return Ok(Wal { damage, ..Wal::default() });
    };
    frames(&mut file, &head)
}

fn frames(file: &mut impl Read, head: &Head) -> io::Result<Wal> {
    let mut wal = Wal { page_size: head.page_size as u64, ..Wal::default() };
    let mut frame = vec![0; FRAME_HEAD + head.page_size];
    let mut sums = head.sums;
    let mut since_commit = Vec::new();
    let mut bad: Option<Bad> = None;
    let mut behind = Behind::default();
    for number in 1.. {
        match file.read_exact(&mut frame) {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => break,
            read => read?,
        }
        let (page, commit) = (word(&frame, 0), word(&frame, 4));
        let right = head.is_ours(&frame) && head.sum(sums, &frame) == stored(&frame);
        match &bad {
            None if right => {
                let at = HEAD as u64 + (number - 1) * frame.len() as u64 + FRAME_HEAD as u64;
                since_commit.push((page, at));
                if commit != 0 {
                    wal.pages.extend(since_commit.drain(..));
                    wal.length = commit;
                }
            }
            None => {
                bad =
                    Some(Bad { number, commits: head.is_ours(&frame) && commit != 0, kind: head.kind(&frame, number) })
            }
            Some(_) => {
                behind.any = true;
                behind.noise |= head.kind(&frame, number) == Kind::Noise;
                if right {
                    behind.last = number;
                    behind.commit = behind.commit.or((commit != 0).then_some(number));
                }
            }
        }
        sums = stored(&frame);
    }
    wal.damage = bad.and_then(|bad| verdict(&bad, &behind));
    Ok(wal)
}

/// What a frame that is not right means, with this behind it.
fn verdict(bad: &Bad, behind: &Behind) -> Option<LostFound> {
    let Bad { number, commits, kind } = bad;
    let damaged = match behind.commit {
        Some(commit) if behind.last > commit => true,
        Some(commit) => *kind != Kind::Unwritten && commit - number < SPILLED,
        None => *kind == Kind::Noise || behind.noise || (*kind == Kind::Ours && *commits && !behind.any),
    };
    damaged.then_some(LostFound::JournalChange { number: *number })
}

impl Head {
    fn of(bytes: &[u8; HEAD]) -> Option<Self> {
        let big_endian = match word(bytes, 0) {
            0x377f_0682 => false,
            0x377f_0683 => true,
            _ => return None,
        };
        let page_size = usize::try_from(word(bytes, 8)).ok()?;
        let (salts, sums) = ([word(bytes, 16), word(bytes, 20)], [word(bytes, 24), word(bytes, 28)]);
        let fits = page_size.is_power_of_two() && (LEAST_PAGE..=65_536).contains(&page_size);
        let head = Self { big_endian, page_size, salts, sums };
        (fits && head.over([0, 0], &bytes[..24]) == sums).then_some(head)
    }

    fn is_ours(&self, frame: &[u8]) -> bool {
        [word(frame, 8), word(frame, 12)] == self.salts
    }

    /// The checksum of a frame, going on from the one before it.
    fn sum(&self, before: [u32; 2], frame: &[u8]) -> [u32; 2] {
        self.over(self.over(before, &frame[..8]), &frame[FRAME_HEAD..])
    }

    fn over(&self, [mut a, mut b]: [u32; 2], bytes: &[u8]) -> [u32; 2] {
        let read = if self.big_endian { u32::from_be_bytes } else { u32::from_le_bytes };
        for pair in bytes.chunks_exact(8) {
            let [p0, p1, p2, p3, p4, p5, p6, p7] = *pair else { continue };
            a = a.wrapping_add(read([p0, p1, p2, p3])).wrapping_add(b);
            b = b.wrapping_add(read([p4, p5, p6, p7])).wrapping_add(a);
        }
        [a, b]
    }

    fn kind(&self, frame: &[u8], number: u64) -> Kind {
        let salts = [word(frame, 8), word(frame, 12)];
        if has_unwritten_block(frame, number) {
            Kind::Unwritten
        } else if salts == self.salts {
            Kind::Ours
        } else if salts[1] == self.salts[1] || self.salts[0].wrapping_sub(salts[0]) < ROUNDS {
            // An earlier round, or a head that was written in part.
            Kind::Unwritten
        } else {
            Kind::Noise
        }
    }
}

/// Whether a block of the file that a frame of this number has a part in never reached the disk.
fn has_unwritten_block(frame: &[u8], number: u64) -> bool {
    let start = HEAD + usize::try_from(number - 1).unwrap_or_default() * frame.len();
    let (first, rest) = frame.split_at((BLOCK - start % BLOCK).min(frame.len()));
    let parts = std::iter::once(first).chain(rest.chunks(BLOCK));
    parts.filter(|part| part.len() >= BY_CHANCE).any(|part| part.iter().all(|byte| *byte == 0))
}

fn stored(frame: &[u8]) -> [u32; 2] {
    [word(frame, 16), word(frame, 20)]
}

fn word(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|word| word.try_into().ok()).map_or(0, u32::from_be_bytes)
}

/// Writes the committed pages of the journal at `path` into the bytes of its database.
pub(crate) fn apply(wal: &Wal, path: &Path, database: &mut Vec<u8>) -> io::Result<()> {
    if wal.length == 0 {
        return Ok(());
    }
    let size = usize::try_from(wal.page_size).unwrap_or_default();
    database.resize(wal.length as usize * size, 0);
    let mut file = File::open(path)?;
    for (page, at) in &wal.pages {
        let start = (*page as usize).saturating_sub(1) * size;
        // A page behind the end was given back by a later change.
        let Some(place) = database.get_mut(start..start + size) else { continue };
        file.seek(SeekFrom::Start(*at))?;
        file.read_exact(place)?;
    }
    Ok(())
}
