use locales::{account, administration as texts, founding, joining, restoring};

use super::shell::{Program, shell};
use crate::Context;

/// What the administration's program shows first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Entrance {
    /// An authority is founded.
    Found,
    /// An invitation is accepted.
    Join,
    /// Somebody comes back with their recovery code.
    Recover,
    /// Somebody who has lost everything sets a new password.
    Restore,
    /// Somebody looks after their own account.
    Account,
    /// Somebody signs in to administer.
    Inside,
}

/// The shell of the administration.
pub fn administration(context: &Context, entrance: Entrance) -> String {
    let texts = texts(context.locale);
    let program = Program {
        name: "administration",
        vault: "vault_office",
        title: match entrance {
            Entrance::Found => founding(context.locale).title,
            Entrance::Join => joining(context.locale).title,
            Entrance::Restore => restoring(context.locale).title,
            Entrance::Recover => account(context.locale).recover_title,
            Entrance::Account => account(context.locale).title,
            Entrance::Inside => texts.title,
        },
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
    fn each_entrance_has_its_title_and_the_same_program() {
        let context = Context {
            locale: Locale::En,
            path: String::new(),
            frame: None,
            site: Arc::default(),
        };
        for (entrance, title) in [
            (Entrance::Found, "Found an authority"),
            (Entrance::Join, "Set up your account"),
            (Entrance::Restore, "Restore your access"),
            (Entrance::Recover, "Password forgotten"),
            (Entrance::Account, "My account"),
            (Entrance::Inside, "Administration"),
        ] {
            let html = administration(&context, entrance);
            assert!(html.contains(&format!("<title>{title}")), "{html}");
            assert!(html.contains(r#"src="/assets/administration_boot.js""#), "{html}");
            assert_eq!(html.matches("<script").count(), 1);
            assert!(!html.contains("style="), "{html}");
        }
    }
}
