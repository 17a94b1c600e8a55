use crate::Account;

pub(crate) static ACCOUNT: Account = Account {
    title: "Mein Konto",
    sign_in_lead: "Ihr Konto hat einen Tresor für sich. Deshalb fragt diese Seite noch einmal nach Ihrem Passwort, auch wenn Sie am Arbeitsplatz schon angemeldet sind.",
    administration: "Zur Administration",
    lead: "Wo Sie angemeldet sind und wie Sie sich anmelden.",
    proof_title: "Bitte noch einmal entsperren",
    proof_lead: "Was Sie vorhaben, ändert, wie man sich mit Ihrem Konto anmeldet. Das geht nur kurz nach einer Anmeldung: Geben Sie Ihr Passwort ein und versuchen Sie es danach noch einmal.",
    proved: "Entsperrt. Sie können es jetzt noch einmal versuchen.",

    sessions: "Angemeldete Geräte",
    sessions_lead: "Kennen Sie eines nicht oder haben Sie eines verloren, dann melden Sie es hier ab. Es ist sofort draußen.",
    sessions_loading: "Angemeldete Geräte werden geholt …",
    unknown_device: "Unbekanntes Gerät",
    this_device: "dieses Gerät",
    started: |moment| format!("Angemeldet am {moment}"),
    used: |moment| format!("zuletzt benutzt am {moment}"),
    end_session: "Abmelden",
    end_session_of: |device, started| format!("{device}, angemeldet am {started}: abmelden"),
    session_gone: |device| format!("Abgemeldet: {device}."),
    end_all: "Überall abmelden",
    end_all_hint: "Auch hier: Danach melden Sie sich neu an.",
};
