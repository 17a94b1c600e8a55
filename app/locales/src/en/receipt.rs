use crate::Receipt;

pub(crate) static RECEIPT: Receipt = Receipt {
    heading: "Your message has arrived",
    lead: |department| {
        format!(
            "Now you need your receipt code. Only with it can you read the answer and write again. Your message is \
             with: {department}."
        )
    },
    code: "Your receipt code",
    code_hint: "Keep the code like a key. Whoever has it can read everything. If it is lost, nobody can restore it, not \
                even we.",
    group: |number| format!("Group {number}:"),
    copy: "Copy code",
    print: "Print sheet",
    save: "Save as a file",
    case_number: "Your case number",
    case_number_hint: "To name on the telephone. It opens nothing.",

    kept: "I have kept the code",
    proof_heading: "Just to be sure",
    proof_lead: "The code is hidden now. Look where you have kept it.",
    proof_hint: "Four characters. Upper or lower case does not matter.",
    check: "Check",
    show: "Show the code again",

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
    files_again: "Send the files again",
    files_offline: "The connection was interrupted. It goes on where it stopped.",
    files_kept: "Your message itself has arrived.",

    sheet_qr: "Leads to where the code is entered. The code itself is not in it.",
};
