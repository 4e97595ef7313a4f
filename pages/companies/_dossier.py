"""The dossier on the screen: who may be meant, and what is stored of whom was chosen."""

from __future__ import annotations

import streamlit as st

from charts.cells import Cell
from data.answer import Answer
from i18n import Locale
from ui import cells, company_cases, components, filters, html, visit
from ui.dossier import contents, search
from ui.dossier.contents import Dossier
from ui.dossier.facts import Line
from ui.dossier.search import Found

_ROOM = "dossier"
_CHOICE = "dossier_choice"


def draw_found(result: Found, entities: Answer) -> None:
    """Whom the search found, to be chosen from; what it did not find."""
    locale = visit.locale()
    if not result.hits:
        st.header(locale(f"{_ROOM}.heading_nothing"), anchor="found")
        components.draw_html(html.items(search.nothing(result, entities, locale)))
        return
    count = len(result.hits)
    title = locale(f"{_ROOM}.hits_one") if count == 1 else locale(
        f"{_ROOM}.hits", count=locale.number(count))  # fmt: skip
    st.header(title, anchor="found")
    by_id = {one.row.entity_id: one for one in result.hits}
    chosen = filters.read("company")
    st.session_state[_CHOICE] = chosen if chosen in by_id else None
    st.radio(
        locale(f"{_ROOM}.choose"),
        list(by_id),
        key=_CHOICE,
        index=None,
        format_func=lambda code: components.heading(by_id[code].row.name),
        captions=[components.heading(f"{search.place(one.row, entities, locale)} · "
                                     f"{search.why(one, locale)}") for one in result.hits],
        on_change=_choose,
    )  # fmt: skip
    if result.missed:
        names = locale.list(locale("filter.quoted", name=one) for one in result.missed)
        components.draw_html(html.items([
            locale(f"{_ROOM}.also_missed", names=names), locale(f"{_ROOM}.not_found_means")
        ]))  # fmt: skip


def _choose() -> None:
    filters.write("company", st.session_state[_CHOICE])


def draw(dossier: Dossier) -> None:
    """All parts of a dossier, each line with who says so."""
    locale = visit.locale()
    st.header(components.heading(dossier.name), anchor="dossier")
    if dossier.hit:
        components.draw_html(html.status([locale(f"{_ROOM}.found_by", why=dossier.hit)]))
    by_id = dossier.sources
    for part in dossier.parts:
        st.subheader(contents.heading(part, locale), anchor=part.kind)
        lines = [_line(one, by_id) for one in part.lines]
        if any(one.term for one in part.lines):
            body = "".join(f"<dt>{cells.text(one.term)}</dt><dd>{item}</dd>"
                           for one, item in zip(part.lines, lines, strict=True))  # fmt: skip
            components.draw_html(f'<dl class="cm-facts">{body}</dl>')
        else:
            body = "".join(f"<li>{item}</li>" for item in lines)
            components.draw_html(f'<ul class="cm-ways">{body}</ul>')
    links = [cells.html(Cell(text, href=url)) for _, text, url in
             contents.source_texts(dossier, locale)]  # fmt: skip
    items = "".join(f"<li>{one}</li>" for one in links)
    title = locale.count("source", len(links))
    components.draw_html(html.folded(title, f"<ul>{items}</ul>", "dossier_sources"))


def _line(line: Line, by_id: dict[str, dict[object, object]]) -> str:
    links = company_cases.links(line.source_ids, by_id)
    evidence = ", ".join(cells.html(one) for one in links)
    text = cells.html(Cell(line.text, href=line.href)) if line.href else cells.text(line.text)
    return text + (f'<span class="cm-quiet">[{evidence}]</span>' if evidence else "")


def elsewhere(locale: Locale) -> str:
    """Where anybody can look for more, as HTML."""
    places = {**company_cases.registers(), "GSXT (China)": "https://www.gsxt.gov.cn/"}
    links = ", ".join(cells.html(Cell(name, href=address))
                      for name, address in places.items())  # fmt: skip
    return f'<p class="cm-more cm-key">{cells.text(locale(f"{_ROOM}.elsewhere"))} {links}</p>'
