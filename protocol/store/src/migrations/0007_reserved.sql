-- Whether the device to come reads the reserved part of its site, or only writes there.
ALTER TABLE invitation ADD COLUMN reserved INTEGER NOT NULL DEFAULT 0;
