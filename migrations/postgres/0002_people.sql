-- Four roles instead of two.
ALTER TABLE members DROP CONSTRAINT members_role_check;
ALTER TABLE members ADD CONSTRAINT members_role_check
    CHECK (role IN ('administrator', 'lead', 'caseworker', 'auditor'));

-- certified_at is set with chain. Who has left keeps name and keys, so that old answers can be told apart.
ALTER TABLE members ADD COLUMN certified_at BIGINT;
ALTER TABLE members ADD COLUMN left_at BIGINT;
UPDATE members SET certified_at = enrolled_at WHERE chain IS NOT NULL;

-- The address of somebody who has left is free for somebody else.
DROP INDEX members_email;
CREATE UNIQUE INDEX members_email ON members (lower(email)) WHERE left_at IS NULL;

ALTER TABLE departments ADD COLUMN closed_at BIGINT;

-- A founder's address on its way to be proved. There is a code once it is mailed; only its MAC is kept.
CREATE TABLE foundings (
    id UUID PRIMARY KEY,
    setup_token BYTEA NOT NULL UNIQUE REFERENCES setup_tokens (token_hash) ON DELETE CASCADE,
    email TEXT NOT NULL,
    locale TEXT NOT NULL,
    code BYTEA,
    tries BIGINT NOT NULL DEFAULT 0,
    expires_at BIGINT NOT NULL
);

-- subject: a conversation, a member or a founding.
ALTER TABLE outbox DROP CONSTRAINT outbox_kind_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_kind_check
    CHECK (kind IN ('department_message', 'citizen_answer', 'invitation', 'founding_code'));
