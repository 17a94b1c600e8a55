use crate::Forms;
use crate::formats::grouped;

pub(crate) static FORMS: Forms = Forms {
    mistakes: |count| match count {
        1 => "One answer is missing or not right yet".to_owned(),
        _ => format!("{count} answers are missing or not right yet"),
    },
    left: |count| match count {
        1 => "1 character left".to_owned(),
        _ => format!("{} characters left", grouped(count, ',')),
    },
    over: |count| match count {
        1 => "1 character too many".to_owned(),
        _ => format!("{} characters too many", grouped(count, ',')),
    },
};
