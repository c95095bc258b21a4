-- What documents name and holds no record: pictures and scans. Each belongs to one document, and goes with it.
CREATE TABLE attachment (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document,
    hash BLOB NOT NULL,                 -- 32, BLAKE3 of the bytes
    length INTEGER NOT NULL,            -- of the whole
    bytes BLOB NOT NULL DEFAULT x'',    -- what of it is here, from its beginning
    state INTEGER NOT NULL DEFAULT 0,   -- 0 not whole, 1 whole, at a node: not known to be at the hub, 2 whole
    UNIQUE (document, hash)
) STRICT;
CREATE INDEX attachment_open ON attachment (state) WHERE state < 2;

CREATE TABLE laid_ready (               -- bytes that a form brought, until a document names them
    hash BLOB PRIMARY KEY,
    bytes BLOB NOT NULL,
    at INTEGER NOT NULL                 -- seconds, this side's clock
) STRICT;
