use crate::Framed;

pub(crate) static FRAMED: Framed = Framed {
    whose: |host| format!("You are writing on {host}. The website around it cannot read what stands here."),
    own_window: "Open in a window of its own",
    new_window: "(new window)",
};
