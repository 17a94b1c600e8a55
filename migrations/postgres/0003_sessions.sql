-- Sessions can be listed and ended one by one. Those that there are know too little of themselves and end.
DROP TABLE staff_sessions;
CREATE TABLE staff_sessions (
    id_hash BYTEA PRIMARY KEY,
    session UUID NOT NULL UNIQUE,
    member UUID NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    way TEXT NOT NULL CHECK (way IN ('password', 'passkey', 'recovery_code')),
    device TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    verified_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL,
    -- The end whatever happens, and the one without further use.
    ends_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX staff_sessions_member ON staff_sessions (member);
