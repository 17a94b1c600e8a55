-- auth: Ed25519 public key that follows from the code. account: the account key under it.
CREATE TABLE recovery_codes (
    member BLOB NOT NULL PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
    auth BLOB NOT NULL,
    account BLOB NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

-- recovery_certificate: of the recovery recipient, signed by the root.
ALTER TABLE authorities ADD COLUMN recovery_certificate BLOB NOT NULL DEFAULT X'';

-- recovery: the account key, sealed to the recovery recipient at enrolment. restored: the same, sealed when access was
-- restored; account is then what opens it.
ALTER TABLE members ADD COLUMN recovery BLOB;
ALTER TABLE members ADD COLUMN restored BLOB;

-- There is a token once it is mailed. password_file, recipient and account are set together by the member.
CREATE TABLE restorations (
    member BLOB NOT NULL PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
    asked_at INTEGER NOT NULL,
    token_hash BLOB UNIQUE,
    expires_at INTEGER,
    password_file BLOB,
    recipient TEXT,
    account BLOB
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
