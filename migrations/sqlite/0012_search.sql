-- What the search index of each instance is brought up to date by. An authority's number is drawn anew whenever its names
-- change: those of its areas, services or departments. Numbers are committed in their order, because whoever draws one
-- holds the counter until then.
CREATE TABLE name_counter (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    number INTEGER NOT NULL
) STRICT;

CREATE TABLE name_changes (
    authority BLOB NOT NULL PRIMARY KEY REFERENCES authorities (id) ON DELETE CASCADE,
    number INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

INSERT INTO name_changes (authority, number) SELECT id, row_number() OVER (ORDER BY id) FROM authorities;
INSERT INTO name_counter (id, number) SELECT 1, count(*) FROM authorities;
