use crate::Letter;

pub(crate) static LETTER: Letter = Letter {
    description: |department, authority| {
        format!("Schreiben Sie versiegelt an {department}, {authority}. Ohne Konto und ohne Anmeldung.")
    },
    to: "An",
    readers_title: "Wer das liest",
    readers: |department| {
        format!(
            "Nur wer in dieser Abteilung arbeitet: {department}. Und Sie selbst, mit dem Beleg, den Sie am Ende \
             bekommen."
        )
    },
    promise_title: "Was beim Senden geschieht",
    promise: "Ihr Gerät versiegelt die Nachricht, bevor sie es verlässt. Dieser Server bewahrt nur den \
              verschlossenen Brief auf und kann ihn nicht öffnen.",
    more: "Was geschützt ist und was nicht",
};
