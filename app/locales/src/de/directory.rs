use domain::directory::{ChangeKind, FaultCode};

use crate::Directory;

pub(crate) static DIRECTORY: Directory = Directory {
    title: "Verzeichnis",
    lead: "Wer für welches Anliegen in welchem Gebiet zuständig ist. Danach finden Menschen die richtige Abteilung. Was Sie speichern, ist sofort veröffentlicht und von Ihnen signiert.",
    loading: "Das Verzeichnis wird geholt …",
    published: |date| format!("Zuletzt veröffentlicht am {date}."),
    unpublished: "Noch nicht veröffentlicht.",
    back: "Zurück zum Verzeichnis",
    services: "Leistungen",
    services_empty: "Noch keine Leistung. Legen Sie erst die Gebiete fest, dann die Leistungen.",
    routes_count: |count| match count {
        1 => "1 Zuständigkeit".to_owned(),
        count => format!("{count} Zuständigkeiten"),
    },
    new_service: "Leistung anlegen",
    areas_first: "Legen Sie erst ein Gebiet an.",
    areas: "Gebiete",
    areas_lead: "Orte, für die Ihre Behörde zuständig ist, mit ihrem amtlichen Schlüssel.",
    areas_empty: "Noch kein Gebiet.",
    area_add: "Gebiet hinzufügen",
    area_key: "Gemeinde- oder Regionalschlüssel",
    area_key_hint: "2, 3, 5, 8, 9 oder 12 Ziffern, mit der Null am Anfang, zum Beispiel 05162024.",
    area_name: "Name",
    district: "Lage",
    district_hint: "Damit man gleichnamige Orte unterscheidet, zum Beispiel „Rhein-Kreis Neuss“.",
    add: "Hinzufügen",
    remove: "Entfernen",
    remove_of: |name| format!("{name} entfernen"),
    removed: |name| format!("Entfernt: {name}."),
    added: |name| format!("Hinzugefügt: {name}."),
    service_key: "Schlüssel",
    service_key_hint: "Der LeiKa-Schlüssel mit 14 Ziffern oder ein eigener Name, zum Beispiel sperrmuell.",
    name: "Name",
    name_en: "Name auf Englisch",
    synonyms: "Andere Wörter dafür",
    synonyms_hint: "Wie Menschen danach suchen, durch Kommas getrennt.",
    synonyms_en: "Andere Wörter auf Englisch",
    description: "Worum es geht",
    description_en: "Worum es geht, auf Englisch",
    routes: "Wer zuständig ist",
    routes_hint: "Es gilt das kleinste Gebiet, in dem ein Ort liegt. Sind zwei Abteilungen für dasselbe Gebiet zuständig, wird gefragt.",
    route_row: |number| format!("Zuständigkeit {number}"),
    route_area: "Gebiet",
    route_department: "Abteilung",
    route_add: "Weitere Zuständigkeit",
    choose: "Bitte wählen",
    route_missing: "Wählen Sie in jeder Zeile Gebiet und Abteilung",
    service_remove: "Leistung entfernen",
    service_gone: "Diese Leistung gibt es nicht (mehr).",
    contacts: "Kontakt und Auffangstelle",
    contact_of: |name| format!("Kontakt: {name}"),
    fallback: "Auffangstelle",
    fallback_hint: "Bekommt, wofür niemand sonst zuständig ist. Menschen erfahren das, bevor sie schreiben.",
    fallback_none: "Keine",
    telephone: "Telefon",
    hours: "Öffnungszeiten",
    hours_hint: "Eine Zeile je Tag oder Spanne, zum Beispiel „Mo–Do 8–16 Uhr“.",
    hours_en: "Öffnungszeiten auf Englisch",
    scope: "Was hier geht und was nicht",
    scope_hint: "Damit niemand umsonst schreibt oder kommt.",
    scope_en: "Was hier geht und was nicht, auf Englisch",
    address: "Anschrift",
    web: "Webseite",
    web_hint: "Eine Adresse, die mit https:// beginnt.",
    files: "Datei einlesen und ausgeben",
    files_lead: "Das ganze Verzeichnis als Tabelle oder JSON. Eine Datei ersetzt alles; erst wird gezeigt, was sich ändert.",
    export_csv: "Als CSV herunterladen",
    export_json: "Als JSON herunterladen",
    file: "Datei",
    file_hint: "CSV in UTF-8 oder JSON, höchstens 16 MB. Der Aufbau ist der der heruntergeladenen Datei.",
    file_missing: "Wählen Sie eine Datei",
    file_large: "Die Datei ist zu groß. Höchstens 16 MB",
    check: "Datei prüfen",
    checking: "Die Datei wird geprüft. Noch ändert sich nichts …",
    faults_title: |count| match count {
        1 => "1 Fehler in der Datei".to_owned(),
        count => format!("{count} Fehler in der Datei"),
    },
    faults_lead: "Nichts wurde übernommen. Berichtigen Sie die Datei und prüfen Sie sie noch einmal.",
    changes_title: "Was sich ändern würde",
    changes_lead: |added, changed, removed| format!("{added} neu, {changed} geändert, {removed} entfernt."),
    changes_none: "Die Datei sagt dasselbe wie das Verzeichnis. Es gibt nichts zu veröffentlichen.",
    first_only: |count| format!("Gezeigt werden die ersten {count}."),
    publish: "Signieren und veröffentlichen",
    published_now: "Das Verzeichnis ist veröffentlicht.",
    row: "Zeile",
    problem: "Was zu berichtigen ist",
    value: "Wert",
    change: "Änderung",
    item: "Was",
    item_authority: "Kontakt und Auffangstelle der Behörde",
    item_department: |name| format!("Kontakt der Abteilung {name}"),
    item_area: |name| format!("Gebiet {name}"),
    item_service: |name| format!("Leistung {name}"),
    item_route: |service, area, department| format!("{service} in {area}: {department}"),
    kind: |kind| match kind {
        ChangeKind::Added => "neu",
        ChangeKind::Changed => "geändert",
        ChangeKind::Removed => "entfernt",
    },
    fault: |code| match code {
        FaultCode::NotUtf8 => "Die Datei ist nicht in UTF-8 gespeichert. Speichern Sie sie als „CSV UTF-8“.",
        FaultCode::NotJson => "Das ist kein JSON in der Form des Verzeichnisses.",
        FaultCode::Columns => "Die erste Zeile muss die Spalten nennen, wie in der heruntergeladenen Datei.",
        FaultCode::RowLength => "Die Zeile hat nicht so viele Werte, wie es Spalten gibt.",
        FaultCode::KindUnknown => "In „kind“ muss authority, department, area, service oder route stehen.",
        FaultCode::ValueMisplaced => {
            "Dieser Wert steht in einer Spalte, die für diese Zeile nichts bedeutet."
        }
        FaultCode::AreaNotDigits => "Der Schlüssel eines Gebiets besteht nur aus Ziffern.",
        FaultCode::AreaLength => "Der Schlüssel eines Gebiets hat 2, 3, 5, 8, 9 oder 12 Ziffern.",
        FaultCode::AreaLeadingZero => {
            "Dem Schlüssel fehlt die Null am Anfang. Formatieren Sie die Spalte als Text."
        }
        FaultCode::AreaLand => {
            "So beginnt kein amtlicher Schlüssel: Vorn steht die Nummer des Landes, 01 bis 16, und im Saarland 1004."
        }
        FaultCode::ServiceLeika => "Ein LeiKa-Schlüssel hat 14 Ziffern und beginnt mit 99.",
        FaultCode::ServiceRounded => {
            "Die Tabelle hat den Schlüssel gerundet. Formatieren Sie die Spalte als Text."
        }
        FaultCode::ServiceName => {
            "Ein eigener Schlüssel besteht aus Kleinbuchstaben, Ziffern und Bindestrichen."
        }
        FaultCode::TextMissing => "Hier fehlt ein Name oder Text.",
        FaultCode::TextTooLong => "Der Text ist zu lang.",
        FaultCode::TextControl => "Der Text enthält unsichtbare Steuerzeichen.",
        FaultCode::WebMalformed => "Die Webseite muss mit https:// beginnen und einen Namen haben.",
        FaultCode::TooMany => "Das sind mehr, als ein Verzeichnis haben kann.",
        FaultCode::Repeated => "Das steht schon da.",
        FaultCode::AreaRepeated => {
            "Dieses Gebiet steht schon da. AGS und ARS einer Gemeinde sind dasselbe Gebiet."
        }
        FaultCode::AreaUnknown => "Dieses Gebiet steht nicht im Verzeichnis.",
        FaultCode::ServiceUnknown => "Diese Leistung steht nicht im Verzeichnis.",
        FaultCode::DepartmentUnknown => "Diese Abteilung gibt es in Ihrer Behörde nicht.",
        FaultCode::DepartmentClosed => "Diese Abteilung ist geschlossen.",
        FaultCode::DepartmentWithoutKey => {
            "Diese Abteilung hat keinen gültigen Schlüssel. Niemand könnte ihr schreiben."
        }
        FaultCode::ServiceUnrouted => "Für diese Leistung ist keine Abteilung zuständig.",
    },
};
