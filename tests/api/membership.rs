//! Whatever happens to members, keys and conversations: exactly the members of a department open exactly its conversations.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, ensure};
use client::{Citizen, Error, Member};
use domain::api::{ConversationView, Role};
use domain::{ConversationId, DepartmentId, ErrorCode, MemberId, Timestamp};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use rand_core::OsRng;
use store::Party;
use tests::{Engine, PASSWORD, TestPortal, Town, short_letter};
use vault::messages::ReadMessage;

/// What happens next. Numbers choose among what there is.
#[derive(Clone, Debug)]
enum Step {
    Join(Places),
    Leave(usize),
    Transfer(usize, Places),
    Rotate(usize),
    Open(usize),
    CitizenWrites(usize),
    MemberWrites(usize, usize),
    PassOn(usize, usize),
    HandOver,
}

/// Which of the two departments.
#[derive(Clone, Copy, Debug)]
enum Places {
    First,
    Second,
    Both,
}

impl Places {
    fn of(self) -> BTreeSet<usize> {
        match self {
            Self::First => BTreeSet::from([0]),
            Self::Second => BTreeSet::from([1]),
            Self::Both => BTreeSet::from([0, 1]),
        }
    }
}

fn step() -> impl Strategy<Value = Step> {
    let places = prop_oneof![Just(Places::First), Just(Places::Second), Just(Places::Both)];
    let any = 0..64_usize;
    prop_oneof![
        2 => places.clone().prop_map(Step::Join),
        2 => any.clone().prop_map(Step::Leave),
        2 => (any.clone(), places).prop_map(|(who, places)| Step::Transfer(who, places)),
        1 => any.clone().prop_map(Step::Rotate),
        2 => any.clone().prop_map(Step::Open),
        2 => any.clone().prop_map(Step::CitizenWrites),
        2 => (any.clone(), any.clone()).prop_map(|(what, who)| Step::MemberWrites(what, who)),
        3 => (any.clone(), any).prop_map(|(what, who)| Step::PassOn(what, who)),
        2 => Just(Step::HandOver),
    ]
}

/// Somebody who works there.
struct Colleague {
    id: MemberId,
    member: Member,
    places: BTreeSet<usize>,
}

/// Somebody who has lost departments, with the real keys that they had, and how many messages there were then.
struct Former {
    id: MemberId,
    member: Member,
    had: BTreeSet<usize>,
    lost: BTreeSet<usize>,
    seen: BTreeMap<ConversationId, usize>,
}

struct Conversation {
    id: ConversationId,
    citizen: Citizen,
    place: usize,
    texts: Vec<String>,
    /// How many of its messages a department has seen that passed it on.
    seen: [usize; 2],
}

struct Scene {
    portal: TestPortal,
    town: Town,
    departments: [DepartmentId; 2],
    epochs: [u32; 2],
    /// Who has the seed of which department's epoch.
    holders: BTreeMap<(usize, u32), BTreeSet<MemberId>>,
    colleagues: Vec<Colleague>,
    formers: Vec<Former>,
    conversations: Vec<Conversation>,
    joined: usize,
}

impl Scene {
    async fn begin(engine: Engine) -> anyhow::Result<Self> {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "a-stadt").await?;
        let people = std::mem::take(&mut town.people);
        let departments = [people[0].department.id, people[1].department.id];
        let mut holders = BTreeMap::new();
        let mut colleagues = Vec::new();
        for (place, person) in people.into_iter().enumerate() {
            let id = person.member.session().member.id;
            holders.insert((place, 1), BTreeSet::from([id]));
            colleagues.push(Colleague {
                id,
                member: person.member,
                places: BTreeSet::from([place]),
            });
        }
        Ok(Self {
            portal,
            town,
            departments,
            epochs: [1, 1],
            holders,
            colleagues,
            formers: Vec::new(),
            conversations: Vec::new(),
            joined: 0,
        })
    }

    async fn take(&mut self, step: Step) -> anyhow::Result<()> {
        match step {
            Step::Join(places) => self.join(places.of()).await,
            Step::Leave(who) => self.leave(who).await,
            Step::Transfer(who, places) => self.transfer(who, places.of()).await,
            Step::Rotate(place) => self.rotate(place % 2).await,
            Step::Open(place) => self.open(place % 2).await,
            Step::CitizenWrites(what) => self.citizen_writes(what).await,
            Step::MemberWrites(what, who) => self.member_writes(what, who).await,
            Step::PassOn(what, who) => self.pass_on(what, who).await,
            Step::HandOver => self.hand_over().await,
        }
    }

    async fn join(&mut self, places: BTreeSet<usize>) -> anyhow::Result<()> {
        self.joined += 1;
        let name = format!("m{}", self.joined);
        let departments = self.ids(&places);
        let member = self
            .town
            .joins(&self.portal, &name, Role::Caseworker, &departments)
            .await?;
        let id = member.session().member.id;
        self.colleagues.push(Colleague { id, member, places });
        Ok(())
    }

    async fn leave(&mut self, who: usize) -> anyhow::Result<()> {
        let at = who % self.colleagues.len();
        let (id, lost) = (self.colleagues[at].id, self.colleagues[at].places.clone());
        let now = self.portal.now();
        let outcome = self.town.administrator.dismiss(id, now, &mut OsRng).await;
        if self.lets_go(id, &lost, outcome)? {
            let gone = self.colleagues.remove(at);
            self.remember(gone, lost.clone());
            self.begin_epochs(&lost);
        }
        Ok(())
    }

    async fn transfer(&mut self, who: usize, places: BTreeSet<usize>) -> anyhow::Result<()> {
        let at = who % self.colleagues.len();
        let id = self.colleagues[at].id;
        let lost: BTreeSet<usize> = self.colleagues[at].places.difference(&places).copied().collect();
        let now = self.portal.now();
        let departments = self.ids(&places);
        let outcome = self
            .town
            .administrator
            .assign(id, Role::Caseworker, departments, now, &mut OsRng)
            .await;
        if self.lets_go(id, &lost, outcome)? {
            let email = self.colleagues[at].member.session().member.email.clone();
            let member = Member::login(&self.portal.client, &email, PASSWORD, now, &mut OsRng).await?;
            let now_there = Colleague { id, member, places };
            let before = std::mem::replace(&mut self.colleagues[at], now_there);
            self.remember(before, lost.clone());
            self.begin_epochs(&lost);
        }
        Ok(())
    }

    async fn rotate(&mut self, place: usize) -> anyhow::Result<()> {
        let (department, epoch) = (self.departments[place], self.epochs[place] + 1);
        let now = self.portal.now();
        self.town
            .administrator
            .begin_epoch(department, epoch, now, &mut OsRng)
            .await?;
        self.begin_epochs(&BTreeSet::from([place]));
        Ok(())
    }

    async fn open(&mut self, place: usize) -> anyhow::Result<()> {
        let (authority, now) = (&self.town.authority, self.portal.now());
        let letter = short_letter();
        let (citizen, opened) = Citizen::open(
            &self.portal.client,
            authority,
            self.departments[place],
            &letter,
            now,
            &mut OsRng,
        )
        .await?;
        self.conversations.push(Conversation {
            id: opened.conversation,
            citizen,
            place,
            texts: vec![letter.text],
            seen: [0, 0],
        });
        Ok(())
    }

    async fn citizen_writes(&mut self, what: usize) -> anyhow::Result<()> {
        let now = self.portal.now();
        let count = self.conversations.len().max(1);
        if let Some(conversation) = self.conversations.get_mut(what % count) {
            let text = format!("citizen {}", conversation.texts.len());
            conversation.citizen.read(now, &mut OsRng).await?;
            conversation.citizen.write(&text, &[], now, &mut OsRng).await?;
            conversation.texts.push(text);
        }
        Ok(())
    }

    /// Somebody of the department answers, after everybody has handed on what they have.
    async fn member_writes(&mut self, what: usize, who: usize) -> anyhow::Result<()> {
        self.hand_over().await?;
        let now = self.portal.now();
        let count = self.conversations.len().max(1);
        let Some(conversation) = self.conversations.get_mut(what % count) else {
            return Ok(());
        };
        let mut there: Vec<_> = self
            .colleagues
            .iter_mut()
            .filter(|colleague| colleague.places.contains(&conversation.place))
            .collect();
        let at = who % there.len();
        let author = &mut there[at].member;
        let text = format!("member {}", conversation.texts.len());
        author.read(conversation.id, now, &mut OsRng).await?;
        author.write(conversation.id, &text, &[], now, &mut OsRng).await?;
        conversation.texts.push(text);
        Ok(())
    }

    /// Somebody of the department passes a conversation on to the other one.
    async fn pass_on(&mut self, what: usize, who: usize) -> anyhow::Result<()> {
        self.hand_over().await?;
        let now = self.portal.now();
        let count = self.conversations.len().max(1);
        let Some(conversation) = self.conversations.get_mut(what % count) else {
            return Ok(());
        };
        let (from, to) = (conversation.place, 1 - conversation.place);
        let mut there: Vec<_> = self
            .colleagues
            .iter_mut()
            .filter(|colleague| colleague.places.contains(&from))
            .collect();
        let at = who % there.len();
        let author = &mut there[at].member;
        let words = format!("passed on {}", conversation.texts.len());
        author.read(conversation.id, now, &mut OsRng).await?;
        author
            .pass_on(conversation.id, self.departments[to], &words, now, &mut OsRng)
            .await?;
        conversation.seen[from] = conversation.texts.len();
        conversation.texts.push(words);
        conversation.place = to;
        Ok(())
    }

    async fn hand_over(&mut self) -> anyhow::Result<()> {
        let now = self.portal.now();
        for colleague in &mut self.colleagues {
            colleague.member.refresh(now, &mut OsRng).await?;
            colleague.member.grant_waiting(now, &mut OsRng).await?;
        }
        for colleague in &mut self.colleagues {
            colleague.member.refresh(now, &mut OsRng).await?;
        }
        for ((place, _), holders) in &mut self.holders {
            let there = staff_of(&self.colleagues, *place);
            if !holders.is_disjoint(&there) {
                holders.extend(there);
            }
        }
        Ok(())
    }

    /// Whether a loss of departments was stored: it is refused exactly if it would leave nobody to read.
    fn lets_go(
        &self,
        id: MemberId,
        lost: &BTreeSet<usize>,
        outcome: Result<(), Error>,
    ) -> anyhow::Result<bool> {
        let mut expected = BTreeSet::new();
        for place in lost {
            let mut others = staff_of(&self.colleagues, *place);
            others.remove(&id);
            let holds_alone =
                |holders: &BTreeSet<MemberId>| holders.contains(&id) && holders.is_disjoint(&others);
            let mut epochs = self.holders.iter().filter(|((of, _), _)| of == place);
            if others.is_empty() {
                expected.insert("department_unstaffed");
            } else if epochs.any(|(_, holders)| holds_alone(holders)) {
                expected.insert("history_unshared");
            }
        }
        match outcome {
            Ok(()) => {
                ensure!(expected.is_empty(), "let go in spite of {expected:?}");
                Ok(true)
            }
            Err(error) => {
                let code = match error.code() {
                    Some(ErrorCode::DepartmentUnstaffed) => "department_unstaffed",
                    Some(ErrorCode::HistoryUnshared) => "history_unshared",
                    _ => return Err(error.into()),
                };
                ensure!(expected.contains(code), "{code} instead of {expected:?}");
                Ok(false)
            }
        }
    }

    fn remember(&mut self, before: Colleague, lost: BTreeSet<usize>) {
        for place in &lost {
            for ((of, _), holders) in &mut self.holders {
                if of == place {
                    holders.remove(&before.id);
                }
            }
        }
        let seen = self
            .conversations
            .iter()
            .map(|conversation| (conversation.id, conversation.texts.len()))
            .collect();
        self.formers.push(Former {
            id: before.id,
            member: before.member,
            had: before.places,
            lost,
            seen,
        });
    }

    fn begin_epochs(&mut self, places: &BTreeSet<usize>) {
        for place in places {
            self.epochs[*place] += 1;
            let holders = staff_of(&self.colleagues, *place);
            self.holders.insert((*place, self.epochs[*place]), holders);
        }
    }

    fn ids(&self, places: &BTreeSet<usize>) -> Vec<DepartmentId> {
        places.iter().map(|place| self.departments[*place]).collect()
    }

    /// Once everybody has handed on what they have: who opens what.
    async fn check(&mut self) -> anyhow::Result<()> {
        self.hand_over().await?;
        let now = self.portal.now();
        for conversation in &mut self.conversations {
            let (_, read) = conversation.citizen.read(now, &mut OsRng).await?;
            ensure!(
                texts(&read) == all(&conversation.texts),
                "the citizen reads everything: {read:?}"
            );
        }
        for colleague in &mut self.colleagues {
            let rows = colleague.member.inbox("").await?.rows;
            let listed: BTreeSet<_> = rows.iter().map(|row| row.conversation).collect();
            let own = self
                .conversations
                .iter()
                .filter(|conversation| colleague.places.contains(&conversation.place));
            ensure!(
                listed == own.map(|conversation| conversation.id).collect(),
                "the inbox has exactly the departments' conversations"
            );
        }
        for conversation in &self.conversations {
            for colleague in &mut self.colleagues {
                let outcome = colleague.member.read(conversation.id, now, &mut OsRng).await;
                if colleague.places.contains(&conversation.place) {
                    let (_, read) = outcome?;
                    ensure!(
                        texts(&read) == all(&conversation.texts),
                        "a colleague reads everything: {read:?}"
                    );
                } else {
                    let code = outcome.err().and_then(|error| error.code());
                    ensure!(
                        code == Some(ErrorCode::NotFound),
                        "refused to others, not {code:?}"
                    );
                }
            }
            let everything = Party::Department(self.departments.to_vec());
            let store = self.portal.store().await?;
            let view = store.conversation(conversation.id, &everything, 1_000).await?;
            let view = view.context("the server has the conversation")?;
            strangers_open_nothing(&mut self.colleagues, conversation, &view, now)?;
            formers_open_nothing_new(&mut self.formers, conversation, &view, now)?;
            for former in &self.formers {
                if self.colleagues.iter().all(|colleague| colleague.id != former.id) {
                    let path = format!("/conversations/{}", conversation.id);
                    let answer = former.member.client().get::<ConversationView>(&path).await;
                    let code = answer.err().and_then(|error| error.code());
                    ensure!(code == Some(ErrorCode::SessionEnded), "gone, not {code:?}");
                }
            }
        }
        Ok(())
    }
}

fn staff_of(colleagues: &[Colleague], place: usize) -> BTreeSet<MemberId> {
    colleagues
        .iter()
        .filter(|colleague| colleague.places.contains(&place))
        .map(|colleague| colleague.id)
        .collect()
}

/// Even with all that the server has, other departments' members open nothing but what was theirs before it was passed on.
fn strangers_open_nothing(
    colleagues: &mut [Colleague],
    conversation: &Conversation,
    view: &ConversationView,
    now: Timestamp,
) -> anyhow::Result<()> {
    for colleague in colleagues
        .iter_mut()
        .filter(|colleague| !colleague.places.contains(&conversation.place))
    {
        let seen = colleague.places.iter().map(|place| conversation.seen[*place]);
        opens_at_most(&mut colleague.member, seen.max().unwrap_or(0), view, now)?;
    }
    Ok(())
}

/// Even with all that the server has and the keys that they had, nobody opens what was written after they left.
fn formers_open_nothing_new(
    formers: &mut [Former],
    conversation: &Conversation,
    view: &ConversationView,
    now: Timestamp,
) -> anyhow::Result<()> {
    let place = conversation.place;
    for former in formers
        .iter_mut()
        .filter(|former| former.lost.contains(&place) || !former.had.contains(&place))
    {
        let before = former.seen.get(&conversation.id).copied().unwrap_or(0);
        // They may have stayed in a department that has seen more of it.
        let kept = former.had.difference(&former.lost);
        let seen = kept.map(|place| conversation.seen[*place]).max();
        opens_at_most(&mut former.member, seen.unwrap_or(0).max(before), view, now)?;
    }
    Ok(())
}

fn opens_at_most(
    member: &mut Member,
    most: usize,
    view: &ConversationView,
    now: Timestamp,
) -> anyhow::Result<()> {
    let opened = member.open(view, now, &mut OsRng).unwrap_or_default();
    let after = opened.iter().skip(most);
    ensure!(
        after.clone().all(|message| message.outcome.is_err()),
        "somebody who has no part in it any more opens {:?}",
        after.collect::<Vec<_>>()
    );
    Ok(())
}

fn texts(messages: &[ReadMessage]) -> Vec<Option<&str>> {
    messages
        .iter()
        .map(|message| Some(message.outcome.as_ref().ok()?.text.as_str()))
        .collect()
}

fn all(texts: &[String]) -> Vec<Option<&str>> {
    texts.iter().map(|text| Some(text.as_str())).collect()
}

async fn play(engine: Engine, steps: Vec<Step>) -> anyhow::Result<()> {
    let mut scene = Scene::begin(engine).await?;
    scene.open(0).await?;
    scene.open(1).await?;
    for step in steps {
        scene.take(step).await?;
    }
    scene.check().await
}

fn stays_true(engine: Engine, cases: u32) -> anyhow::Result<()> {
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 64,
        ..Config::default()
    };
    let runtime = tokio::runtime::Handle::current();
    let outcome = TestRunner::new(config).run(&vec(step(), 4..14), |steps| {
        tokio::task::block_in_place(|| runtime.block_on(play(engine, steps)))
            .map_err(|error| TestCaseError::fail(format!("{error:?}")))
    });
    outcome.map_err(|error| anyhow::anyhow!("{error}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn exactly_the_members_of_a_department_open_its_conversations_on_sqlite() -> anyhow::Result<()> {
    stays_true(Engine::Sqlite, 12)
}

#[tokio::test(flavor = "multi_thread")]
async fn exactly_the_members_of_a_department_open_its_conversations_on_postgres() -> anyhow::Result<()> {
    stays_true(Engine::Postgres, 4)
}
