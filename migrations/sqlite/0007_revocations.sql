-- Keys of members who left, for readers to refuse what they claim to have signed later. A row may go when the
-- certificates that it is about have ended.
CREATE TABLE revocations (
    member BLOB NOT NULL PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
    authority BLOB NOT NULL REFERENCES authorities (id) ON DELETE CASCADE,
    chain TEXT NOT NULL,
    ends_at INTEGER NOT NULL
) STRICT;
CREATE INDEX revocations_authority ON revocations (authority, ends_at);
