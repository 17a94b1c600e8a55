//! The demo's data: an invented town, made through the public API with the same keys and logins as a real one.

mod directory;
mod letters;
mod mailbox;
mod neighbour;

use std::path::Path;

use anyhow::Context as _;
use client::founding::{DepartmentPlan, Foundation};
use client::{
    AuthorityPlan, Citizen, Client, Founder, Letter, Member, enrol, found as found_authority, start_founding,
};
use domain::api::{Authority, Department, Invite, Role, Status};
use domain::{DepartmentId, EmailAddress, Locale, Localized, Timestamp};
use rand_core::OsRng;
use serde::{Deserialize, Serialize};

pub(crate) use neighbour::neighbour;

/// What a person needs to try the demo. Everything in it is invented and public.
#[derive(Serialize, Deserialize)]
pub(crate) struct Demo {
    /// The authority's name in addresses.
    pub(crate) authority: String,
    /// Who can sign in.
    pub(crate) accounts: Vec<Account>,
    /// Conversations that a citizen can come back to.
    pub(crate) receipts: Vec<Receipt>,
    /// The authority's root under its passphrase, which a real authority keeps offline.
    pub(crate) root_file: String,
    /// What opens the root file.
    pub(crate) passphrase: String,
    /// Shares of the authority's recovery key, which a real authority keeps on paper.
    pub(crate) shares: Vec<String>,
}

/// An account of the demo.
#[derive(Serialize, Deserialize)]
pub(crate) struct Account {
    pub(crate) email: String,
    pub(crate) password: String,
    pub(crate) role: String,
}

/// A conversation of the demo.
#[derive(Serialize, Deserialize)]
pub(crate) struct Receipt {
    pub(crate) code: String,
    pub(crate) subject: String,
}

impl Demo {
    /// The first account with this role.
    pub(crate) fn account(&self, role: &str) -> anyhow::Result<&Account> {
        let mut accounts = self.accounts.iter();
        accounts
            .find(|account| account.role == role)
            .with_context(|| format!("no {role}"))
    }
}

/// The name in addresses of a department of the demo.
pub(crate) fn department(at: usize) -> Option<&'static str> {
    letters::DEPARTMENTS.get(at).map(|(slug, ..)| *slug)
}

const DOMAIN: &str = "musterstadt.example";
/// Where a website can be tried that shows the portal.
const COUNCIL: &str = "http://council.localhost:8080";
const AUTHORITY: &str = "musterstadt";
const PASSPHRASE: &str = "Vier Eichen am Marktplatz von 1848";
const ADMINISTRATOR: Person = Person {
    name: "Amira Yilmaz",
    mailbox: "a.yilmaz",
    password: "Linde-Kranich-Ufer-7",
};
const CASEWORKERS: [(Person, &[usize]); 2] = [
    (
        Person {
            name: "Erika Sommer",
            mailbox: "e.sommer",
            password: "Ahorn-Brunnen-Takt-4",
        },
        &[0, 2],
    ),
    (
        Person {
            name: "Jonas Petersen",
            mailbox: "j.petersen",
            password: "Wolke-Fahrrad-Mond-9",
        },
        &[1],
    ),
];

struct Person {
    name: &'static str,
    mailbox: &'static str,
    password: &'static str,
}

impl Person {
    fn email(&self) -> anyhow::Result<EmailAddress> {
        Ok(format!("{}@{DOMAIN}", self.mailbox).parse()?)
    }
}

/// Whether a server answers that it is ready.
pub(crate) fn ready(origin: &str) -> bool {
    let asked = async {
        Ok(Client::new(origin)?
            .request(client::Method::GET, "/readyz", None)
            .await?
            .status)
    };
    block_on(asked).is_ok_and(|status| status.is_success())
}

/// Founds the authority with the token of `server init`; invitations are read from the folder of mails.
pub(crate) fn found(origin: &str, token: &str, mail: &Path) -> anyhow::Result<Demo> {
    block_on(async {
        let client = Client::new(origin)?;
        let mut foundation = authority(&client, token, mail).await?;
        let departments = departments(&mut foundation.administrator).await?;
        foundation
            .administrator
            .set_embed_origins(&[COUNCIL], now(), &mut OsRng)
            .await?;
        caseworkers(&client, &mut foundation, &departments, mail).await?;
        directory::publish(&mut foundation.administrator, now()).await?;
        let receipts = conversations(&client, &departments).await?;
        Ok(Demo {
            authority: AUTHORITY.to_owned(),
            accounts: accounts()?,
            receipts,
            root_file: foundation.root_file,
            passphrase: PASSPHRASE.to_owned(),
            shares: foundation.shares,
        })
    })
}

fn block_on<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(work)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the demo is made now; everything below takes the time as an argument"
)]
fn now() -> Timestamp {
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

async fn authority(client: &Client, token: &str, mail: &Path) -> anyhow::Result<Foundation> {
    let plan = AuthorityPlan {
        slug: AUTHORITY.parse()?,
        name: "Stadt Musterstadt".to_owned(),
        email_domains: vec![DOMAIN.to_owned()],
        telephone: Some("0999 123-0".to_owned()),
        administrator: Invite {
            name: ADMINISTRATOR.name.to_owned(),
            email: ADMINISTRATOR.email()?,
            role: Role::Administrator,
            departments: Vec::new(),
            locale: Locale::De,
        },
    };
    start_founding(client, token, &plan).await?;
    let code = mailbox::founding_code(mail, &plan.administrator.email).await?;
    let founder = Founder {
        code: &code,
        password: ADMINISTRATOR.password,
        passphrase: PASSPHRASE,
    };
    found_authority(client, token, plan, founder, now(), &mut OsRng)
        .await
        .context("founding the authority")
}

async fn departments(administrator: &mut Member) -> anyhow::Result<Vec<Department>> {
    let mut founded = Vec::new();
    for (slug, name, description, mailbox) in letters::DEPARTMENTS {
        let localized = |(de, en): (&str, &str)| Localized {
            de: de.to_owned(),
            en: Some(en.to_owned()),
        };
        let plan = DepartmentPlan {
            slug: slug.parse()?,
            name: localized(name),
            description: localized(description),
            notice: Some(format!("{mailbox}@{DOMAIN}").parse()?),
        };
        founded.push(administrator.found_department(plan, now(), &mut OsRng).await?);
    }
    Ok(founded)
}

async fn caseworkers(
    client: &Client,
    foundation: &mut Foundation,
    departments: &[Department],
    mail: &Path,
) -> anyhow::Result<()> {
    for (person, places) in &CASEWORKERS {
        let email = person.email()?;
        let invite = Invite {
            name: person.name.to_owned(),
            email: email.clone(),
            role: Role::Caseworker,
            departments: departments_at(departments, places),
            locale: Locale::De,
        };
        let member = foundation
            .administrator
            .invite(&invite, now(), &mut OsRng)
            .await?;
        let code = mailbox::invitation_code(mail, &email).await?;
        enrol(client, &code, person.password, now(), &mut OsRng).await?;
        foundation
            .administrator
            .certify(member, now(), &mut OsRng)
            .await?;
    }
    for department in departments {
        foundation
            .administrator
            .begin_epoch(department.id, 1, now(), &mut OsRng)
            .await?;
    }
    Ok(())
}

fn departments_at(departments: &[Department], places: &[usize]) -> Vec<DepartmentId> {
    places
        .iter()
        .filter_map(|place| departments.get(*place))
        .map(|department| department.id)
        .collect()
}

/// Writes and answers the demo's conversations.
async fn conversations(client: &Client, departments: &[Department]) -> anyhow::Result<Vec<Receipt>> {
    let authority: Authority = client.get(&format!("/authorities/{AUTHORITY}")).await?;
    let mut receipts = Vec::new();
    for exchange in letters::EXCHANGES {
        let department = departments
            .get(exchange.department)
            .context("no such department")?;
        let letter = Letter {
            subject: exchange.subject.to_owned(),
            text: exchange.text.to_owned(),
            name: exchange.name.map(str::to_owned),
            contact: exchange.contact.map(str::to_owned),
            ..Letter::default()
        };
        let (citizen, opened) =
            Citizen::open(client, &authority, department.id, &letter, now(), &mut OsRng).await?;
        receipts.push(Receipt {
            code: citizen.receipt().to_owned(),
            subject: exchange.subject.to_owned(),
        });
        let Some(answer) = exchange.answer else { continue };
        let (person, _) = CASEWORKERS
            .iter()
            .find(|(_, places)| places.contains(&exchange.department))
            .context("nobody works there")?;
        let mut caseworker =
            Member::login(client, &person.email()?, person.password, now(), &mut OsRng).await?;
        let (_, read) = caseworker.read(opened.conversation, now(), &mut OsRng).await?;
        caseworker
            .write(opened.conversation, answer, &[], now(), &mut OsRng)
            .await?;
        if let Some(newest) = read.last() {
            caseworker.mark_read(opened.conversation, newest.position).await?;
        }
        if exchange.closed {
            caseworker.read(opened.conversation, now(), &mut OsRng).await?;
            caseworker
                .set_status(opened.conversation, Status::Closed, now(), &mut OsRng)
                .await?;
        }
    }
    Ok(receipts)
}

fn accounts() -> anyhow::Result<Vec<Account>> {
    let account = |person: &Person, role: &str| {
        anyhow::Ok(Account {
            email: person.email()?.to_string(),
            password: person.password.to_owned(),
            role: role.to_owned(),
        })
    };
    let mut accounts = Vec::new();
    for (person, places) in &CASEWORKERS {
        let names: Vec<_> = places
            .iter()
            .filter_map(|place| letters::DEPARTMENTS.get(*place))
            .map(|(_, name, ..)| name.0)
            .collect();
        accounts.push(account(person, &names.join(", "))?);
    }
    accounts.push(account(&ADMINISTRATOR, "administrator")?);
    Ok(accounts)
}
