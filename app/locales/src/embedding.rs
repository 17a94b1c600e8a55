use crate::{Locale, de, en};

/// Texts about the portal on an authority's own website.
pub struct Embedding {
    /// Heading, and name of the area.
    pub title: &'static str,
    /// What it is for.
    pub lead: &'static str,
    /// Label of the choice between the whole authority and a department.
    pub place: &'static str,
    /// Hint on it.
    pub place_hint: &'static str,
    /// The whole authority.
    pub whole: &'static str,

    /// Heading of the list of websites.
    pub origins_title: &'static str,
    /// Label of the list.
    pub origins: &'static str,
    /// Hint on it.
    pub origins_hint: &'static str,
    /// Saves it.
    pub save: &'static str,
    /// It is saved.
    pub saved: &'static str,
    /// A line that is none, and why.
    pub wrong: fn(&str, &str) -> String,
    /// Not `https://`.
    pub wrong_scheme: &'static str,
    /// More than the name.
    pub wrong_path: &'static str,
    /// Several at once.
    pub wrong_wildcard: &'static str,
    /// A network address.
    pub wrong_address: &'static str,
    /// A name with other letters than a to z.
    pub wrong_look_alike: &'static str,
    /// Anything else.
    pub wrong_form: &'static str,
    /// More than may be listed.
    pub too_many: &'static str,

    /// Heading of how the button looks.
    pub looks_title: &'static str,
    /// Label of its text.
    pub label: &'static str,
    /// Hint on it.
    pub label_hint: &'static str,
    /// Label of its colour.
    pub color: &'static str,
    /// Hint on it.
    pub color_hint: &'static str,
    /// Legend of where it stands.
    pub position: &'static str,
    /// In the corner where lines end.
    pub position_end: &'static str,
    /// In the corner where lines begin.
    pub position_start: &'static str,
    /// Where the element stands.
    pub position_inline: &'static str,
    /// Hint on that.
    pub position_inline_hint: &'static str,
    /// Legend of its language.
    pub language: &'static str,
    /// The page's own.
    pub language_page: &'static str,
    /// Hint on that.
    pub language_page_hint: &'static str,
    /// Heading of the button itself.
    pub preview: &'static str,
    /// What it does here.
    pub preview_hint: &'static str,

    /// Heading of what is to be copied.
    pub snippet_title: &'static str,
    /// What it is.
    pub snippet_lead: &'static str,
    /// Label of the element.
    pub snippet: &'static str,
    /// What the link is for.
    pub link_lead: &'static str,
    /// Label of the link.
    pub link: &'static str,
    /// The link's usual text.
    pub link_text: &'static str,
    /// What the policy is for.
    pub policy_lead: &'static str,
    /// Label of the policy.
    pub policy: &'static str,
    /// Copies.
    pub copy: &'static str,
    /// It is copied.
    pub copied: &'static str,
    /// The browser does not let us.
    pub not_copied: &'static str,

    /// Heading of the instructions.
    pub guides_title: &'static str,
    /// One for each system.
    pub guides: [Guide; 4],
}

/// How the button gets onto the pages of a system.
pub struct Guide {
    /// The system.
    pub title: &'static str,
    /// What to do.
    pub steps: &'static [&'static str],
}

/// The section in `locale`.
pub fn embedding(locale: Locale) -> &'static Embedding {
    match locale {
        Locale::De => &de::embedding::EMBEDDING,
        Locale::En => &en::embedding::EMBEDDING,
    }
}
