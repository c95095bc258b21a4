-- What a hub knows beside records, and what a node learns of it at enrolment.

CREATE TABLE place (                    -- the scopes and how they lie in each other
    scope BLOB PRIMARY KEY,             -- 8
    level INTEGER NOT NULL,             -- 0 nation, 1 province, 2 site, 3 the reserved part of a site
    parent BLOB,                        -- the scope it lies in; none for the nation
    code TEXT NOT NULL,                 -- of the country pack (CD, CD-KE), or of the site
    name TEXT NOT NULL
) WITHOUT ROWID, STRICT;
CREATE INDEX place_parent ON place (parent);

CREATE TABLE device (                   -- hub: asked after every handshake
    device BLOB PRIMARY KEY,            -- 32
    scope BLOB NOT NULL,                -- the site it stands at
    name TEXT NOT NULL,
    state INTEGER NOT NULL DEFAULT 0,   -- 0 active, 1 revoked
    enrolled INTEGER NOT NULL,          -- seconds
    expires INTEGER NOT NULL,           -- of its certificate
    last_seen INTEGER,                  -- end of its last exchange
    last_positions BLOB                 -- what it had told of its feeds then
) WITHOUT ROWID, STRICT;

CREATE TABLE invitation (               -- hub: for one device each
    code_hash BLOB PRIMARY KEY,         -- 32
    scope BLOB NOT NULL,
    name TEXT NOT NULL,                 -- of the device to come
    expires INTEGER NOT NULL,
    used_by BLOB                        -- the device that came
) WITHOUT ROWID, STRICT;

CREATE TABLE account (                  -- hub: people of the offices
    name TEXT PRIMARY KEY,
    password TEXT NOT NULL,             -- argon2id, PHC string
    role INTEGER NOT NULL,              -- 0 administrator, 1 headquarters, 2 province
    scope BLOB,                         -- of a province
    created INTEGER NOT NULL,
    ended INTEGER                       -- when it was closed, if it was
) WITHOUT ROWID, STRICT;

CREATE TABLE session (                  -- hub: sign-ins
    token_hash BLOB PRIMARY KEY,        -- 32
    account TEXT NOT NULL REFERENCES account,
    begun INTEGER NOT NULL,
    expires INTEGER NOT NULL            -- moves on while it is used
) WITHOUT ROWID, STRICT;
