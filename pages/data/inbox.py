from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import streamlit as st

from charts.table import Table
from data import ask as data_ask
from data import status
from pages.data import _upload
from ui import (
    access,
    components,
    demonstration,
    etl_process,
    fetch_status,
    files,
    filters,
    html,
    missing_data,
    own_list,
    sign_in,
)
from ui.visit import current

#: Kinds with a template; files of the Chinese customs are brought as they were downloaded.
FORMS = ("rail_trains", "ship_calls", "terminal_month", "rail_claim")
CUSTOMS = "customs_trade"
ENDINGS = {".xlsx": "XLSX", ".csv": "CSV"}
#: How long it is told that nobody watched the drop folder for a while.
_RECENT = timedelta(days=1)

visit = current()
locale, ask = visit.locale, visit.ask
labels = data_ask.labels()
#: The office's own list is brought by who may see it.
forms = FORMS if access.refusal() else (*FORMS, own_list.KIND)


def kind_name(code: str) -> str:
    """A kind of report by its name."""
    return locale("inbox.auto") if code == "auto" else labels.name("report_kind", code, locale.lang)


def template_of(kind: str, ending: str) -> Callable[[], bytes]:
    """A function that makes a template when it is asked for, not before."""
    return lambda: etl_process.template(kind, ending, locale.lang)


if message := st.session_state.pop("inbox_told", None):
    st.success(message)
watch = etl_process.watch()
if watch and watch.died and (not watch.is_running or datetime.now(UTC) - watch.died < _RECENT):
    key = "running_again" if watch.is_running else "not_watched"
    st.warning(locale(f"inbox.{key}", at=locale.moment(watch.died)))

refusal = sign_in.draw_refusal(locale)
if not refusal:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = filters.one_of("report", ["auto", *forms, CUSTOMS], label=kind_name, as_list=True)
        supplier = st.text_input(
            locale("inbox.supplier"),
            key="inbox_supplier",
            placeholder=locale("inbox.supplier_hint"),
        )
    file = st.file_uploader(
        locale("inbox.file"),
        type=["xlsx", "csv", "gz"],
        key=f"inbox_file_{st.session_state.get('inbox_upload', 0)}",
        help=locale("inbox.file_help"),
    )
    if file is not None:
        try:
            with st.spinner(locale("inbox.reading")):
                report = _upload.read(file.getvalue(), file.name, kind, supplier.strip())
            _upload.show(report, labels, locale)
            _upload.decide(report, file.getvalue(), file.name, kind, supplier.strip())
        except etl_process.Failed as failed:
            # Exit code 3 is the disk, as the command line says it.
            st.error(locale("inbox.disk" if failed.code == 3 else "inbox.failed"))
            st.caption(failed.output)

st.header(locale("inbox.templates"), anchor="templates")
st.markdown(locale("inbox.templates_text"))
for kind_offered in forms:
    with st.container(horizontal=True, key=f"templates_{kind_offered}"):
        for ending, form in ENDINGS.items():
            label = locale("inbox.template", kind=kind_name(kind_offered), form=form)
            file_name = f"{locale('inbox.template_file')}_{kind_offered}{ending}"
            key = f"template_{kind_offered}_{form}"
            files.button(label, template_of(kind_offered, ending), file_name, key, media=None)

delivered = ask("deliveries_list")
components.table(
    "inbox.deliveries",
    Table.of(
        locale, "inbox.column_", ("when", "file", "kind", "supplier", "rows"),
        [(locale.moment(row.received_at.tz_localize("UTC").to_pydatetime()), row.file,
          kind_name(row.kind), row.supplier, locale.number(row.row_count)) for row in delivered],
        figures=("rows",),
    ),
    delivered,
    missing=missing_data.nothing_missing(locale("inbox.deliveries_none")),
)  # fmt: skip

if not delivered and visit.as_of is None:
    st.html(f'<p class="cm-more cm-key">{demonstration.link()}</p>')

rejected = [] if visit.as_of else status.rejected(with_own=own_list.KIND in forms)
if rejected:
    st.header(locale("inbox.rejected"), anchor="rejected")
subtitle = html.subtitle(locale(f"inbox.rejected_{'subtitle' if rejected else 'none'}"))
components.draw_html(subtitle)
for number, entry in enumerate(rejected):
    at = locale.moment(entry.at)
    with st.expander(f"{entry.file}, {at}", key=f"rejected_{number}"):
        _upload.show(entry.report, labels, locale)

if not visit.as_of and not refusal:
    fetch_status.draw_release_form()
