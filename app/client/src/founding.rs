//! How an authority comes into being: root and recovery key, first administrator, and how people join it.

use domain::api::{EnrolFinish, EnrolStart, Enrolment, FoundAuthority, Founded, Invite, StartFounding};
use domain::{AuthorityId, Bytes, EmailAddress, Localized, MemberId, Slug, Timestamp};
use rand_core::CryptoRngCore;
use reqwest::Method;
use vault::StaffVault;
use vault::messages::{OfficeRequest, StaffAnswer, StaffRequest};

use crate::member::{ask, opaque};
use crate::{Body, Client, Error, Member};

/// An authority that is to be.
#[derive(Clone, Debug)]
pub struct AuthorityPlan {
    /// Its name in addresses.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// Domains that members' addresses may have.
    pub email_domains: Vec<String>,
    /// A telephone number for those who cannot write.
    pub telephone: Option<String>,
    /// The first administrator.
    pub administrator: Invite,
}

/// A department that is to be.
#[derive(Clone, Debug)]
pub struct DepartmentPlan {
    /// Its name in addresses.
    pub slug: Slug,
    /// Its name.
    pub name: Localized,
    /// What it is in charge of.
    pub description: Localized,
    /// Where notices of new messages go.
    pub notice: Option<EmailAddress>,
}

/// What the founder types besides: the mailed code, and the secrets that they choose.
#[derive(Clone, Copy, Debug)]
pub struct Founder<'a> {
    /// From the mail that [`start_founding`] sends.
    pub code: &'a str,
    /// Of the administrator's account.
    pub password: &'a str,
    /// Of the root file.
    pub passphrase: &'a str,
}

/// An authority that was just founded. The secrets are the authority's to print and to lock away.
pub struct Foundation {
    /// The authority.
    pub authority: AuthorityId,
    /// Root public key.
    pub root: Bytes,
    /// The root under the passphrase, as a text that every age program opens.
    pub root_file: String,
    /// Three shares of the recovery key, two of which suffice.
    pub shares: Vec<String>,
    /// The first administrator, enrolled, certified by the root and signed in.
    pub administrator: Member,
}

/// Has a code mailed to the first administrator of an authority that is to be.
///
/// # Errors
///
/// `token_refused` if the set-up token is wrong or used; every other error of the portal by its code.
pub async fn start_founding(client: &Client, setup_token: &str, plan: &AuthorityPlan) -> Result<(), Error> {
    let request = StartFounding {
        email: plan.administrator.email.clone(),
        email_domains: plan.email_domains.clone(),
        locale: plan.administrator.locale,
    };
    let client = client.with_token(setup_token);
    let answer = client.api(Method::POST, "/foundings", Some(Body::json(&request)));
    answer.await.map(drop)
}

/// Founds an authority with the set-up token of `server init` and the code that was mailed to its administrator, who
/// enrols at once.
///
/// # Errors
///
/// `token_refused` if the token is wrong or used, `code_refused` if the code is; every other error of the portal by its
/// code.
pub async fn found(
    client: &Client,
    setup_token: &str,
    plan: AuthorityPlan,
    founder: Founder<'_>,
    now: Timestamp,
    rng: &mut impl CryptoRngCore,
) -> Result<Foundation, Error> {
    let authority = AuthorityId::random(rng);
    let mut vault = StaffVault::default();
    let request = OfficeRequest::FoundAuthority {
        authority,
        passphrase: founder.passphrase.to_owned(),
        now,
    };
    let StaffAnswer::Authority {
        root,
        root_file,
        recovery,
        recovery_certificate,
        shares,
    } = ask(&mut vault, request, None, rng)?.0
    else {
        return Err(Error::OtherAnswer);
    };
    let email = plan.administrator.email.clone();
    let request = FoundAuthority {
        id: authority,
        slug: plan.slug,
        name: plan.name,
        email_domains: plan.email_domains,
        telephone: plan.telephone,
        root: root.clone(),
        recovery,
        recovery_certificate,
        administrator: plan.administrator,
        code: founder.code.to_owned(),
    };
    let founded: Founded = client
        .with_token(setup_token)
        .post("/authorities", &request)
        .await?;
    enrol(client, &founded.token, founder.password, now, rng).await?;
    let mut administrator = Member::login_with(vault, client, &email, founder.password, now, rng).await?;
    administrator.certify_oneself(now, rng).await?;
    Ok(Foundation {
        authority,
        root,
        root_file,
        shares,
        administrator,
    })
}

/// Enrols a person with the token of their invitation: makes their keys and sets their password.
///
/// # Errors
///
/// `token_refused` if the token is wrong, expired or used; every other error of the portal by its code.
pub async fn enrol(
    client: &Client,
    token: &str,
    password: &str,
    now: Timestamp,
    rng: &mut impl CryptoRngCore,
) -> Result<MemberId, Error> {
    let mut vault = StaffVault::default();
    let password = password.to_owned();
    let start = EnrolStart {
        token: token.to_owned(),
        request: opaque(ask(&mut vault, OfficeRequest::StartEnrolment { password }, None, rng)?.0)?,
    };
    let enrolment: Enrolment = client.post("/enrolments", &start).await?;
    let request = OfficeRequest::FinishEnrolment {
        token: token.to_owned(),
        enrolment: Box::new(enrolment.clone()),
        now,
    };
    let finish: EnrolFinish = match ask(&mut vault, request, None, rng)?.0 {
        StaffAnswer::Enrolment { finish, .. } => *finish,
        _ => return Err(Error::OtherAnswer),
    };
    client.put("/enrolments", &finish).await?;
    Ok(enrolment.member.id)
}

impl Member {
    /// Goes on with a founding that was interrupted: the root comes from its file, and the founder certifies themself.
    ///
    /// # Errors
    ///
    /// `Refused(Passphrase)`; `Refused` if it is another authority's root; `forbidden` if somebody is certified already;
    /// every other error of the portal by its code.
    pub async fn resume_founding(
        &mut self,
        root_file: &str,
        passphrase: &str,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(), Error> {
        let request = OfficeRequest::OpenRoot {
            root_file: root_file.to_owned(),
            passphrase: passphrase.to_owned(),
        };
        ask(&mut self.vault, request, None, rng)?;
        self.certify_oneself(now, rng).await
    }

    /// Certifies the founder by the root that is in the vault, and wipes the root.
    async fn certify_oneself(&mut self, now: Timestamp, rng: &mut impl CryptoRngCore) -> Result<(), Error> {
        let keys = match ask(&mut self.vault, StaffRequest::OwnFingerprint, None, rng)?.0 {
            StaffAnswer::Fingerprint { keys, .. } => keys,
            _ => return Err(Error::OtherAnswer),
        };
        let member = self.session().member.clone();
        self.put_certificate(&member, keys, (Vec::new(), Vec::new()), now, rng)
            .await?;
        ask(&mut self.vault, OfficeRequest::DropRoot, None, rng)?;
        self.refresh(now, rng).await
    }
}
