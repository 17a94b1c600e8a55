use leptos::prelude::*;
use locales::{Guide, Locale};

use super::failed_with;
use super::fields::{Choice, Line, area, choices, line};
use super::form::form;
use super::frame::heading;
use crate::embedding::Button;
use crate::page::embedding::PAGES_OWN;
use crate::page::office::Office;

/// Where the button for the page is shown as it will be.
const PREVIEW: &str = "preview";

/// The authority's own website: which pages may show the portal, and the button for them.
pub(crate) fn page(office: Office) -> AnyView {
    let texts = texts(office);
    browser::spawn(office.load_embedding());
    let embedding = office.embedding;
    let is_known = Memo::new(move |_| embedding.known.with(Option::is_some));
    let content = move || {
        if let Some(words) = embedding.trouble.get() {
            return failed_with(office, words, move || browser::spawn(office.load_embedding()));
        }
        if !is_known.get() {
            return view! {
                <p class="office__loading" role="status">
                    {office.texts().data_loading}
                </p>
            }
            .into_any();
        }
        view! {
            {place(office)} {origins(office)} {looks(office)} {snippet(office)} {guides(office)}
        }
        .into_any()
    };
    view! {
        <div class="office__head">
            <div>{heading(texts.title)} <p class="office__lead">{texts.lead}</p></div>
        </div>
        {content}
    }
    .into_any()
}

fn texts(office: Office) -> &'static locales::Embedding {
    locales::embedding(office.locale.get_untracked())
}

/// Whether it is about the whole authority or a department.
fn place(office: Office) -> AnyView {
    let texts = texts(office);
    let locale = office.locale.get_untracked();
    let embedding = office.embedding;
    let options = embedding.known.with_untracked(|known| {
        let departments = known.iter().flat_map(|known| &known.places.departments);
        departments
            .map(|department| {
                let id = department.id.to_string();
                let name = department.name.text(locale).to_owned();
                view! { <option value=id>{name}</option> }
            })
            .collect_view()
    });
    let choose = move |event| embedding.choose(event_target_value(&event));
    view! {
        <div class="field">
            <label class="field__label" for="place">
                {texts.place}
            </label>
            <p class="field__hint" id="place-hint">
                {texts.place_hint}
            </p>
            <select
                class="field__input"
                id="place"
                aria-describedby="place-hint"
                prop:value=embedding.place
                on:change=choose
            >
                <option value="">{texts.whole}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

fn origins(office: Office) -> AnyView {
    let texts = texts(office);
    let locale = office.locale.get_untracked();
    let embedding = office.embedding;
    let field = Line::new("origins", texts.origins)
        .hint(texts.origins_hint)
        .optional();
    view! {
        <section class="office__section" aria-labelledby="origins-title">
            <h2 class="office__subtitle" id="origins-title">
                {texts.origins_title}
            </h2>
            {form(
                office,
                embedding.form,
                texts.save,
                area(locale, embedding.form, field, embedding.origins),
                None,
                move || office.save_origins(),
            )}
        </section>
    }
    .into_any()
}

fn looks(office: Office) -> AnyView {
    let texts = texts(office);
    let locale = office.locale.get_untracked();
    let embedding = office.embedding;
    let choice = |value, label, hint| Choice { value, label, hint };
    let positions = vec![
        choice("end", texts.position_end, None),
        choice("start", texts.position_start, None),
        choice("inline", texts.position_inline, Some(texts.position_inline_hint)),
    ];
    let languages = vec![
        choice(PAGES_OWN, texts.language_page, Some(texts.language_page_hint)),
        choice("de", locales::common(Locale::De).language, None),
        choice("en", locales::common(Locale::En).language, None),
    ];
    let label = Line::new("label", texts.label).hint(texts.label_hint).optional();
    view! {
        <section class="office__section" aria-labelledby="looks-title">
            <h2 class="office__subtitle" id="looks-title">
                {texts.looks_title}
            </h2>
            {line(locale, embedding.form, label, embedding.label)}
            <div class="field">
                <label class="field__label" for="color">
                    {texts.color}
                </label>
                <p class="field__hint" id="color-hint">
                    {texts.color_hint}
                </p>
                <input
                    class="field__input field__input--color"
                    type="color"
                    id="color"
                    aria-describedby="color-hint"
                    prop:value=embedding.color
                    on:input=move |event| embedding.color.set(event_target_value(&event))
                />
            </div>
            {choices(locale, embedding.form, "position", texts.position, positions, embedding.position)}
            {choices(locale, embedding.form, "button-language", texts.language, languages, embedding.language)}
            <h3 class="office__part">{texts.preview}</h3>
            <p class="field__hint">{texts.preview_hint}</p>
            {preview(office)}
        </section>
    }
    .into_any()
}

/// The button itself, made anew with each change.
fn preview(office: Office) -> AnyView {
    Effect::new(move |_| {
        let button = Button {
            position: "inline".to_owned(),
            ..office.button()
        };
        browser::spawn(async move {
            // Once the place for it is on the page.
            browser::pause(0).await;
            browser::run_script(PREVIEW, &button.script, &button.data());
        });
    });
    view! { <div class="preview" id=PREVIEW></div> }.into_any()
}

fn snippet(office: Office) -> AnyView {
    let texts = texts(office);
    let locale = office.locale.get_untracked();
    let language = move |button: &Button| {
        if button.language.is_empty() {
            locale.tag().to_owned()
        } else {
            button.language.clone()
        }
    };
    let element = Memo::new(move |_| office.button().element());
    let link = Memo::new(move |_| {
        let button = office.button();
        let language = language(&button);
        // In the language of the page that the link leads to, and stands on.
        let usual = locales::embedding(language.parse().unwrap_or(locale)).link_text;
        button.link(&language, usual)
    });
    let policy = Memo::new(move |_| office.button().policy());
    view! {
        <section class="office__section" aria-labelledby="snippet-title">
            <h2 class="office__subtitle" id="snippet-title">
                {texts.snippet_title}
            </h2>
            <p>{texts.snippet_lead}</p>
            {code(office, "snippet", texts.snippet, element)}
            <p>{texts.link_lead}</p>
            {code(office, "link", texts.link, link)}
            <p>{texts.policy_lead}</p>
            {code(office, "policy", texts.policy, policy)}
            <p class="form__step" role="status">
                {move || office.embedding.said.get()}
            </p>
        </section>
    }
    .into_any()
}

/// Text to be copied.
fn code(office: Office, id: &'static str, label: &'static str, text: Memo<String>) -> AnyView {
    let texts = texts(office);
    view! {
        <div class="snippet">
            <label class="field__label" for=id>
                {label}
            </label>
            <textarea class="field__input snippet__text" id=id readonly rows="4" spellcheck="false" prop:value=text></textarea>
            <button
                class="button button--secondary"
                type="button"
                aria-label=format!("{}: {label}", texts.copy)
                on:click=move |_| office.copy_for_page(text.get_untracked())
            >
                {texts.copy}
            </button>
        </div>
    }
    .into_any()
}

/// How the element gets onto a page of the systems that councils use.
fn guides(office: Office) -> AnyView {
    let texts = texts(office);
    let guide = |guide: &'static Guide| {
        let steps = guide.steps.iter().map(|step| view! { <li>{*step}</li> });
        view! {
            <details class="guide">
                <summary class="guide__title">{guide.title}</summary>
                <ol class="guide__steps">{steps.collect_view()}</ol>
            </details>
        }
    };
    view! {
        <section class="office__section" aria-labelledby="guides-title">
            <h2 class="office__subtitle" id="guides-title">
                {texts.guides_title}
            </h2>
            <div class="guides">{texts.guides.iter().map(guide).collect_view()}</div>
        </section>
    }
    .into_any()
}
