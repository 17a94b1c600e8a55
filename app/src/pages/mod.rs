//! The pages: functions from data to a whole HTML document. Links are made with the context's language.

mod about;
mod accessibility;
mod administration;
mod compose;
mod contact;
mod departments;
mod desk;
mod fault;
mod find;
mod not_started;
mod passages;
mod pictures;
mod receipt;
mod register;
mod shell;
mod start;
mod thread;

pub use about::about;
pub use accessibility::accessibility;
pub use administration::{Entrance, administration};
pub use compose::compose;
pub use departments::departments;
pub use desk::desk;
pub use fault::{Fault, fault};
pub use find::find;
pub use register::{register, register_path};
pub use start::start;
pub use thread::thread;

/// What the program of a page must know, for an attribute. Plain structs of texts can always be written.
pub(crate) fn as_json(props: &impl serde::Serialize) -> String {
    serde_json::to_string(props).unwrap_or_default()
}
