mod finishing;

use std::cell::RefCell;
use std::rc::Rc;

use browser::{LeaveGuard, Uint8Array};
use domain::api::{Authority, Founded, StartFounding};
use domain::{AuthorityId, Bytes, EmailAddress, ErrorCode, Slug, Timestamp};
use leptos::prelude::*;
use rand_core::OsRng;
use sealing::ShareMistake;
use staff::{Trouble, unexpected};
use vault::messages::{OfficeAnswer, OfficeRequest, PublicKeys, Refusal};

use super::form::{Form, Judge};
use super::navigation::HEADING;
use super::office::Office;
use crate::check::{self, Wrong};
use crate::route::{FOUND, Place};

/// Two of them suffice.
const SHARES: usize = 3;
/// Length of a set-up token: 32 bytes in base64url.
const TOKEN_CHARACTERS: usize = 43;

/// Where a founding stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum FoundingStage {
    /// The link had no token.
    Link,
    /// Who is founding what.
    Authority,
    /// What opens the keys.
    Passwords,
    /// Root file and shares are kept.
    Keep,
    /// A share is typed back.
    Check,
    /// The address is proved, and the authority founded.
    Found,
    /// It is.
    Done,
}

/// A founding. What was typed outlives a change of language and a step back.
#[derive(Clone, Copy)]
pub(crate) struct Founding {
    pub(crate) stage: RwSignal<FoundingStage>,
    pub(crate) form: Form,
    pub(crate) link: RwSignal<String>,
    pub(crate) name: RwSignal<String>,
    pub(crate) slug: RwSignal<String>,
    /// Whether the name in addresses was typed and no longer follows the name.
    pub(crate) own_slug: RwSignal<bool>,
    pub(crate) domains: RwSignal<String>,
    pub(crate) telephone: RwSignal<String>,
    pub(crate) own_name: RwSignal<String>,
    pub(crate) email: RwSignal<String>,
    pub(crate) password: RwSignal<String>,
    pub(crate) password_repeat: RwSignal<String>,
    pub(crate) passphrase: RwSignal<String>,
    pub(crate) passphrase_repeat: RwSignal<String>,
    /// Which shares are on paper when the page is printed.
    pub(crate) on_paper: [RwSignal<bool>; SHARES],
    /// Which shares were printed.
    pub(crate) printed: [RwSignal<bool>; SHARES],
    /// Under which name the root file was saved.
    pub(crate) root_saved: RwSignal<Option<String>>,
    pub(crate) typed: RwSignal<String>,
    pub(crate) code: RwSignal<String>,
    /// Whether the authority exists, but not all of the rest.
    pub(crate) unfinished: RwSignal<bool>,
    inner: StoredValue<Rc<RefCell<Inner>>, LocalStorage>,
}

/// What no view watches.
#[derive(Default)]
struct Inner {
    token: String,
    plan: Option<Plan>,
    keys: Option<NewRoot>,
    /// Which share is to be typed back, counted from 1.
    asked: usize,
    /// Since the authority exists.
    founded: Option<Founded>,
    /// Since the founder has keys.
    own_keys: Option<PublicKeys>,
    signed_in: bool,
    guard: Option<LeaveGuard>,
}

/// What is to be founded, as it was checked.
#[derive(Clone)]
struct Plan {
    name: String,
    slug: Slug,
    domains: Vec<String>,
    telephone: Option<String>,
    own_name: String,
    email: EmailAddress,
}

/// An authority's root, as far as the page knows it.
#[derive(Clone)]
struct NewRoot {
    authority: AuthorityId,
    root: Bytes,
    root_file: String,
    recovery: String,
    recovery_certificate: Bytes,
    shares: Vec<String>,
    made_at: Timestamp,
}

impl Founding {
    pub(super) fn new() -> Self {
        Self {
            stage: RwSignal::new(FoundingStage::Link),
            form: Form::new("founding"),
            link: RwSignal::default(),
            name: RwSignal::default(),
            slug: RwSignal::default(),
            own_slug: RwSignal::default(),
            domains: RwSignal::default(),
            telephone: RwSignal::default(),
            own_name: RwSignal::default(),
            email: RwSignal::default(),
            password: RwSignal::default(),
            password_repeat: RwSignal::default(),
            passphrase: RwSignal::default(),
            passphrase_repeat: RwSignal::default(),
            // Somebody may print the page without our buttons.
            on_paper: std::array::from_fn(|_| RwSignal::new(true)),
            printed: std::array::from_fn(|_| RwSignal::default()),
            root_saved: RwSignal::default(),
            typed: RwSignal::default(),
            code: RwSignal::default(),
            unfinished: RwSignal::default(),
            inner: StoredValue::new_local(Rc::default()),
        }
    }

    /// The link had this token.
    pub(super) fn arrive(self, token: String) {
        if token.len() != TOKEN_CHARACTERS {
            return;
        }
        self.with(|inner| inner.token = token);
        if self.stage.get_untracked() == FoundingStage::Link {
            self.stage.set(FoundingStage::Authority);
        }
    }

    /// Takes the token out of a link that was pasted.
    pub(crate) fn use_link(self, office: Office) {
        let texts = locales::founding(office.locale.get_untracked());
        let typed = self.link.get_untracked();
        let token = typed.trim().rsplit_once('#').map(|(_, token)| token.to_owned());
        match token.filter(|token| token.len() == TOKEN_CHARACTERS && typed.contains(FOUND)) {
            Some(token) => {
                self.link.set(String::new());
                self.with(|inner| inner.token = token);
                self.turn(FoundingStage::Authority);
            }
            None => self.form.mend("link", texts.link_wrong),
        }
    }

    /// Shows another step.
    pub(crate) fn turn(self, stage: FoundingStage) {
        self.form.clear();
        self.stage.set(stage);
        browser::focus(HEADING);
    }

    /// Checks who is founding what, and has the code sent.
    pub(crate) fn start(self, office: Office) {
        let texts = locales::founding(office.locale.get_untracked());
        let Some(plan) = self.plan(texts) else {
            return;
        };
        self.form.run(office, texts.sending_code, async move {
            if is_taken(office, &plan.slug).await? {
                self.form.mend("slug", texts.slug_taken);
                return Ok(());
            }
            self.send_code(office, &plan).await?;
            self.code.set(String::new());
            self.with(|inner| {
                inner.plan = Some(plan);
                inner.guard = LeaveGuard::new();
            });
            // Whoever comes back from the last step has keys already.
            let has_keys = self.with(|inner| inner.keys.is_some());
            self.turn(if has_keys {
                FoundingStage::Found
            } else {
                FoundingStage::Passwords
            });
            Ok(())
        });
    }

    fn plan(self, texts: &locales::Founding) -> Option<Plan> {
        let mut judge = Judge::default();
        let name = judge.take("name", check::line(&self.name.get_untracked()), |_| {
            texts.name_wrong
        });
        let slug = judge.take("slug", check::slug(&self.slug.get_untracked()), |_| {
            texts.slug_wrong
        });
        let domains = judge.take("domains", check::domains(&self.domains.get_untracked()), |_| {
            texts.domains_wrong
        });
        let telephone = check::optional(check::line(&self.telephone.get_untracked()));
        let telephone = judge.take("telephone", telephone, |_| texts.telephone_wrong);
        let own_name = judge.take("own-name", check::line(&self.own_name.get_untracked()), |_| {
            texts.own_name_wrong
        });
        let typed = self.email.get_untracked();
        let email = match &domains {
            Some(domains) => check::own_email(&typed, domains),
            None => check::email(&typed),
        };
        let email = judge.take("own-email", email, |wrong| match wrong {
            Wrong::Foreign => texts.email_foreign,
            _ => texts.email_wrong,
        });
        if !judge.shows_none(self.form) {
            return None;
        }
        Some(Plan {
            name: name?,
            slug: slug?,
            domains: domains?,
            telephone: telephone?,
            own_name: own_name?,
            email: email?,
        })
    }

    async fn send_code(self, office: Office, plan: &Plan) -> Result<(), Trouble> {
        let request = StartFounding {
            email: plan.email.clone(),
            email_domains: plan.domains.clone(),
            locale: office.locale.get_untracked(),
        };
        let token = self.with(|inner| inner.token.clone());
        let outcome = office
            .api()
            .with_token(token)
            .post::<_, ()>("/foundings", &request)
            .await;
        outcome.map_err(|error| self.explain(office, error.into()))
    }

    /// Has another code sent.
    pub(crate) fn send_again(self, office: Office) {
        let texts = locales::founding(office.locale.get_untracked());
        let Some(plan) = self.with(|inner| inner.plan.clone()) else {
            return;
        };
        self.form.judge(Vec::new());
        self.form.run(office, texts.sending_code, async move {
            self.send_code(office, &plan).await?;
            self.code.set(String::new());
            self.form.done.set(Some(texts.code_sent.to_owned()));
            browser::focus("code");
            Ok(())
        });
    }

    /// Makes the keys.
    pub(crate) fn make_keys(self, office: Office) {
        let locale = office.locale.get_untracked();
        let (texts, common) = (locales::founding(locale), locales::administration(locale));
        let mut judge = Judge::default();
        let passphrase = self.passphrase.get_untracked();
        judge_new_password(
            &mut judge,
            common,
            ["new-password", "repeat-password"],
            common.password_missing,
            &self.password.get_untracked(),
            &self.password_repeat.get_untracked(),
        );
        if !passphrase.is_empty() && passphrase == self.password.get_untracked() {
            judge.say("new-passphrase", texts.passphrase_same);
        } else {
            judge_new_password(
                &mut judge,
                common,
                ["new-passphrase", "repeat-passphrase"],
                common.passphrase_missing,
                &passphrase,
                &self.passphrase_repeat.get_untracked(),
            );
        }
        if !judge.shows_none(self.form) {
            return;
        }
        self.form.run(office, texts.making_keys, async move {
            let keys = office.keys();
            keys.revive();
            let authority = AuthorityId::random(&mut OsRng);
            let request = OfficeRequest::FoundAuthority {
                authority,
                passphrase,
                now: browser::now(),
            };
            let OfficeAnswer::Authority {
                root,
                root_file,
                recovery,
                recovery_certificate,
                shares,
            } = keys.ask(request).await?
            else {
                return Err(unexpected());
            };
            self.with(|inner| {
                inner.keys = Some(NewRoot {
                    authority,
                    root,
                    root_file,
                    recovery,
                    recovery_certificate,
                    shares,
                    made_at: browser::now(),
                });
            });
            self.passphrase.set(String::new());
            self.passphrase_repeat.set(String::new());
            self.password_repeat.set(String::new());
            for printed in self.printed {
                printed.set(false);
            }
            self.root_saved.set(None);
            self.turn(FoundingStage::Keep);
            Ok(())
        });
    }

    /// Saves the root file on this device.
    pub(crate) fn save_root(self, office: Office) {
        let texts = locales::founding(office.locale.get_untracked());
        let slug = self.slug.get_untracked();
        let text = self.with(|inner| inner.keys.as_ref().map(|keys| keys.root_file.clone()));
        let name = (texts.root_name)(slug.trim());
        if let Some(text) = text
            && browser::save_file(&name, "text/plain", &Uint8Array::from(text.as_bytes()))
        {
            self.form.clear();
            self.root_saved.set(Some(name));
        } else {
            self.form.trouble.set(Some(office.common().failed.to_owned()));
        }
    }

    /// The shares, and when they were made.
    pub(crate) fn shares(self) -> (Vec<String>, Timestamp) {
        self.with(|inner| {
            let keys = inner.keys.as_ref();
            keys.map(|keys| (keys.shares.clone(), keys.made_at))
                .unwrap_or_default()
        })
    }

    /// Which share is to be typed back, counted from 1.
    pub(crate) fn asked(self) -> usize {
        self.with(|inner| inner.asked)
    }

    /// Prints one share, counted from 0, or all, each on a sheet of its own.
    pub(crate) fn print(self, only: Option<usize>) {
        let is_meant = move |at| only.is_none_or(|only| only == at);
        for (at, on_paper) in self.on_paper.into_iter().enumerate() {
            on_paper.set(is_meant(at));
        }
        browser::spawn(async move {
            // The sheets are made first.
            browser::pause(0).await;
            if browser::print() {
                for (at, printed) in self.printed.into_iter().enumerate() {
                    if is_meant(at) {
                        printed.set(true);
                    }
                }
            }
        });
    }

    /// Goes on to typing a share back, if the root file was saved.
    pub(crate) fn kept(self, office: Office) {
        let texts = locales::founding(office.locale.get_untracked());
        if self.root_saved.with_untracked(Option::is_none) {
            self.form.mend("save-root", texts.root_not_saved);
            return;
        }
        self.typed.set(String::new());
        self.with(|inner| inner.asked = 1 + browser::chance(SHARES));
        self.turn(FoundingStage::Check);
    }

    /// Checks the share that was typed back.
    pub(crate) fn check_share(self, office: Office) {
        let texts = locales::founding(office.locale.get_untracked());
        let typed = self.typed.get_untracked();
        if typed.trim().is_empty() {
            self.form.mend("typed", texts.typed_missing);
            return;
        }
        self.form.judge(Vec::new());
        self.form.run(office, office.texts().working, async move {
            let asked = self.asked();
            let mistake = match office.keys().ask(OfficeRequest::CheckShare { typed }).await {
                Ok(OfficeAnswer::Share(number)) if usize::from(number) == asked => {
                    self.typed.set(String::new());
                    office.announce((texts.checked)(asked));
                    self.turn(FoundingStage::Found);
                    return Ok(());
                }
                Ok(OfficeAnswer::Share(number)) => (texts.typed_number)(usize::from(number), asked),
                Ok(_) => return Err(unexpected()),
                Err(Trouble::Refused(Refusal::Share(mistake))) => share_words(texts, mistake),
                Err(trouble) => return Err(trouble),
            };
            self.form.mend("typed", mistake);
            Ok(())
        });
    }

    fn with<T>(self, act: impl FnOnce(&mut Inner) -> T) -> T {
        let inner = self.inner.get_value();
        let mut inner = inner.borrow_mut();
        act(&mut inner)
    }
}

/// Whether another authority has this name in addresses: better told before keys are printed than after.
async fn is_taken(office: Office, slug: &Slug) -> Result<bool, Trouble> {
    let known = office
        .api()
        .get::<Authority>(&format!("/authorities/{slug}"))
        .await;
    match known {
        Ok(_) => Ok(true),
        Err(error) if error.code() == Some(ErrorCode::NotFound) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

impl Office {
    /// Shows the administration after a founding.
    pub(crate) fn begin(self) {
        self.go(Place::Departments);
    }
}

/// Judges a new password or passphrase and its repetition.
pub(super) fn judge_new_password(
    judge: &mut Judge,
    texts: &locales::Administration,
    [field, again]: [&'static str; 2],
    missing: &'static str,
    typed: &str,
    repeated: &str,
) {
    let first = check::password(typed);
    judge.take(field, first, |wrong| match wrong {
        Wrong::Missing => missing,
        _ => texts.too_short,
    });
    if first.is_ok() {
        judge.take(again, check::repeated(typed, repeated), |_| texts.different);
    }
}

/// What is wrong with a share as it was typed.
pub(super) fn share_words(texts: &locales::Founding, mistake: ShareMistake) -> String {
    match mistake {
        ShareMistake::Length(..) => texts.typed_length.to_owned(),
        ShareMistake::Character(at) => (texts.typed_character)(at),
        ShareMistake::Checksum => texts.typed_checksum.to_owned(),
        ShareMistake::Version => texts.typed_version.to_owned(),
        ShareMistake::OtherAuthority => texts.typed_other.to_owned(),
        ShareMistake::Unknown => texts.typed_unknown.to_owned(),
    }
}
