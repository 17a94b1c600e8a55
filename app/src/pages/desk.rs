use leptos::prelude::*;
use locales::{common, desk as texts};

use crate::Context;

/// The shell of the caseworkers' program: what stands there until it runs, and where it cannot. The server cannot
/// render what it cannot read, so there is nothing else in it.
pub fn desk(context: &Context) -> String {
    let texts = texts(context.locale);
    let common = locales::staff(context.locale);
    let owner = Owner::new_root(None);
    let html = owner.with(|| {
        view! {
            <!DOCTYPE html>
            <html lang=context.locale.tag()>
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    <title>{(common(context.locale).title)(texts.title, &context.site.name)}</title>
                    <meta name="robots" content="noindex" />
                    <meta name="color-scheme" content="light dark" />
                    <meta name="format-detection" content="telephone=no" />
                    <link rel="icon" type="image/svg+xml" href=context.asset("seal.svg") />
                    <link rel="stylesheet" href=context.asset("desk.css") />
                    <link rel="modulepreload" href=context.asset("desk.js") />
                    <link
                        rel="preload"
                        href=context.asset("desk.wasm")
                        r#as="fetch"
                        type="application/wasm"
                        crossorigin="anonymous"
                    />
                    <script type="module" src=context.asset("desk_boot.js")></script>
                </head>
                <body>
                    <div
                        id="desk"
                        data-vault=context.asset("vault_staff_boot.js")
                        data-seal=context.asset("seal.svg")
                        data-portal=context.site.name.clone()
                        data-locale=context.locale.tag()
                        data-failed=texts.load_failed
                    >
                        <main class="gate">
                            <p class="gate__loading" role="status">
                                {texts.loading}
                            </p>
                            <noscript>
                                <div class="gate__main">
                                    <h1 class="gate__title">{common.no_script_title}</h1>
                                    <p>{common.no_script}</p>
                                    <p>
                                        <a href=context.link("")>{common.public_site}</a>
                                    </p>
                                </div>
                            </noscript>
                        </main>
                    </div>
                </body>
            </html>
        }
        .to_html()
    });
    owner.cleanup();
    html
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use locales::Locale;

    use super::*;

    #[test]
    fn the_shell_has_one_script_and_nothing_inline() {
        let context = Context {
            locale: Locale::De,
            path: String::new(),
            site: Arc::default(),
        };
        let html = desk(&context);
        assert_eq!(html.matches("<script").count(), 1);
        assert!(html.contains(r#"src="/assets/desk_boot.js""#), "{html}");
        assert!(
            html.contains(r#"data-vault="/assets/vault_staff_boot.js""#),
            "{html}"
        );
        assert!(!html.contains("style="), "{html}");
    }
}
