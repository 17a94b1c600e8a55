//! What an address of the administration means. No address ever names a token or a code: those of links stand in the
//! fragment, which the page removes at once.

use std::str::FromStr;

use domain::{AreaKey, DepartmentId, Locale, MemberId, ServiceKey};

/// Where the administration lives on the portal.
pub const ROOT: &str = "/desk/administration";
/// Where an authority is founded.
pub const FOUND: &str = "/desk/found";
/// Where an invitation is accepted.
pub const JOIN: &str = "/desk/join";
/// Where somebody comes back with their recovery code.
pub const RECOVER: &str = "/desk/recover";
/// Where somebody who has lost everything sets a new password.
pub const RESTORE: &str = "/desk/restore";

/// Where people look after their own account.
pub const ACCOUNT: &str = "/desk/account";

/// What an address shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Route {
    /// The page.
    pub place: Place,
    /// The language, if the address names one.
    pub locale: Option<Locale>,
}

/// A page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Place {
    /// Founding an authority.
    Found,
    /// Accepting an invitation.
    Join,
    /// Coming back with a recovery code.
    Recover,
    /// Coming back after everything was lost.
    Restore,
    /// The own account.
    Account,
    /// All members.
    #[default]
    Members,
    /// The form that invites.
    Invite,
    /// One member.
    Member(MemberId),
    /// All departments.
    Departments,
    /// The form that makes a department.
    NewDepartment,
    /// One department.
    Department(DepartmentId),
    /// The portal on the authority's own website.
    Embedding,
    /// The directory.
    Directory,
    /// Its areas.
    Areas,
    /// One area.
    Area(AreaName),
    /// How the authority is reached, and its fallback.
    Contact,
    /// The form of the authority's name.
    AuthorityName,
    /// How a department is reached.
    DepartmentContact(DepartmentId),
    /// The form that adds a service.
    NewService,
    /// One service.
    Service(ServiceName),
    /// The audit log.
    Log,
    /// The authority's root, and the own certificate.
    Trust,
}

/// A key, as an address has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Name<const LENGTH: usize> {
    /// ASCII; zeros behind its end.
    bytes: [u8; LENGTH],
}

/// A service's key.
pub type ServiceName = Name<63>;
/// An area's key.
pub type AreaName = Name<12>;

impl<const LENGTH: usize> Name<LENGTH> {
    /// The name of a key, which has at most `LENGTH` characters, all ASCII.
    pub fn of(key: &str) -> Self {
        let mut bytes = [0; LENGTH];
        for (place, byte) in bytes.iter_mut().zip(key.bytes()) {
            *place = byte;
        }
        Self { bytes }
    }

    /// The key.
    pub fn key<Key: FromStr>(self) -> Option<Key> {
        self.text()?.parse().ok()
    }

    fn text(&self) -> Option<&str> {
        let length = self.bytes.iter().position(|byte| *byte == 0);
        let key = self.bytes.get(..length.unwrap_or(LENGTH))?;
        std::str::from_utf8(key).ok()
    }
}

impl Place {
    /// Whether only those who have signed in see it.
    pub fn is_inside(self) -> bool {
        !matches!(self, Self::Found | Self::Join | Self::Recover | Self::Restore)
    }

    /// Whether only those who administer something see it.
    pub fn is_administration(self) -> bool {
        self.is_inside() && self != Self::Account
    }

    /// The area that it belongs to, by the page that the area begins with.
    pub fn area(self) -> Self {
        match self {
            Self::Log => Self::Log,
            Self::Embedding => Self::Embedding,
            Self::Trust => Self::Trust,
            place if place.is_directory() => Self::Directory,
            place if place.is_about_departments() => Self::Departments,
            _ => Self::Members,
        }
    }

    /// Whether it is about the directory.
    pub fn is_directory(self) -> bool {
        matches!(
            self,
            Self::Directory
                | Self::Areas
                | Self::Area(_)
                | Self::Contact
                | Self::AuthorityName
                | Self::DepartmentContact(_)
                | Self::NewService
                | Self::Service(_)
        )
    }

    /// Whether it is about departments; else it is about people.
    pub fn is_about_departments(self) -> bool {
        matches!(
            self,
            Self::Departments | Self::NewDepartment | Self::Department(_)
        )
    }
}

impl Route {
    /// Reads an address. What it does not understand it leaves out, so that every address shows something.
    pub fn parse(path: &str, query: &str) -> Self {
        let locale = query
            .trim_start_matches('?')
            .split('&')
            .filter_map(|pair| pair.strip_prefix("lang="))
            .find_map(|tag| tag.parse().ok());
        Self {
            place: place(path.trim_end_matches('/')).unwrap_or_default(),
            locale,
        }
    }

    /// Writes the address; reading it gives the same route.
    pub fn address(self) -> String {
        let path = match self.place {
            Place::Found => FOUND.to_owned(),
            Place::Join => JOIN.to_owned(),
            Place::Recover => RECOVER.to_owned(),
            Place::Restore => RESTORE.to_owned(),
            Place::Account => ACCOUNT.to_owned(),
            Place::Members => ROOT.to_owned(),
            Place::Invite => format!("{ROOT}/invite"),
            Place::Member(member) => format!("{ROOT}/members/{member}"),
            Place::Departments => format!("{ROOT}/departments"),
            Place::NewDepartment => format!("{ROOT}/departments/new"),
            Place::Department(department) => format!("{ROOT}/departments/{department}"),
            Place::Embedding => format!("{ROOT}/embedding"),
            Place::Directory => format!("{ROOT}/directory"),
            Place::Areas => format!("{ROOT}/directory/areas"),
            Place::Contact => format!("{ROOT}/directory/contact"),
            Place::AuthorityName => format!("{ROOT}/directory/name"),
            Place::DepartmentContact(department) => format!("{ROOT}/directory/contact/{department}"),
            Place::NewService => format!("{ROOT}/directory/services"),
            Place::Area(name) => {
                format!("{ROOT}/directory/areas/{}", name.text().unwrap_or_default())
            }
            Place::Service(name) => {
                format!("{ROOT}/directory/services/{}", name.text().unwrap_or_default())
            }
            Place::Log => format!("{ROOT}/log"),
            Place::Trust => format!("{ROOT}/trust"),
        };
        match self.locale {
            Some(locale) => format!("{path}?lang={locale}"),
            None => path,
        }
    }

    /// Another page in the same language.
    pub fn to(self, place: Place) -> Self {
        Self { place, ..self }
    }

    /// The same page in another language.
    pub fn speaking(self, locale: Locale) -> Self {
        Self {
            locale: Some(locale),
            ..self
        }
    }
}

fn place(path: &str) -> Option<Place> {
    match path {
        FOUND => return Some(Place::Found),
        JOIN => return Some(Place::Join),
        RECOVER => return Some(Place::Recover),
        RESTORE => return Some(Place::Restore),
        ACCOUNT => return Some(Place::Account),
        _ => {}
    }
    match path.strip_prefix(ROOT)?.strip_prefix('/')? {
        "invite" => Some(Place::Invite),
        "embedding" => Some(Place::Embedding),
        "log" => Some(Place::Log),
        "trust" => Some(Place::Trust),
        "directory" => Some(Place::Directory),
        "directory/areas" => Some(Place::Areas),
        "directory/contact" => Some(Place::Contact),
        "directory/name" => Some(Place::AuthorityName),
        "directory/services" => Some(Place::NewService),
        "departments" => Some(Place::Departments),
        "departments/new" => Some(Place::NewDepartment),
        rest => match rest.split_once('/')? {
            ("members", id) => id.parse().ok().map(Place::Member),
            ("departments", id) => id.parse().ok().map(Place::Department),
            ("directory", rest) => in_directory(rest),
            _ => None,
        },
    }
}

fn in_directory(path: &str) -> Option<Place> {
    match path.split_once('/')? {
        ("contact", id) => id.parse().ok().map(Place::DepartmentContact),
        ("areas", key) => key
            .parse()
            .ok()
            .map(|key: AreaKey| Place::Area(Name::of(key.as_str()))),
        ("services", key) => key
            .parse()
            .ok()
            .map(|key: ServiceKey| Place::Service(Name::of(key.as_str()))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use rand_core::OsRng;

    use super::*;

    #[test]
    fn an_address_is_read_as_it_was_written() {
        for place in [
            Place::Found,
            Place::Join,
            Place::Recover,
            Place::Restore,
            Place::Account,
            Place::Embedding,
            Place::Log,
            Place::Trust,
            Place::Directory,
            Place::Areas,
            Place::Contact,
            Place::AuthorityName,
            Place::DepartmentContact(DepartmentId::random(&mut OsRng)),
            Place::NewService,
            Place::Area(Name::of("05")),
            Place::Area(Name::of("051620024024")),
            Place::Service(Name::of("99107023017000")),
            Place::Service(Name::of(&"a".repeat(63))),
            Place::Members,
            Place::Invite,
            Place::Member(MemberId::random(&mut OsRng)),
            Place::Departments,
            Place::NewDepartment,
            Place::Department(DepartmentId::random(&mut OsRng)),
        ] {
            for locale in [None, Some(Locale::En)] {
                let route = Route { place, locale };
                let address = route.address();
                let (path, query) = address.split_once('?').unwrap_or((&address, ""));
                assert_eq!(Route::parse(path, query), route, "{address}");
            }
        }
    }

    #[test]
    fn what_is_not_understood_shows_the_members() {
        for (path, query) in [
            ("/desk/administration/", "?"),
            ("/desk/administration/members/no-id", ""),
            ("/desk/administration/else/where", "lang=xx"),
            ("/desk/administration/directory/areas/5162", ""),
            ("/desk", "more"),
        ] {
            assert_eq!(Route::parse(path, query), Route::default(), "{path} {query}");
        }
    }
}
