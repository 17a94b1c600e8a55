//! A second authority, small, for what goes from one to another.

use std::path::Path;

use client::founding::DepartmentPlan;
use client::{AuthorityPlan, Client, Founder, enrol, found, start_founding};
use domain::api::{Invite, Role};
use domain::{EmailAddress, Locale, Localized};
use rand_core::OsRng;

use super::{Account, block_on, mailbox, now};

const DOMAIN: &str = "beispielkreis.example";
const PASSWORD: &str = "Weide-Laterne-Fluss-3";

/// Founds a neighbouring authority with one department; answers who works there.
pub(crate) fn neighbour(origin: &str, token: &str, mail: &Path) -> anyhow::Result<Account> {
    block_on(async {
        let client = Client::new(origin)?;
        let [administrator, caseworker] = ["l.brandt", "m.keller"].map(|local| format!("{local}@{DOMAIN}"));
        let administrator: EmailAddress = administrator.parse()?;
        let plan = AuthorityPlan {
            slug: "beispielkreis".parse()?,
            name: "Kreis Beispielland".to_owned(),
            email_domains: vec![DOMAIN.to_owned()],
            telephone: None,
            administrator: person("Lena Brandt", administrator.clone(), Role::Administrator),
        };
        start_founding(&client, token, &plan).await?;
        let founder = Founder {
            code: &mailbox::founding_code(mail, &administrator).await?,
            password: PASSWORD,
            passphrase: super::PASSPHRASE,
        };
        let mut foundation = found(&client, token, plan, founder, now(), &mut OsRng).await?;
        let administrator = &mut foundation.administrator;
        let department = DepartmentPlan {
            slug: "veterinaeramt".parse()?,
            name: Localized {
                de: "Veterinäramt".to_owned(),
                en: Some("Veterinary office".to_owned()),
            },
            description: Localized {
                de: "Tierschutz und Tierseuchen".to_owned(),
                en: Some("Animal welfare and diseases".to_owned()),
            },
            notice: Some(format!("veterinaeramt@{DOMAIN}").parse()?),
        };
        let department = administrator
            .found_department(department, now(), &mut OsRng)
            .await?;
        let email: EmailAddress = caseworker.parse()?;
        let mut invite = person("Mara Keller", email.clone(), Role::Caseworker);
        invite.departments = vec![department.id];
        let member = administrator.invite(&invite, now(), &mut OsRng).await?;
        let code = mailbox::invitation_code(mail, &email).await?;
        enrol(&client, &code, PASSWORD, now(), &mut OsRng).await?;
        administrator.certify(member, now(), &mut OsRng).await?;
        administrator
            .begin_epoch(department.id, 1, now(), &mut OsRng)
            .await?;
        Ok(Account {
            email: email.to_string(),
            password: PASSWORD.to_owned(),
            role: department.name.de,
        })
    })
}

fn person(name: &str, email: EmailAddress, role: Role) -> Invite {
    Invite {
        name: name.to_owned(),
        email,
        role,
        departments: Vec::new(),
        locale: Locale::De,
    }
}
