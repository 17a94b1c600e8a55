//! What an address of the desk means. The address names what is shown, never anything that was sealed.

use domain::api::Status;
use domain::{ConversationId, Locale, Slug};

/// Where the desk lives on the portal.
pub const ROOT: &str = "/desk";
/// Where a letter to another authority is written.
const LETTER: &str = "/desk/letter";

/// What an address shows.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Route {
    /// The conversation that is open, if one is.
    pub conversation: Option<ConversationId>,
    /// The department whose inbox is listed; all of the member's if none.
    pub department: Option<Slug>,
    /// Whether a letter to another authority is being written.
    pub letter: bool,
    /// Which conversations are listed.
    pub filter: Filter,
    /// The language, if the address names one.
    pub locale: Option<Locale>,
}

/// Which conversations the inbox lists.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Filter {
    /// Those that go on.
    #[default]
    Open,
    /// Those that are closed.
    Closed,
    /// Both.
    All,
}

impl Filter {
    /// Every filter, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Open, Self::Closed, Self::All];

    /// The status to ask the server for.
    pub fn status(self) -> Option<Status> {
        match self {
            Self::Open => Some(Status::Open),
            Self::Closed => Some(Status::Closed),
            Self::All => None,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::All => "all",
        }
    }
}

impl Route {
    /// Reads an address. What it does not understand it leaves out, so that every address shows something.
    pub fn parse(path: &str, query: &str) -> Self {
        let mut route = Self {
            conversation: path
                .strip_prefix(ROOT)
                .and_then(|rest| rest.strip_prefix("/c/"))
                .and_then(|id| id.trim_end_matches('/').parse().ok()),
            letter: path.trim_end_matches('/') == LETTER,
            ..Self::default()
        };
        for pair in query.trim_start_matches('?').split('&') {
            match pair.split_once('=') {
                Some(("department", slug)) => route.department = slug.parse().ok(),
                Some(("show", word)) => {
                    route.filter = Filter::ALL
                        .into_iter()
                        .find(|filter| filter.word() == word)
                        .unwrap_or_default();
                }
                Some(("lang", tag)) => route.locale = tag.parse().ok(),
                _ => {}
            }
        }
        route
    }

    /// Writes the address; reading it gives the same route.
    pub fn address(&self) -> String {
        let mut address = if self.letter { LETTER } else { ROOT }.to_owned();
        if let Some(conversation) = self.conversation {
            address.push_str(&format!("/c/{conversation}"));
        }
        let mut query = Vec::new();
        if let Some(department) = &self.department {
            query.push(format!("department={department}"));
        }
        if self.filter != Filter::default() {
            query.push(format!("show={}", self.filter.word()));
        }
        if let Some(locale) = self.locale {
            query.push(format!("lang={locale}"));
        }
        if !query.is_empty() {
            address.push('?');
            address.push_str(&query.join("&"));
        }
        address
    }

    /// The same in another language.
    pub fn speaking(&self, locale: Locale) -> Self {
        Self {
            locale: Some(locale),
            ..self.clone()
        }
    }

    /// The same list with this conversation open.
    pub fn open(&self, conversation: ConversationId) -> Self {
        Self {
            conversation: Some(conversation),
            letter: false,
            ..self.clone()
        }
    }

    /// The same list with no conversation open.
    pub fn list(&self) -> Self {
        Self {
            conversation: None,
            letter: false,
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_it_was_written() {
        let conversation = ConversationId::random(&mut rand_core::OsRng);
        let department: Slug = "buergerbuero".parse().unwrap();
        for (conversation, letter) in [(None, false), (Some(conversation), false), (None, true)] {
            for department in [None, Some(department.clone())] {
                for filter in Filter::ALL {
                    for locale in [None, Some(Locale::En)] {
                        let route = Route {
                            conversation,
                            department: department.clone(),
                            letter,
                            filter,
                            locale,
                        };
                        let address = route.address();
                        let (path, query) = address.split_once('?').unwrap_or((&address, ""));
                        assert_eq!(Route::parse(path, query), route, "{address}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_not_understood_shows_the_inbox() {
        for (path, query) in [
            ("/desk", ""),
            ("/desk/", "?"),
            ("/desk/c/", ""),
            ("/desk/c/no-id", "show=nothing"),
            ("/desk/else", "department=../..&lang=xx&more"),
        ] {
            assert_eq!(Route::parse(path, query), Route::default(), "{path} {query}");
        }
    }
}
