-- People at their screens: who works on a device of a site, what they were typing, and what was done.

CREATE TABLE site_user (                -- node: their names are in the device's document, PINs only here
    number INTEGER PRIMARY KEY,         -- as it stands in records
    name TEXT NOT NULL,
    role TEXT NOT NULL,                 -- a code of the list site_role
    pin TEXT NOT NULL,                  -- argon2id, PHC string
    failures INTEGER NOT NULL DEFAULT 0, -- in a row
    failed INTEGER NOT NULL DEFAULT 0,  -- when the last was, seconds
    ended INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE site_session (             -- node: sign-ins
    token_hash BLOB PRIMARY KEY,        -- 32
    user INTEGER NOT NULL REFERENCES site_user,
    used INTEGER NOT NULL               -- seconds
) WITHOUT ROWID, STRICT;

CREATE TABLE draft (                    -- node: half-typed forms
    key TEXT PRIMARY KEY,               -- that of the form
    user INTEGER NOT NULL,
    page TEXT NOT NULL,                 -- where it goes on
    fields TEXT NOT NULL,               -- as the form sent them
    typed INTEGER NOT NULL              -- seconds
) WITHOUT ROWID, STRICT;

CREATE TABLE done (                     -- node: forms that were taken, so that sending one twice counts once
    key TEXT PRIMARY KEY,
    page TEXT NOT NULL,                 -- where the first one led
    at INTEGER NOT NULL                 -- seconds
) WITHOUT ROWID, STRICT;

CREATE TABLE audit (                    -- hub: who of the offices read or took out what about people
    n INTEGER PRIMARY KEY,              -- from 1, without a gap
    at INTEGER NOT NULL,                -- seconds
    account TEXT NOT NULL,
    act TEXT NOT NULL,                  -- read, list, export, sign_in…
    subject TEXT NOT NULL,              -- which document, list or file
    h BLOB NOT NULL                     -- 32: chained to the one before
) STRICT;
