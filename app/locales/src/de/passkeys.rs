use crate::Passkeys;

pub(crate) static PASSKEYS: Passkeys = Passkeys {
    title: "Passkeys",
    lead: "Ein Passkey steckt in Ihrem Gerät oder auf einem Sicherheitsschlüssel und öffnet sich mit Finger, Gesicht oder PIN. Wer nur Ihr Passwort kennt, kommt damit nicht mehr hinein.",
    loading: "Ihre Passkeys werden geholt …",
    none: "Sie haben noch keinen Passkey.",
    unlocks: "Meldet allein an",
    second_factor: "Zweiter Faktor neben dem Passwort",
    added: |moment| format!("Hinzugefügt am {moment}"),
    used: |moment| format!("zuletzt benutzt am {moment}"),
    never_used: "noch nicht benutzt",
    add_title: "Passkey hinzufügen",
    name: "Name des Passkeys",
    name_hint: "Damit Sie ihn später wiedererkennen, zum Beispiel „Laptop im Büro“ oder „Blauer Sicherheitsschlüssel“.",
    name_missing: "Geben Sie dem Passkey einen Namen",
    name_long: "Wählen Sie einen kürzeren Namen",
    add: "Passkey hinzufügen",
    waiting: "Folgen Sie Ihrem Browser: Er legt den Passkey an und fragt vielleicht zweimal danach …",
    done_unlocks: |name| format!("Hinzugefügt: {name}. Ab jetzt können Sie sich damit allein anmelden."),
    done_second_factor: |name| {
        format!(
            "Hinzugefügt: {name}. Dieser Passkey kann Ihre Schlüssel nicht öffnen; er ist der zweite Faktor, nach dem Sie nach dem Passwort gefragt werden."
        )
    },
    declined: "Es wurde kein Passkey angelegt. Versuchen Sie es noch einmal.",
    known: "Dieses Gerät oder dieser Sicherheitsschlüssel hat schon einen Passkey für Ihr Konto.",
    not_here: "Dieser Browser kann keine Passkeys anlegen. Nehmen Sie einen aktuellen.",
    remove: "Entfernen",
    remove_of: |name| format!("{name} entfernen"),
    remove_question: |name| format!("Den Passkey „{name}“ entfernen?"),
    remove_meaning: "Er meldet dann niemanden mehr an, und Anmeldungen, die anderswo mit ihm begonnen wurden, enden. Auf dem Gerät selbst steht er vielleicht noch in einer Liste; dort können Sie ihn löschen.",
    remove_last: "Es ist Ihr letzter: Danach melden Sie sich allein mit Ihrem Passwort an.",
    remove_demanded: "Ihre Behörde verlangt einen Passkey, und dies ist Ihr letzter. Bitte fügen Sie erst einen anderen hinzu.",
    removed: |name| format!("Entfernt: {name}."),

    enrol_title: "Ihre Behörde verlangt einen Passkey",
    enrol_lead: "Das Passwort allein genügt hier nicht. Fügen Sie jetzt einen Passkey hinzu; danach öffnet sich alles andere.",

    policy_title: "Zweiter Faktor",
    policy_off: "Zum Anmelden genügt ein Passwort. Wer einen Passkey hat, braucht ihn trotzdem.",
    policy_on: "Zum Anmelden genügt ein Passwort nicht: Alle brauchen einen Passkey.",
    policy_meaning: "Wer keinen Passkey hat, wird beim nächsten Anmelden aufgefordert, einen hinzuzufügen. Der Wiederherstellungscode auf Papier genügt weiterhin für sich allein.",
    policy_demand: "Von allen einen Passkey verlangen",
    policy_release: "Passwort wieder genügen lassen",
    policy_demanded: "Ab jetzt brauchen alle einen Passkey.",
    policy_released: "Ein Passwort allein genügt wieder.",
};
