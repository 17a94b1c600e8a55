use domain::MemberId;
use domain::api::MemberEntry;
use leptos::prelude::*;
use staff::views::fingerprint;

use super::fields::{Line, area, check};
use super::form::{form, step, summary};
use crate::page::office::Office;
use crate::page::restoration::{COMPARED, Known, SHARES, TITLE};

/// Restores the access of a member who has lost everything.
pub(super) fn section(office: Office, entry: &MemberEntry) -> AnyView {
    let texts = locales::restoring(office.locale.get_untracked());
    let (id, name) = (entry.member.id, entry.member.name.clone());
    browser::spawn(office.load_restoration(id));
    for at in 0..SHARES.len() {
        Effect::new(move |_| office.look_at_share(at));
    }
    let lead = (texts.section_lead)(&name);
    let content = move || match office.restorer.of(id) {
        None => summary(office, office.restorer.form),
        Some(Known {
            restoration: None, ..
        }) => begin(office, id),
        Some(known) if known.is_expired() => expired(office, id, &name),
        Some(Known {
            fingerprint: Some(number),
            ..
        }) => pending(office, id, &name, &number),
        Some(_) => waiting(office, id, &name),
    };
    view! {
        <section class="office__section" aria-labelledby=TITLE>
            <h2 class="office__subtitle" id=TITLE tabindex="-1">
                {texts.section_title}
            </h2>
            <p>{lead}</p>
            {content}
        </section>
    }
    .into_any()
}

fn button(
    office: Office,
    class: &'static str,
    words: &'static str,
    act: impl Fn() + Send + 'static,
) -> AnyView {
    view! {
        <button
            class=class
            type="button"
            aria-disabled=move || office.restorer.form.is_busy().then_some("true")
            on:click=move |_| act()
        >
            {words}
        </button>
    }
    .into_any()
}

fn begin(office: Office, id: MemberId) -> AnyView {
    let texts = locales::restoring(office.locale.get_untracked());
    view! {
        {summary(office, office.restorer.form)}
        <div class="form__actions">
            {button(office, "button button--secondary", texts.begin, move || office.begin_restoration(id))}
        </div>
        {step(office.restorer.form)}
    }
    .into_any()
}

fn withdraw(office: Office, id: MemberId) -> AnyView {
    let texts = locales::restoring(office.locale.get_untracked());
    button(office, "button button--secondary", texts.withdraw, move || {
        office.withdraw_restoration(id);
    })
}

fn expired(office: Office, id: MemberId, name: &str) -> AnyView {
    let texts = locales::restoring(office.locale.get_untracked());
    view! {
        <p>
            <strong>{(texts.expired)(name)}</strong>
        </p>
        {summary(office, office.restorer.form)}
        <div class="form__actions">
            {button(office, "button", texts.again, move || office.begin_restoration(id))} {withdraw(office, id)}
        </div>
        {step(office.restorer.form)}
    }
    .into_any()
}

fn waiting(office: Office, id: MemberId, name: &str) -> AnyView {
    let texts = locales::restoring(office.locale.get_untracked());
    view! {
        <p>
            <strong>{(texts.waiting)(name)}</strong>
        </p>
        {summary(office, office.restorer.form)}
        <div class="form__actions">
            {button(office, "button", office.common().look_again, move || office.look_at_restoration(id))}
            {withdraw(office, id)}
        </div>
        {step(office.restorer.form)}
    }
    .into_any()
}

fn pending(office: Office, id: MemberId, name: &str, number: &str) -> AnyView {
    let locale = office.locale.get_untracked();
    let texts = locales::restoring(locale);
    let restorer = office.restorer;
    let share = |at: usize, label| {
        let about = Line::new(SHARES[at], label)
            .hint(texts.share_hint)
            .kind("code", "off");
        area(locale, restorer.form, about, restorer.shares[at])
    };
    let fields = view! {
        {fingerprint(office.common().fingerprint, number)}
        {check(locale, restorer.form, COMPARED, (texts.compared)(name), None, restorer.compared)}
        {share(0, texts.share_one)}
        {share(1, texts.share_two)}
    };
    let owned = name.to_owned();
    view! {
        <p>{(texts.pending)(name)}</p>
        {form(
            office,
            restorer.form,
            texts.restore,
            fields.into_any(),
            Some(withdraw(office, id)),
            move || office.restore(id, owned.clone()),
        )}
    }
    .into_any()
}
