-- A member's certificates may be withdrawn more than once: when they may do less, and when they leave.
ALTER TABLE revocations DROP CONSTRAINT revocations_pkey;
CREATE INDEX revocations_member ON revocations (member);

-- When the authority's administrators were last written to about keys that need them.
ALTER TABLE authorities ADD COLUMN reminded_at BIGINT;
