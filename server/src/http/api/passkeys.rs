use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use domain::PasskeyId;
use domain::api::{CeremonyStarted, NewPasskey, Passkey, PasskeyProof, SignInPolicy, StaffSession, Way};
use tower_sessions::Session;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::body::Json;
use crate::http::device::device;
use crate::http::openapi::refusals;
use crate::http::refusal::Refusal;
use crate::http::session::{self, Caseworker, Current, Enrolling, Fresh, Pending};
use crate::http::state::AppState;

pub(super) fn login_routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(start_sign_in))
        .routes(routes!(finish_sign_in))
        .routes(routes!(start_second_factor))
        .routes(routes!(finish_second_factor))
}

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(start_passkey))
        .routes(routes!(list_passkeys, add_passkey))
        .routes(routes!(remove_passkey))
        .routes(routes!(sign_in_policy, set_sign_in_policy))
}

refusals! {
    StartRefusals: ForeignOrigin, NotFound;
    FinishRefusals: Malformed, PasskeyRefused, PasskeyIsSecondFactor, ForeignOrigin, NotFound, Timeout, TooLarge,
        UnsupportedMediaType;
    StartFactorRefusals: SessionEnded, Forbidden, SecondFactorRequired, ForeignOrigin, NotFound, PasskeyMissing;
    FinishFactorRefusals: Malformed, SessionEnded, PasskeyRefused, Forbidden, ForeignPasskey, SecondFactorRequired,
        ForeignOrigin, NotFound, Timeout, TooLarge, UnsupportedMediaType;
    StartPasskeyRefusals: SessionEnded, SecondFactorRequired, ProofOutdated, ForeignOrigin, NotFound;
    AddRefusals: Malformed, SessionEnded, PasskeyRefused, SecondFactorRequired, ProofOutdated, ForeignOrigin, NotFound,
        Conflict, Timeout, TooLarge, UnsupportedMediaType;
    ListRefusals: SessionEnded, SecondFactorRequired;
    RemoveRefusals: Malformed, SessionEnded, SecondFactorRequired, ProofOutdated, ForeignOrigin, NotFound,
        PasskeyMissing;
    PolicyRefusals: SessionEnded, SecondFactorRequired, Forbidden;
    SetPolicyRefusals: Malformed, SessionEnded, SecondFactorRequired, Forbidden, ForeignOrigin, PasskeyMissing, Timeout,
        TooLarge, UnsupportedMediaType;
}

/// Begins to sign in with a passkey alone. Nobody says who they are: the answer is the same for everybody.
#[utoipa::path(
    post,
    path = "/staff/logins/passkey",
    tag = "staff",
    responses((status = 201, body = CeremonyStarted), StartRefusals)
)]
async fn start_sign_in(
    State(state): State<AppState>,
) -> Result<(StatusCode, Json<CeremonyStarted>), Refusal> {
    let started = state.office.start_passkey_sign_in().await?;
    Ok((StatusCode::CREATED, Json(started)))
}

/// Signs in with a passkey alone and sets the session's cookie.
#[utoipa::path(
    post,
    path = "/staff/sessions/passkey",
    tag = "staff",
    responses((status = 201, body = StaffSession), FinishRefusals)
)]
async fn finish_sign_in(
    State(state): State<AppState>,
    session: Session,
    headers: HeaderMap,
    Json(request): Json<PasskeyProof>,
) -> Result<(StatusCode, Json<StaffSession>), Refusal> {
    let (member, passkey) = state.office.finish_passkey_sign_in(&request).await?;
    let staff = state.office.staff(member).await?;
    let mut signed_in = state.office.begin_session(member, Way::Passkey, device(&headers));
    signed_in.passkey = Some(passkey);
    let opened = state.office.staff_session(&staff, &signed_in).await?;
    session::begin(&session, &signed_in).await?;
    Ok((StatusCode::CREATED, Json(opened)))
}

/// Asks for one of the member's passkeys, after the password.
#[utoipa::path(
    post,
    path = "/staff/logins/second-factor",
    tag = "staff",
    security(("session" = [])),
    responses((status = 201, body = CeremonyStarted), StartFactorRefusals)
)]
async fn start_second_factor(
    State(state): State<AppState>,
    Pending(staff): Pending,
) -> Result<(StatusCode, Json<CeremonyStarted>), Refusal> {
    let started = state.office.start_second_factor(&staff).await?;
    Ok((StatusCode::CREATED, Json(started)))
}

/// Shows one of the member's passkeys, after the password; a complete session takes the place of the one that lacked it.
#[utoipa::path(
    post,
    path = "/staff/sessions/second-factor",
    tag = "staff",
    security(("session" = [])),
    responses((status = 201, body = StaffSession), FinishFactorRefusals)
)]
async fn finish_second_factor(
    State(state): State<AppState>,
    session: Session,
    headers: HeaderMap,
    Pending(staff): Pending,
    Json(request): Json<PasskeyProof>,
) -> Result<(StatusCode, Json<StaffSession>), Refusal> {
    state.office.finish_second_factor(&staff, &request).await?;
    let member = staff.member().id;
    let signed_in = state
        .office
        .begin_session(member, Way::Password, device(&headers));
    let opened = state.office.staff_session(&staff, &signed_in).await?;
    session::begin(&session, &signed_in).await?;
    Ok((StatusCode::CREATED, Json(opened)))
}

/// Begins to add a passkey to the own account.
#[utoipa::path(
    post,
    path = "/staff/passkeys/registrations",
    tag = "staff",
    security(("session" = [])),
    responses((status = 201, body = CeremonyStarted), StartPasskeyRefusals)
)]
async fn start_passkey(
    State(state): State<AppState>,
    Enrolling(Current { staff, .. }): Enrolling,
) -> Result<(StatusCode, Json<CeremonyStarted>), Refusal> {
    let started = state.office.start_passkey(&staff).await?;
    Ok((StatusCode::CREATED, Json(started)))
}

/// Adds a passkey to the own account. A session that lacked a first one is complete with it.
#[utoipa::path(
    post,
    path = "/staff/passkeys",
    tag = "staff",
    security(("session" = [])),
    responses((status = 201, body = Passkey), AddRefusals)
)]
async fn add_passkey(
    State(state): State<AppState>,
    session: Session,
    Enrolling(current): Enrolling,
    Json(request): Json<NewPasskey>,
) -> Result<(StatusCode, Json<Passkey>), Refusal> {
    let passkey = state.office.add_passkey(&current.staff, request).await?;
    if current.session.second_factor.is_some() {
        let Current {
            staff,
            session: before,
        } = current;
        let complete = state
            .office
            .begin_session(staff.member().id, before.way, before.device);
        session::begin(&session, &complete).await?;
    }
    Ok((StatusCode::CREATED, Json(passkey)))
}

/// The own passkeys, the oldest first.
#[utoipa::path(
    get,
    path = "/staff/passkeys",
    tag = "staff",
    security(("session" = [])),
    responses((status = 200, body = [Passkey]), ListRefusals)
)]
async fn list_passkeys(
    State(state): State<AppState>,
    Caseworker(staff): Caseworker,
) -> Result<Json<Vec<Passkey>>, Refusal> {
    Ok(Json(state.office.list_passkeys(&staff).await?))
}

/// Removes one of the own passkeys; other sessions that were begun with it end.
#[utoipa::path(
    delete,
    path = "/staff/passkeys/{passkey}",
    tag = "staff",
    security(("session" = [])),
    params(("passkey" = PasskeyId, Path)),
    responses((status = 204), RemoveRefusals)
)]
async fn remove_passkey(
    State(state): State<AppState>,
    Fresh(Current { staff, session }): Fresh,
    Path(passkey): Path<PasskeyId>,
) -> Result<StatusCode, Refusal> {
    state
        .office
        .remove_passkey(&staff, passkey, session.session)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What the authority demands of its members' sign-ins: for its administrators.
#[utoipa::path(
    get,
    path = "/administration/policy",
    tag = "administration",
    security(("session" = [])),
    responses((status = 200, body = SignInPolicy), PolicyRefusals)
)]
async fn sign_in_policy(
    State(state): State<AppState>,
    Caseworker(staff): Caseworker,
) -> Result<Json<SignInPolicy>, Refusal> {
    Ok(Json(state.office.sign_in_policy(&staff).await?))
}

/// Says what the authority demands from now on; sessions that have begun go on.
#[utoipa::path(
    put,
    path = "/administration/policy",
    tag = "administration",
    security(("session" = [])),
    responses((status = 204), SetPolicyRefusals)
)]
async fn set_sign_in_policy(
    State(state): State<AppState>,
    Caseworker(staff): Caseworker,
    Json(request): Json<SignInPolicy>,
) -> Result<StatusCode, Refusal> {
    state.office.set_sign_in_policy(&staff, request).await?;
    Ok(StatusCode::NO_CONTENT)
}
