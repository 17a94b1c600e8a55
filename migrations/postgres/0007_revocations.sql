-- Keys of members who left, for readers to refuse what they claim to have signed later. A row may go when the
-- certificates that it is about have ended.
CREATE TABLE revocations (
    member UUID PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
    authority UUID NOT NULL REFERENCES authorities (id) ON DELETE CASCADE,
    chain TEXT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX revocations_authority ON revocations (authority, ends_at);
