use domain::api::{Restoration, RestoredAccess};
use domain::audit::{Action, Subject};
use domain::{ErrorCode, MemberId};
use leptos::prelude::*;
use sealing::ShareMistake;
use staff::{Trouble, unexpected};
use vault::messages::{Act, OfficeAnswer, OfficeRequest, Refusal};

use super::form::{Form, Mistake};
use super::founding::share_words;
use super::office::Office;
use crate::route::Place;

/// The fields of the two shares.
pub(crate) const SHARES: [&str; 2] = ["share-one", "share-two"];
/// Where somebody says that the numbers are the same.
pub(crate) const COMPARED: &str = "restoration-compared";
/// The heading of the section.
pub(crate) const TITLE: &str = "restoration-title";
/// Characters of a share: from so many on it is looked at while it is typed.
const SHARE_CHARACTERS: usize = 60;

/// How far it is, and the number that the member should see.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Known {
    member: MemberId,
    pub(crate) restoration: Option<Box<Restoration>>,
    pub(crate) fingerprint: Option<String>,
}

/// The restoring of a member's access, in an administrator's browser.
#[derive(Clone, Copy)]
pub(crate) struct Restorer {
    pub(crate) form: Form,
    known: RwSignal<Option<Known>>,
    pub(crate) compared: RwSignal<bool>,
    pub(crate) shares: [RwSignal<String>; 2],
}

impl Known {
    /// Whether the link has ended before the member set a password.
    pub(crate) fn is_expired(&self) -> bool {
        let ends = self.restoration.as_ref().and_then(|found| found.expires_at);
        self.fingerprint.is_none() && ends.is_some_and(|ends| ends <= browser::now())
    }
}

impl Restorer {
    pub(super) fn new() -> Self {
        Self {
            form: Form::new("restoration"),
            known: RwSignal::default(),
            compared: RwSignal::default(),
            shares: [RwSignal::default(), RwSignal::default()],
        }
    }

    pub(super) fn clear(self) {
        self.form.clear();
        self.known.set(None);
        self.compared.set(false);
        for share in self.shares {
            share.set(String::new());
        }
    }

    /// What is known by now. Nobody has compared a number that was not there.
    fn put(self, known: Known) {
        if self
            .known
            .with_untracked(|before| before.as_ref() == Some(&known))
        {
            return;
        }
        self.compared.set(false);
        self.known.set(Some(known));
    }

    /// What is known about this member's.
    pub(crate) fn of(self, member: MemberId) -> Option<Known> {
        self.known.get().filter(|known| known.member == member)
    }
}

impl Office {
    /// Looks how far the restoring of a member's access is.
    pub(crate) async fn load_restoration(self, member: MemberId) {
        let era = self.era();
        let restorer = self.restorer;
        match self.fetch_restoration(member).await {
            Ok(known) if self.is_still(era) => restorer.put(known),
            Ok(_) => {}
            Err(trouble) => match self.note(era, trouble) {
                Trouble::Left => {}
                trouble => {
                    let words = trouble.words(self.locale.get_untracked());
                    restorer.form.trouble.set(Some(words));
                }
            },
        }
    }

    async fn fetch_restoration(self, member: MemberId) -> Result<Known, Trouble> {
        let found = self.api().get::<Restoration>(&path(member)).await;
        let restoration = match found.map_err(Trouble::from) {
            Ok(restoration) => Some(Box::new(restoration)),
            Err(trouble) if trouble.code() == Some(ErrorCode::NotFound) => None,
            Err(trouble) => return Err(trouble),
        };
        let recipient = restoration.as_ref().and_then(|found| found.recipient.clone());
        let fingerprint = match recipient {
            Some(recipient) => Some(self.restoration_fingerprint(member, recipient).await?),
            None => None,
        };
        Ok(Known {
            member,
            restoration,
            fingerprint,
        })
    }

    async fn restoration_fingerprint(self, member: MemberId, recipient: String) -> Result<String, Trouble> {
        let request = OfficeRequest::RestorationFingerprint { member, recipient };
        match self.keys().ask(request).await? {
            OfficeAnswer::Fingerprints(mut fingerprints) => match fingerprints.pop() {
                Some(Ok(fingerprint)) => Ok(fingerprint),
                Some(Err(failure)) => Err(Trouble::Refused(failure.into())),
                None => Err(unexpected()),
            },
            _ => Err(unexpected()),
        }
    }

    /// Mails the member a link.
    pub(crate) fn begin_restoration(self, member: MemberId) {
        let texts = locales::restoring(self.locale.get_untracked());
        let form = self.restorer.form;
        form.judge(Vec::new());
        form.run(self, self.texts().working, async move {
            let act = Act::new(Action::BeginRestoration, Subject::member(member));
            let api = self.acting(act).await?;
            api.post::<_, ()>(&path(member), &()).await?;
            self.load_restoration(member).await;
            form.done.set(Some(texts.begun.to_owned()));
            browser::focus(TITLE);
            Ok(())
        });
    }

    /// Looks once more whether the member has set a password.
    pub(crate) fn look_at_restoration(self, member: MemberId) {
        let form = self.restorer.form;
        form.judge(Vec::new());
        form.run(self, self.texts().working, async move {
            self.load_restoration(member).await;
            browser::focus(TITLE);
            Ok(())
        });
    }

    /// Takes it back.
    pub(crate) fn withdraw_restoration(self, member: MemberId) {
        let texts = locales::restoring(self.locale.get_untracked());
        let form = self.restorer.form;
        form.judge(Vec::new());
        form.run(self, self.texts().working, async move {
            let act = Act::new(Action::WithdrawRestoration, Subject::member(member));
            self.acting(act).await?.delete(&path(member)).await?;
            self.restorer.clear();
            self.load_restoration(member).await;
            form.done.set(Some(texts.withdrawn.to_owned()));
            browser::focus(TITLE);
            Ok(())
        });
    }

    /// Looks at a share as soon as it is long enough, without taking anybody out of the field.
    pub(crate) fn look_at_share(self, at: usize) {
        let typed = self.restorer.shares[at].get();
        let length = typed.chars().filter(char::is_ascii_alphanumeric).count();
        if length < SHARE_CHARACTERS {
            return;
        }
        browser::spawn(async move {
            let wrong = self.share_number(at).await.err();
            self.restorer.form.mistakes.update(|mistakes| {
                mistakes.retain(|mistake| mistake.field != SHARES[at]);
                if let Some(Some(text)) = wrong {
                    let field = SHARES[at];
                    mistakes.push(Mistake { field, text });
                }
            });
        });
    }

    /// The number of a share; else what is wrong with it, or `None` if that is not the share's fault.
    async fn share_number(self, at: usize) -> Result<u8, Option<String>> {
        let typed = self.restorer.shares[at].get_untracked();
        let texts = locales::restoring(self.locale.get_untracked());
        if typed.trim().is_empty() {
            return Err(Some(texts.share_missing.to_owned()));
        }
        match self.keys().ask(OfficeRequest::CheckRecoveryShare { typed }).await {
            Ok(OfficeAnswer::Share(number)) => Ok(number),
            Err(Trouble::Refused(Refusal::Share(mistake))) => Err(Some(self.share_words(mistake))),
            _ => Err(None),
        }
    }

    fn share_words(self, mistake: ShareMistake) -> String {
        let locale = self.locale.get_untracked();
        match mistake {
            ShareMistake::Unknown => locales::restoring(locale).shares_wrong.to_owned(),
            mistake => share_words(locales::founding(locale), mistake),
        }
    }

    /// Restores the access with the shares that were typed.
    pub(crate) fn restore(self, member: MemberId, name: String) {
        let texts = locales::restoring(self.locale.get_untracked());
        let restorer = self.restorer;
        let Some(restoration) = untrack(|| restorer.of(member)).and_then(|known| known.restoration) else {
            return;
        };
        if !restorer.compared.get_untracked() {
            restorer.form.mend(COMPARED, self.texts().not_compared);
            return;
        }
        restorer.form.judge(Vec::new());
        restorer.form.run(self, texts.restoring, async move {
            if let Some(mistakes) = self.wrong_shares().await? {
                restorer.form.judge(mistakes);
                return Ok(());
            }
            let shares = restorer.shares.map(|share| share.get_untracked());
            let access = match self.restored(member, restoration, shares).await {
                Err(Trouble::Refused(Refusal::Share(mistake))) => {
                    restorer.form.mend(SHARES[0], self.share_words(mistake));
                    return Ok(());
                }
                outcome => outcome?,
            };
            let act = Act::new(Action::RestoreAccess, Subject::member(member));
            let api = self.acting(act).await?;
            match api.put::<_, ()>(&path(member), &access).await {
                Ok(_) => {}
                // The number that was compared is not the one of now.
                Err(error) if error.code() == Some(ErrorCode::Conflict) => {
                    restorer.compared.set(false);
                    self.load_restoration(member).await;
                    return Err(Trouble::Said(texts.changed_meanwhile.to_owned()));
                }
                // It was done and the answer lost, or somebody has withdrawn it.
                Err(error) if error.code() == Some(ErrorCode::NotFound) => {
                    restorer.clear();
                    self.load_restoration(member).await;
                    return Err(Trouble::Said((texts.over)(&name)));
                }
                Err(error) => return Err(error.into()),
            }
            restorer.clear();
            self.load().await;
            self.go_with_news(Place::Members, (texts.restored)(&name));
            Ok(())
        });
    }

    /// What is wrong with the shares as far as each one tells.
    async fn wrong_shares(self) -> Result<Option<Vec<Mistake>>, Trouble> {
        let texts = locales::restoring(self.locale.get_untracked());
        let mut mistakes = Vec::new();
        let mut numbers = Vec::new();
        for (at, field) in SHARES.into_iter().enumerate() {
            match self.share_number(at).await {
                Ok(number) => numbers.push(number),
                Err(Some(text)) => mistakes.push(Mistake { field, text }),
                Err(None) => return Err(unexpected()),
            }
        }
        if let [one, other] = numbers[..]
            && one == other
        {
            let (field, text) = (SHARES[1], texts.share_twice.to_owned());
            mistakes.push(Mistake { field, text });
        }
        // Above the form they stand next to each other.
        if let [one, other] = &mut mistakes[..]
            && one.text == other.text
        {
            one.text = format!("{}: {}", texts.share_one, one.text);
            other.text = format!("{}: {}", texts.share_two, other.text);
        }
        Ok((!mistakes.is_empty()).then_some(mistakes))
    }

    async fn restored(
        self,
        member: MemberId,
        restoration: Box<Restoration>,
        shares: [String; 2],
    ) -> Result<RestoredAccess, Trouble> {
        let request = OfficeRequest::RestoreAccess {
            member,
            restoration,
            shares,
            now: browser::now(),
        };
        match self.keys().ask(request).await? {
            OfficeAnswer::Restored(access) => Ok(access),
            _ => Err(unexpected()),
        }
    }
}

fn path(member: MemberId) -> String {
    format!("/members/{member}/restoration")
}
