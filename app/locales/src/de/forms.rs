use crate::Forms;
use crate::formats::grouped;

pub(crate) static FORMS: Forms = Forms {
    mistakes: |count| match count {
        1 => "Eine Angabe fehlt noch oder stimmt nicht".to_owned(),
        _ => format!("{count} Angaben fehlen noch oder stimmen nicht"),
    },
    left: |count| match count {
        1 => "Noch 1 Zeichen".to_owned(),
        _ => format!("Noch {} Zeichen", grouped(count, '.')),
    },
    over: |count| match count {
        1 => "1 Zeichen zu viel".to_owned(),
        _ => format!("{} Zeichen zu viel", grouped(count, '.')),
    },
};
