//! The router with everything around it, on a real database; requests go through `tower`, without a socket.

mod assets;
mod audit;
mod chains;
mod document;
mod errors;
mod events;
mod foreign;
mod frames;
mod headers;
mod log;
mod origins;
mod pages;
mod passkeys;
mod portal;
mod rates;
mod receipts;
mod roles;
mod routes;
mod search;
mod sessions;

use portal::{Answer, Portal, json};
