use crate::{Locale, de, en};

/// Texts of the step on which the receipt code is kept.
pub struct Receipt {
    /// Heading: it has arrived.
    pub heading: &'static str,
    /// What the code is for: department.
    pub lead: fn(&str) -> String,
    /// Label of the code in a line of text.
    pub code_label: &'static str,
    /// Label of the case number in a line of text.
    pub case_label: &'static str,
    /// Heading of the code.
    pub code: &'static str,
    /// What it means to lose or to show the code.
    pub code_hint: &'static str,
    /// Read aloud before a group of the code: its number.
    pub group: fn(usize) -> String,
    /// Copies the code.
    pub copy: &'static str,
    /// Says that it was copied.
    pub copied: &'static str,
    /// Says that the browser does not allow copying.
    pub not_copied: &'static str,
    /// Prints the sheet.
    pub print: &'static str,
    /// Says that the print view was opened.
    pub printed: &'static str,
    /// Says that there is no print view.
    pub not_printed: &'static str,
    /// Saves the sheet as a text file.
    pub save: &'static str,
    /// Says that it was saved.
    pub saved: &'static str,
    /// Says that it could not be saved.
    pub not_saved: &'static str,
    /// Name of the text file: case number.
    pub file_name: fn(&str) -> String,
    /// Heading of the case number.
    pub case_number: &'static str,
    /// What it is for.
    pub case_number_hint: &'static str,

    /// Hides the code and asks for a group.
    pub kept: &'static str,
    /// Heading of the proof.
    pub proof_heading: &'static str,
    /// Why the page asks.
    pub proof_lead: &'static str,
    /// Label: which group to type.
    pub proof: fn(usize) -> String,
    /// Hint: where to look.
    pub proof_hint: &'static str,
    /// Checks the group.
    pub check: &'static str,
    /// Shows the code again.
    pub show: &'static str,
    /// Nothing was typed.
    pub proof_missing: fn(usize) -> String,
    /// The group is not the one: its number.
    pub proof_wrong: fn(usize) -> String,

    /// Heading when the code is kept.
    pub done_heading: &'static str,
    /// What happens now: department.
    pub done_lead: fn(&str) -> String,
    /// The same with an e-mail notice.
    pub done_notice: &'static str,
    /// The same without one.
    pub done_no_notice: &'static str,
    /// Goes on to the conversation.
    pub go_on: &'static str,
    /// How to leave nothing behind on a borrowed device.
    pub leave: &'static str,

    /// Heading of the files' progress.
    pub files_heading: &'static str,
    /// Keep the page open meanwhile.
    pub files_lead: &'static str,
    /// Stage: a file is being sent: its name, its number, how many there are.
    pub file: fn(&str, usize, usize) -> String,
    /// Sends what has not arrived.
    pub files_again: &'static str,
    /// All files have arrived.
    pub files_done: fn(usize) -> String,
    /// Files could not be uploaded: how many.
    pub files_failed: fn(usize) -> String,
    /// Why: no connection.
    pub files_offline: &'static str,
    /// The message itself has arrived all the same.
    pub files_kept: &'static str,

    /// Title of the printed sheet.
    pub sheet_title: &'static str,
    /// On the sheet: what it is.
    pub sheet_lead: &'static str,
    /// On the sheet: authority.
    pub sheet_authority: &'static str,
    /// On the sheet: department.
    pub sheet_department: &'static str,
    /// On the sheet: date.
    pub sheet_date: &'static str,
    /// On the sheet: where the code is entered.
    pub sheet_address: &'static str,
    /// On the sheet: what the QR code leads to.
    pub sheet_qr: &'static str,
    /// On the sheet: keep it like a key.
    pub sheet_warning: &'static str,
}

/// The section in `locale`.
pub fn receipt(locale: Locale) -> &'static Receipt {
    match locale {
        Locale::De => &de::receipt::RECEIPT,
        Locale::En => &en::receipt::RECEIPT,
    }
}
