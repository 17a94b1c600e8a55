use leptos::prelude::*;
use locales::{receipt, sheet as texts};

use super::Receipt;
use super::qr::QrPath;
use crate::components::Code;
use crate::hooks::receipt::{SHEET_CASE_NUMBER, SHEET_CODE, SHEET_DATE};

/// Blank squares around a QR code (ISO/IEC 18004, 6.3.8).
const QUIET: u32 = 4;

/// What is printed instead of the page. On the screen it would say everything twice, so it is only on paper.
pub(super) fn sheet(known: &Receipt<'_>) -> impl IntoView + use<> {
    let texts = texts(known.locale);
    let rows = [
        (texts.authority, known.authority, None),
        (texts.department, known.department, None),
        (texts.case_label, "", Some(SHEET_CASE_NUMBER)),
        (texts.date, "", Some(SHEET_DATE)),
        (texts.address, known.return_address, None),
    ]
    .map(|(label, value, id)| {
        view! {
            <div class="receipt-sheet__row">
                <dt>{label}</dt>
                <dd translate="no" id=id>
                    {value.to_owned()}
                </dd>
            </div>
        }
    })
    .into_iter()
    .collect_view();
    let qr = QrPath::of(known.return_address);
    let picture = (qr.side > 0).then(|| {
        let side = qr.side + 2 * QUIET;
        view! {
            <figure class="receipt-sheet__figure">
                <svg class="receipt-sheet__qr" viewBox=format!("-{QUIET} -{QUIET} {side} {side}") shape-rendering="crispEdges">
                    <path d=qr.path />
                </svg>
                <figcaption>{receipt(known.locale).sheet_qr}</figcaption>
            </figure>
        }
    });
    view! {
        <section class="receipt-sheet" aria-hidden="true">
            <p class="receipt-sheet__title">{texts.title}</p>
            <p>{texts.lead}</p>
            <Code id=SHEET_CODE />
            <dl class="receipt-sheet__rows">{rows}</dl>
            {picture}
            <p class="receipt-sheet__warning">{texts.warning}</p>
        </section>
    }
}
