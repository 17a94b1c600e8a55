//! Every text that a person reads, in every language of the portal.
//!
//! A page, island or mail has a section of its own: a file here with a struct whose fields are its texts, and one
//! file with the texts for each language, `de/` and `en/`. A text that is missing in a language does not compile.
//! Texts with something to fill in are functions. A bundle links only the sections that it asks for, and each of those
//! as a whole: what stands on a page from the beginning and what is said by the program in it are sections apart.
//!
//! To add a section `bell`: write `bell.rs` with `pub struct Bell` and `pub fn bell(locale) -> &'static Bell`,
//! `de/bell.rs` and `en/bell.rs` with `pub(crate) static BELL: Bell`, and name the three files in the lists of
//! modules.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod about;
mod accessibility;
mod account;
mod administration;
mod common;
mod compose;
mod contact;
mod departments;
mod desk;
mod directory;
mod embedding;
mod errors;
mod failures;
mod faults;
mod find;
mod formats;
mod forms;
mod founding;
mod framed;
mod joining;
mod keeping;
mod letter;
mod log;
mod mail;
mod passkeys;
mod reading;
mod receipt;
mod register;
mod restoring;
mod sending;
mod sheet;
mod staff;
mod start;
mod suggesting;
mod thread;
mod trust;

mod de;
mod en;

pub use about::{About, List, Passage, about};
pub use accessibility::{Accessibility, accessibility};
pub use account::{Account, account};
pub use administration::{Administration, administration};
pub use common::{Common, common};
pub use compose::{Compose, Files, compose};
pub use contact::{Contact, contact};
pub use departments::{Departments, departments};
pub use desk::{Desk, desk};
pub use directory::{Directory, directory};
pub use domain::Locale;
pub use embedding::{Embedding, Guide, embedding};
pub use errors::{Errors, errors};
pub use failures::{Failures, failures};
pub use faults::{Fault, Faults, faults};
pub use find::{Find, find};
pub use formats::{date, iso_date, size};
pub use forms::{Forms, forms};
pub use founding::{Founding, founding};
pub use framed::{Framed, framed};
pub use joining::{Joining, joining};
pub use keeping::{Keeping, keeping};
pub use letter::{Letter, letter};
pub use log::{Log, log};
pub use mail::{Invitation, Mail, Notice, mail};
pub use passkeys::{Passkeys, passkeys};
pub use reading::{Reading, reading};
pub use receipt::{Receipt, receipt};
pub use register::{Register, register};
pub use restoring::{Restoring, restoring};
pub use sending::{Choosing, Sending, sending};
pub use sheet::{Sheet, sheet};
pub use staff::{Staff, staff};
pub use start::{Start, start};
pub use suggesting::{Suggesting, suggesting};
pub use thread::{Thread, thread};
pub use trust::{Trust, trust};
