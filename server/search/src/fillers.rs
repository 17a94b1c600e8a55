/// Words that say nothing about place or concern, folded. Names that consist of nothing else keep them.
const FILLERS: &[&str] = &[
    "a", "ab", "about", "als", "am", "an", "and", "apply", "auf", "aus", "bei", "beim", "can", "das", "dem",
    "den", "der", "des", "die", "do", "ein", "eine", "einen", "einer", "for", "fuer", "fur", "get", "how",
    "i", "ich", "im", "in", "ist", "kann", "man", "mein", "meine", "meinen", "mit", "mochte", "moechte",
    "my", "need", "of", "on", "the", "to", "uber", "ueber", "um", "und", "vom", "von", "want", "was", "what",
    "where", "wie", "will", "with", "wo", "zu", "zum", "zur",
];

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
