use browser::{focus, part, spawn, watch};
use domain::EmailAddress;

use super::follow::end;
use super::state::{Left, State};
use crate::hooks::thread::{
    EMAIL, NOTICE_DONE, NOTICE_FAILED, NOTICE_FORM, NOTICE_MISTAKES, NOTICE_OFF, NOTICE_ON, NOTICE_START,
    NOTICE_STOP, NOTICE_TITLE,
};
use crate::islands::draft::Mistake;
use crate::islands::live::form::{enable, follow, mend, tell};
use crate::islands::live::request::Request;
use crate::islands::live::session::{PATIENT, SILENT};
use crate::islands::trouble::Trouble;
use crate::islands::wire::portal::notice_request;

/// Shows whether an e-mail is sent when there is an answer, and lets it be changed.
pub(super) fn show(state: State) {
    let notice = state.notice;
    follow(EMAIL, notice.email);
    mend(state.locale, NOTICE_MISTAKES, &[EMAIL], notice.mistakes);
    watch(move || {
        let on = notice.on.get();
        for (id, shown) in [
            (NOTICE_ON, on),
            (NOTICE_OFF, !on),
            (NOTICE_STOP, on),
            (NOTICE_FORM, !on),
        ] {
            part(id).show(shown);
        }
    });
    watch(move || {
        let failed = notice.failed.get();
        notice.said.with(|said| {
            tell(NOTICE_DONE, if failed { "" } else { said });
            tell(NOTICE_FAILED, if failed { said } else { "" });
        });
    });
    part(NOTICE_FORM).on("submit", move || start_notices(state));
    part(NOTICE_STOP).on("click", move || stop_notices(state));
    enable(NOTICE_START);
}

/// Has an e-mail sent when there is an answer.
fn start_notices(state: State) {
    let notice = state.notice;
    let texts = state.texts;
    let Ok(email) = notice.email.get().trim().parse::<EmailAddress>() else {
        notice.mistakes.set(vec![Mistake {
            field: EMAIL,
            text: texts.notice_wrong.to_owned(),
        }]);
        return;
    };
    notice.mistakes.set(Vec::new());
    let request = notice_request(&email, state.locale);
    let request = Request::put("/citizen/conversation/notice", &request);
    change_notices(state, true, texts.notice_started, request);
}

/// Has none sent any more, and the address erased.
fn stop_notices(state: State) {
    let request = Request::delete("/citizen/conversation/notice");
    change_notices(state, false, state.texts.notice_stopped, request);
}

fn change_notices(state: State, on: bool, done: &'static str, request: Request) {
    let Some(session) = state.session.get() else {
        return;
    };
    let notice = state.notice;
    spawn(async move {
        match session.call(PATIENT, SILENT, &request).await {
            Ok(_) => {
                notice.on.set(on);
                notice.email.set(String::new());
                notice.say(done, false);
                // The button that was pressed is gone.
                focus(NOTICE_TITLE);
            }
            Err(Trouble::Locked) => end(state, Left::Ended),
            Err(trouble) => notice.say(trouble.unopened(state.locale), true),
        }
    });
}
