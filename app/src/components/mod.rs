//! What pages and islands are put together from. Each component has its style in `style/components/` under the same
//! name; what needs no logic of its own, such as a button, is a class there and has no component here.
#![expect(
    unreachable_pub,
    reason = "components are shared by pages and islands only, but the macro makes their properties `pub`"
)]

mod code;
mod error_summary;
mod field;
mod message;
mod notice;
mod progress;
pub(crate) mod seal;
mod steps;
mod summary;

pub use code::{CODE_GROUPS, Code, grouped};
pub use error_summary::{ErrorSummary, Mistake, mistake_on};
pub use field::{TextArea, TextField};
pub use message::{Message, MessageKind};
pub use notice::{Notice, NoticeKind};
pub use progress::Progress;
pub use seal::Seal;
pub use steps::Steps;
pub use summary::SummaryRow;
