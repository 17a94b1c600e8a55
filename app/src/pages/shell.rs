use leptos::prelude::*;
use locales::common;

use crate::Context;

/// A program that runs in the browser alone.
pub(super) struct Program {
    /// Its bundle and style sheet, and the id of the element that it starts in.
    pub(super) name: &'static str,
    /// The bundle of its vault.
    pub(super) vault: &'static str,
    pub(super) title: &'static str,
    pub(super) loading: &'static str,
    pub(super) load_failed: &'static str,
}

/// The shell of a program of the staff: what stands there until it runs, and where it cannot. The server cannot render
/// what it cannot read, so there is nothing else in it.
pub(super) fn shell(context: &Context, program: &Program) -> String {
    let texts = locales::staff(context.locale);
    let asset = |kind: &str| context.asset(&format!("{}{kind}", program.name));
    let owner = Owner::new_root(None);
    let html = owner.with(|| {
        view! {
            <!DOCTYPE html>
            <html lang=context.locale.tag()>
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    <title>{(common(context.locale).title)(program.title, &context.site.name)}</title>
                    <meta name="robots" content="noindex" />
                    <meta name="color-scheme" content="light dark" />
                    <meta name="format-detection" content="telephone=no" />
                    <link rel="icon" type="image/svg+xml" href=context.asset("seal.svg") />
                    <link rel="stylesheet" href=asset(".css") />
                    <link rel="modulepreload" href=asset(".js") />
                    <link
                        rel="preload"
                        href=asset(".wasm")
                        r#as="fetch"
                        type="application/wasm"
                        crossorigin="anonymous"
                    />
                    <script type="module" src=asset("_boot.js")></script>
                </head>
                <body>
                    <div
                        id=program.name
                        data-vault=context.asset(&format!("{}_boot.js", program.vault))
                        data-seal=context.asset("seal.svg")
                        data-portal=context.site.name.clone()
                        data-locale=context.locale.tag()
                        data-failed=program.load_failed
                    >
                        <main class="gate">
                            <p class="gate__loading" role="status">
                                {program.loading}
                            </p>
                            <noscript>
                                <div class="gate__main">
                                    <h1 class="gate__title">{texts.no_script_title}</h1>
                                    <p>{texts.no_script}</p>
                                    <p>
                                        <a href=context.link("")>{texts.public_site}</a>
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
