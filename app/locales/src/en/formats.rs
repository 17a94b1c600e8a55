use crate::formats::Formats;

pub(crate) static FORMATS: Formats = Formats {
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    date: |year, month, day| format!("{day} {month} {year}"),
    decimal: '.',
};
