//! The receipt: the code that opens the conversation again, and the proof that it was kept.

mod keep;

use browser::{Part, chance, focus, part, watch};

use super::form::{enable, follow, mark_all, progress, tell};
use crate::hooks::inner;
use crate::hooks::receipt::{
    CASE_NUMBER, CODE, COPY, DONE, DONE_CASE_NUMBER, DONE_HEADING, DONE_NO_NOTICE, DONE_NOTICE, GO_ON, KEEP,
    KEEP_HEADING, KEPT, PRINT, PROOF, PROOF_CHECK, PROOF_FORM, PROOF_HEADING, PROOF_LABEL, PROVE, SAID, SAVE,
    SHEET_CASE_NUMBER, SHEET_CODE, SHEET_DATE, SHOW, SPELLED, UPLOAD_AGAIN, UPLOAD_OFFLINE, UPLOAD_PROGRESS,
    UPLOAD_STOPPED, UPLOADED, UPLOADING,
};
use crate::islands::group::{grouped, spelled};
use crate::islands::receipt::{Keeping, State, Upload};

/// Shows the code until it was kept, and listens. `deliver` sends files again that have not arrived, `go_on` leads to
/// the conversation.
pub(super) fn show(state: State, deliver: impl Fn() + 'static, go_on: impl Fn() + 'static) {
    watch(move || {
        let keeping = state.keeping.get();
        part(KEEP).show(keeping == Keeping::Shown);
        part(PROVE).show(keeping == Keeping::Asked);
        part(DONE).show(keeping == Keeping::Kept);
        // Hidden means gone: nothing that can look into the page shall help whoever is asked for it.
        let shown = keeping == Keeping::Shown;
        let groups = state
            .code
            .with(|code| if shown { grouped(code) } else { Vec::new() });
        show_code(&groups);
    });
    watch(move || {
        state.case_number.with(|number| {
            for id in [CASE_NUMBER, SHEET_CASE_NUMBER, DONE_CASE_NUMBER] {
                part(id).say(number);
            }
        });
    });
    watch(move || state.date.with(|date| part(SHEET_DATE).say(date)));
    keep(state);
    prove(state);
    watch(move || {
        let notice = state.notice.get();
        part(DONE_NOTICE).show(notice);
        part(DONE_NO_NOTICE).show(!notice);
    });
    watch(move || show_upload(state));
    part(GO_ON).on("click", go_on);
    part(UPLOAD_AGAIN).on("click", deliver);
}

fn show_code(groups: &[String]) {
    let each = |id, show: &dyn Fn(&Part, &str)| {
        for (at, place) in part(id).children().iter().enumerate() {
            show(place, groups.get(at).map_or("", String::as_str));
        }
    };
    for id in [CODE, SHEET_CODE] {
        each(id, &|place, group| {
            // Copied by hand, the groups stay apart.
            place.say(&if group.is_empty() {
                String::new()
            } else {
                format!("{group} ")
            });
        });
    }
    each(SPELLED, &|place, group| {
        place.inner(inner::TEXT).say(&spelled(group));
    });
}

fn keep(state: State) {
    part(COPY).on("click", move || keep::copy(state));
    part(PRINT).on("click", move || keep::print(state));
    part(SAVE).on("click", move || keep::save(state));
    part(KEPT).on("click", move || {
        state.ask(chance);
        focus(PROOF_HEADING);
    });
    watch(move || tell(SAID, state.said.get()));
}

fn prove(state: State) {
    follow(PROOF, state.typed);
    mark_all(&[PROOF], state.mistakes);
    watch(move || part(PROOF_LABEL).say(&(state.texts.proof)(state.number())));
    part(PROOF_FORM).on("submit", move || {
        if state.prove() {
            focus(DONE_HEADING);
        }
    });
    part(SHOW).on("click", move || {
        state.show();
        focus(KEEP_HEADING);
    });
    enable(PROOF_CHECK);
}

fn show_upload(state: State) {
    let texts = state.texts;
    let upload = state.upload.get();
    let running = matches!(upload, Upload::Running { .. });
    part(UPLOADING).show(running);
    // Files under way are waited for here.
    part(GO_ON).show(!running);
    part(UPLOAD_STOPPED).show(matches!(upload, Upload::Stopped { .. }));
    let arrived = match upload {
        Upload::Done(count) if count > 0 => (texts.files_done)(count),
        _ => String::new(),
    };
    tell(UPLOADED, &arrived);
    match upload {
        Upload::Running { stage, share } => progress(UPLOAD_PROGRESS, &stage, Some(share)),
        Upload::Stopped { missing, offline } => {
            let title = part(UPLOAD_STOPPED).inner(inner::TITLE);
            title.say(&(texts.files_failed)(missing));
            part(UPLOAD_OFFLINE).show(offline);
        }
        Upload::Done(_) => {}
    }
}
