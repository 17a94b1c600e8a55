//! The program as far as it needs a browser: it fills the page in, talks to the vault and to the portal.

mod chosen;
mod compose;
mod find;
mod form;
mod outbox;
mod receipt;
mod request;
mod session;
mod thread;

use browser::{Json, part};

use crate::hooks;
use crate::islands::wire::Read;

/// How often a message is sealed anew because the department's key or the ticket has ended meanwhile.
const SEALINGS: u32 = 3;

/// Starts what there is on this page; `false` if that is nothing.
pub(crate) fn start() -> bool {
    if let Some(props) = props(hooks::compose::ROOT) {
        compose::start(props);
        true
    } else if let Some(props) = props(hooks::thread::ROOT) {
        thread::start(props);
        true
    } else if let Some(props) = props(hooks::find::ROOT) {
        find::start(props);
        true
    } else {
        false
    }
}

/// What an island must know, for as long as the page lives.
fn props<T: Read>(root: &str) -> Option<&'static T> {
    let json = Json::read(&part(root).attribute("data-props")?)?;
    Some(Box::leak(Box::new(T::read(&json)?)))
}
