use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use app::Site;
use office::Office;

use super::assets::Assets;
use super::rate::Limiter;
use super::settings::Settings;

/// All that answering a request needs; cheap to clone.
#[derive(Clone)]
pub struct AppState(Arc<Parts>);

/// What the state is made of, reached through it: every layer around a request holds a clone, so one count is all
/// that a clone may cost.
pub struct Parts {
    pub(super) office: Arc<Office>,
    pub(super) settings: Settings,
    pub(super) assets: Assets,
    pub(super) site: Arc<Site>,
    pub(super) limiter: Limiter,
    /// The document of the API, once the router has been built from which it is made.
    pub(super) document: OnceLock<String>,
}

impl Deref for AppState {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl AppState {
    /// Puts a portal together.
    pub fn new(office: Arc<Office>, settings: Settings, assets: Assets) -> Self {
        let site = Site {
            name: settings.name.clone(),
            origin: settings.http.origin.clone(),
            operator: settings.operator.clone(),
            assets: assets.names().clone(),
        };
        Self(Arc::new(Parts {
            office,
            limiter: Limiter::new(&settings.limits),
            settings,
            assets,
            site: Arc::new(site),
            document: OnceLock::new(),
        }))
    }
}
