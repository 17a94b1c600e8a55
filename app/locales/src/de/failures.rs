use crate::Failures;

pub(crate) static FAILURES: Failures = Failures {
    title: "Diese Nachricht wird nicht angezeigt",
    advice: "Die übrigen Nachrichten sind davon nicht betroffen. Klären Sie die Sache am Telefon.",
    not_sealed: "Die Nachricht ist nicht versiegelt.",
    does_not_open: "Die Nachricht lässt sich nicht öffnen. Entweder ist sie für jemand anderen versiegelt, oder sie wurde verändert.",
    malformed: "Die Nachricht ließ sich öffnen, aber der Inhalt ist keine Nachricht dieses Portals.",
    unknown_version: "Die Nachricht stammt von einer neueren Fassung des Portals. Laden Sie die Seite neu.",
    bad_signature: "Die Unterschrift stimmt nicht.",
    foreign_author: "Die Nachricht ist von jemandem unterschrieben, der an diesem Vorgang nicht beteiligt ist.",
    untrusted_chain: "Wer sie unterschrieben hat, ist nicht von der Behörde beglaubigt.",
    expired_certificate: "Wer sie unterschrieben hat, war zu dieser Zeit nicht von der Behörde beglaubigt.",
    revoked_certificate: "Wer sie unterschrieben hat, hatte zu dieser Zeit keinen Zugang mehr bei der Behörde.",
    other_conversation: "Die Nachricht gehört zu einem anderen Vorgang.",
    missing_message: "Vor dieser Nachricht fehlt eine andere.",
    reordered: "Sie steht nicht an ihrem Platz: Vor ihr stehen Nachrichten, die später geschrieben wurden.",
    forked: "Zwei Nachrichten beanspruchen denselben Platz.",
    repeated: "Die Nachricht ist die Wiederholung einer früheren Nachricht.",
    body_mismatch: "Der Text ist nicht der, der unterschrieben wurde.",
    attachment_mismatch: "Die Datei ist nicht die, die unterschrieben wurde.",
    other_root: "Gezeigt wurde dabei der Schlüssel einer anderen Behörde.",
    no_grant: "Es gibt hier keinen Schlüssel, der diesen Vorgang öffnet.",
};
