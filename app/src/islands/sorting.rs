use domain::limits;
use locales::{Choosing, Locale};

/// Which of `picked` (name, size) can be taken beside `already` others, by their places, and what is wrong with the
/// rest.
pub(crate) fn sort_out(
    already: usize,
    picked: &[(String, u64)],
    locale: Locale,
    texts: &Choosing,
) -> (Vec<usize>, Vec<String>) {
    let mut taken = Vec::new();
    let mut mistakes = Vec::new();
    for (at, (name, size)) in picked.iter().enumerate() {
        if *size == 0 {
            mistakes.push((texts.empty)(name));
        } else if *size > limits::ATTACHMENT_BYTES {
            let limit = locales::size(locale, limits::ATTACHMENT_BYTES);
            mistakes.push((texts.too_large)(name, &limit));
        } else if already + taken.len() >= limits::ATTACHMENTS {
            mistakes.push((texts.too_many)(limits::ATTACHMENTS));
            break;
        } else {
            taken.push(at);
        }
    }
    (taken, mistakes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(sizes: &[u64]) -> Vec<(String, u64)> {
        sizes
            .iter()
            .enumerate()
            .map(|(at, size)| (format!("{at}.pdf"), *size))
            .collect()
    }

    #[test]
    fn empty_and_large_files_are_named_and_the_rest_is_taken() {
        let files = &locales::sending(Locale::De).files;
        let picked = named(&[1, 0, limits::ATTACHMENT_BYTES, limits::ATTACHMENT_BYTES + 1]);
        let (taken, mistakes) = sort_out(0, &picked, Locale::De, files);
        assert_eq!(taken, [0, 2]);
        assert_eq!(mistakes.len(), 2);
        assert!(mistakes[0].contains("1.pdf") && mistakes[1].contains("3.pdf"));
    }

    #[test]
    fn no_more_than_the_limit_are_taken_and_that_is_said_once() {
        let files = &locales::sending(Locale::En).files;
        let (taken, mistakes) = sort_out(limits::ATTACHMENTS - 1, &named(&[1, 1, 1]), Locale::En, files);
        assert_eq!(taken, [0]);
        assert_eq!(mistakes.len(), 1);
    }
}
