use domain::HostOrigin;
use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;
use locales::{Locale, common, framed};

use crate::components::Seal;
use crate::{Context, Frame};

/// What a page says about itself to browsers and search engines.
pub(crate) struct Page {
    /// The title, without the portal's name.
    pub(crate) title: String,
    /// A sentence for previews.
    pub(crate) description: String,
    /// Whether search engines may list it.
    pub(crate) listed: bool,
    /// Which program it has.
    pub(crate) program: Program,
    /// Whether it exists under the same path in every language.
    pub(crate) translated: bool,
}

/// When the program of a page starts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Program {
    /// There is none.
    None,
    /// When somebody turns to the element that waits for it; see `app/boot/islands.js`.
    Awaited,
    /// At once.
    Started,
}

impl Page {
    /// A page that is only read.
    pub(crate) fn plain(title: impl Into<String>, description: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            description: description.into(),
            listed: true,
            program: Program::None,
            translated: true,
        }
    }

    /// A page with islands; what is done on it is nobody else's business.
    pub(crate) fn with_islands(title: impl Into<String>, description: impl Into<String>) -> Self {
        Self {
            listed: false,
            program: Program::Started,
            ..Self::plain(title, description)
        }
    }

    /// A page that is read and has a search box.
    pub(crate) fn with_search(title: impl Into<String>, description: impl Into<String>) -> Self {
        Self {
            program: Program::Awaited,
            ..Self::plain(title, description)
        }
    }

    /// A page that stands for another one.
    pub(crate) fn instead(title: impl Into<String>) -> Self {
        Self {
            listed: false,
            translated: false,
            ..Self::plain(title, "")
        }
    }
}

/// Renders a page: `content` builds what stands in its `<main>`.
pub(crate) fn document<V: IntoView + 'static>(
    context: &Context,
    page: &Page,
    content: impl FnOnce() -> V,
) -> String {
    let hosts = context.frame.as_ref().map(|frame| {
        let hosts: Vec<_> = frame.hosts.iter().map(HostOrigin::as_str).collect();
        hosts.join(" ")
    });
    // In a frame there is another main part around it.
    let named = context.frame.as_ref().map(|_| context.site.name.clone());
    let owner = Owner::new_root(None);
    let html = owner.with(|| {
        view! {
            <!DOCTYPE html>
            <html lang=context.locale.tag() data-hosts=hosts>
                {head(context, page)}
                <body class="page" class:page--framed=context.frame.is_some()>
                    <a class="skip" href="#content">
                        {common(context.locale).skip}
                    </a>
                    {header(context, page)}
                    <main class="page__main" id="content" tabindex="-1" aria-label=named>
                        {content()}
                    </main>
                    {match &context.frame {
                        Some(frame) => frame_foot(context, frame).into_any(),
                        None => footer(context).into_any(),
                    }}
                </body>
            </html>
        }
        .to_html()
    });
    owner.cleanup();
    html
}

fn head(context: &Context, page: &Page) -> impl IntoView {
    let title = (common(context.locale).title)(&page.title, &context.site.name);
    let alternates = (page.translated && context.frame.is_none()).then(|| {
        Locale::ALL
            .map(|locale| {
                view! { <link rel="alternate" hreflang=locale.tag() href=context.link_in(locale, &context.path) /> }
            })
            .into_iter()
            .collect_view()
    });
    let preloads = (page.program == Program::Started).then(|| {
        view! {
            <link rel="modulepreload" href=context.asset("islands.js") />
            <link
                rel="preload"
                href=context.asset("islands.wasm")
                r#as="fetch"
                type="application/wasm"
                crossorigin="anonymous"
            />
        }
    });
    let script = (page.program != Program::None)
        .then(|| view! { <script type="module" src=context.asset("islands_boot.js")></script> });
    view! {
        <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>{title}</title>
            {(!page.description.is_empty())
                .then(|| view! { <meta name="description" content=page.description.clone() /> })}
            {(!page.listed || context.frame.is_some()).then(|| view! { <meta name="robots" content="noindex" /> })}
            <meta name="color-scheme" content="light dark" />
            {theme_color(PAPER_LIGHT, "(prefers-color-scheme: light)")}
            {theme_color(PAPER_DARK, "(prefers-color-scheme: dark)")}
            <meta name="format-detection" content="telephone=no" />
            <link rel="icon" type="image/svg+xml" href=context.asset("seal.svg") />
            <link rel="stylesheet" href=context.asset("public.css") />
            {alternates}
            {preloads}
            {script}
            {context.is_at_an_authority().then(|| view! { <script src=context.asset("pin.js")></script> })}
            {context
                .frame
                .is_some()
                .then(|| view! { <script src=context.asset("frame.js")></script> })}
        </head>
    }
}

fn theme_color(color: &'static str, scheme: &'static str) -> impl IntoView {
    let media = custom_attribute("media", scheme);
    view! { <meta {..media} name="theme-color" content=color /> }
}

/// The list of languages, as app/boot/frame.js knows it.
const LANGUAGES: &str = "languages";

/// `--paper` of style/tokens.css, for the browser's own frame.
const PAPER_LIGHT: &str = "#f5f2ea";
const PAPER_DARK: &str = "#0e1719";

fn header(context: &Context, page: &Page) -> impl IntoView {
    let texts = common(context.locale);
    let path = context.path.as_str();
    let links = areas(context)
        .into_iter()
        .map(|(target, text, here)| {
            let here = (here && page.translated).then_some(if path == target { "page" } else { "true" });
            view! {
                <li>
                    <a class="header__link" href=context.link(&target) aria-current=here>
                        {text}
                    </a>
                </li>
            }
        })
        .collect_view();
    let navigation = view! {
        <nav class="header__navigation" aria-label=texts.navigation>
            <ul class="header__links">{links}</ul>
        </nav>
    };
    // A frame has no room for the portal's name, and its start is not for frames.
    let inner = if context.frame.is_some() {
        view! { {navigation} {languages(context, page)} }.into_any()
    } else {
        view! {
            <a class="wordmark" href=context.link("")>
                <Seal />
                <span class="wordmark__name">{context.site.name.clone()}</span>
            </a>
            {languages(context, page)}
            {navigation}
        }
        .into_any()
    };
    view! {
        <header class="header">
            <div class="header__inner">{inner}</div>
        </header>
    }
}

/// Path, name, and whether this page belongs there.
fn areas(context: &Context) -> Vec<(String, &'static str, bool)> {
    let texts = common(context.locale);
    let path = context.path.as_str();
    let area = |target: String, text, here| (target, text, here);
    match &context.frame {
        Some(frame) => {
            let answer = format!("{}/return", frame.path());
            let reads = path == answer;
            vec![
                area(frame.path(), texts.write, !reads),
                area(answer, texts.answer, reads),
            ]
        }
        None => vec![
            area(
                String::new(),
                texts.write,
                path.is_empty() || path.starts_with("/a/"),
            ),
            area("/return".to_owned(), texts.answer, path == "/return"),
            area("/about".to_owned(), texts.about, path == "/about"),
        ],
    }
}

fn languages(context: &Context, page: &Page) -> impl IntoView {
    // What stands in place of a page leads to the beginning: of a frame to its own, because no other page may be in it.
    let path = match &context.frame {
        _ if page.translated => context.path.clone(),
        Some(frame) => frame.path(),
        None => String::new(),
    };
    let links = Locale::ALL
        .map(|locale| {
            let here = (locale == context.locale).then_some("true");
            view! {
                <li>
                    <a
                        class="languages__link"
                        href=context.link_in(locale, &path)
                        hreflang=locale.tag()
                        lang=locale.tag()
                        aria-current=here
                    >
                        {common(locale).language}
                    </a>
                </li>
            }
        })
        .into_iter()
        .collect_view();
    view! {
        <nav class="languages" aria-label=common(context.locale).languages>
            <ul class="languages__list" id=LANGUAGES>{links}</ul>
        </nav>
    }
}

/// Below a page in a frame: whose page it is, and the ways out, each beside it.
fn frame_foot(context: &Context, frame: &Frame) -> impl IntoView + use<> {
    let texts = common(context.locale);
    let framed = framed(context.locale);
    let host = context.site.origin.split_once("://").map_or("", |(_, host)| host);
    let links = [
        (frame.outside.as_str(), framed.own_window),
        ("/about#privacy", texts.privacy),
        ("/accessibility", texts.accessibility),
    ]
    .map(|(target, text)| {
        view! {
            <li>
                <a class="footer__link" href=context.link(target) target="_blank" rel="noopener">
                    {text}
                    {new_window(context)}
                </a>
            </li>
        }
    })
    .into_iter()
    .collect_view();
    view! {
        <footer class="footer">
            <div class="footer__inner">
                <p class="footer__promise">{(framed.whose)(host)}</p>
                <nav aria-label=texts.foot>
                    <ul class="footer__links">{links}</ul>
                </nav>
            </div>
        </footer>
    }
}

/// Read aloud after a link that leads out of a frame.
pub(crate) fn new_window(context: &Context) -> impl IntoView + use<> {
    context.frame.as_ref().map(|_| {
        view! {
            " "
            <span class="visually-hidden">{framed(context.locale).new_window}</span>
        }
    })
}

fn footer(context: &Context) -> impl IntoView {
    let texts = common(context.locale);
    let links = [
        (context.link("/about"), texts.about),
        (context.link("/about#privacy"), texts.privacy),
        (context.link("/accessibility"), texts.accessibility),
        ("/desk".to_owned(), texts.staff),
    ]
    .map(|(target, text)| {
        view! {
            <li>
                <a class="footer__link" href=target>
                    {text}
                </a>
            </li>
        }
    })
    .into_iter()
    .collect_view();
    view! {
        <footer class="footer">
            <div class="footer__inner">
                <p class="footer__promise">{texts.promise}</p>
                <nav aria-label=texts.foot>
                    <ul class="footer__links">{links}</ul>
                </nav>
            </div>
        </footer>
    }
}
