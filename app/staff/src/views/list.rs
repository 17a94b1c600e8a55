use std::sync::Arc;

use leptos::prelude::*;

/// A list whose entries keep their elements, and with them focus and state, while others come and go.
///
/// All lists share this one piece of code: each further type of key or entry would be one more copy of it in the
/// bundle.
pub fn list(
    keys: impl Fn() -> Vec<u128> + Send + Sync + 'static,
    entry: impl Fn(u128) -> Option<AnyView> + Send + Sync + 'static,
) -> AnyView {
    let keys: Keys = Arc::new(keys);
    let entry: Entry = Arc::new(entry);
    view! {
        <For each=move || keys() key=|key| *key let:key>
            {entry(key)}
        </For>
    }
    .into_any()
}

type Keys = Arc<dyn Fn() -> Vec<u128> + Send + Sync>;
type Entry = Arc<dyn Fn(u128) -> Option<AnyView> + Send + Sync>;
