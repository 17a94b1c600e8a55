//! What a search brings: which department somebody should write to, or what has to be asked first.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::api::{Authority, Department};
use crate::{AreaKey, Locale, Localized, ServiceKey, Slug};

/// What somebody looks for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Search {
    /// What they typed: place, concern or both.
    pub text: String,
    /// The place, if it was chosen.
    pub place: Option<PlaceKey>,
    /// The concern, if it was chosen.
    pub service: Option<ServiceKey>,
}

impl Search {
    /// The address of its page, without the origin.
    pub fn address(&self, locale: Locale) -> String {
        format!("/{}{}", locale.tag(), self.path())
    }

    /// The part of its address that is the same in every language.
    pub fn path(&self) -> String {
        format!("/find{}", self.query())
    }

    /// What stands behind the address of the page of the only authority that is asked.
    pub fn query_at_authority(&self) -> String {
        let place = match &self.place {
            Some(PlaceKey::AreaOf(_, area) | PlaceKey::Area(area)) => Some(PlaceKey::Area(area.clone())),
            Some(PlaceKey::Authority(_)) | None => None,
        };
        Self {
            place,
            ..self.clone()
        }
        .query()
    }

    fn query(&self) -> String {
        let mut address = String::new();
        let mut separator = '?';
        let mut add = |name: &str, value: &str| {
            address.push(separator);
            separator = '&';
            address.push_str(name);
            address.push('=');
            address.extend(utf8_percent_encode(value, NON_ALPHANUMERIC));
        };
        if !self.text.is_empty() {
            add("q", &self.text);
        }
        match &self.place {
            Some(PlaceKey::Area(area)) => add("place", area.as_str()),
            Some(PlaceKey::Authority(slug)) => add("authority", slug.as_str()),
            Some(PlaceKey::AreaOf(slug, area)) => {
                add("authority", slug.as_str());
                add("place", area.as_str());
            }
            None => {}
        }
        if let Some(service) = &self.service {
            add("service", service.as_str());
        }
        address
    }
}

/// Where somebody looks for a department.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PlaceKey {
    /// In a place.
    Area(AreaKey),
    /// At an authority, wherever it is in charge.
    Authority(Slug),
    /// In a place, as far as one authority is in charge there.
    AreaOf(Slug, AreaKey),
}

/// A place that was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoundPlace {
    /// What it is chosen by.
    pub key: PlaceKey,
    /// Its name.
    pub name: String,
    /// Where it lies.
    pub district: Option<String>,
}

impl FoundPlace {
    /// Its name with what tells it from others.
    pub fn full_name(&self) -> String {
        match &self.district {
            Some(district) => format!("{} ({district})", self.name),
            None => self.name.clone(),
        }
    }
}

/// A concern that was found: a service, or what departments are called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoundConcern {
    /// What it is chosen by; departments' names have none.
    pub service: Option<ServiceKey>,
    /// Its name.
    pub name: Localized,
}

/// A department that can be written to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target {
    /// Its authority.
    pub authority: Authority,
    /// The department.
    pub department: Department,
}

/// What a search found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The place that it was found in, if that is clear.
    pub place: Option<FoundPlace>,
    /// The concern, if that is clear.
    pub concern: Option<FoundConcern>,
    /// What the authority in charge says of the concern.
    pub description: Option<Localized>,
    /// Where the place has to be asked for: words as they were typed that may name one, and which nobody here knows.
    pub elsewhere: Option<String>,
    /// What comes of it.
    pub outcome: Outcome,
}

/// What comes of a search.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// Nothing was asked.
    Unasked,
    /// Nothing is called anything like that.
    Nothing,
    /// Several places are meant, or any; without a choice the person is asked where.
    WhichPlace(Vec<FoundPlace>),
    /// Several concerns are meant.
    WhichConcern(Vec<FoundConcern>),
    /// These are in charge; of several one has to be chosen.
    InCharge(Vec<Target>),
    /// Nobody is in charge of it by name: these take what nobody else does.
    Fallback(Vec<Target>),
    /// Nobody is in charge of it by name, and nobody takes what nobody else does: these are the place's authorities.
    Nobody(Vec<Authority>),
    /// Only the place was named: these authorities are in charge of it, the nearest first.
    Authorities(Vec<Authority>),
}

/// The names of authorities from A to Z.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Register {
    /// How many authorities there are.
    pub count: usize,
    /// The initials under which they stand; none where all fit on one page.
    pub initials: Vec<char>,
    /// The initial of those that are shown, where there are several.
    pub initial: Option<char>,
    /// Those that are shown, with their names in addresses.
    pub names: Vec<(Slug, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_is_looked_for() {
        let mut search = Search::default();
        assert_eq!(search.address(Locale::De), "/de/find");
        search.text = "Müll & Co=?".to_owned();
        assert_eq!(
            search.address(Locale::En),
            "/en/find?q=M%C3%BCll%20%26%20Co%3D%3F"
        );
        search.text.clear();
        search.place = Some(PlaceKey::Area("05162024".parse().unwrap()));
        search.service = Some("sperr-muell".parse().unwrap());
        assert_eq!(
            search.address(Locale::De),
            "/de/find?place=05162024&service=sperr%2Dmuell"
        );
        let slug: Slug = "musterstadt".parse().unwrap();
        search.place = Some(PlaceKey::AreaOf(slug.clone(), "05162024".parse().unwrap()));
        assert_eq!(
            search.address(Locale::De),
            "/de/find?authority=musterstadt&place=05162024&service=sperr%2Dmuell"
        );
        assert_eq!(
            search.query_at_authority(),
            "?place=05162024&service=sperr%2Dmuell"
        );
        search.place = Some(PlaceKey::Authority(slug));
        search.service = None;
        assert_eq!(search.query_at_authority(), "");
    }
}
