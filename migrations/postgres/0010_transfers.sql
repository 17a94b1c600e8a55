-- known_seed: the content seed that the last member to pass the conversation on has begun and knows; -1 if nobody has.
ALTER TABLE conversations ADD COLUMN known_seed BIGINT NOT NULL DEFAULT -1;

-- message: position of the signed message with which a conversation was passed on.
CREATE TABLE transfers (
    message BIGINT PRIMARY KEY REFERENCES messages (position) ON DELETE CASCADE,
    from_department UUID NOT NULL REFERENCES departments (id),
    to_department UUID NOT NULL REFERENCES departments (id)
);
