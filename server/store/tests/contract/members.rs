use domain::api::{DepartmentEpoch, Departure, MemberState, NewCertificate, NewEpoch, Role};
use domain::limits::{self, MEMBER_CERTIFICATE_SECONDS};
use domain::{AuthorityId, Bytes, DepartmentId, LoginId, MemberId, Timestamp};
use rand_core::OsRng;
use store::{
    AddPasskeyOutcome, Certifier, ChangeOutcome, EpochOutcome, InviteOutcome, Party, PendingLogin, TokenHash,
};

use super::passkeys::record;
use super::world::{NOW, Place, World, address, bytes, grant_to, invitation, keys};

pub(crate) fn certificate(role: Role, departments: &[DepartmentId]) -> NewCertificate {
    NewCertificate {
        role,
        departments: departments.to_vec(),
        chain: vec![bytes(300), bytes(200)],
        epochs: Vec::new(),
        revocation: Vec::new(),
    }
}

fn epoch(department: DepartmentId, epoch: u32, members: &[MemberId]) -> DepartmentEpoch {
    DepartmentEpoch {
        department,
        epoch: NewEpoch {
            epoch,
            chain: vec![bytes(200), bytes(100)],
            grants: members.iter().copied().map(grant_to).collect(),
        },
    }
}

impl World {
    async fn certify(&self, member: MemberId, certificate: NewCertificate) -> ChangeOutcome {
        let by = Certifier::Administrator;
        let outcome = self
            .store
            .certify_member(self.authority, member, by, certificate, NOW)
            .await;
        outcome.expect("answers")
    }

    async fn depart(&self, member: MemberId, epochs: Vec<DepartmentEpoch>) -> ChangeOutcome {
        self.depart_with(
            member,
            Departure {
                epochs,
                forsake_history: false,
                revocation: Vec::new(),
            },
        )
        .await
    }

    async fn depart_with(&self, member: MemberId, departure: Departure) -> ChangeOutcome {
        let outcome = self
            .store
            .depart_member(self.authority, member, departure, NOW)
            .await;
        outcome.expect("answers")
    }

    /// A certified caseworker of these departments.
    pub(crate) async fn confirmed(&self, email: &str, departments: &[DepartmentId]) -> MemberId {
        let member = self.caseworker(email, departments).await;
        let outcome = self
            .certify(member, certificate(Role::Caseworker, departments))
            .await;
        assert_eq!(outcome, ChangeOutcome::Changed);
        member
    }

    async fn newest_epoch(&self, department: DepartmentId) -> u32 {
        let record = self.store.department(department).await.expect("reads");
        record.expect("exists").newest_epoch
    }

    async fn state(&self, member: MemberId) -> Option<MemberState> {
        let entries = self.store.members(self.authority).await.expect("reads");
        let entry = entries.into_iter().find(|entry| entry.member.id == member);
        entry.map(|entry| entry.state)
    }
}

pub(crate) async fn an_invitation_is_repeated_and_withdrawn_until_it_is_used(place: &Place) {
    let world = World::new(place).await;
    let (store, authority) = (&world.store, world.authority);
    let member = world.new_member("rita@town.example", &[world.roads]);
    let id = member.id;
    store.invite_member(member).await.expect("invites");
    let elsewhere = AuthorityId::random(&mut OsRng);
    assert_eq!(
        store
            .repeat_invitation(elsewhere, id, NOW)
            .await
            .expect("answers"),
        None
    );
    assert_eq!(
        store.withdraw_invitation(elsewhere, id).await.expect("answers"),
        None
    );
    assert_eq!(
        store
            .repeat_invitation(authority, id, NOW)
            .await
            .expect("answers"),
        Some(())
    );
    assert_eq!(store.outbox_length().await.expect("counts"), 1);
    let invitation = invitation();
    store
        .renew_invitation(id, invitation)
        .await
        .expect("renews")
        .expect("waits");
    assert_eq!(
        store.withdraw_invitation(authority, id).await.expect("answers"),
        Some(())
    );
    assert_eq!(store.outbox_length().await.expect("counts"), 0);
    assert_eq!(
        store
            .enrol_member(invitation.token, keys(id))
            .await
            .expect("answers"),
        None
    );
    assert_eq!(world.state(id).await, None, "the person was never there");
    let owner = |token| store.token_owner(token);
    assert_eq!(
        owner(invitation.token).await.expect("answers"),
        Some((authority, id))
    );
    let unknown = TokenHash::of("never issued");
    assert_eq!(owner(unknown).await.expect("answers"), None);
    store
        .expire(invitation.expires_at.plus(limits::SPENT_TOKEN_SECONDS))
        .await
        .expect("forgets");
    assert_eq!(
        owner(invitation.token).await.expect("answers"),
        None,
        "no longer than needed"
    );

    let enrolled = world.caseworker("rita@town.example", &[world.roads]).await;
    assert_eq!(
        store
            .repeat_invitation(authority, enrolled, NOW)
            .await
            .expect("answers"),
        None
    );
    assert_eq!(
        store
            .withdraw_invitation(authority, enrolled)
            .await
            .expect("answers"),
        None
    );
    assert_eq!(world.state(enrolled).await, Some(MemberState::Waiting));
}

pub(crate) async fn only_the_first_administrator_certifies_themself(place: &Place) {
    let world = World::new(place).await;
    let founder = async |member, role| {
        let by = Certifier::Founder;
        let change = world
            .store
            .certify_member(world.authority, member, by, certificate(role, &[]), NOW);
        change.await.expect("answers")
    };
    let administrator = |email: &str| {
        let mut member = world.new_member(email, &[]);
        member.role = Role::Administrator;
        member
    };
    let mut ids = Vec::new();
    for email in ["ben@town.example", "cem@town.example"] {
        let member = administrator(email);
        let (id, invitation) = (member.id, invitation());
        world.store.invite_member(member).await.expect("invites");
        world
            .store
            .renew_invitation(id, invitation)
            .await
            .expect("renews")
            .expect("waits");
        world
            .store
            .enrol_member(invitation.token, keys(id))
            .await
            .expect("enrols");
        ids.push(id);
    }
    let caseworker = world.caseworker("rita@town.example", &[]).await;
    assert_eq!(
        founder(caseworker, Role::Administrator).await,
        ChangeOutcome::NotTheFounder
    );
    assert_eq!(
        founder(ids[0], Role::Caseworker).await,
        ChangeOutcome::NotTheFounder
    );
    assert_eq!(founder(ids[0], Role::Administrator).await, ChangeOutcome::Changed);
    assert_eq!(
        founder(ids[1], Role::Administrator).await,
        ChangeOutcome::NotTheFounder
    );
    assert_eq!(world.state(ids[1]).await, Some(MemberState::Waiting));
}

pub(crate) async fn the_last_administrator_stays(place: &Place) {
    let world = World::new(place).await;
    let first = world.confirmed("ben@town.example", &[]).await;
    let second = world.confirmed("cem@town.example", &[]).await;
    let promote = async |member| world.certify(member, certificate(Role::Administrator, &[])).await;
    assert_eq!(promote(first).await, ChangeOutcome::Changed);
    let demote = async |member| world.certify(member, certificate(Role::Caseworker, &[])).await;
    assert_eq!(demote(first).await, ChangeOutcome::LastAdministrator);
    assert_eq!(
        world.depart(first, Vec::new()).await,
        ChangeOutcome::LastAdministrator
    );
    assert_eq!(promote(second).await, ChangeOutcome::Changed);
    assert_eq!(demote(first).await, ChangeOutcome::Changed);
    assert_eq!(
        world.depart(second, Vec::new()).await,
        ChangeOutcome::LastAdministrator
    );
}

pub(crate) async fn a_department_that_is_lost_begins_its_next_epoch(place: &Place) {
    let world = World::new(place).await;
    let (roads, taxes) = (world.roads, world.taxes);
    let rita = world.confirmed("rita@town.example", &[roads, taxes]).await;
    let bo = world.confirmed("bo@town.example", &[roads]).await;
    world.epoch(roads, 1, &[rita, bo]).await;
    let keep_taxes = |epochs| NewCertificate {
        epochs,
        ..certificate(Role::Lead, &[taxes])
    };
    let before = world.store.members(world.authority).await.expect("reads");
    for (epochs, outcome) in [
        (vec![], ChangeOutcome::OtherEpochs),
        (vec![epoch(taxes, 1, &[])], ChangeOutcome::OtherEpochs),
        (
            vec![epoch(roads, 2, &[]), epoch(taxes, 1, &[])],
            ChangeOutcome::OtherEpochs,
        ),
        (
            vec![epoch(roads, 2, &[]), epoch(roads, 3, &[])],
            ChangeOutcome::OtherEpochs,
        ),
        (
            vec![epoch(roads, 2, &[rita])],
            ChangeOutcome::Epoch(EpochOutcome::NotAMember(rita)),
        ),
        (
            vec![epoch(roads, 3, &[bo])],
            ChangeOutcome::Epoch(EpochOutcome::NotNext { newest: 1 }),
        ),
    ] {
        assert_eq!(world.certify(rita, keep_taxes(epochs)).await, outcome);
    }
    let elsewhere = DepartmentId::random(&mut OsRng);
    assert_eq!(
        world
            .certify(rita, certificate(Role::Lead, &[roads, taxes, elsewhere]))
            .await,
        ChangeOutcome::DepartmentUnknown(elsewhere)
    );
    assert_eq!(world.store.members(world.authority).await.expect("reads"), before);
    assert_eq!(world.newest_epoch(roads).await, 1, "a refusal changes nothing");

    let changed = world
        .certify(rita, keep_taxes(vec![epoch(roads, 2, &[bo])]))
        .await;
    assert_eq!(changed, ChangeOutcome::Changed);
    assert_eq!(world.newest_epoch(roads).await, 2);
    let member = world.store.member(rita).await.expect("reads").expect("exists");
    assert_eq!((member.role, member.departments), (Role::Lead, vec![taxes]));
    let keys = world
        .store
        .member_keys(rita)
        .await
        .expect("reads")
        .expect("enrolled");
    assert_eq!(keys.epochs, []);

    let back = world
        .certify(rita, certificate(Role::Caseworker, &[roads, taxes]))
        .await;
    assert_eq!(back, ChangeOutcome::Changed, "who comes back needs no epoch");
    let keys = world
        .store
        .member_keys(rita)
        .await
        .expect("reads")
        .expect("enrolled");
    assert_eq!(keys.epochs, [], "and gets no seed by that");
    let entries = world.store.departments(world.authority).await.expect("reads");
    let entry = entries
        .iter()
        .find(|entry| entry.department.id == roads)
        .expect("listed");
    assert_eq!(
        (entry.epoch, entry.members.len(), entry.holders.as_slice()),
        (Some(2), 2, &[bo][..])
    );
    assert!(entry.epoch_since == Some(NOW) && !entry.closed && entry.notice.is_some());
}

pub(crate) async fn who_leaves_keeps_nothing_but_the_name(place: &Place) {
    let world = World::new(place).await;
    let store = &world.store;
    let rita = world.confirmed("rita@town.example", &[world.roads]).await;
    let bo = world.confirmed("bo@town.example", &[world.roads]).await;
    world.epoch(world.roads, 1, &[rita, bo]).await;
    assert_eq!(world.depart(rita, Vec::new()).await, ChangeOutcome::OtherEpochs);
    assert!(store.member(rita).await.expect("reads").is_some());
    let login = PendingLogin {
        id: LoginId::random(&mut OsRng),
        member: Some(rita),
        state: bytes(192),
        expires_at: NOW.plus(60),
    };
    store.add_login(login.clone()).await.expect("keeps");
    let passkey = record(rita, "rita's key");
    let added = store.add_passkey(passkey.clone()).await.expect("keeps");
    assert_eq!(added, AddPasskeyOutcome::Added);

    let left = world.depart(rita, vec![epoch(world.roads, 2, &[bo])]).await;
    assert_eq!(left, ChangeOutcome::Changed);
    assert_eq!(store.member(rita).await.expect("reads"), None);
    assert_eq!(store.member_keys(rita).await.expect("reads"), None);
    assert_eq!(
        store.account(&address("rita@town.example")).await.expect("reads"),
        None
    );
    assert_eq!(store.take_login(login.id, NOW).await.expect("answers"), None);
    assert_eq!(store.passkeys(rita).await.expect("reads"), []);
    let found = store.passkey(&passkey.credential.id).await;
    assert_eq!(found.expect("reads"), None);
    assert!(!store.is_certified(rita).await.expect("reads"));
    let entries = store.members(world.authority).await.expect("reads");
    let entry = entries
        .iter()
        .find(|entry| entry.member.id == rita)
        .expect("the name stays");
    assert_eq!((entry.state, entry.left_at), (MemberState::Left, Some(NOW)));
    assert_eq!((entry.chain.len(), entry.member.departments.len()), (0, 0));
    assert_eq!(world.newest_epoch(world.roads).await, 2);

    assert_eq!(world.depart(rita, Vec::new()).await, ChangeOutcome::NotFound);
    let recertified = world.certify(rita, certificate(Role::Caseworker, &[])).await;
    assert_eq!(recertified, ChangeOutcome::NotFound);
    let successor = world.caseworker("rita@town.example", &[world.roads]).await;
    let account = store.account(&address("rita@town.example")).await.expect("reads");
    assert_eq!(account.expect("the address is free").member, successor);
}

pub(crate) async fn who_alone_opens_earlier_conversations_hands_them_on_first(place: &Place) {
    let world = World::new(place).await;
    let roads = world.roads;
    let rita = world.confirmed("rita@town.example", &[roads]).await;
    world.epoch(roads, 1, &[rita]).await;
    let bo = world.confirmed("bo@town.example", &[roads]).await;
    world.epoch(roads, 2, &[rita, bo]).await;

    let third = || vec![epoch(roads, 3, &[bo])];
    let lost = NewCertificate {
        epochs: third(),
        ..certificate(Role::Caseworker, &[])
    };
    assert_eq!(world.certify(rita, lost).await, ChangeOutcome::Unshared(roads));
    assert_eq!(world.depart(rita, third()).await, ChangeOutcome::Unshared(roads));
    assert_eq!(world.newest_epoch(roads).await, 2, "a refusal changes nothing");

    let bo_leaves = world.depart(bo, vec![epoch(roads, 3, &[rita])]).await;
    assert_eq!(bo_leaves, ChangeOutcome::Changed, "what he has, she has too");
    let cem = world.confirmed("cem@town.example", &[roads]).await;
    let forsaken = Departure {
        epochs: vec![epoch(roads, 4, &[cem])],
        forsake_history: true,
        revocation: vec![bytes(90), bytes(91)],
    };
    assert_eq!(world.depart_with(rita, forsaken).await, ChangeOutcome::Changed);
}

pub(crate) async fn a_withdrawn_key_is_told_until_its_certificate_has_ended(place: &Place) {
    let world = World::new(place).await;
    let roads = world.roads;
    let rita = world.confirmed("rita@town.example", &[roads]).await;
    let bo = world.confirmed("bo@town.example", &[roads]).await;
    let unconfirmed = world.caseworker("uwe@town.example", &[roads]).await;
    let revocation = vec![bytes(90), bytes(91)];
    let departure = |epochs| Departure {
        epochs,
        revocation: revocation.clone(),
        ..Departure::default()
    };
    let left = world.depart_with(unconfirmed, departure(Vec::new())).await;
    assert_eq!(left, ChangeOutcome::Changed, "nobody ever believed their key");
    let conversation = world.opened(roads).await.conversation;
    let told = async || {
        let view = world.store.conversation(conversation, &Party::Citizen, 1).await;
        view.expect("reads").expect("is theirs").messages.revoked
    };
    assert_eq!(told().await, Vec::<Vec<Bytes>>::new());
    let wrong = vec![epoch(roads, 5, &[bo])];
    let refused = world.depart_with(rita, departure(wrong)).await;
    assert_ne!(refused, ChangeOutcome::Changed);
    assert_eq!(
        told().await,
        Vec::<Vec<Bytes>>::new(),
        "a refusal changes nothing"
    );
    let left = world.depart_with(rita, departure(Vec::new())).await;
    assert_eq!(left, ChangeOutcome::Changed);
    assert_eq!(told().await, [revocation]);
    let end = NOW.plus(MEMBER_CERTIFICATE_SECONDS);
    assert_eq!(
        world
            .store
            .expire(end.plus(-1))
            .await
            .expect("deletes")
            .revocations,
        0
    );
    assert_eq!(world.store.expire(end).await.expect("deletes").revocations, 1);
    assert_eq!(told().await, Vec::<Vec<Bytes>>::new());
}

pub(crate) async fn what_is_withdrawn_with_a_lowered_role_is_told_as_well(place: &Place) {
    let world = World::new(place).await;
    let roads = world.roads;
    world.confirmed("bo@town.example", &[roads]).await;
    let rita = world.confirmed("rita@town.example", &[roads]).await;
    let waiting = world.caseworker("uwe@town.example", &[roads]).await;
    let changed = |revocation: u8| NewCertificate {
        revocation: vec![bytes(revocation.into())],
        ..certificate(Role::Caseworker, &[roads])
    };
    let told = async || {
        let told = world.store.revocations(world.authority).await;
        let mut told: Vec<usize> = told
            .expect("reads")
            .iter()
            .map(|chain| chain[0].0.len())
            .collect();
        told.sort_unstable();
        told
    };
    assert_eq!(world.certify(waiting, changed(90)).await, ChangeOutcome::Changed);
    assert_eq!(told().await, [0; 0], "nobody ever believed their key");
    for revocation in [91, 92] {
        assert_eq!(
            world.certify(rita, changed(revocation)).await,
            ChangeOutcome::Changed
        );
    }
    let unshared = NewCertificate {
        revocation: vec![bytes(93)],
        ..certificate(Role::Caseworker, &[DepartmentId::random(&mut OsRng)])
    };
    assert_ne!(world.certify(rita, unshared).await, ChangeOutcome::Changed);
    assert_eq!(told().await, [91, 92], "a refusal changes nothing");
    let departure = Departure {
        revocation: vec![bytes(94)],
        ..Departure::default()
    };
    assert_eq!(world.depart_with(rita, departure).await, ChangeOutcome::Changed);
    assert_eq!(told().await, [91, 92, 94]);
    let elsewhere = AuthorityId::random(&mut OsRng);
    assert_eq!(
        world.store.revocations(elsewhere).await.expect("reads"),
        Vec::<Vec<Bytes>>::new()
    );
    let entry = world
        .store
        .member_entry(world.authority, rita)
        .await
        .expect("reads");
    assert_eq!(entry.map(|entry| entry.state), Some(MemberState::Left));
    let foreign = world.store.member_entry(elsewhere, rita).await.expect("reads");
    assert_eq!(foreign, None);
}

pub(crate) async fn what_colleagues_lack_waits_for_whoever_has_it(place: &Place) {
    let world = World::new(place).await;
    let (roads, taxes) = (world.roads, world.taxes);
    let bo = world.confirmed("bo@town.example", &[roads, taxes]).await;
    let rita = world.confirmed("rita@town.example", &[roads, taxes]).await;
    let waiting = world.caseworker("uwe@town.example", &[roads]).await;
    world.epoch(roads, 1, &[bo]).await;
    world.epoch(roads, 2, &[bo, rita]).await;
    world.epoch(taxes, 1, &[rita]).await;
    let list = async |member| {
        let grants = world.store.waiting_grants(member).await.expect("reads");
        grants
            .into_iter()
            .map(|grant| (grant.department, grant.epoch, grant.member.id))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        list(bo).await,
        [(roads, 1, rita)],
        "of uncertified ones nobody hears"
    );
    assert_eq!(list(rita).await, [(taxes, 1, bo)]);
    assert_eq!(list(waiting).await, []);
    assert_eq!(list(world.administrator).await, []);
    let grants = world.store.add_epoch_grants(roads, 1, vec![grant_to(rita)]).await;
    assert_eq!(grants.expect("answers"), EpochOutcome::Added);
    assert_eq!(list(bo).await, []);
}

pub(crate) async fn an_invitation_enrols_once(place: &Place) {
    let world = World::new(place).await;
    let member = world.new_member("rita@town.example", &[world.roads]);
    let id = member.id;
    let outcome = world.store.invite_member(member).await.expect("answers");
    assert_eq!(outcome, InviteOutcome::Invited);
    assert_eq!(world.store.outbox_length().await.expect("counts"), 1);
    assert_eq!(world.store.member_keys(id).await.expect("reads"), None);

    let invitation = invitation();
    let mail = world
        .store
        .renew_invitation(id, invitation)
        .await
        .expect("renews")
        .expect("waits");
    assert_eq!(mail.email, address("rita@town.example"));
    assert_eq!(
        (mail.name.as_str(), mail.authority.as_str()),
        ("Member rita@town.example", "Stadt town")
    );
    let invited = world
        .store
        .invited_member(invitation.token, NOW)
        .await
        .expect("reads")
        .expect("valid");
    assert_eq!(
        (invited.id, invited.role, invited.departments),
        (id, Role::Caseworker, vec![world.roads])
    );

    let first = world
        .store
        .enrol_member(invitation.token, keys(id))
        .await
        .expect("enrols");
    let second = world
        .store
        .enrol_member(invitation.token, keys(id))
        .await
        .expect("answers");
    assert_eq!((first, second), (Some(id), None));
    assert_eq!(
        world
            .store
            .invited_member(invitation.token, NOW)
            .await
            .expect("reads"),
        None
    );
    let renewed = world
        .store
        .renew_invitation(id, invitation)
        .await
        .expect("answers");
    assert_eq!(renewed, None, "an enrolled member needs no invitation");
}

pub(crate) async fn an_expired_invitation_enrols_nobody(place: &Place) {
    let world = World::new(place).await;
    let member = world.new_member("rita@town.example", &[]);
    let id = member.id;
    world.store.invite_member(member).await.expect("invites");
    let invitation = invitation();
    world
        .store
        .renew_invitation(id, invitation)
        .await
        .expect("renews")
        .expect("waits");
    let mut keys = keys(id);
    keys.enrolled_at = invitation.expires_at;
    let late = world
        .store
        .enrol_member(invitation.token, keys.clone())
        .await
        .expect("answers");
    assert_eq!(late, None);
    let read = world
        .store
        .invited_member(invitation.token, invitation.expires_at)
        .await;
    assert_eq!(read.expect("reads"), None);
    keys.enrolled_at = invitation.expires_at.plus(-1);
    let in_time = world
        .store
        .enrol_member(invitation.token, keys)
        .await
        .expect("answers");
    assert_eq!(in_time, Some(id));
}

pub(crate) async fn a_new_token_takes_the_place_of_the_old_one(place: &Place) {
    let world = World::new(place).await;
    let member = world.new_member("rita@town.example", &[]);
    let id = member.id;
    world.store.invite_member(member).await.expect("invites");
    let (old, new) = (invitation(), invitation());
    for invitation in [old, new] {
        world
            .store
            .renew_invitation(id, invitation)
            .await
            .expect("renews")
            .expect("waits");
    }
    let store = &world.store;
    assert_eq!(
        store.enrol_member(old.token, keys(id)).await.expect("answers"),
        None
    );
    assert_eq!(
        store.enrol_member(new.token, keys(id)).await.expect("answers"),
        Some(id)
    );
    let stranger = MemberId::random(&mut OsRng);
    assert_eq!(
        store
            .renew_invitation(stranger, invitation())
            .await
            .expect("answers"),
        None
    );
}

pub(crate) async fn an_address_is_one_account_in_any_case_of_its_letters(place: &Place) {
    let world = World::new(place).await;
    let id = world.caseworker("Rita.Road@town.example", &[]).await;
    let second = world.new_member("rita.road@TOWN.example", &[]);
    let outcome = world.store.invite_member(second).await.expect("answers");
    assert_eq!(outcome, InviteOutcome::Taken);
    let account = world
        .store
        .account(&address("RITA.ROAD@town.example"))
        .await
        .expect("reads");
    let account = account.expect("exists");
    assert_eq!(account.member, id);
    assert_eq!(account.password_file, keys(id).password_file);
    let member = world.store.member(id).await.expect("reads").expect("exists");
    assert_eq!(
        member.email.as_str(),
        "Rita.Road@town.example",
        "kept as it was checked"
    );
    let unknown = world
        .store
        .account(&address("nobody@town.example"))
        .await
        .expect("reads");
    assert_eq!(unknown, None);
    let not_enrolled = world
        .store
        .account(&address("ada@town.example"))
        .await
        .expect("reads");
    assert_eq!(not_enrolled, None);
}

pub(crate) async fn an_invitation_names_departments_of_the_authority_only(place: &Place) {
    let world = World::new(place).await;
    let elsewhere = DepartmentId::random(&mut OsRng);
    let member = world.new_member("rita@town.example", &[world.roads, elsewhere]);
    let id = member.id;
    let outcome = world.store.invite_member(member).await.expect("answers");
    assert_eq!(outcome, InviteOutcome::DepartmentUnknown(elsewhere));
    assert_eq!(world.store.member(id).await.expect("reads"), None);
    assert_eq!(world.store.outbox_length().await.expect("counts"), 0);
}

pub(crate) async fn only_an_enrolled_member_of_the_authority_is_certified(place: &Place) {
    let world = World::new(place).await;
    let id = world.caseworker("rita@town.example", &[world.roads]).await;
    let certificate = certificate(Role::Caseworker, &[world.roads]);
    let chain = certificate.chain.clone();
    let certify = async |authority, member| {
        let by = Certifier::Administrator;
        let outcome = world
            .store
            .certify_member(authority, member, by, certificate.clone(), NOW)
            .await;
        outcome.expect("answers")
    };
    let elsewhere = AuthorityId::random(&mut OsRng);
    assert_eq!(certify(elsewhere, id).await, ChangeOutcome::NotFound);
    assert_eq!(
        certify(world.authority, world.administrator).await,
        ChangeOutcome::NotFound
    );
    assert!(!world.store.is_certified(id).await.expect("reads"));
    assert_eq!(certify(world.authority, id).await, ChangeOutcome::Changed);
    assert!(world.store.is_certified(id).await.expect("reads"));

    let members = world.store.members(world.authority).await.expect("reads");
    let names: Vec<_> = members.iter().map(|entry| entry.member.name.as_str()).collect();
    assert_eq!(names, ["Ada Administrator", "Member rita@town.example"]);
    assert_eq!(
        (&members[0].sign, &members[0].recipient, members[0].chain.len()),
        (&None, &None, 0)
    );
    assert_eq!(members[1].chain, chain);
    assert_eq!(members[1].member.departments, [world.roads]);
    assert_eq!(members[1].recipient, Some(keys(id).recipient));
    let keys = world
        .store
        .member_keys(id)
        .await
        .expect("reads")
        .expect("enrolled");
    assert_eq!(keys.chain, chain);
}

pub(crate) async fn a_member_gets_the_keys_of_their_departments(place: &Place) {
    let world = World::new(place).await;
    let both = world
        .caseworker("bo@town.example", &[world.roads, world.taxes])
        .await;
    let one = world.caseworker("rita@town.example", &[world.roads]).await;
    world.epoch(world.roads, 1, &[both, one]).await;
    world.epoch(world.roads, 2, &[both]).await;
    world.epoch(world.taxes, 1, &[both]).await;
    let epochs = async |member| {
        let keys = world
            .store
            .member_keys(member)
            .await
            .expect("reads")
            .expect("enrolled");
        assert!(
            keys.epochs
                .iter()
                .all(|key| key.chain.len() == 2 && key.sealed.0.len() == 1_500)
        );
        keys.epochs
            .iter()
            .map(|key| (key.department, key.epoch))
            .collect::<Vec<_>>()
    };
    let mut expected = vec![(world.roads, 1), (world.roads, 2), (world.taxes, 1)];
    expected.sort();
    assert_eq!(epochs(both).await, expected);
    assert_eq!(epochs(one).await, [(world.roads, 1)]);
}

pub(crate) async fn a_login_is_taken_once_and_in_time(place: &Place) {
    let world = World::new(place).await;
    let login = |member| PendingLogin {
        id: LoginId::random(&mut OsRng),
        member,
        state: bytes(192),
        expires_at: NOW.plus(60),
    };
    let (known, made_up, late) = (login(Some(world.administrator)), login(None), login(None));
    for login in [&known, &made_up, &late] {
        world.store.add_login(login.clone()).await.expect("keeps");
    }
    let take = async |id, now: Timestamp| world.store.take_login(id, now).await.expect("answers");
    assert_eq!(take(known.id, NOW.plus(59)).await, Some(known.clone()));
    assert_eq!(take(known.id, NOW).await, None, "taken once");
    assert_eq!(take(made_up.id, NOW).await, Some(made_up.clone()));
    assert_eq!(take(late.id, NOW.plus(60)).await, None, "too late");
    assert_eq!(take(LoginId::random(&mut OsRng), NOW).await, None);
}
