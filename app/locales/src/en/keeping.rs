use crate::Keeping;

pub(crate) static KEEPING: Keeping = Keeping {
    copied: "The code was copied. Paste it where you keep it.",
    not_copied: "Your browser does not allow copying. Print the code, or write it down.",
    printed: "The print view was open. Check that the sheet was printed.",
    not_printed: "Your browser cannot print here. Save the code, or write it down.",
    saved: "The file is being saved. It is usually found under “Downloads”.",
    not_saved: "Your browser could not save the file. Print the code, or write it down.",
    file_name: |case| format!("Receipt {case}.txt"),

    proof: |number| format!("Group {number} of your code"),
    proof_missing: |number| format!("Enter the four characters of group {number}"),
    proof_wrong: |number| {
        format!("That is not group {number}. Compare once more, or have the code shown again")
    },

    file: |name, number, count| match count {
        1 => format!("Your file is being sent: {name}"),
        _ => format!("File {number} of {count} is being sent: {name}"),
    },
    files_done: |count| match count {
        1 => "Your file has arrived too.".to_owned(),
        _ => format!("Your {count} files have arrived too."),
    },
    files_failed: |count| match count {
        1 => "One file has not arrived yet.".to_owned(),
        _ => format!("{count} files have not arrived yet."),
    },
};
