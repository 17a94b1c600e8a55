//! The last step: the authority, its founder's account, and the certificate for it.

use domain::ErrorCode;
use domain::api::{Authority, FoundAuthority, Founded, Invite, Role};
use leptos::prelude::*;
use staff::{Trouble, unexpected};
use vault::messages::MemberCertificate;

use super::{Founding, FoundingStage, Inner, Plan};
use crate::page::joining::enrol;
use crate::page::office::Office;

impl Founding {
    /// Founds the authority, or goes on with what is left of it: each step is done once.
    pub(crate) fn found(self, office: Office) {
        let texts = locales::founding(office.locale.get_untracked());
        let is_founded = self.with(|inner| inner.founded.is_some());
        if !is_founded && self.code.with_untracked(|code| code.trim().is_empty()) {
            self.form.mend("code", texts.code_missing);
            return;
        }
        self.form.judge(Vec::new());
        self.form.run(office, texts.founding, async move {
            match self.try_found(office, texts).await {
                Ok(()) => {
                    self.with(|inner| *inner = Inner::default());
                    self.turn(FoundingStage::Done);
                    Ok(())
                }
                Err(trouble) if trouble.code() == Some(ErrorCode::CodeRefused) => {
                    self.form.mend("code", texts.code_refused);
                    Ok(())
                }
                Err(trouble) => {
                    let is_founded = self.with(|inner| inner.founded.is_some());
                    self.unfinished.set(is_founded);
                    if !is_founded
                        && trouble.code() == Some(ErrorCode::TokenRefused)
                        && let Some(plan) = self.has_arrived(office).await?
                    {
                        return Err(Trouble::Said((texts.founded_unheard)(&plan.email.to_string())));
                    }
                    Err(self.explain(office, trouble))
                }
            }
        });
    }

    async fn try_found(self, office: Office, texts: &locales::Founding) -> Result<(), Trouble> {
        let (plan, root, token) =
            self.with(|inner| (inner.plan.clone(), inner.keys.clone(), inner.token.clone()));
        let (Some(plan), Some(root)) = (plan, root) else {
            return Err(unexpected());
        };
        let founded = match self.with(|inner| inner.founded.clone()) {
            Some(founded) => founded,
            None => {
                let request = FoundAuthority {
                    id: root.authority,
                    slug: plan.slug.clone(),
                    name: plan.name.clone(),
                    email_domains: plan.domains.clone(),
                    telephone: plan.telephone.clone(),
                    root: root.root.clone(),
                    recovery: root.recovery.clone(),
                    recovery_certificate: root.recovery_certificate.clone(),
                    administrator: Invite {
                        name: plan.own_name.clone(),
                        email: plan.email.clone(),
                        role: Role::Administrator,
                        departments: Vec::new(),
                        locale: office.locale.get_untracked(),
                    },
                    code: self.code.get_untracked().trim().to_owned(),
                };
                let founded: Founded = office
                    .api()
                    .with_token(token)
                    .post("/authorities", &request)
                    .await?;
                self.with(|inner| inner.founded = Some(founded.clone()));
                founded
            }
        };
        let password = self.password.get_untracked();
        if self.with(|inner| inner.own_keys.is_none()) {
            self.form.begin(texts.enrolling);
            let keys = match enrol(office, founded.token, password.clone()).await {
                Ok(enrolled) => enrolled.keys,
                // An earlier try has arrived, and its answer has not.
                Err(trouble) if trouble.code() == Some(ErrorCode::TokenRefused) => {
                    office.sign_in(plan.email.clone(), password.clone()).await?;
                    self.with(|inner| inner.signed_in = true);
                    office.own_keys().await?
                }
                Err(trouble) => return Err(trouble),
            };
            self.with(|inner| inner.own_keys = Some(keys));
        }
        if !self.with(|inner| inner.signed_in) {
            self.form.begin(texts.signing_in);
            office.sign_in(plan.email.clone(), password).await?;
            self.with(|inner| inner.signed_in = true);
            self.password.set(String::new());
        }
        self.form.begin(texts.certifying);
        let Some(own_keys) = self.with(|inner| inner.own_keys.clone()) else {
            return Err(unexpected());
        };
        let certificate = MemberCertificate {
            member: founded.administrator,
            name: plan.own_name,
            departments: Vec::new(),
            role: Role::Administrator,
            sign: own_keys.sign,
            recipient: own_keys.recipient,
        };
        office.certify_oneself(certificate).await
    }

    /// The plan, if an earlier try to found this authority has arrived, and its answer has not.
    async fn has_arrived(self, office: Office) -> Result<Option<Plan>, Trouble> {
        let (plan, root) = self.with(|inner| (inner.plan.clone(), inner.keys.clone()));
        let (Some(plan), Some(root)) = (plan, root) else {
            return Ok(None);
        };
        let known = office
            .api()
            .get::<Authority>(&format!("/authorities/{}", plan.slug))
            .await;
        Ok(known
            .is_ok_and(|known| known.id == root.authority)
            .then_some(plan))
    }

    /// What a refused token means here.
    pub(super) fn explain(self, office: Office, trouble: Trouble) -> Trouble {
        let texts = locales::founding(office.locale.get_untracked());
        match trouble.code() {
            Some(ErrorCode::TokenRefused) => Trouble::Said(texts.token_refused.to_owned()),
            _ => trouble,
        }
    }
}
