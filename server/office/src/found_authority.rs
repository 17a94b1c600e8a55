use domain::api::{FoundAuthority, Founded, Role};
use domain::{EmailAddress, ErrorCode, MemberId, limits};
use store::{FoundOutcome, Founding, NewInvitation, NewMember, TokenHash};

use crate::check::{self, ensure};
use crate::{Error, Office, Result};

impl Office {
    /// Draws a token that founds one authority. It is printed for the operator and kept as a hash.
    ///
    /// # Errors
    ///
    /// Only the store's.
    pub async fn issue_setup_token(&self) -> Result<String> {
        let (token, hash) = self.draw_token();
        self.store.add_setup_token(hash, self.now()).await?;
        Ok(token)
    }

    /// Founds an authority and invites its first administrator, whose invitation is in the answer.
    ///
    /// # Errors
    ///
    /// `TokenRefused`; `EmailRefused` if the administrator's address or a domain is not plain or not the authority's;
    /// `Inconsistent` if the first member is not an administrator without departments; `Conflict` if the id, slug or
    /// address is taken; `Malformed`; `TooLarge`.
    pub async fn found_authority(&self, setup_token: &str, request: FoundAuthority) -> Result<Founded> {
        check_request(&request)?;
        let now = self.now();
        let administrator = NewMember {
            id: self.draw(MemberId::random),
            authority: request.id,
            name: request.administrator.name,
            email: request.administrator.email,
            role: request.administrator.role,
            departments: Vec::new(),
            locale: request.administrator.locale,
            invited_at: now,
        };
        let member = administrator.id;
        let (token, hash) = self.draw_token();
        let founding = Founding {
            setup_token: TokenHash::of(setup_token),
            authority: request.id,
            slug: request.slug,
            name: request.name,
            email_domains: request.email_domains,
            telephone: request.telephone,
            root: request.root,
            recovery: request.recovery,
            founded_at: now,
            administrator,
            invitation: NewInvitation {
                token: hash,
                expires_at: now.plus(limits::INVITATION_SECONDS),
            },
        };
        match self.store.found_authority(founding).await? {
            FoundOutcome::Founded => Ok(Founded {
                administrator: member,
                token,
            }),
            FoundOutcome::TokenRefused => Err(Error::Refused(ErrorCode::TokenRefused)),
            FoundOutcome::Taken => Err(Error::Refused(ErrorCode::Conflict)),
        }
    }
}

fn check_request(request: &FoundAuthority) -> Result<()> {
    check::line(&request.name)?;
    check::line(&request.administrator.name)?;
    request.telephone.as_deref().map_or(Ok(()), check::line)?;
    check::public_key(&request.root)?;
    check::recipient(&request.recovery)?;
    let domains = &request.email_domains;
    ensure(!domains.is_empty(), ErrorCode::Inconsistent)?;
    ensure(domains.len() <= limits::EMAIL_DOMAINS, ErrorCode::TooLarge)?;
    ensure(
        domains.iter().all(|domain| is_domain(domain)),
        ErrorCode::EmailRefused,
    )?;
    let administrator = &request.administrator;
    let belongs = administrator.email.belongs_to(domains.iter().map(String::as_str));
    ensure(belongs, ErrorCode::EmailRefused)?;
    let is_first = administrator.role == Role::Administrator && administrator.departments.is_empty();
    ensure(is_first, ErrorCode::Inconsistent)
}

/// Whether addresses can be on this domain.
fn is_domain(domain: &str) -> bool {
    !domain.contains('@') && format!("a@{domain}").parse::<EmailAddress>().is_ok()
}
