-- opening: the first message, or the one that handed the conversation over to its present authority; opening_seed: the content seed
-- that it is sealed to. first_position and first_seed: where begins what the present authority may get.
ALTER TABLE conversations ADD COLUMN opening_seed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN first_position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN first_seed INTEGER NOT NULL DEFAULT 0;

-- The proposal that is open; message: position of the signed message that made it.
CREATE TABLE proposals (
    conversation BLOB NOT NULL PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
    message INTEGER NOT NULL REFERENCES messages (position) ON DELETE CASCADE,
    authority BLOB NOT NULL REFERENCES authorities (id),
    department BLOB NOT NULL REFERENCES departments (id)
) STRICT;

-- message: position of the signed message with which a citizen handed a conversation over.
CREATE TABLE handovers (
    message INTEGER NOT NULL PRIMARY KEY REFERENCES messages (position) ON DELETE CASCADE,
    conversation BLOB NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    from_department BLOB NOT NULL REFERENCES departments (id),
    to_department BLOB NOT NULL REFERENCES departments (id)
) STRICT;

CREATE INDEX handovers_conversation ON handovers (conversation);
