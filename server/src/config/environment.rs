use std::collections::BTreeMap;
use std::path::PathBuf;

use figment::value::{Dict, Map, Value};
use figment::{Error, Figment, Metadata, Profile, Provider};

/// How the provider names itself.
pub(super) const NAME: &str = "environment";
const PREFIX: &str = "SIEGELPOST_";
const CONFIG: &str = "SIEGELPOST_CONFIG";
/// Names that other programs use too, and their keys; the portal's own names win over them.
const COMMON: [(&str, &str); 2] = [
    ("DATABASE_URL", "database.url"),
    ("DATABASE_URL_FILE", "database.url_file"),
];
/// Keys that a file can hold instead: whichever of the two the environment sets replaces both.
const PAIRS: [(&str, &str); 2] = [
    ("database.url", "database.url_file"),
    ("mail.password", "mail.password_file"),
];

/// Names of sections, to tell a mistyped key from a variable of a tool.
const SECTIONS: [&str; 8] = [
    "DATA", "DATABASE", "HTTP", "LIMITS", "LOG", "MAIL", "PORTAL", "SESSION",
];

/// The environment variables that concern the server, as `key → value`.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    config: Option<PathBuf>,
    values: BTreeMap<String, String>,
}

impl Environment {
    /// The process's environment.
    pub fn of_process() -> Self {
        Self::from_pairs(
            std::env::vars_os()
                .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?))),
        )
    }

    /// Takes what concerns the server from `pairs`; empty values count as absent.
    pub fn from_pairs(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut config = None;
        let mut common = BTreeMap::new();
        let mut own = BTreeMap::new();
        for (name, value) in pairs.into_iter().filter(|(_, value)| !value.is_empty()) {
            if name == CONFIG {
                config = Some(PathBuf::from(value));
            } else if let Some((_, key)) = COMMON.iter().find(|(common, _)| *common == name) {
                common.insert((*key).to_owned(), value);
            } else if let Some(key) = name.strip_prefix(PREFIX).and_then(key_of) {
                own.insert(key, value);
            }
        }
        for (plain, file) in PAIRS {
            if own.contains_key(plain) || own.contains_key(file) {
                common.remove(plain);
                common.remove(file);
            }
        }
        let mut values = common;
        values.extend(own);
        Self { config, values }
    }

    /// The configuration file that the environment names.
    pub(super) fn config_file(&self) -> Option<PathBuf> {
        self.config.clone()
    }

    /// Lays the environment over what `figment` has.
    pub(super) fn over(&self, figment: Figment) -> Figment {
        let replaced: Vec<_> = PAIRS
            .into_iter()
            .filter_map(|(plain, file)| {
                match (self.values.contains_key(plain), self.values.contains_key(file)) {
                    (true, false) => Some(file),
                    (false, true) => Some(plain),
                    _ => None,
                }
            })
            .filter(|key| figment.contains(key))
            .collect();
        figment.merge(Layer {
            values: &self.values,
            replaced,
        })
    }
}

/// The key that a variable sets. One with a single underscore behind a section's name is passed on too, to be refused by
/// name; any other without a double one is not meant for the server.
fn key_of(rest: &str) -> Option<String> {
    let section = rest.split('_').next().unwrap_or_default();
    (rest.contains("__") || SECTIONS.contains(&section)).then(|| rest.to_ascii_lowercase().replace("__", "."))
}

/// The name of a key's environment variable.
pub(super) fn name_of(key: &str) -> String {
    format!("{PREFIX}{}", key.to_ascii_uppercase().replace('.', "__"))
}

struct Layer<'a> {
    values: &'a BTreeMap<String, String>,
    replaced: Vec<&'static str>,
}

impl Provider for Layer<'_> {
    fn metadata(&self) -> Metadata {
        Metadata::named(NAME)
    }

    /// Every value is a text; whoever wants a number or a switch reads it from the text, so that a password of
    /// digits stays a password.
    fn data(&self) -> Result<Map<Profile, Dict>, Error> {
        let mut dict = Dict::new();
        for (key, value) in self.values {
            insert(&mut dict, key, Value::from(value.as_str()));
        }
        for key in &self.replaced {
            insert(&mut dict, key, Value::from(figment::value::Empty::None));
        }
        Ok(Profile::Default.collect(dict))
    }
}

fn insert(dict: &mut Dict, key: &str, value: Value) {
    match key.split_once('.') {
        None => {
            dict.insert(key.to_owned(), value);
        }
        Some((section, rest)) => {
            let inner = dict
                .entry(section.to_owned())
                .or_insert_with(|| Value::from(Dict::new()));
            if let Value::Dict(_, inner) = inner {
                insert(inner, rest, value);
            }
        }
    }
}
