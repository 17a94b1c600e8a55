-- known_seed: the content seed that the last member to pass the conversation on has begun and knows; -1 if nobody has.
ALTER TABLE conversations ADD COLUMN known_seed INTEGER NOT NULL DEFAULT -1;

-- message: position of the signed message with which a conversation was passed on.
CREATE TABLE transfers (
    message INTEGER NOT NULL PRIMARY KEY REFERENCES messages (position) ON DELETE CASCADE,
    from_department BLOB NOT NULL REFERENCES departments (id),
    to_department BLOB NOT NULL REFERENCES departments (id)
) STRICT;
