use crate::{Locale, de, en};

/// Texts about an authority's root, and about keys and certificates that are renewed.
pub struct Trust {
    /// Name of the page.
    pub title: &'static str,
    /// What it is for.
    pub lead: &'static str,
    /// Heading of the root's fingerprint.
    pub fingerprint_title: &'static str,
    /// Label of the fingerprint.
    pub fingerprint: &'static str,
    /// What it is good for, and how it is read aloud.
    pub fingerprint_meaning: &'static str,
    /// Copies it.
    pub copy_fingerprint: &'static str,
    /// It was copied.
    pub copied: &'static str,
    /// The browser did not let it be copied.
    pub not_copied: &'static str,
    /// Heading of where to publish it.
    pub publish_title: &'static str,
    /// Before the list of places.
    pub publish_lead: &'static str,
    /// The places.
    pub publish: [&'static str; 3],
    /// Heading of the links that pin the root.
    pub links_title: &'static str,
    /// What they do.
    pub links_lead: &'static str,
    /// On a button that copies.
    pub copy: &'static str,
    /// Copies the link to a department, by its name.
    pub copy_link: fn(&str) -> String,
    /// No department can be written to yet.
    pub links_none: &'static str,
    /// Heading of the own certificate.
    pub own_title: &'static str,
    /// How long it is valid.
    pub own_until: fn(&str) -> String,
    /// What renews it: the root file, or a colleague.
    pub own_renewal: &'static str,
    /// Renews it.
    pub renew: &'static str,
    /// It was renewed.
    pub renewed: &'static str,
    /// Warns an administrator whose chain ends in so many days.
    pub own_soon: fn(i64) -> String,
    /// To the page that renews it.
    pub own_link: &'static str,
    /// While what is due is done: certificates of colleagues.
    pub renewing_certificates: &'static str,
    /// While what is due is done: keys of departments.
    pub renewing_keys: &'static str,
    /// What was done: how many certificates, how many keys.
    pub kept_up: fn(usize, usize) -> String,
    /// What could not be done: of whom or what, and why.
    pub not_kept_up: fn(&str, &str) -> String,
}

/// The texts in `locale`.
pub fn trust(locale: Locale) -> &'static Trust {
    match locale {
        Locale::De => &de::trust::TRUST,
        Locale::En => &en::trust::TRUST,
    }
}
