use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::{Listener, Pieces};

/// The vault is gone, and with it every key and sealed file that it held.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Crashed;

/// The page's end of a vault: requests `Q` go to its worker, each is answered once with an `A`.
pub struct Vault<Q, A> {
    shared: Rc<Shared>,
    messages: PhantomData<fn(Q) -> A>,
}

impl<Q, A> Clone for Vault<Q, A> {
    fn clone(&self) -> Self {
        Self {
            shared: Rc::clone(&self.shared),
            messages: PhantomData,
        }
    }
}

impl<Q, A> Vault<Q, A> {
    /// Starts a worker from the module at `worker_url`. `on_crash` is called once for each worker that ends by itself.
    pub fn start(worker_url: &str, on_crash: impl Fn() + 'static) -> Self {
        let shared = Rc::new(Shared {
            url: worker_url.to_owned(),
            on_crash: Box::new(on_crash),
            running: RefCell::default(),
            next_id: Cell::new(1),
        });
        shared.start();
        Self {
            shared,
            messages: PhantomData,
        }
    }

    /// Ends the worker and starts a new one, which knows nothing.
    pub fn restart(&self) {
        self.shared.stop();
        self.shared.start();
    }

    /// Whether a worker is running or starting.
    pub fn is_alive(&self) -> bool {
        self.shared.running.borrow().is_some()
    }

    /// Asks with a request as JSON, and perhaps the bytes of a file beside it, and waits for the answer as JSON. The
    /// bytes are transferred: they are empty afterwards. `progress` is told the share that is done, 0 to 1. Requests
    /// asked before the worker has loaded wait for it.
    pub async fn ask_in_json(
        &self,
        request: &str,
        bytes: Option<Uint8Array>,
        progress: Option<Box<dyn Fn(f64)>>,
    ) -> Result<(String, Option<Pieces>), Crashed> {
        let answer = self.shared.post(request, bytes.as_ref(), progress)?;
        let answer = JsFuture::from(answer).await.map_err(|_| Crashed)?;
        let bytes = field(&answer, "bytes").and_then(|bytes| Pieces::read(&bytes));
        let answer = field(&answer, "answer").and_then(|answer| answer.as_string());
        answer.map(|answer| (answer, bytes)).ok_or(Crashed)
    }
}

impl<Q: Serialize, A: DeserializeOwned> Vault<Q, A> {
    /// Asks, and waits for the answer.
    pub async fn ask(&self, request: &Q) -> Result<A, Crashed> {
        self.send(request, None, None).await.map(|(answer, _)| answer)
    }

    /// Asks with the bytes of a file beside the request. The bytes are transferred: `bytes` is empty afterwards.
    /// `on_progress` is told the share that is done, 0 to 1.
    pub async fn ask_with_bytes(
        &self,
        request: &Q,
        bytes: Uint8Array,
        on_progress: impl Fn(f64) + 'static,
    ) -> Result<(A, Option<Pieces>), Crashed> {
        self.send(request, Some(bytes), Some(Box::new(on_progress))).await
    }

    async fn send(
        &self,
        request: &Q,
        bytes: Option<Uint8Array>,
        progress: Option<Box<dyn Fn(f64)>>,
    ) -> Result<(A, Option<Pieces>), Crashed> {
        let text = serde_json::to_string(request).map_err(|_| Crashed)?;
        let (answer, bytes) = self.ask_in_json(&text, bytes, progress).await?;
        let answer = serde_json::from_str(&answer).map_err(|_| Crashed)?;
        Ok((answer, bytes))
    }
}

struct Shared {
    url: String,
    on_crash: Box<dyn Fn()>,
    running: RefCell<Option<Running>>,
    next_id: Cell<u32>,
}

struct Running {
    worker: Worker,
    /// Messages that wait for the worker to load; `None` once it has.
    early: Option<Vec<(Object, Array)>>,
    pending: Vec<Pending>,
    _listeners: Vec<Listener>,
}

struct Pending {
    id: u32,
    resolve: Function,
    reject: Function,
    progress: Option<Box<dyn Fn(f64)>>,
}

impl Shared {
    fn start(self: &Rc<Self>) {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let Ok(worker) = Worker::new_with_options(&self.url, &options) else {
            // No listeners exist yet that could tell: the caller learns it in its own turn.
            let this = Rc::clone(self);
            crate::spawn(async move { (this.on_crash)() });
            return;
        };
        let listeners = vec![
            self.listen(&worker, "message", Self::received),
            self.listen(&worker, "error", |this, _| this.crashed()),
            self.listen(&worker, "messageerror", |this, _| this.crashed()),
        ];
        *self.running.borrow_mut() = Some(Running {
            worker,
            early: Some(Vec::new()),
            pending: Vec::new(),
            _listeners: listeners,
        });
    }

    fn listen(self: &Rc<Self>, worker: &Worker, kind: &'static str, handler: fn(&Self, &Event)) -> Listener {
        let this = Rc::downgrade(self);
        Listener::new(worker.clone().into(), kind, move |event| {
            if let Some(this) = this.upgrade() {
                handler(&this, &event);
            }
        })
    }

    fn post(
        &self,
        request: &str,
        bytes: Option<&Uint8Array>,
        progress: Option<Box<dyn Fn(f64)>>,
    ) -> Result<Promise, Crashed> {
        let id = self.next_id.replace(self.next_id.get().wrapping_add(1));
        let message = Object::new();
        let transferred = Array::new();
        set(&message, "id", &id.into());
        set(&message, "request", &request.into());
        if let Some(bytes) = bytes {
            set(&message, "bytes", &bytes.buffer());
            transferred.push(&bytes.buffer());
        }
        let mut running = self.running.borrow_mut();
        let running = running.as_mut().ok_or(Crashed)?;
        let mut functions = None;
        let promise = Promise::new(&mut |resolve, reject| functions = Some((resolve, reject)));
        let (resolve, reject) = functions.ok_or(Crashed)?;
        running.pending.push(Pending {
            id,
            resolve,
            reject,
            progress,
        });
        match &mut running.early {
            Some(early) => early.push((message, transferred)),
            None => running
                .worker
                .post_message_with_transfer(&message, &transferred)
                .map_err(|_| Crashed)?,
        }
        Ok(promise)
    }

    fn received(&self, event: &Event) {
        let Some(data) = event.dyn_ref::<MessageEvent>().map(MessageEvent::data) else {
            return;
        };
        if field(&data, "crashed").is_some_and(|crashed| crashed.is_truthy()) {
            self.crashed();
        } else if field(&data, "ready").is_some_and(|ready| ready.is_truthy()) {
            self.ready();
        } else if let Some(id) = field(&data, "id").and_then(|id| id.as_f64()) {
            // Ids are ours: whole numbers below 2^32.
            self.answered(id as u32, &data);
        }
    }

    fn ready(&self) {
        let mut running = self.running.borrow_mut();
        let Some(running) = running.as_mut() else {
            return;
        };
        for (message, transferred) in running.early.take().unwrap_or_default() {
            // The messages are plain objects with buffers of ours: they can be cloned.
            let _ = running.worker.post_message_with_transfer(&message, &transferred);
        }
    }

    fn answered(&self, id: u32, data: &JsValue) {
        if let Some(share) = field(data, "progress").and_then(|share| share.as_f64()) {
            // Taken out while it runs: it may ask the vault something.
            let progress = self.with_pending(id, |pending| pending.progress.take()).flatten();
            if let Some(progress) = progress {
                progress(share);
                self.with_pending(id, |pending| pending.progress = Some(progress));
            }
            return;
        }
        let pending = self.running.borrow_mut().as_mut().and_then(|running| {
            let at = running.pending.iter().position(|pending| pending.id == id)?;
            Some(running.pending.swap_remove(at))
        });
        if let Some(pending) = pending {
            let _ = pending.resolve.call1(&JsValue::NULL, data);
        }
    }

    fn with_pending<T>(&self, id: u32, change: impl FnOnce(&mut Pending) -> T) -> Option<T> {
        let mut running = self.running.borrow_mut();
        let mut pending = running.as_mut()?.pending.iter_mut();
        pending.find(|pending| pending.id == id).map(change)
    }

    fn crashed(&self) {
        if self.stop() {
            (self.on_crash)();
        }
    }

    /// Ends the worker and every request that waits for it; `false` if there was none.
    fn stop(&self) -> bool {
        let Some(running) = self.running.borrow_mut().take() else {
            return false;
        };
        running.worker.terminate();
        for pending in &running.pending {
            let _ = pending.reject.call0(&JsValue::NULL);
        }
        // One of these listeners may be running: it is dropped when its turn is over.
        crate::spawn(async move { drop(running) });
        true
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.stop();
    }
}

fn field(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into())
        .ok()
        .filter(|value| !value.is_undefined())
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // Setting a field of a plain object cannot fail.
    let _ = Reflect::set(object, &name.into(), value);
}
