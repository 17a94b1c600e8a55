use serde_json::Value;

use super::{Config, Secret};

/// Every key with the value in force, in the order of the alphabet.
pub(super) fn of(config: &Config) -> Vec<String> {
    let mut effective = config.clone();
    effective.mail.folder = Some(config.mail_folder());
    effective.mail.port = Some(config.mail.port());
    effective.data.secrets_file = Some(config.secrets_file());
    let mut lines = Vec::new();
    // Every section is made of texts, numbers and lists, which JSON can hold.
    let sections = serde_json::to_value(&effective).unwrap_or_default();
    flatten("", &sections, &mut lines);
    for line in &mut lines {
        if line.starts_with("database.url = ") {
            *line = format!("database.url = \"{}\"", config.database_shown());
        }
    }
    lines.sort();
    lines
}

fn flatten(prefix: &str, value: &Value, lines: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let key = if prefix.is_empty() {
                    name.clone()
                } else {
                    format!("{prefix}.{name}")
                };
                flatten(&key, value, lines);
            }
        }
        Value::Null => lines.push(format!("{prefix} = (none)")),
        value => lines.push(format!("{prefix} = {value}")),
    }
}

/// A database address without what stands between the user's name and the host, and without parameters, which may
/// hold a password too.
pub(super) fn without_password(url: &Secret) -> String {
    let url = url.reveal();
    let (address, parameters) = match url.split_once('?') {
        Some((address, _)) => (address, "?(secret)"),
        None => (url, ""),
    };
    let masked = match (address.split_once("://"), address.rsplit_once('@')) {
        (Some((scheme, _)), Some((before, host))) => match before[scheme.len() + 3..].split_once(':') {
            Some((user, _)) => format!("{scheme}://{user}:(secret)@{host}"),
            None => address.to_owned(),
        },
        _ => address.to_owned(),
    };
    format!("{masked}{parameters}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_is_listed() {
        let mut config = Config::default();
        config.database.url = Some(Secret::new(
            "postgres://portal:p@ss:word@db.example/portal?sslpassword=hush",
        ));
        config.mail.password = Some(Secret::new("hush"));
        let listing = config.listing().join("\n");
        assert!(
            !listing.contains("hush") && !listing.contains("ss:word"),
            "{listing}"
        );
        assert!(
            listing.contains("database.url = \"postgres://portal:(secret)@db.example/portal?(secret)\""),
            "{listing}"
        );
        assert!(listing.contains("mail.password = \"(secret)\""), "{listing}");
        assert!(listing.contains("http.listen = \"127.0.0.1:3000\""), "{listing}");
    }

    #[test]
    fn the_database_in_the_data_folder_is_listed_when_none_is_named() {
        let listing = Config::default().listing().join("\n");
        assert!(
            listing.contains("database.url = \"sqlite:data/siegelpost.db\""),
            "{listing}"
        );
    }
}
