use domain::api::{Authority, DepartmentKey};
use domain::search::{Register, Search};
use domain::{AuthorityId, DepartmentId, ErrorCode, Slug, limits};

use crate::check::ensure;
use crate::finder::{District, Question};
use crate::{Office, Result};

impl Office {
    /// Authorities with the departments that can be written to, in the order of their names in addresses: up to
    /// [`limits::AUTHORITY_ROWS`] behind `after`.
    ///
    /// # Errors
    ///
    /// Only the store's.
    pub async fn list_authorities(&self, after: Option<&Slug>) -> Result<Vec<Authority>> {
        Ok(self.store.directory(after, limits::AUTHORITY_ROWS).await?)
    }

    /// Up to [`limits::SUGGESTIONS`] authorities with the departments that can be written to: those that are called like this,
    /// and those in charge of a place that is.
    ///
    /// # Errors
    ///
    /// `TooLarge` for a text that is too long.
    pub async fn find_authorities(&self, text: &str) -> Result<Vec<Authority>> {
        let is_short = text.chars().count() <= limits::SEARCH_CHARACTERS;
        ensure(is_short, ErrorCode::TooLarge)?;
        let snapshot = self.finder.snapshot(&self.store).await?;
        let mut found: Vec<Authority> = Vec::new();
        for slug in snapshot.named(text, limits::SUGGESTIONS) {
            found.extend(self.store.directory_entry(&slug).await?);
        }
        let search = Search {
            text: text.to_owned(),
            ..Search::default()
        };
        for place in Question::of(&snapshot, &search).places {
            if found.len() >= limits::SUGGESTIONS {
                break;
            }
            let mut in_charge = District::of(self, &snapshot, place, None)
                .await?
                .authorities()
                .await?;
            in_charge.retain(|authority| found.iter().all(|known| known.id != authority.id));
            found.append(&mut in_charge);
        }
        found.truncate(limits::SUGGESTIONS);
        Ok(found)
    }

    /// These authorities with the departments that can be written to, without those that there are not.
    ///
    /// # Errors
    ///
    /// `Malformed` for none, and for more than [`limits::AUTHORITY_ROWS`].
    pub async fn list_some_authorities(&self, ids: &[AuthorityId]) -> Result<Vec<Authority>> {
        let is_some = (1..=limits::AUTHORITY_ROWS as usize).contains(&ids.len());
        ensure(is_some, ErrorCode::Malformed)?;
        Ok(self.store.directory_by_id(ids).await?)
    }

    /// All authorities of a portal that has no more than fit on its start page, by name.
    ///
    /// # Errors
    ///
    /// Only the store's.
    pub async fn list_few_authorities(&self) -> Result<Option<Vec<Authority>>> {
        let few = limits::START_AUTHORITIES;
        let mut authorities = self.store.directory(None, few + 1).await?;
        authorities.sort_by(|one, other| (&one.name, &one.slug).cmp(&(&other.name, &other.slug)));
        Ok((authorities.len() <= few as usize).then_some(authorities))
    }

    /// The names of all authorities from A to Z: of many those with one initial, the first one if none is asked for.
    ///
    /// # Errors
    ///
    /// `NotFound` for an initial that no authority has.
    pub async fn list_names(&self, initial: Option<char>) -> Result<Register> {
        let snapshot = self.finder.snapshot(&self.store).await?;
        Ok(snapshot.register(initial).ok_or(ErrorCode::NotFound)?)
    }

    /// One authority as in the directory.
    ///
    /// # Errors
    ///
    /// `NotFound`.
    pub async fn read_authority(&self, slug: &Slug) -> Result<Authority> {
        Ok(self
            .store
            .directory_entry(slug)
            .await?
            .ok_or(ErrorCode::NotFound)?)
    }

    /// The key that messages to a department are sealed to.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is no such department or it has no key yet.
    pub async fn read_department_key(&self, department: DepartmentId) -> Result<DepartmentKey> {
        Ok(self
            .store
            .department_key(department)
            .await?
            .ok_or(ErrorCode::NotFound)?)
    }
}
