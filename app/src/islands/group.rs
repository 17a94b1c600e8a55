/// Cuts a receipt code into groups of four, without what separates them.
pub(crate) fn grouped(code: &str) -> Vec<String> {
    let characters: Vec<_> = code.chars().filter(char::is_ascii_alphanumeric).collect();
    characters.chunks(4).map(|group| group.iter().collect()).collect()
}

/// Whether `typed` is `group`: any case, any separators, and the alphabet's usual confusions folded (Crockford base32).
pub(crate) fn is_group(typed: &str, group: &str) -> bool {
    folded(typed) == folded(group)
}

fn folded(text: &str) -> Vec<char> {
    text.chars()
        .filter(|character| character.is_alphanumeric())
        .map(|character| match character.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

/// A group with its characters apart, so that it is spelled when it is read aloud.
pub(crate) fn spelled(group: &str) -> String {
    let mut spelled = String::with_capacity(group.len() * 2);
    for character in group.chars() {
        if !spelled.is_empty() {
            spelled.push(' ');
        }
        spelled.push(character);
    }
    spelled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hooks::CODE_GROUPS;

    #[test]
    fn a_code_is_shown_in_groups_of_four() {
        let groups = grouped("ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-2345");
        assert_eq!(groups.len(), CODE_GROUPS);
        assert_eq!(groups.last().map(String::as_str), Some("2345"));
    }

    #[test]
    fn a_group_may_be_typed_in_any_usual_way() {
        for typed in ["1A0Z", "1a0z", " Ia oZ ", "l-A-O-z"] {
            assert!(is_group(typed, "1A0Z"), "{typed}");
        }
        for typed in ["", "1A0", "1A0ZZ", "2A0Z"] {
            assert!(!is_group(typed, "1A0Z"), "{typed}");
        }
    }

    #[test]
    fn a_group_is_spelled_character_by_character() {
        assert_eq!(spelled("1A0Z"), "1 A 0 Z");
    }
}
