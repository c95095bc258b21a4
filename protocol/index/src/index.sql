-- Everything here follows from records.db; it is thrown away when this text, the rules or the dictionary
-- change. No row has a number of its own, so that rebuilding gives the same rows as following.

CREATE TABLE progress (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    changed INTEGER NOT NULL,           -- of the last document that is shown
    epoch BLOB NOT NULL                 -- the records' own; another one after a restore, empty before the first
) STRICT;

CREATE TABLE across (                   -- how far documents of different sites were put side by side
    one INTEGER PRIMARY KEY CHECK (one = 1),
    changed INTEGER NOT NULL
) STRICT;

CREATE TABLE shown (                    -- documents as lists show them
    scope BLOB NOT NULL,
    document BLOB NOT NULL,             -- 16
    kind INTEGER NOT NULL,
    names TEXT NOT NULL,                -- JSON: what it is called, by language; "" for all others
    sorted TEXT NOT NULL,               -- the first name, folded
    cells TEXT NOT NULL,                -- JSON array: the kind's own row
    paths TEXT NOT NULL,                -- JSON: what look-alikes are found by
    hidden INTEGER NOT NULL,            -- void, or one with another
    PRIMARY KEY (document, scope)
) WITHOUT ROWID, STRICT;
CREATE INDEX shown_sorted ON shown (kind, hidden, sorted, document, scope);

CREATE TABLE merged (                   -- which document is one with which
    scope BLOB NOT NULL,
    gone BLOB NOT NULL,
    kept BLOB NOT NULL,
    PRIMARY KEY (scope, gone)
) WITHOUT ROWID, STRICT;
CREATE INDEX merged_kept ON merged (kept);

CREATE TABLE line (                     -- the rows of its collections
    scope BLOB NOT NULL,
    document BLOB NOT NULL,
    part INTEGER NOT NULL,              -- the table of the kind
    number INTEGER NOT NULL,            -- of the row in that table
    kind INTEGER NOT NULL,
    cells TEXT NOT NULL,
    PRIMARY KEY (document, scope, part, number)
) WITHOUT ROWID, STRICT;
CREATE INDEX line_kind ON line (kind, part, scope);

CREATE TABLE word (                     -- what documents are searched by, folded
    kind INTEGER NOT NULL,
    word TEXT NOT NULL,
    scope BLOB NOT NULL,
    document BLOB NOT NULL,
    PRIMARY KEY (kind, word, scope, document)
) WITHOUT ROWID, STRICT;
CREATE INDEX word_document ON word (document);

CREATE TABLE sound (                    -- how the parts of names sound, and what else two may share
    kind INTEGER NOT NULL,
    sound TEXT NOT NULL,
    scope BLOB NOT NULL,
    document BLOB NOT NULL,
    year INTEGER,                       -- of birth; null if it is not known
    PRIMARY KEY (kind, sound, scope, document)
) WITHOUT ROWID, STRICT;
CREATE INDEX sound_document ON sound (document);

CREATE TABLE refers (                   -- which documents name which; those of persons are left out: they name places
    target BLOB NOT NULL,
    kind INTEGER NOT NULL,              -- of the document that refers
    scope BLOB NOT NULL,
    document BLOB NOT NULL,
    field TEXT NOT NULL,                -- where in it
    PRIMARY KEY (target, kind, scope, document, field)
) WITHOUT ROWID, STRICT;
CREATE INDEX refers_document ON refers (document);
CREATE INDEX refers_same ON refers (scope, document, target) WHERE field = 'same_as';

CREATE TABLE touched (                  -- what else rules look at because of a document, besides the document
    document BLOB NOT NULL,
    scope BLOB NOT NULL,
    rule TEXT NOT NULL,
    about TEXT NOT NULL,
    PRIMARY KEY (document, scope, rule, about)
) WITHOUT ROWID, STRICT;
CREATE INDEX touched_rule ON touched (rule);

CREATE TABLE receipt (                  -- numbers of receipts, and the operations they were given for
    number TEXT NOT NULL,
    scope BLOB NOT NULL,
    document BLOB NOT NULL,             -- the ledger
    entry TEXT NOT NULL,
    PRIMARY KEY (scope, number, document, entry)
) WITHOUT ROWID, STRICT;
CREATE INDEX receipt_document ON receipt (document);

CREATE TABLE movement (                 -- what a ledger moves on each account each day
    scope BLOB NOT NULL,
    book TEXT NOT NULL,                 -- organisation and book
    account TEXT NOT NULL,
    currency TEXT NOT NULL,
    day TEXT NOT NULL,
    document BLOB NOT NULL,             -- the ledger
    minor INTEGER NOT NULL,             -- debits less credits
    PRIMARY KEY (scope, book, account, currency, day, document)
) WITHOUT ROWID, STRICT;
CREATE INDEX movement_document ON movement (document);

CREATE TABLE apart (                    -- counts of votes that were written down apart
    scope BLOB NOT NULL,
    document BLOB NOT NULL,
    path TEXT NOT NULL,
    claims TEXT NOT NULL,               -- JSON array: value, actor, counter
    PRIMARY KEY (document, scope, path)
) WITHOUT ROWID, STRICT;

CREATE TABLE finding (                  -- what a person has to look at
    scope BLOB NOT NULL,
    item BLOB NOT NULL,                 -- 16
    rule TEXT NOT NULL,
    about TEXT NOT NULL,                -- what it is found by: a document, a book, a number
    path TEXT NOT NULL,
    subjects TEXT NOT NULL,             -- JSON array of documents
    claims TEXT NOT NULL,               -- JSON array: value, actor, counter
    facts TEXT NOT NULL,                -- JSON array
    PRIMARY KEY (scope, item)
) WITHOUT ROWID, STRICT;
CREATE INDEX finding_about ON finding (scope, about, rule);

CREATE TABLE finding_subject (
    document BLOB NOT NULL,
    scope BLOB NOT NULL,
    item BLOB NOT NULL,
    PRIMARY KEY (document, scope, item)
) WITHOUT ROWID, STRICT;
CREATE INDEX finding_subject_item ON finding_subject (scope, item);

CREATE TABLE decided (                  -- the last decision about an item
    scope BLOB NOT NULL,
    item TEXT NOT NULL,
    decision TEXT NOT NULL,
    PRIMARY KEY (scope, item)
) WITHOUT ROWID, STRICT;
