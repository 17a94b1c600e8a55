use crate::{Locale, de, en};

/// Texts of the page that founds an authority.
pub struct Founding {
    /// Title of the page.
    pub title: &'static str,
    /// Names of the steps.
    pub steps: [&'static str; 5],
    /// Heading where the link has no token.
    pub no_link_title: &'static str,
    /// What to do about it.
    pub no_link: &'static str,
    /// Label of the link.
    pub link: &'static str,
    /// It is not one.
    pub link_wrong: &'static str,
    /// Uses it.
    pub use_link: &'static str,

    /// Heading of the first step.
    pub authority_title: &'static str,
    /// Below it.
    pub authority_lead: &'static str,
    /// Label of the authority's name.
    pub name: &'static str,
    /// Hint on it.
    pub name_hint: &'static str,
    /// It is missing or too long.
    pub name_wrong: &'static str,
    /// Label of its name in addresses.
    pub slug: &'static str,
    /// Hint on it.
    pub slug_hint: &'static str,
    /// The name in addresses belongs to another authority.
    pub slug_taken: &'static str,
    /// The authority was founded, but the answer was lost; the founder's address.
    pub founded_unheard: fn(&str) -> String,
    /// It cannot stand in an address.
    pub slug_wrong: &'static str,
    /// Label of the domains.
    pub domains: &'static str,
    /// Hint on it.
    pub domains_hint: &'static str,
    /// One of them is none.
    pub domains_wrong: &'static str,
    /// Label of the telephone number.
    pub telephone: &'static str,
    /// Hint on it.
    pub telephone_hint: &'static str,
    /// It is too long.
    pub telephone_wrong: &'static str,
    /// Label of the founder's name.
    pub own_name: &'static str,
    /// It is missing or too long.
    pub own_name_wrong: &'static str,
    /// Label of the founder's address.
    pub email: &'static str,
    /// Hint on it.
    pub email_hint: &'static str,
    /// It is none.
    pub email_wrong: &'static str,
    /// It is of another domain.
    pub email_foreign: &'static str,
    /// Sends the code and goes on.
    pub send_code: &'static str,
    /// While it is being sent.
    pub sending_code: &'static str,
    /// The link has been used or is wrong.
    pub token_refused: &'static str,

    /// Heading of the second step.
    pub passwords_title: &'static str,
    /// Below it: where the code was sent.
    pub passwords_lead: fn(&str) -> String,
    /// Label of the passphrase.
    pub passphrase: &'static str,
    /// Hint on it.
    pub passphrase_hint: &'static str,
    /// Label of it, once more.
    pub passphrase_repeat: &'static str,
    /// It is the password.
    pub passphrase_same: &'static str,
    /// Makes the keys.
    pub make_keys: &'static str,
    /// While they are being made.
    pub making_keys: &'static str,

    /// Heading of the third step.
    pub keep_title: &'static str,
    /// Below it.
    pub keep_lead: &'static str,
    /// Heading of the root file.
    pub root_title: &'static str,
    /// What it is for.
    pub root: &'static str,
    /// Saves it.
    pub save_root: &'static str,
    /// After that: its name.
    pub saved_root: fn(&str) -> String,
    /// It was not saved.
    pub root_not_saved: &'static str,
    /// Its file name: the authority's name in addresses.
    pub root_name: fn(&str) -> String,
    /// Heading of the shares.
    pub shares_title: &'static str,
    /// What they are for.
    pub shares: &'static str,
    /// Name of a share.
    pub share: fn(usize) -> String,
    /// Prints a share.
    pub print_share: fn(usize) -> String,
    /// Prints all shares.
    pub print_all: &'static str,
    /// Goes on to the check.
    pub to_check: &'static str,
    /// Shares that were not printed: which.
    pub not_printed: fn(&str) -> String,
    /// On a printed share.
    pub sheet_title: fn(usize) -> String,
    /// Below it.
    pub sheet_lead: &'static str,
    /// Label of the authority.
    pub sheet_authority: &'static str,
    /// Label of the day.
    pub sheet_date: &'static str,
    /// Label of the portal's address.
    pub sheet_portal: &'static str,
    /// Label of an empty line.
    pub sheet_holder: &'static str,
    /// At its foot.
    pub sheet_warning: &'static str,

    /// Heading of the fourth step.
    pub check_title: &'static str,
    /// Below it: which share.
    pub check_lead: fn(usize) -> String,
    /// Label of the typed share.
    pub typed: fn(usize) -> String,
    /// Hint on it.
    pub typed_hint: &'static str,
    /// Nothing was typed.
    pub typed_missing: &'static str,
    /// A character that does not occur: which.
    pub typed_character: fn(usize) -> String,
    /// It has another length.
    pub typed_length: &'static str,
    /// It has a typing error.
    pub typed_checksum: &'static str,
    /// It belongs to another authority.
    pub typed_other: &'static str,
    /// It is none of those just made.
    pub typed_unknown: &'static str,
    /// It is of another kind.
    pub typed_version: &'static str,
    /// It is another share: which one it is, which one is needed.
    pub typed_number: fn(usize, usize) -> String,
    /// Checks it.
    pub check: &'static str,
    /// Shows the shares again.
    pub show_again: &'static str,
    /// Read aloud after it: which share.
    pub checked: fn(usize) -> String,

    /// Heading of the last step.
    pub found_title: &'static str,
    /// Below it: where the code was sent.
    pub found_lead: fn(&str) -> String,
    /// Label of the code.
    pub code: &'static str,
    /// Nothing was typed.
    pub code_missing: &'static str,
    /// It is wrong or too old.
    pub code_refused: &'static str,
    /// Sends a new one.
    pub new_code: &'static str,
    /// After that.
    pub code_sent: &'static str,
    /// Back to the first step.
    pub change: &'static str,
    /// Founds the authority.
    pub found: &'static str,
    /// While it is being founded.
    pub founding: &'static str,
    /// While the account is being made.
    pub enrolling: &'static str,
    /// While the founder is being signed in.
    pub signing_in: &'static str,
    /// While the founder is being certified.
    pub certifying: &'static str,
    /// The authority exists, but not all of the rest.
    pub unfinished: &'static str,
    /// Goes on with the rest.
    pub go_on: &'static str,
    /// After all of it: the authority's name.
    pub founded: fn(&str) -> String,
    /// Below it.
    pub founded_lead: &'static str,
    /// To the administration.
    pub to_administration: &'static str,

    /// Heading where a founding was interrupted.
    pub resume_title: &'static str,
    /// What helps.
    pub resume: &'static str,
    /// Label of the file.
    pub resume_file: &'static str,
    /// None was chosen, or it cannot be read.
    pub resume_file_missing: &'static str,
    /// It is none, or another authority's.
    pub resume_file_wrong: &'static str,
    /// Label of its passphrase.
    pub resume_passphrase: &'static str,
    /// It was left out.
    pub resume_passphrase_missing: &'static str,
    /// It does not open it.
    pub resume_passphrase_wrong: &'static str,
    /// Goes on.
    pub resume_now: &'static str,
    /// While it is being done.
    pub resuming: &'static str,
}

/// The section in `locale`.
pub fn founding(locale: Locale) -> &'static Founding {
    match locale {
        Locale::De => &de::founding::FOUNDING,
        Locale::En => &en::founding::FOUNDING,
    }
}
