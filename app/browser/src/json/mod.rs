#[cfg(target_arch = "wasm32")]
#[path = "js.rs"]
mod value;
#[cfg(not(target_arch = "wasm32"))]
#[path = "native.rs"]
mod value;

use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

use value::Value;

/// A value of JSON that is looked into as far as somebody wants to know. The browser reads and writes it: a parser of
/// our own, made for each type that is read, would be a third of what a phone has to load. Natively, for the tests of
/// what is read, it is another one's.
#[derive(Clone)]
pub struct Json {
    value: Value,
}

impl Json {
    /// Reads a text; `None` if it is not JSON.
    pub fn read(text: &str) -> Option<Self> {
        value::read(text).map(|value| Self { value })
    }

    /// Writes it as a text.
    pub fn write(&self) -> String {
        value::write(&self.value)
    }

    /// An object of these fields.
    pub fn object(fields: &[(&str, Self)]) -> Self {
        let value = value::object(fields.iter().map(|(name, field)| (*name, &field.value)));
        Self { value }
    }

    /// A field of an object; `None` if it is not there or null.
    pub fn field(&self, name: &str) -> Option<Self> {
        value::field(&self.value, name).map(|value| Self { value })
    }

    /// The items of a list.
    pub fn items(&self) -> Option<Vec<Self>> {
        let items = value::items(&self.value)?.into_iter();
        Some(items.map(|value| Self { value }).collect())
    }

    /// A text.
    pub fn as_text(&self) -> Option<String> {
        value::text(&self.value)
    }

    /// A whole number of at most 53 bits, as everything that is counted here.
    pub fn as_number(&self) -> Option<i64> {
        value::number(&self.value)
    }

    /// A text in a field.
    pub fn text(&self, name: &str) -> Option<String> {
        self.field(name)?.as_text()
    }

    /// A whole number in a field.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.field(name)?.as_number()
    }

    /// Yes or no in a field.
    pub fn truth(&self, name: &str) -> Option<bool> {
        value::truth(&self.field(name)?.value)
    }

    /// A list in a field.
    pub fn list(&self, name: &str) -> Option<Vec<Self>> {
        self.field(name)?.items()
    }

    /// One of the names of `T` in a field.
    pub fn name<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        self.field(name)?.as_name()
    }

    /// One of a few names.
    pub fn as_name<T: DeserializeOwned>(&self) -> Option<T> {
        let text = self.as_text()?;
        let name: StrDeserializer<'_, Error> = text.as_str().into_deserializer();
        T::deserialize(name).ok()
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self {
            value: Value::from(text),
        }
    }
}

impl From<i64> for Json {
    fn from(number: i64) -> Self {
        Self {
            value: value::of_number(number),
        }
    }
}

impl From<bool> for Json {
    fn from(truth: bool) -> Self {
        Self {
            value: Value::from(truth),
        }
    }
}

/// Null for nothing.
impl From<Option<&str>> for Json {
    fn from(text: Option<&str>) -> Self {
        Self {
            value: text.map_or_else(value::null, Value::from),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::ErrorCode;

    use super::*;

    #[test]
    fn what_is_there_is_found_and_what_is_not_is_none() {
        let text = r#"{"a":"ä\"","b":[1,-2],"c":null,"d":{"e":true},"code":"not_found"}"#;
        let json = Json::read(text).unwrap();
        assert_eq!(json.text("a").as_deref(), Some("ä\""));
        let numbers = json.list("b").unwrap();
        assert_eq!(numbers.iter().filter_map(Json::as_number).sum::<i64>(), -1);
        assert!(json.field("c").is_none() && json.field("x").is_none());
        assert_eq!(json.field("d").and_then(|inside| inside.truth("e")), Some(true));
        assert_eq!(json.name("code"), Some(ErrorCode::NotFound));
        assert_eq!(json.name::<ErrorCode>("a"), None);
        assert!(json.number("a").is_none() && json.text("b").is_none());
        assert!(Json::read("{").is_none());
    }

    #[test]
    fn what_is_written_is_read_again() {
        let inside = Json::object(&[("n", 5.into())]);
        let json = Json::object(&[("text", "a\"b".into()), ("none", None.into()), ("inside", inside)]);
        assert_eq!(
            Json::read(&json.write()).unwrap().write(),
            r#"{"inside":{"n":5},"none":null,"text":"a\"b"}"#
        );
    }
}
