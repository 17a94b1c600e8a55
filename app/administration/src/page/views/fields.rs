use domain::limits::PASSWORD_CHARACTERS;
use leptos::prelude::*;
use locales::{Locale, common};

use crate::page::form::Form;
use crate::page::office::Office;

/// A line to fill in.
#[derive(Clone, Copy)]
pub(crate) struct Line {
    pub(crate) id: &'static str,
    pub(crate) label: &'static str,
    pub(crate) hint: Option<&'static str>,
    /// The input's type.
    pub(crate) kind: &'static str,
    /// What browsers may fill in (HTML, 4.10.18.7).
    pub(crate) autocomplete: &'static str,
    /// Whether it may stay empty.
    pub(crate) optional: bool,
}

impl Line {
    pub(crate) fn new(id: &'static str, label: &'static str) -> Self {
        Self {
            id,
            label,
            hint: None,
            kind: "text",
            autocomplete: "off",
            optional: false,
        }
    }

    pub(crate) fn hint(self, hint: &'static str) -> Self {
        Self {
            hint: Some(hint),
            ..self
        }
    }

    pub(crate) fn kind(self, kind: &'static str, autocomplete: &'static str) -> Self {
        Self {
            kind,
            autocomplete,
            ..self
        }
    }

    pub(crate) fn optional(self) -> Self {
        Self {
            optional: true,
            ..self
        }
    }
}

/// The line with label, hint, and what is to be mended.
pub(crate) fn line(locale: Locale, form: Form, line: Line, value: RwSignal<String>) -> AnyView {
    let Line { id, kind, .. } = line;
    let mistake = form.mistake_on(id);
    let (is_code, is_address) = (kind == "code", kind == "email");
    let below = (kind == "password" && id.starts_with("new-")).then(|| length(locale, value));
    let input = view! {
        <input
            class="field__input"
            class:field__input--code=is_code
            id=id
            // Browsers rewrite what is typed into fields for addresses, and a look-alike letter would become a plain one.
            type=if is_code || is_address { "text" } else { kind }
            inputmode=is_address.then_some("email")
            autocomplete=line.autocomplete
            autocapitalize=(kind != "text").then_some("none")
            spellcheck=(kind != "text").then_some("false")
            aria-describedby=described_by(id, line.hint.is_some(), mistake)
            aria-invalid=move || mistake.with(Option::is_some).then_some("true")
            aria-required=(!line.optional).then_some("true")
            prop:value=value
            on:input=move |event| value.set(event_target_value(&event))
        />
    };
    framed(locale, line, mistake, input.into_any(), below)
}

/// The account that a new password is of, out of sight: password managers keep it under this name.
pub(crate) fn account_name(email: String) -> AnyView {
    view! {
        <input
            class="visually-hidden"
            type="text"
            autocomplete="username"
            tabindex="-1"
            aria-hidden="true"
            readonly
            value=email
        />
    }
    .into_any()
}

/// A new password and its repetition.
pub(crate) fn new_password(
    office: Office,
    form: Form,
    password: RwSignal<String>,
    repeat: RwSignal<String>,
) -> AnyView {
    let locale = office.locale.get_untracked();
    let texts = office.texts();
    view! {
        {line(
            locale,
            form,
            Line::new("new-password", texts.password)
                .hint(texts.password_hint)
                .kind("password", "new-password"),
            password,
        )}
        {line(
            locale,
            form,
            Line::new("repeat-password", texts.password_repeat).kind("password", "new-password"),
            repeat,
        )}
    }
    .into_any()
}

/// A text of a few lines.
pub(crate) fn area(locale: Locale, form: Form, line: Line, value: RwSignal<String>) -> AnyView {
    let id = line.id;
    let mistake = form.mistake_on(id);
    let is_code = line.kind == "code";
    let area = view! {
        <textarea
            class="field__input"
            class:field__input--code=is_code
            id=id
            rows=if is_code { "4" } else { "2" }
            autocomplete="off"
            autocapitalize=is_code.then_some("none")
            spellcheck=is_code.then_some("false")
            aria-describedby=described_by(id, line.hint.is_some(), mistake)
            aria-invalid=move || mistake.with(Option::is_some).then_some("true")
            aria-required=(!line.optional).then_some("true")
            prop:value=value
            on:input=move |event| value.set(event_target_value(&event))
        ></textarea>
    };
    framed(locale, line, mistake, area.into_any(), None)
}

fn framed(
    locale: Locale,
    line: Line,
    mistake: Memo<Option<String>>,
    input: AnyView,
    below: Option<AnyView>,
) -> AnyView {
    let Line {
        id,
        label,
        hint,
        optional,
        ..
    } = line;
    let texts = common(locale);
    view! {
        <div class="field" class:field--wrong=move || mistake.with(Option::is_some)>
            <label class="field__label" for=id>
                {label}
                {optional
                    .then(|| {
                        view! {
                            " "
                            <span class="field__optional">"(" {texts.optional} ")"</span>
                        }
                    })}
            </label>
            {hint
                .map(|hint| {
                    view! {
                        <p class="field__hint" id=format!("{id}-hint")>
                            {hint}
                        </p>
                    }
                })}
            {error(locale, id, mistake)}
            {input}
            {below}
        </div>
    }
    .into_any()
}

fn error(locale: Locale, id: &'static str, mistake: Memo<Option<String>>) -> impl IntoView {
    move || {
        mistake.get().map(|text| {
            view! {
                <p class="field__error" id=format!("{id}-error")>
                    <span class="visually-hidden">{common(locale).error} " "</span>
                    {text}
                </p>
            }
        })
    }
}

fn described_by(
    id: &'static str,
    has_hint: bool,
    mistake: Memo<Option<String>>,
) -> impl Fn() -> Option<String> + Clone + Send + Sync + 'static {
    move || {
        let parts: Vec<_> = [
            has_hint.then_some("hint"),
            mistake.with(Option::is_some).then_some("error"),
        ]
        .into_iter()
        .flatten()
        .map(|part| format!("{id}-{part}"))
        .collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }
}

/// How long a new password is: the only thing about its strength that can be said honestly.
fn length(locale: Locale, value: RwSignal<String>) -> AnyView {
    let texts = locales::administration(locale);
    let count = move || value.with(|value| value.chars().count());
    let grade = move || match count() {
        0 => "length",
        1..PASSWORD_CHARACTERS => "length length--short",
        PASSWORD_CHARACTERS..GOOD => "length length--enough",
        _ => "length length--good",
    };
    let words = move || match count() {
        0 => texts.length_none.to_owned(),
        count @ 1..PASSWORD_CHARACTERS => (texts.length_short)(PASSWORD_CHARACTERS - count),
        PASSWORD_CHARACTERS..GOOD => texts.length_enough.to_owned(),
        _ => texts.length_long.to_owned(),
    };
    // Read aloud when the judgement changes, not at every key.
    let said = move || match count() {
        0..PASSWORD_CHARACTERS => "",
        PASSWORD_CHARACTERS..GOOD => texts.length_enough,
        _ => texts.length_long,
    };
    view! {
        <p class=grade aria-hidden="true">
            <span class="length__bar"></span>
            <span class="length__words">{words}</span>
        </p>
        <p class="visually-hidden" role="status">
            {said}
        </p>
    }
    .into_any()
}

/// From here on a password of random words is hard to guess for anybody.
const GOOD: usize = 20;

/// One of several.
pub(crate) struct Choice {
    pub(crate) value: &'static str,
    pub(crate) label: &'static str,
    pub(crate) hint: Option<&'static str>,
}

/// A choice of one.
pub(crate) fn choices(
    locale: Locale,
    form: Form,
    id: &'static str,
    legend: &'static str,
    choices: Vec<Choice>,
    value: RwSignal<String>,
) -> AnyView {
    let first = choices.first().map(|choice| choice.value).unwrap_or_default();
    let options = choices
        .into_iter()
        .map(|choice| {
            // Links in the error summary lead to the first one.
            let own = if choice.value == first {
                id.to_owned()
            } else {
                format!("{id}-{}", choice.value)
            };
            let hint = format!("{own}-hint");
            view! {
                <li class="choice">
                    <input
                        class="choice__input"
                        type="radio"
                        name=id
                        id=own.clone()
                        prop:checked=move || value.with(|value| value == choice.value)
                        aria-describedby=choice.hint.map(|_| hint.clone())
                        on:change=move |_| value.set(choice.value.to_owned())
                    />
                    <label class="choice__label" for=own>
                        {choice.label}
                    </label>
                    {choice
                        .hint
                        .map(|text| {
                            view! {
                                <p class="choice__hint" id=hint>
                                    {text}
                                </p>
                            }
                        })}
                </li>
            }
        })
        .collect_view();
    group(locale, form, id, legend, None, options.into_any())
}

/// A choice of any number: keys, labels, and which are chosen.
pub(crate) fn checks(
    locale: Locale,
    form: Form,
    id: &'static str,
    legend: &'static str,
    hint: Option<&'static str>,
    options: Vec<(u128, String)>,
    chosen: RwSignal<Vec<u128>>,
) -> AnyView {
    let options = options
        .into_iter()
        .enumerate()
        .map(|(at, (key, label))| {
            let own = if at == 0 {
                id.to_owned()
            } else {
                format!("{id}-{at}")
            };
            view! {
                <li class="choice">
                    <input
                        class="choice__input"
                        type="checkbox"
                        id=own.clone()
                        prop:checked=move || chosen.with(|chosen| chosen.contains(&key))
                        on:change=move |event| {
                            let is_chosen = event_target_checked(&event);
                            chosen
                                .update(|chosen| {
                                    chosen.retain(|other| *other != key);
                                    if is_chosen {
                                        chosen.push(key);
                                    }
                                });
                        }
                    />
                    <label class="choice__label" for=own>
                        {label}
                    </label>
                </li>
            }
        })
        .collect_view();
    group(locale, form, id, legend, hint, options.into_any())
}

/// One thing to agree to.
pub(crate) fn check(
    locale: Locale,
    form: Form,
    id: &'static str,
    label: String,
    hint: Option<&'static str>,
    value: RwSignal<bool>,
) -> AnyView {
    let mistake = form.mistake_on(id);
    view! {
        <div class="field" class:field--wrong=move || mistake.with(Option::is_some)>
            {error(locale, id, mistake)} <div class="choice">
                <input
                    class="choice__input"
                    type="checkbox"
                    id=id
                    aria-describedby=described_by(id, hint.is_some(), mistake)
                    aria-invalid=move || mistake.with(Option::is_some).then_some("true")
                    prop:checked=value
                    on:change=move |event| value.set(event_target_checked(&event))
                />
                <label class="choice__label" for=id>
                    {label}
                </label>
                {hint
                    .map(|text| {
                        view! {
                            <p class="choice__hint" id=format!("{id}-hint")>
                                {text}
                            </p>
                        }
                    })}
            </div>
        </div>
    }
    .into_any()
}

fn group(
    locale: Locale,
    form: Form,
    id: &'static str,
    legend: &'static str,
    hint: Option<&'static str>,
    options: AnyView,
) -> AnyView {
    let mistake = form.mistake_on(id);
    view! {
        <fieldset
            class="field"
            class:field--wrong=move || mistake.with(Option::is_some)
            aria-describedby=described_by(id, hint.is_some(), mistake)
        >
            <legend class="field__label">{legend}</legend>
            {hint
                .map(|hint| {
                    view! {
                        <p class="field__hint" id=format!("{id}-hint")>
                            {hint}
                        </p>
                    }
                })}
            {error(locale, id, mistake)}
            <ul class="choices">{options}</ul>
        </fieldset>
    }
    .into_any()
}
