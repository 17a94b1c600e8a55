use crate::Sheet;

pub(crate) static SHEET: Sheet = Sheet {
    title: "Beleg",
    lead: "Mit diesem Code lesen Sie die Antwort auf Ihre Nachricht und schreiben weiter.",
    code_label: "Belegcode",
    authority: "Behörde",
    department: "Abteilung",
    case_label: "Vorgangsnummer",
    date: "Gesendet am",
    address: "Code eingeben unter",
    warning: "Bitte aufbewahren wie einen Schlüssel: Wer den Code hat, kann alles lesen. Ein verlorener Code kann \
              nicht ersetzt werden.",
};
