-- Four roles instead of two. A column's own CHECK can only go with the column.
ALTER TABLE members ADD COLUMN new_role TEXT NOT NULL DEFAULT 'caseworker'
    CHECK (new_role IN ('administrator', 'lead', 'caseworker', 'auditor'));
UPDATE members SET new_role = role;
ALTER TABLE members DROP COLUMN role;
ALTER TABLE members RENAME COLUMN new_role TO role;

-- certified_at is set with chain. Who has left keeps name and keys, so that old answers can be told apart.
ALTER TABLE members ADD COLUMN certified_at INTEGER;
ALTER TABLE members ADD COLUMN left_at INTEGER;
UPDATE members SET certified_at = enrolled_at WHERE chain IS NOT NULL;

-- The address of somebody who has left is free for somebody else.
DROP INDEX members_email;
CREATE UNIQUE INDEX members_email ON members (lower(email)) WHERE left_at IS NULL;

ALTER TABLE departments ADD COLUMN closed_at INTEGER;

-- A founder's address on its way to be proved. There is a code once it is mailed; only its MAC is kept.
CREATE TABLE foundings (
    id BLOB NOT NULL PRIMARY KEY,
    setup_token BLOB NOT NULL UNIQUE REFERENCES setup_tokens (token_hash) ON DELETE CASCADE,
    email TEXT NOT NULL,
    locale TEXT NOT NULL,
    code BLOB,
    tries INTEGER NOT NULL DEFAULT 0,
    expires_at INTEGER NOT NULL
) STRICT;

-- subject: a conversation, a member or a founding. The counter goes on, because letters are named after it.
CREATE TABLE new_outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('department_message', 'citizen_answer', 'invitation', 'founding_code')),
    subject BLOB NOT NULL,
    revision INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at INTEGER NOT NULL,
    UNIQUE (subject, kind)
) STRICT;
INSERT INTO new_outbox SELECT id, kind, subject, revision, attempts, next_at FROM outbox;
DELETE FROM sqlite_sequence WHERE name = 'new_outbox';
INSERT INTO sqlite_sequence (name, seq) SELECT 'new_outbox', seq FROM sqlite_sequence WHERE name = 'outbox';
DROP TABLE outbox;
ALTER TABLE new_outbox RENAME TO outbox;
CREATE INDEX outbox_due ON outbox (next_at);
