use crate::{Locale, de, en};

/// Texts that every application of the staff shows: signing in, and what may go wrong.
pub struct Staff {
    /// Heading where scripts do not run.
    pub no_script_title: &'static str,
    /// Why nothing can be opened, and what helps.
    pub no_script: &'static str,
    /// Link to the public pages.
    pub public_site: &'static str,
    /// Heading of the sign-in page.
    pub sign_in_title: &'static str,
    /// Heading where a session goes on but its keys are gone, as after a reload.
    pub unlock_title: &'static str,
    /// Below it: the member's name.
    pub unlock_lead: fn(&str) -> String,
    /// Label of the address.
    pub email: &'static str,
    /// Label of the password.
    pub password: &'static str,
    /// Hint on it.
    pub password_hint: &'static str,
    /// Signs in.
    pub sign_in: &'static str,
    /// To the page for coming back with a recovery code.
    pub forgotten: &'static str,
    /// Opens the keys again.
    pub unlock: &'static str,
    /// Signs in, or opens the keys again, with a passkey.
    pub passkey_sign_in: &'static str,
    /// Between that and the form for the password.
    pub or_password: &'static str,
    /// While a passkey is being waited for.
    pub showing_passkey: &'static str,
    /// No passkey was shown.
    pub passkey_declined: &'static str,
    /// A passkey of somebody else, where one member's page waits to be unlocked.
    pub passkey_foreign: &'static str,
    /// The passkey or this browser cannot evaluate what opens the keys.
    pub passkey_cannot_open: &'static str,
    /// While the password is being stretched.
    pub signing_in: &'static str,
    /// While the keys are being opened.
    pub unlocking: &'static str,
    /// Not a plain address.
    pub email_wrong: &'static str,
    /// No password.
    pub password_missing: &'static str,
    /// Address and password do not match an account.
    pub login_refused: &'static str,
    /// Names the remark about the own certificate.
    pub certificate: &'static str,
    /// Warns somebody whose certificate ends in so many days.
    pub certificate_soon: fn(i64) -> String,
    /// The keys that the server handed out are not believed: why.
    pub unlock_refused: fn(&str) -> String,
    /// After signing out.
    pub signed_out: &'static str,
    /// The session has ended elsewhere or by itself.
    pub session_ended: &'static str,
    /// The vault stopped working.
    pub crashed: &'static str,
    /// The vault stopped working before anybody had signed in.
    pub vault_missing: &'static str,
    /// Does not.
    pub cancel: &'static str,
    /// Locks the page.
    pub lock: &'static str,
    /// It will lock itself in a minute.
    pub locks_soon: &'static str,
    /// It is locked.
    pub locked: &'static str,
    /// To the own account.
    pub account: &'static str,
    /// Signs out.
    pub sign_out: &'static str,
    /// Tries again.
    pub again: &'static str,
    /// Heading for those whom no administrator has confirmed.
    pub unconfirmed_title: &'static str,
    /// What that means.
    pub unconfirmed: &'static str,
    /// Name of the number that two people compare.
    pub fingerprint: &'static str,
    /// Asks whether that has changed.
    pub look_again: &'static str,
    /// While it is being asked.
    pub looking: &'static str,
    /// It has not.
    pub still_unconfirmed: &'static str,
    /// A conversation whose seeds were granted to nobody here, or not to this member yet.
    pub no_grant: &'static str,
    /// The server did not answer.
    pub offline: &'static str,
    /// Something else went wrong.
    pub failed: &'static str,
    /// Too many requests: when a new try makes sense.
    pub too_many: fn(u32) -> String,
    /// The vault refuses what makes no sense at this moment.
    pub out_of_turn: &'static str,
    /// Longer or larger than allowed.
    pub too_large: &'static str,
    /// A file that cannot be read any more: its name.
    pub file_unreadable: fn(&str) -> String,
}

/// The section in `locale`.
pub fn staff(locale: Locale) -> &'static Staff {
    match locale {
        Locale::De => &de::staff::STAFF,
        Locale::En => &en::staff::STAFF,
    }
}
