//! Stands in for `live` on the server. Nobody clicks there: what is called while a page is rendered does nothing, and
//! the rest is never called.

/// There are no files to pick.
#[derive(Clone)]
pub(crate) enum PickedFile {}

impl PickedFile {
    pub(crate) fn name(&self) -> String {
        match *self {}
    }

    pub(crate) fn size(&self) -> u64 {
        match *self {}
    }
}

/// There is no vault to have a session with.
#[derive(Clone)]
pub(crate) enum Session {}

/// There is no page to guard.
pub(crate) struct LeaveGuard;

impl LeaveGuard {
    pub(crate) fn new() -> Option<Self> {
        None
    }
}

pub(crate) fn picked_files(_input: &str) -> Vec<PickedFile> {
    Vec::new()
}

pub(crate) fn focus(_id: &str) {}

pub(crate) fn chance(_sides: usize) -> usize {
    0
}

pub(crate) mod compose {
    use crate::islands::compose::State;

    pub(crate) fn start(_state: State) {}
    pub(crate) fn send(_state: State) {}
    pub(crate) fn deliver(_state: State) {}
    pub(crate) fn go_on(_state: State) {}
}

pub(crate) mod receipt {
    use crate::islands::receipt::State;

    pub(crate) fn copy(_state: State) {}
    pub(crate) fn print(_state: State) {}
    pub(crate) fn save(_state: State) {}
}

pub(crate) mod thread {
    use crate::islands::thread::{File, State};

    pub(crate) fn start(_state: State) {}
    pub(crate) fn open(_state: State) {}
    pub(crate) fn refresh(_state: State) {}
    pub(crate) fn write(_state: State) {}
    pub(crate) fn upload(_state: State) {}
    pub(crate) fn download(_state: State, _file: File) {}
    pub(crate) fn start_notices(_state: State) {}
    pub(crate) fn stop_notices(_state: State) {}
    pub(crate) fn leave(_state: State) {}
}
