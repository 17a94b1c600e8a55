-- A letter is written by a department and has no receipt. SQLite has no statement that lets a column be empty; rewriting the
-- table's text is its documented way for what changes nothing on the disk (lang_altertable.html, section 7).
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(replace(sql,
    'locator_hash BLOB NOT NULL UNIQUE', 'locator_hash BLOB UNIQUE'),
    'auth BLOB NOT NULL', 'auth BLOB'),
    'sign BLOB NOT NULL', 'sign BLOB')
WHERE type = 'table' AND name = 'conversations';
PRAGMA writable_schema = RESET;

-- opener: the department that wrote the letter; absent where a citizen did. A conversation has either an opener or a receipt.
-- In a letter the columns that are called after the citizen are the opener's.
ALTER TABLE conversations ADD COLUMN opener BLOB REFERENCES departments (id)
    CHECK ((opener IS NULL) = (locator_hash IS NOT NULL) AND (opener IS NULL) = (auth IS NOT NULL)
        AND (opener IS NULL) = (sign IS NOT NULL));

CREATE INDEX conversations_letters ON conversations (opener, status, last_position) WHERE opener IS NOT NULL;
