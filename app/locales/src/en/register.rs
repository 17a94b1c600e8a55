use crate::Register;

pub(crate) static REGISTER: Register = Register {
    title: "All authorities",
    description: "All authorities that you can write to on this portal, from A to Z.",
    lead: |count| match count {
        1 => "One authority takes part on this portal.".to_owned(),
        _ => format!("{count} authorities take part on this portal."),
    },
    find: "Search for place and concern instead",
    initials: "Initials",
    all: "From A to Z",
    under: |initial| format!("Authorities with {initial}"),
};
