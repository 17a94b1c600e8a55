use crate::Log;

pub(crate) static LOG: Log = Log {
    title: "Protokoll",
    lead: "Was in dieser Behörde getan und was abgelehnt wurde. Diese Seite prüft jeden Eintrag: dass er unverändert ist, an seiner Stelle steht und von der genannten Person unterschrieben wurde. Bürgerinnen und Bürger kommen darin nicht vor.",
    reading: "Protokoll wird geholt und geprüft …",
    entries: "Einträge, neueste zuerst",
    older: "Ältere Einträge zeigen",
    broken: "Dieses Protokoll wurde verändert. Bitte klären Sie mit dem Betrieb des Portals, wie es dazu kam.",
    unreadable: "Nicht lesbar",
    done: "Ausgeführt",
    tried: |what| format!("Versuch: {what}"),
    refused: "Abgelehnt",
    signed: "unterschrieben",
    noted: "vom Server vermerkt",
    nobody: "jemand mit zurückgezogener Einladung",
    operator: "mit dem Einrichtungslink",
    to: |place| format!("an {place}"),
    from: |place| format!("von {place}"),
    citizen: "von außen",
    found_authority: "Behörde gegründet",
    invite: "Einladung",
    repeat_invitation: "Einladung noch einmal gesendet",
    withdraw_invitation: "Einladung zurückgezogen",
    enrol: "Beitritt",
    certify: "Bestätigung oder Änderung von Rolle und Abteilungen",
    depart: "Ausscheiden",
    change_authority: "Namen der Behörde geändert",
    create_department: "Abteilung angelegt",
    change_department: "Abteilung geändert",
    change_embedding: "Websites geändert, die das Portal zeigen dürfen",
    publish_directory: "Verzeichnis veröffentlicht",
    begin_epoch: "Neuer Schlüssel einer Abteilung",
    grant_epoch: "Schlüssel weitergegeben",
    sign_in: "Anmeldung",
    unlock: "Schlüssel entsperrt",
    sign_out: "Abmeldung",
    show_passkey: "Passkey als zweiter Faktor",
    add_passkey: "Passkey hinzugefügt",
    remove_passkey: "Passkey entfernt",
    change_password: "Passwort geändert",
    make_recovery_code: "Wiederherstellungscode erstellt",
    remove_recovery_code: "Wiederherstellungscode entfernt",
    begin_restoration: "Wiederherstellung eines Zugangs begonnen",
    withdraw_restoration: "Wiederherstellung eines Zugangs abgebrochen",
    set_up_restoration: "Passwort für die Wiederherstellung gesetzt",
    restore_access: "Zugang mit zwei Teilen wiederhergestellt",
    change_policy: "Anforderungen an die Anmeldung geändert",
    end_sessions: "Andere Geräte abgemeldet",
    open_conversation: "Vorgang geöffnet",
    set_status: "Vorgang abgeschlossen oder wieder geöffnet",
    pass_on: "Vorgang an eine andere Abteilung weitergegeben",
    write_letter: "An eine andere Behörde geschrieben",
    propose_handover: "Übergabe eines Vorgangs an eine andere Behörde vorgeschlagen",
    withdraw_proposal: "Vorschlag einer Übergabe zurückgezogen",
    hand_over: "Vorgang zwischen zwei Behörden übergeben",
    whole: |count| format!("Geprüft: {count} Einträge, vollständig und unverändert."),
    altered: |number| format!("Eintrag {number} wurde verändert."),
    missing: |from, to| {
        if from == to {
            format!("Eintrag {from} fehlt.")
        } else {
            format!("Die Einträge {from} bis {to} fehlen.")
        }
    },
    moved: |number, belongs| format!("Eintrag {belongs} steht an der Stelle {number}."),
    forged: |number| format!("Eintrag {number} ist nicht von der Person unterschrieben, die er nennt."),
    repeated: |number| format!("Eintrag {number} wiederholt einen früheren."),
    contradicted: |number, by| {
        format!("Eintrag {number} war ein anderer, als die Unterschrift unter Eintrag {by} entstand.")
    },
    forgotten: |number| {
        format!(
            "Dieses Gerät kennt einen anderen Eintrag {number}: Das Protokoll wurde gekürzt oder neu geschrieben."
        )
    },
    number: |number| format!("Nr. {number}"),
    epoch: |epoch| format!("Schlüssel {epoch}"),
    status: ["wieder offen", "abgeschlossen"],
};
