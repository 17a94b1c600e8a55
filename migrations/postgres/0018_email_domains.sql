-- A domain of addresses belongs to one authority: who works for it is no business of another one on the same portal.
CREATE TABLE email_domains (
    domain TEXT PRIMARY KEY,
    authority UUID NOT NULL REFERENCES authorities (id)
);

INSERT INTO email_domains (domain, authority)
SELECT entry.value, authorities.id FROM authorities,
    LATERAL json_array_elements_text(authorities.email_domains::json) AS entry (value)
ON CONFLICT DO NOTHING;
