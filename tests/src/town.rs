use std::time::Duration;

use anyhow::Context as _;
use client::founding::DepartmentPlan;
use client::{AuthorityPlan, Citizen, Founder, Letter, Member, enrol, found, start_founding};
use domain::api::{Authority, Department, Invite, Opened, Role};
use domain::{DepartmentId, EmailAddress, Locale, Localized};
use rand_core::OsRng;

use crate::TestPortal;

/// Everybody's password in tests.
pub const PASSWORD: &str = "Linde-Kranich-Ufer-7";

/// Of every root file in tests.
pub const PASSPHRASE: &str = "Vier Eichen am Marktplatz";

/// How often and how far apart a mailbox is looked into: for five seconds.
const LOOKS: u32 = 100;
const BETWEEN_LOOKS: Duration = Duration::from_millis(50);

/// An authority with two departments and a caseworker in each.
pub struct Town {
    pub authority: Authority,
    pub administrator: Member,
    pub people: Vec<Person>,
    /// Of the recovery key.
    pub shares: Vec<String>,
    /// The root, under `PASSPHRASE`.
    pub root_file: String,
}

/// A caseworker and their department.
pub struct Person {
    pub member: Member,
    pub email: EmailAddress,
    pub department: Department,
}

impl Town {
    /// Founds a town through the API; `slug` tells two apart.
    pub async fn found(portal: &TestPortal, slug: &str) -> anyhow::Result<Self> {
        let token = portal.setup_token().await?;
        let plan = AuthorityPlan {
            slug: slug.parse()?,
            name: format!("Stadt {slug}"),
            email_domains: vec![format!("{slug}.example")],
            telephone: None,
            administrator: Invite {
                name: "Amira Yilmaz".to_owned(),
                email: format!("a.yilmaz@{slug}.example").parse()?,
                role: Role::Administrator,
                departments: Vec::new(),
                locale: Locale::De,
            },
        };
        start_founding(&portal.client, &token, &plan).await?;
        let founder = Founder {
            code: &founding_code(portal, &plan.administrator.email).await?,
            password: PASSWORD,
            passphrase: PASSPHRASE,
        };
        let mut founded = found(&portal.client, &token, plan, founder, portal.now(), &mut OsRng).await?;
        let administrator = &mut founded.administrator;
        let mut people = Vec::new();
        for name in ["buergerbuero", "ordnungsamt"] {
            let plan = DepartmentPlan {
                slug: name.parse()?,
                name: Localized {
                    de: name.to_owned(),
                    en: None,
                },
                description: Localized::default(),
                notice: Some(format!("{name}@{slug}.example").parse()?),
            };
            let department = administrator
                .found_department(plan, portal.now(), &mut OsRng)
                .await?;
            let email: EmailAddress = format!("caseworker.{name}@{slug}.example").parse()?;
            let invite = Invite {
                name: format!("Caseworker {name}"),
                email: email.clone(),
                role: Role::Caseworker,
                departments: vec![department.id],
                locale: Locale::De,
            };
            let member = administrator.invite(&invite, portal.now(), &mut OsRng).await?;
            enrol(
                &portal.client,
                &invitation_code(portal, &email).await?,
                PASSWORD,
                portal.now(),
                &mut OsRng,
            )
            .await?;
            administrator.certify(member, portal.now(), &mut OsRng).await?;
            administrator
                .begin_epoch(department.id, 1, portal.now(), &mut OsRng)
                .await?;
            let member = Member::login(&portal.client, &email, PASSWORD, portal.now(), &mut OsRng).await?;
            people.push(Person {
                member,
                email,
                department,
            });
        }
        let authority = portal.client.get(&format!("/authorities/{slug}")).await?;
        Ok(Self {
            authority,
            administrator: founded.administrator,
            people,
            shares: founded.shares,
            root_file: founded.root_file,
        })
    }

    /// A person is invited, joins and is certified: signed in.
    pub async fn joins(
        &mut self,
        portal: &TestPortal,
        local: &str,
        role: Role,
        departments: &[DepartmentId],
    ) -> anyhow::Result<Member> {
        let email: EmailAddress = format!("{local}@{}.example", self.authority.slug).parse()?;
        let invite = Invite {
            name: format!("Member {local}"),
            email: email.clone(),
            role,
            departments: departments.to_vec(),
            locale: Locale::En,
        };
        let member = self
            .administrator
            .invite(&invite, portal.now(), &mut OsRng)
            .await?;
        let code = invitation_code(portal, &email).await?;
        enrol(&portal.client, &code, PASSWORD, portal.now(), &mut OsRng).await?;
        self.administrator
            .certify(member, portal.now(), &mut OsRng)
            .await?;
        Ok(Member::login(&portal.client, &email, PASSWORD, portal.now(), &mut OsRng).await?)
    }

    /// A citizen writes to the department of `people[at]`.
    pub async fn receives(
        &self,
        portal: &TestPortal,
        at: usize,
        letter: &Letter,
    ) -> anyhow::Result<(Citizen, Opened)> {
        let department = self.people.get(at).context("no such department")?.department.id;
        Ok(Citizen::open(
            &portal.client,
            &self.authority,
            department,
            letter,
            portal.now(),
            &mut OsRng,
        )
        .await?)
    }
}

/// A letter for tests that do not care what it says.
pub fn short_letter() -> Letter {
    Letter {
        subject: "s".to_owned(),
        text: "t".to_owned(),
        ..Letter::default()
    }
}

/// The newest code in an invitation to `recipient`, or in a mail that restores their access, that this was not asked for
/// before: it stands alone on a line.
pub async fn invitation_code(portal: &TestPortal, recipient: &EmailAddress) -> anyhow::Result<String> {
    let known = portal.known_codes.lock().await.clone();
    let is_code = |line: &str| line.len() == 43 && !line.contains(' ') && !known.contains(line);
    let code = line_of_mail(portal, recipient, is_code).await?;
    portal.known_codes.lock().await.insert(code.clone());
    Ok(code)
}

/// The code that proves the address of `recipient`: two groups of four alone on a line.
pub async fn founding_code(portal: &TestPortal, recipient: &EmailAddress) -> anyhow::Result<String> {
    line_of_mail(portal, recipient, |line| {
        line.len() == 9 && line.as_bytes()[4] == b'-' && !line.contains(' ')
    })
    .await
}

/// Waits for a mail to `recipient`.
pub async fn mail_to(portal: &TestPortal, recipient: &EmailAddress) -> anyhow::Result<()> {
    line_of_mail(portal, recipient, |_| true).await.map(drop)
}

/// A line of the newest mail to `recipient` that has one. The server's own outbox may have begun to send it, so it is waited for.
async fn line_of_mail(
    portal: &TestPortal,
    recipient: &EmailAddress,
    is_code: impl Fn(&str) -> bool,
) -> anyhow::Result<String> {
    for _ in 0..LOOKS {
        let mails = portal.mails().await?;
        // Another mail to the same person may have gone out together with it.
        let mut own = mails.iter().rev().filter(|mail| mail.recipient == *recipient);
        if let Some(code) = own.find_map(|mail| mail.text.lines().find(|line| is_code(line))) {
            return Ok(code.to_owned());
        }
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
    anyhow::bail!("no such mail")
}
