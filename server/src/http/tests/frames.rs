use axum::http::StatusCode;
use domain::DepartmentId;
use domain::api::NewEmbedOrigins;

use super::Portal;

const TOWN: &str = "https://www.musterstadt.example";
const OFFICE: &str = "https://buergerbuero.example";

/// A portal with an authority that two departments belong to; the authority may be shown on one site, the first
/// department on another one besides.
async fn portal() -> Portal {
    let portal = Portal::new().await;
    let town = portal.world.town("musterstadt").await;
    let department = portal.world.department(&town, "buergerbuero").await;
    portal.world.department(&town, "bauamt").await;
    let ada = portal.world.staff(town.administrator).await;
    let set = async |department: Option<DepartmentId>, origin: &str| {
        let request = NewEmbedOrigins {
            department,
            origins: vec![origin.to_owned()],
        };
        let set = portal.world.office.set_embed_origins(&ada, request).await;
        set.expect("origins");
    };
    set(None, TOWN).await;
    set(Some(department), OFFICE).await;
    portal
}

async fn ancestors(portal: &Portal, path: &str) -> String {
    let answer = portal.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    let policy = answer.header("content-security-policy");
    assert_eq!(policy.matches("frame-ancestors").count(), 1, "{path}");
    assert!(policy.contains("default-src 'none'; script-src 'self'"), "{path}");
    let (_, ancestors) = policy.split_once("frame-ancestors ").expect("a directive");
    ancestors.to_owned()
}

#[tokio::test]
async fn a_page_is_framed_by_the_listed_origins_only() {
    let portal = portal().await;
    for (path, expected) in [
        ("/de/embed/musterstadt", format!("'self' {TOWN}")),
        ("/en/embed/musterstadt/return", format!("'self' {TOWN}")),
        ("/de/embed/musterstadt/to/buergerbuero", format!("'self' {TOWN}")),
        (
            "/de/embed/musterstadt/only/buergerbuero",
            format!("'self' {OFFICE} {TOWN}"),
        ),
        (
            "/de/embed/musterstadt/only/buergerbuero/return",
            format!("'self' {OFFICE} {TOWN}"),
        ),
        ("/de/embed/musterstadt/only/bauamt", format!("'self' {TOWN}")),
    ] {
        assert_eq!(ancestors(&portal, path).await, expected, "{path}");
    }
    for path in ["/de", "/de/a/musterstadt/buergerbuero", "/de/return", "/desk"] {
        assert_eq!(ancestors(&portal, path).await, "'none'", "{path}");
    }
}

/// Whatever is not a page for frames opens beside it.
fn assert_leads_to_frames(path: &str, page: &str) {
    for link in page.split("<a ").skip(1) {
        let (tag, _) = link.split_once('>').expect("a tag");
        let is_for_frames = tag.contains("/embed/") || tag.contains("href=\"#") || tag.contains("tel:");
        assert!(
            is_for_frames || tag.contains("target=\"_blank\"") || !tag.contains("href"),
            "{path}: {tag}"
        );
    }
}

#[tokio::test]
async fn what_is_wrong_is_said_in_the_frame() {
    let portal = portal().await;
    for (path, expected, back) in [
        (
            "/de/embed/musterstadt/to/nowhere",
            format!("'self' {TOWN}"),
            "/de/embed/musterstadt",
        ),
        (
            "/de/embed/musterstadt/only/nowhere",
            format!("'self' {TOWN}"),
            "/de/embed/musterstadt",
        ),
        (
            "/en/embed/musterstadt/only/buergerbuero/nowhere",
            format!("'self' {OFFICE} {TOWN}"),
            "/en/embed/musterstadt/only/buergerbuero",
        ),
    ] {
        let answer = portal.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        let policy = answer.header("content-security-policy");
        assert!(
            policy.ends_with(&format!("frame-ancestors {expected}")),
            "{path}: {policy}"
        );
        assert_eq!(answer.header("cache-control"), "no-store");
        let page = answer.text();
        assert!(page.contains(&format!("href=\"{back}\"")), "{path}: {page}");
        assert!(page.contains("page--framed"), "{path}");
        assert_leads_to_frames(path, page);
    }
    for path in [
        "/de/embed",
        "/de/embed/nowhere",
        "/de/embed/Not%20a%20slug/return",
    ] {
        let answer = portal.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        let policy = answer.header("content-security-policy");
        assert!(policy.ends_with("frame-ancestors 'none'"), "{path}: {policy}");
    }
}

/// Sites that isolate themselves show only frames that say so, and those start only workers that do.
#[tokio::test]
async fn a_frame_may_stand_on_an_isolated_site() {
    let portal = portal().await;
    for (path, resource, embedder) in [
        ("/de/embed/musterstadt", "cross-origin", "require-corp"),
        (
            "/de/embed/musterstadt/only/nowhere",
            "cross-origin",
            "require-corp",
        ),
        ("/de", "same-origin", ""),
        ("/desk", "same-origin", ""),
    ] {
        let answer = portal.get(path).await;
        let said =
            ["resource", "embedder"].map(|of| answer.header(&format!("cross-origin-{of}-policy")).to_owned());
        assert_eq!(said, [resource, embedder], "{path}");
    }
}

#[tokio::test]
async fn a_frame_of_one_department_leads_to_no_other() {
    let portal = portal().await;
    let whole = portal.get("/de/embed/musterstadt").await.text().to_owned();
    assert!(whole.contains("href=\"/de/embed/musterstadt/to/bauamt\""));
    let page = portal
        .get("/de/embed/musterstadt/to/bauamt")
        .await
        .text()
        .to_owned();
    assert!(page.contains("class=\"trail\"") && page.contains("href=\"/de/embed/musterstadt\""));
    let only = portal
        .get("/de/embed/musterstadt/only/buergerbuero")
        .await
        .text()
        .to_owned();
    assert!(!only.contains("class=\"trail\""));
    for (path, page) in [("whole", whole), ("to", page), ("only", only)] {
        assert_leads_to_frames(path, &page);
        assert!(page.contains("name=\"robots\" content=\"noindex\""), "{path}");
        assert!(page.contains(TOWN), "{path}: the page knows who may speak to it");
        // A link that is pressed before the script runs would lose the pin: nothing can be, because the script comes first.
        let (head, _) = page.split_once("<body").expect("a page");
        assert!(head.contains("<script src=\"/assets/frame."), "{path}: {head}");
    }
}

#[tokio::test]
async fn only_the_administrations_page_shows_frames_of_ours() {
    let portal = Portal::new().await;
    for (path, shows) in [
        ("/desk/administration/embedding", true),
        ("/desk", false),
        ("/desk/account", false),
        ("/de", false),
    ] {
        let answer = portal.get(path).await;
        let policy = answer.header("content-security-policy");
        assert_eq!(policy.contains("frame-src 'self'"), shows, "{path}");
        assert!(policy.contains("frame-ancestors 'none'"), "{path}");
    }
}
