-- The audit log: one chain an authority (app/sealing/PROTOCOL.md). statement_id stands in the statement, too; it is here so
-- that a statement is recorded once.
CREATE TABLE audit (
    authority UUID NOT NULL REFERENCES authorities (id),
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    department BYTEA,
    statement BYTEA NOT NULL,
    statement_id UUID NOT NULL,
    signature BYTEA,
    previous BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (authority, number)
);

CREATE UNIQUE INDEX audit_statement ON audit (authority, statement_id);

-- The newest entry of each log; whoever appends holds this row.
CREATE TABLE audit_heads (
    authority UUID PRIMARY KEY REFERENCES authorities (id),
    number BIGINT NOT NULL,
    hash BYTEA NOT NULL
);

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only';
END
$$;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_head_is_not_deleted BEFORE DELETE ON audit_heads
    FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_head_is_not_emptied BEFORE TRUNCATE ON audit_heads
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_head_goes_on BEFORE UPDATE ON audit_heads
    FOR EACH ROW WHEN (NEW.number <> OLD.number + 1 OR NEW.authority <> OLD.authority)
    EXECUTE FUNCTION audit_is_append_only();

-- The certificates of somebody who has left: their signatures stay in the log.
ALTER TABLE members ADD COLUMN former_chain TEXT;
