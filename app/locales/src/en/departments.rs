use crate::Departments;

pub(crate) static DEPARTMENTS: Departments = Departments {
    description: |authority| format!("Departments of {authority} that you can send a sealed letter to."),
    choose: "Which department would you like to write to?",
    write: "Write a message",
    nobody: |authority| format!("{authority} has not set up a department that you can write to yet."),
    otherwise: "Would you rather talk?",
    call: "You can also call:",
};
