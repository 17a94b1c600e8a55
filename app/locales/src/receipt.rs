use crate::{Locale, de, en};

/// Texts of the step on which the receipt code is kept.
pub struct Receipt {
    /// Heading: it has arrived.
    pub heading: &'static str,
    /// What the code is for: department.
    pub lead: fn(&str) -> String,
    /// Heading of the code.
    pub code: &'static str,
    /// What it means to lose or to show the code.
    pub code_hint: &'static str,
    /// Read aloud before a group of the code: its number.
    pub group: fn(usize) -> String,
    /// Copies the code.
    pub copy: &'static str,
    /// Prints the sheet.
    pub print: &'static str,
    /// Saves the sheet as a text file.
    pub save: &'static str,
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
    /// Hint: where to look.
    pub proof_hint: &'static str,
    /// Checks the group.
    pub check: &'static str,
    /// Shows the code again.
    pub show: &'static str,

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
    /// Sends what has not arrived.
    pub files_again: &'static str,
    /// Why: no connection.
    pub files_offline: &'static str,
    /// The message itself has arrived all the same.
    pub files_kept: &'static str,

    /// On the sheet: what the QR code leads to.
    pub sheet_qr: &'static str,
}

/// The section in `locale`.
pub fn receipt(locale: Locale) -> &'static Receipt {
    match locale {
        Locale::De => &de::receipt::RECEIPT,
        Locale::En => &en::receipt::RECEIPT,
    }
}
