use std::sync::Arc;

use domain::api::{Authority, Department};
use domain::search::Search;
use domain::{HostOrigin, Slug};
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

/// A frame on a page of another site.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The authority that it is about.
    pub authority: Slug,
    /// The one department that it is about; else all of the authority's.
    pub department: Option<Slug>,
    /// Origins of the pages that may show it.
    pub hosts: Vec<HostOrigin>,
    /// The same page's path without a frame, as in [`Context::path`].
    pub outside: String,
}

impl Frame {
    /// The path of the page that the frame begins with, as in [`Context::path`].
    pub fn path(&self) -> String {
        match &self.department {
            Some(department) => format!("/embed/{}/only/{department}", self.authority),
            None => format!("/embed/{}", self.authority),
        }
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
    /// The frame that the page stands in; absent where it stands for itself.
    pub frame: Option<Frame>,
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

    /// Whether the page is one of an authority's own, in a frame or not.
    pub(crate) fn is_at_an_authority(&self) -> bool {
        self.frame.is_some() || self.path.starts_with("/a/")
    }

    /// The address of a search's page: at an authority its own page, which is asked again.
    pub(crate) fn search_address(&self, search: &Search) -> String {
        if !self.is_at_an_authority() {
            return search.address(self.locale);
        }
        let page = self.path.split('?').next().unwrap_or_default();
        self.link(&format!("{page}{}", search.query_at_authority()))
    }

    /// The path of an authority's departments; `None` where there is only one to see.
    pub(crate) fn departments_path(&self, authority: &Authority) -> Option<String> {
        match &self.frame {
            Some(frame) => frame.department.is_none().then(|| frame.path()),
            None => Some(format!("/a/{}", authority.slug)),
        }
    }

    /// The path of the page to write to a department on.
    pub(crate) fn compose_path(&self, authority: &Authority, department: &Department) -> String {
        match &self.frame {
            Some(frame) if frame.department.is_some() => frame.path(),
            Some(frame) => format!("{}/to/{}", frame.path(), department.slug),
            None => format!("/a/{}/{}", authority.slug, department.slug),
        }
    }

    /// Where a link to a page that is only outside of frames opens: beside what was typed here.
    pub(crate) fn beside(&self) -> Option<&'static str> {
        self.frame.as_ref().map(|_| "_blank")
    }

    /// The address of a file of the site.
    pub fn asset(&self, name: &str) -> String {
        self.site.assets.url(name)
    }
}
