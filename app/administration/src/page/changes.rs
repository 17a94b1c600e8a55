use domain::api::{
    Department, DepartmentChange, DepartmentEntry, DepartmentEpoch, Departure, Invite, Invited, MemberEntry,
    MemberState, NewDepartment, NewEpoch, NewEpochGrants, Role,
};
use domain::audit::{Action, Subject};
use domain::{Bytes, DepartmentId, ErrorCode, Localized, MemberId};
use leptos::prelude::*;
use rand_core::OsRng;
use staff::{Trouble, unexpected};
use vault::messages::{Act, EpochMember, MemberCertificate, OfficeAnswer, OfficeRequest, StaffAsk};

use super::drafts::role_of;
use super::form::Judge;
use super::office::Office;
use crate::check::{self, Wrong};
use crate::people::{People, lost};
use crate::route::Place;

/// Inviting.
impl Office {
    /// Invites whoever was typed into the form.
    pub(crate) fn invite(self) {
        let texts = self.texts();
        let drafts = self.drafts;
        let mut judge = Judge::default();
        let name = judge.take("name", check::line(&drafts.name.get_untracked()), |_| {
            texts.name_wrong
        });
        let email = judge.take("email", check::email(&drafts.email.get_untracked()), |_| {
            texts.email_wrong
        });
        let (role, departments) = self.judged_role(&mut judge);
        if !judge.shows_none(self.form) {
            return;
        }
        let (Some(name), Some(email)) = (name, email) else {
            return;
        };
        let invite = Invite {
            name,
            email,
            role,
            departments,
            locale: drafts.language.get_untracked().parse().unwrap_or_default(),
        };
        self.form.run(self, texts.working, async move {
            let invited = MemberId::random(&mut OsRng);
            let subject = Subject::rights(invited, invite.role, &invite.departments);
            let api = self.acting(Act::new(Action::Invite, subject)).await?;
            let outcome = api.post::<_, Invited>("/members", &invite).await;
            match outcome.map_err(Trouble::from) {
                Ok(_) => {
                    self.load().await;
                    self.go_with_news(Place::Members, (texts.invited)(&invite.name));
                    Ok(())
                }
                Err(trouble) if trouble.code() == Some(ErrorCode::EmailRefused) => {
                    self.form.mend("email", texts.email_foreign);
                    Ok(())
                }
                Err(trouble) if trouble.code() == Some(ErrorCode::Conflict) => {
                    self.form.mend("email", texts.email_taken);
                    Ok(())
                }
                Err(trouble) => Err(trouble),
            }
        });
    }

    /// The role that was chosen, and the departments that go with it.
    fn judged_role(self, judge: &mut Judge) -> (Role, Vec<DepartmentId>) {
        let role = role_of(&self.drafts.role.get_untracked());
        let chosen = self.drafts.departments.get_untracked();
        let people = self.people();
        let departments: Vec<_> = people
            .departments
            .iter()
            .map(|entry| entry.department.id)
            .filter(|id| chosen.contains(&id.0.as_u128()))
            .collect();
        let needs_one = matches!(role, Role::Caseworker | Role::Lead);
        if needs_one && departments.is_empty() && !people.departments.is_empty() {
            judge.say("departments", self.texts().departments_wrong);
        }
        match role {
            Role::Auditor => (role, Vec::new()),
            _ => (role, departments),
        }
    }

    /// Sends the invitation again.
    pub(crate) fn invite_again(self, member: MemberId) {
        let texts = self.texts();
        self.form.judge(Vec::new());
        let task = self.unless_overtaken(async move {
            let path = format!("/members/{member}/invitation");
            let act = Act::new(Action::RepeatInvitation, Subject::member(member));
            self.acting(act).await?.post::<_, ()>(&path, &()).await?;
            self.load().await;
            self.form.done.set(Some(texts.invited_again.to_owned()));
            Ok(())
        });
        self.form.run(self, texts.working, task);
    }

    /// Withdraws an account that nobody has confirmed.
    pub(crate) fn reject(self, member: MemberId, name: String) {
        let texts = self.texts();
        self.side.judge(Vec::new());
        let task = self.unless_overtaken(async move {
            let path = format!("/members/{member}/departure");
            let act = Act::new(Action::Depart, Subject::member(member));
            let api = self.acting(act).await?;
            let outcome = api.post::<_, ()>(&path, &Departure::default()).await;
            outcome.map_err(|error| match error.code() {
                // Somebody has confirmed them: there is more to withdraw than an account by now.
                Some(ErrorCode::UntrustedChain) => Trouble::Overtaken,
                _ => error.into(),
            })?;
            self.load().await;
            self.go_with_news(Place::Members, (texts.rejected)(&name));
            Ok(())
        });
        self.side.run(self, texts.working, task);
    }

    /// Withdraws an invitation.
    pub(crate) fn withdraw(self, member: MemberId, name: String) {
        let texts = self.texts();
        self.side.judge(Vec::new());
        let task = self.unless_overtaken(async move {
            let act = Act::new(Action::WithdrawInvitation, Subject::member(member));
            self.acting(act)
                .await?
                .delete(&format!("/members/{member}/invitation"))
                .await?;
            self.load().await;
            self.go_with_news(Place::Members, (texts.withdrawn)(&name));
            Ok(())
        });
        self.side.run(self, texts.working, task);
    }
}

/// Confirming and changing.
impl Office {
    /// Certifies somebody whose fingerprint was compared, and hands over what keys there are.
    pub(crate) fn confirm(self, entry: MemberEntry) {
        let texts = self.texts();
        if !self.drafts.compared.get_untracked() {
            self.form.mend("compared", texts.not_compared);
            return;
        }
        self.form.judge(Vec::new());
        let task = self.unless_overtaken(async move {
            let certificate = certificate(&entry, entry.member.role, entry.member.departments.clone())?;
            self.put_certificate(certificate, Vec::new(), Vec::new()).await?;
            let has_all = self.hand_over(entry.member.id, &entry.member.departments).await?;
            self.load().await;
            let said = if has_all {
                texts.confirmed
            } else {
                texts.confirmed_waiting
            };
            self.go_with_news(Place::Members, said(&entry.member.name));
            Ok(())
        });
        self.form.run(self, texts.working, task);
    }

    /// Changes role and departments with the certificate that names them.
    pub(crate) fn change(self, entry: MemberEntry) {
        let texts = self.texts();
        let mut judge = Judge::default();
        let (role, departments) = self.judged_role(&mut judge);
        if !judge.shows_none(self.form) {
            return;
        }
        let task = self.unless_overtaken(async move {
            let epochs = self
                .new_epochs(&lost(&entry, &departments), entry.member.id)
                .await?;
            let certificate = certificate(&entry, role, departments.clone())?;
            let revocation = if entry.loses(role, &departments) && self.own_id() != Some(entry.member.id) {
                self.revocation(&entry).await?
            } else {
                Vec::new()
            };
            let outcome = self.put_certificate(certificate, epochs, revocation).await;
            outcome.map_err(|trouble| self.explain(trouble))?;
            let gained: Vec<_> = departments
                .into_iter()
                .filter(|department| !entry.member.departments.contains(department))
                .collect();
            self.hand_over(entry.member.id, &gained).await?;
            self.load().await;
            self.form.done.set(Some(texts.saved.to_owned()));
            Ok(())
        });
        self.form.run(self, texts.working, task);
    }

    /// Ends somebody's membership. Their departments go on with other keys.
    pub(crate) fn end(self, entry: MemberEntry) {
        let texts = self.texts();
        self.side.judge(Vec::new());
        let task = self.unless_overtaken(async move {
            let epochs = self.new_epochs(&lost(&entry, &[]), entry.member.id).await?;
            let path = format!("/members/{}/departure", entry.member.id);
            let departure = Departure {
                epochs,
                forsake_history: self.drafts.alone.get_untracked(),
                revocation: self.revocation(&entry).await?,
            };
            let act = Act::new(Action::Depart, Subject::member(entry.member.id));
            let api = self.acting(act).await?;
            let outcome = api.post::<_, ()>(&path, &departure).await;
            outcome.map_err(|error| {
                let alone = error.code() == Some(ErrorCode::HistoryUnshared);
                self.drafts.alone.set(alone);
                self.explain(error.into())
            })?;
            self.load().await;
            self.go_with_news(Place::Members, (texts.left)(&entry.member.name));
            Ok(())
        });
        self.side.run(self, texts.working, task);
    }

    /// What a conflict means where somebody would go.
    fn explain(self, trouble: Trouble) -> Trouble {
        match trouble.code() {
            Some(ErrorCode::Conflict) => Trouble::Said(self.texts().last_administrator.to_owned()),
            _ => trouble,
        }
    }
}

/// Departments and their keys.
impl Office {
    /// Makes a department of what was typed.
    pub(crate) fn create_department(self) {
        let texts = self.texts();
        let mut judge = Judge::default();
        let slug = judge.take("slug", check::slug(&self.drafts.slug.get_untracked()), |_| {
            texts.slug_wrong
        });
        let change = self.judged_department(&mut judge);
        if !judge.shows_none(self.form) {
            return;
        }
        let (Some(slug), Some(change)) = (slug, change) else {
            return;
        };
        self.form.run(self, texts.working, async move {
            let department = NewDepartment {
                id: DepartmentId::random(&mut OsRng),
                slug,
                name: change.name,
                description: change.description,
                notice: change.notice,
            };
            let act = Act::new(Action::CreateDepartment, Subject::department(department.id));
            let outcome = self
                .acting(act)
                .await?
                .post::<_, Department>("/departments", &department)
                .await;
            match outcome.map_err(Trouble::from) {
                Ok(department) => {
                    self.load().await;
                    let name = department.name.text(self.locale.get_untracked()).to_owned();
                    self.go_with_news(Place::Departments, (texts.created)(&name));
                    Ok(())
                }
                Err(trouble) if trouble.code() == Some(ErrorCode::Conflict) => {
                    self.form.mend("slug", texts.slug_taken);
                    Ok(())
                }
                Err(trouble) => self.mend_notice(trouble),
            }
        });
    }

    /// Changes a department to what was typed.
    pub(crate) fn change_department(self, department: DepartmentId) {
        let texts = self.texts();
        let mut judge = Judge::default();
        let change = self.judged_department(&mut judge);
        if !judge.shows_none(self.form) {
            return;
        }
        let Some(change) = change else {
            return;
        };
        self.form.run(self, texts.working, async move {
            let path = format!("/departments/{department}");
            let act = Act::new(Action::ChangeDepartment, Subject::department(department));
            let api = self.acting(act).await?;
            match api.put::<_, ()>(&path, &change).await {
                Ok(()) => {
                    self.load().await;
                    self.form.done.set(Some(texts.saved.to_owned()));
                    Ok(())
                }
                Err(error) => self.mend_notice(error.into()),
            }
        });
    }

    fn mend_notice(self, trouble: Trouble) -> Result<(), Trouble> {
        if trouble.code() == Some(ErrorCode::EmailRefused) {
            self.form.mend("notice", self.texts().email_foreign);
            return Ok(());
        }
        Err(trouble)
    }

    fn judged_department(self, judge: &mut Judge) -> Option<DepartmentChange> {
        let texts = self.texts();
        let drafts = self.drafts;
        let name = judge.take("name", check::line(&drafts.name.get_untracked()), |_| {
            texts.department_name_wrong
        });
        let too_long = |_: Wrong| texts.too_long;
        let name_en = check::optional(check::line(&drafts.name_en.get_untracked()));
        let name_en = judge.take("name-en", name_en, too_long);
        let description = check::description(&drafts.description.get_untracked());
        let description = judge.take("description", description, too_long);
        let description_en = check::description(&drafts.description_en.get_untracked());
        let description_en = judge.take("description-en", description_en, too_long);
        let notice = check::optional(check::email(&drafts.notice.get_untracked()));
        let notice = judge.take("notice", notice, |_| texts.email_wrong);
        Some(DepartmentChange {
            name: Localized {
                de: name?,
                en: name_en?,
            },
            description: Localized {
                de: description?,
                en: description_en.filter(|text| !text.is_empty()),
            },
            notice: notice?,
            closed: drafts.closed.get_untracked(),
        })
    }

    /// Makes a department's next key.
    pub(crate) fn rotate(self, entry: DepartmentEntry) {
        let texts = self.texts();
        self.side.judge(Vec::new());
        let task = self.unless_overtaken(async move {
            self.begin_epoch(&entry, &self.people()).await?;
            self.load().await;
            let name = entry.department.name.text(self.locale.get_untracked()).to_owned();
            self.side.done.set(Some((texts.rotated)(&name)));
            Ok(())
        });
        self.side.run(self, texts.working, task);
    }

    /// The keys of departments that somebody has come to: those that this vault has are granted, and a department that
    /// nobody could open gets a new one. Whether the newest key of each department was handed over.
    async fn hand_over(self, member: MemberId, departments: &[DepartmentId]) -> Result<bool, Trouble> {
        // With their certificate, as the server has it now.
        let members: Vec<MemberEntry> = self.api().get("/members").await?;
        let entries: Vec<DepartmentEntry> = self.api().get("/administration/departments").await?;
        let people = People::new(members, entries);
        let mut has_all = true;
        for id in departments {
            let Some(entry) = people.department(*id) else {
                continue;
            };
            match entry.epoch {
                Some(newest) if !entry.holders.is_empty() => {
                    for epoch in 1..=newest {
                        let is_granted = self.grant(*id, epoch, member, &people).await?;
                        has_all &= is_granted || epoch < newest;
                    }
                }
                _ => self.begin_epoch(entry, &people).await?,
            }
        }
        Ok(has_all)
    }

    /// Grants one epoch to one member, if this vault has it.
    async fn grant(
        self,
        department: DepartmentId,
        epoch: u32,
        member: MemberId,
        people: &People,
    ) -> Result<bool, Trouble> {
        let members = people.member(member).and_then(epoch_member).into_iter().collect();
        let request = StaffAsk::GrantEpoch {
            department,
            epoch,
            members,
            now: browser::now(),
        };
        let grants = match self.keys().ask(request).await {
            Ok(OfficeAnswer::EpochGrants { grants }) => grants,
            Ok(_) => return Err(unexpected()),
            // Somebody who has it grants it at the desk.
            Err(Trouble::Refused(_)) => return Ok(false),
            Err(trouble) => return Err(trouble),
        };
        let path = format!("/departments/{department}/epochs/{epoch}/grants");
        let members = grants.iter().map(|grant| grant.member).collect();
        let act = Act::new(Action::GrantEpoch, Subject::epoch(department, epoch, members));
        self.acting(act)
            .await?
            .post::<_, ()>(&path, &NewEpochGrants { grants })
            .await?;
        Ok(true)
    }

    pub(super) async fn begin_epoch(self, entry: &DepartmentEntry, people: &People) -> Result<(), Trouble> {
        let department = entry.department.id;
        let epoch = self.next_epoch(entry, people, None).await?;
        let path = format!("/departments/{department}/epochs");
        let subject = Subject::epoch(department, epoch.epoch, Vec::new());
        let api = self.acting(Act::new(Action::BeginEpoch, subject)).await?;
        Ok(api.post::<_, ()>(&path, &epoch).await?)
    }

    /// Withdraws the key of somebody who was confirmed.
    async fn revocation(self, entry: &MemberEntry) -> Result<Vec<Bytes>, Trouble> {
        let Some(key) = entry
            .sign
            .clone()
            .filter(|_| entry.state == MemberState::Confirmed)
        else {
            return Ok(Vec::new());
        };
        let request = OfficeRequest::Revoke {
            member: entry.member.id,
            key,
            now: browser::now(),
        };
        match self.keys().ask(request).await? {
            OfficeAnswer::Chain(chain) => Ok(chain),
            _ => Err(unexpected()),
        }
    }

    /// Next epochs of departments that `member` loses.
    async fn new_epochs(
        self,
        departments: &[DepartmentId],
        member: MemberId,
    ) -> Result<Vec<DepartmentEpoch>, Trouble> {
        let people = self.people();
        let mut epochs = Vec::new();
        for id in departments {
            if let Some(entry) = people.department(*id) {
                epochs.push(DepartmentEpoch {
                    department: *id,
                    epoch: self.next_epoch(entry, &people, Some(member)).await?,
                });
            }
        }
        Ok(epochs)
    }

    async fn next_epoch(
        self,
        entry: &DepartmentEntry,
        people: &People,
        except: Option<MemberId>,
    ) -> Result<NewEpoch, Trouble> {
        let department = entry.department.id;
        let heirs = people.heirs(department, except);
        let request = OfficeRequest::MakeEpoch {
            department,
            epoch: entry.epoch.unwrap_or(0) + 1,
            members: heirs.into_iter().filter_map(epoch_member).collect(),
            now: browser::now(),
        };
        match self.keys().ask(request).await? {
            OfficeAnswer::Epoch(epoch) => Ok(epoch),
            _ => Err(unexpected()),
        }
    }
}

/// What is certified of a member who has keys.
pub(super) fn certificate(
    entry: &MemberEntry,
    role: Role,
    departments: Vec<DepartmentId>,
) -> Result<MemberCertificate, Trouble> {
    let (Some(sign), Some(recipient)) = (entry.sign.clone(), entry.recipient.clone()) else {
        return Err(unexpected());
    };
    Ok(MemberCertificate {
        member: entry.member.id,
        name: entry.member.name.clone(),
        departments,
        role,
        sign,
        recipient,
    })
}

/// Whoever gets a department's seed. With a chain that has ended they wait until they are certified anew.
fn epoch_member(entry: &MemberEntry) -> Option<EpochMember> {
    let is_current = entry.certified_until.is_none_or(|until| until > browser::now());
    (entry.state == MemberState::Confirmed && is_current).then_some(())?;
    Some(EpochMember {
        member: entry.member.id,
        recipient: entry.recipient.clone()?,
        chain: entry.chain.clone(),
    })
}
