-- opening: the first message, or the one that handed the conversation over to its present authority; opening_seed: the content seed
-- that it is sealed to. first_position and first_seed: where begins what the present authority may get.
ALTER TABLE conversations ADD COLUMN opening_seed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN first_position BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN first_seed BIGINT NOT NULL DEFAULT 0;

-- The proposal that is open; message: position of the signed message that made it.
CREATE TABLE proposals (
    conversation UUID NOT NULL PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
    message BIGINT NOT NULL REFERENCES messages (position) ON DELETE CASCADE,
    authority UUID NOT NULL REFERENCES authorities (id),
    department UUID NOT NULL REFERENCES departments (id)
);

-- message: position of the signed message with which a citizen handed a conversation over.
CREATE TABLE handovers (
    message BIGINT PRIMARY KEY REFERENCES messages (position) ON DELETE CASCADE,
    conversation UUID NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    from_department UUID NOT NULL REFERENCES departments (id),
    to_department UUID NOT NULL REFERENCES departments (id)
);

CREATE INDEX handovers_conversation ON handovers (conversation);
