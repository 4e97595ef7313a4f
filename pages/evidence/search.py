import streamlit as st

from pages.evidence import _search
from ui import components, links, pagination
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS = "search"

text = pagination.search()
hits: dict[str, list[_search.Hit]] = {}
if text:
    kinds = {
        "views": _search.views(st.session_state["places"], locale),
        "figures": _search.figures(ask("watchable_series", least=1), locale),
        "firms": _search.firms(ask("dossier_entities"), locale),
        "terms": _search.terms(locale),
    }
    hits = _search.search(text, kinds, locale) | {"lists": _search.lists(text, ask, locale)}
for kind, matches in hits.items():
    if not matches:
        continue
    st.header(locale(f"{TEXTS}.{kind}", count=locale.number(len(matches))), anchor=kind)
    first = matches[: _search.MOST]
    if kind == "figures":
        first = _search.newest(first, ask, locale)
    shown = [
        (links.address(one.place, **dict(one.link)) + (f"#{one.anchor}" if one.anchor else ""), one)
        for one in first
    ]
    components.draw_html(_search.as_list(shown))
    if len(matches) > len(shown):
        components.text(locale(f"{TEXTS}.more", count=locale.number(len(matches) - len(shown))))
if text and not any(hits.values()):
    components.text(locale(f"{TEXTS}.none"))
