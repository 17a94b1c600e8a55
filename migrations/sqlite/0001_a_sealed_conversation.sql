-- Times are seconds since 1970. Lists of strings or bytes are JSON arrays (bytes in base64url).
-- STRICT: SQLite refuses a value of another type than its column's.

CREATE TABLE setup_tokens (
    token_hash BLOB NOT NULL PRIMARY KEY,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE authorities (
    id BLOB NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    email_domains TEXT NOT NULL,
    telephone TEXT,
    root BLOB NOT NULL,
    recovery TEXT NOT NULL,
    founded_at INTEGER NOT NULL
) STRICT;

CREATE TABLE departments (
    id BLOB NOT NULL PRIMARY KEY,
    authority BLOB NOT NULL REFERENCES authorities (id),
    slug TEXT NOT NULL,
    name_de TEXT NOT NULL,
    name_en TEXT,
    description_de TEXT NOT NULL,
    description_en TEXT,
    notice_email TEXT,
    created_at INTEGER NOT NULL,
    UNIQUE (authority, slug)
) STRICT;

-- The columns from password_file to enrolled_at are set together, by enrolment; chain by the first certificate.
CREATE TABLE members (
    id BLOB NOT NULL PRIMARY KEY,
    authority BLOB NOT NULL REFERENCES authorities (id),
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('administrator', 'caseworker')),
    locale TEXT NOT NULL,
    invited_at INTEGER NOT NULL,
    password_file BLOB,
    sign BLOB,
    recipient TEXT,
    account BLOB,
    private BLOB,
    enrolled_at INTEGER,
    chain TEXT
) STRICT;

CREATE UNIQUE INDEX members_email ON members (lower(email));
CREATE INDEX members_authority ON members (authority);

CREATE TABLE member_departments (
    member BLOB NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    department BLOB NOT NULL REFERENCES departments (id),
    PRIMARY KEY (member, department)
) STRICT, WITHOUT ROWID;

CREATE INDEX member_departments_department ON member_departments (department);

CREATE TABLE department_epochs (
    department BLOB NOT NULL REFERENCES departments (id),
    epoch INTEGER NOT NULL CHECK (epoch > 0),
    chain TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (department, epoch)
) STRICT;

CREATE TABLE epoch_grants (
    department BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    member BLOB NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    sealed BLOB NOT NULL,
    PRIMARY KEY (department, epoch, member),
    FOREIGN KEY (department, epoch) REFERENCES department_epochs (department, epoch)
) STRICT;

CREATE INDEX epoch_grants_member ON epoch_grants (member);

CREATE TABLE invitations (
    member BLOB NOT NULL PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
    token_hash BLOB NOT NULL UNIQUE,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE logins (
    id BLOB NOT NULL PRIMARY KEY,
    member BLOB REFERENCES members (id) ON DELETE CASCADE,
    state BLOB NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE staff_sessions (
    id_hash BLOB NOT NULL PRIMARY KEY,
    data BLOB NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

-- opening, last_position and citizen_position are positions of messages: the first one, the newest one, and the
-- citizen's newest one. They stand here, like last_author and last_message_at, so that an inbox page reads one index.
CREATE TABLE conversations (
    id BLOB NOT NULL PRIMARY KEY,
    authority BLOB NOT NULL REFERENCES authorities (id),
    department BLOB NOT NULL REFERENCES departments (id),
    case_number TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed')),
    locator_hash BLOB NOT NULL UNIQUE,
    auth BLOB NOT NULL,
    sign BLOB NOT NULL,
    opened_at INTEGER NOT NULL,
    opening INTEGER NOT NULL,
    last_position INTEGER NOT NULL,
    last_author TEXT NOT NULL DEFAULT 'citizen' CHECK (last_author IN ('citizen', 'department')),
    last_message_at INTEGER NOT NULL,
    citizen_position INTEGER NOT NULL,
    staff_read INTEGER NOT NULL DEFAULT 0,
    citizen_read INTEGER NOT NULL DEFAULT 0,
    UNIQUE (authority, case_number)
) STRICT;

CREATE INDEX conversations_inbox ON conversations (department, status, last_position);

-- grantee: the department; for the citizen the conversation's own id, with epoch 0.
CREATE TABLE grants (
    conversation BLOB NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('content', 'notes')),
    n INTEGER NOT NULL,
    grantee BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    UNIQUE (conversation, kind, n, grantee, epoch)
) STRICT;

-- position orders all messages of the database and is never used twice.
CREATE TABLE messages (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    conversation BLOB NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    author TEXT NOT NULL CHECK (author IN ('citizen', 'department')),
    received_at INTEGER NOT NULL,
    sealed BLOB NOT NULL
) STRICT;

-- Holds the position too: it is the row's number.
CREATE INDEX messages_conversation ON messages (conversation);

CREATE TABLE attachments (
    id BLOB NOT NULL PRIMARY KEY,
    message INTEGER NOT NULL REFERENCES messages (position) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    size INTEGER NOT NULL
) STRICT;

CREATE INDEX attachments_message ON attachments (message);

CREATE TABLE attachment_parts (
    attachment BLOB NOT NULL REFERENCES attachments (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (attachment, number)
) STRICT;

CREATE TABLE citizen_sessions (
    token_hash BLOB NOT NULL PRIMARY KEY,
    conversation BLOB NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX citizen_sessions_conversation ON citizen_sessions (conversation);

CREATE TABLE challenges (
    nonce_hash BLOB NOT NULL PRIMARY KEY,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Citizens' e-mail addresses: in a table of their own, erased when the conversation closes.
CREATE TABLE notices (
    conversation BLOB NOT NULL PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
    email TEXT NOT NULL,
    locale TEXT NOT NULL
) STRICT;

-- subject: a conversation or a member. revision counts how often the errand was given while it stood here.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('department_message', 'citizen_answer', 'invitation')),
    subject BLOB NOT NULL,
    revision INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at INTEGER NOT NULL,
    UNIQUE (subject, kind)
) STRICT;

CREATE INDEX outbox_due ON outbox (next_at);
