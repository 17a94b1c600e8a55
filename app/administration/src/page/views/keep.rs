use leptos::prelude::*;

use super::form::summary;
use super::frame::heading;
use crate::page::founding::Founding;
use crate::page::office::Office;

/// Root file and shares, to be saved and printed.
pub(crate) fn page(office: Office) -> AnyView {
    let texts = locales::founding(office.locale.get_untracked());
    let founding = office.founding;
    let (shares, _) = founding.shares();
    let cards = shares
        .iter()
        .enumerate()
        .map(|(at, share)| card(office, at, share))
        .collect_view();
    let missing = move || {
        let left: Vec<_> = founding
            .printed
            .iter()
            .enumerate()
            .filter(|(_, printed)| !printed.get())
            .map(|(at, _)| (at + 1).to_string())
            .collect();
        (!left.is_empty()).then(|| (texts.not_printed)(&left.join(", ")))
    };
    view! {
        {heading(texts.keep_title)}
        <p class="gate__lead">{texts.keep_lead}</p>
        {summary(office, founding.form)}
        {root(office)}
        <section class="office__section" aria-labelledby="shares-title">
            <h2 class="office__subtitle" id="shares-title">
                {texts.shares_title}
            </h2>
            <p>{texts.shares}</p>
            <ol class="shares">{cards}</ol>
            <div class="form__actions">
                <button
                    class="button button--secondary"
                    type="button"
                    on:click=move |_| founding.print(None)
                >
                    {texts.print_all}
                </button>
            </div>
        </section>
        <p class="form__step" role="status">
            {missing}
        </p>
        <div class="form__actions">
            <button class="button" type="button" on:click=move |_| founding.kept(office)>
                {texts.to_check}
            </button>
        </div>
        {sheets(office, founding, &shares)}
    }
    .into_any()
}

fn root(office: Office) -> AnyView {
    let texts = locales::founding(office.locale.get_untracked());
    let founding = office.founding;
    let mistake = founding.form.mistake_on("save-root");
    view! {
        <section class="office__section" aria-labelledby="root-title">
            <h2 class="office__subtitle" id="root-title">
                {texts.root_title}
            </h2>
            <p>{texts.root}</p>
            <div class="field" class:field--wrong=move || mistake.with(Option::is_some)>
                {move || mistake.get().map(|text| view! { <p class="field__error">{text}</p> })}
                <div class="form__actions">
                    <button
                        class="button button--secondary"
                        id="save-root"
                        type="button"
                        on:click=move |_| founding.save_root(office)
                    >
                        {texts.save_root}
                    </button>
                    <p class="form__step" role="status">
                        {move || founding.root_saved.get().map(|name| (texts.saved_root)(&name))}
                    </p>
                </div>
            </div>
        </section>
    }
    .into_any()
}

fn card(office: Office, at: usize, share: &str) -> AnyView {
    let texts = locales::founding(office.locale.get_untracked());
    let founding = office.founding;
    let number = at + 1;
    let is_printed = founding.printed.get(at).copied().unwrap_or_default();
    view! {
        <li class="share">
            <h3 class="share__title" class:share__title--done=move || is_printed.get()>
                {(texts.share)(number)}
            </h3>
            {groups(share)}
            <button
                class="button button--secondary button--small"
                type="button"
                on:click=move |_| founding.print(Some(at))
            >
                {(texts.print_share)(number)}
            </button>
        </li>
    }
    .into_any()
}

/// A secret as it stands on paper, in its groups.
pub(crate) fn groups(share: &str) -> AnyView {
    let groups = share
        .split('-')
        .map(|group| view! { <span class="code__group">{group.to_owned()} " "</span> })
        .collect_view();
    view! {
        <p class="code code--share" translate="no">
            {groups}
        </p>
    }
    .into_any()
}

/// What is on paper: each share on a sheet of its own.
fn sheets(office: Office, founding: Founding, shares: &[String]) -> AnyView {
    let locale = office.locale.get_untracked();
    let texts = locales::founding(locale);
    let (_, made_at) = founding.shares();
    let date = browser::date_text(made_at, locale);
    let name = founding.name.get_untracked().trim().to_owned();
    let sheets = shares
        .iter()
        .enumerate()
        .map(|(at, share)| {
            let number = at + 1;
            let on_paper = founding.on_paper.get(at).copied().unwrap_or_default();
            let rows = vec![
                (texts.sheet_authority, name.clone()),
                (texts.sheet_date, date.clone()),
                (texts.sheet_portal, browser::origin()),
                (texts.sheet_holder, String::new()),
            ];
            let words = [texts.sheet_lead, texts.sheet_warning];
            sheet((texts.sheet_title)(number), words, share, rows, on_paper.into())
        })
        .collect_view();
    view! { <div class="share-sheets">{sheets}</div> }.into_any()
}

/// A sheet with a secret: what it is and what it is for, what else is written on it, and a warning. It is seen on paper
/// only, and there if it is `printed`.
pub(crate) fn sheet(
    title: String,
    [lead, warning]: [&'static str; 2],
    secret: &str,
    rows: Vec<(&'static str, String)>,
    printed: Signal<bool>,
) -> AnyView {
    let rows = rows
        .into_iter()
        .map(|(label, value)| {
            view! {
                <div class="share-sheet__row">
                    <dt>{label}</dt>
                    <dd>{value}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <section
            class="share-sheet"
            class:share-sheet--printed=move || printed.get()
            aria-hidden="true"
        >
            <p class="share-sheet__title">{title}</p>
            <p>{lead}</p>
            {groups(secret)}
            <dl class="share-sheet__rows">{rows}</dl>
            <p class="share-sheet__warning">{warning}</p>
        </section>
    }
    .into_any()
}
