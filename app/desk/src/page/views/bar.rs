use leptos::prelude::*;
use staff::views::{languages, lock_button, lock_warning};

use crate::page::desk::Desk;

/// An application of its own.
const ADMINISTRATION: &str = "/desk/administration";
/// A page of it, for everybody.
const ACCOUNT: &str = "/desk/account";

/// The head of the desk: where one is, who one is, and the way out.
pub(crate) fn bar(desk: Desk) -> AnyView {
    let texts = desk.texts();
    let session = desk.session.get_untracked();
    let (authority, name) = session
        .map(|session| (session.authority.name.clone(), session.member.name.clone()))
        .unwrap_or_default();
    let administration = desk
        .administers()
        .then(|| link(desk, ADMINISTRATION, texts.administration));
    let asks = RwSignal::new(false);
    let sign_out = move |_| {
        if desk.unsent.get_untracked() == 0 {
            browser::spawn(desk.sign_out());
        } else {
            asks.set(true);
            browser::focus("sign-out-anyway");
        }
    };
    view! {
        <header class="bar">
            <p class="wordmark">
                <img class="wordmark__seal" src=desk.seal() alt="" width="32" height="32" />
                <span class="wordmark__name">{desk.portal()}</span>
            </p>
            <h1 class="bar__title">
                {texts.inbox} " " <span class="bar__authority">{authority}</span>
            </h1>
            {administration}
            {link(desk, ACCOUNT, desk.common().account)}
            {languages(desk.staff)}
            <p class="bar__member">{name}</p>
            {lock_button(desk.staff)}
            <button class="button button--secondary bar__out" id="sign-out" type="button" on:click=sign_out>
                {desk.common().sign_out}
            </button>
        </header>
        <Show when=move || asks.get()>
            <section class="strip strip--warning" aria-label=desk.common().sign_out>
                <p class="strip__text">{move || (texts.sign_out_question)(desk.unsent.get())}</p>
                <button
                    class="button button--danger"
                    id="sign-out-anyway"
                    type="button"
                    on:click=move |_| browser::spawn(desk.sign_out())
                >
                    {texts.sign_out_anyway}
                </button>
                <button
                    class="button button--secondary"
                    type="button"
                    on:click=move |_| {
                        asks.set(false);
                        browser::focus("sign-out");
                    }
                >
                    {desk.common().cancel}
                </button>
            </section>
        </Show>
        {lock_warning(desk.staff)}
        <div role="status">
            <Show when=move || !desk.connected.get()>
                <p class="strip">{texts.disconnected}</p>
            </Show>
        </div>
    }
    .into_any()
}

/// A link to a page of another application, in the language that the address names.
pub(super) fn link(desk: Desk, path: &'static str, words: &'static str) -> AnyView {
    let address = move || {
        let language = desk.route.with(|route| route.locale);
        language.map_or_else(|| path.to_owned(), |tag| format!("{path}?lang={tag}"))
    };
    view! {
        <a class="bar__link" href=address>
            {words}
        </a>
    }
    .into_any()
}
