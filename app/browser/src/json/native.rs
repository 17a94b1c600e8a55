pub(super) use serde_json::Value;

pub(super) fn read(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}

pub(super) fn write(value: &Value) -> String {
    value.to_string()
}

pub(super) fn object<'a>(fields: impl Iterator<Item = (&'a str, &'a Value)>) -> Value {
    let fields = fields.map(|(name, value)| (name.to_owned(), value.clone()));
    Value::Object(fields.collect())
}

pub(super) fn field(value: &Value, name: &str) -> Option<Value> {
    value.get(name).filter(|field| !field.is_null()).cloned()
}

pub(super) fn items(value: &Value) -> Option<Vec<Value>> {
    value.as_array().cloned()
}

pub(super) fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

pub(super) fn number(value: &Value) -> Option<i64> {
    value.as_i64()
}

pub(super) fn truth(value: &Value) -> Option<bool> {
    value.as_bool()
}

pub(super) fn of_number(number: i64) -> Value {
    number.into()
}

pub(super) fn null() -> Value {
    Value::Null
}
