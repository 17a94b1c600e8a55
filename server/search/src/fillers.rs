/// Words that say nothing about place or concern, folded. Names that consist of nothing else keep them.
const FILLERS: &[&str] = &[
    "a", "ab", "about", "als", "am", "an", "and", "apply", "auf", "aus", "bei", "beim", "can", "das", "dem",
    "den", "der", "des", "die", "do", "ein", "eine", "einen", "einer", "for", "fuer", "fur", "get", "how",
    "i", "ich", "im", "in", "ist", "kann", "man", "mein", "meine", "meinen", "mit", "mochte", "moechte",
    "my", "need", "of", "on", "the", "to", "uber", "ueber", "um", "und", "vom", "von", "want", "was", "what",
    "where", "wie", "will", "with", "wo", "zu", "zum", "zur",
];

/// Words for what people want to do about a concern, folded: names of concerns may have them, names of places do not.
const DOINGS: &[&str] = &[
    "abgeben",
    "abholen",
    "abmelden",
    "aendern",
    "andern",
    "anfrage",
    "anmelden",
    "antrag",
    "ausfuellen",
    "ausfullen",
    "ausstellen",
    "beantragen",
    "bekomme",
    "bekommen",
    "benoetige",
    "benotige",
    "bestellen",
    "brauche",
    "brauchen",
    "buchen",
    "change",
    "cost",
    "costs",
    "einreichen",
    "erhalten",
    "extend",
    "form",
    "formular",
    "frage",
    "fragen",
    "frist",
    "gebuehr",
    "gebuehren",
    "gebuhr",
    "gebuhren",
    "help",
    "hilfe",
    "holen",
    "kosten",
    "kostet",
    "lassen",
    "lost",
    "machen",
    "melden",
    "muessen",
    "muss",
    "mussen",
    "neu",
    "neue",
    "neuen",
    "neuer",
    "neues",
    "new",
    "online",
    "order",
    "register",
    "renew",
    "report",
    "stellen",
    "termin",
    "ummelden",
    "unterlagen",
    "vereinbaren",
    "verlaengern",
    "verlangern",
    "verloren",
    "wann",
    "wer",
    "wohin",
    "zahlen",
    "zustaendig",
    "zustandig",
];
/// Shortest word that is taken for the name of an unknown place, in bytes: who types on has shorter ones, too.
const SHORTEST_NAME: usize = 3;
/// Digits of a postal code.
const POSTAL_CODE: usize = 5;

/// Whether a word may name a place that is not known here.
pub(crate) fn may_name_place(word: &str) -> bool {
    let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
    let fits = if is_number {
        word.len() == POSTAL_CODE
    } else {
        word.len() >= SHORTEST_NAME
    };
    fits && DOINGS.binary_search(&word).is_err()
}

/// Leaves out what says nothing, unless nothing else is there.
pub(crate) fn without_fillers(words: Vec<String>) -> Vec<String> {
    let telling: Vec<String> = words.iter().filter(|word| !is_filler(word)).cloned().collect();
    if telling.is_empty() { words } else { telling }
}

fn is_filler(word: &str) -> bool {
    FILLERS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fillers_can_be_found_by_bisection() {
        assert!(FILLERS.is_sorted());
        assert!(DOINGS.is_sorted());
    }

    #[test]
    fn fillers_are_left_out_unless_nothing_else_is_there() {
        let of = |text: &str| without_fillers(crate::fold::words(text));
        assert_eq!(
            of("Wo kann ich Wohngeld beantragen in Kaarst"),
            ["wohngeld", "beantragen", "kaarst"]
        );
        assert_eq!(of("An der"), ["an", "der"]);
    }
}
