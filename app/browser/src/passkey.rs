use js_sys::{ArrayBuffer, Function, JSON, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The class of the answers of authenticators, on which the browser's conversions from JSON stand.
const CLASS: &str = "PublicKeyCredential";

/// An authenticator's answer.
pub struct PasskeyAnswer {
    /// For the server, as JSON: without what the passkey evaluated.
    pub credential: String,
    /// What the passkey evaluated (PRF), if it can: for the vault and nobody else.
    pub output: Option<Vec<u8>>,
}

/// Why an authenticator did not answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PasskeyTrouble {
    /// Nobody agreed, or not in time; browsers do not tell why.
    Declined,
    /// The authenticator has a passkey for this account already.
    Known,
}

/// Whether this browser has passkeys, and reads their ceremonies from JSON.
pub fn has_passkeys() -> bool {
    class()
        .and_then(|class| Reflect::get(&class, &"parseRequestOptionsFromJSON".into()))
        .is_ok_and(|function| function.is_function())
}

/// Has somebody show a passkey. `options` is what the server asks; the passkey evaluates `input`, if it can.
///
/// # Errors
///
/// `Declined`.
pub async fn show_passkey(options: &str, input: Option<&str>) -> Result<PasskeyAnswer, PasskeyTrouble> {
    answer(get(options, input).await)
}

/// Has somebody make a passkey. `options` is what the server asks; the new passkey evaluates `input`, if it can.
/// Authenticators that do so only when they are shown are shown at once.
///
/// # Errors
///
/// `Declined` and `Known`.
pub async fn make_passkey(options: &str, input: &str) -> Result<PasskeyAnswer, PasskeyTrouble> {
    let made = ask("create", "parseCreationOptionsFromJSON", options, Some(input)).await;
    let is_able = made.as_ref().is_ok_and(|made| {
        evaluation(made)
            .and_then(|prf| field(&prf, "enabled"))
            .is_ok_and(|enabled| enabled.is_truthy())
    });
    let id = made.as_ref().ok().and_then(|made| field(made, "id").ok());
    let mut answer = answer(made)?;
    if is_able
        && answer.output.is_none()
        && let Some(id) = id
        && let Ok(request) = request_for(options, &id)
    {
        // Nobody looks at this signature; the server's challenge is used up by the one before.
        answer.output = get(&request, Some(input))
            .await
            .ok()
            .and_then(|shown| output(&shown));
    }
    Ok(answer)
}

async fn get(options: &str, input: Option<&str>) -> Result<JsValue, JsValue> {
    ask("get", "parseRequestOptionsFromJSON", options, input).await
}

fn answer(credential: Result<JsValue, JsValue>) -> Result<PasskeyAnswer, PasskeyTrouble> {
    let told = credential.and_then(|credential| {
        Ok(PasskeyAnswer {
            output: output(&credential),
            credential: for_server(&credential)?,
        })
    });
    told.map_err(|error| {
        let name = field(&error, "name").ok().and_then(|name| name.as_string());
        match name.as_deref() {
            Some("InvalidStateError") => PasskeyTrouble::Known,
            _ => PasskeyTrouble::Declined,
        }
    })
}

/// `navigator.credentials.create` or `get`.
async fn ask(method: &str, parse: &str, options: &str, input: Option<&str>) -> Result<JsValue, JsValue> {
    let options = JSON::parse(options)?;
    if let Some(input) = input {
        let extensions: Object = field(&options, "extensions")?.dyn_into().unwrap_or_default();
        let eval = object("first", &input.into())?;
        Reflect::set(&extensions, &"prf".into(), &object("eval", &eval)?)?;
        Reflect::set(&options, &"extensions".into(), &extensions)?;
    }
    let options = object("publicKey", &call(&class()?, parse, &options)?)?;
    let navigator = field(&js_sys::global(), "navigator")?;
    let promise: Promise = call(&field(&navigator, "credentials")?, method, &options)?.dyn_into()?;
    JsFuture::from(promise).await
}

/// What the passkey evaluated.
fn output(credential: &JsValue) -> Option<Vec<u8>> {
    let results = field(&evaluation(credential).ok()?, "results").ok()?;
    let first: ArrayBuffer = field(&results, "first").ok()?.dyn_into().ok()?;
    Some(Uint8Array::new(&first).to_vec())
}

fn evaluation(credential: &JsValue) -> Result<JsValue, JsValue> {
    field(
        &call(credential, "getClientExtensionResults", &JsValue::UNDEFINED)?,
        "prf",
    )
}

/// The answer without the extensions' results, among which is what opens the keys.
fn for_server(credential: &JsValue) -> Result<String, JsValue> {
    let told = call(credential, "toJSON", &JsValue::UNDEFINED)?;
    Reflect::set(&told, &"clientExtensionResults".into(), &Object::new())?;
    JSON::stringify(&told).map(String::from)
}

/// Asks for the passkey with this id right after it was made with `options`.
fn request_for(options: &str, id: &JsValue) -> Result<String, JsValue> {
    let made_with = JSON::parse(options)?;
    let credential = object("id", id)?;
    Reflect::set(&credential, &"type".into(), &"public-key".into())?;
    let request = object("challenge", &field(&made_with, "challenge")?)?;
    Reflect::set(&request, &"rpId".into(), &field(&field(&made_with, "rp")?, "id")?)?;
    Reflect::set(&request, &"userVerification".into(), &"required".into())?;
    Reflect::set(
        &request,
        &"allowCredentials".into(),
        &js_sys::Array::of1(&credential),
    )?;
    JSON::stringify(&request).map(String::from)
}

fn class() -> Result<JsValue, JsValue> {
    field(&js_sys::global(), CLASS)
}

fn object(name: &str, value: &JsValue) -> Result<JsValue, JsValue> {
    let object = Object::new();
    Reflect::set(&object, &name.into(), value)?;
    Ok(object.into())
}

fn field(value: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(value, &name.into())
}

fn call(this: &JsValue, method: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    let function: Function = field(this, method)?.dyn_into()?;
    function.call1(this, argument)
}
