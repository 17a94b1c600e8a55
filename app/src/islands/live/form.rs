//! What every form does: keeps what is typed, counts it, and says what has to be mended.

use browser::{Part, Signal, part, watch};
use locales::{Locale, forms};

use crate::hooks::form::{ERROR, LINK, SUMMARY, count, error, field, said};
use crate::hooks::inner;
use crate::islands::draft::Mistake;

/// Keeps a signal and its field in step. What was typed before the program arrived is taken over.
pub(super) fn follow(id: &str, value: Signal<String>) {
    let field = part(id);
    value.set(field.value());
    let typed = field.clone();
    field.on("input", move || value.set(typed.value()));
    watch(move || value.with(|value| field.set_value(value)));
}

/// Characters between two spoken counts, and how near the end they begin.
const STEP: usize = 50;
const NEAR: usize = 500;

/// Counts the characters of a text field.
pub(super) fn count_characters(locale: Locale, id: &str, value: Signal<String>, limit: usize) {
    let texts = forms(locale);
    let text = move |used: usize| match used.checked_sub(limit) {
        Some(over) if over > 0 => (texts.over)(over),
        _ => (texts.left)(limit - used),
    };
    let (shown, spoken) = (part(&count(id)), part(&said(id)));
    watch(move || {
        let used = value.with(|value| value.chars().count());
        shown.say(&text(used));
        shown.class("field__count--over", used > limit);
        // Read aloud only near the end and in steps, not at every key.
        let step = used.div_ceil(STEP) * STEP;
        spoken.say(&if step + NEAR > limit {
            text(step)
        } else {
            String::new()
        });
    });
}

/// Says what has to be mended, at each of the fields and in a summary above the form at `summary`. That takes the
/// focus whenever `mistakes` is set to something, so it must be set when the form is sent off, not while somebody types.
pub(super) fn mend(
    locale: Locale,
    summary: &'static str,
    fields: &'static [&'static str],
    mistakes: Signal<Vec<Mistake>>,
) {
    mark_all(fields, mistakes);
    watch(move || mistakes.with(|mistakes| summarise(locale, &part(summary), mistakes)));
}

/// The same without a summary, for a form of one field.
pub(super) fn mark_all(fields: &'static [&'static str], mistakes: Signal<Vec<Mistake>>) {
    watch(move || {
        mistakes.with(|mistakes| {
            for field in fields {
                let found = mistakes.iter().filter(|mistake| mistake.field == *field);
                let texts: Vec<_> = found.map(|mistake| mistake.text.as_str()).collect();
                mark(field, &texts);
                part(field).set("aria-invalid", (!texts.is_empty()).then_some("true"));
            }
        });
    });
}

/// Shows what is wrong with one field.
pub(super) fn mark(id: &str, mistakes: &[&str]) {
    part(&field(id)).class("field--wrong", !mistakes.is_empty());
    let shown = mistakes.iter().map(|mistake| {
        let shown = part(ERROR).copy();
        shown.inner(inner::TEXT).say(mistake);
        shown
    });
    part(&error(id)).arrange(&shown.collect::<Vec<_>>());
}

fn summarise(locale: Locale, place: &Part, mistakes: &[Mistake]) {
    let Some(first) = mistakes.first() else {
        place.arrange(&[]);
        return;
    };
    let summary = part(SUMMARY).copy();
    let name = format!("{}-mistakes", first.field);
    let title = summary.inner(inner::TITLE);
    title.set("id", Some(&name));
    title.say(&(forms(locale).mistakes)(mistakes.len()));
    summary.set("aria-labelledby", Some(&name));
    let links = mistakes.iter().map(|mistake| {
        let item = part(LINK).copy();
        let link = item.inner(inner::LINK);
        link.set("href", Some(&format!("#{}", mistake.field)));
        link.say(&mistake.text);
        item
    });
    summary.inner(inner::LIST).arrange(&links.collect::<Vec<_>>());
    place.arrange(std::slice::from_ref(&summary));
    summary.focus();
}

/// Lets a form be sent off: until the program has arrived its button does nothing.
pub(super) fn enable(button: &str) {
    part(button).set("disabled", None);
}

/// Shows what is happening, and how far it is if that is known.
pub(super) fn progress(id: &str, stage: &str, share: Option<f64>) {
    let progress = part(id);
    progress.inner(inner::STAGE).say(stage);
    progress.inner(inner::BAR).set_share(share);
}

/// Says something in a notice, and shows that only if there is something to say.
pub(super) fn tell(notice: &str, said: &str) {
    let notice = part(notice);
    notice.inner(inner::TEXT).say(said);
    notice.show(!said.is_empty());
}
