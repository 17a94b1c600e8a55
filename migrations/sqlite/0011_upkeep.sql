-- A member's certificates may be withdrawn more than once: when they may do less, and when they leave.
CREATE TABLE withdrawals (
    member BLOB NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    authority BLOB NOT NULL REFERENCES authorities (id) ON DELETE CASCADE,
    chain TEXT NOT NULL,
    ends_at INTEGER NOT NULL
) STRICT;
INSERT INTO withdrawals SELECT member, authority, chain, ends_at FROM revocations;
DROP TABLE revocations;
ALTER TABLE withdrawals RENAME TO revocations;
CREATE INDEX revocations_authority ON revocations (authority, ends_at);
CREATE INDEX revocations_member ON revocations (member);

-- When the authority's administrators were last written to about keys that need them.
ALTER TABLE authorities ADD COLUMN reminded_at INTEGER;
