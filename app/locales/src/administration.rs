use crate::{Locale, de, en};

/// Texts of the administration, and of forms that it shares with founding and joining.
pub struct Administration {
    /// Name of the administration.
    pub title: &'static str,
    /// While the program arrives.
    pub loading: &'static str,
    /// The program could not be loaded.
    pub load_failed: &'static str,
    /// Above the sign-in form.
    pub sign_in_lead: &'static str,
    /// Heading for those who administer nothing.
    pub not_allowed_title: &'static str,
    /// What that means.
    pub not_allowed: &'static str,
    /// To the desk.
    pub desk: &'static str,
    /// Name of the navigation.
    pub navigation: &'static str,
    /// While members and departments are fetched.
    pub data_loading: &'static str,
    /// Back to the list.
    pub back_to_members: &'static str,
    /// Back to the list.
    pub back_to_departments: &'static str,
    /// No such member or department.
    pub not_found: &'static str,
    /// Read aloud and shown after a change.
    pub saved: &'static str,
    /// Somebody else changed something since the page was read, and the page shows it now.
    pub overtaken: &'static str,
    /// What was typed comes back after signing in; secrets do not.
    pub typed_kept: &'static str,
    /// While something is being done.
    pub working: &'static str,
    /// Saves a form.
    pub save: &'static str,

    /// Label of a new password.
    pub password: &'static str,
    /// Hint on it.
    pub password_hint: &'static str,
    /// Label of it, once more.
    pub password_repeat: &'static str,
    /// Nothing was typed.
    pub password_missing: &'static str,
    /// Nothing was typed.
    pub passphrase_missing: &'static str,
    /// It is too short.
    pub too_short: &'static str,
    /// The two are not the same.
    pub different: &'static str,
    /// Below a new password: how long it is.
    pub length_none: &'static str,
    /// It is too short: by how many characters.
    pub length_short: fn(usize) -> String,
    /// It is long enough.
    pub length_enough: &'static str,
    /// It is good.
    pub length_long: &'static str,

    /// A role.
    pub role_administrator: &'static str,
    /// A role.
    pub role_lead: &'static str,
    /// A role.
    pub role_caseworker: &'static str,
    /// A role.
    pub role_auditor: &'static str,
    /// What it may do.
    pub role_administrator_hint: &'static str,
    /// What it may do.
    pub role_lead_hint: &'static str,
    /// What it may do.
    pub role_caseworker_hint: &'static str,
    /// What it may do.
    pub role_auditor_hint: &'static str,

    /// Heading of the list of members.
    pub members: &'static str,
    /// Below it.
    pub members_lead: &'static str,
    /// Invites.
    pub invite: &'static str,
    /// Above the list where somebody waits: how many.
    pub waiting_first: fn(usize) -> String,
    /// Label of the state.
    pub state: &'static str,
    /// Has not joined.
    pub state_invited: &'static str,
    /// Has joined and was not confirmed.
    pub state_waiting: &'static str,
    /// Works here.
    pub state_confirmed: &'static str,
    /// Works here no more.
    pub state_left: &'static str,
    /// Marks oneself.
    pub you: &'static str,
    /// Label of a name.
    pub name: &'static str,
    /// Label of an address.
    pub email: &'static str,
    /// Label of a role.
    pub role: &'static str,
    /// Label of somebody's departments.
    pub departments_of: &'static str,
    /// Nobody's.
    pub no_departments_of: &'static str,

    /// Heading of the form that invites.
    pub invite_title: &'static str,
    /// Below it.
    pub invite_lead: &'static str,
    /// Hint on the address.
    pub invite_email_hint: &'static str,
    /// Hint on the name.
    pub name_hint: &'static str,
    /// It is missing or too long.
    pub name_wrong: &'static str,
    /// It is none.
    pub email_wrong: &'static str,
    /// It is of another domain.
    pub email_foreign: &'static str,
    /// It is somebody else's.
    pub email_taken: &'static str,
    /// Hint on the departments.
    pub departments_hint: &'static str,
    /// None was chosen where one is needed.
    pub departments_wrong: &'static str,
    /// There is none yet.
    pub departments_none: &'static str,
    /// Label of the language.
    pub language: &'static str,
    /// Sends the invitation.
    pub send_invitation: &'static str,
    /// After that: the name.
    pub invited: fn(&str) -> String,

    /// What the state means.
    pub invited_meaning: &'static str,
    /// The invitation was not accepted in time.
    pub invitation_over: &'static str,
    /// Sends it again.
    pub invite_again: &'static str,
    /// After that.
    pub invited_again: &'static str,
    /// Withdraws it.
    pub withdraw: &'static str,
    /// Asks before that: the name.
    pub withdraw_question: fn(&str) -> String,
    /// What that means.
    pub withdraw_meaning: &'static str,
    /// After that: the name.
    pub withdrawn: fn(&str) -> String,

    /// Heading where somebody waits.
    pub confirm_title: &'static str,
    /// Below it: the name.
    pub confirm_lead: fn(&str) -> String,
    /// The step before confirming: the name.
    pub compared: fn(&str) -> String,
    /// It was not taken.
    pub not_compared: &'static str,
    /// Confirms.
    pub confirm: &'static str,
    /// After that: the name.
    pub confirmed: fn(&str) -> String,
    /// After that, where keys are still missing: the name.
    pub confirmed_waiting: fn(&str) -> String,
    /// What to do if the numbers differ.
    pub mismatch: &'static str,
    /// Withdraws an account that waits.
    pub reject: &'static str,
    /// Asks before that: the name.
    pub reject_question: fn(&str) -> String,
    /// After that: the name.
    pub rejected: fn(&str) -> String,
    /// What that means.
    pub reject_meaning: &'static str,

    /// Heading of role and departments.
    pub change_title: &'static str,
    /// Below it: the name.
    pub change_lead: fn(&str) -> String,
    /// Saves it.
    pub change: &'static str,
    /// Instead of it, on one's own page.
    pub own_account: &'static str,
    /// Refused: nobody would be left.
    pub last_administrator: &'static str,
    /// Heading of the departure.
    pub leave_title: &'static str,
    /// Below it: the name.
    pub leave_lead: fn(&str) -> String,
    /// Opens the question.
    pub leave: &'static str,
    /// Asks: the name.
    pub leave_question: fn(&str) -> String,
    /// What that means.
    pub leave_meaning: &'static [&'static str],
    /// Does it.
    pub leave_now: &'static str,
    /// What it means if nobody else can open earlier conversations.
    pub leave_alone_meaning: &'static [&'static str],
    /// Does it even so.
    pub leave_alone_now: &'static str,
    /// After that: the name.
    pub left: fn(&str) -> String,
    /// What the state means.
    pub left_meaning: &'static str,

    /// Heading of the list of departments.
    pub departments: &'static str,
    /// Below it.
    pub departments_lead: &'static str,
    /// There is none.
    pub departments_empty: &'static str,
    /// Makes one.
    pub new_department: &'static str,
    /// How many work there.
    pub members_count: fn(usize) -> String,
    /// Label of who works there.
    pub members_of: &'static str,
    /// Label of the key.
    pub epoch: &'static str,
    /// There is none yet.
    pub epoch_none: &'static str,
    /// What that means.
    pub epoch_none_meaning: &'static str,
    /// It has one: number, until when.
    pub epoch_until: fn(u32, &str) -> String,
    /// It ends soon: in how many days.
    pub epoch_soon: fn(i64) -> String,
    /// In how many days a member's certificate ends; 0 or less if it has ended.
    pub certificate_soon: fn(i64) -> String,
    /// Not offered any more.
    pub closed: &'static str,
    /// Offered.
    pub open: &'static str,

    /// Heading of the form.
    pub new_department_title: &'static str,
    /// Label of the name.
    pub department_name: &'static str,
    /// It is missing or too long.
    pub department_name_wrong: &'static str,
    /// Label of the name in English.
    pub department_name_en: &'static str,
    /// A text is too long.
    pub too_long: &'static str,
    /// Label of the name in addresses.
    pub slug: &'static str,
    /// Hint on it.
    pub slug_hint: &'static str,
    /// It cannot stand in an address.
    pub slug_wrong: &'static str,
    /// It is another department's.
    pub slug_taken: &'static str,
    /// Label of what it is in charge of.
    pub description: &'static str,
    /// Hint on it.
    pub description_hint: &'static str,
    /// Label of it in English.
    pub description_en: &'static str,
    /// Label of the address for notices.
    pub notice: &'static str,
    /// Hint on it.
    pub notice_hint: &'static str,
    /// After it was made: its name.
    pub created: fn(&str) -> String,
    /// Heading of the form for an existing one.
    pub edit_title: &'static str,
    /// Whether it is offered.
    pub closed_choice: &'static str,
    /// Hint on it.
    pub closed_hint: &'static str,
    /// Heading of the key.
    pub key_title: &'static str,
    /// What a new one means.
    pub rotate_lead: &'static str,
    /// Makes a new one.
    pub rotate: &'static str,
    /// Makes the first one.
    pub first_key: &'static str,
    /// After that: the department's name.
    pub rotated: fn(&str) -> String,
    /// Nobody could open it.
    pub nobody_confirmed: &'static str,
}

/// The section in `locale`.
pub fn administration(locale: Locale) -> &'static Administration {
    match locale {
        Locale::De => &de::administration::ADMINISTRATION,
        Locale::En => &en::administration::ADMINISTRATION,
    }
}
