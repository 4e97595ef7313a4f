import streamlit as st

from pages.evidence import _methods
from ui import filters, pagination
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
CONCEPTS = ("trade_system", "china_scope", "basis", "measure", "cases", "missing")
SUBJECTS = ("all", "trade", "investment", "freight", "region")


def heading(name: str) -> None:
    """Heading of a part, with its name as anchor."""
    st.header(locale(f"method.methods.{name}_heading"), anchor=name)


heading("concepts")
st.html(
    _methods.definition_list(
        (f"concept_{name}", locale(f"method.concept.{name}.term"),
         locale(f"method.concept.{name}.text"))
        for name in CONCEPTS
    )
)  # fmt: skip

heading("precedence")
st.markdown(locale("method.methods.precedence_text"))
st.html(_methods.rungs(locale))
example = ask("precedence_example")
st.markdown(" ".join(_methods.example_texts(example, locale)))
if example:
    title = locale(
        "method.methods.example_title",
        title=locale("method.methods.example_series"),
        period=str(example.values["year"]),
    )
    pagination.table(
        "example", title, _methods.example(example, locale), answer=example, cited=True
    )

heading("as_of")
st.markdown(locale("method.methods.as_of_text"))

heading("rounding")
st.markdown(locale("method.methods.rounding_text"))

heading("marks")
st.html(_methods.marks(locale))

heading("symbols")
pagination.table("symbols", locale("method.methods.symbols_text"), _methods.signs(locale))

heading("indicators")
with st.container(horizontal=True):
    topic = filters.one_of("topic", SUBJECTS, label=lambda code: locale(f"topic.{code}"))
    text = pagination.search()
answer = ask("indicators", subject=topic)
matches = [
    row
    for row in answer
    if text.casefold()
    in f"{answer.labels.of('indicator', row.code, locale.lang)} {row.code} "
    f"{_methods.definition(row, locale)}".casefold()
]
leaf = pagination.leaf(len(matches), narrowed_by=(topic, text, visit.as_of), size=30)
pagination.table(
    "indicators",
    locale(
        "listing.found",
        found=locale.number(len(matches)),
        all=locale.count("indicator", len(answer.rows)),
    ),
    _methods.indicators(matches[leaf.rows], answer, locale),
    answer=answer,
    leaf=leaf,
)

heading("glossary")
st.html(_methods.definition_list(locale.terms()))
