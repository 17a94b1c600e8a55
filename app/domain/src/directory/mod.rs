//! An authority's directory: who is in charge of what and where, and how they are reached otherwise.

mod document;

pub use document::{Area, Contact, DepartmentContact, Directory, Route, Service, Synonyms};
