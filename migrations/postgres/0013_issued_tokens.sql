-- Whose a token from a letter is or was, kept beyond its use and its end, so that a later attempt stands in the right log.
CREATE TABLE issued_tokens (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    authority UUID NOT NULL REFERENCES authorities (id),
    member UUID NOT NULL,
    forget_at BIGINT NOT NULL
);

CREATE INDEX issued_tokens_forget_at ON issued_tokens (forget_at);

-- 90 days longer, as for those to come.
INSERT INTO issued_tokens SELECT token_hash, authority, members.id, expires_at + 7776000
FROM invitations JOIN members ON members.id = invitations.member;

INSERT INTO issued_tokens SELECT token_hash, authority, members.id, expires_at + 7776000
FROM restorations JOIN members ON members.id = restorations.member WHERE token_hash IS NOT NULL;
