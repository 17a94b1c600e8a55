use crate::Sheet;

pub(crate) static SHEET: Sheet = Sheet {
    title: "Receipt",
    lead: "With this code you read the answer to your message and write again.",
    code_label: "Receipt code",
    authority: "Authority",
    department: "Department",
    case_label: "Case number",
    date: "Sent on",
    address: "Enter the code at",
    warning: "Please keep it like a key: whoever has the code can read everything. A lost code cannot be \
              replaced.",
};
