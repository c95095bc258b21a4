-- Numbers that were given: of receipts, one after the other in each series.

CREATE TABLE number_given (             -- node: a series belongs to a device and an epoch, so it never has two ends
    series TEXT PRIMARY KEY,
    last INTEGER NOT NULL
) WITHOUT ROWID, STRICT;
