//! An authority's directory: who is in charge of what and where, and how they are reached otherwise.

mod changes;
mod document;
mod faults;
mod tree;

pub use changes::{Change, ChangeKind, Whole, changes};
pub use document::{
    Area, Contact, DepartmentContact, DepartmentDocument, DepartmentTexts, Directory, DirectoryDocument,
    Item, Route, Service, Synonyms,
};
pub use faults::{DepartmentState, Departments, Fault, FaultCode, faults, text_faults};
pub use tree::{Hash, Tree, Version, includes, leaves};
