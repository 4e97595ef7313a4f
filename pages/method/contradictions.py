import streamlit as st

from ui import components, conflicts, filters, page, pagination

visit = page.visit()
words, ask = visit.words, visit.ask
KINDS = ("contradiction", "newer_state", "later_state", "forecast")
SUBJECTS = ("all", "trade", "investment", "freight", "region")

components.title(words("page.data_contradictions.title"), words("page.data_contradictions.intro"))
pairs, gaps = ask("contradictions"), ask("gaps")
compared = next(iter(ask("claim_pairs")))
lacking = [row for row in gaps if len(row.missing) + len(row.partial)]


def number_of(kind: str) -> tuple[str, str, str]:
    """Key figure: pairs of one kind."""
    return (
        words(f"method.contradictions.key_{kind}"),
        words.number(int((pairs.rows["kind"] == kind).sum())),
        words(f"method.contradictions.key_{kind}_detail"),
    )


components.key_figures(
    [
        *map(number_of, KINDS),
        (
            words("method.contradictions.key_agree"),
            words.number(compared.agree_count),
            words("method.contradictions.key_agree_detail",
                  all=words.count("claim", compared.pairs_count)),
        ),
        (
            words("method.contradictions.key_gaps"),
            words.number(len(lacking)),
            words("method.contradictions.key_gaps_detail", all=words.number(len(gaps.rows))),
        ),
    ],
    [],
    words,
)  # fmt: skip

with st.container(horizontal=True):
    topic = filters.one_of("topic", SUBJECTS, words, label=lambda code: words(f"topic.{code}"))
    kind = filters.one_of("difference", ("all", *KINDS), words, as_list=True,
                          label=lambda code: words(f"method.difference.{code}"))  # fmt: skip
    regions = ["all", *dict.fromkeys(pairs.rows["region"])]
    region = filters.one_of(
        "whose", regions, words, as_list=True,
        label=lambda code: words("listing.every") if code == "all"
        else pairs.labels.of("region", code, words.lang),
    )  # fmt: skip

chosen = {"subject": topic, "kind": kind, "region": region}
found = pairs.where(**{name: code for name, code in chosen.items() if code != "all"})
st.header(words("method.contradictions.heading"), anchor="contradictions")
st.markdown(words("method.contradictions.rounding"))
st.markdown(words("method.contradictions.kinds"))
leaf = pagination.leaf(
    len(found.rows), words, narrowed_by=(topic, kind, region, visit.as_of), size=25
)
pagination.table(
    "contradictions",
    words(
        "method.contradictions.found",
        found=words.number(len(found.rows)),
        all=words.number(len(pairs.rows)),
    ),
    conflicts.contradictions(found, words, leaf.rows),
    words,
    answer=found,
    cited=True,
    leaf=leaf,
)

if topic in ("all", "freight"):
    ledger = ask("rail_contradictions")
    st.header(words("method.contradictions.rail_heading"), anchor="rail")
    caption = words("method.contradictions.rail_subtitle")
    pagination.table("rail", caption, conflicts.rail(ledger, words), words, answer=ledger,
                  cited=True)  # fmt: skip

expected = gaps if topic == "all" else gaps.where(subject=topic)
st.header(words("method.gaps.heading"), anchor="gaps")
pagination.table("gaps", words("method.gaps.subtitle"), conflicts.gaps(expected, words), words,
              answer=expected, notes=[words("method.gaps.note")])  # fmt: skip
