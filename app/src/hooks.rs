//! Names by which the program in a page finds what it fills and listens to. The pages are rendered with them and the
//! program asks for them, so that both always mean the same element: ids for what is on the page, and `data-part` for
//! what is inside a template or a component, of which there may be several.

#[cfg(test)]
mod tests;

/// Groups of four characters in a receipt code, and elements to show them in.
pub(crate) const CODE_GROUPS: usize = 7;

macro_rules! hooks {
    ($($(#[$meta:meta])* $name:ident = $value:literal;)*) => {
        $($(#[$meta])* pub(crate) const $name: &str = $value;)*

        #[cfg(test)]
        pub(crate) const ALL: &[&str] = &[$($name),*];
    };
}

/// The search box.
pub(crate) mod find {
    hooks! {
        ROOT = "finder";
        INPUT = "finder-text";
        LIST = "finder-list";
        OPTION = "finder-option";
        STATUS = "finder-status";
    }
}

/// Writing to a department until the message is on its way.
pub(crate) mod compose {
    hooks! {
        /// The island's root; what the program must know stands in its `data-props`.
        ROOT = "compose";
        STEPS = "compose-steps";
        WRITING = "writing";
        CHECKING = "checking";
        SEALING = "sealing";

        WRITE_HEADING = "write-heading";
        MISTAKES = "write-mistakes";
        UNSUPPORTED = "unsupported";
        FORM = "write";
        SUBJECT = "subject";
        TEXT = "text";
        NAME = "name";
        CONTACT = "contact";
        FILES = "files";
        NOTICE = "notice";
        TO_CHECK = "to-check";
        LOADING = "loading";

        CHECK_HEADING = "check-heading";
        SEEN = "seen";
        SEEN_WITH_NOTICE = "seen-with-notice";
        SEND = "send";
        BACK = "back";

        UNDER_WAY = "under-way";
        SEALING_HEADING = "sealing-heading";
        SEALING_PROGRESS = "sealing-progress";
        UNSENT = "unsent";
        UNSENT_HEADING = "unsent-heading";
        UNSENT_WHY = "unsent-why";
        AGAIN = "again";
        REWRITE = "rewrite";
    }

    /// What can be checked and changed before it is sent, in its order.
    pub(crate) const CHECKED: [&str; 6] = [SUBJECT, TEXT, FILES, NAME, CONTACT, NOTICE];

    /// Where a field is shown to be checked.
    pub(crate) fn checked(field: &str) -> String {
        format!("check-{field}")
    }

    /// The button that leads back to a field.
    pub(crate) fn change(field: &str) -> String {
        format!("change-{field}")
    }
}

/// The receipt of a message that has arrived.
pub(crate) mod receipt {
    hooks! {
        ROOT = "receipt";
        KEEP = "keep";
        KEEP_HEADING = "keep-heading";
        CODE = "receipt-groups";
        SPELLED = "receipt-spelled";
        COPY = "receipt-copy";
        PRINT = "receipt-print";
        SAVE = "receipt-save";
        SAID = "receipt-said";
        CASE_NUMBER = "receipt-number";
        KEPT = "kept";
        SHEET_CODE = "sheet-code";
        SHEET_CASE_NUMBER = "sheet-number";
        SHEET_DATE = "sheet-date";

        PROVE = "prove";
        PROOF_HEADING = "proof-heading";
        PROOF_FORM = "proof-form";
        PROOF_LABEL = "proof-label";
        PROOF = "proof";
        PROOF_CHECK = "proof-check";
        SHOW = "show-code";

        DONE = "done";
        DONE_HEADING = "done-heading";
        DONE_NOTICE = "done-notice";
        DONE_NO_NOTICE = "done-no-notice";
        DONE_CASE_NUMBER = "done-number";
        GO_ON = "go-on";

        UPLOADING = "uploading";
        UPLOAD_PROGRESS = "upload-progress";
        UPLOADED = "uploaded";
        UPLOAD_STOPPED = "upload-stopped";
        UPLOAD_OFFLINE = "upload-offline";
        UPLOAD_AGAIN = "upload-again";
    }
}

/// Coming back: the field for the code and the conversation that it opens.
pub(crate) mod thread {
    hooks! {
        /// The island's root. On the return page what the program must know stands in its `data-props`; on a compose
        /// page it follows the receipt and has none.
        ROOT = "conversation";
        ENTRANCE = "entrance";
        OPENED = "opened";

        LOGGED_OUT = "logged-out";
        ENDED = "ended";
        ENDED_KEPT = "ended-kept";
        CRASHED = "crashed";
        CRASHED_KEPT = "crashed-kept";
        UNOPENED = "unopened";
        CODE_MISTAKES = "code-mistakes";
        CODE_FORM = "code-form";
        CODE = "code";
        OPEN = "open";
        OPEN_PREPARING = "open-preparing";
        OPEN_READY = "open-ready";
        OPENING = "opening";

        SUBJECT = "case-subject";
        DEPARTMENT = "case-department";
        CASE_NUMBER = "case-number";
        STATUS = "case-status";
        REFRESH = "refresh";
        LEAVE = "leave";
        SAID = "case-said";
        TO_NEWEST = "to-newest";
        UNANSWERED = "unanswered";
        MESSAGES = "messages";
        MESSAGE = "message-template";
        DAY = "day-template";
        FILE = "message-file-template";

        REPLY_MISTAKES = "reply-mistakes";
        REPLY_CLOSED = "reply-closed";
        REPLY_FORM = "reply-form";
        REPLY = "reply";
        REPLY_FILES = "reply-files";
        REPLY_SEND = "reply-send";
        REPLY_PROGRESS = "reply-progress";
        REPLY_SENT = "reply-sent";
        REPLY_UNSENT = "reply-unsent";
        FILES_MISSING = "files-missing";
        FILES_AGAIN = "files-again";

        HANDOVER = "handover";
        HANDOVER_TO = "handover-to";
        HANDOVER_ROOT = "handover-root";
        HANDOVER_MISTAKES = "handover-mistakes";
        HANDOVER_FORM = "handover-form";
        HANDOVER_ALL = "handover-all";
        HANDOVER_NEW = "handover-new";
        HANDOVER_WRITE = "handover-write";
        HANDOVER_SUBJECT = "handover-subject";
        HANDOVER_TEXT = "handover-text";
        HANDOVER_NAME = "handover-name";
        HANDOVER_CONTACT = "handover-contact";
        HANDOVER_SEND = "handover-send";
        HANDOVER_DECLINE = "handover-decline";
        HANDOVER_STAGE = "handover-stage";
        HANDOVER_DONE = "handover-done";
        HANDOVER_FAILED = "handover-failed";

        NOTICE_TITLE = "notice-title";
        NOTICE_MISTAKES = "notice-mistakes";
        NOTICE_ON = "notice-on";
        NOTICE_OFF = "notice-off";
        NOTICE_FORM = "notice-form";
        EMAIL = "notice-email";
        NOTICE_START = "notice-start";
        NOTICE_STOP = "notice-stop";
        NOTICE_DONE = "notice-done";
        NOTICE_FAILED = "notice-failed";
    }
}

/// How many answers are new, on the root of a conversation: an attribute that app/boot/frame.js looks at.
#[cfg_attr(
    not(target_arch = "wasm32"),
    expect(dead_code, reason = "only the program counts")
)]
pub(crate) const UNREAD: &str = "data-unread";

/// Forms of every island: templates of what appears in them, and what belongs to a field by its id.
pub(crate) mod form {
    hooks! {
        SUMMARY = "summary-template";
        LINK = "link-template";
        ERROR = "error-template";
        FILE = "file-template";
    }

    /// Around a field, its label and what is said about it.
    pub(crate) fn field(id: &str) -> String {
        format!("{id}-field")
    }

    /// Holds what is wrong with a field; empty if nothing is.
    pub(crate) fn error(id: &str) -> String {
        format!("{id}-error")
    }

    /// How many characters a text may still grow by.
    pub(crate) fn count(id: &str) -> String {
        format!("{id}-count")
    }

    /// What is read aloud about a field as it changes.
    pub(crate) fn said(id: &str) -> String {
        format!("{id}-said")
    }

    /// The files that were chosen.
    pub(crate) fn list(id: &str) -> String {
        format!("{id}-list")
    }
}

/// What stands inside templates and components.
pub(crate) mod inner {
    hooks! {
        TITLE = "title";
        TEXT = "text";
        LIST = "list";
        LINK = "link";
        DETAIL = "detail";
        NAME = "name";
        SIZE = "size";
        BUTTON = "button";
        DONE = "done";
        STAGE = "stage";
        BAR = "bar";

        ARTICLE = "article";
        AUTHOR = "author";
        NEW = "new";
        DATE = "date";
        CLOSED = "closed";
        REOPENED = "reopened";
        PASSED = "passed";
        GIVEN = "given";
        GIVEN_NAME = "given-name";
        GIVEN_CONTACT = "given-contact";
        FILES = "files";
        SIGNATURE = "signature";
        SIGNER = "signer";
        SIGNER_ROLE = "signer-role";
        SIGNER_DEPARTMENT = "signer-department";
        SIGNER_AUTHORITY = "signer-authority";
        SIGNER_EPOCH = "signer-epoch";
        SIGNER_UNTIL = "signer-until";
        SIGNER_KEY = "signer-key";
        SIGNER_ROOT = "signer-root";
        FAILURE = "failure";
        REASON = "reason";
        CALL = "call";
        INCOMPLETE = "incomplete";
        RUNNING = "running";
        MISSING = "missing";
        FAILED = "failed";
    }
}
