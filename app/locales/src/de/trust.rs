use crate::trust::Trust;

pub(crate) static TRUST: Trust = Trust {
    title: "Vertrauen",
    lead: "Woran Bürgerinnen und Bürger sicher erkennen, dass sie an Ihre Behörde schreiben.",
    fingerprint_title: "Fingerabdruck Ihrer Behörde",
    fingerprint: "Fingerabdruck, zum Vorlesen und Vergleichen",
    fingerprint_meaning: "Alle Schlüssel Ihrer Behörde gehen auf einen einzigen zurück, und dies ist sein Fingerabdruck. Er ist nicht geheim. Lesen Sie ihn am Telefon in Vierergruppen vor; die Buchstaben I, L, O und U kommen nicht vor.",
    copy_fingerprint: "Fingerabdruck kopieren",
    copied: "Kopiert.",
    not_copied: "Der Browser hat das Kopieren nicht erlaubt. Bitte markieren Sie den Text und kopieren Sie ihn von Hand.",
    publish_title: "Wo Sie ihn veröffentlichen",
    publish_lead: "Je mehr Wege unabhängig voneinander denselben Fingerabdruck zeigen, desto schwerer lässt sich ein falscher unterschieben:",
    publish: [
        "auf Ihrer eigenen Website, im Impressum oder auf der Kontaktseite, nicht nur in diesem Portal",
        "im DNS Ihrer Domain als TXT-Eintrag, mit DNSSEC unterschrieben",
        "gedruckt: auf Briefbögen, Aushängen und Bescheiden",
    ],
    links_title: "Links, die den Fingerabdruck mitbringen",
    links_lead: "Wer über einen dieser Links schreibt, versiegelt nur für den Schlüssel Ihrer Behörde: Bei jedem anderen hält die Seite an. Was hinter dem # steht, erfährt der Server nicht.",
    copy: "Kopieren",
    copy_link: |name| format!("Link zu „{name}“ kopieren"),
    links_none: "Noch kann an keine Abteilung geschrieben werden.",
    own_title: "Ihr eigenes Zertifikat",
    own_until: |date| format!("Es gilt bis {date}. Was Sie beglaubigen, gilt höchstens ebenso lange."),
    own_renewal: "Sie erneuern es mit der Wurzeldatei und ihrer Passphrase. Die Datei wird nur in diesem Browser geöffnet und gleich wieder vergessen. Ohne sie kann es jemand anderes aus der Administration, dessen Zertifikat länger gilt; das geschieht dann von selbst bei der nächsten Anmeldung.",
    renew: "Zertifikat erneuern",
    renewed: "Ihr Zertifikat ist erneuert.",
    own_soon: |days| match days {
        ..=0 => "Ihr Zertifikat ist abgelaufen: Sie können nichts mehr beglaubigen.".to_owned(),
        1 => "Ihr Zertifikat endet innerhalb eines Tages, und mit ihm alles, was Sie beglaubigt haben."
            .to_owned(),
        days => format!("Ihr Zertifikat endet in {days} Tagen, und mit ihm alles, was Sie beglaubigt haben."),
    },
    own_link: "Jetzt erneuern",
    renewing_certificates: "Zertifikate, die bald enden, werden erneuert …",
    renewing_keys: "Fällige Schlüssel von Abteilungen werden erneuert …",
    kept_up: |certificates, keys| {
        let certificates = match certificates {
            0 => None,
            1 => Some("ein Zertifikat".to_owned()),
            count => Some(format!("{count} Zertifikate")),
        };
        let keys = match keys {
            0 => None,
            1 => Some("der Schlüssel einer Abteilung".to_owned()),
            count => Some(format!("die Schlüssel von {count} Abteilungen")),
        };
        let done: Vec<_> = certificates.into_iter().chain(keys).collect();
        format!("Von selbst erneuert: {}.", done.join(" und "))
    },
    not_kept_up: |name, why| {
        format!(
            "Für „{name}“ konnte nichts erneuert werden: {why} Bei Ihrer nächsten Anmeldung wird es noch einmal versucht."
        )
    },
};
