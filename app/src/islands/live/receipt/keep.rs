use browser::{copy as copy_text, print as print_page, save_file, spawn};

use crate::islands::receipt::State;

/// Copies the code.
pub(super) fn copy(state: State) {
    spawn(async move {
        let copied = copy_text(&state.code.get()).await;
        let texts = state.texts;
        state
            .said
            .set(if copied { texts.copied } else { texts.not_copied });
    });
}

/// Prints the sheet.
pub(super) fn print(state: State) {
    let texts = state.texts;
    // Most browsers stand still here until their print view is closed.
    state.said.set(if print_page() {
        texts.printed
    } else {
        texts.not_printed
    });
}

/// Saves the receipt as a text file.
pub(super) fn save(state: State) {
    let texts = state.texts;
    let name = (texts.file_name)(&state.case_number.get());
    // A byte order mark: some editors take a text without one for another encoding.
    let text = format!("\u{feff}{}", state.file());
    let saved = save_file(&name, "text/plain;charset=utf-8", &text.as_bytes().into());
    state.said.set(if saved { texts.saved } else { texts.not_saved });
}
