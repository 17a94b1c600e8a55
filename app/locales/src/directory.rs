use domain::directory::{ChangeKind, FaultCode};

use crate::{Locale, de, en};

/// Texts of the administration's directory: services, areas, contacts, import and export.
pub struct Directory {
    /// Heading, and name of the area.
    pub title: &'static str,
    /// What it is for.
    pub lead: &'static str,
    /// While it is fetched.
    pub loading: &'static str,
    /// When it was published: the date.
    pub published: fn(&str) -> String,
    /// It never was.
    pub unpublished: &'static str,
    /// Back to it.
    pub back: &'static str,
    /// Back to its areas.
    pub back_to_areas: &'static str,
    /// Heading of the services.
    pub services: &'static str,
    /// There is none.
    pub services_empty: &'static str,
    /// How many departments are in charge: routes.
    pub routes_count: fn(usize) -> String,
    /// Leads to the form of a new service.
    pub new_service: &'static str,
    /// Without an area there is nowhere to be in charge of.
    pub areas_first: &'static str,
    /// Heading of the areas.
    pub areas: &'static str,
    /// What they are.
    pub areas_lead: &'static str,
    /// There is none.
    pub areas_empty: &'static str,
    /// Heading of the form that adds one.
    pub area_add: &'static str,
    /// Its key.
    pub area_key: &'static str,
    /// Hint on it.
    pub area_key_hint: &'static str,
    /// Its name.
    pub area_name: &'static str,
    /// Where it lies.
    pub district: &'static str,
    /// Hint on it.
    pub district_hint: &'static str,
    /// Adds it.
    pub add: &'static str,
    /// Takes something away.
    pub remove: &'static str,
    /// The same of something by name.
    pub remove_of: fn(&str) -> String,
    /// Something was taken away: its name.
    pub removed: fn(&str) -> String,
    /// Something was added: its name.
    pub added: fn(&str) -> String,
    /// A service's key.
    pub service_key: &'static str,
    /// Hint on it.
    pub service_key_hint: &'static str,
    /// Name in German.
    pub name: &'static str,
    /// Name in English.
    pub name_en: &'static str,
    /// Further names in German.
    pub synonyms: &'static str,
    /// Hint on them.
    pub synonyms_hint: &'static str,
    /// Further names in English.
    pub synonyms_en: &'static str,
    /// What it is about, in German.
    pub description: &'static str,
    /// The same in English.
    pub description_en: &'static str,
    /// Heading of who is in charge.
    pub routes: &'static str,
    /// How it is decided.
    pub routes_hint: &'static str,
    /// Names a row: its number.
    pub route_row: fn(usize) -> String,
    /// The area of a row.
    pub route_area: &'static str,
    /// The department of a row.
    pub route_department: &'static str,
    /// Label of the field to look for rows by their area, where there are many.
    pub routes_sought: &'static str,
    /// How many of all rows are shown.
    pub routes_shown: fn(usize, usize) -> String,
    /// Adds a row.
    pub route_add: &'static str,
    /// Somebody else has changed the directory; what was typed stands there still.
    pub overtaken: &'static str,
    /// Somebody else has changed the directory since the file was checked.
    pub file_overtaken: &'static str,
    /// Somebody else has removed the area that was being changed.
    pub area_removed: &'static str,
    /// Somebody else has removed the service that was being changed.
    pub service_removed: &'static str,
    /// Nothing is chosen.
    pub choose: &'static str,
    /// A row without area or department, or no row.
    pub route_missing: &'static str,
    /// Takes the service out of the directory.
    pub service_remove: &'static str,
    /// Asks whether it really should be: its name.
    pub service_remove_question: fn(&str) -> String,
    /// What that does.
    pub service_remove_meaning: &'static str,
    /// Heading of how everybody is reached.
    pub contacts: &'static str,
    /// Heading of a form of how somebody is reached: whom.
    pub contact_of: fn(&str) -> String,
    /// Leads to the form of the authority's name, and heads it.
    pub authority_name: &'static str,
    /// What that changes, and what not.
    pub authority_name_lead: &'static str,
    /// Label of the name.
    pub authority_name_label: &'static str,
    /// Who gets what nobody is in charge of.
    pub fallback: &'static str,
    /// Hint on it.
    pub fallback_hint: &'static str,
    /// There is none.
    pub fallback_none: &'static str,
    /// A telephone number.
    pub telephone: &'static str,
    /// When somebody is there, in German.
    pub hours: &'static str,
    /// Hint on it.
    pub hours_hint: &'static str,
    /// The same in English.
    pub hours_en: &'static str,
    /// What can be settled and what cannot, in German.
    pub scope: &'static str,
    /// Hint on it.
    pub scope_hint: &'static str,
    /// The same in English.
    pub scope_en: &'static str,
    /// Where it is.
    pub address: &'static str,
    /// A page about it.
    pub web: &'static str,
    /// Hint on it.
    pub web_hint: &'static str,
    /// Heading of import and export.
    pub files: &'static str,
    /// What they are for.
    pub files_lead: &'static str,
    /// Downloads comma-separated values.
    pub export_csv: &'static str,
    /// Downloads JSON.
    pub export_json: &'static str,
    /// The file.
    pub file: &'static str,
    /// Hint on it.
    pub file_hint: &'static str,
    /// No file was chosen.
    pub file_missing: &'static str,
    /// The file is too large.
    pub file_large: &'static str,
    /// Finds out what would change.
    pub check: &'static str,
    /// While that is found out.
    pub checking: &'static str,
    /// Heading of what is wrong: how many.
    pub faults_title: fn(u32) -> String,
    /// What that means.
    pub faults_lead: &'static str,
    /// Heading of what would change.
    pub changes_title: &'static str,
    /// How much: added, changed, removed.
    pub changes_lead: fn(u32, u32, u32) -> String,
    /// Nothing would.
    pub changes_none: &'static str,
    /// Not all is shown: how many are.
    pub first_only: fn(usize) -> String,
    /// Publishes what was checked.
    pub publish: &'static str,
    /// It was.
    pub published_now: &'static str,
    /// Column: row of the file.
    pub row: &'static str,
    /// Column: what is wrong.
    pub problem: &'static str,
    /// Column: the value.
    pub value: &'static str,
    /// Column: what is done.
    pub change: &'static str,
    /// Column: with what.
    pub item: &'static str,
    /// The authority's own part.
    pub item_authority: &'static str,
    /// A department: its name.
    pub item_department: fn(&str) -> String,
    /// An area: its name.
    pub item_area: fn(&str) -> String,
    /// A service: its name.
    pub item_service: fn(&str) -> String,
    /// A route: service, area, department.
    pub item_route: fn(&str, &str, &str) -> String,
    /// What is done.
    pub kind: fn(ChangeKind) -> &'static str,
    /// What to do about a value that a spreadsheet took for a number.
    pub as_text: &'static str,
    /// No key was typed.
    pub key_missing: &'static str,
    /// An area that is needed cannot be removed: its name, and services that need it.
    pub area_used: fn(&str, &str) -> String,
    /// What is wrong, and how to mend it.
    pub fault: fn(FaultCode) -> &'static str,
}

/// The section in `locale`.
pub fn directory(locale: Locale) -> &'static Directory {
    match locale {
        Locale::De => &de::directory::DIRECTORY,
        Locale::En => &en::directory::DIRECTORY,
    }
}
