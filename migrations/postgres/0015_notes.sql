-- What caseworkers write to each other about a conversation, apart from messages: no query for citizens finds it.
-- position: messages and notes are counted together. n: the notes seed that it is sealed to.
CREATE TABLE notes (
    position BIGINT PRIMARY KEY,
    id UUID NOT NULL UNIQUE,
    conversation UUID NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    n BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    sealed BYTEA NOT NULL
);

CREATE INDEX notes_conversation ON notes (conversation, position);

-- Sealed bytes do not compress; trying costs time on every insert.
ALTER TABLE notes ALTER COLUMN sealed SET STORAGE EXTERNAL;
