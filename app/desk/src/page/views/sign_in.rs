use domain::EmailAddress;
use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;

use super::languages::languages;
use super::notice::{Kind, notice};
use crate::page::desk::Desk;
use crate::page::session::{Farewell, Step};
use crate::page::trouble::Trouble;

/// What is wrong with what was entered, or why signing in did not work.
#[derive(Clone, Default)]
struct Mistakes {
    email: bool,
    password: bool,
    trouble: Option<Trouble>,
}

/// The page for those who are not signed in.
pub(crate) fn page(desk: Desk, farewell: &Farewell) -> AnyView {
    let texts = desk.texts();
    let locale = desk.locale.get_untracked();
    let (title, lead, action, known) = match farewell {
        Farewell::KeysGone { name, email } => (
            texts.unlock_title,
            (texts.unlock_lead)(name),
            texts.unlock,
            email.clone(),
        ),
        _ => (
            texts.sign_in_title,
            texts.sign_in_lead.to_owned(),
            texts.sign_in,
            String::new(),
        ),
    };
    browser::focus(if known.is_empty() { "email" } else { "password" });
    let mistakes = RwSignal::new(Mistakes::default());
    view! {
        <div class="gate">
            <header class="gate__head">
                <p class="wordmark">
                    <img class="wordmark__seal" src=desk.inner().seal.clone() alt="" width="40" height="40" />
                    <span class="wordmark__name">{desk.inner().portal.clone()}</span>
                </p>
                {languages(desk)}
            </header>
            <main class="gate__main">
                <h1 class="gate__title">{title}</h1>
                {reason(desk, farewell)}
                <p class="gate__lead">{lead}</p>
                <div role="alert">
                    {move || {
                        mistakes
                            .with(|mistakes| mistakes.trouble.clone())
                            .map(|trouble| notice(locale, Kind::Error, words(desk, &trouble)))
                    }}
                </div>
                {form(desk, known, action, mistakes)}
            </main>
            <footer class="gate__foot">
                <a href=format!("/{locale}")>{texts.public_site}</a>
            </footer>
        </div>
    }
    .into_any()
}

fn form(desk: Desk, known: String, action: &'static str, mistakes: RwSignal<Mistakes>) -> AnyView {
    let texts = desk.texts();
    let email = NodeRef::<Input>::new();
    let password = NodeRef::<Input>::new();
    let is_busy = move || desk.step.with(Option::is_some);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (Some(email), Some(password)) = (email.get_untracked(), password.get_untracked()) else {
            return;
        };
        if desk.step.get_untracked().is_some() {
            return;
        }
        let address = email.value().trim().parse::<EmailAddress>();
        let secret = password.value();
        mistakes.set(Mistakes {
            email: address.is_err(),
            password: secret.is_empty(),
            trouble: None,
        });
        match address {
            Err(_) => browser::focus("email"),
            Ok(_) if secret.is_empty() => browser::focus("password"),
            Ok(address) => {
                password.set_value("");
                browser::spawn(async move {
                    if let Err(trouble) = desk.sign_in(address, secret).await {
                        mistakes.update(|mistakes| mistakes.trouble = Some(trouble));
                        browser::focus("password");
                    }
                });
            }
        }
    };
    view! {
        <form class="gate__form" novalidate on:submit=submit>
            <div class="field" class:field--wrong=move || mistakes.with(|mistakes| mistakes.email)>
                <label class="field__label" for="email">
                    {texts.email}
                </label>
                {move || mistakes.with(|mistakes| mistakes.email).then(|| mistake("email-error", texts.email_wrong))}
                <input
                    class="field__input"
                    id="email"
                    type="email"
                    autocomplete="username"
                    spellcheck="false"
                    autocapitalize="none"
                    aria-required="true"
                    aria-describedby=move || mistakes.with(|mistakes| mistakes.email).then_some("email-error")
                    aria-invalid=move || mistakes.with(|mistakes| mistakes.email).then_some("true")
                    value=known
                    node_ref=email
                />
            </div>
            <div class="field" class:field--wrong=move || mistakes.with(|mistakes| mistakes.password)>
                <label class="field__label" for="password">
                    {texts.password}
                </label>
                <p class="field__hint" id="password-hint">
                    {texts.password_hint}
                </p>
                {move || {
                    mistakes
                        .with(|mistakes| mistakes.password)
                        .then(|| mistake("password-error", texts.password_missing))
                }}
                <input
                    class="field__input"
                    id="password"
                    type="password"
                    autocomplete="current-password"
                    aria-required="true"
                    aria-describedby=move || {
                        if mistakes.with(|mistakes| mistakes.password) {
                            "password-hint password-error"
                        } else {
                            "password-hint"
                        }
                    }
                    aria-invalid=move || mistakes.with(|mistakes| mistakes.password).then_some("true")
                    node_ref=password
                />
            </div>
            <button
                class="button button--wide"
                type="submit"
                aria-disabled=move || is_busy().then_some("true")
            >
                {action}
            </button>
            <p class="gate__step" role="status">
                {move || {
                    desk.step
                        .get()
                        .map(|step| match step {
                            Step::Password => texts.signing_in,
                            Step::Keys => texts.unlocking,
                        })
                }}
            </p>
        </form>
    }
    .into_any()
}

fn mistake(id: &'static str, text: &'static str) -> AnyView {
    view! {
        <p class="field__error" id=id>
            {text}
        </p>
    }
    .into_any()
}

/// Why this page is shown.
fn reason(desk: Desk, farewell: &Farewell) -> Option<AnyView> {
    let texts = desk.texts();
    let locale = desk.locale.get_untracked();
    let (kind, text) = match farewell {
        Farewell::Arrived | Farewell::KeysGone { .. } => return None,
        Farewell::SignedOut => (Kind::Success, texts.signed_out.to_owned()),
        Farewell::SessionEnded => (Kind::Info, texts.session_ended.to_owned()),
        Farewell::Crashed => (Kind::Warning, texts.crashed.to_owned()),
    };
    let kept = match desk.unsent.get_untracked() {
        0 => String::new(),
        count => format!(" {}", (texts.drafts_kept)(count)),
    };
    Some(view! { <div role="status">{notice(locale, kind, text + &kept)}</div> }.into_any())
}

fn words(desk: Desk, trouble: &Trouble) -> String {
    let texts = desk.texts();
    let words = trouble.words(desk.locale.get_untracked());
    match trouble {
        Trouble::Refused(vault::messages::Refusal::Untrusted { .. }) => (texts.unlock_refused)(&words),
        Trouble::Crashed => texts.vault_missing.to_owned(),
        _ => words,
    }
}
