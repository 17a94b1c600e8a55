use std::time::Duration;

use crate::config::{Config, Http, Limits};

/// What the HTTP side needs to know about where it stands.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Section `http` of the configuration.
    pub http: Http,
    /// Section `limits` of the configuration.
    pub limits: Limits,
    /// The portal's name in the header and behind every page's title.
    pub name: String,
    /// Who runs the portal, as its pages say.
    pub operator: app::Operator,
    /// Time between two signs of life on an open stream of events; the session is checked as often.
    pub events_keep_alive: Duration,
}

impl Settings {
    /// The settings that a configuration asks for.
    pub fn new(config: &Config) -> Self {
        Self {
            http: config.http.clone(),
            limits: config.limits.clone(),
            name: config.portal.name.clone(),
            operator: app::Operator {
                address: config.portal.address_lines(),
                telephone: config.portal.telephone.clone(),
                email: config.portal.email.as_ref().map(ToString::to_string),
            },
            events_keep_alive: Duration::from_secs(15),
        }
    }

    /// Whether browsers reach the portal through TLS.
    pub(super) fn is_https(&self) -> bool {
        self.http.origin.starts_with("https://")
    }

    /// Longest time from a request's head to its answer.
    pub(super) fn request_time(&self) -> Duration {
        Duration::from_secs(self.http.request_seconds)
    }

    /// The same for a part of a file.
    pub(super) fn upload_time(&self) -> Duration {
        Duration::from_secs(self.http.upload_seconds)
    }
}
