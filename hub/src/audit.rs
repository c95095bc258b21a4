//! The audit log: who of the offices read, changed or took out what about people. Each line is chained to
//! the one before, so that no line can be taken out or changed without the head telling. Names and other
//! values of people are never written into it: what was looked at stands there by its address.

use lisanga_protocol::ids::Hash;
use lisanga_store::StoreError;
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::Serialize;

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// From 1, without a gap.
    pub n: u64,
    /// When, seconds since 1970.
    pub at: u64,
    /// The account.
    pub account: String,
    /// What was done: `read`, `export`, `change`, `sign_in`…
    pub act: String,
    /// To what: the address of a page, the name of a file.
    pub subject: String,
}

/// What is noted.
#[derive(Clone, Copy, Debug)]
pub struct Act<'a> {
    /// The account.
    pub account: &'a str,
    /// What was done.
    pub act: &'a str,
    /// To what.
    pub subject: &'a str,
}

impl Line {
    fn after(&self, before: Hash) -> Hash {
        let text = |text: &str| {
            let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
            [&length.to_le_bytes()[..], text.as_bytes()].concat()
        };
        let [account, act, subject] = [&self.account, &self.act, &self.subject].map(|t| text(t));
        let (n, at) = (self.n.to_le_bytes(), self.at.to_le_bytes());
        Hash::of("audit", &[&before.0, &n, &at, &account, &act, &subject])
    }
}

/// Notes an act, chained to the last one.
pub fn note(db: &Connection, at: u64, act: Act<'_>) -> Result<(), StoreError> {
    let (last, before) = head(db)?;
    let line = Line {
        n: last + 1,
        at,
        account: act.account.to_owned(),
        act: act.act.to_owned(),
        subject: act.subject.to_owned(),
    };
    let h = line.after(before);
    db.prepare_cached(
        "INSERT INTO audit (n, at, account, act, subject, h) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        signed(line.n),
        signed(at),
        line.account,
        line.act,
        line.subject,
        &h.0[..]
    ])?;
    Ok(())
}

/// The number of the last line and its hash, which vouches for all before it.
pub fn head(db: &Connection) -> Result<(u64, Hash), StoreError> {
    let found: Option<(i64, Vec<u8>)> = db
        .prepare_cached("SELECT n, h FROM audit ORDER BY n DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((n, h)) = found else { return Ok((0, Hash::ZERO)) };
    let h = Hash::from_slice(&h).ok_or_else(|| StoreError::Damaged("the audit log".into()))?;
    Ok((n.unsigned_abs(), h))
}

/// At most `most` lines before line `before`, the newest first.
pub fn lines(db: &Connection, before: u64, most: usize) -> Result<Vec<Line>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT n, at, account, act, subject FROM audit WHERE n < ?1 ORDER BY n DESC LIMIT ?2",
    )?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows = statement.query_map(params![signed(before), most], line)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The first line that does not follow from the one before; none if the whole log holds.
pub fn broken(db: &Connection) -> Result<Option<u64>, StoreError> {
    let mut statement =
        db.prepare("SELECT n, at, account, act, subject, h FROM audit ORDER BY n")?;
    let mut rows = statement.query([])?;
    let (mut expected, mut before) = (1, Hash::ZERO);
    while let Some(row) = rows.next()? {
        let (line, h): (Line, Vec<u8>) = (line(row)?, row.get(5)?);
        before = line.after(before);
        if line.n != expected || h[..] != before.0[..] {
            return Ok(Some(line.n));
        }
        expected += 1;
    }
    Ok(None)
}

fn line(row: &rusqlite::Row<'_>) -> rusqlite::Result<Line> {
    let number = |at| row.get::<_, i64>(at).map(i64::unsigned_abs);
    Ok(Line {
        n: number(0)?,
        at: number(1)?,
        account: row.get(2)?,
        act: row.get(3)?,
        subject: row.get(4)?,
    })
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use lisanga_store::open;

    use super::*;

    #[test]
    fn a_line_that_was_changed_or_taken_out_is_noticed() {
        let folder = tempfile::tempdir().expect("a folder");
        let db = open::records(&folder.path().join("records.db"), None).expect("a database");
        for n in 0..5 {
            let subject = format!("/persons/{n}");
            let act = Act { account: "siege", act: "read", subject: &subject };
            note(&db, 1_800_000_000 + n, act).expect("a line");
        }
        assert_eq!(broken(&db).expect("a log"), None);
        assert_eq!(lines(&db, u64::MAX, 2).expect("lines")[0].subject, "/persons/4");
        db.execute("UPDATE audit SET account = 'eve' WHERE n = 3", []).expect("a change");
        assert_eq!(broken(&db).expect("a log"), Some(3));
        db.execute("UPDATE audit SET account = 'siege' WHERE n = 3", []).expect("a change");
        db.execute("DELETE FROM audit WHERE n = 2", []).expect("a change");
        assert_eq!(broken(&db).expect("a log"), Some(3));
    }
}
