from collections.abc import Callable, Iterable

import streamlit as st

from pages.evidence import _search
from ui import components, links, pagination
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS = "search"

text = pagination.search()
kinds: dict[str, Callable[[], Iterable[_search.Hit]]] = {
    "views": lambda: _search.views(st.session_state["places"], locale),
    "figures": lambda: _search.figures(ask("watchable_series", least=1), locale),
    "firms": lambda: _search.firms(ask("dossier_entities"), locale),
    "terms": lambda: _search.terms(locale),
}
hits = {kind: _search.matches(text, known()) for kind, known in kinds.items()} if text else {}
for kind, matches in hits.items():
    if not matches:
        continue
    st.header(locale(f"{TEXTS}.{kind}", count=locale.number(len(matches))), anchor=kind)
    shown = [
        (links.address(one.place, **dict(one.link)) + (f"#{one.anchor}" if one.anchor else ""), one)
        for one in matches[: _search.MOST]
    ]
    components.draw_html(_search.as_list(shown))
    if len(matches) > len(shown):
        components.text(locale(f"{TEXTS}.more", count=locale.number(len(matches) - len(shown))))
if text and not any(hits.values()):
    components.text(locale(f"{TEXTS}.none"))
