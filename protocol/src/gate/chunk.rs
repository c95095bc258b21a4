//! One raw Automerge change chunk, taken apart without decoding a single operation.
//!
//! Layout (Automerge binary format, chunk type 1): `85 6f 4a 83 · checksum 4 · 01 · length uleb ·
//! deps · actor · seq · start op · time sleb · message · other actors · column metadata · columns ·
//! extra bytes`. The checksum is the first four bytes of the change's SHA-256 hash, which
//! `automerge::Change::try_from` does not verify, so it is recomputed here.

use sha2::{Digest as _, Sha256};

use crate::ids::ChangeId;
use crate::leb::{Cursor, put_sleb, put_uleb};

/// Most bytes of one change.
pub const MAX_CHANGE_BYTES: usize = 64 * 1_024;
/// Most operations of one change.
pub const MAX_OPERATIONS: u64 = 2_048;
/// Most dependencies of one change.
pub const MAX_DEPS: usize = 64;
/// Most other actors an honest change of a flat document can name.
const MAX_OTHER_ACTORS: u64 = 256;
const MAX_COLUMNS: u64 = 64;
const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];

/// The parts of a change chunk, borrowed from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk<'a> {
    /// The hash Automerge knows the change by.
    pub id: ChangeId,
    /// Hashes of the changes this one builds on, in the order written.
    pub deps: Vec<ChangeId>,
    /// Who wrote it.
    pub actor: &'a [u8],
    /// The how-manieth change of that actor in this document.
    pub seq: u64,
    /// The counter of the first operation.
    pub start_op: u64,
    /// The commit time, seconds since 1970.
    pub time: i64,
    /// The commit message.
    pub message: &'a [u8],
    /// Other actors that operations refer to, in the order written.
    pub other_actors: Vec<&'a [u8]>,
    /// Column metadata, columns and extra bytes, as they stand.
    pub columns: &'a [u8],
    /// Operations: the rows of the action column; at most [`MAX_OPERATIONS`].
    pub operations: u64,
}

/// Why bytes are not a change that Automerge should see. The codes are stored: they only grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChunkError {
    /// Longer than 64 KiB.
    #[error("the change is longer than 64 KiB")]
    TooLong,
    /// Not a plain change chunk: another type, compressed, cut short, or with bytes left over.
    #[error("the bytes are not one plain, uncompressed change")]
    Malformed,
    /// The checksum is not that of the bytes.
    #[error("the checksum of the change is wrong")]
    Checksum,
    /// It claims more operations than a change may have.
    #[error("the change claims more than 2,048 operations")]
    Operations,
    /// It names more dependencies or actors than a change may have.
    #[error("the change names too many other changes or devices")]
    References,
}

impl<'a> Chunk<'a> {
    /// Takes a change apart; bounded by its length, whatever its contents claim.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, ChunkError> {
        if bytes.len() > MAX_CHANGE_BYTES {
            return Err(ChunkError::TooLong);
        }
        let mut rest = Cursor(bytes);
        if rest.take(4) != Some(&MAGIC) {
            return Err(ChunkError::Malformed);
        }
        let checksum = rest.take(4).ok_or(ChunkError::Malformed)?;
        let hashed = rest.0;
        let id = ChangeId(Sha256::digest(hashed).into());
        if rest.take(1) != Some(&[1]) {
            return Err(ChunkError::Malformed);
        }
        if rest.uleb().ok_or(ChunkError::Malformed)? != rest.0.len() as u64 {
            return Err(ChunkError::Malformed);
        }
        if checksum != &id.0[..4] {
            return Err(ChunkError::Checksum);
        }
        let deps = deps(&mut rest)?;
        let length = rest.length().ok_or(ChunkError::Malformed)?;
        let actor = rest.take(length).ok_or(ChunkError::Malformed)?;
        let (seq, start_op, time, message) = numbers(&mut rest).ok_or(ChunkError::Malformed)?;
        let other_actors = other_actors(&mut rest)?;
        let columns = rest.0;
        let operations = operations(columns)?;
        let parts = Self {
            id,
            deps,
            actor,
            seq,
            start_op,
            time,
            message,
            other_actors,
            columns,
            operations,
        };
        // Only the shortest form of every number is honest; anything else would be re-encoded by
        // Automerge under another hash.
        if parts.to_bytes() == bytes { Ok(parts) } else { Err(ChunkError::Malformed) }
    }

    /// Builds the change from its parts, with magic, checksum and length. The inverse of
    /// [`Chunk::parse`]; `id` and `operations` are not used.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Vec::with_capacity(self.columns.len() + 128);
        put_uleb(&mut body, self.deps.len() as u64);
        self.deps.iter().for_each(|dep| body.extend_from_slice(&dep.0));
        put_uleb(&mut body, self.actor.len() as u64);
        body.extend_from_slice(self.actor);
        put_uleb(&mut body, self.seq);
        put_uleb(&mut body, self.start_op);
        put_sleb(&mut body, self.time);
        put_uleb(&mut body, self.message.len() as u64);
        body.extend_from_slice(self.message);
        put_uleb(&mut body, self.other_actors.len() as u64);
        for actor in &self.other_actors {
            put_uleb(&mut body, actor.len() as u64);
            body.extend_from_slice(actor);
        }
        body.extend_from_slice(self.columns);
        let mut hashed = Vec::with_capacity(body.len() + 8);
        hashed.push(1);
        put_uleb(&mut hashed, body.len() as u64);
        hashed.extend_from_slice(&body);
        let hash = Sha256::digest(&hashed);
        [&MAGIC[..], &hash[..4], &hashed].concat()
    }
}

impl<'a> Chunk<'a> {
    /// The counter of the last operation; one below the first if there is none.
    #[must_use]
    pub const fn max_op(&self) -> u64 {
        self.start_op.saturating_add(self.operations).saturating_sub(1)
    }

    /// The columns one by one: their specification and their bytes.
    #[must_use]
    pub fn split_columns(&self) -> Vec<(u64, &'a [u8])> {
        let mut rest = Cursor(self.columns);
        let count = rest.uleb().unwrap_or(0);
        let metadata: Vec<_> =
            (0..count).map_while(|_| Some((rest.uleb()?, rest.length()?))).collect();
        metadata.into_iter().map_while(|(spec, length)| Some((spec, rest.take(length)?))).collect()
    }

    /// Joins what [`Chunk::split_columns`] split.
    #[must_use]
    pub fn join_columns(columns: &[(u64, &[u8])]) -> Vec<u8> {
        let mut joined = Vec::new();
        put_uleb(&mut joined, columns.len() as u64);
        for (spec, bytes) in columns {
            put_uleb(&mut joined, *spec);
            put_uleb(&mut joined, bytes.len() as u64);
        }
        for (_, bytes) in columns {
            joined.extend_from_slice(bytes);
        }
        joined
    }
}

fn deps(rest: &mut Cursor<'_>) -> Result<Vec<ChangeId>, ChunkError> {
    let count = rest.length().ok_or(ChunkError::Malformed)?;
    if count > MAX_DEPS {
        return Err(ChunkError::References);
    }
    let hashes = rest.take(count * 32).ok_or(ChunkError::Malformed)?;
    Ok(hashes.chunks_exact(32).filter_map(ChangeId::from_slice).collect())
}

fn numbers<'a>(rest: &mut Cursor<'a>) -> Option<(u64, u64, i64, &'a [u8])> {
    let (seq, start_op, time) = (rest.uleb()?, rest.uleb()?, rest.sleb()?);
    let length = rest.length()?;
    Some((seq, start_op, time, rest.take(length)?))
}

fn other_actors<'a>(rest: &mut Cursor<'a>) -> Result<Vec<&'a [u8]>, ChunkError> {
    let count = rest.uleb().ok_or(ChunkError::Malformed)?;
    if count > MAX_OTHER_ACTORS {
        return Err(ChunkError::References);
    }
    (0..count)
        .map(|_| {
            let length = rest.length().ok_or(ChunkError::Malformed)?;
            rest.take(length).ok_or(ChunkError::Malformed)
        })
        .collect()
}

/// The rows of the action column, without expanding a run; no other column may claim more than
/// [`MAX_OPERATIONS`] either.
fn operations(columns: &[u8]) -> Result<u64, ChunkError> {
    let mut rest = Cursor(columns);
    let count = rest.uleb().ok_or(ChunkError::Malformed)?;
    if count > MAX_COLUMNS {
        return Err(ChunkError::Malformed);
    }
    let mut metadata = Vec::new();
    for _ in 0..count {
        let pair = (rest.uleb(), rest.length());
        let (Some(spec), Some(length)) = pair else { return Err(ChunkError::Malformed) };
        metadata.push((spec, length));
    }
    let mut actions = 0;
    for (spec, length) in metadata {
        const DEFLATED: u64 = 8;
        const ACTION: u64 = 0x42;
        if spec & DEFLATED != 0 {
            return Err(ChunkError::Malformed);
        }
        let column = rest.take(length).ok_or(ChunkError::Malformed)?;
        let rows = rows(column, spec & 7)?;
        if spec == ACTION {
            actions = rows;
        }
    }
    // Extra bytes carry an author label, which records have no use for: who wrote stands outside.
    if rest.0.is_empty() { Ok(actions) } else { Err(ChunkError::Malformed) }
}

/// The rows a column claims. Types: 4 boolean, 5 string, 7 raw bytes (not counted); others numbers.
fn rows(column: &[u8], kind: u64) -> Result<u64, ChunkError> {
    const BOOLEAN: u64 = 4;
    const RAW: u64 = 7;
    if kind == RAW {
        return Ok(0);
    }
    let mut rest = Cursor(column);
    let mut total: u64 = 0;
    while !rest.0.is_empty() {
        let claimed = if kind == BOOLEAN {
            rest.uleb().ok_or(ChunkError::Malformed)?
        } else {
            run(&mut rest, kind).ok_or(ChunkError::Malformed)?
        };
        total = total.saturating_add(claimed);
        if total > MAX_OPERATIONS {
            return Err(ChunkError::Operations);
        }
    }
    Ok(total)
}

/// One run of a run-length encoded column: its claimed rows, its values skipped.
fn run(rest: &mut Cursor<'_>, kind: u64) -> Option<u64> {
    match rest.sleb()? {
        0 => rest.uleb(),
        repeat if repeat > 0 => {
            skip_value(rest, kind)?;
            Some(repeat.unsigned_abs())
        }
        literal => {
            let claimed = literal.unsigned_abs();
            if claimed <= MAX_OPERATIONS {
                (0..claimed).try_for_each(|_| skip_value(rest, kind))?;
            }
            Some(claimed)
        }
    }
}

fn skip_value(rest: &mut Cursor<'_>, kind: u64) -> Option<()> {
    const DELTA: u64 = 3;
    const STRING: u64 = 5;
    match kind {
        STRING => {
            let length = rest.length()?;
            rest.take(length)?;
        }
        DELTA => {
            rest.sleb()?;
        }
        _ => {
            rest.uleb()?;
        }
    }
    Some(())
}
