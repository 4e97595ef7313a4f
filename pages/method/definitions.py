import streamlit as st

from pages.method import _definitions
from ui import components, filters, page, pagination

visit = page.visit()
words, ask = visit.words, visit.ask
CONCEPTS = ("trade_system", "china_scope", "basis", "measure", "cases", "missing")
SUBJECTS = ("all", "trade", "investment", "freight", "region")


def heading(name: str) -> None:
    """Heading of a part, with its name as anchor."""
    st.header(words(f"method.methods.{name}_heading"), anchor=name)


components.title(words("page.data_methods.title"), words("page.data_methods.intro"))

heading("concepts")
st.html(
    _definitions.defined(
        (f"concept_{name}", words(f"method.concept.{name}.term"),
         words(f"method.concept.{name}.text"))
        for name in CONCEPTS
    )
)  # fmt: skip

heading("precedence")
st.markdown(words("method.methods.precedence_text"))
st.html(_definitions.rungs(words))
example = ask("precedence_example")
st.markdown(" ".join(_definitions.example_texts(example, words)))
if example:
    title = words(
        "method.methods.example_title",
        title=words("method.methods.example_series"),
        period=str(example.values["year"]),
    )
    pagination.table("example", title, _definitions.example(example, words), words, answer=example,
                  cited=True)  # fmt: skip

heading("as_of")
st.markdown(words("method.methods.as_of_text"))

heading("rounding")
st.markdown(words("method.methods.rounding_text"))

heading("marks")
st.html(_definitions.marks(words))

heading("symbols")
pagination.table("symbols", words("method.methods.symbols_text"), _definitions.signs(words), words)

heading("indicators")
with st.container(horizontal=True):
    topic = filters.one_of("topic", SUBJECTS, words, label=lambda code: words(f"topic.{code}"))
    text = pagination.search(words)
answer = ask("indicators", subject=topic)
found = [
    row
    for row in answer
    if text.casefold()
    in f"{answer.labels.of('indicator', row.code, words.lang)} {row.code} "
    f"{_definitions.definition(row, words)}".casefold()
]
leaf = pagination.leaf(len(found), words, narrowed_by=(topic, text, visit.as_of), size=30)
pagination.table(
    "indicators",
    words(
        "listing.found",
        found=words.number(len(found)),
        all=words.count("indicator", len(answer.rows)),
    ),
    _definitions.indicators(found[leaf.rows], answer, words),
    words,
    answer=answer,
    leaf=leaf,
)

heading("glossary")
st.html(_definitions.defined(words.terms()))
