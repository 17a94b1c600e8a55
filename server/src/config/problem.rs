use figment::error::Kind;
use figment::{Figment, Metadata, Source};

use super::environment;

/// What is wrong with the configuration: one sentence with the key and how to mend it.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{0}")]
pub struct Problem(String);

impl Problem {
    pub(super) fn general(sentence: String) -> Self {
        Self(sentence)
    }

    /// `key` and what it must be.
    pub(super) fn at(key: &str, what: &str) -> Self {
        Self(format!(
            "{key} {what}. (environment: {})",
            environment::name_of(key)
        ))
    }

    pub(super) fn outside(key: &str, value: u64, least: u64, most: u64) -> Result<(), Self> {
        if (least..=most).contains(&value) {
            Ok(())
        } else {
            Err(Self::at(
                key,
                &format!("is {value}, but must be from {least} to {most}"),
            ))
        }
    }

    pub(super) fn from_figment(figment: &Figment, error: &figment::Error) -> Self {
        let inside = error.path.join(".");
        match &error.kind {
            Kind::UnknownField(field, known) => {
                let key = if error.path.last().is_some_and(|last| last == field) {
                    inside
                } else {
                    [inside.as_str(), field]
                        .iter()
                        .filter(|part| !part.is_empty())
                        .copied()
                        .collect::<Vec<_>>()
                        .join(".")
                };
                Self(format!(
                    "{key}{} is not a known key; known there: {}.",
                    origin_of(figment, &key),
                    known.join(", ")
                ))
            }
            Kind::InvalidType(_, expected) => Self(format!(
                "{inside}{} has the wrong type; expected {expected}.",
                origin_of(figment, &inside)
            )),
            // The value itself is left out: it could be a secret.
            Kind::InvalidValue(_, expected) => Self(format!(
                "{inside}{} has a value that does not fit; expected {expected}.",
                origin_of(figment, &inside)
            )),
            Kind::UnknownVariant(variant, known) => Self(format!(
                "{inside}{} is {variant}, but must be one of {}.",
                origin_of(figment, &inside),
                known.join(", ")
            )),
            // The first line says where; the following ones would quote the file, and the line may hold a secret.
            Kind::Message(message) if inside.is_empty() => Self(format!(
                "The configuration{} cannot be read: {}.",
                error.metadata.as_ref().map(origin).unwrap_or_default(),
                message.lines().next().unwrap_or_default()
            )),
            _ => Self(format!(
                "{inside}{}: {}.",
                origin_of(figment, &inside),
                error.kind
            )),
        }
    }
}

/// Where the value came from, in brackets.
fn origin_of(figment: &Figment, key: &str) -> String {
    match figment.find_metadata(key) {
        Some(metadata) if metadata.name == environment::NAME => {
            format!(" (environment {})", environment::name_of(key))
        }
        Some(metadata) => origin(metadata),
        None => String::new(),
    }
}

fn origin(metadata: &Metadata) -> String {
    match &metadata.source {
        Some(Source::File(path)) => format!(" (in {})", path.display()),
        _ => format!(" (in the {})", metadata.name),
    }
}
