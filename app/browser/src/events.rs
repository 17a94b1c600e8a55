use wasm_bindgen::JsCast;
use web_sys::{Event, EventSource, MessageEvent};

use crate::Listener;

/// A stream of server-sent events; the browser opens it anew when it breaks. Closed when dropped.
pub struct Events {
    source: EventSource,
    _listeners: Vec<Listener>,
}

impl Events {
    /// Opens `path` (behind `/api/v1`) and calls `event` with name and data of each event that has one of
    /// `names`, and `connected` whenever the connection comes or goes.
    pub fn open(
        path: &str,
        names: &[&'static str],
        event: impl Fn(&'static str, String) + Clone + 'static,
        connected: impl Fn(bool) + Clone + 'static,
    ) -> Option<Self> {
        let source = EventSource::new(&format!("/api/v1{path}")).ok()?;
        let target = || source.clone().into();
        let came = connected.clone();
        let mut listeners = vec![
            Listener::new(target(), "open", move |_| came(true)),
            Listener::new(target(), "error", move |_| connected(false)),
        ];
        listeners.extend(names.iter().map(|&name| {
            let event = event.clone();
            Listener::new(target(), name, move |message: Event| {
                if let Some(data) = message
                    .dyn_ref::<MessageEvent>()
                    .and_then(|message| message.data().as_string())
                {
                    event(name, data);
                }
            })
        }));
        Some(Self {
            source,
            _listeners: listeners,
        })
    }

    /// Whether the browser has given up, as it does when the session has ended.
    pub fn is_closed(&self) -> bool {
        self.source.ready_state() == EventSource::CLOSED
    }
}

impl Drop for Events {
    fn drop(&mut self) {
        self.source.close();
    }
}
