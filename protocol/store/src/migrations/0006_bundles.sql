-- Bundles: what came and went as files.

CREATE TABLE bundle_read (              -- parts that were read, so that a missing one can be named
    bundle BLOB NOT NULL,               -- 16
    part INTEGER NOT NULL,              -- from 1
    at INTEGER NOT NULL,                -- seconds
    PRIMARY KEY (bundle, part)
) WITHOUT ROWID, STRICT;

-- Hub: the frames with which the device greeted last. What it has not heard since is written in a
-- bundle for it.
ALTER TABLE device RENAME COLUMN last_positions TO greeting;

-- Node: segments kept as they are sent, until the hub has them; not only own ones saved from a damaged
-- database, but also what another device of the site gave along.
ALTER TABLE salvaged RENAME TO carried;
ALTER TABLE carried ADD COLUMN own INTEGER NOT NULL DEFAULT 1;
ALTER TABLE carried ADD COLUMN h BLOB; -- 32: of the last record; none in rows older than this column
