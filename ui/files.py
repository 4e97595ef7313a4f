"""Files of answers and documents: by links where a link can say which, else by buttons."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from charts.cache import cached
from data import export
from data.answer import Answer
from i18n import Locale
from ui import visit

#: German CSV, international CSV.
KINDS = ("csv_de", "csv")


@cached(2048)
def links(answer: Answer, locale: Locale) -> list[tuple[str, str]]:
    """Label and address of each file of an answer, where a link can say which answer it is."""
    addresses = [
        (locale(f"block.download_{kind}"), export.address(answer, locale.lang, kind))
        for kind in KINDS
    ]
    return [(label, address) for label, address in addresses if address is not None]


def buttons(name: str, answer: Answer) -> None:
    """The same files by buttons, for the answers that a page narrowed in its own way."""
    locale = visit.locale()
    if links(answer, locale):
        return
    with st.container(horizontal=True):
        for kind in KINDS:
            file_name = export.file_name(name, is_demo=answer.is_demo)
            make = export.maker(answer, locale.lang, kind)
            button(locale(f"block.download_{kind}"), make, file_name, f"load_{name}_{kind}")


def button(label: str, make: Callable[[], bytes], file_name: str, key: str, *,
           media: str | None = "text/csv", about: str | None = None) -> None:  # fmt: skip
    """A button to a file that is made when it is asked for; the page is not drawn anew."""
    st.download_button(label, make, file_name, media, key, about, on_click="ignore")
