import streamlit as st

from i18n.marked import joined
from pages.evidence import _methods
from ui import components, filters, html, pagination
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS = "method.methods"
SUBJECTS = ("all", "trade", "investment", "freight", "region")


def heading(name: str) -> None:
    """Heading of a part, with its name as anchor."""
    st.header(locale(f"{TEXTS}.{name}_heading"), anchor=name)


heading("precedence")
example = ask("precedence_example")
components.draw_html(
    html.paragraph(joined(" ", _methods.example_texts(example, locale)))
    + html.folded(locale(f"{TEXTS}.rungs"),
                  html.paragraph(locale(f"{TEXTS}.precedence_text")) + _methods.rungs(locale),
                  "rungs")
)  # fmt: skip
if example:
    title = locale(f"{TEXTS}.example_title", title=locale(f"{TEXTS}.example_series"),
                   period=str(example.values["year"]))  # fmt: skip
    pagination.table("example", title, _methods.example(example, locale), answer=example,
                     cited=True)  # fmt: skip

heading("indicators")
with st.container(horizontal=True):
    topic = filters.one_of("topic", SUBJECTS, label=lambda code: locale(f"topic.{code}"))
    text = pagination.search()
answer = ask("indicators", subject=topic)
matches = [
    row
    for row in answer
    if text.casefold()
    in f"{answer.labels.name('indicator', row.code, locale.lang)} {row.code} "
    f"{locale.pick(row, 'definition')}".casefold()
]
leaf = pagination.leaf(len(matches), narrowed_by=(topic, text, visit.as_of), size=30)
caption = locale("listing.found", found=locale.number(len(matches)),
                 all=locale.count("indicator", len(answer.rows)))  # fmt: skip
pagination.table("indicators", caption, _methods.indicators(matches[leaf.rows], answer, locale),
                 answer=answer, leaf=leaf)  # fmt: skip

heading("look_up")
parts = {
    "concepts": _methods.definition_list(_methods.concepts(locale)),
    "glossary": _methods.definition_list(locale.terms()),
    "as_of": html.paragraph(locale(f"{TEXTS}.as_of_text")),
    "rounding": html.paragraph(locale(f"{TEXTS}.rounding_text")),
    "marks": _methods.marks(locale),
    "symbols": html.table(_methods.signs(locale), locale(f"{TEXTS}.symbols_text")),
}
components.draw_html(
    "".join(html.folded(locale(f"{TEXTS}.{name}_fold"), body, name) for name, body in parts.items())
)
