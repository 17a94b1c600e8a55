use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::JsCast;

pub(super) use wasm_bindgen::JsValue as Value;

pub(super) fn read(text: &str) -> Option<Value> {
    JSON::parse(text).ok()
}

pub(super) fn write(value: &Value) -> String {
    // Fails only for what refers to itself.
    JSON::stringify(value).map(String::from).unwrap_or_default()
}

pub(super) fn object<'a>(fields: impl Iterator<Item = (&'a str, &'a Value)>) -> Value {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a field of a plain object cannot fail.
        let _ = Reflect::set(&object, &name.into(), value);
    }
    object.into()
}

pub(super) fn field(value: &Value, name: &str) -> Option<Value> {
    if !value.is_object() {
        return None;
    }
    let field = Reflect::get(value, &name.into()).ok()?;
    (!field.is_undefined() && !field.is_null()).then_some(field)
}

pub(super) fn items(value: &Value) -> Option<Vec<Value>> {
    Some(value.dyn_ref::<Array>()?.to_vec())
}

pub(super) fn text(value: &Value) -> Option<String> {
    value.as_string()
}

pub(super) fn number(value: &Value) -> Option<i64> {
    // Whole numbers below 2^53 are the same in both.
    value.as_f64().map(|number| number as i64)
}

pub(super) fn truth(value: &Value) -> Option<bool> {
    value.as_bool()
}

pub(super) fn of_number(number: i64) -> Value {
    Value::from_f64(number as f64)
}

pub(super) fn null() -> Value {
    Value::NULL
}
