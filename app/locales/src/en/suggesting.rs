use crate::Suggesting;

pub(crate) static SUGGESTING: Suggesting = Suggesting {
    count: |count| match count {
        0 => "No suggestions".to_owned(),
        1 => "1 suggestion, reached with the arrow keys".to_owned(),
        _ => format!("{count} suggestions, reached with the arrow keys"),
    },
};
