use domain::api::{FoundAuthority, Founded, Role, StartFounding};
use domain::audit::{Action, Subject};
use domain::{EmailAddress, ErrorCode, FoundingId, MemberId, limits};
use store::{
    FoundOutcome, Founding, FoundingCode, FoundingMail, NewFounding, NewInvitation, NewMember, StartOutcome,
    TokenHash,
};

use crate::check::{self, ensure};
use crate::{Error, Office, Result, chains, founding_code};

/// A founder's code on its way into a mail.
#[derive(Clone)]
pub struct FoundersCode {
    /// What the mail is made of.
    pub mail: FoundingMail,
    /// Proves the address, once, in two groups of four characters; only its MAC is kept.
    pub code: String,
}

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

    /// Has a code mailed to whoever founds an authority with this set-up token; an earlier code ends.
    ///
    /// # Errors
    ///
    /// `TokenRefused`; `EmailRefused` if the address or a domain is not plain or the address not on one of the domains;
    /// `DomainTaken` if a domain belongs to another authority here; `Inconsistent` without a domain; `TooLarge`.
    pub async fn start_founding(&self, setup_token: &str, request: StartFounding) -> Result<()> {
        let email_domains = plain_domains(&request.email_domains, &request.email)?;
        let now = self.now();
        let founding = NewFounding {
            id: self.draw(FoundingId::random),
            setup_token: TokenHash::of(setup_token),
            email: request.email,
            email_domains,
            locale: request.locale,
            asked_at: now,
            expires_at: now.plus(limits::FOUNDING_CODE_SECONDS),
        };
        match self.store.start_founding(founding).await? {
            StartOutcome::Started => Ok(()),
            StartOutcome::TokenRefused => Err(ErrorCode::TokenRefused.into()),
            StartOutcome::DomainTaken => Err(ErrorCode::DomainTaken.into()),
        }
    }

    /// Draws the code for a mail that is about to be sent; an earlier one ends. `None` if no mail is due any more.
    ///
    /// # Errors
    ///
    /// Only the store's.
    pub async fn renew_founding_code(&self, founding: FoundingId) -> Result<Option<FoundersCode>> {
        let now = self.now();
        let (code, mac) = self.draw(|rng| founding_code::draw(&self.macs, rng));
        let kept = FoundingCode {
            code: mac,
            expires_at: now.plus(limits::FOUNDING_CODE_SECONDS),
        };
        let mail = self.store.renew_founding_code(founding, kept, now).await?;
        Ok(mail.map(|mail| FoundersCode { mail, code }))
    }

    /// Founds an authority and invites its first administrator, whose invitation is in the answer. If they do not use it,
    /// they get another one by mail, so that a founding that was interrupted can be finished.
    ///
    /// # Errors
    ///
    /// `TokenRefused`; `CodeRefused` if the code was mailed to another address, is wrong, expired or was guessed at too
    /// often; `DomainTaken` if a domain belongs to another authority here; `EmailRefused` if the administrator's address or a domain is not plain or not the authority's;
    /// `Inconsistent` if the first member is not an administrator without departments; `Conflict` if the id, slug or
    /// address is taken; `UntrustedChain` if the root has not certified the recovery key; `Malformed`; `TooLarge`.
    pub async fn found_authority(&self, setup_token: &str, request: FoundAuthority) -> Result<Founded> {
        check_request(&request)?;
        let email_domains = plain_domains(&request.email_domains, &request.administrator.email)?;
        let now = self.now();
        chains::recovery(&request, now)?;
        let code = founding_code::typed(&self.macs, &request.code).unwrap_or_default();
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
            code,
            authority: request.id,
            slug: request.slug,
            name: request.name,
            email_domains,
            telephone: request.telephone,
            root: request.root,
            recovery: request.recovery,
            recovery_certificate: request.recovery_certificate,
            founded_at: now,
            administrator,
            invitation: NewInvitation {
                token: hash,
                expires_at: now.plus(limits::INVITATION_SECONDS),
            },
            reminded_at: now.plus(limits::FOUNDER_REMINDER_SECONDS),
        };
        let store = self.noting(
            founding.authority,
            None,
            Action::FoundAuthority,
            Subject::member(member),
        );
        match store.found_authority(founding).await? {
            FoundOutcome::Founded => {
                self.names_changed().await;
                Ok(Founded {
                    administrator: member,
                    token,
                })
            }
            FoundOutcome::TokenRefused => Err(Error::Refused(ErrorCode::TokenRefused)),
            FoundOutcome::CodeRefused => Err(Error::Refused(ErrorCode::CodeRefused)),
            FoundOutcome::DomainTaken => Err(Error::Refused(ErrorCode::DomainTaken)),
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
    check::wrapped(&request.recovery_certificate, limits::CERTIFICATE_BYTES)?;
    let administrator = &request.administrator;
    let is_first = administrator.role == Role::Administrator && administrator.departments.is_empty();
    ensure(is_first, ErrorCode::Inconsistent)
}

/// The domains as they are kept, in lower case (RFC 4343): plain ones, with the founder's address on one of them.
fn plain_domains(domains: &[String], founder: &EmailAddress) -> Result<Vec<String>> {
    ensure(!domains.is_empty(), ErrorCode::Inconsistent)?;
    ensure(domains.len() <= limits::EMAIL_DOMAINS, ErrorCode::TooLarge)?;
    ensure(
        domains.iter().all(|domain| is_domain(domain)),
        ErrorCode::EmailRefused,
    )?;
    let belongs = founder.belongs_to(domains.iter().map(String::as_str));
    ensure(belongs, ErrorCode::EmailRefused)?;
    Ok(domains.iter().map(|domain| domain.to_ascii_lowercase()).collect())
}

/// Whether addresses can be on this domain.
fn is_domain(domain: &str) -> bool {
    !domain.contains('@') && format!("a@{domain}").parse::<EmailAddress>().is_ok()
}
