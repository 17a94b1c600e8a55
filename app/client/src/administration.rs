//! How an authority is run: members, departments, epochs.

use domain::api::{
    AuthorityChange, Department, DepartmentChange, DepartmentEntry, DepartmentEpoch, Departure, Invite,
    Invited, MemberEntry, MemberState, NewCertificate, NewDepartment, NewEmbedOrigins, NewEpoch,
    NewEpochGrants, Role, WaitingGrant,
};
use domain::audit::{Action, Subject};
use domain::{Bytes, DepartmentId, MemberId, Timestamp};
use rand_core::CryptoRngCore;
use reqwest::Method;
use vault::messages::{
    Act, EpochMember, MemberCertificate, OfficeRequest, PublicKeys, StaffAnswer, StaffRequest,
};

use crate::founding::DepartmentPlan;
use crate::member::ask;
use crate::{Body, Error, Member};

/// What administrators do, and leads and colleagues as far as they may.
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
    pub async fn invite(
        &mut self,
        invite: &Invite,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<MemberId, Error> {
        let subject = Subject::rights(MemberId::random(rng), invite.role, &invite.departments);
        let client = self.stating(Act::new(Action::Invite, subject), now, rng)?;
        let invited: Invited = client.post("/members", invite).await?;
        Ok(invited.member)
    }

    /// Mails a person who has not enrolled a new invitation.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn repeat_invitation(
        &mut self,
        member: MemberId,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(), Error> {
        let path = format!("/members/{member}/invitation");
        let act = Act::new(Action::RepeatInvitation, Subject::member(member));
        self.stating(act, now, rng)?
            .api(Method::POST, &path, None)
            .await
            .map(drop)
    }

    /// Takes an invitation back.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn withdraw_invitation(
        &mut self,
        member: MemberId,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(), Error> {
        let path = format!("/members/{member}/invitation");
        let act = Act::new(Action::WithdrawInvitation, Subject::member(member));
        self.stating(act, now, rng)?
            .api(Method::DELETE, &path, None)
            .await
            .map(drop)
    }

    /// Certifies an enrolled member for the role and departments that they were invited to.
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
        let entry = self.entry(member).await?;
        let keys = public_keys(&entry)?;
        self.put_certificate(&entry.member, keys, (Vec::new(), Vec::new()), now, rng)
            .await
    }

    /// Changes what a certified member may do; every department that they lose begins its next epoch.
    ///
    /// # Errors
    ///
    /// As above.
    pub async fn assign(
        &mut self,
        member: MemberId,
        role: Role,
        departments: Vec<DepartmentId>,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(), Error> {
        let entry = self.entry(member).await?;
        let keys = public_keys(&entry)?;
        let mut lost = entry.member.departments.clone();
        lost.retain(|department| !departments.contains(department));
        let epochs = self.epochs_without(member, &lost, now, rng).await?;
        let is_oneself = member == self.session().member.id;
        let (revocation, from) = if entry.loses(role, &departments) && !is_oneself {
            // The new certificate begins behind what is withdrawn.
            (self.revocation(&entry, now, rng)?, now.plus(1))
        } else {
            (Vec::new(), now)
        };
        let changed = domain::api::Member {
            role,
            departments,
            ..entry.member
        };
        self.put_certificate(&changed, keys, (epochs, revocation), from, rng)
            .await
    }

    /// Ends a person's membership; every department of theirs begins its next epoch.
    ///
    /// # Errors
    ///
    /// As above.
    pub async fn dismiss(
        &mut self,
        member: MemberId,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(), Error> {
        let entry = self.entry(member).await?;
        let epochs = self
            .epochs_without(member, &entry.member.departments, now, rng)
            .await?;
        let path = format!("/members/{member}/departure");
        let departure = Departure {
            epochs,
            forsake_history: false,
            revocation: self.revocation(&entry, now, rng)?,
        };
        self.stating(Act::new(Action::Depart, Subject::member(member)), now, rng)?
            .api(Method::POST, &path, Some(Body::json(&departure)))
            .await
            .map(drop)
    }

    /// Withdraws the key of somebody who was confirmed.
    fn revocation(
        &mut self,
        entry: &MemberEntry,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Vec<Bytes>, Error> {
        let Some(key) = entry
            .sign
            .clone()
            .filter(|_| entry.state == MemberState::Confirmed)
        else {
            return Ok(Vec::new());
        };
        let member = entry.member.id;
        match ask(
            &mut self.vault,
            OfficeRequest::Revoke { member, key, now },
            None,
            rng,
        )?
        .0
        {
            StaffAnswer::Chain(chain) => Ok(chain),
            _ => Err(Error::OtherAnswer),
        }
    }

    /// Signs a certificate and has it kept, with epochs and a revocation that it makes necessary.
    pub(crate) async fn put_certificate(
        &mut self,
        member: &domain::api::Member,
        keys: PublicKeys,
        (epochs, revocation): (Vec<DepartmentEpoch>, Vec<Bytes>),
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(), Error> {
        let certificate = MemberCertificate {
            member: member.id,
            name: member.name.clone(),
            departments: member.departments.clone(),
            role: member.role,
            sign: keys.sign,
            recipient: keys.recipient,
        };
        let request = OfficeRequest::CertifyMember { certificate, now };
        let chain = match ask(&mut self.vault, request, None, rng)?.0 {
            StaffAnswer::Chain(chain) => chain,
            _ => return Err(Error::OtherAnswer),
        };
        let certificate = NewCertificate {
            role: member.role,
            departments: member.departments.clone(),
            chain,
            epochs,
            revocation,
        };
        let path = format!("/members/{}/certificate", member.id);
        let subject = Subject::rights(member.id, member.role, &member.departments);
        let client = self.stating(Act::new(Action::Certify, subject), now, rng)?;
        client.put(&path, &certificate).await
    }

    /// The next epochs of `departments`, for all of their certified members but `leaving`.
    async fn epochs_without(
        &mut self,
        leaving: MemberId,
        departments: &[DepartmentId],
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Vec<DepartmentEpoch>, Error> {
        let entries = self.departments().await?;
        let mut epochs = Vec::new();
        for entry in entries {
            let department = entry.department.id;
            let (Some(newest), true) = (entry.epoch, departments.contains(&department)) else {
                continue;
            };
            let mut members = epoch_members(self.members().await?, department);
            members.retain(|member| member.member != leaving);
            let epoch = self.make_epoch(department, newest + 1, members, now, rng)?;
            epochs.push(DepartmentEpoch { department, epoch });
        }
        Ok(epochs)
    }

    /// A member as the list has them.
    ///
    /// # Errors
    ///
    /// `OtherAnswer` if there is none; every error of the portal by its code.
    pub async fn entry(&self, member: MemberId) -> Result<MemberEntry, Error> {
        let mut entries = self.members().await?.into_iter();
        entries
            .find(|entry| entry.member.id == member)
            .ok_or(Error::OtherAnswer)
    }

    /// All departments of the authority.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn departments(&self) -> Result<Vec<DepartmentEntry>, Error> {
        self.client.get("/administration/departments").await
    }

    /// Changes a department.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn change_department(
        &mut self,
        department: DepartmentId,
        change: &DepartmentChange,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(), Error> {
        let act = Act::new(Action::ChangeDepartment, Subject::department(department));
        self.stating(act, now, rng)?
            .put(&format!("/departments/{department}"), change)
            .await
    }

    /// Says which pages may show the whole authority in a frame.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn set_embed_origins(
        &mut self,
        origins: &[&str],
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(), Error> {
        let request = NewEmbedOrigins {
            department: None,
            origins: origins.iter().map(|&origin| origin.to_owned()).collect(),
        };
        let act = Act::new(Action::ChangeEmbedding, Subject::default());
        self.stating(act, now, rng)?
            .put("/administration/embedding", &request)
            .await
    }

    /// Gives the authority another name.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn rename_authority(
        &mut self,
        name: &str,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(), Error> {
        let name = name.to_owned();
        let act = Act::new(Action::ChangeAuthority, Subject::default());
        self.stating(act, now, rng)?
            .put("/administration/authority", &AuthorityChange { name })
            .await
    }

    /// Makes a department; it can be written to when its first epoch exists.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn found_department(
        &mut self,
        plan: DepartmentPlan,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Department, Error> {
        let department = NewDepartment {
            id: DepartmentId::random(rng),
            slug: plan.slug,
            name: plan.name,
            description: plan.description,
            notice: plan.notice,
        };
        let act = Act::new(Action::CreateDepartment, Subject::department(department.id));
        let client = self.stating(act, now, rng)?;
        client.post("/departments", &department).await
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
        let epoch = self.make_epoch(department, epoch, members, now, rng)?;
        let path = format!("/departments/{department}/epochs");
        let subject = Subject::epoch(department, epoch.epoch, Vec::new());
        self.stating(Act::new(Action::BeginEpoch, subject), now, rng)?
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
        self.grant_to(department, epoch, members, now, rng).await
    }

    /// Seeds that certified colleagues lack and this member can give them.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn waiting(&self) -> Result<Vec<WaitingGrant>, Error> {
        self.client.get("/staff/waiting").await
    }

    /// Grants everything that waits, and answers how many grants that were.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code; `Refused` if a colleague's certificates are not believed.
    pub async fn grant_waiting(
        &mut self,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<usize, Error> {
        let waiting = self.waiting().await?;
        let count = waiting.len();
        for WaitingGrant {
            department,
            epoch,
            member,
        } in waiting
        {
            let members = vec![EpochMember {
                member: member.id,
                recipient: member.recipient,
                chain: member.chain,
            }];
            self.grant_to(department, epoch, members, now, rng).await?;
        }
        Ok(count)
    }

    fn make_epoch(
        &mut self,
        department: DepartmentId,
        epoch: u32,
        members: Vec<EpochMember>,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<NewEpoch, Error> {
        let request = OfficeRequest::MakeEpoch {
            department,
            epoch,
            members,
            now,
        };
        match ask(&mut self.vault, request, None, rng)?.0 {
            StaffAnswer::Epoch(epoch) => Ok(epoch),
            _ => Err(Error::OtherAnswer),
        }
    }

    async fn grant_to(
        &mut self,
        department: DepartmentId,
        epoch: u32,
        members: Vec<EpochMember>,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(), Error> {
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
        let members = grants.iter().map(|grant| grant.member).collect();
        let act = Act::new(Action::GrantEpoch, Subject::epoch(department, epoch, members));
        self.stating(act, now, rng)?
            .api(Method::POST, &path, Some(Body::json(&NewEpochGrants { grants })))
            .await
            .map(drop)
    }
}

fn public_keys(entry: &MemberEntry) -> Result<PublicKeys, Error> {
    Ok(PublicKeys {
        sign: entry.sign.clone().ok_or(Error::OtherAnswer)?,
        recipient: entry.recipient.clone().ok_or(Error::OtherAnswer)?,
    })
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
