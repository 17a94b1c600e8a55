-- A domain of addresses belongs to one authority: who works for it is no business of another one on the same portal.
CREATE TABLE email_domains (
    domain TEXT NOT NULL PRIMARY KEY,
    authority BLOB NOT NULL REFERENCES authorities (id)
) STRICT;

INSERT INTO email_domains (domain, authority)
SELECT entry.value, authorities.id FROM authorities, json_each(authorities.email_domains) AS entry WHERE true
ON CONFLICT DO NOTHING;
