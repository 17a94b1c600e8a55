use crate::Framed;

pub(crate) static FRAMED: Framed = Framed {
    whose: |host| {
        format!("Sie schreiben auf {host}. Die Website darum herum kann nicht lesen, was hier steht.")
    },
    own_window: "In eigenem Fenster öffnen",
    new_window: "(neues Fenster)",
};
