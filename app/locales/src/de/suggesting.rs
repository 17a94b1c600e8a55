use crate::Suggesting;

pub(crate) static SUGGESTING: Suggesting = Suggesting {
    count: |count| match count {
        0 => "Keine Vorschläge".to_owned(),
        1 => "1 Vorschlag, mit den Pfeiltasten zu erreichen".to_owned(),
        _ => format!("{count} Vorschläge, mit den Pfeiltasten zu erreichen"),
    },
};
