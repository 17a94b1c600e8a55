//! Who is in charge of what and where, with the keys of real places.

use anyhow::Context as _;
use certificates::{PublicKey, Trust, verify_signer};
use client::{Body, Error, Method};
use domain::api::{
    Authority, DepartmentChange, DirectoryCheck, DirectoryProof, PublishDirectory, RouteAnswer, RouteFound,
};
use domain::audit::{Action, DONE, Statement};
use domain::directory::{Directory, DirectoryDocument, FaultCode, Hash, includes};
use domain::{AuthorityId, Bytes, DepartmentId, ErrorCode, Localized, limits};
use rand_core::OsRng;
use tests::{TestPortal, Town, short_letter};

use crate::on_both_engines;

/// Kreise and kreisfreie Städte (data/README.md).
const KREISE: &str = include_str!("data/kreise.csv");
const WOHNGELD: &str = "99107023017000";

fn code<T>(outcome: Result<T, Error>) -> Option<ErrorCode> {
    outcome.err().and_then(|error| error.code())
}

fn kreise() -> impl Iterator<Item = (&'static str, &'static str)> {
    KREISE.lines().skip(1).filter_map(|line| {
        let (key, rest) = line.split_once(';')?;
        Some((key, rest.split(';').next()?))
    })
}

/// One authority for all of Germany: two departments share the Kreise, and one of them is the fallback.
fn file() -> String {
    let mut file = "kind;service;area;department;name_de;synonyms_de;telephone\n".to_owned();
    file.push_str("authority;;;ordnungsamt;;;115\n");
    file.push_str(&format!(
        "service;{WOHNGELD};;;Wohngeld;Mietzuschuss|Lastenzuschuss;\n"
    ));
    for (key, name) in kreise() {
        let department = if key < "08" { "buergerbuero" } else { "ordnungsamt" };
        file.push_str(&format!("area;;{key};;\"{name}\";;\n"));
        file.push_str(&format!("route;{WOHNGELD};{key};{department};;;\n"));
    }
    file
}

/// A directory that says everything that one can.
const WHOLE: &str = "kind;service;area;department;name_de;name_en;district;description_de;description_en;synonyms_de;\
synonyms_en;telephone;hours_de;hours_en;scope_de;scope_en;address;web
authority;;;ordnungsamt;;;;;;;;115;Mo 8–12;Mon 8–12;Fragen;Questions;Markt 1;https://stadt.example/
department;;;buergerbuero;Bürgeramt;Citizens' office;;Ausweise;Passports;;;02131 1;Di 8–16;Tue 8–16;Wohngeld;Housing;Markt 2;https://stadt.example/amt
area;;05162;;Rhein-Kreis Neuss;;Düsseldorf;;;;;;;;;;;
area;;05162016;;Kaarst;;Rhein-Kreis Neuss;;;;;;;;;;;
service;99107023017000;;;Wohngeld;Housing benefit;;Zuschuss;A grant;Mietzuschuss | Lastenzuschuss;Rent aid;;;;;;;
route;99107023017000;05162;buergerbuero;;;;;;;;;;;;;;
";

/// What publishes that which was checked.
fn request(check: &DirectoryCheck) -> anyhow::Result<PublishDirectory> {
    Ok(PublishDirectory {
        replaces: check.replaces.clone(),
        directory: check.directory.clone().context("nothing is wrong")?,
        texts: check.texts.clone(),
    })
}

async fn publish(town: &mut Town, file: Body, portal: &TestPortal) -> anyhow::Result<DirectoryCheck> {
    let check = town.administrator.check_directory_file(file).await?;
    town.administrator
        .publish_with_texts(&request(&check)?, portal.now(), &mut OsRng)
        .await?;
    Ok(check)
}

/// How everybody sees a department.
async fn called(portal: &TestPortal, town: &Town, at: usize) -> anyhow::Result<(Localized, Localized)> {
    let path = format!("/authorities/{}", town.authority.slug);
    let authority: Authority = portal.client.get(&path).await?;
    let mut departments = authority.departments.into_iter();
    let department = departments.find(|department| department.id == town.people[at].department.id);
    let department = department.context("it is there")?;
    Ok((department.name, department.description))
}

async fn downloaded(town: &Town, name: &str) -> anyhow::Result<String> {
    let client = town.administrator.client();
    let path = format!("/administration/{name}");
    let answer = client.api(Method::GET, &path, None).await?;
    let kept = format!("attachment; filename=\"{name}\"");
    assert_eq!(answer.header("content-disposition"), Some(kept.as_str()));
    Ok(String::from_utf8(answer.bytes)?)
}

fn json(text: &str) -> Body {
    Body::new("application/json", text)
}

/// What another portal does with an answer: whether this authority's administrator has signed the leaf.
fn is_signed(proof: &DirectoryProof, authority: AuthorityId, root: &Bytes) -> bool {
    let Some(root) = PublicKey::from_bytes(root.as_ref()) else {
        return false;
    };
    let Ok(signer) = verify_signer(&proof.chain, &Trust { authority, root }) else {
        return false;
    };
    let Some(statement) = Statement::read(proof.statement.as_ref()) else {
        return false;
    };
    let path: Option<Vec<Hash>> = proof.path.iter().map(Bytes::to_array).collect();
    let tree = statement.subject.directory.as_ref().and_then(Bytes::to_array);
    let (Some(path), Some(tree)) = (path, tree) else {
        return false;
    };
    statement.action == Action::PublishDirectory
        && statement.authority == authority
        && statement.actor == Some(signer.member)
        && signer
            .sign
            .has_signed_statement(proof.statement.as_ref(), proof.signature.as_ref())
        && includes(
            &tree,
            &proof.leaf,
            proof.index as usize,
            proof.size as usize,
            &path,
        )
}

fn assert_signed(answer: &RouteAnswer, town: &Town) -> anyhow::Result<()> {
    let authority = &answer.authorities[0];
    let (id, root) = (town.authority.id, &town.authority.root);
    let proof = authority.proof.as_ref().context("published")?;
    assert!(is_signed(proof, id, root));
    let mut forged = proof.clone();
    forged.leaf.push(' ');
    assert!(!is_signed(&forged, id, root), "another leaf");
    let mut forged = proof.clone();
    forged.signature.0[5] ^= 1;
    assert!(!is_signed(&forged, id, root), "another signature");
    Ok(())
}

on_both_engines! {
    async fn a_directory_of_real_places_is_imported_and_leads_people(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "bund").await?;
        let departments: Vec<_> = town.people.iter().map(|person| person.department.id).collect();
        let administrator = &mut town.administrator;
        let check = administrator.check_directory(file().into_bytes()).await?;
        assert_eq!(check.faults, []);
        let places = u32::try_from(kreise().count())?;
        // The authority's own part changes; a service, and areas with their routes, are new.
        assert_eq!((check.added, check.changed, check.removed), (2 * places + 1, 1, 0));
        assert_eq!(check.changes.len(), limits::DIRECTORY_FINDINGS);
        let nothing = administrator.directory().await?;
        assert_eq!((nothing.root.clone(), nothing.directory.services.len()), (None, 0), "a check changes nothing");

        let directory = check.directory.context("nothing is wrong")?;
        administrator.publish_directory(directory.clone(), check.replaces, portal.now(), &mut OsRng).await?;
        let published = administrator.directory().await?;
        assert_eq!(published.directory, directory);
        let csv = administrator.check_directory(file().into_bytes()).await?;
        assert_eq!((csv.added, csv.changed, csv.removed), (0, 0, 0));

        let service = WOHNGELD.parse()?;
        for (area, department) in [
            ("05162024", 0),
            ("051620024024", 0),
            ("05162", 0),
            ("09162000", 1),
            ("14612", 1),
        ] {
            let answer = portal.client.route(&service, &area.parse()?).await?;
            assert_eq!(answer.found, RouteFound::Department, "{area}");
            assert_eq!(answer.choices[0].department.id, departments[department], "{area}");
            assert_signed(&answer, &town)?;
        }
        let neuss = portal.client.route(&service, &"05162024".parse()?).await?;
        assert_eq!(neuss.choices[0].area.as_ref().map(|area| area.name.as_str()), Some("Rhein-Kreis Neuss"));

        let other = portal.client.route(&"sperrmuell".parse()?, &"05162024".parse()?).await?;
        assert_eq!(other.found, RouteFound::Fallback);
        assert_eq!(other.choices[0].department.id, departments[1]);
        assert_signed(&other, &town)?;
        let nowhere = portal.client.route(&service, &"05".parse()?).await?;
        assert_eq!((nowhere.found, nowhere.choices, nowhere.authorities), (RouteFound::Nothing, vec![], vec![]));
        Ok(())
    }

    async fn what_is_downloaded_is_the_whole_and_changes_nothing_when_it_comes_back(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "town").await?;
        publish(&mut town, Body::csv(WHOLE.into()), &portal).await?;
        let published = town.administrator.directory().await?.directory;
        let (document, table) = (downloaded(&town, "directory.json").await?, downloaded(&town, "directory.csv").await?);
        for text in WHOLE.lines().skip(1).flat_map(|row| row.split([';', '|'])).map(str::trim) {
            let is_kind = ["authority", "department", "area", "service", "route"].contains(&text);
            // JSON has departments by their ids.
            let is_slug = ["buergerbuero", "ordnungsamt"].contains(&text);
            assert!(is_kind || is_slug || document.contains(text), "{text} in {document}");
            assert!(table.contains(text), "{text} in {table}");
        }
        let read: DirectoryDocument = serde_json::from_str(&document)?;
        assert_eq!(
            (&read.contact, &read.fallback, &read.areas, &read.services),
            (&published.contact, &published.fallback, &published.areas, &published.services)
        );
        assert_eq!(read.departments.len(), 2, "also those without a contact");
        for file in [json(&document), Body::csv(table.into_bytes())] {
            let check = town.administrator.check_directory_file(file).await?;
            assert_eq!((check.faults, check.added + check.changed + check.removed), (vec![], 0));
            assert_eq!(check.directory, Some(published.clone()));
        }
        Ok(())
    }

    async fn each_wrong_key_in_json_is_told_and_what_is_right_leads_people(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "town").await?;
        publish(&mut town, Body::csv(WHOLE.into()), &portal).await?;
        let document = downloaded(&town, "directory.json").await?;
        let wrong = document
            .replace(r#""key":"05162016""#, r#""key":"5162016""#)
            .replace(r#""key":"99107023017000""#, r#""key":"9910702301700""#);
        let line = |text: &str| wrong.lines().position(|line| line.contains(text)).map(|line| line + 1);
        let check = town.administrator.check_directory_file(json(&wrong)).await?;
        let found: Vec<_> = check
            .faults
            .iter()
            .map(|fault| (fault.code, fault.row.map(|row| row as usize), fault.path.as_deref(), fault.value.as_deref()))
            .collect();
        assert_eq!(
            found,
            [
                (FaultCode::AreaLeadingZero, line("5162016"), Some("areas[1].key"), Some("5162016")),
                (FaultCode::ServiceLeika, line("9910702301700"), Some("services[0].key"), Some("9910702301700")),
            ]
        );
        assert_eq!((check.fault_count, check.directory, line("5162016")), (2, None, Some(5)));

        publish(&mut town, json("{}"), &portal).await?;
        let (service, area) = (WOHNGELD.parse()?, "05162024".parse()?);
        let nothing = portal.client.route(&service, &area).await?;
        assert_eq!(nothing.found, RouteFound::Nothing);
        let check = publish(&mut town, json(&document), &portal).await?;
        // Two areas, a service with its route; a department's contact, and the authority's own part.
        assert_eq!((check.added, check.changed, check.removed), (4, 2, 0));
        let answer = portal.client.route(&service, &area).await?;
        assert_eq!(answer.found, RouteFound::Department);
        assert_eq!(answer.choices[0].department.id, town.people[0].department.id);
        assert_signed(&answer, &town)
    }

    async fn a_file_changes_texts_of_departments_with_the_directory_or_not_at_all(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "town").await?;
        publish(&mut town, Body::csv(WHOLE.into()), &portal).await?;
        let text = |de: &str, en: &str| Localized { de: de.to_owned(), en: Some(en.to_owned()) };
        let first = (text("Bürgeramt", "Citizens' office"), text("Ausweise", "Passports"));
        assert_eq!(called(&portal, &town, 0).await?, first);
        let other = called(&portal, &town, 1).await?;
        assert_eq!(other.0.de, "ordnungsamt", "of which the file has no row");

        let table = downloaded(&town, "directory.csv").await?.replace("Citizens' office", "Town hall");
        let wrong = format!("{table}area;;5162;;Kreis{}\n", ";".repeat(13));
        let check = town.administrator.check_directory(wrong.into_bytes()).await?;
        assert_eq!((check.fault_count, check.directory, check.texts.len()), (1, None, 0));
        let nobody = table.replace("department;;;buergerbuero;", "department;;;nobody;");
        let check = town.administrator.check_directory(nobody.into_bytes()).await?;
        assert_eq!((check.faults[0].code, check.faults[0].row), (FaultCode::DepartmentUnknown, Some(3)));

        let check = town.administrator.check_directory(table.into_bytes()).await?;
        assert_eq!((check.added, check.changed, check.removed), (0, 1, 0));
        assert_eq!(check.changes[0].columns, ["name_en"]);
        assert_eq!(called(&portal, &town, 0).await?, first, "a check changes nothing");
        let good = request(&check)?;
        let now = portal.now();
        let mut foreign = good.clone();
        foreign.texts[0].department = DepartmentId::random(&mut OsRng);
        let refused = town.administrator.publish_with_texts(&foreign, now, &mut OsRng).await;
        assert_eq!(code(refused), Some(ErrorCode::DirectoryRefused));
        let mut nameless = good.clone();
        nameless.texts[0].name.de = String::new();
        let refused = town.administrator.publish_with_texts(&nameless, now, &mut OsRng).await;
        assert_eq!(code(refused), Some(ErrorCode::DirectoryRefused));
        assert_eq!(called(&portal, &town, 0).await?, first);
        town.administrator.publish_with_texts(&good, now, &mut OsRng).await?;
        let second = (text("Bürgeramt", "Town hall"), text("Ausweise", "Passports"));
        assert_eq!(called(&portal, &town, 0).await?, second);

        // In JSON without an English text, which goes then.
        let document = downloaded(&town, "directory.json").await?;
        let document = document.replace(r#""Bürgeramt","en":"Town hall""#, r#""Bürgerbüro""#);
        let check = publish(&mut town, json(&document), &portal).await?;
        assert_eq!((check.added, check.changed, check.removed), (0, 1, 0));
        assert_eq!(check.changes[0].columns, ["name_de", "name_en"]);
        let name = Localized { de: "Bürgerbüro".to_owned(), en: None };
        assert_eq!(called(&portal, &town, 0).await?, (name, second.1));
        assert_eq!(called(&portal, &town, 1).await?, other);
        let found: Vec<Authority> = portal.client.get("/authorities?q=town").await?;
        assert_eq!(found.len(), 1);

        // One entry for each publication, which names the departments whose texts changed with it.
        let (entries, findings) = town.administrator.audit(&mut OsRng).await?;
        assert_eq!(findings, []);
        let department = town.people[0].department.id;
        let statements = entries.iter().filter(|entry| entry.outcome == DONE).filter_map(|entry| entry.statement.as_ref());
        let changed: Vec<_> = statements
            .filter(|told| matches!(told.action, Action::PublishDirectory | Action::ChangeDepartment))
            .map(|told| (told.action, told.subject.departments.clone()))
            .collect();
        assert_eq!(changed, vec![(Action::PublishDirectory, vec![department]); 3]);
        Ok(())
    }

    async fn an_authority_gets_another_name_that_everybody_sees_at_once(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "town").await?;
        let (mut citizen, opened) = town.receives(&portal, 0, &short_letter()).await?;
        let now = portal.now();
        let name = "Stadt Neuburg an der Linde";
        let clerk = &mut town.people[0].member;
        let refused = clerk.rename_authority(name, now, &mut OsRng).await;
        assert_eq!(code(refused), Some(ErrorCode::Forbidden));
        let administrator = &mut town.administrator;
        let refused = administrator.rename_authority(" ", now, &mut OsRng).await;
        assert_eq!(code(refused), Some(ErrorCode::Malformed));
        let before: Vec<Authority> = portal.client.get("/authorities?q=stadt+town").await?;
        assert_eq!(before[0].name, "Stadt town");
        administrator.rename_authority(name, now, &mut OsRng).await?;

        let found: Vec<Authority> = portal.client.get("/authorities?q=neuburg").await?;
        let expected = Authority { name: name.to_owned(), ..town.authority.clone() };
        assert_eq!(found, [expected], "its id, its root and its name in addresses stay");
        let page = portal.client.request(Method::GET, "/de/a/town", None).await?;
        let page = String::from_utf8(page.bytes)?;
        assert!(page.contains(name) && !page.contains("Stadt town"), "{page}");

        // What was written before opens as before, on both sides.
        let (_, messages) = citizen.read(now, &mut OsRng).await?;
        assert_eq!(messages.len(), 1);
        let clerk = &mut town.people[0].member;
        clerk.refresh(now, &mut OsRng).await?;
        assert_eq!(clerk.session().authority.name, name);
        clerk.read(opened.conversation, now, &mut OsRng).await?;

        let administrator = &mut town.administrator;
        let (entries, findings) = administrator.audit(&mut OsRng).await?;
        assert_eq!(findings, []);
        let renamed = entries
            .iter()
            .filter(|entry| entry.statement.as_ref().is_some_and(|told| told.action == Action::ChangeAuthority))
            .map(|entry| (entry.outcome.as_str(), entry.is_signed))
            .collect::<Vec<_>>();
        assert_eq!(renamed, [("forbidden", true), ("malformed", true), (DONE, true)]);
        Ok(())
    }

    async fn keys_that_lost_their_zero_are_told_and_nothing_is_taken(engine) {
        let portal = TestPortal::start(engine).await?;
        let town = Town::found(&portal, "bund").await?;
        let lost: String = file().replace(";0", ";");
        let check = town.administrator.check_directory(lost.into_bytes()).await?;
        let without_zero = kreise().filter(|(key, _)| key.starts_with('0')).count();
        assert_eq!(check.fault_count, u32::try_from(2 * without_zero)?);
        assert!(check.faults.iter().all(|fault| fault.code == FaultCode::AreaLeadingZero));
        assert_eq!(check.faults[0].row, Some(4), "the first Kreis stands in the fourth row");
        assert_eq!(check.directory, None);
        Ok(())
    }

    async fn a_directory_is_changed_by_one_administrator_at_a_time_and_by_no_one_else(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "town").await?;
        let now = portal.now();
        let department = town.people[0].department.clone();
        let directory = Directory { fallback: Some(department.id), ..Directory::default() };
        let caseworker = &mut town.people[0].member;
        let refused = caseworker.publish_directory(directory.clone(), None, now, &mut OsRng).await;
        assert_eq!(code(refused), Some(ErrorCode::Forbidden));
        let administrator = &mut town.administrator;
        administrator.publish_directory(directory.clone(), None, now, &mut OsRng).await?;
        let outdated = administrator.publish_directory(Directory::default(), None, now, &mut OsRng).await;
        assert_eq!(code(outdated), Some(ErrorCode::DirectoryOutdated));

        let close = DepartmentChange {
            name: department.name,
            description: department.description,
            notice: None,
            closed: true,
        };
        let led_to = administrator.change_department(department.id, &close, now, &mut OsRng).await;
        assert_eq!(code(led_to), Some(ErrorCode::DepartmentRouted));
        let root = administrator.directory().await?.root;
        administrator.publish_directory(Directory::default(), root, now, &mut OsRng).await?;
        administrator.change_department(department.id, &close, now, &mut OsRng).await?;
        let root = administrator.directory().await?.root;
        let closed = administrator.publish_directory(directory, root, now, &mut OsRng).await;
        assert_eq!(code(closed), Some(ErrorCode::DirectoryRefused));
        Ok(())
    }

    async fn the_smallest_area_counts_and_equal_ones_ask(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut kreis = Town::found(&portal, "kreis").await?;
        let mut stadt = Town::found(&portal, "stadt").await?;
        let ids = |town: &Town| -> Vec<_> { town.people.iter().map(|person| person.department.id).collect() };
        let (of_kreis, of_stadt) = (ids(&kreis), ids(&stadt));
        let publish = async |town: &mut Town, area: &str, departments: &[&str], telephone: &str| {
            let routes: String = departments
                .iter()
                .map(|department| format!("route,{WOHNGELD},{area},{department},,\n"))
                .collect();
            let file = format!(
                "kind,service,area,department,name_de,telephone\nauthority,,,,,{telephone}\narea,,{area},,Ort,\n\
                 service,{WOHNGELD},,,Wohngeld,\n{routes}"
            );
            let check = town.administrator.check_directory(file.into_bytes()).await?;
            let directory = check.directory.context("nothing is wrong")?;
            town.administrator
                .publish_directory(directory, check.replaces, portal.now(), &mut OsRng)
                .await?;
            anyhow::Ok(())
        };
        publish(&mut kreis, "05162", &["buergerbuero"], "1").await?;
        publish(&mut stadt, "051620024024", &["buergerbuero", "ordnungsamt"], "2").await?;
        let service = WOHNGELD.parse()?;
        let found = async |service, area: &str| {
            let answer = portal.client.route(service, &area.parse()?).await?;
            let mut departments: Vec<_> = answer.choices.iter().map(|choice| choice.department.id).collect();
            departments.sort();
            anyhow::Ok((answer, departments))
        };
        let mut both = of_stadt.clone();
        both.sort();
        let (answer, departments) = found(&service, "05162024").await?;
        assert_eq!((answer.found, departments), (RouteFound::Choice, both));
        assert_eq!(answer.authorities.len(), 1);
        let (answer, departments) = found(&service, "05162016").await?;
        assert_eq!((answer.found, departments), (RouteFound::Department, vec![of_kreis[0]]));
        let (answer, departments) = found(&"muell".parse()?, "05162024").await?;
        assert_eq!((answer.found, departments), (RouteFound::Nothing, vec![]), "nobody has a fallback");
        assert_eq!(answer.authorities.len(), 1);
        assert_eq!(answer.authorities[0].telephone.as_deref(), Some("2"), "the nearest authority is called");
        Ok(())
    }

    async fn an_answer_that_is_known_is_not_sent_again(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "town").await?;
        let path = format!("/api/v1/routes?service={WOHNGELD}&area=05162024&authority=town");
        let directory = Directory { fallback: Some(town.people[0].department.id), ..Directory::default() };
        town.administrator.publish_directory(directory, None, portal.now(), &mut OsRng).await?;
        let first = portal.client.request(Method::GET, &path, None).await?;
        let again = portal.client.request(Method::GET, &path, None).await?;
        assert_eq!(first.bytes, again.bytes);
        let answer: RouteAnswer = first.json()?;
        assert_eq!(answer.found, RouteFound::Fallback);
        assert_signed(&answer, &town)?;
        assert_eq!(first.header("etag"), again.header("etag"));
        assert!(first.header("cache-control").is_some_and(|kept| kept.starts_with("public")));
        for (query, expected) in [
            ("area=5162&service=muell", ErrorCode::AreaRefused),
            ("area=05162&service=M%C3%BCll", ErrorCode::ServiceRefused),
            ("area=05162&service=muell&authority=nobody", ErrorCode::NotFound),
            ("area=05162", ErrorCode::Malformed),
        ] {
            let refused: Result<RouteAnswer, _> = portal.client.get(&format!("/routes?{query}")).await;
            assert_eq!(code(refused), Some(expected), "{query}");
        }
        Ok(())
    }

    async fn a_hundred_megabytes_are_refused_before_they_are_read(engine) {
        let portal = TestPortal::start(engine).await?;
        let town = Town::found(&portal, "town").await?;
        let refused = town.administrator.check_directory(vec![b'a'; 100 * 1024 * 1024]).await;
        let is_refused = match refused {
            // The server closes before everything was sent.
            Err(Error::Network(_)) => true,
            other => code(other) == Some(ErrorCode::TooLarge),
        };
        assert!(is_refused);
        Ok(())
    }
}
