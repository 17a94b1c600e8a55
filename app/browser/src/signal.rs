use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

/// A value that is watched. It is never freed, so that it can be copied into every handler that needs it: what it
/// belongs to lives as long as the page.
pub struct Signal<T: 'static> {
    inner: &'static Inner<T>,
}

struct Inner<T> {
    value: RefCell<T>,
    watchers: Watchers,
}

/// Who has looked at a signal. Apart from it, so that this code is there once and not for each type of value.
#[derive(Default)]
struct Watchers {
    known: RefCell<Vec<&'static Watcher>>,
}

struct Watcher {
    run: RefCell<Box<dyn FnMut()>>,
    /// Whether it waits for its turn already.
    waits: Cell<bool>,
}

thread_local! {
    /// The watcher whose turn it is.
    static RUNNING: Cell<Option<&'static Watcher>> = const { Cell::new(None) };
    /// Those whose turn comes.
    static WAITING: RefCell<VecDeque<&'static Watcher>> = const { RefCell::new(VecDeque::new()) };
}

impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Signal<T> {}

impl<T: Default> Default for Signal<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> Signal<T> {
    /// A signal with its first value.
    pub fn new(value: T) -> Self {
        Self {
            inner: Box::leak(Box::new(Inner {
                value: RefCell::new(value),
                watchers: Watchers::default(),
            })),
        }
    }

    /// Looks at the value; `look` must not change it.
    pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
        self.inner.watchers.note();
        look(&self.inner.value.borrow())
    }

    /// The value.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// Sets the value; whoever watches it takes a turn, even if it is the same.
    pub fn set(self, value: T) {
        self.update(|old| *old = value);
    }

    /// Changes the value; `change` must not look at the signal in any other way.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        change(&mut self.inner.value.borrow_mut());
        self.inner.watchers.call();
    }
}

impl Watchers {
    /// The watcher whose turn it is looks at the signal.
    #[inline(never)]
    fn note(&self) {
        if let Some(watcher) = RUNNING.get() {
            let mut known = self.known.borrow_mut();
            if !known.iter().any(|known| std::ptr::eq(*known, watcher)) {
                known.push(watcher);
            }
        }
    }

    /// The signal has been set.
    #[inline(never)]
    fn call(&self) {
        for watcher in &*self.known.borrow() {
            watcher.wait();
        }
        take_turns();
    }
}

/// Runs `run` at once, and again whenever a signal has been set that it has ever looked at. It may set others: who
/// watches those comes after it.
pub fn watch(run: impl FnMut() + 'static) {
    begin(Box::new(run));
}

#[inline(never)]
fn begin(run: Box<dyn FnMut()>) {
    let watcher: &'static Watcher = Box::leak(Box::new(Watcher {
        run: RefCell::new(run),
        waits: Cell::new(false),
    }));
    watcher.wait();
    take_turns();
}

impl Watcher {
    fn wait(&'static self) {
        if !self.waits.replace(true) {
            WAITING.with_borrow_mut(|waiting| waiting.push_back(self));
        }
    }
}

/// One watcher at a time, so that none is called while it runs.
fn take_turns() {
    if RUNNING.get().is_some() {
        return;
    }
    while let Some(watcher) = WAITING.with_borrow_mut(VecDeque::pop_front) {
        watcher.waits.set(false);
        RUNNING.set(Some(watcher));
        (watcher.run.borrow_mut())();
        RUNNING.set(None);
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;

    #[test]
    fn a_watcher_runs_at_once_and_after_each_change() {
        let (signal, seen) = (Signal::new(1), Rc::new(RefCell::default()));
        watch({
            let seen: Rc<RefCell<Vec<i32>>> = Rc::clone(&seen);
            move || seen.borrow_mut().push(signal.get())
        });
        signal.set(2);
        signal.update(|value| *value += 1);
        assert_eq!(*seen.borrow(), [1, 2, 3]);
    }

    #[test]
    fn a_watcher_that_sets_a_signal_is_followed_by_those_who_watch_it() {
        let (first, second, seen) = (Signal::new(1), Signal::new(0), Signal::new(Vec::new()));
        watch(move || {
            let value = second.get();
            seen.update(|seen| seen.push(value));
        });
        watch(move || second.set(first.get() * 10));
        first.set(2);
        assert_eq!(seen.get(), [0, 10, 20]);
    }

    #[test]
    fn a_watcher_may_set_what_it_watches_until_it_is_content() {
        let signal = Signal::new(5);
        watch(move || {
            if signal.get() > 0 {
                signal.update(|value| *value -= 1);
            }
        });
        assert_eq!(signal.get(), 0);
    }

    #[test]
    fn signals_that_are_looked_at_only_sometimes_are_watched_from_then_on() {
        let (wanted, signal, seen) = (Signal::new(false), Signal::new(1), Signal::new(0));
        watch(move || {
            if wanted.get() {
                seen.set(signal.get());
            }
        });
        signal.set(2);
        assert_eq!(seen.get(), 0);
        wanted.set(true);
        signal.set(3);
        assert_eq!(seen.get(), 3);
    }
}
