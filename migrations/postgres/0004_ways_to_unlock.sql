-- auth: Ed25519 public key that follows from the code. account: the account key under it.
CREATE TABLE recovery_codes (
    member UUID PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
    auth BYTEA NOT NULL,
    account BYTEA NOT NULL,
    made_at BIGINT NOT NULL
);

-- recovery_certificate: of the recovery recipient, signed by the root.
ALTER TABLE authorities ADD COLUMN recovery_certificate BYTEA NOT NULL DEFAULT '';

-- recovery: the account key, sealed to the recovery recipient at enrolment. restored: the same, sealed when access was
-- restored; account is then what opens it.
ALTER TABLE members ADD COLUMN recovery BYTEA;
ALTER TABLE members ADD COLUMN restored BYTEA;

-- There is a token once it is mailed. password_file, recipient and account are set together by the member.
CREATE TABLE restorations (
    member UUID PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
    asked_at BIGINT NOT NULL,
    token_hash BYTEA UNIQUE,
    expires_at BIGINT,
    password_file BYTEA,
    recipient TEXT,
    account BYTEA
);

-- subject: a conversation, a member or a founding.
ALTER TABLE outbox DROP CONSTRAINT outbox_kind_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_kind_check
    CHECK (kind IN ('department_message', 'citizen_answer', 'invitation', 'founding_code', 'sign_in_changed',
        'restoration'));
