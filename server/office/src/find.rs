use domain::limits::SEARCH_CHARACTERS;
use domain::search::{Finding, Outcome, PlaceKey, Search, Target};
use domain::{ErrorCode, Localized, Slug};

use crate::finder::{AUTHORITIES, Charge, Concern, District, Place, Question, Snapshot};
use crate::{Office, Result};

impl Office {
    /// Makes the search index, which the first search would do else, or brings it up to date.
    ///
    /// # Errors
    ///
    /// Only the store's.
    pub async fn prepare_search(&self) -> Result<()> {
        self.finder.renewed(&self.store).await.map(drop)
    }

    /// Finds the department for a concern in a place, or what has to be asked first. Without a concern the authorities of the
    /// place are found; a concern that nobody serves there leads to who takes what nobody else does.
    ///
    /// # Errors
    ///
    /// `TooLarge` for a text that is too long.
    pub async fn find(&self, search: &Search) -> Result<Finding> {
        if search.text.chars().count() > SEARCH_CHARACTERS {
            return Err(ErrorCode::TooLarge.into());
        }
        let snapshot = self.finder.snapshot(&self.store).await?;
        if search.text.trim().is_empty() && search.place.is_none() && search.service.is_none() {
            return Ok(plain(Outcome::Unasked));
        }
        let question = Question::of(&snapshot, search);
        match (question.places.as_slice(), question.concerns.as_slice()) {
            ([], []) => Ok(plain(Outcome::Nothing)),
            ([], [concern]) => self.find_anywhere(&snapshot, concern, question.elsewhere).await,
            ([], concerns) => Ok(Finding {
                elsewhere: question.elsewhere,
                ..plain(which_concern(concerns))
            }),
            ([place], concerns) => {
                self.find_in(&snapshot, place, question.at, concerns, question.is_unknown)
                    .await
            }
            (places, concerns) => Ok(Finding {
                concern: only(concerns).map(|concern| concern.found.clone()),
                ..plain(which_place(places))
            }),
        }
    }

    /// A concern without a place: where only one authority serves it, that is the place, unless `elsewhere` may be another.
    async fn find_anywhere(
        &self,
        snapshot: &Snapshot,
        concern: &Concern,
        elsewhere: Option<String>,
    ) -> Result<Finding> {
        let authorities: Vec<_> = concern
            .authorities
            .iter()
            .filter_map(|slug| snapshot.place(&PlaceKey::Authority(slug.clone())))
            .collect();
        if let Some(only) = only(&authorities).filter(|_| elsewhere.is_none()) {
            return self.find_in(snapshot, only, None, &[concern], false).await;
        }
        let choice = if authorities.len() > AUTHORITIES {
            &[]
        } else {
            authorities.as_slice()
        };
        Ok(Finding {
            concern: Some(concern.found.clone()),
            elsewhere,
            ..plain(which_place(choice))
        })
    }

    async fn find_in(
        &self,
        snapshot: &Snapshot,
        place: &Place,
        at: Option<&Slug>,
        concerns: &[&Concern],
        is_unknown: bool,
    ) -> Result<Finding> {
        let district = District::of(self, snapshot, place, at).await?;
        let mut served = Vec::new();
        for concern in concerns {
            let charge = district.in_charge(concern).await?;
            served.extend(charge.map(|charge| (*concern, charge)));
        }
        let mut place = Some(district.part(&place.found));
        let (concern, outcome) = match served.as_slice() {
            [] if concerns.is_empty() && !is_unknown => {
                (None, Outcome::Authorities(district.authorities().await?))
            }
            [] => (only(concerns).copied(), district.fallback().await?),
            [(concern, Charge::ByPlace(places))] => {
                place = None;
                (Some(*concern), Outcome::WhichPlace(places.clone()))
            }
            [(concern, Charge::Departments(targets))] => (Some(*concern), Outcome::InCharge(targets.clone())),
            several => {
                let concerns: Vec<_> = several.iter().map(|(concern, _)| *concern).collect();
                (None, which_concern(&concerns))
            }
        };
        let description = match (concern, &outcome) {
            (Some(concern), Outcome::InCharge(targets)) => self.description(concern, targets).await?,
            _ => None,
        };
        Ok(Finding {
            place,
            concern: concern.map(|concern| concern.found.clone()),
            description,
            elsewhere: None,
            outcome,
        })
    }

    /// What the first authority in charge says of a concern.
    async fn description(&self, concern: &Concern, targets: &[Target]) -> Result<Option<Localized>> {
        let Some(target) = targets.first() else {
            return Ok(None);
        };
        Ok(self
            .store
            .description_of(target.authority.id, &concern.services)
            .await?)
    }
}

fn plain(outcome: Outcome) -> Finding {
    Finding {
        place: None,
        concern: None,
        description: None,
        elsewhere: None,
        outcome,
    }
}

fn only<T>(items: &[T]) -> Option<&T> {
    match items {
        [only] => Some(only),
        _ => None,
    }
}

fn which_place(places: &[&Place]) -> Outcome {
    Outcome::WhichPlace(places.iter().map(|place| place.found.clone()).collect())
}

fn which_concern(concerns: &[&Concern]) -> Outcome {
    Outcome::WhichConcern(concerns.iter().map(|concern| concern.found.clone()).collect())
}
