-- A letter is written by a department and has no receipt.
ALTER TABLE conversations ALTER COLUMN locator_hash DROP NOT NULL;
ALTER TABLE conversations ALTER COLUMN auth DROP NOT NULL;
ALTER TABLE conversations ALTER COLUMN sign DROP NOT NULL;

-- opener: the department that wrote the letter; absent where a citizen did. A conversation has either an opener or a receipt.
-- In a letter the columns that are called after the citizen are the opener's.
ALTER TABLE conversations ADD COLUMN opener UUID REFERENCES departments (id)
    CHECK ((opener IS NULL) = (locator_hash IS NOT NULL) AND (opener IS NULL) = (auth IS NOT NULL)
        AND (opener IS NULL) = (sign IS NOT NULL));

CREATE INDEX conversations_letters ON conversations (opener, status, last_position) WHERE opener IS NOT NULL;
