use leptos::prelude::*;

use super::state::State;
use crate::components::Code;

/// Blank squares around a QR code (ISO/IEC 18004, 6.3.8).
const QUIET: u32 = 4;

/// What is printed instead of the page. On the screen it would say everything twice, so it is only on paper.
pub(super) fn sheet(state: State) -> impl IntoView {
    let texts = state.texts;
    let rows = [
        (texts.sheet_authority, state.authority.get_value()),
        (texts.sheet_department, state.department.get_value()),
        (texts.case_label, state.case_number.get_untracked()),
        (texts.sheet_date, state.date.get_untracked()),
        (texts.sheet_address, state.return_address.get_value()),
    ]
    .into_iter()
    .map(|(label, value)| {
        view! {
            <div class="receipt-sheet__row">
                <dt>{label}</dt>
                <dd translate="no">{value}</dd>
            </div>
        }
    })
    .collect_view();
    let qr = state.qr.get_value();
    let picture = (qr.side > 0).then(|| {
        let side = qr.side + 2 * QUIET;
        view! {
            <figure class="receipt-sheet__figure">
                <svg class="receipt-sheet__qr" viewBox=format!("-{QUIET} -{QUIET} {side} {side}") shape-rendering="crispEdges">
                    <path d=qr.path />
                </svg>
                <figcaption>{texts.sheet_qr}</figcaption>
            </figure>
        }
    });
    view! {
        <section class="receipt-sheet" aria-hidden="true">
            <p class="receipt-sheet__title">{texts.sheet_title}</p>
            <p>{texts.sheet_lead}</p>
            <Code code=state.code.get_untracked() />
            <dl class="receipt-sheet__rows">{rows}</dl>
            {picture}
            <p class="receipt-sheet__warning">{texts.sheet_warning}</p>
        </section>
    }
}
