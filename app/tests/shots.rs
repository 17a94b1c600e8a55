use app::{Assets, Context, Operator, Site, pages};
use domain::api::{Authority, Department};
use domain::{AuthorityId, Bytes, DepartmentId, Localized};
use locales::Locale;
use std::sync::Arc;

fn department(slug: &str, de: &str, en: &str, dde: &str, den: &str) -> Department {
    Department {
        id: DepartmentId::random(&mut rand_core::OsRng),
        slug: slug.parse().unwrap(),
        name: Localized {
            de: de.into(),
            en: Some(en.into()),
        },
        description: Localized {
            de: dde.into(),
            en: Some(den.into()),
        },
    }
}
fn authority(slug: &str, name: &str) -> Authority {
    Authority {
        id: AuthorityId::random(&mut rand_core::OsRng),
        slug: slug.parse().unwrap(),
        name: name.into(),
        root: Bytes::default(),
        telephone: Some("02131 / 90-1234".into()),
        departments: vec![
            department(
                "buergerbuero",
                "Bürgerbüro",
                "Citizens' office",
                "Ausweise, Meldewesen, Führungszeugnisse und alles, wofür Sie keine andere Stelle finden.",
                "Identity cards, registration, certificates of conduct, and whatever has no other place.",
            ),
            department(
                "jugendamt",
                "Jugendamt",
                "Youth welfare office",
                "Hilfe für Kinder, Jugendliche und Eltern. Auch wenn Sie sich um ein Kind sorgen.",
                "Help for children, young people and parents. Also if you are worried about a child.",
            ),
            department(
                "grundsicherung",
                "Grundsicherungsangelegenheiten und Unterhaltsvorschuss",
                "Basic income support and maintenance advances",
                "Wohngeld, Bürgergeld und Unterhaltsvorschuss: Anträge, Bescheide und Nachweise.",
                "Housing benefit, basic income and maintenance advances: applications, decisions and evidence.",
            ),
        ],
    }
}

#[test]
fn write() {
    let out = std::path::PathBuf::from("/tmp/pages");
    std::fs::create_dir_all(&out).unwrap();
    let site = Arc::new(Site {
        name: "Siegelpost".into(),
        origin: "http://localhost:3000".into(),
        operator: Operator {
            address: vec![
                "Stadt Musterstadt".into(),
                "Rathausplatz 1".into(),
                "41460 Musterstadt".into(),
            ],
            telephone: Some("02131 / 90-0".into()),
            email: Some("portal@musterstadt.example".into()),
        },
        assets: Assets::default(),
    });
    let one = authority("musterstadt", "Stadt Musterstadt");
    let many = vec![
        one.clone(),
        authority("kreis-neuland", "Rhein-Kreis Neuland"),
        authority(
            "bezirk",
            "Bezirksregierung Niederrhein-Hinterwald-Großkonrathsbrunn",
        ),
    ];
    for locale in Locale::ALL {
        let context = |path: &str| Context {
            locale,
            path: path.into(),
            site: site.clone(),
        };
        for (name, html) in [
            ("start", pages::start(&context(""), std::slice::from_ref(&one))),
            ("start-many", pages::start(&context(""), &many)),
            (
                "departments",
                pages::departments(&context("/a/musterstadt"), &one),
            ),
            (
                "compose",
                pages::compose(&context("/a/musterstadt/buergerbuero"), &one, &one.departments[0]),
            ),
            ("return", pages::thread(&context("/return"))),
            ("about", pages::about(&context("/about"))),
            ("accessibility", pages::accessibility(&context("/accessibility"))),
            ("404", pages::fault(&context("/x"), pages::Fault::NotFound)),
        ] {
            let html = html
                .replace("/assets/public.css", "public.css")
                .replace("/assets/seal.svg", "seal.svg");
            std::fs::write(out.join(format!("{name}.{locale}.html")), html).unwrap();
        }
    }
}
