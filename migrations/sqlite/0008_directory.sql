-- How the departments and the authority itself are reached otherwise, and what they can and cannot do.
ALTER TABLE departments ADD COLUMN telephone TEXT;
ALTER TABLE departments ADD COLUMN hours_de TEXT;
ALTER TABLE departments ADD COLUMN hours_en TEXT;
ALTER TABLE departments ADD COLUMN scope_de TEXT;
ALTER TABLE departments ADD COLUMN scope_en TEXT;
ALTER TABLE departments ADD COLUMN address TEXT;
ALTER TABLE departments ADD COLUMN web TEXT;

-- The telephone stands here from the founding on. fallback: who gets what no other department is in charge of.
ALTER TABLE authorities ADD COLUMN hours_de TEXT;
ALTER TABLE authorities ADD COLUMN hours_en TEXT;
ALTER TABLE authorities ADD COLUMN scope_de TEXT;
ALTER TABLE authorities ADD COLUMN scope_en TEXT;
ALTER TABLE authorities ADD COLUMN address TEXT;
ALTER TABLE authorities ADD COLUMN web TEXT;
ALTER TABLE authorities ADD COLUMN fallback BLOB REFERENCES departments (id);

-- What an administrator signed when they published the directory (app/sealing/PROTOCOL.md). root: the tree's; leaf and
-- lists: the hashes of its first two leaves. No row before the first.
CREATE TABLE directories (
    authority BLOB NOT NULL PRIMARY KEY REFERENCES authorities (id) ON DELETE CASCADE,
    root BLOB NOT NULL,
    leaf BLOB NOT NULL,
    lists BLOB NOT NULL,
    statement BLOB NOT NULL,
    signature BLOB NOT NULL,
    chain TEXT NOT NULL,
    published_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- place: the key under which a place is looked for, the same for a municipality's AGS and its ARS.
CREATE TABLE areas (
    authority BLOB NOT NULL REFERENCES authorities (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    place TEXT NOT NULL,
    name TEXT NOT NULL,
    district TEXT,
    PRIMARY KEY (authority, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX areas_place ON areas (place);

-- synonyms: lists. leaf: the hash of the service's leaf.
CREATE TABLE services (
    authority BLOB NOT NULL REFERENCES authorities (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    name_de TEXT NOT NULL,
    name_en TEXT,
    synonyms_de TEXT NOT NULL,
    synonyms_en TEXT NOT NULL,
    description_de TEXT NOT NULL,
    description_en TEXT,
    leaf BLOB NOT NULL,
    PRIMARY KEY (authority, key)
) STRICT, WITHOUT ROWID;

-- place: the area's, so that one index answers.
CREATE TABLE routes (
    authority BLOB NOT NULL,
    service TEXT NOT NULL,
    area TEXT NOT NULL,
    department BLOB NOT NULL REFERENCES departments (id),
    place TEXT NOT NULL,
    PRIMARY KEY (authority, service, area, department),
    FOREIGN KEY (authority, service) REFERENCES services (authority, key),
    FOREIGN KEY (authority, area) REFERENCES areas (authority, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX routes_place ON routes (service, place);
CREATE INDEX routes_area ON routes (authority, area);
CREATE INDEX routes_department ON routes (department);

-- Within how many days half of a department's conversations get their first answer. Made anew from time to time.
CREATE TABLE promises (
    department BLOB NOT NULL PRIMARY KEY REFERENCES departments (id) ON DELETE CASCADE,
    days INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
