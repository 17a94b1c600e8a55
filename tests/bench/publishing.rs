use std::time::Instant;

use anyhow::Context as _;
use client::{Client, Member};
use domain::directory::{Area, Directory, Route, Service, Synonyms};
use domain::{AreaKey, DepartmentId, Localized, ServiceKey};
use rand_core::OsRng;
use serde::Serialize;

use crate::connection::Connection;
use crate::find::{Latency, measure};
use crate::openings::now;

const SERVICES: usize = 250;
const AREAS: usize = 200;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The server's public origin.
    #[arg(long)]
    origin: String,
    /// An administrator's address.
    #[arg(long)]
    email: String,
    /// Their password.
    #[arg(long)]
    password: String,
    /// How often a route is asked for.
    #[arg(long, default_value_t = 2_000)]
    times: usize,
}

#[derive(Serialize)]
pub(crate) struct Published {
    routes: usize,
    /// Areas, services and routes, from the signature to the server's answer.
    rows_per_second: f64,
    /// Who is in charge, with the proof.
    proved: Latency,
}

/// Publishes a directory in which every service has a route in every area, and asks for its routes.
pub(crate) async fn run(options: &Options) -> anyhow::Result<Published> {
    let client = Client::new(&options.origin)?;
    let email = options.email.parse()?;
    let mut member = Member::login(&client, &email, &options.password, now(), &mut OsRng).await?;
    let department = member.session().authority.departments.first();
    let department = department.context("no department")?.id;
    let replaces = member.directory().await?.root;
    let directory = directory(department)?;
    let rows = SERVICES * AREAS + SERVICES + AREAS;
    let began = Instant::now();
    member
        .publish_directory(directory, replaces, now(), &mut OsRng)
        .await?;
    let rows_per_second = rows as f64 / began.elapsed().as_secs_f64();
    let host = options
        .origin
        .strip_prefix("http://")
        .context("no http:// in front")?;
    let mut connection = Connection::open(host).await?;
    let route = |number: usize| {
        let (area, service) = (area_key(number * 7 % AREAS), service_key(number * 31 % SERVICES));
        format!("/api/v1/routes?area={area}&service={service}")
    };
    Ok(Published {
        routes: SERVICES * AREAS,
        rows_per_second,
        proved: measure(&mut connection, host, options.times, route).await?,
    })
}

fn directory(department: DepartmentId) -> anyhow::Result<Directory> {
    let areas = (0..AREAS).map(|number| {
        Ok(Area {
            key: area_key(number).parse()?,
            name: format!("Ort {number}"),
            district: None,
        })
    });
    let areas = areas.collect::<anyhow::Result<Vec<_>>>()?;
    let keys: Vec<AreaKey> = areas.iter().map(|area| area.key.clone()).collect();
    let services = (0..SERVICES).map(|number| {
        let key: ServiceKey = service_key(number).parse()?;
        Ok(Service {
            key,
            name: Localized {
                de: format!("Leistung {number}"),
                en: None,
            },
            synonyms: Synonyms::default(),
            description: Localized::default(),
            routes: keys
                .iter()
                .map(|area| Route {
                    area: area.clone(),
                    department,
                })
                .collect(),
        })
    });
    Ok(Directory {
        areas,
        services: services.collect::<anyhow::Result<_>>()?,
        ..Directory::default()
    })
}

fn area_key(number: usize) -> String {
    format!("05162{number:03}")
}

fn service_key(number: usize) -> String {
    format!("99{number:012}")
}
