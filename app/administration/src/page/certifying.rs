use domain::Bytes;
use domain::api::{DepartmentEpoch, NewCertificate};
use domain::audit::{Action, Subject};
use leptos::prelude::*;
use staff::{Trouble, unexpected};
use vault::messages::{Act, MemberCertificate, OfficeAnswer, OfficeRequest, PublicKeys, Refusal, StaffAsk};

use super::form::Judge;
use super::office::Office;

/// Far more than a root file has.
const ROOT_FILE_BYTES: u64 = 64 * 1024;

impl Office {
    /// Has the vault certify somebody, and the server keep it with what it makes necessary: epochs, and what withdraws
    /// earlier certificates.
    pub(super) async fn put_certificate(
        self,
        certificate: MemberCertificate,
        epochs: Vec<DepartmentEpoch>,
        revocation: Vec<Bytes>,
    ) -> Result<(), Trouble> {
        let path = format!("/members/{}/certificate", certificate.member);
        let (member, role) = (certificate.member, certificate.role);
        let departments = certificate.departments.clone();
        // It begins behind what is withdrawn.
        let now = browser::now().plus(i64::from(!revocation.is_empty()));
        let request = OfficeRequest::CertifyMember { certificate, now };
        let OfficeAnswer::Chain(chain) = self.keys().ask(request).await? else {
            return Err(unexpected());
        };
        let certificate = NewCertificate {
            role,
            departments,
            chain,
            epochs,
            revocation,
        };
        let subject = Subject::rights(member, role, &certificate.departments);
        let api = self.acting(Act::new(Action::Certify, subject)).await?;
        Ok(api.put::<_, ()>(&path, &certificate).await?)
    }

    /// Certifies whoever has signed in with the root that the vault has open, and wipes the root.
    pub(crate) async fn certify_oneself(self, certificate: MemberCertificate) -> Result<(), Trouble> {
        self.put_certificate(certificate, Vec::new(), Vec::new()).await?;
        self.refresh_session().await?;
        let dropped = self.keys().ask::<OfficeAnswer>(OfficeRequest::DropRoot).await;
        dropped.map(drop)
    }

    /// Certifies whoever has signed in with the root file: to finish a founding that was interrupted, or because their
    /// certificate ends.
    pub(crate) fn certify_with_root_file(self) {
        let texts = locales::founding(self.locale.get_untracked());
        let passphrase = self.drafts.passphrase.get_untracked();
        let file = browser::chosen_file("root-file");
        let mut judge = Judge::default();
        if file.is_none() {
            judge.say("root-file", texts.resume_file_missing);
        }
        if passphrase.is_empty() {
            judge.say("passphrase", texts.resume_passphrase_missing);
        }
        if !judge.shows_none(self.form) {
            return;
        }
        let Some(file) = file else {
            return;
        };
        self.form.run(self, texts.resuming, async move {
            // A root file is a page of text; whatever is larger is none.
            let bytes = match file.size() {
                0..=ROOT_FILE_BYTES => file.read().await,
                _ => None,
            };
            let text = bytes.and_then(|bytes| String::from_utf8(bytes.to_vec()).ok());
            let Some(root_file) = text else {
                self.form.mend("root-file", texts.resume_file_wrong);
                return Ok(());
            };
            let request = OfficeRequest::OpenRoot {
                root_file,
                passphrase,
            };
            match self.keys().ask::<OfficeAnswer>(request).await {
                Ok(_) => {}
                Err(Trouble::Refused(Refusal::Passphrase)) => {
                    self.form.mend("passphrase", texts.resume_passphrase_wrong);
                    return Ok(());
                }
                Err(Trouble::Refused(Refusal::Untrusted(..))) => {
                    self.form.mend("root-file", texts.resume_file_wrong);
                    return Ok(());
                }
                Err(trouble) => return Err(trouble),
            }
            self.drafts.passphrase.set(String::new());
            let keys = self.own_keys().await?;
            let Some(session) = self.session.get_untracked() else {
                return Err(Trouble::Left);
            };
            let member = &session.member;
            let certificate = MemberCertificate {
                member: member.id,
                name: member.name.clone(),
                departments: member.departments.clone(),
                role: member.role,
                sign: keys.sign,
                recipient: keys.recipient,
            };
            self.certify_oneself(certificate).await?;
            if self.is_inside() {
                let renewed = locales::trust(self.locale.get_untracked()).renewed;
                self.form.done.set(Some(renewed.to_owned()));
                // What ended with the earlier certificate can be renewed now.
                self.upkeep.may_begin_again();
                self.load().await;
            }
            Ok(())
        });
    }

    /// The own public keys, as the vault has unlocked them.
    pub(super) async fn own_keys(self) -> Result<PublicKeys, Trouble> {
        match self.keys().ask(StaffAsk::OwnFingerprint).await? {
            OfficeAnswer::Fingerprint { keys, .. } => Ok(keys),
            _ => Err(unexpected()),
        }
    }
}
