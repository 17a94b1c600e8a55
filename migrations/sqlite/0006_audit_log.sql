-- The audit log: one chain an authority (app/sealing/PROTOCOL.md). statement_id stands in the statement, too; it is here so
-- that a statement is recorded once.
CREATE TABLE audit (
    authority BLOB NOT NULL REFERENCES authorities (id),
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    department BLOB,
    statement BLOB NOT NULL,
    statement_id BLOB NOT NULL,
    signature BLOB,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (authority, number)
) STRICT;

CREATE UNIQUE INDEX audit_statement ON audit (authority, statement_id);

-- The newest entry of each log; whoever appends holds this row.
CREATE TABLE audit_heads (
    authority BLOB NOT NULL PRIMARY KEY REFERENCES authorities (id),
    number INTEGER NOT NULL,
    hash BLOB NOT NULL
) STRICT;

CREATE TRIGGER audit_is_not_updated BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TRIGGER audit_head_is_not_deleted BEFORE DELETE ON audit_heads
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TRIGGER audit_head_goes_on BEFORE UPDATE ON audit_heads
WHEN NEW.number <> OLD.number + 1 OR NEW.authority <> OLD.authority
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;

-- The certificates of somebody who has left: their signatures stay in the log.
ALTER TABLE members ADD COLUMN former_chain TEXT;
