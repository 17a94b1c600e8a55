#![expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]

use leptos::prelude::*;

/// Groups of four characters in a receipt code.
pub const CODE_GROUPS: usize = 7;

/// A receipt code in its groups. Selected and copied it keeps the spaces between them.
#[component]
pub fn Code(
    /// The code; hyphens and spaces in it do not count.
    #[prop(into)]
    code: String,
) -> impl IntoView {
    let groups = grouped(&code)
        .into_iter()
        .map(|group| view! { <span class="code__group">{group} " "</span> })
        .collect_view();
    view! {
        <p class="code" translate="no">
            {groups}
        </p>
    }
}

/// Cuts a code into groups of four, without what separates them.
pub fn grouped(code: &str) -> Vec<String> {
    let characters: Vec<_> = code.chars().filter(char::is_ascii_alphanumeric).collect();
    characters.chunks(4).map(|group| group.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_shown_in_groups_of_four() {
        let groups = grouped("ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-2345");
        assert_eq!(groups.len(), CODE_GROUPS);
        assert_eq!(groups.last().map(String::as_str), Some("2345"));
    }
}
