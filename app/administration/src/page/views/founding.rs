use leptos::prelude::*;
use locales::common;

use super::fields::{Line, account_name, line, new_password};
use super::form::form;
use super::frame::{heading, outside};
use super::keep;
use crate::check::suggested_slug;
use crate::page::founding::{Founding, FoundingStage};
use crate::page::office::Office;

/// The page that founds an authority.
pub(crate) fn page(office: Office) -> AnyView {
    let founding = office.founding;
    follow_name(founding);
    let content = move || {
        let stage = founding.stage.get();
        let step = match stage {
            FoundingStage::Link => link(office),
            FoundingStage::Authority => authority(office),
            FoundingStage::Passwords => passwords(office),
            FoundingStage::Keep => keep::page(office),
            FoundingStage::Check => check(office),
            FoundingStage::Found => found(office),
            FoundingStage::Done => done(office),
        };
        let at = (stage as usize).saturating_sub(FoundingStage::Authority as usize);
        let has_steps = !matches!(stage, FoundingStage::Link | FoundingStage::Done);
        view! { {has_steps.then(|| steps(office, at))} {step} }
    };
    outside(office, "gate gate--wide", content)
}

/// Where somebody stands.
fn steps(office: Office, at: usize) -> AnyView {
    let locale = office.locale.get_untracked();
    let texts = common(locale);
    let names = &locales::founding(locale).steps;
    let steps = names
        .iter()
        .enumerate()
        .map(|(step, name)| {
            let class = if step < at {
                "steps__step steps__step--done"
            } else {
                "steps__step"
            };
            view! {
                <li class=class aria-current=(step == at).then_some("step")>
                    <span class="visually-hidden">{(texts.step)(step + 1, names.len())} " "</span>
                    <span class="steps__name">{*name}</span>
                    {(step < at).then(|| view! { <span class="visually-hidden">" (" {texts.done} ")"</span> })}
                </li>
            }
        })
        .collect_view();
    view! {
        <ol class="steps" aria-label=texts.steps>
            {steps}
        </ol>
    }
    .into_any()
}

/// The name in addresses follows the name until somebody types one.
fn follow_name(founding: Founding) {
    Effect::new(move |_| {
        let suggested = founding.name.with(|name| suggested_slug(name));
        if !founding.own_slug.get_untracked() {
            founding.slug.set(suggested);
        }
    });
    Effect::new(move |_| {
        let slug = founding.slug.get();
        let suggested = founding.name.with_untracked(|name| suggested_slug(name));
        founding.own_slug.set(slug != suggested);
    });
}

fn link(office: Office) -> AnyView {
    let locale = office.locale.get_untracked();
    let texts = locales::founding(locale);
    let founding = office.founding;
    let field = line(
        locale,
        founding.form,
        Line::new("link", texts.link).kind("url", "off"),
        founding.link,
    );
    view! {
        {heading(texts.no_link_title)}
        <p class="gate__lead">{texts.no_link}</p>
        {form(office, founding.form, texts.use_link, field, None, move || founding.use_link(office))}
    }
    .into_any()
}

fn authority(office: Office) -> AnyView {
    let locale = office.locale.get_untracked();
    let texts = locales::founding(locale);
    let founding = office.founding;
    let form_ = founding.form;
    let fields = view! {
        {line(locale, form_, Line::new("name", texts.name).hint(texts.name_hint).kind("text", "organization"), founding.name)}
        {line(locale, form_, Line::new("slug", texts.slug).hint(texts.slug_hint), founding.slug)}
        {line(locale, form_, Line::new("domains", texts.domains).hint(texts.domains_hint), founding.domains)}
        {line(
            locale,
            form_,
            Line::new("telephone", texts.telephone).hint(texts.telephone_hint).kind("tel", "off").optional(),
            founding.telephone,
        )}
        {line(locale, form_, Line::new("own-name", texts.own_name).kind("text", "name"), founding.own_name)}
        {line(
            locale,
            form_,
            Line::new("own-email", texts.email).hint(texts.email_hint).kind("email", "email"),
            founding.email,
        )}
    };
    view! {
        {heading(texts.authority_title)}
        <p class="gate__lead">{texts.authority_lead}</p>
        {form(office, form_, texts.send_code, fields.into_any(), None, move || founding.start(office))}
    }
    .into_any()
}

fn passwords(office: Office) -> AnyView {
    let locale = office.locale.get_untracked();
    let texts = locales::founding(locale);
    let founding = office.founding;
    let form_ = founding.form;
    let fields = view! {
        {account_name(founding.email.get_untracked())}
        {new_password(office, form_, founding.password, founding.password_repeat)}
        {line(
            locale,
            form_,
            Line::new("new-passphrase", texts.passphrase).hint(texts.passphrase_hint).kind("password", "off"),
            founding.passphrase,
        )}
        {line(
            locale,
            form_,
            Line::new("repeat-passphrase", texts.passphrase_repeat).kind("password", "off"),
            founding.passphrase_repeat,
        )}
    };
    view! {
        {heading(texts.passwords_title)}
        <p class="gate__lead">{(texts.passwords_lead)(founding.email.get_untracked().trim())}</p>
        {form(office, form_, texts.make_keys, fields.into_any(), None, move || founding.make_keys(office))}
    }
    .into_any()
}

fn check(office: Office) -> AnyView {
    let locale = office.locale.get_untracked();
    let texts = locales::founding(locale);
    let founding = office.founding;
    let number = founding.asked();
    // The label changes with the share, so it lives as long as the page.
    let label = (texts.typed)(number);
    let mistake = founding.form.mistake_on("typed");
    let field = view! {
        <div class="field" class:field--wrong=move || mistake.with(Option::is_some)>
            <label class="field__label" for="typed">
                {label}
            </label>
            <p class="field__hint" id="typed-hint">
                {texts.typed_hint}
            </p>
            {move || {
                mistake
                    .get()
                    .map(|text| {
                        view! {
                            <p class="field__error" id="typed-error">
                                <span class="visually-hidden">{common(locale).error} " "</span>
                                {text}
                            </p>
                        }
                    })
            }}
            <textarea
                class="field__input field__input--code"
                id="typed"
                rows="4"
                autocomplete="off"
                autocapitalize="characters"
                spellcheck="false"
                aria-required="true"
                aria-describedby=move || {
                    if mistake.with(Option::is_some) { "typed-hint typed-error" } else { "typed-hint" }
                }
                aria-invalid=move || mistake.with(Option::is_some).then_some("true")
                prop:value=founding.typed
                on:input=move |event| founding.typed.set(event_target_value(&event))
            ></textarea>
        </div>
    };
    let again = view! {
        <button
            class="button button--secondary"
            type="button"
            on:click=move |_| founding.turn(FoundingStage::Keep)
        >
            {texts.show_again}
        </button>
    };
    view! {
        {heading(texts.check_title)}
        <p class="gate__lead">{(texts.check_lead)(number)}</p>
        {form(
            office,
            founding.form,
            texts.check,
            field.into_any(),
            Some(again.into_any()),
            move || founding.check_share(office),
        )}
    }
    .into_any()
}

fn found(office: Office) -> AnyView {
    let locale = office.locale.get_untracked();
    let texts = locales::founding(locale);
    let founding = office.founding;
    let fields = move || {
        if founding.unfinished.get() {
            use staff::views::{Kind, notice};
            return notice(locale, Kind::Warning, texts.unfinished);
        }
        line(
            locale,
            founding.form,
            Line::new("code", texts.code).kind("code", "one-time-code"),
            founding.code,
        )
    };
    let more = move || {
        (!founding.unfinished.get()).then(|| {
            view! {
                <button
                    class="button button--secondary"
                    type="button"
                    on:click=move |_| founding.send_again(office)
                >
                    {texts.new_code}
                </button>
                <button
                    class="button button--secondary"
                    type="button"
                    on:click=move |_| founding.turn(FoundingStage::Authority)
                >
                    {texts.change}
                </button>
            }
        })
    };
    let action = if founding.unfinished.get() {
        texts.go_on
    } else {
        texts.found
    };
    view! {
        {heading(texts.found_title)}
        <p class="gate__lead">{(texts.found_lead)(founding.email.get_untracked().trim())}</p>
        {form(
            office,
            founding.form,
            action,
            fields.into_any(),
            Some(more.into_any()),
            move || founding.found(office),
        )}
    }
    .into_any()
}

fn done(office: Office) -> AnyView {
    let texts = locales::founding(office.locale.get_untracked());
    let name = office.founding.name.get_untracked();
    view! {
        {heading((texts.founded)(name.trim()))}
        <p class="gate__lead">{texts.founded_lead}</p>
        <div class="form__actions">
            <button class="button" type="button" on:click=move |_| office.begin()>
                {texts.to_administration}
            </button>
        </div>
    }
    .into_any()
}
