use leptos::prelude::*;

use super::state::{State, Upload};
use crate::components::{Notice, NoticeKind, Progress};
use crate::erase::Erase as _;

/// The files that follow a message that has already arrived.
pub(super) fn upload(state: State, deliver: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let State {
        locale,
        texts,
        upload,
        ..
    } = state;
    let running = Memo::new(move |_| matches!(upload.get(), Upload::Running { .. }));
    let stage = Signal::derive(move || match upload.get() {
        Upload::Running { stage, .. } => stage,
        _ => String::new(),
    });
    let share = Signal::derive(move || match upload.get() {
        Upload::Running { share, .. } => Some(share),
        _ => None,
    });
    view! {
        <Show when=move || running.get()>
            <section class="receipt__files" aria-labelledby="receipt-files">
                <h3 id="receipt-files">{texts.files_heading}</h3>
                <p>{texts.files_lead}</p>
                <Progress stage value=share />
            </section>
        </Show>
        <div role="status">
            {move || match upload.get() {
                Upload::Done(count) if count > 0 => {
                    view! {
                        <Notice locale kind=NoticeKind::Success>
                            <p>{(texts.files_done)(count)}</p>
                        </Notice>
                    }
                        .later()
                }
                Upload::Stopped { missing, offline } => {
                    view! {
                        <Notice locale kind=NoticeKind::Warning title=(texts.files_failed)(missing)>
                            <p>{texts.files_kept}</p>
                            {offline.then(|| view! { <p>{texts.files_offline}</p> })}
                            <button class="button" type="button" on:click=move |_| deliver()>
                                {texts.files_again}
                            </button>
                        </Notice>
                    }
                        .later()
                }
                _ => ().later(),
            }}
        </div>
    }
}
