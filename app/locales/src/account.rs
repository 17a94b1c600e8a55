use crate::{Locale, de, en};

/// Texts of the page on which people look after their own account.
pub struct Account {
    /// Name of the page.
    pub title: &'static str,
    /// Above the sign-in, for who comes from the desk because they lack a passkey.
    pub passkey_demanded: &'static str,
    /// Above the sign-in form.
    pub sign_in_lead: &'static str,
    /// To the administration.
    pub administration: &'static str,
    /// What the page is for.
    pub lead: &'static str,
    /// Heading where a proof is too old.
    pub proof_title: &'static str,
    /// Why the password is asked for.
    pub proof_lead: &'static str,
    /// Says that what was asked for can be done now.
    pub proved: &'static str,

    /// Heading of the sessions.
    pub sessions: &'static str,
    /// What they are.
    pub sessions_lead: &'static str,
    /// While they are fetched.
    pub sessions_loading: &'static str,
    /// A browser that is not known.
    pub unknown_device: &'static str,
    /// The session that looks.
    pub this_device: &'static str,
    /// When it began: the moment.
    pub started: fn(&str) -> String,
    /// When it was used last: the moment.
    pub used: fn(&str) -> String,
    /// Ends a session.
    pub end_session: &'static str,
    /// The same, read aloud: the device, and when it began.
    pub end_session_of: fn(&str, &str) -> String,
    /// It has ended: the device.
    pub session_gone: fn(&str) -> String,
    /// Ends all.
    pub end_all: &'static str,
    /// What that means.
    pub end_all_hint: &'static str,

    /// Heading of the password.
    pub password: &'static str,
    /// What changing it means.
    pub password_lead: &'static str,
    /// Changes it.
    pub change_password: &'static str,
    /// While that is done.
    pub password_changing: &'static str,
    /// It was done.
    pub password_changed: &'static str,

    /// Heading of the recovery code, and its label.
    pub recovery_title: &'static str,
    /// What it is for.
    pub recovery_lead: &'static str,
    /// There is none.
    pub recovery_none: &'static str,
    /// There is one: when it was made.
    pub recovery_made: fn(&str) -> String,
    /// Makes one.
    pub recovery_make: &'static str,
    /// Makes another one.
    pub recovery_make_another: &'static str,
    /// While it is shown.
    pub recovery_shown: &'static str,
    /// Prints it.
    pub recovery_print: &'static str,
    /// Label of the field for typing it back.
    pub recovery_typed: &'static str,
    /// How it may be typed.
    pub recovery_typed_hint: &'static str,
    /// Puts it in force.
    pub recovery_keep: &'static str,
    /// It is in force.
    pub recovery_kept: &'static str,
    /// Removes it.
    pub recovery_remove: &'static str,
    /// Before it is removed.
    pub recovery_remove_title: &'static str,
    /// What that means.
    pub recovery_remove_meaning: &'static str,
    /// Really removes it.
    pub recovery_remove_now: &'static str,
    /// It was removed.
    pub recovery_removed: &'static str,
    /// Nothing was typed.
    pub recovery_typed_missing: &'static str,
    /// Too few or too many characters: how many there are.
    pub recovery_length: fn(usize) -> String,
    /// A character that no code contains: its place from 1.
    pub recovery_character: fn(usize) -> String,
    /// A typing error somewhere.
    pub recovery_checksum: &'static str,
    /// Of a later version.
    pub recovery_version: &'static str,
    /// A receipt code.
    pub recovery_is_receipt: &'static str,
    /// Another code.
    pub recovery_other: &'static str,
    /// Title of the sheet.
    pub recovery_sheet_title: &'static str,
    /// What the sheet is for.
    pub recovery_sheet_lead: &'static str,
    /// On the sheet: whose.
    pub recovery_sheet_name: &'static str,
    /// On the sheet: the address.
    pub recovery_sheet_email: &'static str,
    /// On the sheet: when it was made.
    pub recovery_sheet_date: &'static str,
    /// On the sheet: where it is entered.
    pub recovery_sheet_page: &'static str,
    /// How to keep the sheet.
    pub recovery_sheet_warning: &'static str,

    /// Name of the page for coming back.
    pub recover_title: &'static str,
    /// What it needs.
    pub recover_lead: &'static str,
    /// Where the code is.
    pub recover_code_hint: &'static str,
    /// Does it.
    pub recover: &'static str,
    /// While that is done.
    pub recovering: &'static str,
    /// It was done.
    pub recovered: &'static str,
    /// Heading for those without a code.
    pub recover_without_title: &'static str,
    /// What they can do.
    pub recover_without: &'static str,
    /// Back to signing in.
    pub recover_back: &'static str,
}

/// The section in `locale`.
pub fn account(locale: Locale) -> &'static Account {
    match locale {
        Locale::De => &de::account::ACCOUNT,
        Locale::En => &en::account::ACCOUNT,
    }
}
