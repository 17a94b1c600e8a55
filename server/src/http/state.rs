use std::sync::{Arc, OnceLock};

use app::Site;
use office::Office;

use super::assets::Assets;
use super::rate::Limiter;
use super::settings::Settings;

/// All that answering a request needs; cheap to clone.
#[derive(Clone)]
pub struct AppState {
    pub(super) office: Arc<Office>,
    pub(super) settings: Arc<Settings>,
    pub(super) assets: Arc<Assets>,
    pub(super) site: Arc<Site>,
    pub(super) limiter: Arc<Limiter>,
    /// The document of the API, once the router has been built from which it is made.
    pub(super) document: Arc<OnceLock<String>>,
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
        Self {
            office,
            limiter: Arc::new(Limiter::new(&settings.limits)),
            settings: Arc::new(settings),
            assets: Arc::new(assets),
            site: Arc::new(site),
            document: Arc::default(),
        }
    }
}
