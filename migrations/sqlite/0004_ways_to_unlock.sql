-- auth: Ed25519 public key that follows from the code. account: the account key under it.
CREATE TABLE recovery_codes (
    member BLOB NOT NULL PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
    auth BLOB NOT NULL,
    account BLOB NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

-- subject: a conversation, a member or a founding. The counter goes on, because letters are named after it.
CREATE TABLE new_outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('department_message', 'citizen_answer', 'invitation', 'founding_code',
        'sign_in_changed', 'restoration')),
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
