use crate::Register;

pub(crate) static REGISTER: Register = Register {
    title: "Alle Behörden",
    description: "Alle Behörden, denen Sie auf diesem Portal schreiben können, von A bis Z.",
    lead: |count| match count {
        1 => "Auf diesem Portal nimmt eine Behörde teil.".to_owned(),
        _ => format!("Auf diesem Portal nehmen {count} Behörden teil."),
    },
    find: "Lieber nach Ort und Anliegen suchen",
    initials: "Anfangsbuchstaben",
    all: "Von A bis Z",
    under: |initial| format!("Behörden mit {initial}"),
};
