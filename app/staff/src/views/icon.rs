use leptos::prelude::*;

/// Small pictures that only repeat what a word beside them says.
#[derive(Clone, Copy)]
pub enum Icon {
    /// Back to where one came from.
    Back,
    /// A file.
    File,
    /// A signature that was verified.
    Verified,
    /// Something not to be believed.
    Warning,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Back => "M12.500 4.500 7 10l5.500 5.500",
            Self::File => "M5.500 2.500h6l3 3v12h-9zM11.500 2.500v3.500h3",
            Self::Verified => "M4 10.500 8.200 14.500 16 6",
            Self::Warning => "M10 3 18 17H2zM10 8.200v4M10 14.300v.7",
        }
    }
}

/// The icon, drawn in the colour of the text around it.
pub fn icon(icon: Icon) -> AnyView {
    view! {
        <svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
            <path
                d=icon.path()
                fill="none"
                stroke="currentColor"
                stroke-width="1.7"
                stroke-linecap="round"
                stroke-linejoin="round"
            />
        </svg>
    }
    .into_any()
}
