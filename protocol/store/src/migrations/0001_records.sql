-- The precious tables. Keys are bytes, so that another store can hold the same.

CREATE TABLE setting (          -- few values about this database itself
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID, STRICT;

CREATE TABLE log (
    id INTEGER PRIMARY KEY,
    log_id BLOB NOT NULL UNIQUE,        -- 16
    device BLOB NOT NULL,               -- 32
    scope BLOB NOT NULL,                -- 8
    epoch BLOB NOT NULL,                -- 16, the Automerge actor
    n INTEGER NOT NULL DEFAULT 0,       -- last record
    h BLOB NOT NULL,                    -- its hash
    sealed INTEGER NOT NULL DEFAULT 0,  -- last sealed record
    judged INTEGER NOT NULL DEFAULT 0,  -- last judged record
    cut INTEGER,                        -- last record that still counts, if cut
    branch_of BLOB,                     -- the log this is a fork of
    own INTEGER NOT NULL DEFAULT 0,     -- 1: written here
    hub_n INTEGER NOT NULL DEFAULT 0    -- at a node: last record the hub is known to have
) STRICT;
CREATE INDEX log_scope ON log (scope);

CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    scope BLOB NOT NULL,
    document BLOB NOT NULL,             -- 16
    kind INTEGER NOT NULL,
    base BLOB,                          -- precious: the signed page a new device started from
    base_digest BLOB,
    saved BLOB,                         -- a cache of the changes shown
    saved_digest BLOB,
    erased INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0, -- position in `touched`, for what follows the store
    UNIQUE (scope, document)
) STRICT;
CREATE INDEX document_changed ON document (changed);
CREATE INDEX document_kind ON document (kind);

CREATE TABLE record (
    log INTEGER NOT NULL REFERENCES log,
    n INTEGER NOT NULL,
    header BLOB NOT NULL,               -- 29
    digest BLOB NOT NULL,               -- of the payload; also the digest of this row
    h BLOB NOT NULL,                    -- chain hash; covers header and digest
    payload BLOB,                       -- none: a stub
    document INTEGER NOT NULL REFERENCES document,
    state INTEGER NOT NULL,
    reason INTEGER NOT NULL DEFAULT 0,
    received INTEGER NOT NULL,          -- seconds, this side's clock
    PRIMARY KEY (log, n)
) WITHOUT ROWID, STRICT;
CREATE INDEX record_document ON record (document, log, n);
CREATE INDEX record_open ON record (state, log, n) WHERE state > 2;

CREATE TABLE change (                   -- how Automerge knows a record
    document INTEGER NOT NULL REFERENCES document,
    change BLOB NOT NULL,               -- 32
    log INTEGER NOT NULL,
    n INTEGER NOT NULL,
    seq INTEGER NOT NULL,               -- the actor's number
    max_op INTEGER NOT NULL,
    PRIMARY KEY (document, change)
) WITHOUT ROWID, STRICT;
CREATE INDEX change_record ON change (log, n);
CREATE INDEX change_log ON change (document, log, n);

CREATE TABLE segment (                  -- in order of arrival
    arrival INTEGER PRIMARY KEY,
    log INTEGER NOT NULL REFERENCES log,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    seal BLOB NOT NULL,
    published INTEGER NOT NULL DEFAULT 0,
    UNIQUE (log, last)
) STRICT;
CREATE INDEX segment_unpublished ON segment (arrival) WHERE published = 0;

CREATE TABLE waiting (                  -- what a record needs and nobody brought yet
    document INTEGER NOT NULL,
    missing BLOB NOT NULL,
    log INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (document, missing, log, n)
) WITHOUT ROWID, STRICT;
CREATE INDEX waiting_record ON waiting (log, n);

CREATE TABLE feed (
    scope BLOB PRIMARY KEY,
    hub_epoch INTEGER NOT NULL,
    position INTEGER NOT NULL,
    digest BLOB NOT NULL,
    signed_head BLOB                    -- at a node: what the hub vouched for last
) WITHOUT ROWID, STRICT;

CREATE TABLE entry (
    scope BLOB NOT NULL,
    hub_epoch INTEGER NOT NULL,
    position INTEGER NOT NULL,          -- goes on when the hub epoch changes
    digest BLOB NOT NULL,               -- d(position)
    body BLOB NOT NULL,                 -- which records, with their states when published
    national INTEGER,                   -- at the hub: the counter g
    PRIMARY KEY (scope, position)
) WITHOUT ROWID, STRICT;

CREATE INDEX entry_national ON entry (national);

CREATE TABLE grant_right (              -- who may write and read where
    device BLOB NOT NULL,
    scope BLOB NOT NULL,
    right INTEGER NOT NULL,
    cut INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (device, scope)
) WITHOUT ROWID, STRICT;

CREATE TABLE piece (                    -- at the hub: frames that came in part, one for each log
    log BLOB PRIMARY KEY,               -- 16
    device BLOB NOT NULL,               -- who sends it
    whole BLOB NOT NULL,
    length INTEGER NOT NULL,
    bytes BLOB NOT NULL
) WITHOUT ROWID, STRICT;

CREATE TABLE salvaged (                 -- at a node: own segments saved from a damaged database
    log BLOB NOT NULL,                  -- 16
    last INTEGER NOT NULL,
    records INTEGER NOT NULL,
    body BLOB NOT NULL,                 -- of a PUSH frame
    PRIMARY KEY (log, last)
) WITHOUT ROWID, STRICT;
