use crate::{Locale, de, en};

/// Texts of the search box and of what it finds.
pub struct Find {
    /// Heading of the page.
    pub title: &'static str,
    /// For search engines.
    pub description: &'static str,
    /// Above the box on the start page.
    pub heading: &'static str,
    /// Label of the box.
    pub label: &'static str,
    /// How to fill it in.
    pub hint: &'static str,
    /// The button.
    pub submit: &'static str,
    /// The suggestions under the box, for screen readers.
    pub suggestions: &'static str,
    /// The last suggestion, where more places fit than are suggested: what was typed.
    pub all_places: fn(&str) -> String,
    /// What was found, in short: concern, place.
    pub about: fn(&str, &str) -> String,
    /// Above the department in charge.
    pub in_charge: &'static str,
    /// Above several departments in charge.
    pub several: &'static str,
    /// The button that leads to writing.
    pub write: &'static str,
    /// Above the department that takes what nobody else does.
    pub fallback_title: &'static str,
    /// What then becomes of the message: authority.
    pub fallback: fn(&str) -> String,
    /// The same where several such departments can be chosen from.
    pub fallbacks: &'static str,
    /// Asks which of several places is meant.
    pub which_place: &'static str,
    /// Asks where a concern is: concern.
    pub where_is: fn(&str) -> String,
    /// About words that may name a place, and which nobody here knows: words.
    pub elsewhere: fn(&str) -> String,
    /// Label of a box that takes the place only.
    pub place_label: &'static str,
    /// How to fill it in.
    pub place_hint: &'static str,
    /// Asks which of several concerns is meant.
    pub which_concern: &'static str,
    /// Above the authorities of a place: place.
    pub authorities: fn(&str) -> String,
    /// Label of a box that takes the concern only.
    pub concern_label: &'static str,
    /// How to fill it in.
    pub concern_hint: &'static str,
    /// Where nobody is in charge of the concern.
    pub nobody_title: &'static str,
    /// What to do then.
    pub nobody: &'static str,
    /// Where nothing was found.
    pub nothing_title: &'static str,
    /// What to do then.
    pub nothing: &'static str,
    /// Link to the list of all authorities.
    pub list: &'static str,
    /// Before the telephone number of the portal.
    pub call: &'static str,
    /// About the telephone number of all authorities.
    pub call_115: &'static str,
    /// Link from what was found to a new search.
    pub anew: &'static str,
}

/// The section in `locale`.
pub fn find(locale: Locale) -> &'static Find {
    match locale {
        Locale::De => &de::find::FIND,
        Locale::En => &en::find::FIND,
    }
}
