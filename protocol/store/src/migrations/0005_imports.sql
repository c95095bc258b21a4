-- Files that headquarters takes in: each a unit that can be looked at, written and undone.

CREATE TABLE import (                   -- hub
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,                 -- of the file
    digest BLOB NOT NULL,               -- 32, of its bytes
    account TEXT NOT NULL,              -- who gave it
    at INTEGER NOT NULL,                -- seconds
    choice TEXT NOT NULL,               -- JSON: encoding, separator, rows above, sheet
    mapping TEXT NOT NULL,              -- TOML
    state TEXT NOT NULL,                -- columns, checking, checked, writing, written, undoing, undone, failed
    done INTEGER NOT NULL DEFAULT 0,    -- rows
    total INTEGER NOT NULL DEFAULT 0,
    report TEXT NOT NULL DEFAULT ''     -- JSON
) WITHOUT ROWID, STRICT;

CREATE TABLE imported (                 -- hub: what an import wrote, to be undone
    import TEXT NOT NULL REFERENCES import,
    line INTEGER NOT NULL,              -- of the file
    scope BLOB NOT NULL,
    document BLOB NOT NULL,
    before TEXT NOT NULL,               -- JSON: by path what stood there; empty for a new document
    PRIMARY KEY (import, line)
) WITHOUT ROWID, STRICT;

CREATE TABLE mapping (                  -- hub: which columns gave which fields, by the header
    header BLOB PRIMARY KEY,            -- 32, its hash
    text TEXT NOT NULL                  -- TOML
) WITHOUT ROWID, STRICT;
