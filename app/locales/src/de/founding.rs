use crate::Founding;

pub(crate) static FOUNDING: Founding = Founding {
    title: "Behörde gründen",
    steps: ["Behörde", "Passwörter", "Sichern", "Prüfen", "Gründen"],
    no_link_title: "Dieser Link ist nicht vollständig",
    no_link: "Eine Behörde wird mit einem Link gegründet, der einmal gilt. Wer den Server betreibt, erhält ihn von „server init“. Öffnen Sie den ganzen Link, oder fügen Sie ihn hier ein. Wurde diese Seite neu geladen, bevor die Behörde gegründet war, beginnen Sie von vorn: Was Sie bis dahin gedruckt oder gespeichert haben, gilt nicht.",
    link: "Link zur Gründung",
    link_wrong: "Fügen Sie den ganzen Link ein, so wie „server init“ ihn ausgegeben hat",
    use_link: "Weiter",

    authority_title: "Ihre Behörde",
    authority_lead: "Sie gründen eine Behörde und werden ihre erste Administratorin oder ihr erster Administrator. Nehmen Sie sich eine Viertelstunde. Sie brauchen einen Drucker und einen Datenträger, der nicht am Netz hängt.",
    name: "Name der Behörde",
    name_hint: "So lesen ihn alle, die an sie schreiben, zum Beispiel „Stadt Musterstadt“.",
    name_wrong: "Geben Sie den Namen der Behörde ein, höchstens 200 Zeichen",
    slug: "Name in Adressen",
    slug_hint: "Kleine Buchstaben, Ziffern und Bindestriche. Er bleibt für immer, weil Links ihn enthalten.",
    slug_taken: "Diesen Namen in Adressen hat schon eine andere Behörde. Wählen Sie einen anderen",
    founded_unheard: |email| {
        format!(
            "Ihre Behörde ist gegründet, nur die Antwort kam nicht an. Innerhalb einer Viertelstunde kommt eine Einladung an {email}: Richten Sie mit ihr Ihr Konto ein. Nach dem Anmelden werden Sie nach der Wurzeldatei gefragt, die Sie eben gesichert haben. Bewahren Sie auch die Teile auf; sie gelten."
        )
    },
    slug_wrong: "Verwenden Sie nur kleine Buchstaben a–z, Ziffern und einzelne Bindestriche, zum Beispiel „musterstadt“",
    domains: "Domains Ihrer E-Mail-Adressen",
    domains_hint: "Eingeladen werden kann nur, wer eine Adresse mit genau einer dieser Domains hat. Mehrere trennen Sie mit Kommas, zum Beispiel „musterstadt.de, rathaus-musterstadt.de“.",
    domains_wrong: "Geben Sie die Domains ohne Namen davor ein, zum Beispiel „musterstadt.de“",
    telephone: "Telefon",
    telephone_hint: "Für alle, die nicht online schreiben können oder ihren Code verloren haben.",
    telephone_wrong: "Geben Sie eine Telefonnummer ein, höchstens 200 Zeichen",
    own_name: "Ihr Name",
    own_name_wrong: "Geben Sie Ihren Namen ein, höchstens 200 Zeichen",
    email: "Ihre dienstliche E-Mail-Adresse",
    email_hint: "Wir schicken gleich einen Code dorthin. Später melden Sie sich mit dieser Adresse an.",
    email_wrong: "Geben Sie eine E-Mail-Adresse wie name@musterstadt.de ein",
    email_foreign: "Diese Adresse hat keine der Domains, die Sie oben angegeben haben",
    send_code: "Code schicken und weiter",
    sending_code: "Der Code wird geschickt …",
    token_refused: "Dieser Link gilt nicht mehr: Mit ihm wurde schon eine Behörde gegründet, oder er ist unvollständig. Einen neuen gibt „server init --new-token“ aus.",

    passwords_title: "Passwort und Passphrase",
    passwords_lead: |email| {
        format!(
            "Ein Code ist an {email} unterwegs; Sie brauchen ihn am Ende. Legen Sie inzwischen fest, womit sich Ihre Schlüssel öffnen."
        )
    },
    passphrase: "Passphrase für die Wurzeldatei",
    passphrase_hint: "Mindestens 12 Zeichen, und etwas anderes als Ihr Passwort. Die Wurzeldatei beglaubigt alles in Ihrer Behörde. Schreiben Sie die Passphrase auf, und verwahren Sie sie getrennt von der Datei.",
    passphrase_repeat: "Passphrase wiederholen",
    passphrase_same: "Wählen Sie etwas anderes als Ihr Passwort",
    make_keys: "Schlüssel erzeugen",
    making_keys: "Die Schlüssel entstehen in diesem Browser. Das dauert einen Moment …",

    keep_title: "Drucken und speichern",
    keep_lead: "Zwei Dinge gibt es nur jetzt und nur hier. Der Server kennt sie nicht, und niemand kann sie später ersetzen.",
    root_title: "Die Wurzeldatei",
    root: "Mit dieser Datei und Ihrer Passphrase kann Ihre Behörde sich selbst beglaubigen, auch wenn niemand aus der Administration mehr da ist. Speichern Sie sie auf einen Datenträger, der nicht am Netz hängt. Sie ist eine gewöhnliche age-Datei.",
    save_root: "Wurzeldatei speichern",
    saved_root: |name| format!("Gespeichert als „{name}“."),
    root_not_saved: "Speichern Sie die Wurzeldatei",
    root_name: |slug| format!("wurzel-{slug}.age"),
    shares_title: "Drei Teile des Wiederherstellungs\u{ad}schlüssels",
    shares: "Zwei der drei Teile ergeben zusammen den Wiederherstellungsschlüssel Ihrer Behörde; ein einzelner ergibt nichts. Drucken Sie jeden Teil auf ein eigenes Blatt, und geben Sie jedes Blatt einer anderen Person. Fotografieren Sie die Blätter nicht. Hat jemand in Ihrer Behörde alles verloren, womit sich das eigene Konto öffnen lässt, stellt die Administration den Zugang mit zwei Teilen wieder her.",
    share: |number| format!("Teil {number} von 3"),
    print_share: |number| format!("Teil {number} drucken"),
    print_all: "Alle drei drucken, jeden auf ein Blatt",
    to_check: "Weiter: einen Teil prüfen",
    not_printed: |numbers| {
        format!("Noch nicht gedruckt: {numbers}. Wenn Sie abschreiben, prüfen Sie jedes Zeichen.")
    },
    sheet_title: |number| format!("Wiederherstellungsschlüssel, Teil {number} von 3"),
    sheet_lead: "Zwei der drei Teile ergeben zusammen den Wiederherstellungsschlüssel dieser Behörde. Dieses Blatt allein ergibt nichts.",
    sheet_authority: "Behörde",
    sheet_date: "Erzeugt am",
    sheet_portal: "Portal",
    sheet_holder: "Verwahrt von",
    sheet_warning: "Verschlossen verwahren, getrennt von den anderen beiden Teilen. Nicht kopieren, nicht fotografieren, nicht abtippen, außer zur Wiederherstellung.",

    check_title: "Einen Teil prüfen",
    check_lead: |number| {
        format!(
            "Nehmen Sie das Blatt mit Teil {number} zur Hand, und tippen Sie ab, was darauf steht. So wissen Sie, dass man es lesen kann."
        )
    },
    typed: |number| format!("Teil {number}"),
    typed_hint: "Große und kleine Buchstaben sind gleich, Bindestriche können Sie weglassen.",
    typed_missing: "Tippen Sie den Teil ab",
    typed_character: |at| format!("Das {at}. Zeichen kommt in keinem Teil vor"),
    typed_length: "Es fehlen Zeichen, oder es sind zu viele. Vergleichen Sie Gruppe für Gruppe",
    typed_checksum: "Darin ist ein Tippfehler. Vergleichen Sie Gruppe für Gruppe",
    typed_other: "Dieser Teil gehört zu einer anderen Behörde",
    typed_unknown: "Dieser Teil ist keiner der drei, die eben entstanden sind",
    typed_version: "Das ist kein Teil eines Wiederherstellungsschlüssels",
    typed_number: |typed, asked| format!("Das ist Teil {typed}. Gebraucht wird Teil {asked}"),
    check: "Prüfen",
    show_again: "Teile noch einmal zeigen",
    checked: |number| format!("Teil {number} stimmt."),

    found_title: "Code eingeben und gründen",
    found_lead: |email| {
        format!(
            "Der Code steht in der E-Mail an {email}. Er gilt 15 Minuten; danach lassen Sie sich einen neuen schicken."
        )
    },
    code: "Code aus der E-Mail",
    code_missing: "Geben Sie den Code aus der E-Mail ein",
    code_refused: "Dieser Code stimmt nicht oder gilt nicht mehr. Prüfen Sie ihn, oder lassen Sie sich einen neuen schicken",
    new_code: "Neuen Code schicken",
    code_sent: "Ein neuer Code ist unterwegs. Der alte gilt nicht mehr.",
    change: "Angaben ändern",
    found: "Behörde gründen",
    founding: "Die Behörde wird angelegt …",
    enrolling: "Ihr Konto wird eingerichtet …",
    signing_in: "Sie werden angemeldet …",
    certifying: "Ihr Zugang wird beglaubigt …",
    unfinished: "Die Behörde ist angelegt, aber Ihr Konto ist noch nicht fertig. Lassen Sie diese Seite offen, und machen Sie weiter, sobald der Server wieder antwortet.",
    go_on: "Weiter einrichten",
    founded: |name| format!("{name} ist gegründet"),
    founded_lead: "Der Server hat weder die Wurzeldatei noch einen der drei Teile. Als Nächstes legen Sie eine Abteilung an und laden Menschen ein.",
    to_administration: "Zur Administration",

    resume_title: "Wurde die Gründung unterbrochen?",
    resume: "Wenn Sie diese Behörde gerade gegründet haben und noch niemand sie verwaltet, beglaubigen Sie sich mit der Wurzeldatei und ihrer Passphrase selbst. Sonst bestätigt Sie jemand aus der Administration.",
    resume_file: "Wurzeldatei",
    resume_file_missing: "Wählen Sie die Wurzeldatei aus",
    resume_file_wrong: "Das ist nicht die Wurzeldatei dieser Behörde",
    resume_passphrase: "Passphrase der Wurzeldatei",
    resume_passphrase_missing: "Geben Sie die Passphrase ein",
    resume_passphrase_wrong: "Diese Passphrase öffnet die Datei nicht",
    resume_now: "Mich selbst beglaubigen",
    resuming: "Die Wurzeldatei wird geöffnet. Das dauert einen Moment …",
};
