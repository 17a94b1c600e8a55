use domain::EmailAddress;
use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;

use super::languages::languages;
use super::notice::{Kind, notice};
use crate::{Farewell, PASSKEY, Staff, Step, Trouble};

/// What is wrong with what was entered, or why signing in did not work.
#[derive(Clone, Default)]
struct Mistakes {
    email: bool,
    password: bool,
    trouble: Option<Trouble>,
}

/// The page for those who are not signed in. `lead` says what for; `kept` what is still here of an ended
/// session, or why somebody has to sign in once more.
pub fn sign_in(staff: Staff, farewell: &Farewell, lead: &'static str, kept: &str) -> AnyView {
    let texts = staff.common();
    let locale = staff.locale.get_untracked();
    let (title, lead, action, known) = match farewell {
        Farewell::KeysGone(member) | Farewell::Locked(member) => (
            texts.unlock_title,
            (texts.unlock_lead)(&member.name),
            texts.unlock,
            member.email.as_str().to_owned(),
        ),
        _ => (texts.sign_in_title, lead.to_owned(), texts.sign_in, String::new()),
    };
    let out = (!known.is_empty()).then(|| {
        view! {
            <p>
                <button
                    class="button button--secondary"
                    type="button"
                    on:click=move |_| browser::spawn(staff.sign_out())
                >
                    {texts.sign_out}
                </button>
            </p>
        }
    });
    browser::focus(if known.is_empty() { "email" } else { "password" });
    let mistakes = RwSignal::new(Mistakes::default());
    view! {
        <div class="gate">
            <header class="gate__head">
                <p class="wordmark">
                    <img class="wordmark__seal" src=staff.seal() alt="" width="40" height="40" />
                    <span class="wordmark__name">{staff.portal()}</span>
                </p>
                {languages(staff)}
            </header>
            <main class="gate__main">
                <h1 class="gate__title">{title}</h1>
                {reason(staff, farewell, kept)}
                <p class="gate__lead">{lead}</p>
                <div role="alert">
                    {move || {
                        mistakes
                            .with(|mistakes| mistakes.trouble.clone())
                            .map(|trouble| notice(locale, Kind::Error, words(staff, &trouble)))
                    }}
                </div>
                {has_passkey().then(|| passkey(staff, mistakes))}
                {form(staff, known, action, mistakes)}
                {out}
            </main>
            <footer class="gate__foot">
                <a href=format!("/desk/recover?lang={locale}")>{texts.forgotten}</a>
                " "
                <a href=format!("/{locale}")>{texts.public_site}</a>
            </footer>
        </div>
    }
    .into_any()
}

/// Whether somebody may have a passkey: who is sent here to add a first one has none.
fn has_passkey() -> bool {
    browser::has_passkeys() && browser::fragment() != PASSKEY
}

/// The way with a passkey, above the one with a password.
fn passkey(staff: Staff, mistakes: RwSignal<Mistakes>) -> AnyView {
    let texts = staff.common();
    let show = move |_| {
        if staff.step.get_untracked().is_some() {
            return;
        }
        mistakes.set(Mistakes::default());
        browser::spawn(async move {
            if let Err(trouble) = staff.sign_in_with_passkey().await {
                mistakes.update(|mistakes| mistakes.trouble = Some(trouble));
                browser::focus("passkey");
            }
        });
    };
    view! {
        <div class="gate__passkey">
            <button
                class="button button--secondary button--wide"
                id="passkey"
                type="button"
                aria-disabled=move || staff.step.with(Option::is_some).then_some("true")
                on:click=show
            >
                {texts.passkey_sign_in}
            </button>
            <p>{texts.or_password}</p>
        </div>
    }
    .into_any()
}

fn form(staff: Staff, known: String, action: &'static str, mistakes: RwSignal<Mistakes>) -> AnyView {
    let texts = staff.common();
    let email = NodeRef::<Input>::new();
    let password = NodeRef::<Input>::new();
    let is_busy = move || staff.step.with(Option::is_some);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (Some(email), Some(password)) = (email.get_untracked(), password.get_untracked()) else {
            return;
        };
        if staff.step.get_untracked().is_some() {
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
                    if let Err(trouble) = staff.sign_in(address, secret).await {
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
                    staff.step
                        .get()
                        .map(|step| match step {
                            Step::Password => texts.signing_in,
                            Step::Passkey => texts.showing_passkey,
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
fn reason(staff: Staff, farewell: &Farewell, kept: &str) -> Option<AnyView> {
    let texts = staff.common();
    let locale = staff.locale.get_untracked();
    let (kind, text) = match farewell {
        Farewell::Arrived | Farewell::KeysGone(_) if kept.is_empty() => return None,
        Farewell::Arrived | Farewell::KeysGone(_) => (Kind::Info, String::new()),
        Farewell::Locked(_) => (Kind::Info, texts.locked.to_owned()),
        Farewell::SignedOut => (Kind::Success, texts.signed_out.to_owned()),
        Farewell::SessionEnded => (Kind::Info, texts.session_ended.to_owned()),
        Farewell::Crashed => (Kind::Warning, texts.crashed.to_owned()),
    };
    let text = format!("{text} {kept}");
    Some(view! { <div role="status">{notice(locale, kind, text.trim())}</div> }.into_any())
}

fn words(staff: Staff, trouble: &Trouble) -> String {
    let texts = staff.common();
    let words = trouble.words(staff.locale.get_untracked());
    match trouble {
        Trouble::Refused(vault::messages::Refusal::Untrusted(..)) => (texts.unlock_refused)(&words),
        Trouble::Crashed => texts.vault_missing.to_owned(),
        _ => words,
    }
}
