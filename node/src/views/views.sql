-- Everything here follows from records.db; it is thrown away when this text, the rules or the dictionary
-- change. No row has a number of its own, so that rebuilding gives the same rows as following.

CREATE TABLE progress (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    changed INTEGER NOT NULL            -- of the last document that is shown
) STRICT;

CREATE TABLE shown (                    -- documents as lists show them
    document BLOB PRIMARY KEY,          -- 16
    scope BLOB NOT NULL,
    kind INTEGER NOT NULL,
    names TEXT NOT NULL,                -- JSON: what it is called, by language; "" for all others
    sorted TEXT NOT NULL,               -- the first name, folded
    cells TEXT NOT NULL,                -- JSON array: the kind's own row
    paths TEXT NOT NULL,                -- JSON: what look-alikes are found by
    hidden INTEGER NOT NULL             -- void, or one with another
) WITHOUT ROWID, STRICT;
CREATE INDEX shown_sorted ON shown (kind, hidden, sorted, document);

CREATE TABLE line (                     -- the rows of its collections
    document BLOB NOT NULL,
    part INTEGER NOT NULL,              -- the table of the kind
    number INTEGER NOT NULL,            -- of the row in that table
    kind INTEGER NOT NULL,
    cells TEXT NOT NULL,
    PRIMARY KEY (document, part, number)
) WITHOUT ROWID, STRICT;
CREATE INDEX line_kind ON line (kind, part);

CREATE TABLE word (                     -- what documents are searched by, folded
    word TEXT NOT NULL,
    kind INTEGER NOT NULL,
    document BLOB NOT NULL,
    PRIMARY KEY (kind, word, document)
) WITHOUT ROWID, STRICT;
CREATE INDEX word_document ON word (document);

CREATE TABLE sound (                    -- how the parts of names sound
    sound TEXT NOT NULL,
    kind INTEGER NOT NULL,
    document BLOB NOT NULL,
    PRIMARY KEY (kind, sound, document)
) WITHOUT ROWID, STRICT;
CREATE INDEX sound_document ON sound (document);

CREATE TABLE receipt (
    number TEXT NOT NULL,
    ledger BLOB NOT NULL,
    entry TEXT NOT NULL,
    PRIMARY KEY (number, ledger, entry)
) WITHOUT ROWID, STRICT;
CREATE INDEX receipt_ledger ON receipt (ledger);

CREATE TABLE review (                   -- what a person has to look at
    item BLOB PRIMARY KEY,              -- 16
    rule TEXT NOT NULL,
    path TEXT NOT NULL,
    subjects TEXT NOT NULL,             -- JSON array of documents
    claims TEXT NOT NULL,               -- JSON array: value, actor, counter
    facts TEXT NOT NULL                 -- JSON array
) WITHOUT ROWID, STRICT;

CREATE TABLE review_subject (
    document BLOB NOT NULL,
    item BLOB NOT NULL,
    PRIMARY KEY (document, item)
) WITHOUT ROWID, STRICT;

CREATE TABLE decided (                  -- the last decision about an item
    item TEXT PRIMARY KEY,
    decision TEXT NOT NULL
) WITHOUT ROWID, STRICT;
