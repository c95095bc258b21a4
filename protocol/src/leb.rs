//! LEB128 numbers, the shortest form of which both Automerge and the compact form are made.

/// Bytes yet to be read. Reading past the end is none, never a panic.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'a>(pub(crate) &'a [u8]);

impl<'a> Cursor<'a> {
    pub(crate) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// The next byte, without taking it.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.0.first().copied()
    }

    pub(crate) fn uleb(&mut self) -> Option<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.take(1)?[0];
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 {
                return None;
            }
            value |= bits << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    pub(crate) fn sleb(&mut self) -> Option<i64> {
        let mut value = 0_i64;
        for shift in (0..64).step_by(7) {
            let byte = self.take(1)?[0];
            value |= i64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                let unused = 64 - (shift + 7).min(64);
                let extended = if shift + 7 < 64 { value << unused >> unused } else { value };
                return Some(extended);
            }
        }
        None
    }

    /// A length that some of the remaining bytes could have.
    pub(crate) fn length(&mut self) -> Option<usize> {
        let length = usize::try_from(self.uleb()?).ok()?;
        (length <= self.0.len()).then_some(length)
    }
}

pub(crate) fn put_uleb(into: &mut Vec<u8>, mut value: u64) {
    loop {
        let byte = (value & 0x7f).to_le_bytes()[0];
        value >>= 7;
        if value == 0 {
            into.push(byte);
            return;
        }
        into.push(byte | 0x80);
    }
}

pub(crate) fn put_sleb(into: &mut Vec<u8>, mut value: i64) {
    loop {
        let byte = (value & 0x7f).to_le_bytes()[0];
        value >>= 7;
        let sign = byte & 0x40 != 0;
        if (value == 0 && !sign) || (value == -1 && sign) {
            into.push(byte);
            return;
        }
        into.push(byte | 0x80);
    }
}
