use locales::desk as texts;

use super::shell::{Program, shell};
use crate::Context;

/// The shell of the caseworkers' desk.
pub fn desk(context: &Context) -> String {
    let texts = texts(context.locale);
    let program = Program {
        name: "desk",
        vault: "vault_desk",
        title: texts.title,
        loading: texts.loading,
        load_failed: texts.load_failed,
    };
    shell(context, &program)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use locales::Locale;

    use super::*;

    #[test]
    fn the_shell_has_one_script_and_nothing_inline() {
        let context = Context {
            locale: Locale::De,
            path: String::new(),
            frame: None,
            site: Arc::default(),
        };
        let html = desk(&context);
        assert_eq!(html.matches("<script").count(), 1);
        assert!(html.contains(r#"src="/assets/desk_boot.js""#), "{html}");
        assert!(
            html.contains(r#"data-vault="/assets/vault_desk_boot.js""#),
            "{html}"
        );
        assert!(!html.contains("style="), "{html}");
    }
}
