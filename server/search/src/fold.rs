use unicode_normalization::UnicodeNormalization as _;

/// The words of a text as they are compared: small letters, ä as ae, ß as ss, no accents.
pub(crate) fn words(text: &str) -> Vec<String> {
    split(text, |letter| match letter {
        'ä' => Some("ae"),
        'ö' => Some("oe"),
        'ü' => Some("ue"),
        'ß' => Some("ss"),
        _ => None,
    })
}

/// The same words as people write them whose keyboard has no umlauts: ä as a.
pub(crate) fn plain_words(text: &str) -> Vec<String> {
    split(text, |letter| (letter == 'ß').then_some("ss"))
}

fn split(text: &str, written: impl Fn(char) -> Option<&'static str>) -> Vec<String> {
    // Composed first: an umlaut may come as a letter and its dots.
    let small: String = text.nfc().flat_map(char::to_lowercase).collect();
    small
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| fold(word, &written))
        .collect()
}

fn fold(word: &str, written: &impl Fn(char) -> Option<&'static str>) -> String {
    let mut folded = String::with_capacity(word.len() + 2);
    for letter in word.chars() {
        match written(letter) {
            Some(text) => folded.push_str(text),
            None => folded.extend(
                std::iter::once(letter)
                    .nfd()
                    .filter(|part| part.is_alphanumeric()),
            ),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn umlauts_and_accents_are_folded() {
        assert_eq!(
            words("Bad Münstereifel, Straße"),
            ["bad", "muenstereifel", "strasse"]
        );
        assert_eq!(words("Mu\u{308}ll"), ["muell"]);
        assert_eq!(words("Café-Besitzer"), ["cafe", "besitzer"]);
        assert_eq!(words("SPERRMUELL"), words("Sperrmüll"));
        assert_eq!(words("Kfz/PKW 2024"), ["kfz", "pkw", "2024"]);
        assert!(words(" - ").is_empty());
    }

    #[test]
    fn dots_may_be_left_out() {
        assert_eq!(plain_words("Mönchengladbach"), ["monchengladbach"]);
        assert_eq!(plain_words("Großröhrsdorf"), ["grossrohrsdorf"]);
    }
}
