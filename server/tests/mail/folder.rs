use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use domain::{Locale, Timestamp};
use server::mail::{Folder, Letter, Occasion, Postmark, Transport as _};

fn letter(key: &str, at: i64) -> Letter {
    let postmark = Postmark {
        from: "post@example.org".parse().expect("address"),
        origin: "https://post.example.org".to_owned(),
    };
    Letter::write(
        &postmark,
        "amt@example.org".parse().expect("address"),
        Locale::En,
        &Occasion::DepartmentMessage,
        key.to_owned(),
        Timestamp(at),
    )
}

#[tokio::test]
async fn each_mail_is_a_file_that_only_the_server_may_read() {
    let parent = tempfile::tempdir().expect("folder");
    let path = parent.path().join("mail");
    let folder = Folder::new(path.clone());
    folder.check().await.expect("in order");
    folder
        .deliver(&letter("bb", 1_790_000_000))
        .await
        .expect("delivered");
    folder
        .deliver(&letter("aa", 1_790_000_001))
        .await
        .expect("delivered");
    folder
        .deliver(&letter("aa", 1_790_000_001))
        .await
        .expect("delivered again");

    let mut names: Vec<_> = fs::read_dir(&path)
        .expect("folder")
        .map(|entry| entry.expect("entry").file_name().into_string().expect("name"))
        .collect();
    names.sort();
    assert_eq!(names, ["001790000000-bb.eml", "001790000001-aa.eml"]);
    let mode = |path: &std::path::Path| fs::metadata(path).expect("file").permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o700);
    assert_eq!(mode(&path.join(&names[0])), 0o600);
    let mail = fs::read_to_string(path.join(&names[0])).expect("mail");
    assert!(
        mail.contains("\r\nTo: amt@example.org\r\n") && mail.contains("https://post.example.org/desk"),
        "{mail}"
    );
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_a_matter_for_later() {
    let parent = tempfile::tempdir().expect("folder");
    let file = parent.path().join("file");
    fs::write(&file, "").expect("written");
    let folder = Folder::new(file.join("mail"));
    assert!(folder.check().await.is_err());
    let refusal = folder
        .deliver(&letter("aa", 0))
        .await
        .expect_err("no folder")
        .to_string();
    assert!(
        refusal.contains("mail.folder") && !refusal.contains("amt@"),
        "{refusal}"
    );
}
