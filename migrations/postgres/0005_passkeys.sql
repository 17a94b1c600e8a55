-- credential: the id that the authenticator gave. key, state and transports are the WebAuthn library's. account: the
-- account key under what the passkey evaluates (PRF); without it the passkey is a second factor only.
CREATE TABLE passkeys (
    id UUID PRIMARY KEY,
    member UUID NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    credential BYTEA NOT NULL UNIQUE,
    name TEXT NOT NULL,
    key BYTEA NOT NULL,
    state BYTEA NOT NULL,
    transports BIGINT NOT NULL,
    account BYTEA,
    added_at BIGINT NOT NULL,
    used_at BIGINT
);

CREATE INDEX passkeys_member ON passkeys (member);

-- member: NULL where somebody signs in, who has yet to show who they are.
CREATE TABLE ceremonies (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('registration', 'sign_in', 'second_factor')),
    member UUID REFERENCES members (id) ON DELETE CASCADE,
    state BYTEA NOT NULL,
    expires_at BIGINT NOT NULL
);

ALTER TABLE authorities ADD COLUMN second_factor_required BIGINT NOT NULL DEFAULT 0
    CHECK (second_factor_required IN (0, 1));

-- passkey: the one that the session was begun with. second_factor: what is still missing before it can do anything.
ALTER TABLE staff_sessions ADD COLUMN passkey UUID;
ALTER TABLE staff_sessions ADD COLUMN second_factor TEXT CHECK (second_factor IN ('passkey', 'enrolment'));
