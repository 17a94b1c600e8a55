//! What pages are put together from. Each component has its style in `style/components/` under the same name; what
//! needs no logic of its own, such as a button, is a class there and has no component here.
#![expect(
    unreachable_pub,
    reason = "components are used by pages only, but the macro makes their properties `pub`"
)]

mod code;
mod error_summary;
mod field;
mod files;
mod notice;
mod progress;
pub(crate) mod seal;
mod search_box;
mod steps;
mod summary;

pub use code::Code;
pub use error_summary::{ErrorSummary, FormTemplates};
pub use field::{TextArea, TextField};
pub use files::Files;
pub use notice::{Notice, NoticeKind};
pub use progress::Progress;
pub use seal::Seal;
pub use search_box::SearchBox;
pub use steps::Steps;
pub use summary::SummaryRow;
