//! The only place that touches web APIs: the fetch client, the handle of the vault's worker, and what a page asks of
//! its window. Only back-off, JSON and signals are compiled natively, for tests; everything else exists in a browser only.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod backoff;
mod json;
mod signal;

#[cfg(target_arch = "wasm32")]
mod api;
#[cfg(target_arch = "wasm32")]
mod attention;
#[cfg(target_arch = "wasm32")]
mod clock;
#[cfg(target_arch = "wasm32")]
mod dom;
#[cfg(target_arch = "wasm32")]
mod events;
#[cfg(target_arch = "wasm32")]
mod files;
#[cfg(target_arch = "wasm32")]
mod history;
#[cfg(target_arch = "wasm32")]
mod listener;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod passkey;
#[cfg(target_arch = "wasm32")]
mod picture;
#[cfg(target_arch = "wasm32")]
mod pieces;
#[cfg(target_arch = "wasm32")]
mod retry;
#[cfg(target_arch = "wasm32")]
mod scripts;
#[cfg(target_arch = "wasm32")]
mod task;
#[cfg(target_arch = "wasm32")]
mod upload;
#[cfg(target_arch = "wasm32")]
mod vault;

pub use backoff::Backoff;
pub use json::Json;
pub use signal::{Signal, watch};

#[cfg(target_arch = "wasm32")]
pub use {
    api::{Api, ApiError},
    attention::{focused_id, refocus},
    clock::{date_text, now, pause, time_text, utc_offset},
    dom::{Part, part},
    events::Events,
    files::{PickedFile, chosen_file, picked_files, save_file},
    history::{
        address, encoded, fragment, go_to, push_address, remember, remembered, replace_address, take_fragment,
    },
    listener::{LeaveGuard, Listener, Timer, after, always, every, on_return, on_window},
    page::{chance, copy, focus, is_online, origin, print, reveal, set_title, spawn, title},
    passkey::{PasskeyAnswer, PasskeyTrouble, has_passkeys, make_passkey, show_passkey},
    picture::Picture,
    pieces::Pieces,
    retry::{Waiting, retry},
    scripts::run_script,
    task::Task,
    vault::{Crashed, Vault},
};

/// The bytes of a file on their way between page, vault and network.
#[cfg(target_arch = "wasm32")]
pub use js_sys::Uint8Array;
