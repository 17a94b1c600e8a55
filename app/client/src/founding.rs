//! How an authority comes into being: root, first administrator, departments, members, epochs.

use domain::api::{
    Department, EnrolFinish, EnrolStart, Enrolment, FoundAuthority, Founded, Invite, Invited, MemberEntry,
    NewCertificate, NewDepartment, NewEpoch, NewEpochGrants, StartFounding,
};
use domain::{AuthorityId, Bytes, DepartmentId, EmailAddress, Localized, MemberId, Slug, Timestamp};
use rand_core::CryptoRngCore;
use reqwest::Method;
use vault::StaffVault;
use vault::messages::{EpochMember, MemberCertificate, StaffAnswer, StaffRequest};

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
    let request = StaffRequest::FoundAuthority {
        authority,
        passphrase: founder.passphrase.to_owned(),
    };
    let StaffAnswer::Authority {
        root,
        root_file,
        recovery,
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
        administrator: plan.administrator,
        code: founder.code.to_owned(),
    };
    let founded: Founded = client
        .with_token(setup_token)
        .post("/authorities", &request)
        .await?;
    enrol(client, &founded.token, founder.password, rng).await?;
    let mut administrator = Member::login_with(vault, client, &email, founder.password, now, rng).await?;
    administrator.certify(founded.administrator, now, rng).await?;
    ask(&mut administrator.vault, StaffRequest::DropRoot, None, rng)?;
    administrator.refresh(now, rng).await?;
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
    rng: &mut impl CryptoRngCore,
) -> Result<MemberId, Error> {
    let mut vault = StaffVault::default();
    let password = password.to_owned();
    let start = EnrolStart {
        token: token.to_owned(),
        request: opaque(ask(&mut vault, StaffRequest::StartEnrolment { password }, None, rng)?.0)?,
    };
    let enrolment: Enrolment = client.post("/enrolments", &start).await?;
    let request = StaffRequest::FinishEnrolment {
        token: token.to_owned(),
        response: enrolment.response,
    };
    let finish: EnrolFinish = match ask(&mut vault, request, None, rng)?.0 {
        StaffAnswer::Enrolment { finish, .. } => *finish,
        _ => return Err(Error::OtherAnswer),
    };
    client.put("/enrolments", &finish).await?;
    Ok(enrolment.member.id)
}

/// What administrators do.
impl Member {
    /// All members of the authority.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn members(&self) -> Result<Vec<MemberEntry>, Error> {
        self.client.get("/members").await
    }

    /// Invites a person; the token goes to them by mail.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn invite(&self, invite: &Invite) -> Result<MemberId, Error> {
        let invited: Invited = self.client.post("/members", invite).await?;
        Ok(invited.member)
    }

    /// Certifies an enrolled member, with the root if it was made in this vault, else as administrator.
    ///
    /// # Errors
    ///
    /// `OtherAnswer` if the member is unknown or not enrolled; every error of the portal by its code.
    pub async fn certify(
        &mut self,
        member: MemberId,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(), Error> {
        let entry = self
            .members()
            .await?
            .into_iter()
            .find(|entry| entry.member.id == member)
            .ok_or(Error::OtherAnswer)?;
        let (role, departments) = (entry.member.role, entry.member.departments.clone());
        let certificate = MemberCertificate {
            member,
            name: entry.member.name,
            departments: entry.member.departments,
            role: entry.member.role,
            sign: entry.sign.ok_or(Error::OtherAnswer)?,
            recipient: entry.recipient.ok_or(Error::OtherAnswer)?,
        };
        let request = StaffRequest::CertifyMember { certificate, now };
        let chain = match ask(&mut self.vault, request, None, rng)?.0 {
            StaffAnswer::Chain { chain } => chain,
            _ => return Err(Error::OtherAnswer),
        };
        self.client
            .put(
                &format!("/members/{member}/certificate"),
                &NewCertificate {
                    role,
                    departments,
                    chain,
                    epochs: Vec::new(),
                },
            )
            .await
    }

    /// Makes a department; it can be written to when its first epoch exists.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn found_department(
        &self,
        plan: DepartmentPlan,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Department, Error> {
        let department = NewDepartment {
            id: DepartmentId::random(rng),
            slug: plan.slug,
            name: plan.name,
            description: plan.description,
            notice: plan.notice,
        };
        self.client.post("/departments", &department).await
    }

    /// Makes a department's epoch `epoch` and grants its seed to all certified members of the department.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code; `Refused` if a member's certificates are not believed.
    pub async fn begin_epoch(
        &mut self,
        department: DepartmentId,
        epoch: u32,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(), Error> {
        let members = epoch_members(self.members().await?, department);
        let request = StaffRequest::MakeEpoch {
            department,
            epoch,
            members,
            now,
        };
        let epoch: NewEpoch = match ask(&mut self.vault, request, None, rng)?.0 {
            StaffAnswer::Epoch(epoch) => epoch,
            _ => return Err(Error::OtherAnswer),
        };
        let path = format!("/departments/{department}/epochs");
        self.client
            .api(Method::POST, &path, Some(Body::json(&epoch)))
            .await
            .map(drop)
    }

    /// Grants the seed of an epoch that exists to one more certified member.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code; `Refused` if this vault does not have the seed.
    pub async fn grant_epoch(
        &mut self,
        department: DepartmentId,
        epoch: u32,
        member: MemberId,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(), Error> {
        let mut members = epoch_members(self.members().await?, department);
        members.retain(|candidate| candidate.member == member);
        let request = StaffRequest::GrantEpoch {
            department,
            epoch,
            members,
            now,
        };
        let grants = match ask(&mut self.vault, request, None, rng)?.0 {
            StaffAnswer::EpochGrants { grants } => grants,
            _ => return Err(Error::OtherAnswer),
        };
        let path = format!("/departments/{department}/epochs/{epoch}/grants");
        self.client
            .api(Method::POST, &path, Some(Body::json(&NewEpochGrants { grants })))
            .await
            .map(drop)
    }
}

fn epoch_members(entries: Vec<MemberEntry>, department: DepartmentId) -> Vec<EpochMember> {
    entries
        .into_iter()
        .filter(|entry| entry.member.departments.contains(&department) && !entry.chain.is_empty())
        .filter_map(|entry| {
            Some(EpochMember {
                member: entry.member.id,
                recipient: entry.recipient?,
                chain: entry.chain,
            })
        })
        .collect()
}
