//! People of the offices: accounts with a role, sign-in with a password, sessions.
//!
//! A password is kept as argon2id (RFC 9106; 19 MiB, two passes, as OWASP advises), a session as the
//! hash of its token. Whoever fails several times waits, longer each time; an unknown name takes as long
//! as a wrong password.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use lisanga_protocol::ids::{Hash, Scope};
use lisanga_store::{Store, StoreError};
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::Serialize;

/// How long a session lives, in seconds: a working day.
pub const SESSION_LIFE: u64 = 12 * 3600;
/// How long it lives without being used, in seconds.
pub const SESSION_IDLE: u64 = 30 * 60;
/// The cookie of a session.
pub const COOKIE: &str = "lisanga_session";
/// Failures that cost nothing.
const FREE_FAILURES: u32 = 3;
/// Longest wait after failures, in seconds.
const LONGEST_WAIT: u64 = 15 * 60;
/// Fewest characters of a password (NIST SP 800-63B).
const SHORTEST_PASSWORD: usize = 12;

/// What somebody may do at the hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs the hub: accounts and devices.
    Administrator,
    /// Sees the nation.
    Headquarters,
    /// Sees one province.
    Province,
    /// Sees one province and, alone, its cases and sensitive observations.
    CaseOfficer,
    /// Sees the organisations in their caseload, across provinces or in one of them; writes nothing at the hub.
    Facilitator,
}

impl Role {
    /// Whether somebody of this role belongs to a province.
    #[must_use]
    pub const fn is_of_province(self) -> bool {
        matches!(self, Self::Province | Self::CaseOfficer)
    }

    /// Whether somebody of this role can be held to a province.
    #[must_use]
    pub const fn may_be_of_province(self) -> bool {
        self.is_of_province() || matches!(self, Self::Facilitator)
    }

    const fn code(self) -> i64 {
        match self {
            Self::Administrator => 0,
            Self::Headquarters => 1,
            Self::Province => 2,
            Self::CaseOfficer => 3,
            Self::Facilitator => 4,
        }
    }

    fn from_code(code: i64) -> Option<Self> {
        let all = [
            Self::Administrator,
            Self::Headquarters,
            Self::Province,
            Self::CaseOfficer,
            Self::Facilitator,
        ];
        all.into_iter().find(|role| role.code() == code)
    }
}

/// Somebody who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name of the account.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Their province, if the role has one.
    pub province: Option<Scope>,
}

/// Why nobody is signed in, or an account was not changed.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Wrong name or password; which of them is not said.
    #[error("sign in: name or password is wrong")]
    Wrong,
    /// Too many failures.
    #[error("sign in: too many attempts; try again in {0} seconds")]
    Wait(u64),
    /// Too short a password.
    #[error("set the password: it needs at least 12 characters")]
    TooShort,
    /// The name is taken.
    #[error("add the account: there is one with this name")]
    Taken,
    /// There is no such account.
    #[error("there is no account of this name; see `lisanga-hub user list`")]
    Unknown,
    /// A role without its province, or the other way round.
    #[error("add the account: a province's account needs a province, no other has one")]
    Province,
    /// The hash could not be made.
    #[error("set the password: {0}")]
    Hash(String),
}

/// An account as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Account {
    /// The name.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// The code of its province.
    pub province: Option<String>,
    /// Whether it was closed.
    pub closed: bool,
}

/// Sign-in, with what has to be remembered of failures.
#[derive(Debug, Default)]
pub struct People {
    /// By name: failures in a row, and when the last was.
    failures: Mutex<BTreeMap<String, (u32, u64)>>,
}

impl People {
    /// Signs in. Returns the token of the session, to be sent with every request.
    pub fn sign_in(
        &self,
        store: &Store,
        name: &str,
        password: &str,
    ) -> Result<String, PeopleError> {
        let now = store.seams().clock.now().seconds();
        if let Some(seconds) = self.wait(name, now) {
            return Err(PeopleError::Wait(seconds));
        }
        let asked = name.to_owned();
        let kept: Option<String> = store.write(move |db| {
            Ok(db
                .prepare_cached("SELECT password FROM account WHERE name = ?1 AND ended IS NULL")?
                .query_row([asked], |row| row.get(0))
                .optional()?)
        })?;
        let right = if let Some(kept) = &kept {
            Argon2::default().verify_password(password.as_bytes(), kept.as_str()).is_ok()
        } else {
            // Takes as long as looking at a password would.
            let _same_time = Argon2::default()
                .hash_password_with_salt(password.as_bytes(), b"nobody of this name");
            false
        };
        if !right {
            self.failed(name, now);
            return Err(PeopleError::Wrong);
        }
        self.failures.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
        let mut token = [0; 32];
        store.seams().randomness.fill(&mut token);
        let token = Hash(token).to_string();
        let (hash, name) = (hash_of(&token), name.to_owned());
        store.write(move |db| {
            db.execute("DELETE FROM session WHERE expires <= ?1", [signed(now)])?;
            db.execute(
                "INSERT INTO session (token_hash, account, begun, expires) VALUES (?1, ?2, ?3, ?4)",
                params![&hash.0[..], name, signed(now), signed(now + SESSION_IDLE)],
            )?;
            Ok(())
        })?;
        Ok(token)
    }

    fn wait(&self, name: &str, now: u64) -> Option<u64> {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let (count, last) = failures.get(name)?;
        let doublings = count.checked_sub(FREE_FAILURES)?.min(20);
        let until = last + (1 << doublings).min(LONGEST_WAIT);
        until.checked_sub(now).filter(|seconds| *seconds > 0)
    }

    fn failed(&self, name: &str, now: u64) {
        /// Names remembered: who tries more at once is no person.
        const MOST: usize = 10_000;
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() >= MOST {
            failures.clear();
        }
        let failure = failures.entry(name.to_owned()).or_default();
        *failure = (failure.0 + 1, now);
    }
}

/// Who a token belongs to; using it keeps the session alive.
pub fn who(db: &Connection, token: &str, now: u64) -> Result<Option<Person>, StoreError> {
    let hash = hash_of(token);
    let found = db
        .prepare_cached(
            "SELECT a.name, a.role, a.scope, s.begun FROM session s JOIN account a
             ON a.name = s.account AND a.ended IS NULL
             WHERE s.token_hash = ?1 AND s.expires > ?2",
        )?
        .query_row(params![&hash.0[..], signed(now)], |row| {
            let (role, scope): (i64, Option<Vec<u8>>) = (row.get(1)?, row.get(2)?);
            Ok((row.get::<_, String>(0)?, role, scope, row.get::<_, i64>(3)?))
        })
        .optional()?;
    let Some((name, role, scope, begun)) = found else { return Ok(None) };
    let expires = (now + SESSION_IDLE).min(begun.unsigned_abs() + SESSION_LIFE);
    db.prepare_cached("UPDATE session SET expires = ?2 WHERE token_hash = ?1")?
        .execute(params![&hash.0[..], signed(expires)])?;
    let role = Role::from_code(role).ok_or_else(|| StoreError::Damaged("an account".into()))?;
    let province = scope.and_then(|scope| Scope::from_slice(&scope));
    Ok(Some(Person { name, role, province }))
}

/// Ends a session.
pub fn sign_out(db: &Connection, token: &str) -> Result<(), StoreError> {
    db.execute("DELETE FROM session WHERE token_hash = ?1", [&hash_of(token).0[..]])?;
    Ok(())
}

/// Adds an account.
pub fn add(
    store: &Store,
    name: &str,
    password: &str,
    role: Role,
    province: Option<Scope>,
) -> Result<(), PeopleError> {
    let fits = if province.is_some() { role.may_be_of_province() } else { !role.is_of_province() };
    if !fits {
        return Err(PeopleError::Province);
    }
    let password = hashed(store, password)?;
    let now = store.seams().clock.now().seconds();
    let name = name.to_owned();
    let added = store.write(move |db| {
        Ok(db.execute(
            "INSERT OR IGNORE INTO account (name, password, role, scope, created)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                name,
                password,
                role.code(),
                province.as_ref().map(|scope| &scope.0[..]),
                signed(now)
            ],
        )?)
    })?;
    if added == 0 { Err(PeopleError::Taken) } else { Ok(()) }
}

/// Sets another password, and ends all sessions of the account.
pub fn set_password(store: &Store, name: &str, password: &str) -> Result<(), PeopleError> {
    let password = hashed(store, password)?;
    let name = name.to_owned();
    let changed = store.write(move |db| {
        db.execute("DELETE FROM session WHERE account = ?1", [&name])?;
        let sql = "UPDATE account SET password = ?2 WHERE name = ?1 AND ended IS NULL";
        Ok(db.execute(sql, params![name, password])?)
    })?;
    if changed == 0 { Err(PeopleError::Unknown) } else { Ok(()) }
}

/// Closes an account and ends its sessions.
pub fn close(store: &Store, name: &str) -> Result<(), PeopleError> {
    let (name, now) = (name.to_owned(), store.seams().clock.now().seconds());
    let changed = store.write(move |db| {
        db.execute("DELETE FROM session WHERE account = ?1", [&name])?;
        let sql = "UPDATE account SET ended = ?2 WHERE name = ?1 AND ended IS NULL";
        Ok(db.execute(sql, params![name, signed(now)])?)
    })?;
    if changed == 0 { Err(PeopleError::Unknown) } else { Ok(()) }
}

/// All accounts by name.
pub fn all(db: &Connection) -> Result<Vec<Account>, StoreError> {
    let mut statement = db.prepare(
        "SELECT a.name, a.role, p.code, a.ended IS NOT NULL FROM account a
         LEFT JOIN place p ON p.scope = a.scope ORDER BY a.name",
    )?;
    let rows = statement
        .query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?, row.get(2)?, row.get(3)?)))?;
    rows.map(|row| {
        let (name, role, province, closed) = row?;
        let role = Role::from_code(role).ok_or_else(|| StoreError::Damaged("an account".into()))?;
        Ok(Account { name, role, province, closed })
    })
    .collect()
}

fn hashed(store: &Store, password: &str) -> Result<String, PeopleError> {
    if password.chars().count() < SHORTEST_PASSWORD {
        return Err(PeopleError::TooShort);
    }
    let salt = store.seams().random_16();
    let hash = Argon2::default()
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map_err(|error| PeopleError::Hash(error.to_string()))?;
    Ok(hash.to_string())
}

fn hash_of(token: &str) -> Hash {
    Hash::of("session token", &[token.as_bytes()])
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
