-- Everything here follows from records.db; it is thrown away when this text or the dictionary changes.

CREATE TABLE progress (                 -- how far the feed of a scope is shown
    scope BLOB PRIMARY KEY,
    position INTEGER NOT NULL,
    digest BLOB NOT NULL
) WITHOUT ROWID, STRICT;

CREATE TABLE held (                     -- documents as of that position
    scope BLOB NOT NULL,
    document BLOB NOT NULL,
    saved BLOB NOT NULL,
    PRIMARY KEY (scope, document)
) WITHOUT ROWID, STRICT;

CREATE TABLE line (                     -- rows of documents, with the positions between which they held
    id INTEGER PRIMARY KEY,
    scope BLOB NOT NULL,
    kind INTEGER NOT NULL,
    part INTEGER NOT NULL,              -- the table of the kind
    document BLOB NOT NULL,
    cells TEXT NOT NULL,                -- JSON array, a value for each column
    several TEXT NOT NULL,              -- JSON array, the columns that hold several values
    from_position INTEGER NOT NULL,
    to_position INTEGER                 -- none while it holds
) STRICT;
CREATE INDEX line_shown ON line (scope, kind, part, document, from_position);
