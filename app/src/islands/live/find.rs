//! Suggestions under the search box: the combobox of the WAI-ARIA Authoring Practices with a list that is chosen from by
//! hand. Without an answer the box stays the plain form that it is.

use std::cell::{Cell, RefCell};

use browser::{Api, Part, Task, Timer, after, encoded, focused_id, go_to, part};
use locales::suggesting;

use crate::hooks::find::{INPUT, LIST, OPTION, STATUS};
use crate::hooks::inner;
use crate::islands::suggestions::{Suggestion, name, read, step};
use crate::props::FinderProps;

/// How long nothing is typed before the portal is asked, in milliseconds.
const PAUSE: i32 = 150;

/// The box and what is going on in it, for as long as the page lives.
struct Finder {
    props: &'static FinderProps,
    input: Part,
    list: Part,
    found: RefCell<Vec<Suggestion>>,
    chosen: Cell<Option<usize>>,
    is_open: Cell<bool>,
    waiting: RefCell<Option<Timer>>,
    asking: RefCell<Option<Task>>,
}

pub(super) fn start(props: &'static FinderProps) {
    let finder: &'static Finder = Box::leak(Box::new(Finder {
        props,
        input: part(INPUT),
        list: part(LIST),
        found: RefCell::default(),
        chosen: Cell::default(),
        is_open: Cell::default(),
        waiting: RefCell::default(),
        asking: RefCell::default(),
    }));
    let input = &finder.input;
    for (attribute, value) in [
        ("role", "combobox"),
        ("aria-autocomplete", "list"),
        ("aria-expanded", "false"),
        ("aria-controls", LIST),
    ] {
        input.set(attribute, Some(value));
    }
    input.on("input", move || finder.typed());
    input.on("blur", move || finder.close());
    input.on_key(move |key| finder.pressed(key));
    finder.list.leave_focus();
    // What was typed while the program was on its way, unless the person has gone on.
    let is_typing = focused_id().as_deref() == Some(INPUT);
    if is_typing && input.value() != input.attribute("value").unwrap_or_default() {
        finder.typed();
    }
}

impl Finder {
    fn typed(&'static self) {
        self.choose(None);
        // What was asked for before is not wanted any more.
        self.asking.take();
        let text = self.input.value();
        if text.trim().is_empty() {
            self.found.take();
            self.close();
            return;
        }
        self.waiting.replace(after(PAUSE, move || {
            self.asking.replace(Some(Task::start(self.ask(text.clone()))));
        }));
    }

    async fn ask(&'static self, text: String) {
        let locale = self.props.locale;
        let path = format!("/search?q={}&locale={}", encoded(&text), locale.tag());
        let answer = Api::new(locale).text("GET", &path, None).await;
        match answer.ok().and_then(|answer| read(&answer)) {
            Some(found) => self.show(found),
            None => self.close(),
        }
    }

    fn show(&'static self, found: Vec<Suggestion>) {
        let options = found.iter().enumerate().map(|(position, suggestion)| {
            let shown = part(OPTION).copy();
            shown.set("id", Some(&name(position)));
            shown.inner(inner::TEXT).say(&suggestion.text);
            shown.inner(inner::DETAIL).say(&suggestion.detail);
            shown.on("click", move || self.follow(position));
            shown
        });
        self.list.arrange(&options.collect::<Vec<_>>());
        part(STATUS).say(&(suggesting(self.props.locale).count)(found.len()));
        let has_any = !found.is_empty();
        self.found.replace(found);
        // What was chosen in the list before is not what stands there now.
        self.choose(None);
        self.open(has_any);
    }

    /// Whether the key has done what it does here.
    fn pressed(&'static self, key: &str) -> bool {
        match key {
            "ArrowDown" | "ArrowUp" => {
                let count = self.found.borrow().len();
                self.open(count > 0);
                self.choose(step(self.chosen.get(), count, key == "ArrowDown"));
                true
            }
            "Enter" => {
                let chosen = self.chosen.get();
                chosen.into_iter().for_each(|chosen| self.follow(chosen));
                chosen.is_some()
            }
            "Escape" => {
                let was_open = self.is_open.get();
                self.close();
                was_open
            }
            _ => false,
        }
    }

    fn choose(&self, chosen: Option<usize>) {
        self.chosen.set(chosen);
        let active = chosen.map(name);
        self.input.set("aria-activedescendant", active.as_deref());
        for (position, shown) in self.list.children().iter().enumerate() {
            let is_chosen = chosen == Some(position);
            shown.set("aria-selected", Some(if is_chosen { "true" } else { "false" }));
            if is_chosen {
                shown.uncover();
            }
        }
    }

    fn follow(&self, position: usize) {
        if let Some(suggestion) = self.found.borrow().get(position) {
            go_to(&suggestion.address);
        }
    }

    fn open(&self, open: bool) {
        self.is_open.set(open);
        self.list.show(open);
        self.input
            .set("aria-expanded", Some(if open { "true" } else { "false" }));
    }

    fn close(&self) {
        self.waiting.take();
        self.asking.take();
        self.choose(None);
        self.open(false);
        part(STATUS).say("");
    }
}
