//! Migrations are embedded when the crate is compiled; a new one must compile it again.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}
