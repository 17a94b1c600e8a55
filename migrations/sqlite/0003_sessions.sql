-- Sessions can be listed and ended one by one. Those that there are know too little of themselves and end.
DROP TABLE staff_sessions;
CREATE TABLE staff_sessions (
    id_hash BLOB NOT NULL PRIMARY KEY,
    session BLOB NOT NULL UNIQUE,
    member BLOB NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    way TEXT NOT NULL CHECK (way IN ('password', 'passkey', 'recovery_code')),
    device TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    verified_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    -- The end whatever happens, and the one without further use.
    ends_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX staff_sessions_member ON staff_sessions (member);
