use domain::{Locale, Timestamp};
use js_sys::{Date, Function, Object, Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// This device's clock.
pub fn now() -> Timestamp {
    // Milliseconds since 1970 fit an i64 for the next 292 million years.
    Timestamp((Date::now() / 1000.0) as i64)
}

/// Waits.
pub async fn pause(seconds: u32) {
    let promise = Promise::new(&mut |resolve: Function, _| {
        let milliseconds = i32::try_from(seconds.saturating_mul(1000)).unwrap_or(i32::MAX);
        if let Some(window) = web_sys::window() {
            // A window that sets no timers would leave the caller waiting for ever.
            if window
                .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds)
                .is_err()
            {
                let _ = resolve.call0(&JsValue::NULL);
            }
        }
    });
    let _ = JsFuture::from(promise).await;
}

/// How many seconds the reader's time zone is ahead of UTC at `moment`.
pub fn utc_offset(moment: Timestamp) -> i64 {
    let date = Date::new(&JsValue::from_f64(moment.0 as f64 * 1000.0));
    // Minutes behind UTC, a small whole number.
    -(date.get_timezone_offset() as i64) * 60
}

/// The day in the reader's time zone, as in “3. Mai 2025” or “3 May 2025”.
pub fn date_text(moment: Timestamp, locale: Locale) -> String {
    text(
        moment,
        locale,
        &[("day", "numeric"), ("month", "long"), ("year", "numeric")],
    )
}

/// Hours and minutes in the reader's time zone.
pub fn time_text(moment: Timestamp, locale: Locale) -> String {
    text(moment, locale, &[("hour", "2-digit"), ("minute", "2-digit")])
}

fn text(moment: Timestamp, locale: Locale, fields: &[(&str, &str)]) -> String {
    let options = Object::new();
    for (name, value) in fields {
        // Setting a field of a plain object cannot fail.
        let _ = Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    let tag = match locale {
        Locale::De => "de-DE",
        Locale::En => "en-GB",
    };
    let date = Date::new(&JsValue::from_f64(moment.0 as f64 * 1000.0));
    date.to_locale_string(tag, &options).into()
}
