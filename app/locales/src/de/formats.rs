use crate::formats::Formats;

pub(crate) static FORMATS: Formats = Formats {
    months: [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    date: |year, month, day| format!("{day}. {month} {year}"),
    decimal: ',',
};
