-- auth: Ed25519 public key that follows from the code. account: the account key under it.
CREATE TABLE recovery_codes (
    member UUID PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
    auth BYTEA NOT NULL,
    account BYTEA NOT NULL,
    made_at BIGINT NOT NULL
);

-- subject: a conversation, a member or a founding.
ALTER TABLE outbox DROP CONSTRAINT outbox_kind_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_kind_check
    CHECK (kind IN ('department_message', 'citizen_answer', 'invitation', 'founding_code', 'sign_in_changed',
        'restoration'));
