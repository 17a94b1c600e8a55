-- What caseworkers write to each other about a conversation, apart from messages: no query for citizens finds it.
-- position: messages and notes are counted together. n: the notes seed that it is sealed to.
CREATE TABLE notes (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    conversation BLOB NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    sealed BLOB NOT NULL
) STRICT;

-- Holds the position too: it is the row's number.
CREATE INDEX notes_conversation ON notes (conversation);
