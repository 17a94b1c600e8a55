//! What is not somebody's to use is refused with a code of its own, changes nothing, and stands in the log of whom it concerns.

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE};
use axum::http::{Method, Request};
use domain::api::{
    AuditPage, EnrolFinish, EnrolStart, NewEpochGrant, NewEpochGrants, NewPasskey, PasskeyProof,
    RestorationFinish, RestorationStart, RestoredAccess, Role, StaffSession,
};
use domain::audit::{Action, STATEMENT_HEADER, Statement, Subject};
use domain::{Bytes, DepartmentId, ErrorCode, MemberId, limits};
use office_fixture::{Authenticator, Town, recipient, sealed};
use serde::Serialize;

use super::roles::registration;
use super::{Portal, json};

/// A request that is refused, and who stands in the log of which town with what.
struct Attempt {
    what: &'static str,
    request: Request<Body>,
    code: ErrorCode,
    town: usize,
    logged: (Action, MemberId),
}

/// Tokens that were mailed, of members of the first town unless said otherwise.
struct Tokens {
    expired_invitation: (MemberId, String),
    used_invitation: (MemberId, String),
    invitation: (MemberId, String),
    expired_restoration: (MemberId, String),
    replaced_restoration: (MemberId, String),
    withdrawn_restoration: (MemberId, String),
    used_restoration: (MemberId, String),
    restoration: (MemberId, String),
    /// Of the second town, withdrawn.
    foreign_restoration: (MemberId, String),
}

struct World {
    portal: Portal,
    towns: [Town; 2],
    /// Of the administrators.
    cookies: Vec<String>,
    department: DepartmentId,
    /// Another one of the same town, and one of the other town.
    others: [DepartmentId; 2],
    carl: MemberId,
    carls_cookie: String,
    /// Works in the other department of the town.
    otto: MemberId,
    ottos_cookie: String,
    /// Has shown the password and not the passkey.
    petra: MemberId,
    petras_cookie: String,
    /// Has a passkey.
    dora: MemberId,
    doras_key: Authenticator,
    /// Has joined the department and waits.
    uwe: MemberId,
    tokens: Tokens,
}

impl World {
    async fn new() -> Self {
        let portal = Portal::new().await;
        let world = &portal.world;
        let towns = [world.town("musterstadt").await, world.town("beispielheim").await];
        let department = world.department_without_key(&towns[0], "buergerbuero").await;
        let carl = world.caseworker(&towns[0], "carl", &[department]).await;
        world.publish_epoch(&towns[0], department, 1, &[carl]).await;
        let others = [
            world.department(&towns[0], "bauamt").await,
            world.department(&towns[1], "ordnungsamt").await,
        ];
        let otto = world.caseworker(&towns[0], "otto", &[others[0]]).await;
        let petra = world.caseworker(&towns[0], "petra", &[department]).await;
        let dora = world.caseworker(&towns[0], "dora", &[]).await;
        portal.passkey_of(petra, None).await;
        let uwe = world
            .enrolled(&towns[0], "uwe", Role::Caseworker, &[department])
            .await;
        let doras_key = portal.passkey_of(dora, None).await;
        let tokens = Tokens::new(&portal, &towns).await;
        let mut cookies = Vec::new();
        for town in &towns {
            cookies.push(portal.sign_in(&town.email("ada")).await);
        }
        let carls_cookie = portal.sign_in(&towns[0].email("carl")).await;
        let ottos_cookie = portal.sign_in(&towns[0].email("otto")).await;
        let petras_cookie = portal.sign_in(&towns[0].email("petra")).await;
        Self {
            portal,
            towns,
            cookies,
            department,
            others,
            carl,
            carls_cookie,
            otto,
            ottos_cookie,
            petra,
            petras_cookie,
            dora,
            doras_key,
            uwe,
            tokens,
        }
    }

    /// Everything that could have changed, as those who may see it are told.
    async fn state(&self) -> Vec<String> {
        let mut state = Vec::new();
        for cookie in &self.cookies {
            for path in ["/api/v1/members", "/api/v1/administration/departments"] {
                let answer = self.portal.with_cookie(Method::GET, path, cookie).await;
                state.push(answer.text().to_owned());
            }
        }
        for member in [self.tokens.restoration.0, self.tokens.used_restoration.0] {
            let path = format!("/api/v1/members/{member}/restoration");
            let answer = self
                .portal
                .with_cookie(Method::GET, &path, &self.cookies[0])
                .await;
            state.push(answer.text().to_owned());
        }
        for cookie in [&self.carls_cookie, &self.ottos_cookie] {
            let passkeys = self
                .portal
                .with_cookie(Method::GET, "/api/v1/staff/passkeys", cookie);
            state.push(passkeys.await.text().to_owned());
            let session = self
                .portal
                .with_cookie(Method::GET, "/api/v1/staff/session", cookie);
            let session: StaffSession = session.await.json();
            state.push(format!("{:?}", session.keys.epochs));
            state.extend(session.keys.epochs.iter().map(|epoch| epoch.sealed.to_base64()));
        }
        let inbox = self
            .portal
            .with_cookie(Method::GET, "/api/v1/inbox", &self.petras_cookie);
        state.push(inbox.await.text().to_owned());
        let dora = self.portal.world.staff(self.dora).await;
        let passkeys = self.portal.world.office.list_passkeys(&dora).await;
        state.push(format!("{passkeys:?}"));
        state
    }

    /// The newest entry in the log of each town: how many there are, outcome, action and actor.
    async fn newest(&self) -> Vec<(i64, String, Action, Option<MemberId>)> {
        let mut newest = Vec::new();
        for cookie in &self.cookies {
            let page = self
                .portal
                .with_cookie(Method::GET, "/api/v1/audit", cookie)
                .await;
            let page: AuditPage = page.json();
            let entry = page.entries.last().expect("an entry");
            let statement = Statement::read(entry.statement.as_ref()).expect("a statement");
            newest.push((
                entry.number,
                entry.outcome.clone(),
                statement.action,
                statement.actor,
            ));
        }
        newest
    }

    fn request(&self, method: Method, path: &str, cookie: &str, body: &impl Serialize) -> Request<Body> {
        let request = self
            .portal
            .request(method, &format!("/api/v1{path}"))
            .header(CONTENT_TYPE, "application/json")
            .header(COOKIE, cookie);
        request.body(json(body)).expect("a request")
    }

    fn with_a_token(
        &self,
        what: &'static str,
        (method, path): (Method, &str),
        (member, token): &(MemberId, String),
        town: usize,
    ) -> Attempt {
        let (request, upload) = registration().clone();
        let (token, account) = (token.clone(), Bytes(vec![9; 64]));
        let (action, request) = match (path, &method) {
            ("/enrolments", &Method::POST) => {
                let start = EnrolStart { token, request };
                (Action::Enrol, self.request(method, path, "", &start))
            }
            ("/enrolments", _) => {
                let finish = EnrolFinish {
                    token,
                    upload,
                    sign: Bytes(vec![8; 32]),
                    recipient: recipient(),
                    account,
                    private: Bytes(vec![10; 128]),
                    recovery: sealed(),
                };
                (Action::Enrol, self.request(method, path, "", &finish))
            }
            (_, &Method::POST) => {
                let start = RestorationStart { token, request };
                (Action::SetUpRestoration, self.request(method, path, "", &start))
            }
            _ => {
                let finish = RestorationFinish {
                    token,
                    upload,
                    recipient: recipient(),
                    account,
                };
                (Action::SetUpRestoration, self.request(method, path, "", &finish))
            }
        };
        Attempt {
            what,
            request,
            code: ErrorCode::TokenRefused,
            town,
            logged: (action, *member),
        }
    }

    /// Every token that is not good at a door, at both steps.
    fn tokens(&self) -> Vec<Attempt> {
        let tokens = &self.tokens;
        let (join, restore) = ("/enrolments", "/restorations");
        let cases = [
            ("an expired invitation", join, &tokens.expired_invitation, 0),
            ("a used invitation", join, &tokens.used_invitation, 0),
            (
                "a restoration's token where people join",
                join,
                &tokens.restoration,
                0,
            ),
            ("an expired restoration", restore, &tokens.expired_restoration, 0),
            (
                "a restoration that was begun anew",
                restore,
                &tokens.replaced_restoration,
                0,
            ),
            (
                "a restoration that was taken back",
                restore,
                &tokens.withdrawn_restoration,
                0,
            ),
            ("a used restoration", restore, &tokens.used_restoration, 0),
            (
                "an invitation where access is restored",
                restore,
                &tokens.invitation,
                0,
            ),
            (
                "another authority's restoration",
                restore,
                &tokens.foreign_restoration,
                1,
            ),
        ];
        let attempts = cases.into_iter().flat_map(|(what, path, token, town)| {
            [Method::POST, Method::PUT].map(|method| self.with_a_token(what, (method, path), token, town))
        });
        attempts.collect()
    }

    /// What is handed on to `to` in `department`.
    async fn grant(
        &self,
        what: &'static str,
        (by, cookie): (MemberId, &str),
        department: DepartmentId,
        to: &[MemberId],
        code: ErrorCode,
    ) -> Attempt {
        let grants = to.iter().map(|member| NewEpochGrant {
            member: *member,
            sealed: sealed(),
        });
        let grants = NewEpochGrants {
            grants: grants.collect(),
        };
        let subject = Subject::epoch(department, 1, to.to_vec());
        let world = &self.portal.world;
        let statement = world.statement(by, Action::GrantEpoch, subject).await;
        let statement = world.signed(by, &statement).parse().expect("a header");
        let path = format!("/departments/{department}/epochs/1/grants");
        let mut request = self.request(Method::POST, &path, cookie, &grants);
        request.headers_mut().insert(STATEMENT_HEADER, statement);
        Attempt {
            what,
            request,
            code,
            town: 0,
            logged: (Action::GrantEpoch, by),
        }
    }

    async fn grants(&self) -> Vec<Attempt> {
        let carl = (self.carl, self.carls_cookie.as_str());
        let ada = (self.towns[0].administrator, self.cookies[0].as_str());
        let [other, abroad] = self.others;
        let (own, fellow) = (self.department, [self.petra]);
        let strangers = [self.petra, self.otto];
        let invited = [self.petra, self.tokens.invitation.0];
        let unconfirmed = [self.petra, self.uwe];
        let foreign = [self.petra, self.towns[1].administrator];
        vec![
            self.grant(
                "another department",
                carl,
                other,
                &[self.otto],
                ErrorCode::Forbidden,
            )
            .await,
            self.grant(
                "a department of another authority",
                carl,
                abroad,
                &[],
                ErrorCode::Forbidden,
            )
            .await,
            self.grant(
                "the same by an administrator",
                ada,
                abroad,
                &fellow,
                ErrorCode::NotFound,
            )
            .await,
            self.grant(
                "a member of another department",
                carl,
                own,
                &strangers,
                ErrorCode::Inconsistent,
            )
            .await,
            self.grant(
                "somebody who has not joined",
                carl,
                own,
                &invited,
                ErrorCode::Inconsistent,
            )
            .await,
            self.grant(
                "somebody whom nobody has confirmed",
                carl,
                own,
                &unconfirmed,
                ErrorCode::Inconsistent,
            )
            .await,
            self.grant(
                "a member of another authority",
                ada,
                own,
                &foreign,
                ErrorCode::Inconsistent,
            )
            .await,
        ]
    }

    async fn passkeys(&mut self) -> Vec<Attempt> {
        let due = "/api/v1/staff/logins/second-factor";
        let started = self.portal.ceremony(due, &self.petras_cookie).await;
        let proof = PasskeyProof {
            ceremony: started.ceremony,
            credential: self.doras_key.get(&started.options),
        };
        let begun = "/api/v1/staff/passkeys/registrations";
        let started = self.portal.ceremony(begun, &self.carls_cookie).await;
        let registration = NewPasskey {
            ceremony: started.ceremony,
            name: "Telefon".to_owned(),
            credential: self.portal.world.authenticator().create(&started.options),
            account: None,
        };
        let shown = "/staff/sessions/second-factor";
        vec![
            Attempt {
                what: "a passkey of another account",
                request: self.request(Method::POST, shown, &self.petras_cookie, &proof),
                code: ErrorCode::ForeignPasskey,
                town: 0,
                logged: (Action::ShowPasskey, self.petra),
            },
            Attempt {
                what: "a registration for another member",
                request: self.request(Method::POST, "/staff/passkeys", &self.ottos_cookie, &registration),
                code: ErrorCode::PasskeyRefused,
                town: 0,
                logged: (Action::AddPasskey, self.otto),
            },
        ]
    }
}

impl Tokens {
    async fn new(portal: &Portal, towns: &[Town; 2]) -> Self {
        let world = &portal.world;
        let invited = async |local| world.invited(&towns[0], local, Role::Caseworker, &[]).await;
        let expired_invitation = invited("ina").await;
        let elsa = world.caseworker(&towns[0], "elsa", &[]).await;
        let expired_restoration = restoring(portal, &towns[0], elsa).await;
        world.advance(limits::INVITATION_SECONDS);

        let used_invitation = invited("ulf").await;
        world.enrol(used_invitation.1.clone()).await;
        let rita = world.caseworker(&towns[0], "rita", &[]).await;
        let replaced_restoration = restoring(portal, &towns[0], rita).await;
        let restoration = restoring(portal, &towns[0], rita).await;
        let wim = world.caseworker(&towns[0], "wim", &[]).await;
        let uta = world.caseworker(&towns[0], "uta", &[]).await;
        let emil = world.caseworker(&towns[1], "emil", &[]).await;
        Self {
            expired_invitation,
            used_invitation,
            invitation: invited("nina").await,
            expired_restoration,
            replaced_restoration,
            withdrawn_restoration: withdrawn(portal, &towns[0], wim).await,
            used_restoration: restored(portal, &towns[0], uta).await,
            restoration,
            foreign_restoration: withdrawn(portal, &towns[1], emil).await,
        }
    }
}

/// A member whose access is to be restored, and the token in the mail.
async fn restoring(portal: &Portal, town: &Town, member: MemberId) -> (MemberId, String) {
    let world = &portal.world;
    let administrator = world.staff(town.administrator).await;
    let begun = world.office.begin_restoration(&administrator, member).await;
    begun.expect("begun");
    let link = world.office.renew_restoration(member).await.expect("the store");
    (member, link.expect("waits").token)
}

async fn withdrawn(portal: &Portal, town: &Town, member: MemberId) -> (MemberId, String) {
    let restoring = restoring(portal, town, member).await;
    let administrator = portal.world.staff(town.administrator).await;
    let withdrawn = portal
        .world
        .office
        .withdraw_restoration(&administrator, member)
        .await;
    withdrawn.expect("withdrawn");
    restoring
}

async fn restored(portal: &Portal, town: &Town, member: MemberId) -> (MemberId, String) {
    let restoring = restoring(portal, town, member).await;
    let office = &portal.world.office;
    let finish = RestorationFinish {
        token: restoring.1.clone(),
        upload: registration().1.clone(),
        recipient: recipient(),
        account: Bytes(vec![9; 64]),
    };
    office.finish_restoration(finish).await.expect("set up");
    let administrator = portal.world.staff(town.administrator).await;
    let access = RestoredAccess {
        recipient: recipient(),
        sealed: sealed(),
    };
    let restored = office.restore_access(&administrator, member, access).await;
    restored.expect("restored");
    restoring
}

#[tokio::test]
async fn what_is_somebody_elses_is_refused_changes_nothing_and_is_recorded() {
    let mut world = World::new().await;
    let mut attempts = world.passkeys().await;
    attempts.extend(world.tokens());
    attempts.extend(world.grants().await);
    for Attempt {
        what,
        request,
        code,
        town,
        logged: (action, actor),
    } in attempts
    {
        let (before, mut log) = (world.state().await, world.newest().await);
        let described = format!("{what}: {} {}", request.method(), request.uri());
        let answer = world.portal.ask(request).await;
        assert!(!answer.status.is_success(), "{described}");
        answer.assert_refused(code);
        assert_eq!(world.state().await, before, "{described}");
        log[town] = (log[town].0 + 1, code.word(), action, Some(actor));
        assert_eq!(world.newest().await, log, "{described}");
    }
}
