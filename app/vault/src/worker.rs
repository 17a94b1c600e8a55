//! The web worker around a vault, the same for citizens and staff.
//!
//! In: `{id, request: "<JSON>", bytes?: ArrayBuffer}`. Out: `{id, progress: 0..1}` any number of times, then
//! `{id, answer: "<JSON>", bytes?: Uint8Array[]}`, the first of the arrays in the buffer that came in. Each message is worked off whole inside its own event, so requests are answered strictly in their order, and
//! a panic, which is a trap here, leaves the listener as an exception: the page hears of it through the worker's
//! `error` event.

use js_sys::{Array, ArrayBuffer, Date, Object, Reflect, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};
use zeroize::Zeroizing;

/// Milliseconds between two reports of progress: telling it costs more than a person can see.
const PROGRESS_EVERY: f64 = 50.0;

/// Answers every message with `handle` for as long as the worker lives.
pub(crate) fn serve<Q: DeserializeOwned, A: Serialize>(
    mut handle: impl FnMut(Q, Option<Vec<u8>>, &mut dyn FnMut(f64)) -> (A, Option<Vec<u8>>) + 'static,
) {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let port = scope.clone();
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let data = event.data();
        let id = field(&data, "id");
        let (request, buffer) = received(&data);
        let bytes = buffer.as_ref().map(Uint8Array::to_vec);
        let mut told = Date::now();
        let mut progress = |share: f64| {
            let now = Date::now();
            if now - told >= PROGRESS_EVERY {
                told = now;
                post(&port, &id, "progress", &share.into(), None);
            }
        };
        let (answer, bytes) = handle(request, bytes, &mut progress);
        let answer = serde_json::to_string(&answer).unwrap_or_else(|_| refuse());
        let bytes = bytes.map(|bytes| given_back(&bytes, buffer));
        post(&port, &id, "answer", &answer.into(), bytes.as_deref());
    });
    // A listener on the worker's own scope cannot be refused.
    let _ = scope.add_event_listener_with_callback("message", listener.as_ref().unchecked_ref());
    listener.forget();
}

fn received<Q: DeserializeOwned>(data: &JsValue) -> (Q, Option<Uint8Array>) {
    let text = Zeroizing::new(field(data, "request").as_string().unwrap_or_default());
    let request = serde_json::from_str(&text).unwrap_or_else(|_| refuse());
    let bytes = field(data, "bytes")
        .dyn_into::<ArrayBuffer>()
        .ok()
        .map(|buffer| Uint8Array::new(&buffer));
    (request, bytes)
}

/// The bytes as the page gets them: as many as fit into the buffer that came in, and the rest. A new buffer of ten
/// megabytes costs as much as a seventh of the sealing: its memory is fetched from the system page by page.
fn given_back(bytes: &[u8], buffer: Option<Uint8Array>) -> Vec<Uint8Array> {
    let room = buffer.as_ref().map_or(0, |buffer| buffer.length() as usize);
    let (first, rest) = bytes.split_at(bytes.len().min(room));
    let mut pieces = Vec::new();
    if let (Some(buffer), Ok(length)) = (buffer, u32::try_from(first.len())) {
        let beginning = buffer.subarray(0, length);
        beginning.copy_from(first);
        pieces.push(beginning);
    }
    if !rest.is_empty() {
        pieces.push(Uint8Array::from(rest));
    }
    pieces
}

/// Page and vault are of different versions. Neither can help itself: the page reports it like a crash.
fn refuse() -> ! {
    wasm_bindgen::throw_str("not a message between this page and this vault")
}

fn post(
    port: &DedicatedWorkerGlobalScope,
    id: &JsValue,
    name: &str,
    value: &JsValue,
    bytes: Option<&[Uint8Array]>,
) {
    let message = Object::new();
    let transferred = Array::new();
    set(&message, "id", id);
    set(&message, name, value);
    if let Some(pieces) = bytes {
        let bytes = Array::new();
        for piece in pieces {
            bytes.push(piece);
            transferred.push(&piece.buffer());
        }
        set(&message, "bytes", &bytes);
    }
    // A plain object of strings, numbers and arrays over buffers of ours can always be cloned.
    let _ = port.post_message_with_transfer(&message, &transferred);
}

fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // Setting a field of a plain object cannot fail.
    let _ = Reflect::set(object, &name.into(), value);
}
