use std::collections::BTreeSet;

use domain::api::{DirectoryProof, RouteAnswer, RouteAuthority, RouteChoice, RouteFound};
use domain::directory::{Area, Directory, Hash, Tree, includes, leaves};
use domain::{AreaKey, AuthorityId, Bytes, DepartmentId, ErrorCode, ServiceKey, Slug, limits};
use store::{AuthorityHead, FallbackRecord, ProofRecord};

use crate::{Office, Result};

/// How often a proof is read anew when the directory changes meanwhile.
const READINGS: usize = 3;

/// What somebody wants, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Concern {
    /// The service.
    pub service: ServiceKey,
    /// The place.
    pub area: AreaKey,
    /// The only authority that is asked.
    pub authority: Option<Slug>,
}

/// A department, and the area for which it is in charge.
struct Candidate {
    authority: AuthorityId,
    area: Option<Area>,
    department: DepartmentId,
}

impl Office {
    /// Finds who is in charge of a service in a place: the department of the smallest area that the place lies in. Where
    /// nobody is, the fallback of the smallest area that has one.
    ///
    /// # Errors
    ///
    /// `NotFound` for an authority that there is not.
    pub async fn find_route(&self, concern: &Concern) -> Result<RouteAnswer> {
        let places = self.finder.snapshot(&self.store).await?.within(&concern.area);
        let authority = match &concern.authority {
            Some(slug) => Some(self.store.authority_of(slug).await?.ok_or(ErrorCode::NotFound)?),
            None => None,
        };
        let mut routes = self
            .store
            .routes(&concern.service, &places, authority, limits::ROUTE_CHOICES)
            .await?;
        keep_smallest(&mut routes, |route| &route.area);
        let mut seen = BTreeSet::new();
        routes.retain(|route| seen.insert(route.department));
        let candidates: Vec<_> = routes
            .into_iter()
            .map(|route| Candidate {
                authority: route.authority,
                area: Some(route.area),
                department: route.department,
            })
            .collect();
        if candidates.is_empty() {
            return self.fall_back(&places, authority).await;
        }
        let choices = self.choices(candidates).await?;
        let found = match choices.as_slice() {
            [] => RouteFound::Nothing,
            [_] => RouteFound::Department,
            _ => RouteFound::Choice,
        };
        let authorities = choices.iter().map(|choice| choice.authority).collect();
        let authorities = self.authorities(authorities, Some(&concern.service)).await?;
        Ok(RouteAnswer {
            found,
            choices,
            authorities,
        })
    }

    async fn fall_back(&self, places: &[AreaKey], authority: Option<AuthorityId>) -> Result<RouteAnswer> {
        let (authorities, candidates) = match authority {
            Some(authority) => self.fallback_of(authority).await?,
            None => self.fallbacks_of(places).await?,
        };
        let choices = self.choices(candidates).await?;
        let (found, authorities) = if choices.is_empty() {
            (RouteFound::Nothing, authorities)
        } else {
            let authorities = choices.iter().map(|choice| choice.authority).collect();
            (RouteFound::Fallback, authorities)
        };
        Ok(RouteAnswer {
            found,
            choices,
            authorities: self.authorities(authorities, None).await?,
        })
    }

    async fn fallback_of(&self, authority: AuthorityId) -> Result<(BTreeSet<AuthorityId>, Vec<Candidate>)> {
        let head = self.store.authority_head(authority).await?;
        let fallback = head.and_then(|head| head.fallback);
        let candidates = fallback.map(|department| Candidate {
            authority,
            area: None,
            department,
        });
        Ok(([authority].into(), candidates.into_iter().collect()))
    }

    async fn fallbacks_of(&self, places: &[AreaKey]) -> Result<(BTreeSet<AuthorityId>, Vec<Candidate>)> {
        let mut nearest = self.store.fallbacks(places, limits::ROUTE_CHOICES).await?;
        let fallbacks = nearest_fallbacks(&nearest);
        let candidates = fallbacks.map(|(department, record)| Candidate {
            authority: record.authority,
            area: Some(record.area.clone()),
            department,
        });
        let candidates = candidates.collect();
        keep_smallest(&mut nearest, |record| &record.area);
        let authorities = nearest.iter().map(|record| record.authority).collect();
        Ok((authorities, candidates))
    }

    async fn choices(&self, candidates: Vec<Candidate>) -> Result<Vec<RouteChoice>> {
        let mut choices = Vec::new();
        for candidate in candidates {
            let record = self.store.department(candidate.department).await?;
            let open = record.filter(|record| !record.is_closed && record.newest_epoch > 0);
            choices.extend(open.map(|record| RouteChoice {
                authority: candidate.authority,
                area: candidate.area,
                department: record.department,
            }));
        }
        Ok(choices)
    }

    /// The authorities, each with the proof of its service or, without one, of its fallback.
    async fn authorities(
        &self,
        authorities: BTreeSet<AuthorityId>,
        service: Option<&ServiceKey>,
    ) -> Result<Vec<RouteAuthority>> {
        let mut answers = Vec::new();
        for id in authorities {
            let Some(head) = self.store.authority_head(id).await? else {
                continue;
            };
            let proof = self.proof(id, service).await?;
            answers.push(RouteAuthority {
                id,
                slug: head.slug,
                name: head.name,
                root: head.root,
                telephone: head.contact.telephone,
                proof,
            });
        }
        Ok(answers)
    }

    /// The proof of a leaf. What is read piece by piece may be published anew meanwhile; then it does not fit together, and
    /// is read again.
    async fn proof(&self, id: AuthorityId, service: Option<&ServiceKey>) -> Result<Option<DirectoryProof>> {
        for _ in 0..READINGS {
            let Some(record) = self.store.directory_proof(id).await? else {
                return Ok(None);
            };
            let directory = match service {
                Some(key) => Directory {
                    services: self.store.service_of(id, key).await?.into_iter().collect(),
                    ..Directory::default()
                },
                None => head_of(self.store.authority_head(id).await?),
            };
            let proof = service
                .map_or(Some(0), |key| position(&record, key))
                .and_then(|index| {
                    // The leaf of the one service stands behind the two that every directory has.
                    let text = leaves(id, &directory).nth(if service.is_some() { 2 } else { 0 })?;
                    proved(record, text, index)
                });
            if proof.is_some() {
                return Ok(proof);
            }
        }
        Ok(None)
    }
}

/// Leaves what is for the smallest area that anything is for.
pub(crate) fn keep_smallest<T>(found: &mut Vec<T>, area: impl Fn(&T) -> &Area) {
    let level = |one: &T| area(one).key.level();
    let smallest = found.iter().map(level).max();
    found.retain(|one| Some(level(one)) == smallest);
}

/// Who takes what nobody else does: the fallbacks of the smallest area that has any.
pub(crate) fn nearest_fallbacks(
    records: &[FallbackRecord],
) -> impl Iterator<Item = (DepartmentId, &FallbackRecord)> {
    let fallbacks = records
        .iter()
        .filter_map(|record| Some((record.department?, record)));
    let mut fallbacks: Vec<_> = fallbacks.collect();
    keep_smallest(&mut fallbacks, |(_, record)| &record.area);
    fallbacks.into_iter()
}

fn head_of(head: Option<AuthorityHead>) -> Directory {
    head.map(|head| Directory {
        contact: head.contact,
        fallback: head.fallback,
        ..Directory::default()
    })
    .unwrap_or_default()
}

/// Where a service's leaf stands.
fn position(record: &ProofRecord, service: &ServiceKey) -> Option<usize> {
    Some(record.services.binary_search(service).ok()? + 2)
}

/// The proof of a leaf's text; `None` if it does not lead to the root that was signed.
fn proved(record: ProofRecord, leaf: String, index: usize) -> Option<DirectoryProof> {
    let publication = record.publication;
    let hashes: Option<Vec<Hash>> = publication.leaves.iter().map(Bytes::to_array).collect();
    let tree = Tree::of_hashes(hashes?);
    let size = tree.hashes().len();
    let path = tree.path(index);
    let root: Hash = publication.root.to_array()?;
    includes(&root, &leaf, index, size, &path).then_some(())?;
    Some(DirectoryProof {
        leaf,
        index: u32::try_from(index).ok()?,
        size: u32::try_from(size).ok()?,
        path: path.iter().map(|hash| Bytes(hash.to_vec())).collect(),
        statement: publication.statement,
        signature: publication.signature,
        chain: publication.chain,
        revoked: record.revoked,
    })
}
