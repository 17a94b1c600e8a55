use crate::Departments;

pub(crate) static DEPARTMENTS: Departments = Departments {
    description: |authority| format!("Abteilungen von {authority}, an die Sie versiegelt schreiben können."),
    choose: "An welche Abteilung möchten Sie schreiben?",
    write: "Nachricht schreiben",
    nobody: |authority| {
        format!("{authority} hat noch keine Abteilung eingerichtet, an die Sie schreiben können.")
    },
    otherwise: "Lieber sprechen?",
    call: "Sie können auch anrufen:",
};
