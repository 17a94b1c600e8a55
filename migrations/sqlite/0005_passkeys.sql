-- credential: the id that the authenticator gave. key, state and transports are the WebAuthn library's. account: the
-- account key under what the passkey evaluates (PRF); without it the passkey is a second factor only.
CREATE TABLE passkeys (
    id BLOB NOT NULL PRIMARY KEY,
    member BLOB NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    credential BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    key BLOB NOT NULL,
    state BLOB NOT NULL,
    transports INTEGER NOT NULL,
    account BLOB,
    added_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;

CREATE INDEX passkeys_member ON passkeys (member);

-- member: NULL where somebody signs in, who has yet to show who they are.
CREATE TABLE ceremonies (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('registration', 'sign_in', 'second_factor')),
    member BLOB REFERENCES members (id) ON DELETE CASCADE,
    state BLOB NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

ALTER TABLE authorities ADD COLUMN second_factor_required INTEGER NOT NULL DEFAULT 0
    CHECK (second_factor_required IN (0, 1));

-- passkey: the one that the session was begun with. second_factor: what is still missing before it can do anything.
ALTER TABLE staff_sessions ADD COLUMN passkey BLOB;
ALTER TABLE staff_sessions ADD COLUMN second_factor TEXT CHECK (second_factor IN ('passkey', 'enrolment'));
