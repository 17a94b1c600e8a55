use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{BeforeUnloadEvent, Event, EventTarget, VisibilityState};

/// A handler that is removed when this is dropped.
pub struct Listener {
    target: EventTarget,
    kind: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    pub(crate) fn new(target: EventTarget, kind: &'static str, handler: impl FnMut(Event) + 'static) -> Self {
        let closure = Closure::<dyn FnMut(Event)>::new(handler);
        // Fails only for something that is no event target.
        let _ = target.add_event_listener_with_callback(kind, closure.as_ref().unchecked_ref());
        Self {
            target,
            kind,
            closure,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self
            .target
            .remove_event_listener_with_callback(self.kind, self.closure.as_ref().unchecked_ref());
    }
}

/// Handles an event of the window, such as `online` or `afterprint`.
pub fn on_window(kind: &'static str, mut handler: impl FnMut() + 'static) -> Option<Listener> {
    Some(Listener::new(web_sys::window()?.into(), kind, move |_| handler()))
}

/// Calls `handler` when the person comes back to this page from another tab or program.
pub fn on_return(mut handler: impl FnMut() + 'static) -> Option<Listener> {
    let document = web_sys::window()?.document()?;
    let page = document.clone();
    Some(Listener::new(document.into(), "visibilitychange", move |_| {
        if page.visibility_state() == VisibilityState::Visible {
            handler();
        }
    }))
}

/// Makes the browser ask before the page is left. While it lives, what was typed is not lost by accident.
pub struct LeaveGuard {
    _listener: Listener,
}

impl LeaveGuard {
    /// Asks from now on until it is dropped. The browser chooses the words.
    pub fn new() -> Option<Self> {
        let window = web_sys::window()?;
        let listener = Listener::new(window.into(), "beforeunload", |event| {
            event.prevent_default();
            if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                // Browsers before 2023 ask only if this is set.
                event.set_return_value("1");
            }
        });
        Some(Self { _listener: listener })
    }

    /// Sets or drops the guard in `guard` so that there is one exactly while something is `at_stake`.
    pub fn keep(guard: &mut Option<Self>, at_stake: bool) {
        if !at_stake {
            *guard = None;
        } else if guard.is_none() {
            *guard = Self::new();
        }
    }
}

/// A timer that ends when this is dropped.
pub struct Timer {
    handle: i32,
    _closure: Closure<dyn FnMut()>,
}

/// Calls `handler` every `seconds` while the page is visible.
pub fn every(seconds: i32, mut handler: impl FnMut() + 'static) -> Option<Timer> {
    let document = web_sys::window()?.document()?;
    always(seconds, move || {
        if document.visibility_state() == VisibilityState::Visible {
            handler();
        }
    })
}

/// Calls `handler` every `seconds`, or more seldom while the page is hidden, as the browser likes.
pub fn always(seconds: i32, handler: impl FnMut() + 'static) -> Option<Timer> {
    let window = web_sys::window()?;
    let closure = Closure::<dyn FnMut()>::new(handler);
    let handle = window
        .set_interval_with_callback_and_timeout_and_arguments_0(
            closure.as_ref().unchecked_ref(),
            seconds * 1000,
        )
        .ok()?;
    Some(Timer {
        handle,
        _closure: closure,
    })
}

/// Calls `handler` once, so many milliseconds from now.
pub fn after(milliseconds: i32, handler: impl FnMut() + 'static) -> Option<Timer> {
    let window = web_sys::window()?;
    let closure = Closure::<dyn FnMut()>::new(handler);
    let handle = window
        .set_timeout_with_callback_and_timeout_and_arguments_0(closure.as_ref().unchecked_ref(), milliseconds)
        .ok()?;
    Some(Timer {
        handle,
        _closure: closure,
    })
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            // Intervals and time-outs share their handles (HTML, 8.6).
            window.clear_interval_with_handle(self.handle);
        }
    }
}
