//! Where the configuration comes from, and what is said about a wrong one.
#![expect(clippy::expect_used, reason = "a test that cannot go on says so by failing")]

use std::fs;
use std::path::Path;

use server::config::{Config, Environment, LogFormat, MailTls, MailTransport, Problem};

fn load(toml: &str, environment: &[(&str, &str)]) -> Result<Config, Problem> {
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("siegelpost.toml");
    fs::write(&file, toml).expect("written");
    Config::load(Some(&file), &variables(environment))
}

fn variables(pairs: &[(&str, &str)]) -> Environment {
    Environment::from_pairs(
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    )
}

fn problem(toml: &str, environment: &[(&str, &str)]) -> String {
    load(toml, environment).expect_err("a problem").to_string()
}

#[test]
fn without_file_and_environment_everything_has_a_default() {
    let config = Config::load(None, &Environment::default()).expect("defaults");
    assert_eq!(config.http.listen.to_string(), "127.0.0.1:3000");
    assert_eq!(config.http.origin, "http://localhost:3000");
    assert_eq!(config.database_url().reveal(), "sqlite:data/siegelpost.db");
    assert_eq!(config.mail_folder(), Path::new("data/mail"));
    assert_eq!(config.secrets_file(), Path::new("data/secrets.json"));
    assert_eq!(config.mail.transport, MailTransport::Folder);
}

#[test]
fn every_section_is_read_from_the_file() {
    let config = load(
        r#"
        [data]
        folder = "/var/lib/siegelpost"
        secrets_file = "/run/secrets/siegelpost.json"

        [database]
        url = "postgres://portal@db.example/portal"

        [http]
        listen = "[::1]:8080"
        origin = "https://post.example.org"
        assets = "/usr/share/siegelpost"
        trusted_proxies = ["10.0.0.0/8", "::1"]
        request_seconds = 20
        upload_seconds = 200
        shutdown_seconds = 5
        json_body_bytes = 300000

        [limits]
        requests_per_minute = 1
        tickets_per_minute = 2
        citizen_logins_per_minute = 3
        staff_logins_per_minute = 4
        account_logins_per_minute = 5
        uploads_per_minute = 6

        [log]
        format = "json"
        level = "warn,server=debug"

        [mail]
        transport = "smtp"
        from = "post@example.org"
        host = "mail.example.org"
        port = 2465
        tls = "tls"
        ca_file = "/etc/ssl/own.pem"
        user = "portal"
        password = "hush"
        timeout_seconds = 30

        [portal]
        name = "Post der Stadt"
        address = "Stadt Musterstadt; Marktplatz 1"
        telephone = "01234 567"
        email = "portal@example.org"

        [session]
        staff_seconds = 3600
        staff_idle_seconds = 900
        citizen_seconds = 600
        "#,
        &[],
    )
    .expect("configuration");
    assert_eq!(config.data.folder, Path::new("/var/lib/siegelpost"));
    assert_eq!(config.secrets_file(), Path::new("/run/secrets/siegelpost.json"));
    assert_eq!(
        config.database_url().reveal(),
        "postgres://portal@db.example/portal"
    );
    assert_eq!(config.http.listen.to_string(), "[::1]:8080");
    assert!(
        config
            .http
            .trusted_proxies
            .contains("10.1.2.3".parse().expect("address"))
    );
    assert_eq!(
        (
            config.http.request_seconds,
            config.http.upload_seconds,
            config.http.shutdown_seconds
        ),
        (20, 200, 5)
    );
    assert_eq!(config.http.json_body_bytes, 300_000);
    assert_eq!(
        (
            config.limits.requests_per_minute,
            config.limits.uploads_per_minute
        ),
        (1, 6)
    );
    assert_eq!(config.log.format, LogFormat::Json);
    assert_eq!((config.mail.tls, config.mail.port()), (MailTls::Tls, 2465));
    assert_eq!(
        config.mail.password.as_ref().map(server::config::Secret::reveal),
        Some("hush")
    );
    assert_eq!(
        config.portal.address_lines(),
        ["Stadt Musterstadt", "Marktplatz 1"]
    );
    assert_eq!(
        (
            config.session.staff_seconds,
            config.session.staff_idle_seconds,
            config.session.citizen_seconds
        ),
        (3600, 900, 600)
    );
}

#[test]
fn the_environment_wins_over_the_file() {
    let config = load(
        "[http]\nlisten = \"127.0.0.1:1\"\nrequest_seconds = 7\n[mail]\nuser = \"a\"\npassword = \"b\"\n",
        &[
            ("SIEGELPOST_HTTP__LISTEN", "0.0.0.0:2"),
            ("SIEGELPOST_HTTP__TRUSTED_PROXIES", "10.0.0.1, 192.0.2.0/24"),
            ("SIEGELPOST_MAIL__PASSWORD", "0123"),
            ("SIEGELPOST_MAIL__USER", ""),
            ("UNRELATED", "x"),
        ],
    )
    .expect("configuration");
    assert_eq!(config.http.listen.to_string(), "0.0.0.0:2");
    assert_eq!(config.http.request_seconds, 7);
    assert_eq!(config.http.trusted_proxies.0.len(), 2);
    let password = config.mail.password.expect("set");
    assert_eq!(password.reveal(), "0123", "a password of digits stays a text");
    assert_eq!(
        config.mail.user.as_deref(),
        Some("a"),
        "an empty variable counts as absent"
    );
}

#[test]
fn the_environment_may_name_the_file() {
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("portal.toml");
    fs::write(&file, "[log]\nlevel = \"debug\"\n").expect("written");
    let named = file.display().to_string();
    let config = Config::load(None, &variables(&[("SIEGELPOST_CONFIG", &named)])).expect("configuration");
    assert_eq!(config.log.level, "debug");
}

#[test]
fn the_database_is_also_read_from_its_common_name_and_our_own_name_wins() {
    let common = ("DATABASE_URL", "postgres://a@db/a");
    let config = load("[database]\nurl = \"sqlite:x\"\n", &[common]).expect("configuration");
    assert_eq!(config.database_url().reveal(), "postgres://a@db/a");
    let own = ("SIEGELPOST_DATABASE__URL", "postgres://b@db/b");
    let config = load("", &[common, own]).expect("configuration");
    assert_eq!(config.database_url().reveal(), "postgres://b@db/b");
}

#[test]
fn secrets_are_read_from_files_without_their_last_line_break() {
    let folder = tempfile::tempdir().expect("folder");
    let (password, url) = (folder.path().join("password"), folder.path().join("url"));
    fs::write(&password, "hush hush\n").expect("written");
    fs::write(&url, "postgres://c@db/c\r\n").expect("written");
    let (password, url) = (password.display().to_string(), url.display().to_string());
    let config = load(
        "[mail]\nuser = \"portal\"\npassword = \"of the file\"\n[database]\nurl = \"sqlite:x\"\n",
        &[
            ("SIEGELPOST_MAIL__PASSWORD_FILE", &password),
            ("DATABASE_URL_FILE", &url),
        ],
    )
    .expect("configuration");
    assert_eq!(config.database_url().reveal(), "postgres://c@db/c");
    assert_eq!(config.mail.password.expect("set").reveal(), "hush hush");
    let shown = format!(
        "{:?}",
        Config::load(None, &variables(&[("DATABASE_URL", "postgres://a:hush@db/a")]))
    );
    assert!(!shown.contains("hush"), "{shown}");
}

#[test]
fn a_secret_that_is_missing_empty_or_set_twice_is_a_problem_of_its_key() {
    let folder = tempfile::tempdir().expect("folder");
    let empty = folder.path().join("empty");
    fs::write(&empty, "\n").expect("written");
    let empty = empty.display().to_string();
    for (environment, expected) in [
        (
            vec![("SIEGELPOST_MAIL__PASSWORD_FILE", "/nowhere/at/all")],
            "mail.password_file names /nowhere/at/all",
        ),
        (
            vec![("SIEGELPOST_MAIL__PASSWORD_FILE", empty.as_str())],
            "is empty",
        ),
        (
            vec![
                ("SIEGELPOST_MAIL__PASSWORD_FILE", empty.as_str()),
                ("SIEGELPOST_MAIL__PASSWORD", "hush"),
            ],
            "mail.password is set twice",
        ),
    ] {
        let problem = problem("", &environment);
        assert!(
            problem.contains(expected) && !problem.contains("hush"),
            "{problem}"
        );
    }
}

#[test]
fn an_unknown_key_is_refused_by_name_with_its_origin() {
    let from_file = problem("[http]\nlisten_on = \"x\"\n", &[]);
    assert!(
        from_file.starts_with("http.listen_on (in ") && from_file.contains("siegelpost.toml"),
        "{from_file}"
    );
    assert!(
        from_file.contains("is not a known key") && from_file.contains("trusted_proxies"),
        "{from_file}"
    );

    let section = problem("[htpp]\nlisten = \"x\"\n", &[]);
    assert!(
        section.starts_with("htpp (in ") && section.contains("database"),
        "{section}"
    );

    for mistyped in [
        "SIEGELPOST_HTTP_LISTEN",
        "SIEGELPOST_DATABASE_URL",
        "SIEGELPOST_HTPP__LISTEN",
        "SIEGELPOST_SESSION",
    ] {
        let problem = problem("", &[(mistyped, "x")]);
        assert!(
            problem.contains("environment SIEGELPOST_"),
            "{mistyped}: {problem}"
        );
    }
    load("", &[("SIEGELPOST_PYTHON", "x")]).expect("a tool's variable is not a key");

    let from_environment = problem("", &[("SIEGELPOST_HTTP__LISTENN", "x")]);
    assert!(
        from_environment.starts_with("http.listenn (environment SIEGELPOST_HTTP__LISTENN)"),
        "{from_environment}"
    );
}

#[test]
fn a_wrong_value_is_one_sentence_with_its_key() {
    for (toml, environment, expected) in [
        (
            "[http]\nrequest_seconds = \"soon\"\n",
            None,
            "http.request_seconds (in ",
        ),
        ("", Some(("SIEGELPOST_HTTP__LISTEN", "everywhere")), "http.listen"),
        (
            "",
            Some(("SIEGELPOST_HTTP__TRUSTED_PROXIES", "10.0.0.0/40")),
            "http.trusted_proxies",
        ),
        (
            "",
            Some(("SIEGELPOST_HTTP__REQUEST_SECONDS", "0")),
            "http.request_seconds is 0, but must be from 1 to 600",
        ),
        (
            "",
            Some(("SIEGELPOST_HTTP__ORIGIN", "http://post.example.org")),
            "http.origin must begin with https://",
        ),
        (
            "",
            Some(("SIEGELPOST_LIMITS__REQUESTS_PER_MINUTE", "0")),
            "limits.requests_per_minute",
        ),
        ("", Some(("SIEGELPOST_LOG__FORMAT", "xml")), "log.format"),
        ("", Some(("SIEGELPOST_LOG__LEVEL", "server=loud")), "log.level"),
        (
            "",
            Some(("SIEGELPOST_MAIL__TRANSPORT", "pigeon")),
            "mail.transport",
        ),
        (
            "",
            Some(("SIEGELPOST_MAIL__TRANSPORT", "smtp")),
            "mail.host is missing",
        ),
        (
            "",
            Some(("SIEGELPOST_MAIL__FROM", "Portal <a@b.de>")),
            "mail.from",
        ),
        (
            "",
            Some(("SIEGELPOST_MAIL__USER", "portal")),
            "mail.password is missing",
        ),
        (
            "",
            Some(("SIEGELPOST_SESSION__STAFF_SECONDS", "1")),
            "session.staff_seconds",
        ),
        (
            "",
            Some(("SIEGELPOST_SESSION__STAFF_IDLE_SECONDS", "86401")),
            "session.staff_idle_seconds",
        ),
        ("", Some(("SIEGELPOST_PORTAL__NAME", " ")), "portal.name"),
        (
            "",
            Some(("DATABASE_URL", "mysql://x")),
            "database.url must begin with",
        ),
        ("http = 1\n", None, "http (in "),
        (
            "[mail]\npassword = \"hush\n",
            None,
            "siegelpost.toml) cannot be read: TOML parse error at line 2",
        ),
    ] {
        let problem = problem(toml, environment.as_slice());
        assert!(problem.contains(expected), "{expected}: {problem}");
        assert!(!problem.contains('\n') && !problem.contains("hush"), "{problem}");
    }
}

#[test]
fn mail_without_encryption_stays_on_this_machine() {
    let smtp = |host: &'static str| {
        [
            ("SIEGELPOST_MAIL__TRANSPORT", "smtp"),
            ("SIEGELPOST_MAIL__FROM", "a@b.de"),
            ("SIEGELPOST_MAIL__TLS", "none"),
            ("SIEGELPOST_MAIL__HOST", host),
        ]
    };
    for host in ["localhost", "127.0.0.1", "::1"] {
        assert_eq!(load("", &smtp(host)).expect("allowed").mail.port(), 25);
    }
    for host in ["mail.example.org", "10.0.0.1", "localhost.example.org"] {
        let problem = problem("", &smtp(host));
        assert!(
            problem.starts_with("mail.tls must be starttls or tls"),
            "{problem}"
        );
    }
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let problem = Config::load(
        Some(Path::new("/nowhere/siegelpost.toml")),
        &Environment::default(),
    )
    .expect_err("no file")
    .to_string();
    assert!(
        problem.contains("/nowhere/siegelpost.toml") && problem.contains("--config"),
        "{problem}"
    );
}

#[test]
fn the_readme_names_every_key() {
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md")).expect("the README");
    for line in Config::default().listing() {
        let (key, _) = line.split_once(" = ").expect("a key and its value");
        assert!(
            readme.contains(&format!("`{key}`")),
            "{key} is missing in the README"
        );
    }
}
