//! The streams a compact body is made of: numbers, hashes, whole payloads, and one stream for each
//! column of a change.
//!
//! `count · (id, length) of each · bytes of each`, numbers as LEB128. Ids: 0 numbers, 1 hashes,
//! 2 payloads, 16 + specification for a column.

use std::collections::BTreeMap;

use crate::leb::{Cursor, put_sleb, put_uleb};

const META: u64 = 0;
const HASHES: u64 = 1;
const PAYLOADS: u64 = 2;
const COLUMNS: u64 = 16;
/// Most streams: the fixed ones and every column a change may have.
const MAX_STREAMS: u64 = 256;

/// Bytes being written.
#[derive(Clone, Debug, Default)]
pub(super) struct Out(Vec<u8>);

impl Out {
    pub(super) fn uleb(&mut self, value: u64) {
        put_uleb(&mut self.0, value);
    }

    pub(super) fn sleb(&mut self, value: i64) {
        put_sleb(&mut self.0, value);
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }
}

/// All streams of a body being written.
#[derive(Clone, Debug, Default)]
pub(super) struct Writer {
    pub(super) meta: Out,
    pub(super) hashes: Out,
    payloads: Out,
    columns: BTreeMap<u64, Out>,
}

impl Writer {
    pub(super) fn payload(&mut self, payload: &[u8]) {
        self.meta.uleb(payload.len() as u64);
        self.payloads.bytes(payload);
    }

    pub(super) fn columns(&mut self, columns: &[(u64, &[u8])]) {
        self.meta.uleb(columns.len() as u64);
        for (spec, bytes) in columns {
            self.meta.uleb(*spec);
            self.meta.uleb(bytes.len() as u64);
            self.columns.entry(*spec).or_default().bytes(bytes);
        }
    }

    /// This body with the numbers and hashes of `before` in front.
    pub(super) fn after(self, mut before: Self) -> Self {
        before.meta.bytes(&self.meta.0);
        before.hashes.bytes(&self.hashes.0);
        Self { meta: before.meta, hashes: before.hashes, ..self }
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let fixed = [(META, &self.meta), (HASHES, &self.hashes), (PAYLOADS, &self.payloads)];
        let columns = self.columns.iter().map(|(spec, out)| (COLUMNS + spec, out));
        let streams: Vec<(u64, &Out)> =
            fixed.into_iter().chain(columns).filter(|(_, out)| !out.0.is_empty()).collect();
        let mut bytes = Vec::new();
        put_uleb(&mut bytes, streams.len() as u64);
        for (id, out) in &streams {
            put_uleb(&mut bytes, *id);
            put_uleb(&mut bytes, out.0.len() as u64);
        }
        for (_, out) in &streams {
            bytes.extend_from_slice(&out.0);
        }
        bytes
    }
}

/// All streams of a body being read.
#[derive(Clone, Debug)]
pub(super) struct Reader<'a> {
    pub(super) meta: Cursor<'a>,
    pub(super) hashes: Cursor<'a>,
    payloads: Cursor<'a>,
    columns: BTreeMap<u64, Cursor<'a>>,
}

impl<'a> Reader<'a> {
    pub(super) fn parse(body: &'a [u8]) -> Option<Self> {
        let mut rest = Cursor(body);
        let count = rest.uleb().filter(|count| *count <= MAX_STREAMS)?;
        let table: Option<Vec<(u64, usize)>> =
            (0..count).map(|_| Some((rest.uleb()?, rest.length()?))).collect();
        let empty = Cursor(&[]);
        let mut reader =
            Self { meta: empty, hashes: empty, payloads: empty, columns: BTreeMap::new() };
        for (id, length) in table? {
            let stream = Cursor(rest.take(length)?);
            match id {
                META => reader.meta = stream,
                HASHES => reader.hashes = stream,
                PAYLOADS => reader.payloads = stream,
                id => {
                    reader.columns.insert(id.checked_sub(COLUMNS)?, stream);
                }
            }
        }
        rest.0.is_empty().then_some(reader)
    }

    pub(super) fn payload(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.meta.uleb()?).ok()?;
        self.payloads.take(length)
    }

    pub(super) fn columns(&mut self) -> Option<Vec<(u64, &'a [u8])>> {
        let count = self.meta.uleb().filter(|count| *count <= MAX_STREAMS)?;
        (0..count)
            .map(|_| {
                let spec = self.meta.uleb()?;
                let length = usize::try_from(self.meta.uleb()?).ok()?;
                if length == 0 {
                    return Some((spec, &[][..]));
                }
                Some((spec, self.columns.get_mut(&spec)?.take(length)?))
            })
            .collect()
    }
}
