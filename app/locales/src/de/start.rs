use crate::Start;

pub(crate) static START: Start = Start {
    title: "Ein versiegelter Brief an Ihre Behörde",
    lead: "Ihr Gerät versiegelt, was Sie schreiben. Öffnen kann es nur die Abteilung, an die Sie schreiben – \
           dieser Server nicht und auch sonst niemand.",
    description: "Schreiben Sie Ihrer Behörde vertraulich: ohne Konto, versiegelt auf Ihrem Gerät, mit Antwort \
                  am selben Ort.",
    choose_authority: "An welche Behörde möchten Sie schreiben?",
    many: "Auf diesem Portal nehmen viele Behörden teil. Suchen Sie oben nach Ort und Anliegen, oder wählen Sie aus der Liste.",
    departments: |count| match count {
        1 => "1 Abteilung".to_owned(),
        _ => format!("{count} Abteilungen"),
    },
    nobody: "Auf diesem Portal nimmt noch keine Behörde teil. Bitte schauen Sie später wieder vorbei.",
    return_title: "Sie haben schon geschrieben?",
    return_text: "Mit dem Code auf Ihrem Beleg lesen Sie die Antwort und schreiben weiter.",
    return_link: "Antwort lesen",
    steps_title: "So geht es",
    steps: [
        (
            "Schreiben",
            "Sie wählen eine Abteilung und schreiben. Ein Konto brauchen Sie nicht, Ihren Namen müssen Sie \
             nicht nennen.",
        ),
        (
            "Versiegeln",
            "Beim Absenden verschließt Ihr Gerät den Brief. Ab da lesen ihn nur noch Sie und die Abteilung.",
        ),
        (
            "Beleg aufheben",
            "Sie bekommen einen Beleg mit einem Code. Mit ihm holen Sie später hier die Antwort ab.",
        ),
    ],
    more: "Was geschützt ist und was nicht",
};
