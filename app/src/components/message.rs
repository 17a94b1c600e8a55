use leptos::prelude::*;

/// Whose a message is, and whether it can be shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MessageKind {
    /// Written by whoever is reading.
    Own,
    /// Written by the other side.
    Other,
    /// It was not believed; the reason stands in its place.
    Failed,
}

/// A message in a `<ol class="thread">`. Its text is a `<p class="message__text">`, whose lines are kept.
#[component]
pub fn Message(
    kind: MessageKind,
    /// Who wrote it.
    #[prop(into)]
    author: String,
    /// When, as people write it.
    #[prop(into)]
    date: String,
    /// Marks it as not read before.
    #[prop(optional)]
    new: Option<&'static str>,
    /// A name to lead to it by.
    #[prop(optional, into)]
    id: Option<String>,
    children: Children,
) -> impl IntoView {
    let class = match kind {
        MessageKind::Own => "message message--own",
        MessageKind::Other => "message",
        MessageKind::Failed => "message message--failed",
    };
    view! {
        <li class="thread__item">
            <article class=class class:message--new=new.is_some() id=id tabindex="-1">
                <header class="message__head">
                    <h3 class="message__author">{author}</h3>
                    {new.map(|new| view! { <span class="message__new">{new}</span> })}
                    <p class="message__date">{date}</p>
                </header>
                {children()}
            </article>
        </li>
    }
}
