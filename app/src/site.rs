use std::sync::Arc;

use locales::Locale;

use crate::Assets;

/// What is the same on every page of an installation.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Site {
    /// The portal's name, in the header and behind every title.
    pub name: String,
    /// Its public origin, such as `https://post.example.org`: what a receipt's sheet leads back to.
    pub origin: String,
    /// Who runs the portal.
    pub operator: Operator,
    /// Where style, scripts and images are found.
    pub assets: Assets,
}

/// Who answers for the portal: shown under accessibility and privacy. Nothing is shown where nothing is known.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Operator {
    /// Name and postal address, one line each.
    pub address: Vec<String>,
    /// For whoever cannot use the portal.
    pub telephone: Option<String>,
    /// An address for questions about the portal itself.
    pub email: Option<String>,
}

impl Operator {
    /// Whether the installation says anything about them.
    pub(crate) fn is_known(&self) -> bool {
        *self != Self::default()
    }
}

/// For whom a page is rendered, and as which.
#[derive(Clone, Debug)]
pub struct Context {
    /// The page's language.
    pub locale: Locale,
    /// The page's path without its language: `/a/musterstadt`, empty on the start page. The switch of languages
    /// leads to the same path in the other one.
    pub path: String,
    /// The installation.
    pub site: Arc<Site>,
}

impl Context {
    /// The address of a page of this site in this page's language; `path` as in [`Context::path`].
    pub fn link(&self, path: &str) -> String {
        self.link_in(self.locale, path)
    }

    /// The address of a page in another language.
    pub fn link_in(&self, locale: Locale, path: &str) -> String {
        format!("/{locale}{path}")
    }

    /// The address of a file of the site.
    pub fn asset(&self, name: &str) -> String {
        self.site.assets.url(name)
    }
}
