import streamlit as st

from ui import components, conflicts, filters, pagination
from ui.headlines import KeyFigure
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
KINDS = ("contradiction", "newer_state", "later_state", "forecast")
SUBJECTS = ("all", "trade", "investment", "freight", "region")

pairs, gaps = ask("contradictions"), ask("gaps")
compared = next(iter(ask("claim_pairs")))
lacking = [row for row in gaps if len(row.missing) + len(row.partial)]


def number_of(kind: str) -> KeyFigure:
    """Key figure: pairs of one kind."""
    return KeyFigure(
        locale(f"method.contradictions.key_{kind}"),
        locale.number(int((pairs.rows["kind"] == kind).sum())),
        locale(f"method.contradictions.key_{kind}_detail"),
    )


components.key_figures(
    [
        *map(number_of, KINDS),
        KeyFigure(
            locale("method.contradictions.key_agree"),
            locale.number(compared.agree_count),
            locale("method.contradictions.key_agree_detail",
                  all=locale.count("claim", compared.pairs_count)),
        ),
        KeyFigure(
            locale("method.contradictions.key_gaps"),
            locale.number(len(lacking)),
            locale("method.contradictions.key_gaps_detail", all=locale.number(len(gaps.rows))),
        ),
    ],
    [],
)  # fmt: skip

with st.container(horizontal=True):
    topic = filters.one_of("topic", SUBJECTS, label=lambda code: locale(f"topic.{code}"))
    kind = filters.one_of("difference", ("all", *KINDS), as_list=True,
                          label=lambda code: locale(f"method.difference.{code}"))  # fmt: skip
    regions = ["all", *dict.fromkeys(pairs.rows["region"])]
    region = filters.one_of(
        "whose", regions, as_list=True,
        label=lambda code: locale("listing.every") if code == "all"
        else pairs.labels.of("region", code, locale.lang),
    )  # fmt: skip

chosen = {"subject": topic, "kind": kind, "region": region}
matches = pairs.where(**{name: code for name, code in chosen.items() if code != "all"})
st.header(locale("method.contradictions.heading"), anchor="contradictions")
st.markdown(locale("method.contradictions.rounding"))
st.markdown(locale("method.contradictions.kinds"))
leaf = pagination.leaf(len(matches.rows), narrowed_by=(topic, kind, region, visit.as_of), size=25)
pagination.table(
    "contradictions",
    locale(
        "method.contradictions.found",
        found=locale.number(len(matches.rows)),
        all=locale.number(len(pairs.rows)),
    ),
    conflicts.contradictions(matches, locale, leaf.rows),
    answer=matches,
    cited=True,
    leaf=leaf,
)

if topic in ("all", "freight"):
    ledger = ask("rail_contradictions")
    st.header(locale("method.contradictions.rail_heading"), anchor="rail")
    caption = locale("method.contradictions.rail_subtitle")
    pagination.table("rail", caption, conflicts.rail(ledger, locale), answer=ledger, cited=True)

expected = gaps if topic == "all" else gaps.where(subject=topic)
st.header(locale("method.gaps.heading"), anchor="gaps")
pagination.table(
    "gaps",
    locale("method.gaps.subtitle"),
    conflicts.gaps(expected, locale),
    answer=expected,
    notes=[locale("method.gaps.note")],
)
