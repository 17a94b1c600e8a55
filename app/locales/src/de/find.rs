use crate::Find;

pub(crate) static FIND: Find = Find {
    title: "Wer ist zuständig?",
    description: "Finden Sie die Abteilung, die für Ihr Anliegen an Ihrem Ort zuständig ist.",
    heading: "Wer ist für mich zuständig?",
    label: "Ort und Anliegen",
    hint: "Zum Beispiel: Wohngeld Kaarst",
    submit: "Finden",
    suggestions: "Vorschläge",
    all_places: |text| format!("Alle Orte für „{text}“ zeigen"),
    about: |concern, place| format!("{concern} in {place}"),
    in_charge: "Zuständig ist",
    several: "Mehrere Abteilungen sind zuständig. An welche möchten Sie schreiben?",
    write: "Nachricht schreiben",
    fallback_title: "Für dieses Anliegen ist hier keine eigene Abteilung eingetragen",
    fallback: |authority| {
        format!(
            "Ihre Nachricht geht an die Abteilung von {authority}, die solche Anliegen annimmt und an die richtige Stelle weitergibt."
        )
    },
    fallbacks: "Diese Abteilungen nehmen solche Anliegen an und geben sie an die richtige Stelle weiter. An welche möchten Sie schreiben?",
    which_place: "Welchen Ort meinen Sie?",
    where_is: |concern| format!("Wo brauchen Sie „{concern}“?"),
    elsewhere: |words| {
        format!(
            "„{words}“ kennt dieses Portal nicht. Gehört Ihr Ort zu keiner Behörde hier, hilft das Telefon weiter."
        )
    },
    place_label: "Ort oder Behörde",
    place_hint: "Zum Beispiel: Kaarst",
    which_concern: "Was davon meinen Sie?",
    authorities: |place| format!("Behörden für {place}"),
    concern_label: "Worum geht es?",
    concern_hint: "Zum Beispiel: Wohngeld, Sperrmüll, Personalausweis",
    nobody_title: "Für dieses Anliegen ist hier keine Abteilung eingetragen",
    nobody: "Wählen Sie selbst eine Abteilung aus, oder rufen Sie an.",
    nothing_title: "Dazu haben wir nichts gefunden",
    nothing: "Schreiben Sie nur den Ort und ein Wort für Ihr Anliegen, oder suchen Sie die Behörde in der Liste.",
    list: "Alle Behörden auf diesem Portal",
    call: "Auf diesem Portal hilft am Telefon weiter:",
    call_115: "Bei allen Fragen an Behörden hilft auch die Behördennummer:",
    anew: "Etwas anderes suchen",
};
