use crate::Receipt;

pub(crate) static RECEIPT: Receipt = Receipt {
    heading: "Your message has arrived",
    lead: |department| {
        format!(
            "Now you need your receipt code. Only with it can you read the answer and write again. Your message is \
             with: {department}."
        )
    },
    code_label: "Receipt code",
    case_label: "Case number",
    code: "Your receipt code",
    code_hint: "Keep the code like a key. Whoever has it can read everything. If it is lost, nobody can restore it, not \
                even we.",
    group: |number| format!("Group {number}:"),
    copy: "Copy code",
    copied: "The code was copied. Paste it where you keep it.",
    not_copied: "Your browser does not allow copying. Print the code, or write it down.",
    print: "Print sheet",
    printed: "The print view was open. Check that the sheet was printed.",
    not_printed: "Your browser cannot print here. Save the code, or write it down.",
    save: "Save as a file",
    saved: "The file is being saved. It is usually found under “Downloads”.",
    not_saved: "Your browser could not save the file. Print the code, or write it down.",
    file_name: |case| format!("Receipt {case}.txt"),
    case_number: "Your case number",
    case_number_hint: "To name on the telephone. It opens nothing.",

    kept: "I have kept the code",
    proof_heading: "Just to be sure",
    proof_lead: "The code is hidden now. Look where you have kept it.",
    proof: |number| format!("Group {number} of your code"),
    proof_hint: "Four characters. Upper or lower case does not matter.",
    check: "Check",
    show: "Show the code again",
    proof_missing: |number| format!("Enter the four characters of group {number}"),
    proof_wrong: |number| {
        format!("That is not group {number}. Compare once more, or have the code shown again")
    },

    done_heading: "All done",
    done_lead: |department| {
        format!("Your message has arrived and your code is kept. You will be answered by: {department}.")
    },
    done_notice: "As soon as there is an answer you get a notice by e-mail.",
    done_no_notice: "Look under “Read answer” in a few days. There you enter your code.",
    go_on: "Go to my message",
    leave: "On a device that is not yours: close this window afterwards. Nothing stays on the device but what you \
            saved or copied yourself.",

    files_heading: "Your files are being sent",
    files_lead: "The message itself is there already. Keep this page open until the files have arrived too.",
    file: |name, number, count| match count {
        1 => format!("Your file is being sent: {name}"),
        _ => format!("File {number} of {count} is being sent: {name}"),
    },
    files_again: "Send the files again",
    files_done: |count| match count {
        1 => "Your file has arrived too.".to_owned(),
        _ => format!("Your {count} files have arrived too."),
    },
    files_failed: |count| match count {
        1 => "One file has not arrived yet.".to_owned(),
        _ => format!("{count} files have not arrived yet."),
    },
    files_offline: "The connection was interrupted. It goes on where it stopped.",
    files_kept: "Your message itself has arrived.",

    sheet_title: "Receipt",
    sheet_lead: "With this code you read the answer to your message and write again.",
    sheet_authority: "Authority",
    sheet_department: "Department",
    sheet_date: "Sent on",
    sheet_address: "Enter the code at",
    sheet_qr: "Leads to where the code is entered. The code itself is not in it.",
    sheet_warning: "Please keep it like a key: whoever has the code can read everything. A lost code cannot be \
                    replaced.",
};
