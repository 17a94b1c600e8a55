use browser::{Part, part, watch};
use domain::limits::TEXT_CHARACTERS;

use super::send;
use super::state::{State, Step};
use crate::hooks::compose::{
    AGAIN, BACK, CHECKED, CHECKING, CONTACT, FILES, FORM, LOADING, MISTAKES, NAME, NOTICE, REWRITE, SEALING,
    SEALING_PROGRESS, SEEN, SEEN_WITH_NOTICE, SEND, STEPS, SUBJECT, TEXT, TO_CHECK, UNDER_WAY, UNSENT,
    UNSENT_WHY, UNSUPPORTED, WRITING, change, checked,
};
use crate::hooks::{inner, receipt, thread};
use crate::islands::live::form::{count_characters, enable, follow, mend, progress};

/// Shows the step that is being done, and listens to what is pressed and typed in it.
pub(super) fn show(state: State) {
    watch(move || {
        let current = state.step.get();
        for (id, step) in [
            (WRITING, Step::Write),
            (CHECKING, Step::Check),
            (SEALING, Step::Sealing),
            (receipt::ROOT, Step::Receipt),
            (thread::ROOT, Step::Thread),
        ] {
            part(id).show(step == current);
        }
        let steps = part(STEPS);
        steps.show(current != Step::Thread);
        for (at, step) in steps.children().iter().enumerate() {
            mark_step(step, at, current.place());
        }
    });
    write(state);
    check(state);
    sealing(state);
}

fn mark_step(step: &Part, at: usize, current: usize) {
    step.class("steps__step--done", at < current);
    step.set("aria-current", (at == current).then_some("step"));
    step.inner(inner::DONE).show(at < current);
}

fn write(state: State) {
    let locale = state.props.locale;
    follow(SUBJECT, state.subject);
    follow(TEXT, state.text);
    follow(NAME, state.name);
    follow(CONTACT, state.contact);
    follow(NOTICE, state.notice);
    count_characters(locale, TEXT, state.text, TEXT_CHARACTERS);
    state.chosen.show();
    mend(
        locale,
        MISTAKES,
        &[SUBJECT, TEXT, NAME, CONTACT, NOTICE],
        state.mistakes,
    );
    watch(move || part(UNSUPPORTED).show(state.unsupported.get()));
    part(FORM).on("submit", move || state.check());
    enable(TO_CHECK);
    part(LOADING).show(false);
}

fn check(state: State) {
    for field in CHECKED {
        let shown = part(&checked(field));
        watch(move || {
            let value = filled_in(state, field);
            let missing = value.trim().is_empty();
            shown.class("summary__value--empty", missing);
            shown.say(if missing { state.texts.nothing } else { &value });
        });
        part(&change(field)).on("click", move || state.change(field));
    }
    watch(move || {
        let notice = state.notice.with(|notice| !notice.trim().is_empty());
        part(SEEN).show(!notice);
        part(SEEN_WITH_NOTICE).show(notice);
    });
    part(SEND).on("click", move || send::send(state));
    part(BACK).on("click", move || state.go_to(Step::Write));
}

/// A field as it is shown to be checked.
fn filled_in(state: State, field: &str) -> String {
    match field {
        SUBJECT => state.subject.get(),
        TEXT => state.text.get(),
        NAME => state.name.get(),
        CONTACT => state.contact.get(),
        NOTICE => state.notice.get(),
        FILES => state.chosen.lines().join("\n"),
        _ => String::new(),
    }
}

fn sealing(state: State) {
    watch(move || {
        state
            .stage
            .with(|stage| progress(SEALING_PROGRESS, stage, state.share.get()));
    });
    watch(move || {
        state.trouble.with(|trouble| {
            part(UNDER_WAY).show(trouble.is_none());
            part(UNSENT).show(trouble.is_some());
            if let Some(trouble) = trouble {
                part(UNSENT_WHY).say(&trouble.unsent(state.texts));
                part(AGAIN).show(trouble.can_try_again());
            }
        });
    });
    part(AGAIN).on("click", move || send::send(state));
    part(REWRITE).on("click", move || state.go_to(Step::Write));
}
