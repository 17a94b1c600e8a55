use browser::{part, watch};
use domain::limits::TEXT_CHARACTERS;
use locales::{keeping, sending};

use super::state::{Case, Left, Phase, State};
use super::{follow, handover, message, notices, reply};
use crate::hooks::thread::{
    CASE_NUMBER, CODE, CODE_FORM, CODE_MISTAKES, CRASHED, CRASHED_KEPT, DEPARTMENT, ENDED, ENDED_KEPT,
    ENTRANCE, FILES_AGAIN, FILES_MISSING, LEAVE, LOGGED_OUT, OPEN, OPEN_PREPARING, OPEN_READY, OPENED,
    OPENING, REFRESH, REPLY, REPLY_CLOSED, REPLY_FORM, REPLY_MISTAKES, REPLY_PROGRESS, REPLY_SEND,
    REPLY_SENT, REPLY_UNSENT, ROOT, SAID, STATUS, SUBJECT, TO_NEWEST, UNANSWERED, UNOPENED,
};
use crate::hooks::{UNREAD, inner};
use crate::islands::entry::{count_new, element, is_answered, newest_answer};
use crate::islands::live::form::{self, count_characters, mend, progress, tell};

/// Shows the field for the code or the conversation that it opens, and listens.
pub(in crate::islands::live) fn show(state: State) {
    watch(move || {
        let phase = state.phase.get();
        part(ENTRANCE).show(phase != Phase::Open);
        part(OPENED).show(phase == Phase::Open);
    });
    entrance(state);
    case(state);
    message::show(state);
    write_on(state);
    handover::show(state);
    notices::show(state);
    state.guard();
}

fn entrance(state: State) {
    form::follow(CODE, state.code);
    mend(state.locale, CODE_MISTAKES, &[CODE], state.code_mistakes);
    watch(move || {
        let left = state.left.get();
        part(LOGGED_OUT).show(left == Some(Left::LoggedOut));
        part(ENDED).show(left == Some(Left::Ended));
        part(CRASHED).show(left == Some(Left::Crashed));
        let kept = state.reply.text.with(|text| !text.trim().is_empty());
        part(ENDED_KEPT).show(kept);
        part(CRASHED_KEPT).show(kept);
    });
    watch(move || {
        state.trouble.with(|trouble| {
            let why = trouble.as_ref().map(|trouble| trouble.unopened(state.locale));
            tell(UNOPENED, &why.unwrap_or_default());
        });
    });
    part(CODE_FORM).on("submit", move || follow::open(state));
    watch(move || {
        let opening = state.phase.get() == Phase::Opening;
        part(OPEN).set("disabled", opening.then_some(""));
        part(OPENING).show(opening);
    });
    part(OPEN_PREPARING).show(false);
    part(OPEN_READY).show(true);
}

fn case(state: State) {
    watch(move || part(SUBJECT).say(&state.subject()));
    watch(move || state.case.with(|case| facts(state, case)));
    watch(move || part(REFRESH).set("aria-disabled", state.busy.get().then_some("true")));
    watch(move || state.said.with(|said| part(SAID).say(said)));
    watch(move || {
        state.entries.with(|entries| {
            let newest = newest_answer(entries);
            part(UNANSWERED).show(!is_answered(entries));
            let newest = newest.filter(|_| count_new(entries) > 0 && is_answered(entries));
            let link = newest.map(|entry| format!("#{}", element(&entry.id)));
            part(TO_NEWEST).show(link.is_some());
            part(TO_NEWEST).inner(inner::LINK).set("href", link.as_deref());
        });
    });
    watch(move || {
        let unread = state.entries.with(|entries| count_new(entries));
        part(ROOT).set(UNREAD, Some(&unread.to_string()));
    });
    part(REFRESH).on("click", move || follow::refresh(state));
    part(LEAVE).on("click", move || follow::leave(state));
}

fn facts(state: State, case: &Case) {
    let texts = state.texts;
    part(DEPARTMENT).say(&match (case.department.as_str(), case.authority.as_str()) {
        (department, "") => department.to_owned(),
        ("", authority) => authority.to_owned(),
        (department, authority) => format!("{department}, {authority}"),
    });
    part(CASE_NUMBER).say(&case.number);
    let status = part(STATUS);
    status.class("status--closed", case.closed);
    status.say(if case.closed {
        texts.status_closed
    } else {
        texts.status_open
    });
    part(REPLY_CLOSED).show(case.closed);
}

/// The form to write on. What was typed stays until it has arrived.
fn write_on(state: State) {
    let reply = state.reply;
    form::follow(REPLY, reply.text);
    count_characters(state.locale, REPLY, reply.text, TEXT_CHARACTERS);
    reply.chosen.show();
    mend(state.locale, REPLY_MISTAKES, &[REPLY], reply.mistakes);
    part(REPLY_FORM).on("submit", move || reply::write(state));
    form::enable(REPLY_SEND);
    watch(move || {
        let stage = reply.stage.get();
        part(REPLY_SEND).set("aria-disabled", stage.is_some().then_some("true"));
        part(REPLY_PROGRESS).show(stage.is_some());
        progress(REPLY_PROGRESS, &stage.unwrap_or_default(), reply.share.get());
    });
    watch(move || part(REPLY_SENT).show(reply.sent.get()));
    call(state, REPLY_UNSENT);
    watch(move || {
        reply.trouble.with(|trouble| {
            let why = trouble
                .as_ref()
                .map(|trouble| trouble.unsent(sending(state.locale)));
            tell(REPLY_UNSENT, &why.unwrap_or_default());
        });
    });
    watch(move || {
        let missing = reply.files_missing.get();
        part(FILES_MISSING).show(missing > 0);
        if missing > 0 {
            let title = part(FILES_MISSING).inner(inner::TITLE);
            title.say(&(keeping(state.locale).files_failed)(missing));
        }
    });
    part(FILES_AGAIN).on("click", move || reply::upload(state));
}

/// Says in a notice how the authority can be called.
pub(super) fn call(state: State, notice: &'static str) {
    watch(move || {
        let said = state.call();
        let call = part(notice).inner(inner::CALL);
        call.say(&said);
        call.show(!said.is_empty());
    });
}
