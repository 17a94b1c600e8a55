use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;

use crate::spawn;

type Slot = Rc<RefCell<Option<Pin<Box<dyn Future<Output = ()>>>>>>;

/// Work that is given up when this is dropped, and with it the request that it waits for.
pub struct Task {
    slot: Slot,
}

impl Task {
    /// Runs `work` until it ends or this is dropped.
    pub fn start(work: impl Future<Output = ()> + 'static) -> Self {
        let slot: Slot = Rc::new(RefCell::new(Some(Box::pin(work))));
        let running = Rc::clone(&slot);
        spawn(poll_fn(move |context| {
            let Some(mut work) = running.borrow_mut().take() else {
                return Poll::Ready(());
            };
            let state = work.as_mut().poll(context);
            // The work may have given itself up.
            if state.is_pending() && Rc::strong_count(&running) > 1 {
                *running.borrow_mut() = Some(work);
            }
            state
        }));
        Self { slot }
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        let work = self.slot.borrow_mut().take();
        drop(work);
    }
}
