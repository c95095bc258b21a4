//! Who works on this device: users with a PIN, and who is at the screen.
//!
//! A PIN is kept as argon2id (RFC 9106; 19 MiB, two passes, as OWASP advises). Who gives a wrong one waits,
//! longer each time, also after a restart; nothing is ever locked for good or wiped. The names of users
//! are told to other replicas by the device's document, PINs stay here.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use lisanga_protocol::ids::{Hash, UserNumber};
use lisanga_store::{Store, StoreError};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

/// How long somebody stays signed in without touching the screen, in seconds.
pub const IDLE: u64 = 30 * 60;
/// Wrong PINs that cost nothing.
const FREE_FAILURES: u32 = 3;
/// Longest wait after wrong PINs, in seconds.
const LONGEST_WAIT: u64 = 15 * 60;
/// Digits of a PIN.
const DIGITS: std::ops::RangeInclusive<usize> = 4..=12;

/// Somebody who works on this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// As it stands in what they write.
    pub number: UserNumber,
    /// What they are called.
    pub name: String,
    /// A code of the list `site_role`.
    pub role: String,
    /// Whether they left.
    pub ended: bool,
}

/// Why nobody is signed in, or a user was not changed.
#[derive(Debug, thiserror::Error)]
pub enum PinError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Not the PIN of this user.
    #[error("sign in: the PIN is wrong")]
    Wrong,
    /// Too many wrong PINs.
    #[error("sign in: too many attempts; try again in {0} seconds")]
    Wait(u64),
    /// Not 4 to 12 digits.
    #[error("set the PIN: it has 4 to 12 digits")]
    Form,
    /// No name.
    #[error("add the user: a name is needed")]
    Nameless,
    /// The hash could not be made.
    #[error("set the PIN: {0}")]
    Hash(String),
}

const COLUMNS: &str = "number, name, role, ended";

fn read(row: &Row<'_>) -> rusqlite::Result<User> {
    Ok(User {
        number: UserNumber(row.get(0)?),
        name: row.get(1)?,
        role: row.get(2)?,
        ended: row.get(3)?,
    })
}

/// Everybody who works or worked on this device.
pub fn all(db: &Connection) -> Result<Vec<User>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM site_user ORDER BY number");
    Ok(db.prepare_cached(&sql)?.query_map([], read)?.collect::<Result<_, _>>()?)
}

/// Adds a user. Numbers are never given twice.
pub fn add(store: &Store, name: &str, role: &str, pin: &str) -> Result<User, PinError> {
    let name = name.trim().to_owned();
    if name.is_empty() {
        return Err(PinError::Nameless);
    }
    let (pin, role) = (hashed(store, pin)?, role.to_owned());
    Ok(store.write(move |db| {
        let sql = format!(
            "INSERT INTO site_user (number, name, role, pin)
             VALUES ((SELECT coalesce(max(number), 0) + 1 FROM site_user), ?1, ?2, ?3)
             RETURNING {COLUMNS}"
        );
        Ok(db.query_row(&sql, params![name, role, pin], read)?)
    })?)
}

/// Sets another PIN, as the user or a colleague with the right does, and ends the user's sessions.
pub fn set_pin(store: &Store, number: UserNumber, pin: &str) -> Result<(), PinError> {
    let pin = hashed(store, pin)?;
    Ok(store.write(move |db| {
        db.execute("DELETE FROM site_session WHERE user = ?1", [number.0])?;
        db.execute(
            "UPDATE site_user SET pin = ?2, failures = 0 WHERE number = ?1",
            params![number.0, pin],
        )?;
        Ok(())
    })?)
}

/// Ends the work of a user on this device; what they wrote stays theirs.
pub fn end(store: &Store, number: UserNumber) -> Result<(), StoreError> {
    store.write(move |db| {
        db.execute("DELETE FROM site_session WHERE user = ?1", [number.0])?;
        db.execute("UPDATE site_user SET ended = 1 WHERE number = ?1", [number.0])?;
        Ok(())
    })
}

/// Signs in. Returns the token of the session.
pub fn sign_in(store: &Store, number: UserNumber, pin: &str) -> Result<String, PinError> {
    let now = store.seams().clock.now().seconds();
    // It counts as wrong until it was found right, so that many tries at once are many tries.
    let found = store.write(move |db| {
        let found = db
            .prepare_cached(
                "SELECT pin, failures, failed FROM site_user WHERE number = ?1 AND ended = 0",
            )?
            .query_row([number.0], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, u32>(1)?, row.get::<_, i64>(2)?))
            })
            .optional()?;
        let Some((kept, failures, failed)) = found else { return Ok(Err(PinError::Wrong)) };
        if let Some(seconds) = wait(failures, failed.unsigned_abs(), now) {
            return Ok(Err(PinError::Wait(seconds)));
        }
        let sql = "UPDATE site_user SET failures = failures + 1, failed = ?2 WHERE number = ?1";
        db.execute(sql, params![number.0, signed(now)])?;
        Ok(Ok(kept))
    })?;
    if Argon2::default().verify_password(pin.as_bytes(), found?.as_str()).is_err() {
        return Err(PinError::Wrong);
    }
    let mut token = [0; 32];
    store.seams().randomness.fill(&mut token);
    let token = Hash(token).to_string();
    let hash = hash_of(&token);
    store.write(move |db| {
        db.execute("UPDATE site_user SET failures = 0 WHERE number = ?1", [number.0])?;
        db.execute(
            "DELETE FROM site_session WHERE used <= ?1",
            [signed(now.saturating_sub(IDLE))],
        )?;
        db.execute(
            "INSERT INTO site_session (token_hash, user, used) VALUES (?1, ?2, ?3)",
            params![&hash.0[..], number.0, signed(now)],
        )?;
        Ok(())
    })?;
    Ok(token)
}

/// Seconds still to wait. A clock that was set back costs no more than one wait.
fn wait(failures: u32, last: u64, now: u64) -> Option<u64> {
    let doublings = failures.checked_sub(FREE_FAILURES)?.min(20);
    let length = (1 << doublings).min(LONGEST_WAIT);
    (last + length).checked_sub(now).filter(|seconds| *seconds > 0).map(|left| left.min(length))
}

/// Who a token belongs to; using it keeps the session alive. It is written down once a minute.
pub fn who(store: &Store, token: &str) -> Result<Option<User>, StoreError> {
    let now = store.seams().clock.now().seconds();
    let hash = hash_of(token);
    store.write(move |db| {
        let sql = "SELECT u.number, u.name, u.role, u.ended, s.used FROM site_session s
                   JOIN site_user u ON u.number = s.user AND u.ended = 0
                   WHERE s.token_hash = ?1 AND s.used > ?2";
        let since = signed(now.saturating_sub(IDLE));
        let found = db
            .prepare_cached(sql)?
            .query_row(params![&hash.0[..], since], |row| Ok((read(row)?, row.get::<_, i64>(4)?)))
            .optional()?;
        let Some((user, last)) = found else { return Ok(None) };
        if last.unsigned_abs() + 60 <= now {
            db.prepare_cached("UPDATE site_session SET used = ?2 WHERE token_hash = ?1")?
                .execute(params![&hash.0[..], signed(now)])?;
        }
        Ok(Some(user))
    })
}

/// Ends a session.
pub fn sign_out(store: &Store, token: &str) -> Result<(), StoreError> {
    let hash = hash_of(token);
    store.write(move |db| {
        db.execute("DELETE FROM site_session WHERE token_hash = ?1", [&hash.0[..]])?;
        Ok(())
    })
}

fn hashed(store: &Store, pin: &str) -> Result<String, PinError> {
    if !DIGITS.contains(&pin.len()) || !pin.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(PinError::Form);
    }
    let salt = store.seams().random_16();
    let hash = Argon2::default()
        .hash_password_with_salt(pin.as_bytes(), &salt)
        .map_err(|error| PinError::Hash(error.to_string()))?;
    Ok(hash.to_string())
}

fn hash_of(token: &str) -> Hash {
    Hash::of("session token", &[token.as_bytes()])
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_grows_and_ends() {
        assert_eq!(wait(2, 1_000, 1_000), None);
        assert_eq!(wait(3, 1_000, 1_000), Some(1));
        assert_eq!(wait(6, 1_000, 1_003), Some(5));
        assert_eq!(wait(6, 1_000, 1_008), None);
        assert_eq!(wait(60, 1_000, 1_000), Some(LONGEST_WAIT));
        assert_eq!(wait(60, 9_000_000, 1_000), Some(LONGEST_WAIT), "a clock set back");
    }
}
