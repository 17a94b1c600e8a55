//! The staff's vault for the administration as a web worker; elsewhere it does nothing.

#[cfg(target_arch = "wasm32")]
#[path = "../worker.rs"]
mod worker;

fn main() {
    #[cfg(target_arch = "wasm32")]
    {
        use vault::messages::{Asked, OfficeRequest};

        let mut vault = vault::StaffVault::default();
        worker::serve(move |request: Asked<OfficeRequest>, bytes, progress| {
            vault.handle(request, bytes, &mut rand_core::OsRng, progress)
        });
    }
}
